"""A document as text for a terminal or a pipe: columns in line, full-width text counted."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text as RichText

from projection.language import Language
from projection.report.tables import Document, Table, one_line, shown
from projection.report.wrapping import cell_width

_WIDE = 10_000  # a line is never broken or cut to the terminal: half a number is a wrong one


def text_document(document: Document, lang: Language, *, to_terminal: bool) -> str:
    """Return the document as text.

    Parameters
    ----------
    document
        What to write.
    lang
        The reader's language.
    to_terminal
        Whether to use bold and colour.
    """
    console = _console(to_terminal)
    with console.capture() as captured:
        console.print(RichText(one_line(document.title.of(lang)), style="bold"))
        if document.sentences:
            console.print()
        for sentence in document.sentences:
            console.print(RichText(one_line(sentence.of(lang))))
        for table in document.tables:
            console.print()
            console.print(RichText(one_line(table.heading.of(lang)), style="cyan"))
            console.print(_rich_table(table, document.tables, lang))
        if document.notes:
            console.print()
        for note in document.notes:
            console.print(RichText(one_line(note.of(lang)), style="dim"))
    return "\n".join(line.rstrip() for line in captured.get().splitlines())


def _console(styled: bool) -> Console:
    return Console(
        file=_memory(),
        width=_WIDE,
        force_terminal=styled,
        # Labels come from files: nothing in them is markup or a name of an emoji.
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=True,
    )


def _memory() -> io.TextIOWrapper:
    # What rich captures passes through its file too, where a full disk would be its error. The
    # encoding decides which lines it draws.
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return io.TextIOWrapper(io.BytesIO(), encoding, errors="replace")


def _rich_table(table: Table, together: Sequence[Table], lang: Language) -> RichTable:
    rich_table = RichTable(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in table.columns:
        rich_table.add_column(
            RichText(one_line(column.label.of(lang))),
            justify="left" if column.decimals is None else "right",
            min_width=max(_width(one, column.key, lang) for one in together),
            no_wrap=True,
        )
    for row in table.rows:
        cells = zip(row, table.columns, strict=True)
        rich_table.add_row(*(RichText(shown(cell, column, lang)) for cell, column in cells))
    return rich_table


def _width(table: Table, key: str, lang: Language) -> int:
    """Return the cells that the column `key` of a table needs, 0 where it has none."""
    return max(
        (
            cell_width(text)
            for position, column in enumerate(table.columns)
            if column.key == key
            for text in (
                column.label.of(lang),
                *(shown(row[position], column, lang) for row in table.rows),
            )
        ),
        default=0,
    )
