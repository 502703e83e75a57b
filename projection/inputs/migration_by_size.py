"""Net migration rates of classes of municipalities by size, on which small ones lean.

`python -m projection.estimation.build_migration_by_size` makes the table.
"""

from __future__ import annotations

import xarray as xr

from projection.errors import Fault, fault
from projection.inputs.ages import AgeGroup, parse_age
from projection.inputs.cellgrid import Cells, Key, gather, missing_faults, row_faults, values_at
from projection.inputs.cells import number_between, parse_sex
from projection.inputs.csv_table import Table, has_columns, read_column
from projection.inputs.schedules import LAST_AGE
from projection.variables import SEXES

KIND = "migration_by_size"
# Residents from which each class begins.
SIZES = (0, 5_000, 20_000, 50_000, 100_000)
COLUMNS = ("residents_from", "sex", "age", "net_migration_rate")

_AGES = (*(AgeGroup(age, age) for age in range(LAST_AGE)), AgeGroup(LAST_AGE, None))


def read_migration_by_size(
    table: Table, unit: float, faults: list[Fault]
) -> xr.DataArray | None:
    """Return net migrants per person and year, dims (residents, sex, age): ages 0 to 100+.

    Parameters
    ----------
    table, unit
        The cells, and what a figure of 1 stands for. `residents_from` is the number of
        residents from which a class begins; the first begins at 0.
    faults
        Whatever is wrong is appended; then there is no value.
    """
    if not has_columns(table, list(COLUMNS), faults):
        return None
    blank = [""] * len(table.lines)
    sizes = read_column(table, "residents_from", _whole_number, faults)
    sexes = read_column(table, "sex", parse_sex, faults)
    ages = read_column(table, "age", _age, faults)
    rates = read_column(table, "net_migration_rate", number_between(-1.0, 1.0), faults)
    cells = gather(table, (blank, blank, sizes, sexes), ages, rates)
    known = sorted({int(key.when) for key in cells.keys})
    keys = [Key("", "", str(size), sex) for size in known for sex in SEXES]
    faults += [*row_faults(cells), *_first(cells, known), *missing_faults(cells, keys, _AGES)]
    if any(one.file == table.file for one in faults):
        return None
    values = values_at(cells, keys, _AGES).reshape(-1, len(SEXES), len(_AGES))
    coords = {"residents": known, "sex": list(SEXES), "age": [age.lower for age in _AGES]}
    return xr.DataArray(values * unit, coords, ("residents", "sex", "age"), KIND)


def _first(cells: Cells, known: list[int]) -> list[Fault]:
    if not cells.whole or (known and known[0] == 0):
        return []
    found = str(known[0]) if known else ""
    return [fault("by_size_first", file=cells.file, place=COLUMNS[0], found=found)]


def _whole_number(cell: str) -> int | Fault:
    whole = cell.isascii() and cell.isdecimal()
    return int(cell) if whole else fault("by_size_residents", found=cell)


def _age(cell: str) -> AgeGroup | Fault:
    age = parse_age(cell)
    if isinstance(age, Fault) or age in _AGES:
        return age
    return fault("by_size_age", found=cell, last=LAST_AGE - 1, open=LAST_AGE)
