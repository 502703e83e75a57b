"""The table `group_population`: residents of institutions, who are part of the population."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.errors import Fault, fault
from projection.inputs.ages import scale_of, tiling_faults
from projection.inputs.cellgrid import Cells, missing_faults, row_faults
from projection.inputs.csv_table import Table, has_columns
from projection.inputs.groups import GroupPopulation, residents_at
from projection.inputs.population import (
    expected_keys,
    january_faults,
    populations_of,
    read_persons,
)
from projection.inputs.regions import Region
from projection.rates.age_groups import regroup
from projection.variables import SEX_LABELS, SEXES

Array = NDArray[np.float64]


def read_group_population(
    table: Table,
    unit: float,
    region: Region,
    population: xr.DataArray,
    faults: list[Fault],
) -> tuple[GroupPopulation, ...]:
    """Read residents by group, date, sex and age; empty where anything is wrong.

    Parameters
    ----------
    table, unit
        The table, and persons that a figure of 1 stands for.
    region, population
        Whose; all its residents on 1 January, dims (year, sex, age), of whom they are a part.
    faults
        Whatever is wrong is appended.
    """
    if not has_columns(table, ["group", "date", "sex", "age", "population"], faults):
        return ()
    lower = population["age"].values.tolist()
    found: list[GroupPopulation] = []
    before = len(faults)
    for name in dict.fromkeys(table.columns["group"]):
        cells = read_persons(_only(table, name), [region], faults)
        wrong = _faults(cells, lower) if cells else []
        faults += wrong
        if cells and not wrong:
            persons = populations_of(cells, [region], unit)[region.code]
            found.append(GroupPopulation(name, _in_groups(persons, population)))
    if len(faults) > before:
        return ()
    faults += [one.in_file(table.file) for one in _too_many(found, population)]
    return tuple(found)


def _only(table: Table, name: str) -> Table:
    kept = [row for row, cell in enumerate(table.columns["group"]) if cell == name]
    return replace(
        table,
        lines=[table.lines[row] for row in kept],
        columns={key: [cells[row] for row in kept] for key, cells in table.columns.items()},
    )


def _faults(cells: Cells, lower: Sequence[int]) -> list[Fault]:
    lines = cells.first_lines()
    tiling = [one.in_file(cells.file) for one in tiling_faults(lines)] if lines else []
    wrong = [*january_faults(cells), *row_faults(cells), *tiling]
    if not wrong and not {*lower} <= {age.lower for age in lines}:
        expected = ", ".join(scale_of(lower).labels)
        wrong.append(fault("groups_ages", file=cells.file, expected=expected))
    return wrong or missing_faults(cells, expected_keys(cells), list(lines))


def _in_groups(persons: xr.DataArray, population: xr.DataArray) -> xr.DataArray:
    lower = population["age"].values
    values = regroup(persons.values, persons["age"].values, lower)
    coords = {"year": persons["year"], "sex": persons["sex"], "age": population["age"]}
    return xr.DataArray(values, coords, persons.dims)


def _too_many(groups: Sequence[GroupPopulation], population: xr.DataArray) -> list[Fault]:
    """Say where more live in institutions than live there at all."""
    years = population["year"].values.tolist()
    residents = residents_at(groups, years)
    labels = scale_of(population["age"].values.tolist()).labels
    return [
        fault(
            "groups_too_many",
            year=years[year],
            sex=SEX_LABELS[SEXES[sex]],
            age=labels[age],
            found=f"{residents[year, sex, age]:,.10g}",
            all=f"{float(population.values[year, sex, age]):,.10g}",
        )
        for year, sex, age in np.argwhere(residents > population.values)
    ]
