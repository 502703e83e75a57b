"""The table behind each figure: what is drawn, as rows and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from projection.language import Text
from projection.report.figure import (
    Axis,
    Bars,
    Figure,
    Form,
    Heat,
    Lines,
    Panel,
    Pyramid,
    Series,
    Trails,
    Waterfall,
)
from projection.report.tables import Cell, Column, Table

_MALE = Text(ja="男", en="Male")
_FEMALE = Text(ja="女", en="Female")
_PANEL = Column("panel", Text(ja="図", en="Chart"))
_SERIES = Column("series", Text(ja="系列", en="Series"))
_POINT = Column("point", Text(ja="点", en="Point"))
_STEP = Column("step", Text(ja="項目", en="Item"))

Rows = list[tuple[Cell, ...]]


def figure_tables(figure: Figure) -> tuple[Table, ...]:
    """Return the numbers that a figure draws.

    Parameters
    ----------
    figure
        Any figure.

    Returns
    -------
    tuple of Table
        One where all panels have the same columns, with a column that names the panel where
        there are several; else one a panel. Years and categories run down, series across.
    """
    tables = [_panel_table(figure, panel) for panel in figure.panels]
    if len(tables) == 1 or len({table.columns for table in tables}) > 1:
        return tuple(tables)
    rows = (
        (_heading(figure, panel), *row)
        for panel, table in zip(figure.panels, tables, strict=True)
        for row in table.rows
    )
    heading = _with_unit(figure.title, figure.panels[0].form)
    return (Table(heading, (_PANEL, *tables[0].columns), tuple(rows)),)


def _panel_table(figure: Figure, panel: Panel) -> Table:
    columns, rows = _content(panel.form)
    return Table(_with_unit(_heading(figure, panel), panel.form), tuple(columns), tuple(rows))


def _heading(figure: Figure, panel: Panel) -> Text:
    return panel.heading or figure.title


def _with_unit(heading: Text, form: Form) -> Text:
    unit = _value_axis(form).unit
    if unit is None:
        return heading
    return Text(ja=f"{heading.ja}（単位：{unit.ja}）", en=f"{heading.en} ({unit.en})")


def _value_axis(form: Form) -> Axis:
    match form:
        case Pyramid():
            return form.persons
        case Heat():
            return form.value
        case _:
            return form.y


def _content(form: Form) -> tuple[Sequence[Column], Rows]:
    match form:
        case Lines():
            return _across(form.x, [(form.y, form.series)])
        case Bars():
            lines = [(form.lines_axis, form.lines)] if form.lines_axis is not None else []
            return _across(form.x, [(form.y, form.series), *lines])
        case Pyramid():
            return _pyramid(form)
        case Trails():
            return _trails(form)
        case Waterfall():
            value = Column("value", form.y.label, form.y.decimals)
            return [_STEP, value], [(step.label, step.value) for step in form.steps]
        case Heat():
            return _grid(form)


def _across(
    x: Axis, groups: Sequence[tuple[Axis, Sequence[Series]]]
) -> tuple[Sequence[Column], Rows]:
    series = [(axis, one) for axis, several in groups for one in several]
    columns = [
        Column("x", x.label),
        *(Column(one.key, one.label, axis.decimals) for axis, one in series),
    ]
    values = [dict(one.points) for _, one in series]
    positions = sorted({position for of_one in values for position in of_one})
    return columns, [
        (_position(x, position), *(of_one.get(position) for of_one in values))
        for position in positions
    ]


def _position(axis: Axis, position: float) -> Cell:
    return axis.categories[int(position)] if axis.categories else int(position)


def _pyramid(form: Pyramid) -> tuple[Sequence[Column], Rows]:
    shown = form.years.index(form.year)
    label = form.outline_label
    columns = [
        Column("age", form.ages.label),
        *(
            Column(
                f"{key}_{sex}",
                Text(f"{when.ja} {name.ja}", f"{when.en}, {name.en}"),
                form.persons.decimals,
            )
            for key, when in (("base", label), ("shown", _year(form.year)))
            for sex, name in (("male", _MALE), ("female", _FEMALE))
        ),
    ]
    persons = (*form.outline, form.males[shown], form.females[shown])
    return columns, [
        (age, *cells) for age, *cells in zip(form.ages.categories, *persons, strict=True)
    ]


def _year(year: int) -> Text:
    return Text(ja=f"{year}年", en=str(year))


def _trails(form: Trails) -> tuple[Sequence[Column], Rows]:
    columns = [
        _SERIES,
        _POINT,
        *(_axis_column(key, axis) for key, axis in (("x", form.x), ("y", form.y))),
    ]
    return columns, list(_trail_rows(form))


def _trail_rows(form: Trails) -> Iterator[tuple[Cell, ...]]:
    for one, names in zip(form.series, form.names, strict=True):
        shown: Sequence[Cell] = names or ("",) * len(one.points)
        for name, point in zip(shown, one.points, strict=True):
            yield (one.label, name, *point)


def _axis_column(key: str, axis: Axis) -> Column:
    unit = axis.unit
    label = (
        axis.label
        if unit is None
        else Text(f"{axis.label.ja}（{unit.ja}）", f"{axis.label.en} ({unit.en})")
    )
    return Column(key, label, axis.decimals)


def _grid(form: Heat) -> tuple[Sequence[Column], Rows]:
    columns = [
        Column("y", form.y.label),
        *(
            Column(str(position), name, form.value.decimals)
            for position, name in enumerate(form.x.categories)
        ),
    ]
    return columns, [
        (name, *cells) for name, cells in zip(form.y.categories, form.cells, strict=True)
    ]
