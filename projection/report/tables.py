"""One description of a table, and the plain formats it is written in.

`text` and `md` are for readers: words in their language, rounded numbers, △ before negative
ones in Japanese. `csv` and `json` are for machines: the same keys in both languages, numbers
as they are.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from projection.language import Language, Text
from projection.report.wrapping import escaped, printable

Cell = str | Text | float | None
NOTHING = "-"

_COMMANDS = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Column:
    """One column.

    Parameters
    ----------
    key
        Its name for machines.
    label
        Its name for readers.
    decimals
        How many decimals readers see; None for a column of words or of years.
    unit
        Its unit, where neither the heading of the table nor the label says it.
    """

    key: str
    label: Text
    decimals: int | None = None
    unit: Text | None = None


@dataclass(frozen=True)
class Table:
    """Rows under columns, with a heading of their own.

    Parameters
    ----------
    heading
        What the numbers are, with their unit; the name of a worksheet too.
    columns, rows
        The cells of a row stand in the order of the columns; None where there is no value.
    """

    heading: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Document:
    """What a command prints: tables for readers, and one for machines.

    Parameters
    ----------
    title
        What all tables are about.
    tables
        As readers want them.
    notes
        Below the tables.
    data
        The same figures as one long table; the first of the tables where left out.
    sentences
        The answer in words, above the tables.
    """

    title: Text
    tables: tuple[Table, ...]
    notes: tuple[Text, ...] = ()
    data: Table | None = None
    sentences: tuple[Text, ...] = ()

    @property
    def long_table(self) -> Table:
        """What machines get."""
        return self.data or self.tables[0]


def shown(cell: Cell, column: Column, lang: Language) -> str:
    """Return a cell as readers see it.

    Examples
    --------
    >>> births = Column("births", Text(ja="出生数", en="Births"), decimals=0)
    >>> shown(-1234.4, births, "ja"), shown(-1234.4, births, "en"), shown(-0.4, births, "en")
    ('△1,234', '-1,234', '0')
    """
    match cell:
        case Text():
            return one_line(cell.of(lang))
        case str():
            return one_line(cell)
        case float() if math.isnan(cell):
            return NOTHING
        case None:
            return NOTHING
    return _number(cell, column.decimals, lang)


def one_line(text: str) -> str:
    """Return `text` on one line, without what would steer a terminal."""
    # Most words hold nothing of the kind, and a workbook has many.
    return text if text.isprintable() else printable(" ".join(text.splitlines()))


def _number(value: float, decimals: int | None, lang: Language) -> str:
    if decimals is None:
        return str(value)
    # Rounded before the sign is chosen: there is no "-0".
    digits = f"{abs(value):,.{decimals}f}"
    if value >= 0 or not digits.strip("0.,"):
        return digits
    return f"{'△' if lang == 'ja' else '-'}{digits}"


def markdown(document: Document, lang: Language) -> str:
    """Return the document in Markdown."""
    blocks = [f"## {_escaped(document.title.of(lang))}"]
    blocks += [_escaped(sentence.of(lang)) for sentence in document.sentences]
    blocks += [_markdown_table(table, lang) for table in document.tables]
    if document.notes:
        blocks.append("\n".join(f"- {_escaped(note.of(lang))}" for note in document.notes))
    return "\n\n".join(blocks) + "\n"


def _markdown_table(table: Table, lang: Language) -> str:
    lines = [
        [_escaped(column.label.of(lang)) for column in table.columns],
        ["---" if column.decimals is None else "--:" for column in table.columns],
        *(
            [
                _escaped(shown(cell, column, lang))
                for cell, column in zip(row, table.columns, strict=True)
            ]
            for row in table.rows
        ),
    ]
    heading = f"**{_escaped(table.heading.of(lang))}**"
    return "\n".join([heading, "", *(f"| {' | '.join(line)} |" for line in lines)])


def _escaped(text: str) -> str:
    # The backslash first, or it would escape the escapes.
    escaped = one_line(text)
    for mark in ("\\", "|", "*", "_", "<", "["):
        escaped = escaped.replace(mark, f"\\{mark}")
    return escaped


def comma_separated(document: Document, lang: Language) -> str:
    """Return the long table as CSV: keys in the first row, numbers as they are."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(column.key for column in document.long_table.columns)
    for row in document.long_table.rows:
        cells = (_raw(cell, lang) for cell in row)
        writer.writerow(harmless(cell) if isinstance(cell, str) else cell for cell in cells)
    return file.getvalue()


def harmless(text: str) -> str:
    """Return words that a spreadsheet takes for words: it runs what begins like a formula.

    Examples
    --------
    >>> harmless("=cmd|' /C calc'!A0"), harmless("-5"), harmless("ビジョン")
    ("'=cmd|' /C calc'!A0", "'-5", 'ビジョン')
    """
    words = one_line(text)
    return f"'{words}" if words.lstrip().startswith(_COMMANDS) else words


def json_text(document: Document, lang: Language) -> str:
    """Return the long table as JSON, with what it is about."""
    columns = document.long_table.columns
    keys = [column.key for column in columns]
    described = {
        "title": document.title.of(lang),
        "sentences": [sentence.of(lang) for sentence in document.sentences],
        "notes": [note.of(lang) for note in document.notes],
        "columns": [{"key": one.key, "label": one.label.of(lang)} for one in columns],
        "rows": [
            dict(zip(keys, (_raw(cell, lang) for cell in row), strict=True))
            for row in document.long_table.rows
        ],
    }
    return escaped(json.dumps(described, ensure_ascii=False, indent=1, allow_nan=False)) + "\n"


def _raw(cell: Cell, lang: Language) -> str | float | None:
    if isinstance(cell, Text):
        return cell.of(lang)
    return None if isinstance(cell, float) and math.isnan(cell) else cell


PLAIN_FORMATS: Mapping[str, Callable[[Document, Language], str]] = MappingProxyType(
    {"csv": comma_separated, "json": json_text, "md": markdown}
)
