"""Text of a CSV file to a table of cells with exact line numbers."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import TypeVar

from projection.errors import MOST_ALIKE, Fault, fault, more_alike
from projection.inputs.text import SourceText
from projection.language import Text

T = TypeVar("T")

# Cells and columns of one table: memory for a small file, time for a header.
MOST_CELLS = 2_000_000
MOST_COLUMNS = 2_000
# Of rows that cannot be cut into the header's cells: after so many it is no such table.
_MOST_UNEVEN = 1_000
# Of a cell, and columns of a header, in messages.
_LONGEST, _MOST_SHOWN = 60, 30
_SEPARATORS = MappingProxyType(
    {";": Text(ja="セミコロン", en="semicolons"), "\t": Text(ja="タブ", en="tabs")}
)


@dataclass(frozen=True)
class Table:
    """The cells of a CSV file, stripped, by column.

    Parameters
    ----------
    file, sha256
        As in `SourceText`.
    lines
        The line of every row; the header is on line 1.
    columns
        The cells of every column.
    whole
        False where a line could not be cut into cells: then nothing can be said about
        missing rows.
    """

    file: str
    sha256: str
    lines: list[int]
    columns: dict[str, list[str]]
    whole: bool


def parse_table(source: SourceText, faults: list[Fault]) -> Table | None:
    """Cut the text into rows and columns; None where nothing can be read.

    Lines without any cell filled are passed over: spreadsheets leave them at the end.

    Parameters
    ----------
    source
        The file's text.
    faults
        Whatever is wrong is appended.
    """
    rows = _rows(source, faults)
    # Rows that are dropped here must not be reported as missing later on.
    before = len(faults)
    _, header = next(rows, (1, []))
    if len(header) > MOST_COLUMNS:
        faults.append(fault("file_too_many_items", file=source.file, limit=MOST_COLUMNS))
        return None
    most = MOST_CELLS // max(len(header), 1)
    twice = sorted({name for name in header if name and header.count(name) > 1})
    lines, cells = [], []
    for line, row in rows:
        if len(row) == len(header):
            lines.append(line)
            cells.append(row)
        else:
            faults.append(_uneven(source.file, line, len(header), len(row)))
        if len(cells) > most or len(faults) - before > _MOST_UNEVEN:
            break
    if len(cells) > most:
        faults.append(fault("file_too_many_items", file=source.file, limit=MOST_CELLS))
        return None
    if len(header) == 1 and (mark := next((one for one in ";\t" if one in header[0]), "")):
        shown = _SEPARATORS[mark]
        faults.append(fault("inputs_separator", file=source.file, line=1, found=shown))
        return None
    if not cells:
        faults.append(fault("inputs_no_rows", file=source.file))
        return None
    whole = len(faults) == before
    faults += [fault("inputs_column_twice", file=source.file, line=1, column=n) for n in twice]
    columns = [list(column) for column in zip(*cells, strict=True)]
    named = dict(zip(header, columns, strict=True))
    return Table(source.file, source.sha256, lines, named, whole)


def _rows(source: SourceText, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(source.text, newline=""), strict=True)
    before = 0
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield before + 1, cells
            # A quoted cell may span lines; a row is named by its first.
            before = reader.line_num
    except csv.Error as error:
        faults.append(fault("inputs_csv", file=source.file, line=before + 1, reason=str(error)))


def _uneven(file: str, line: int, expected: int, found: int) -> Fault:
    return fault("inputs_cells", file=file, line=line, expected=expected, found=found)


def has_columns(table: Table, names: Sequence[str], faults: list[Fault]) -> bool:
    """Say whether every column of `names` is there; append a fault for each that is not."""
    missing = [name for name in names if name not in table.columns]
    others = [name for name in table.columns if name not in names]
    for name in missing:
        near = get_close_matches(name, others, 1)
        key = "inputs_column_missing_near" if near else "inputs_column_missing"
        found = ", ".join([*table.columns][:_MOST_SHOWN])
        faults.append(
            fault(key, file=table.file, line=1, column=name, found=found, near="".join(near))
        )
    return not missing


def read_column(
    table: Table, name: str, parse: Callable[[str], T | Fault], faults: list[Fault]
) -> list[T | None]:
    """Read every cell of a column; None where a cell cannot be read.

    Each distinct cell is parsed once, so that long tables cost little.

    Parameters
    ----------
    table, name
        The table and its column.
    parse
        Reads one cell, or says what is wrong with it.
    faults
        Whatever is wrong is appended, with line and column; of many alike the first, and
        how many more there are.
    """
    cells = table.columns[name]
    read = {cell: parse(cell) if cell else fault("inputs_empty") for cell in set(cells)}
    values: list[T | None] = []
    alike = Counter[str]()
    beyond: dict[str, Fault] = {}
    for line, cell in zip(table.lines, cells, strict=True):
        value = read[cell]
        if not isinstance(value, Fault):
            values.append(value)
            continue
        values.append(None)
        alike[value.key] += 1
        # A file of nothing but faults would take longer to word than to read.
        if alike[value.key] <= MOST_ALIKE:
            faults.append(_placed(value, table.file, line, name))
        elif value.key not in beyond:
            beyond[value.key] = _placed(value, table.file, line, name)
    faults += [more_alike(one, alike[key] - MOST_ALIKE) for key, one in beyond.items()]
    return values


def _placed(one: Fault, file: str, line: int, column: str) -> Fault:
    # A cell may be as long as the file.
    short = {
        name: f"{value[:_LONGEST]}…"
        for name, value in one.values.items()
        if isinstance(value, str) and len(value) > _LONGEST
    }
    return Fault(one.key, {**one.values, **short}, file, line, column)
