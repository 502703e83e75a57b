"""Parts of findings: numbers as planners round them, years in both calendars, directions."""

from __future__ import annotations

from projection.language import Text
from projection.report.words import number

_REIWA, _HEISEI, _SHOWA = 2019, 1989, 1926
_TEN_THOUSAND = 10_000


def year_words(year: int) -> Text:
    """Return a year in both calendars: 2060年（令和42年）.

    Examples
    --------
    >>> year_words(2060).ja, year_words(2019).ja, year_words(1995).ja, year_words(2060).en
    ('2060年（令和42年）', '2019年（令和元年）', '1995年（平成7年）', '2060')
    """
    era, first = (
        ("令和", _REIWA)
        if year >= _REIWA
        else ("平成", _HEISEI)
        if year >= _HEISEI
        else ("昭和", _SHOWA)
    )
    of_era = "元" if year == first else str(year - first + 1)
    return Text(ja=f"{year}年（{era}{of_era}年）", en=str(year))


def about(persons: float) -> Text:
    """Return persons as planners round them in sentences: to hundreds from 10,000 on.

    Examples
    --------
    >>> about(74_636.0).ja, about(74_636.0).en, about(405.2).ja, about(1_234.0).en
    ('約74,600人', 'about 74,600', '405人', '1,234')
    """
    if abs(persons) < _TEN_THOUSAND:
        exact = number(persons)
        return Text(ja=f"{exact.ja}人", en=exact.en)
    rounded = number(round(persons, -2))
    return Text(ja=f"約{rounded.ja}人", en=f"about {rounded.en}")


def change_of(value: float, before: float) -> Text:
    """Return how a level has changed, with its direction: "16.4%減", "down 16.4 %".

    Examples
    --------
    >>> change_of(62_400.0, 74_600.0).ja, change_of(62_400.0, 74_600.0).en
    ('16.4%減', 'down 16.4 %')
    >>> change_of(100.01, 100.0).en
    'unchanged'
    """
    percent = 100.0 * (value / before - 1.0)
    size = number(abs(percent), 1)
    if size.en == "0.0":
        return Text(ja="増減なし", en="unchanged")
    rises = percent > 0
    return Text(
        ja=f"{size.ja}%{'増' if rises else '減'}", en=f"{'up' if rises else 'down'} {size.en} %"
    )
