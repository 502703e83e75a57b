"""The tables of `projection vision`: goals, contributions, the cost of a delay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from projection.analysis.goals import Outcome
from projection.analysis.vision import Delayed, Examination
from projection.cli.vision_words import limit, margin, value, when
from projection.language import Text
from projection.report.labels import SCENARIO, of_measure
from projection.report.tables import Cell, Column, Table
from projection.scenarios.vision_model import BasicGoal

_YES, _NO = Text(ja="達成", en="met"), Text(ja="未達", en="missed")
_NEVER = Text(ja="なし", en="none")
_WITHOUT = Text(ja="戦略なしで達成", en="met without the strategy")
_GOAL = Column("item", Text(ja="目標", en="Goal"))
_BASIC_GOAL = Column("item", Text(ja="基本目標", en="Basic goal"))
_TOTAL = Text(ja="合計（戦略がない場合との差）", en="Total (difference that it makes)")
_CHAPTER = Column("chapter", Text(ja="戦略の項目", en="Chapter"))
_CHECK = (
    Column("when", Text(ja="時期", en="When")),
    Column("limit", Text(ja="基準", en="Must be")),
    Column("value", Text(ja="推計", en="Projected")),
    Column("margin", Text(ja="余裕", en="Margin")),
    Column("met", Text(ja="判定", en="Result")),
)
_FIRST = Column("first_failure", Text(ja="最初の未達の年", en="First failure"))
_MEANWHILE = Column("without", Text(ja="戦略なし", en="Without strategy"))
_LATEST = Column("latest_start", Text(ja="間に合う着手の年", en="Latest start"))
_LONG = (
    Column("scenario", SCENARIO.label),
    Column("kind", Text(ja="種類", en="Kind")),
    Column("delay", Text(ja="遅れ（年）", en="Delay (years)")),
    Column("item", Text(ja="項目", en="Item")),
    Column("measure", Text(ja="指標", en="Measure")),
    Column("year", Text(ja="年", en="Year")),
    Column("value", Text(ja="値", en="Value"), 2),
    Column("limit", Text(ja="基準", en="Limit"), 2),
    Column("margin", Text(ja="余裕", en="Margin"), 2),
    _CHECK[-1],
    _FIRST,
    _LATEST,
)

Row = tuple[Cell, ...]


def reader_tables(
    found: Examination, goals: Sequence[BasicGoal], start: int
) -> Iterator[Table]:
    """Return the tables of one scenario.

    Parameters
    ----------
    found
        How it fares.
    goals
        The basic goals of the file.
    start
        The base year.
    """
    yield _goals_table(found, start)
    later = found.delayed
    if later is not None and later.delay:
        yield _later_goals_table(found, later, start)
    if goals:
        yield _contributions_table(found, goals)
    if later is not None:
        yield _costs_table(found, later, start)


def long_table(found: Sequence[Examination], goals: Sequence[BasicGoal], start: int) -> Table:
    """Return all scenarios as one long table; `kind` is goal, contribution or delay.

    Of a contribution, `value` is what it adds; of a delay, `value` is the figure and `margin`
    what the delay changes. `latest_start` is the last year of the run where a goal needs no
    strategy.
    """
    return Table(
        Text(ja="検証の結果", en="How the goals fare"),
        _LONG,
        tuple(row for one in found for row in _long_rows(one, goals, start)),
    )


def _goals_table(found: Examination, start: int) -> Table:
    name, later = found.scenario.label, found.delayed
    columns = [*_columns(found.outcomes), _MEANWHILE]
    rows: list[Row] = [
        (*row, _result(without))
        for row, without in zip(_rows(found.outcomes), found.meanwhile, strict=True)
    ]
    if later is not None:
        columns.append(_LATEST)
        latest = [_latest(one, start, later.length) for one in later.longest]
        rows = [(*row, one) for row, one in zip(rows, latest, strict=True)]
    heading = Text(ja=f"「{name.ja}」の目標", en=f"Goals under '{name.en}'")
    return Table(heading, tuple(columns), tuple(rows))


def _later_goals_table(found: Examination, later: Delayed, start: int) -> Table:
    name, begun = found.scenario.label, start + later.delay
    return Table(
        Text(
            ja=f"「{name.ja}」の着手が{later.delay}年遅れた場合（{begun}年から）の目標",
            en=f"Goals under '{name.en}' begun {later.delay} years later, in {begun}",
        ),
        _columns(later.outcomes),
        tuple(_rows(later.outcomes)),
    )


def _contributions_table(found: Examination, goals: Sequence[BasicGoal]) -> Table:
    figure, later = found.figure, found.delayed
    decimals, year = figure.measure.decimals, figure.year
    head, unit = figure.label, figure.measure.difference_unit
    columns = [Column("value", Text(ja="寄与", en="Contribution"), decimals)]
    cells = [found.rounded_shares()]
    if later is not None and later.delay:
        begun = Text(ja=f"{later.delay}年遅れた場合", en=f"{later.delay} years later")
        columns.append(Column("later", begun, decimals))
        cells.append(found.rounded_later_shares())
    rows = zip((one.title for one in goals), *cells, strict=True)
    totals = [found.shown_difference]
    if len(cells) > 1 and later is not None:
        totals.append(found.shown_difference + found.shown_cost)
    return Table(
        Text(
            ja=f"{year}年の「{head.ja}」への基本目標の寄与（{unit.ja}）",
            en=f"What each basic goal contributes to '{head.en}' of {year} ({unit.en})",
        ),
        (_BASIC_GOAL, *columns),
        (*rows, (_TOTAL, *totals)),
    )


def _costs_table(found: Examination, later: Delayed, start: int) -> Table:
    figure, costs = found.figure, later.costs
    decimals, unit = figure.measure.decimals, figure.measure.difference_unit
    columns = (
        Column("delay", Text(ja="遅れ（年）", en="Delay (years)"), 0),
        Column("begins", Text(ja="着手の年", en="Begins in")),
        Column("value", of_measure(figure.measure), decimals),
        Column("cost", Text(ja=f"変化（{unit.ja}）", en=f"Change ({unit.en})"), decimals),
        Column("yearly", Text(ja="うちこの1年", en="Of this year"), decimals),
    )
    rows = zip(
        costs["delay"].values.tolist(),
        (costs["delay"] + start).values.tolist(),
        costs["value"].values.tolist(),
        *later.shown_costs(decimals),
        strict=True,
    )
    return Table(
        Text(
            ja=f"着手の遅れで{figure.year}年の「{figure.label.ja}」がどう変わるか",
            en=f"What a delay costs: '{figure.label.en}' of {figure.year}",
        ),
        columns,
        tuple(rows),
    )


def _columns(outcomes: Sequence[Outcome]) -> tuple[Column, ...]:
    """Return the columns of a table of goals; those with nothing in them are left out."""
    chapter = (_CHAPTER,) if _has_chapters(outcomes) else ()
    first = (_FIRST,) if _has_failures(outcomes) else ()
    return (_GOAL, *chapter, *_CHECK, *first)


def _rows(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    for one in outcomes:
        chapter = (one.goal.chapter,) if _has_chapters(outcomes) else ()
        first = (one.first,) if _has_failures(outcomes) else ()
        check = (when(one.goal), limit(one), value(one), margin(one), _result(one))
        yield (one.goal.title, *chapter, *check, *first)


def _has_chapters(outcomes: Sequence[Outcome]) -> bool:
    return any(one.goal.chapter is not None for one in outcomes)


def _has_failures(outcomes: Sequence[Outcome]) -> bool:
    return any(one.first is not None for one in outcomes)


def _result(outcome: Outcome) -> Text:
    return _YES if outcome.met else _NO


def _latest(longest: int | None, start: int, length: int) -> Cell:
    if longest is None:
        return _NEVER
    return _WITHOUT if longest == length else start + longest


def _long_rows(found: Examination, goals: Sequence[BasicGoal], start: int) -> Iterator[Row]:
    name, later = found.scenario.name, found.delayed
    longest = (None,) * len(found.outcomes) if later is None else later.longest
    yield from _long_goals(name, 0, found.outcomes, longest, start)
    if later is not None and later.delay:
        yield from _long_goals(name, later.delay, later.outcomes, longest, start)
    about = (found.figure.measure.name, found.figure.year)
    if found.contributions is not None:
        pairs = zip(goals, found.contributions.values.tolist(), strict=True)
        yield from _long_contributions(name, 0, pairs, about)
    if later is not None and later.delay and later.contributions is not None:
        pairs = zip(goals, later.contributions.values.tolist(), strict=True)
        yield from _long_contributions(name, later.delay, pairs, about)
    if later is not None:
        costs = later.costs
        columns = (costs[key].values.tolist() for key in ("delay", "value", "cost"))
        for delay, figure, cost in zip(*columns, strict=True):
            yield (name, "delay", delay, None, *about, figure, None, cost, None, None, None)


def _long_goals(
    name: str,
    delay: int,
    outcomes: Sequence[Outcome],
    longest: Sequence[int | None],
    start: int,
) -> Iterator[Row]:
    for one, waiting in zip(outcomes, longest, strict=True):
        latest = None if waiting is None else start + waiting
        met = "met" if one.met else "missed"
        about = (one.goal.title, one.asked.measure.name, one.year)
        figures = (one.value, one.limit, one.margin)
        yield (name, "goal", delay, *about, *figures, met, one.first, latest)


def _long_contributions(
    name: str,
    delay: int,
    pairs: Iterable[tuple[BasicGoal, float]],
    about: tuple[str, int],
) -> Iterator[Row]:
    for goal, share in pairs:
        yield (name, "contribution", delay, goal.title, *about, share, *(None,) * 5)
