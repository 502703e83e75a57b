"""Tables that are shown and compared with, but not computed from: rows as they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf

from projection.errors import Fault
from projection.inputs.cellgrid import duplicate_faults
from projection.inputs.cells import number_between, parse_year
from projection.inputs.csv_table import Table, has_columns, read_column
from projection.inputs.data import Row
from projection.inputs.regions import parse_code

Parsers = Mapping[str, Callable[[str], str | int | float | Fault]]


def read_published_tfr(table: Table, faults: list[Fault]) -> tuple[Row, ...]:
    """Return the rows of published total fertility rates; `period` is a year or a range."""
    parsers: Parsers = {"code": parse_code, "total_fertility_rate": number_between(0, 10)}
    return _rows(table, parsers, ("name_ja", "name_en", "period"), faults)


def read_other_projections(table: Table, faults: list[Fault]) -> tuple[Row, ...]:
    """Return the rows of projections by others; their age groups may overlap ("total")."""
    parsers: Parsers = {"year": parse_year, "population": number_between(0, inf)}
    texts = ("publication_ja", "publication_en", "kind", "sex", "age")
    return _rows(table, parsers, texts, faults)


def _rows(
    table: Table, parsers: Parsers, texts: tuple[str, ...], faults: list[Fault]
) -> tuple[Row, ...]:
    """Return every row; the last of `parsers` reads the figure, the rest tells rows apart."""
    if not has_columns(table, [*parsers, *texts], faults):
        return ()
    *_, figure = parsers
    keys = list(zip(*(at for name, at in table.columns.items() if name != figure), strict=True))
    faults += duplicate_faults(table.file, keys, table.lines, lambda row: ", ".join(keys[row]))
    read = {name: read_column(table, name, parse, faults) for name, parse in parsers.items()}
    columns = {**table.columns, **read}
    return tuple(
        dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)
    )
