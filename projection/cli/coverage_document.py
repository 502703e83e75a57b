"""The tables and sentences of `projection backtest --coverage`."""

from __future__ import annotations

from collections.abc import Sequence

from projection.analysis.backtest import BROAD
from projection.analysis.backtest_errors import ALL_SIZES
from projection.analysis.coverage import LEVELS, Coverage, Covered, covered, covered_together
from projection.analysis.past_errors import size_words
from projection.cli.backtest_document import age_words, day, shown_years
from projection.language import Text
from projection.report.tables import Cell, Column, Document, Table

# Years ahead that readers see of all base dates together; beyond, hardly any date is left.
_AHEAD = (1, 3, 5, 10)

_COUNT = Column("municipalities", Text(ja="市区町村数", en="Municipalities"), 0)
_AGE = Column("age", Text(ja="年齢", en="Age"))
_SIZE = Column("size", Text(ja="規模", en="Size"))
_YEARS = Column("years", Text(ja="年数", en="Years"))
_SHARES = tuple(
    Column(f"inside_{level}", Text(ja=f"{level}％区間", en=f"{level} % interval"), 1)
    for level in LEVELS
)
_WIDTH = Column(
    "half_width_80", Text(ja="80％区間の半幅（％）", en="Half width of the 80 %, %"), 1
)
_KEYS = ("base", "year", "horizon", "size_from", "size_below", "age", "municipalities")


def coverage_document(tested: Sequence[Coverage]) -> Document:
    """Return sentences, tables for readers, and all shares for machines.

    Parameters
    ----------
    tested
        One a base year.
    """
    together = covered_together(tested)
    tables = [_by_size(together), _by_age(together)]
    rows = list(together)
    for one in tested:
        found = covered(one)
        rows += found
        tables += [_of_date(one, found, year) for year in shown_years(one)]
    return Document(
        Text(
            ja="推計の幅の検証：実績が区間に入った割合",
            en="Coverage: how often intervals held what came",
        ),
        tuple(tables),
        notes=_notes(tested),
        data=_long(rows),
        sentences=tuple(_sentence(one) for one in together if _is_main(one)),
    )


def _is_main(one: Covered) -> bool:
    return one.size == ALL_SIZES and one.figure == "total" and one.horizon in _AHEAD


def _by_size(together: Sequence[Covered]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.horizon, size_words(one.size), one.municipalities, *one.shares, one.width)
        for one in together
        if one.figure == "total" and one.horizon in _AHEAD
    )
    heading = Text(
        ja="総人口の実績が区間に入った割合（％）：すべての基準日",
        en="Total inside the interval, % of municipalities: all base dates together",
    )
    return Table(heading, (_YEARS, _SIZE, _COUNT, *_SHARES, _WIDTH), rows)


def _by_age(together: Sequence[Covered]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.horizon, age_words(one.figure), *one.shares, one.width)
        for one in together
        if one.size == ALL_SIZES and one.figure in list(BROAD)[1:] and one.horizon in _AHEAD
    )
    heading = Text(
        ja="年齢別の実績が区間に入った割合（％）、全規模：すべての基準日",
        en="Ages inside the interval, % of all municipalities: all base dates together",
    )
    return Table(heading, (_YEARS, _AGE, *_SHARES, _WIDTH), rows)


def _of_date(tested: Coverage, found: Sequence[Covered], year: int) -> Table:
    start, end = day(tested.base), day(year)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (size_words(one.size), one.municipalities, *one.shares, one.width)
        for one in found
        if one.year == year and one.figure == "total"
    )
    heading = Text(
        ja=f"総人口の実績が区間に入った割合（％）：{start.ja}から{end.ja}",
        en=f"Total inside the interval, % of municipalities: {start.en} to {end.en}",
    )
    return Table(heading, (_SIZE, _COUNT, *_SHARES, _WIDTH), rows)


def _sentence(one: Covered) -> Text:
    share, years = f"{one.shares[LEVELS.index(80)]:.1f}", f"{one.horizon:.0f}"
    return Text(
        ja=f"{years}年後：80％の区間に、実際の総人口は{share}％の場合に入りました。",
        en=f"After {years} year{'' if years == '1' else 's'}: intervals of 80 % held the total "
        f"population that came in {share} % of cases.",
    )


def _notes(tested: Sequence[Coverage]) -> tuple[Text, ...]:
    draws = f"{tested[0].draws:,}"
    return (
        Text(
            ja=f"区間は{draws}回の試行の分位点。ばらつきの大きさも率も、基準日までの台帳だけから求めた。",
            en=f"Intervals are quantiles of {draws} draws. Variances and rates are estimated "
            "from registers up to the base date alone.",
        ),
        Text(
            ja="80％区間は、よく調整されていれば80％前後の場合に実績を含む。"
            "同じ基準日の市区町村は景気や制度の変化を共にするため、基準日ごとの割合は80％から離れうる。",
            en="Well calibrated, an 80 % interval holds what comes in about 80 % of cases. "
            "Municipalities share what happens to the country after a base date, so that the "
            "shares of a single one may be off.",
        ),
    )


def _long(rows: Sequence[Covered]) -> Table:
    columns = (*_KEYS, *(one.key for one in _SHARES), _WIDTH.key)
    return Table(
        Text(ja="区間に入った割合（％）", en="Inside the interval, %"),
        tuple(Column(name, Text(ja=name, en=name)) for name in columns),
        tuple(_cells(one) for one in rows),
    )


def _cells(one: Covered) -> tuple[Cell, ...]:
    size = (one.size.low, one.size.high)
    keys = (one.base, one.year, one.horizon, *size, one.figure, one.municipalities)
    return (*keys, *one.shares, one.width)
