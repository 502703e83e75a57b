"""What all Excel files share: number formats, tables, lines of words."""

from __future__ import annotations

import datetime
import importlib
import importlib.util
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any

from projection.errors import ProjectionError, fault
from projection.language import Language, Text
from projection.report.tables import Cell, Column, Document, Table, one_line
from projection.report.wrapping import cell_width, wrap

MOST_DECIMALS = 6
_A4 = 9
_NARROWEST, _WIDEST = 40, 60
_LINE = 15  # points
_HEADER = {"bold": True, "bottom": 1, "text_wrap": True}
# The time is left out: the same content gives the same bytes.
_CREATED = datetime.datetime(2000, 1, 1)


@dataclass(frozen=True)
class Formats:
    """The formats of a workbook.

    Parameters
    ----------
    lang
        The reader's language.
    title, heading, header, number_header, link, wrapped
        Of words; the last one of words wider than a column.
    numbers
        Of numbers, by how many decimals are shown.
    """

    lang: Language
    title: Any
    heading: Any
    header: Any
    number_header: Any
    link: Any
    wrapped: Any
    numbers: tuple[Any, ...]


def new_workbook(file: IO[bytes]) -> Any:
    """Return an empty XlsxWriter workbook that is put together in memory.

    Raises
    ------
    ProjectionError
        XlsxWriter is not installed.
    """
    if importlib.util.find_spec("xlsxwriter") is None:
        raise ProjectionError(fault("excel_missing"))
    workbook = importlib.import_module("xlsxwriter").Workbook(file, {"in_memory": True})
    workbook.set_properties({"created": _CREATED})
    return workbook


def formats_of(workbook: Any, lang: Language) -> Formats:
    """Add the formats to a workbook."""
    return Formats(
        lang,
        title=workbook.add_format({"bold": True, "font_size": 13}),
        heading=workbook.add_format({"bold": True}),
        header=workbook.add_format(_HEADER),
        number_header=workbook.add_format({**_HEADER, "align": "right"}),
        link=workbook.add_format({"font_color": "#0563c1", "underline": 1}),
        wrapped=workbook.add_format({"text_wrap": True, "valign": "top"}),
        numbers=tuple(
            workbook.add_format({"num_format": number_pattern(decimals, lang), "valign": "top"})
            for decimals in range(MOST_DECIMALS + 1)
        ),
    )


def number_pattern(decimals: int, lang: Language, *, negative: str | None = None) -> str:
    """Return Excel's pattern of a number.

    Parameters
    ----------
    decimals
        How many are shown.
    lang
        △ stands before negative numbers in Japanese.
    negative
        What stands before negative numbers instead.

    Examples
    --------
    >>> number_pattern(0, "ja"), number_pattern(1, "en"), number_pattern(0, "ja", negative="")
    ('#,##0;△#,##0', '#,##0.0;-#,##0.0', '#,##0;#,##0')
    """
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    mark = ("△" if lang == "ja" else "-") if negative is None else negative
    return f"{digits};{mark}{digits}"


def write_document(
    sheet: Any, document: Document, table: Table, formats: Formats, top: int = 0
) -> None:
    """Write one table of a document for readers: title, sentences, heading, table, notes.

    Parameters
    ----------
    sheet
        An empty worksheet, or one with words above `top`.
    document
        Whose title, sentences and notes are written.
    table
        One of its tables.
    formats
        Of the workbook.
    top
        The first row, from 0.
    """
    lang = formats.lang
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    # Lines no wider than the table: longer ones are cut where the printed page ends.
    width = max(
        sum(column_width(table, position, lang) for position in range(len(table.columns))),
        _NARROWEST,
    )
    sentences, notes = (
        [line for text in texts for line in wrap(one_line(text.of(lang)), width)]
        for texts in (document.sentences, document.notes)
    )
    sheet.write_string(top, 0, one_line(document.title.of(lang)), formats.title)
    # A blank line parts what is said from the table.
    heading = top + len(sentences) + (2 if sentences else 1)
    sheet.write_string(heading, 0, one_line(table.heading.of(lang)))
    write_table(sheet, table, heading + 2, formats)
    write_lines(sheet, sentences, top + 1)
    write_lines(sheet, notes, heading + len(table.rows) + 4)


def write_lines(sheet: Any, lines: Sequence[str], top: int, look: Any = None) -> None:
    """Write lines of words below each other, as strings even where they begin with "="."""
    for row, line in enumerate(lines, start=top):
        sheet.write_string(row, 0, line, look)


def write_table(sheet: Any, table: Table, top: int, formats: Formats) -> None:
    """Write a header in row `top` and the rows below it; numbers as numbers."""
    sheet.freeze_panes(top + 1, 1)
    _make_room(sheet, [[column.label for column in table.columns], *table.rows], top, formats)
    for position, column in enumerate(table.columns):
        label = one_line(column.label.of(formats.lang))
        words = column.decimals is None
        sheet.write_string(
            top, position, label, formats.header if words else formats.number_header
        )
        sheet.set_column(position, position, column_width(table, position, formats.lang))
        for row, cells in enumerate(table.rows, start=top + 1):
            _write_cell(sheet, (row, position), cells[position], column, formats)


def _make_room(sheet: Any, rows: Sequence[Sequence[Cell]], top: int, formats: Formats) -> None:
    """Make rows as high as their words are, in columns as wide as columns can be."""
    for row, cells in enumerate(rows, start=top):
        words = [cell.of(formats.lang) if isinstance(cell, Text) else cell for cell in cells]
        found = [one for one in words if isinstance(one, str)]
        # Some fonts are wider than Excel's own: there lines are more.
        write_height(sheet, row, found, _WIDEST - 8, formats.wrapped)


def write_height(
    sheet: Any, row: int, words: Sequence[str], width: int, look: Any = None
) -> None:
    """Make a row high enough for its longest words; LibreOffice does not do so by itself."""
    lines = max((len(wrap(one_line(one), width)) for one in words), default=1)
    if lines > 1:
        sheet.set_row(row, lines * _LINE, look)


def _write_cell(
    sheet: Any, place: tuple[int, int], cell: Cell, column: Column, formats: Formats
) -> None:
    if isinstance(cell, Text | str):
        # As a string even where it begins with "=": a title must not become a formula.
        words = one_line(cell.of(formats.lang) if isinstance(cell, Text) else cell)
        wide = cell_width(words) > _WIDEST - 2
        sheet.write_string(*place, words, formats.wrapped if wide else None)
    elif cell is not None and not math.isnan(cell):
        number = None if column.decimals is None else formats.numbers[column.decimals]
        sheet.write_number(*place, cell, number)


def shortened(text: str, longest: int) -> str:
    """Return a text on one line, cut where it takes more cells of a terminal than `longest`.

    Examples
    --------
    >>> shortened("population", 10), shortened("population", 6), shortened("将来人口", 6)
    ('population', 'popul…', '将来…')
    """
    words = " ".join(one_line(text).split())
    if cell_width(words) <= longest:
        return words
    while cell_width(words) > longest - 1:
        words = words[:-1]
    return f"{words}…"


def column_width(table: Table, position: int, lang: Language) -> int:
    """Return how many characters wide a column is, from what stands in it."""
    cells = [row[position] for row in table.rows]
    words = [cell.of(lang) if isinstance(cell, Text) else cell for cell in cells]
    longest = [cell_width(word) for word in words if isinstance(word, str)]
    return min(
        max([cell_width(table.columns[position].label.of(lang)), 8, *longest]) + 2, _WIDEST
    )
