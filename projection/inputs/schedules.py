"""The tables of a standard population: death probabilities, fertility rates, sex ratios."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.errors import Fault, InputsError, fault
from projection.inputs.ages import AgeGroup, parse_age
from projection.inputs.arranging import arranged
from projection.inputs.cellgrid import (
    Cells,
    Key,
    gather,
    missing_faults,
    row_faults,
    values_at,
)
from projection.inputs.cells import number_between, parse_sex, parse_year
from projection.inputs.csv_table import Table, has_columns, parse_table, read_column
from projection.inputs.text import read_text
from projection.variables import SEXES

# The model's open age group: a standard life table must reach it.
LAST_AGE = 100
# No woman-year gives two births on average, however a population lives; births per 1,000 do.
_HIGHEST_RATE = 2.0


def read_life_tables(path: Path) -> xr.DataArray:
    """Read a file of death probabilities by single age, one year or more.

    Parameters
    ----------
    path
        A CSV file with the columns year, sex, age, death_probability.

    Returns
    -------
    xr.DataArray
        Dims (year, sex, age): ages from 0 to the highest that all years hold.

    Raises
    ------
    InputsError
        With everything that is wrong, found in one pass.
    """
    source = read_text(path)
    if isinstance(source, Fault):
        raise InputsError(source)
    faults: list[Fault] = []
    table = parse_table(source, faults)
    tables = read_death_probability(table, 1.0, faults, fewest=1) if table else None
    if tables is None:
        raise InputsError(*arranged(faults))
    return tables


def read_death_probability(
    table: Table, unit: float, faults: list[Fault], *, fewest: int = 2
) -> xr.DataArray | None:
    """Return dims (year, sex, age): ages from 0 to the highest that all tables hold.

    Parameters
    ----------
    table, unit
        The cells, and what a figure of 1 stands for.
    faults
        Whatever is wrong is appended; then there is no value.
    fewest
        How many years there must be.
    """
    cells = _by_age(table, "death_probability", (0.0, 1.0), faults, with_sex=True)
    if cells is None:
        return None
    faults += [*row_faults(cells), *_life_table_faults(cells, fewest)]
    if any(one.file == table.file for one in faults):
        return None
    keys = sorted(set(cells.keys), key=lambda key: (key.when, SEXES.index(key.sex)))
    # Published tables end where survivors run out, at another age each time.
    length = min(len(ages) for ages in _ages_of(cells, keys).values())
    ages = [AgeGroup(age, age) for age in range(length)]
    values = values_at(cells, keys, ages).reshape(-1, len(SEXES), len(ages))
    return _by_year(values * unit, keys, ages, "death_probability")


def _life_table_faults(cells: Cells, fewest: int) -> list[Fault]:
    if not cells.whole:
        return []
    years = sorted({key.when for key in cells.keys})
    keys = [Key("", "", year, sex) for year in years for sex in SEXES]
    few = fault("inputs_two_tables", file=cells.file, found=", ".join(years))
    faults = [few] if len(years) < fewest else []
    for key, ages in _ages_of(cells, keys).items():
        last = max((age.lower for age in ages), default=LAST_AGE)
        needed = [AgeGroup(age, age) for age in range(last + 1)]
        faults += missing_faults(cells, [key], needed)
        if last < LAST_AGE:
            short = {"last": last, "needed": LAST_AGE, "rows": key.shown()}
            faults.append(Fault("inputs_ages_short", short, cells.file))
    return faults


def _ages_of(cells: Cells, keys: Iterable[Key]) -> dict[Key, list[AgeGroup]]:
    ages: dict[Key, list[AgeGroup]] = {key: [] for key in keys}
    for key, age in zip(cells.keys, cells.ages, strict=True):
        ages[key].append(age)
    return ages


def read_fertility_rate(table: Table, unit: float, faults: list[Fault]) -> xr.DataArray | None:
    """Return births per woman-year, dims (year, age): the same single ages every year."""
    cells = _by_age(table, "fertility_rate", (0.0, math.inf), faults, with_sex=False)
    if cells is None:
        return None
    faults += [*row_faults(cells), *_fertility_faults(cells, unit)]
    if any(one.file == table.file for one in faults):
        return None
    keys = sorted(set(cells.keys))
    ages = _span(cells)
    values = values_at(cells, keys, ages)
    return _by_year(values * unit, keys, ages, "fertility_rate")


def _fertility_faults(cells: Cells, unit: float) -> list[Fault]:
    faults = missing_faults(cells, sorted(set(cells.keys)), _span(cells))
    highest = max((value for value in cells.values if not math.isnan(value)), default=0.0)
    if highest * unit > _HIGHEST_RATE:
        key = "inputs_rates_per_1000" if unit == 1 else "inputs_rates_too_high"
        faults.append(fault(key, file=cells.file, largest=f"{highest:g}"))
    return faults


def _span(cells: Cells) -> list[AgeGroup]:
    lower = [age.lower for age in cells.ages]
    return [AgeGroup(age, age) for age in range(min(lower), max(lower) + 1)] if lower else []


def _by_age(
    table: Table, name: str, bounds: tuple[float, float], faults: list[Fault], *, with_sex: bool
) -> Cells | None:
    if not has_columns(table, ["year", *(["sex"] if with_sex else []), "age", name], faults):
        return None
    blank = [""] * len(table.lines)
    keys = (
        blank,
        blank,
        read_column(table, "year", parse_year, faults),
        read_column(table, "sex", parse_sex, faults) if with_sex else blank,
    )
    ages = read_column(table, "age", _single_age if with_sex else _mother_age, faults)
    return gather(table, keys, ages, read_column(table, name, number_between(*bounds), faults))


def _mother_age(cell: str) -> AgeGroup | Fault:
    age = _single_age(cell)
    if isinstance(age, Fault) or age.lower < LAST_AGE:
        return age
    return fault("inputs_bounds", lower="0", upper=f"{LAST_AGE - 1}", found=cell)


def _single_age(cell: str) -> AgeGroup | Fault:
    age = parse_age(cell)
    if isinstance(age, Fault) or age.upper == age.lower:
        return age
    # The last row of a published life table is often written as open: "110+".
    if age.upper is None:
        return AgeGroup(age.lower, age.lower)
    return fault("inputs_single_age", found=cell)


def _by_year(
    values: NDArray[np.float64], keys: Sequence[Key], ages: Sequence[AgeGroup], name: str
) -> xr.DataArray:
    coords = {
        "year": sorted({int(key.when) for key in keys}),
        "sex": list(SEXES),
        "age": ("age", [age.lower for age in ages], {"width": 1}),
    }
    dims = ("year", "sex", "age") if values.ndim == 3 else ("year", "age")
    return xr.DataArray(values, {dim: coords[dim] for dim in dims}, dims, name)


def read_sex_ratio(table: Table, unit: float, faults: list[Fault]) -> xr.DataArray | None:
    """Return males per female at birth, dim (period): every year of the published ranges.

    A range runs from the year `from` to the year before `to`.
    """
    if not has_columns(table, ["from", "to", "sex_ratio_at_birth"], faults):
        return None
    before = len(faults)
    starts = read_column(table, "from", parse_year, faults)
    ends = read_column(table, "to", parse_year, faults)
    ratios = read_column(table, "sex_ratio_at_birth", number_between(0.5, 2), faults)
    periods: list[int] = []
    values: list[float] = []
    for line, start, end, ratio in zip(table.lines, starts, ends, ratios, strict=True):
        if start is None or end is None or ratio is None:
            continue
        # The year that ends one published range begins the next.
        after = periods[-1] + 1 if periods else start
        if end <= start or (start != after and table.whole and len(faults) == before):
            found = f"{start}, {end}"
            faults.append(
                fault("inputs_range", file=table.file, line=line, found=found, expected=after)
            )
        periods += range(start, end)
        values += [ratio * unit] * (end - start)
    if len(faults) > before:
        return None
    return xr.DataArray(values, {"period": periods}, ("period",), "sex_ratio_at_birth")
