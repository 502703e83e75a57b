"""Persons by sex and age: the table `population`, and the rows of `population_history`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.errors import Fault, fault
from projection.inputs.ages import AgeScale, parse_age, tiling_faults
from projection.inputs.cellgrid import (
    Cells,
    Key,
    gather,
    missing_faults,
    row_faults,
    values_at,
)
from projection.inputs.cells import number_between, parse_date, parse_residents, parse_sex
from projection.inputs.csv_table import Table, has_columns, read_column
from projection.inputs.data import Row
from projection.inputs.opendata import is_open_data, read_open_data
from projection.inputs.regions import Region, code_among
from projection.variables import SEXES


def read_persons(
    table: Table, regions: Sequence[Region], faults: list[Fault], *, residents: bool = False
) -> Cells | None:
    """Read a table of persons, tidy or open data; None where columns are missing.

    Parameters
    ----------
    table, regions
        The table, and the regions it may hold.
    faults
        Whatever is wrong is appended.
    residents
        Whether a tidy table has a column `residents`.
    """
    if is_open_data(table):
        return read_open_data(table, regions, faults)
    wanted = ["region"] if len(regions) > 1 else []
    wanted += ["residents"] if residents else []
    if not has_columns(table, [*wanted, "date", "sex", "age", "population"], faults):
        return None
    blank = [""] * len(table.lines)
    with_region = "region" in table.columns
    keys = (
        read_column(table, "region", code_among(regions), faults) if with_region else blank,
        read_column(table, "residents", parse_residents, faults) if residents else blank,
        read_column(table, "date", parse_date, faults),
        read_column(table, "sex", parse_sex, faults),
    )
    ages = read_column(table, "age", parse_age, faults)
    return gather(
        table, keys, ages, read_column(table, "population", number_between(0, inf), faults)
    )


def population_faults(
    cells: Cells, regions: Sequence[Region], years: Sequence[int]
) -> list[Fault]:
    """Say what is wrong with a table `population`.

    Parameters
    ----------
    cells
        Its rows.
    regions
        Each must be there.
    years
        Whose 1 January must be there; the last is the base year.
    """
    # Where groups overlap or leave gaps, lists of missing rows would only repeat it.
    lines = cells.first_lines()
    tiling = [one.in_file(cells.file) for one in tiling_faults(lines)] if lines else []
    return [
        *january_faults(cells),
        *row_faults(cells),
        *(tiling if cells.whole else []),
        *(_year_faults(cells, regions, years) if cells.whole else []),
        *([] if tiling else missing_faults(cells, expected_keys(cells), list(lines))),
    ]


def expected_keys(cells: Cells) -> list[Key]:
    """Return every key there, with both sexes."""
    both = {key._replace(sex=sex) for key in cells.keys for sex in SEXES}
    return sorted(both, key=lambda key: (*key[:3], SEXES.index(key.sex)))


def january_faults(cells: Cells) -> list[Fault]:
    """Say which dates of a table are no 1 January."""
    reversed_rows = zip(reversed(cells.keys), reversed(cells.lines), strict=True)
    first = {key.when: line for key, line in reversed_rows}
    return [
        fault("inputs_january", file=cells.file, line=line, place="date", found=date)
        for date, line in first.items()
        if not date.endswith("-01-01")
    ]


def _year_faults(cells: Cells, regions: Sequence[Region], years: Sequence[int]) -> list[Fault]:
    there = {(key.region, key.when) for key in cells.keys}
    faults = []
    for region in regions:
        dates = {date for code, date in there if code in (region.code, "")}
        missing = [f"{year}-01-01" for year in years if f"{year}-01-01" not in dates]
        # Without the base population nothing can be run; without the window, not fitted.
        base = f"{years[-1]}-01-01" in missing
        if missing:
            faults.append(
                fault(
                    "inputs_base_missing" if base else "inputs_date_missing",
                    file=cells.file,
                    region=region.name,
                    missing=", ".join(missing),
                    found=", ".join(sorted(dates)) or "-",
                )
            )
    return faults


def age_scale(cells: Cells) -> AgeScale:
    """Return the age groups of a table without faults."""
    return AgeScale(tuple(sorted(set(cells.ages), key=lambda group: group.lower)))


def populations_of(
    cells: Cells, regions: Sequence[Region], unit: float
) -> dict[str, xr.DataArray]:
    """Return persons by year, sex and age of each region, from a table without faults.

    Parameters
    ----------
    cells
        The table's rows.
    regions
        Those wanted; a table without a column `region` holds one.
    unit
        Persons that a figure of 1 stands for.

    Returns
    -------
    dict
        By code of the region, dims (year, sex, age).
    """
    scale = age_scale(cells)
    keys = expected_keys(cells)
    values = values_at(cells, keys, scale.groups) * unit
    rows: dict[str, list[int]] = {}
    for row, key in enumerate(keys):
        rows.setdefault(key.region or regions[0].code, []).append(row)
    attrs = {"width": scale.width, "open_age": scale.open_age}
    return {
        region.code: _by_year(
            [int(keys[row].when[:4]) for row in rows[region.code]],
            values[rows[region.code]],
            xr.Variable("age", scale.lower, attrs),
        )
        for region in regions
    }


def _by_year(years: list[int], values: NDArray[np.float64], age: xr.Variable) -> xr.DataArray:
    each = sorted(set(years))
    coords = {"year": each, "sex": list(SEXES), "age": age}
    shape = (len(each), len(SEXES), -1)
    return xr.DataArray(values.reshape(shape), coords, ("year", "sex", "age"), "population")


def history_faults(cells: Cells) -> list[Fault]:
    """Say what is wrong with a table `population_history`: a date may have its own ages."""
    rows: dict[tuple[str, ...], list[int]] = {}
    for row, key in enumerate(cells.keys):
        rows.setdefault(key[:3], []).append(row)
    return row_faults(cells) + [
        one for of_date in rows.values() for one in _date_faults(_only(cells, of_date))
    ]


def _only(cells: Cells, rows: Sequence[int]) -> Cells:
    return replace(
        cells,
        lines=[cells.lines[row] for row in rows],
        keys=[cells.keys[row] for row in rows],
        ages=[cells.ages[row] for row in rows],
        values=[cells.values[row] for row in rows],
    )


def _date_faults(cells: Cells) -> list[Fault]:
    if not cells.whole:
        return []
    lines = cells.first_lines()
    place = cells.keys[0]._replace(sex="").shown()
    tiling = [replace(one, file=cells.file, place=place) for one in tiling_faults(lines)]
    return tiling or missing_faults(cells, expected_keys(cells), list(lines))


def history_rows(cells: Cells, regions: Sequence[Region], unit: float) -> tuple[Row, ...]:
    """Return one mapping a row: region, residents, date, sex, age (a label), population."""
    return tuple(
        {
            "region": key.region or regions[0].code,
            "residents": key.residents or "total",
            "date": key.when,
            "sex": key.sex,
            "age": age.label,
            "population": value * unit,
        }
        for key, age, value in zip(cells.keys, cells.ages, cells.values, strict=True)
    )
