"""Where a document goes and in which format."""

from __future__ import annotations

import sys
from pathlib import Path

from projection.cli.output import print_data, print_text, write_file
from projection.cli.speaking import colourful
from projection.cli.text_tables import text_document
from projection.errors import ProjectionError, fault
from projection.language import Language
from projection.report.tables import PLAIN_FORMATS, Document
from projection.report.workbook import workbook

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def chosen_format(asked: str | None, output: str | None, *, known: tuple[str, ...]) -> str:
    """Return the format asked for, else the one of the file's ending, else the first known.

    Parameters
    ----------
    asked, output
        The values of `--format` and `-o`.
    known
        The formats that the command writes.

    Raises
    ------
    ProjectionError
        The file's ending is none of them.

    Examples
    --------
    >>> chosen_format(None, "table.xlsx", known=("text", "csv", "xlsx"))
    'xlsx'
    """
    if asked is not None or output is None:
        return asked or known[0]
    ending = Path(output).suffix.lower().removeprefix(".")
    name = {"txt": "text"}.get(ending, ending)
    if name not in known:
        listed = ", ".join(known)
        raise ProjectionError(
            fault("format_of_ending", file=output, ending=f".{ending}", known=listed)
        )
    return name


def write_document(
    document: Document, lang: Language, form: str, output: str | None = None
) -> None:
    """Write a document to `output`, or to standard output where there is none.

    A CSV file begins with a byte order mark, without which Excel takes it for another
    encoding; CSV on standard output has none, since programs read that.

    Parameters
    ----------
    document
        What to write.
    lang
        The reader's language.
    form
        One of "text", "csv", "xlsx", "md", "json".
    output
        A file's name.

    Raises
    ------
    ProjectionError
        The file cannot be written, or an Excel file would go to a terminal.
    """
    if output is None and form == "text":
        print_text(text_document(document, lang, to_terminal=colourful(sys.stdout)))
    elif output is None:
        if form == "xlsx" and sys.stdout.isatty():
            raise ProjectionError(fault("excel_to_terminal"))
        print_data(_encoded(document, lang, form))
    else:
        mark = _BYTE_ORDER_MARK if form == "csv" else b""
        write_file(mark + _encoded(document, lang, form), Path(output), lang)


def _encoded(document: Document, lang: Language, form: str) -> bytes:
    if form == "xlsx":
        return workbook(document, lang)
    if form == "text":
        return f"{text_document(document, lang, to_terminal=False)}\n".encode()
    return PLAIN_FORMATS[form](document, lang).encode()
