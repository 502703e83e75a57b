"""A published course of mortality, which a scenario may follow: rates by year, sex and age."""

from __future__ import annotations

import xarray as xr

from projection.errors import Fault, fault
from projection.inputs.ages import parse_age, tiling_faults
from projection.inputs.cellgrid import Cells, gather, missing_faults, row_faults, values_at
from projection.inputs.cells import number_between, parse_sex, parse_year
from projection.inputs.csv_table import Table, has_columns, read_column
from projection.inputs.population import age_scale, expected_keys
from projection.variables import SEXES

KIND = "mortality_course"

# The course is a ratio of rates, so none is zero; one above 3 is not per person-year.
_LOWEST, _HIGHEST = 1e-7, 3.0


def read_mortality_course(
    table: Table, unit: float, faults: list[Fault]
) -> xr.DataArray | None:
    """Return deaths per person-year, dims (year, sex, age): the same ages in every year.

    Parameters
    ----------
    table, unit
        The cells, and what a figure of 1 stands for. `year` is a calendar year; of a period,
        the one in its middle. Ages are single or in groups, the last open.
    faults
        Whatever is wrong is appended; then there is no value.
    """
    if not has_columns(table, ["year", "sex", "age", "mortality_rate"], faults):
        return None
    blank = [""] * len(table.lines)
    years = read_column(table, "year", parse_year, faults)
    sexes = read_column(table, "sex", parse_sex, faults)
    ages = read_column(table, "age", parse_age, faults)
    rates = read_column(table, "mortality_rate", number_between(_LOWEST, _HIGHEST), faults)
    cells = gather(table, (blank, blank, years, sexes), ages, rates)
    faults += [*row_faults(cells), *_faults(cells)]
    if any(one.file == table.file for one in faults):
        return None
    scale, keys = age_scale(cells), expected_keys(cells)
    values = values_at(cells, keys, scale.groups).reshape(-1, len(SEXES), len(scale.groups))
    coords = {
        "year": sorted({int(key.when) for key in keys}),
        "sex": list(SEXES),
        "age": ("age", scale.lower, {"width": scale.width, "open_age": scale.open_age}),
    }
    return xr.DataArray(values * unit, coords, ("year", "sex", "age"), "mortality_rate")


def _faults(cells: Cells) -> list[Fault]:
    lines = cells.first_lines()
    if not cells.whole or not lines:
        return []
    years = sorted({key.when for key in cells.keys})
    few = fault("inputs_two_years", file=cells.file, found=", ".join(years))
    tiling = [one.in_file(cells.file) for one in tiling_faults(lines)]
    return [
        *([few] if len(years) < 2 else []),
        *(tiling or missing_faults(cells, expected_keys(cells), list(lines))),
    ]
