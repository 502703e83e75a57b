"""A document as an Excel workbook: numbers as numbers, one table a sheet."""

from __future__ import annotations

import io
import re

from projection.language import Language, Text
from projection.report.sheets import formats_of, new_workbook, write_document, write_table
from projection.report.tables import Document, one_line

_DATA = Text(ja="データ", en="Data")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31  # Excel's limit


def workbook(document: Document, lang: Language) -> bytes:
    """Return the document as an Excel file.

    The tables for readers come first, a sheet each; the last sheet is the long table with its
    header in the first row and nothing else, as machines want it.

    Raises
    ------
    ProjectionError
        XlsxWriter is not installed.
    """
    # In memory, so that a failure leaves no half of a file.
    file = io.BytesIO()
    book = new_workbook(file)
    formats = formats_of(book, lang)
    for number, table in enumerate(document.tables, start=1):
        sheet = book.add_worksheet(_sheet_name(table.heading.of(lang), number))
        write_document(sheet, document, table, formats)
    if document.data is not None:
        write_table(book.add_worksheet(_DATA.of(lang)), document.data, 0, formats)
    book.close()
    return file.getvalue()


def _sheet_name(heading: str, number: int) -> str:
    # The number keeps names apart that are alike once cut.
    return f"{number} {_FORBIDDEN.sub(' ', one_line(heading))}"[:_LONGEST_NAME].rstrip()
