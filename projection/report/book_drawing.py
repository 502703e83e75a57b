"""Numbers that only charts need, beside the data: males below zero, the parts of a bridge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from projection.language import Text
from projection.report.book_data import Block
from projection.report.captions import item_number
from projection.report.figure import Figure, Pyramid, Waterfall
from projection.report.tables import Cell, Column, Table

_PANEL = Column("panel", Text(ja="図", en="Chart"))
_HEADING = Text(ja="作図用の数値", en="Numbers for drawing")
_PYRAMID = Text(ja="作図_", en="Drawing_")
_BRIDGE = Text(ja="作図（階段）_", en="Bridge_")
_AGES = Column("age", Text(ja="年齢", en="Age"))
_STEPS = Column("step", Text(ja="項目", en="Item"))
_SIDES = tuple(
    Column(key, Text(ja=ja, en=en), 0)
    for key, ja, en in (
        ("male", "男（負の値）", "Male (below zero)"),
        ("female", "女", "Female"),
        ("base_male", "基準年の男（負の値）", "Male, base year (below zero)"),
        ("base_female", "基準年の女", "Female, base year"),
    )
)
BRIDGE_PARTS = tuple(
    Column(key, Text(ja=ja, en=en), 0)
    for key, ja, en in (
        ("floor", "台（見えない部分）", "Floor (not seen)"),
        ("level", "水準", "Level"),
        ("rise", "増", "Rise"),
        ("rise_below", "増（零より下）", "Rise (below zero)"),
        ("fall", "減", "Fall"),
        ("fall_below", "減（零より下）", "Fall (below zero)"),
        ("top", "上端", "Top"),
    )
)

Rows = Iterator[tuple[Cell, ...]]


@dataclass(frozen=True)
class DrawingSheet:
    """One sheet of such numbers.

    Parameters
    ----------
    name
        The sheet's name.
    table
        What stands in it, from its first row on.
    blocks
        Where the numbers of each chart stand, by the chart's position in the figure.
    """

    name: Text
    table: Table
    blocks: Mapping[int, Block]


def drawing_sheets(figure: Figure) -> tuple[DrawingSheet, ...]:
    """Return the sheets that a figure needs beside its data: of pyramids, and of bridges."""
    return tuple(_drawing_sheets(figure))


def _drawing_sheets(figure: Figure) -> Iterator[DrawingSheet]:
    pyramids = {
        position: _sides(panel.form)
        for position, panel in enumerate(figure.panels)
        if isinstance(panel.form, Pyramid)
    }
    bridges = {
        position: _bridge(panel.form)
        for position, panel in enumerate(figure.panels)
        if isinstance(panel.form, Waterfall)
    }
    if pyramids:
        yield _sheet(figure, _PYRAMID, (_AGES, *_SIDES), pyramids)
    if bridges:
        yield _sheet(figure, _BRIDGE, (_STEPS, *BRIDGE_PARTS), bridges)


def _sheet(
    figure: Figure, kind: Text, columns: tuple[Column, ...], charts: Mapping[int, Rows]
) -> DrawingSheet:
    number = item_number(figure.id)
    name = Text(ja=f"{kind.ja}{number.ja}", en=f"{kind.en}{number.en}")
    rows: list[tuple[Cell, ...]] = []
    where = {}
    for position, of_chart in charts.items():
        heading = figure.panels[position].heading or figure.title
        first = len(rows) + 1
        rows += [(heading, *row) for row in of_chart]
        where[position] = Block(name, first, len(rows), 1)
    return DrawingSheet(name, Table(_HEADING, (_PANEL, *columns), tuple(rows)), where)


def _sides(form: Pyramid) -> Rows:
    shown = form.years.index(form.year)
    sides = (form.males[shown], form.females[shown], *form.outline)
    for age, male, female, male_before, female_before in zip(
        form.ages.categories, *sides, strict=True
    ):
        yield age, -male, female, -male_before, female_before


def _bridge(form: Waterfall) -> Rows:
    reached = 0.0
    for step in form.steps:
        before = 0.0 if step.kind == "level" else reached
        reached = before + step.value
        kind = "level" if step.kind == "level" else "rise" if step.value >= 0 else "fall"
        parts = bridge_bar(before, reached)
        found: dict[str, float | None] = {
            "floor": parts.floor,
            kind: parts.above,
            "top": max(before, reached),
        }
        if kind == "level":
            found["level"] = reached
        else:
            found[f"{kind}_below"] = parts.below
        yield (step.label, *(found.get(column.key) for column in BRIDGE_PARTS))


@dataclass(frozen=True)
class Bar:
    """A bar between two values, as stacked bars need it: an unseen floor, and its parts."""

    floor: float
    above: float
    below: float


def bridge_bar(start: float, end: float) -> Bar:
    """Return what to stack for a bar that hangs between two values.

    Stacked bars grow from zero, positive ones up and negative ones down: a bar that crosses
    zero has two parts and no floor.

    Parameters
    ----------
    start, end
        Where the bar begins and ends, in any order.

    Examples
    --------
    >>> bridge_bar(5.0, 8.0), bridge_bar(-2.0, -6.0), bridge_bar(-1.0, 3.0)
    (Bar(floor=5.0, above=3.0, below=0.0), Bar(floor=-2.0, above=0.0, below=-4.0), \
Bar(floor=0.0, above=3.0, below=-1.0))
    """
    low, high = min(start, end), max(start, end)
    if low >= 0.0:
        return Bar(low, high - low, 0.0)
    if high <= 0.0:
        return Bar(high, 0.0, low - high)
    return Bar(0.0, high, low)
