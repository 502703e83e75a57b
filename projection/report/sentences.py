"""Parts of findings: numbers as planners round them, years in both calendars, directions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

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
        return persons_words(persons)
    rounded = number(round(persons, -2))
    return Text(ja=f"約{rounded.ja}人", en=f"about {rounded.en}")


def persons_words(persons: float, *, signed: bool = False) -> Text:
    """Return persons to the unit: "453人", "△366人".

    Examples
    --------
    >>> persons_words(-366.2).ja, persons_words(265.0, signed=True).en
    ('△366人', '+265')
    """
    exact = number(persons, signed=signed)
    return Text(ja=f"{exact.ja}人", en=exact.en)


def change_of(value: float, before: float) -> Text:
    """Return how a level has changed, with its direction: "16.4%減", "down 16.4 %".

    Of a level that was zero no percentage can be told.

    Examples
    --------
    >>> change_of(62_400.0, 74_600.0).ja, change_of(62_400.0, 74_600.0).en
    ('16.4%減', 'down 16.4 %')
    >>> change_of(100.01, 100.0).en, change_of(3.0, 0.0).en
    ('unchanged', 'up')
    """
    if not before:
        return _direction("", "", value)
    percent = 100.0 * (value / before - 1.0)
    size = number(abs(percent), 1)
    return _direction(f"{size.ja}%", f" {size.en} %", percent if size.en.strip("0.,") else 0.0)


def _direction(ja: str, en: str, change: float) -> Text:
    if not change:
        return Text(ja="増減なし", en="unchanged")
    rises = change > 0
    return Text(ja=f"{ja}{'増' if rises else '減'}", en=f"{'up' if rises else 'down'}{en}")


def points_change(value: float, before: float) -> Text:
    """Return how a share in % has changed: "4.2ポイント上昇", "up 4.2 points".

    Examples
    --------
    >>> points_change(32.25, 28.0).ja, points_change(27.0, 28.0).en
    ('4.2ポイント上昇', 'down 1.0 points')
    >>> points_change(math.nan, 28.0).en
    'no comparison'
    """
    if math.isnan(value - before):
        return Text(ja="比較なし", en="no comparison")
    size = number(abs(value - before), 1)
    if size.en == "0.0":
        return Text(ja="横ばい", en="unchanged")
    rises = value > before
    return Text(
        ja=f"{size.ja}ポイント{'上昇' if rises else '低下'}",
        en=f"{'up' if rises else 'down'} {size.en} points",
    )


def first_below(points: Sequence[tuple[float, float]], level: float) -> int | None:
    """Return the first year that lies below a level after one that does not.

    Examples
    --------
    >>> first_below([(2020, 3.0), (2021, 4.0), (2022, 2.0)], 3.0)
    2022
    """
    for (_, before), (year, value) in pairwise(points):
        if before >= level > value:
            return int(year)
    return None


def first_above(points: Sequence[tuple[float, float]], level: float) -> int | None:
    """Return the first year that lies above a level after one that does not.

    Examples
    --------
    >>> first_above([(2020, 28.0), (2021, 30.0), (2022, 30.5)], 30.0)
    2022
    """
    return first_below([(year, -value) for year, value in points], -level)


def below_since(points: Sequence[tuple[float, float]], level: float) -> int | None:
    """Return the year from which on all points lie below a level; None where the last does not.

    Examples
    --------
    >>> below_since([(2005, -3.0), (2006, 15.0), (2007, -70.0), (2008, -82.0)], 0.0)
    2007
    """
    found = None
    for year, value in reversed(points):
        if value >= level:
            break
        found = int(year)
    return found


def round_below(persons: float) -> float:
    """Return the largest round number below a level: 70,000 below 74,600.

    Examples
    --------
    >>> round_below(74_600.0), round_below(3_482.0), round_below(10_000.0), round_below(0.0)
    (70000.0, 3000.0, 9000.0, 0.0)
    """
    if persons <= 1.0:
        return 0.0
    unit = 10.0 ** math.floor(math.log10(persons))
    if persons == unit:
        unit /= 10.0
    return (math.ceil(persons / unit) - 1.0) * unit


def joined(sentences: Iterable[Text]) -> Text:
    """Return sentences as one paragraph.

    Examples
    --------
    >>> joined([Text(ja="増える。", en="It rises."), Text(ja="減る。", en="It falls.")]).en
    'It rises. It falls.'
    """
    them = list(sentences)
    return Text(ja="".join(one.ja for one in them), en=" ".join(one.en for one in them))
