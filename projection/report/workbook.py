"""A document as an Excel workbook: numbers as numbers, one table a sheet."""

from __future__ import annotations

import importlib
import importlib.util
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from projection.errors import ProjectionError, fault
from projection.language import Language, Text
from projection.report.tables import Cell, Column, Document, Table, one_line
from projection.report.wrapping import cell_width, wrap

if TYPE_CHECKING:
    import xlsxwriter

_DATA = Text(ja="データ", en="Data")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31  # Excel's limit
_MOST_DECIMALS = 6
_A4 = 9


def workbook(document: Document, lang: Language) -> bytes:
    """Return the document as an Excel file.

    The tables for readers come first, a sheet each; the last sheet is the long table with its
    header in the first row and nothing else, as machines want it.

    Raises
    ------
    ProjectionError
        XlsxWriter is not installed.
    """
    if importlib.util.find_spec("xlsxwriter") is None:
        raise ProjectionError(fault("excel_missing"))
    # In memory, so that a failure leaves no half of a file.
    file = io.BytesIO()
    book = importlib.import_module("xlsxwriter").Workbook(file, {"in_memory": True})
    formats = _formats(book, lang)
    for number, table in enumerate(document.tables, start=1):
        sheet = book.add_worksheet(_sheet_name(table.heading.of(lang), number))
        _write_readable(sheet, document, table, formats)
    if document.data is not None:
        _write_table(book.add_worksheet(_DATA.of(lang)), document.data, 0, formats)
    book.close()
    return file.getvalue()


@dataclass(frozen=True)
class _Formats:
    lang: Language
    title: Any
    header: Any
    number_header: Any
    numbers: tuple[Any, ...]


def _formats(book: xlsxwriter.Workbook, lang: Language) -> _Formats:
    return _Formats(
        lang,
        title=book.add_format({"bold": True, "font_size": 13}),
        header=book.add_format({"bold": True, "bottom": 1}),
        number_header=book.add_format({"bold": True, "bottom": 1, "align": "right"}),
        numbers=tuple(
            book.add_format({"num_format": _pattern(decimals, lang)})
            for decimals in range(_MOST_DECIMALS + 1)
        ),
    )


def _pattern(decimals: int, lang: Language) -> str:
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    return f"{digits};{'△' if lang == 'ja' else '-'}{digits}"


def _sheet_name(heading: str, number: int) -> str:
    # The number keeps names apart that are alike once cut.
    return f"{number} {_FORBIDDEN.sub(' ', heading)}"[:_LONGEST_NAME].rstrip()


def _write_readable(sheet: Any, document: Document, table: Table, formats: _Formats) -> None:
    lang = formats.lang
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    # Lines no wider than the table: longer ones are cut where the printed page ends.
    width = max(
        sum(_width(table, position, lang) for position in range(len(table.columns))), 40
    )
    sentences, notes = (
        [line for text in texts for line in wrap(text.of(lang), width)]
        for texts in (document.sentences, document.notes)
    )
    sheet.write_string(0, 0, one_line(document.title.of(lang)), formats.title)
    # A blank line parts what is said from the table.
    heading = len(sentences) + (2 if sentences else 1)
    sheet.write_string(heading, 0, table.heading.of(lang))
    _write_table(sheet, table, heading + 2, formats)
    _write_lines(sheet, sentences, 1)
    _write_lines(sheet, notes, heading + len(table.rows) + 4)


def _write_lines(sheet: Any, lines: Sequence[str], top: int) -> None:
    for row, line in enumerate(lines, start=top):
        sheet.write_string(row, 0, line)


def _write_table(sheet: Any, table: Table, top: int, formats: _Formats) -> None:
    sheet.freeze_panes(top + 1, 1)
    for position, column in enumerate(table.columns):
        label = column.label.of(formats.lang)
        words = column.decimals is None
        sheet.write_string(
            top, position, label, formats.header if words else formats.number_header
        )
        sheet.set_column(position, position, _width(table, position, formats.lang))
        for row, cells in enumerate(table.rows, start=top + 1):
            _write_cell(sheet, (row, position), cells[position], column, formats)


def _write_cell(
    sheet: Any, place: tuple[int, int], cell: Cell, column: Column, formats: _Formats
) -> None:
    if isinstance(cell, Text | str):
        # As a string even where it begins with "=": a title must not become a formula.
        words = cell.of(formats.lang) if isinstance(cell, Text) else cell
        sheet.write_string(*place, one_line(words))
    elif cell is not None and not math.isnan(cell):
        number = None if column.decimals is None else formats.numbers[column.decimals]
        sheet.write_number(*place, cell, number)


def _width(table: Table, position: int, lang: Language) -> int:
    cells = [row[position] for row in table.rows]
    words = [cell.of(lang) if isinstance(cell, Text) else cell for cell in cells]
    longest = [cell_width(word) for word in words if isinstance(word, str)]
    return min(max([cell_width(table.columns[position].label.of(lang)), 8, *longest]) + 2, 60)
