"""The data sheets of a report's workbook, as 総務省's rules for machine-readable tables ask.

Source: 総務省「統計表における機械判読可能なデータの表記方法の統一ルール」 (18 December 2020).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from projection.language import Language, Text
from projection.report.captions import item_number
from projection.report.content import NumberedTable, Report
from projection.report.figure import Axis, Bars, Figure, Form, Heat, Panel, Pyramid, Trails
from projection.report.figure_tables import figure_tables
from projection.report.machine_rules import with_western_years
from projection.report.tables import NOTHING, Cell, Column, Table, one_line

DATA = Text(ja="データ_", en="Data_")
_CODE = Column("area_code", Text(ja="対象地域コード", en="Report area code"))
_AREA = Column("area", Text(ja="対象地域名", en="Report area"))
_UNIT_JA = re.compile(r"単位：([^（）]+)）$")
_UNIT_EN = re.compile(r"[(,] ?([^(),]+)\)$")
_NUMBER = re.compile(r"-?\d+(?:\.(\d+))?")
_LEADING = 2  # columns before those of the table


@dataclass(frozen=True)
class DataSheet:
    """One sheet of data.

    Parameters
    ----------
    item
        Whose numbers they are: "F1", "T3".
    name
        The sheet's name.
    table
        What stands in it, from its first row on.
    """

    item: str
    name: Text
    table: Table


@dataclass(frozen=True)
class Block:
    """Where the numbers of one chart stand.

    Parameters
    ----------
    sheet
        The sheet's name.
    first, last
        Rows, from 0; the header is row 0.
    left
        Where the first column of the chart's own table stands, from 0.
    """

    sheet: Text
    first: int
    last: int
    left: int


def data_sheets(report: Report, lang: Language) -> tuple[DataSheet, ...]:
    """Return a sheet for every table, and one or more for every figure.

    Parameters
    ----------
    report
        Any report.
    lang
        The language of words.

    Returns
    -------
    tuple of DataSheet
        One table a sheet, its header first; the area's code and name in every row; the unit in
        the header of every column of numbers that has one; numbers that are not rounded; words
        without breaks and runs of spaces; western years beside those of eras.
    """
    return tuple(_sheets(report, lang))


def _sheets(report: Report, lang: Language) -> Iterator[DataSheet]:
    for figure in report.figures:
        tables = figure_tables(figure)
        panels = figure.panels[: len(tables)]
        for number, (table, panel) in enumerate(zip(tables, panels, strict=True), start=1):
            name = _name(figure.id, number if len(tables) > 1 else None)
            machine = _machine(table, _units(panel.form, table), report, lang)
            yield DataSheet(figure.id, name, machine)
    for item in report.tables:
        units = _units_of_heading(item)
        yield DataSheet(item.id, _name(item.id), _machine(item.table, units, report, lang))


def _name(item: str, number: int | None = None) -> Text:
    shown, ending = item_number(item), "" if number is None else f"-{number}"
    return Text(ja=f"{DATA.ja}{shown.ja}{ending}", en=f"{DATA.en}{shown.en}{ending}")


def blocks(figure: Figure, sheets: Sequence[DataSheet]) -> tuple[Block, ...]:
    """Return where the numbers of every chart of a figure stand.

    Parameters
    ----------
    figure
        Any figure.
    sheets
        Those of the whole report.
    """
    own = [one for one in sheets if one.item == figure.id]
    lengths = [_length(figure, panel) for panel in figure.panels]
    if len(own) > 1 or len(lengths) == 1:
        return tuple(
            Block(sheet.name, 1, length, _LEADING)
            for sheet, length in zip(own, lengths, strict=True)
        )
    ends = [sum(lengths[: count + 1]) for count in range(len(lengths))]
    # One sheet for all charts has a column that names them.
    return tuple(
        Block(own[0].name, end - length + 1, end, _LEADING + 1)
        for end, length in zip(ends, lengths, strict=True)
    )


def _length(figure: Figure, panel: Panel) -> int:
    (table,) = figure_tables(replace(figure, panels=(panel,)))
    return len(table.rows)


def _units(form: Form, table: Table) -> Mapping[str, Text | None]:
    """Return the unit of every column of numbers, by its key."""
    if isinstance(form, Trails):
        return {}  # its headers have them
    units = {
        column.key: _value_axis(form).unit
        for column in table.columns
        if column.decimals is not None
    }
    if isinstance(form, Heat):
        units["y"] = form.y.unit
    if isinstance(form, Bars) and form.lines_axis is not None:
        units |= {one.key: form.lines_axis.unit for one in form.lines}
    return units


def _value_axis(form: Form) -> Axis:
    match form:
        case Pyramid():
            return form.persons
        case Heat():
            return form.value
        case _:
            return form.y


def _units_of_heading(item: NumberedTable) -> Mapping[str, Text | None]:
    """Return the unit that the heading of a table says, for columns that name none."""
    heading = item.table.heading
    found = _UNIT_JA.search(heading.ja), _UNIT_EN.search(heading.en)
    unit = Text(ja=found[0][1], en=found[1][1]) if found[0] and found[1] else None
    numbers = (one for one in item.table.columns if one.decimals is not None)
    return {column.key: column.unit or unit for column in numbers}


def _machine(
    table: Table, units: Mapping[str, Text | None], report: Report, lang: Language
) -> Table:
    place = (report.region, _plain(report.place.of(lang)))
    rows: list[list[Cell]] = [
        [*place, *(_cell(cell, lang) for cell in row)] for row in table.rows
    ]
    columns = [_CODE, _AREA, *(_headed(one, units.get(one.key)) for one in table.columns)]
    for position in range(_LEADING, len(columns)):
        if decimals := _decimals([row[position] for row in rows]):
            columns[position] = replace(columns[position], decimals=max(decimals) or None)
            for row in rows:
                words = str(row[position])
                row[position] = None if words == NOTHING else float(words)
    return Table(table.heading, tuple(columns), tuple(map(tuple, rows)))


def _decimals(cells: Sequence[Cell]) -> list[int]:
    """Return how many decimals each cell has, of a column of words that all are numbers."""
    words = [cell for cell in cells if cell != NOTHING]
    found = [isinstance(cell, str) and _NUMBER.fullmatch(cell) for cell in words]
    return [len(one[1] or "") for one in found if one] if all(found) else []


def _headed(column: Column, unit: Text | None) -> Column:
    label = Text(ja=_plain(column.label.ja), en=_plain(column.label.en))
    if unit is not None:
        label = Text(ja=f"{label.ja}（{unit.ja}）", en=f"{label.en} ({unit.en})")
    return replace(column, label=label)


def _cell(cell: Cell, lang: Language) -> Cell:
    words = cell.of(lang) if isinstance(cell, Text) else cell
    return _plain(words) if isinstance(words, str) else words


def _plain(text: str) -> str:
    """Return words without what only serves the looks; a mark where there are none.

    Examples
    --------
    >>> _plain("  two　words "), _plain(""), _plain("平成25年推計")
    ('two words', '-', '平成25年（2013年）推計')
    """
    return with_western_years(" ".join(one_line(text).split())) or NOTHING
