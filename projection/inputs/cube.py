"""Tidy tables of any dims to labelled arrays: every combination of labels there, and once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.errors import Fault, fault
from projection.inputs.ages import AgeGroup, parse_age, tiling_faults
from projection.inputs.cellgrid import duplicate_faults
from projection.inputs.cells import parse_number, parse_sex, parse_text, parse_year
from projection.inputs.csv_table import Table, has_columns, read_column
from projection.variables import SEXES

Array = NDArray[np.float64]
Label = str | int | AgeGroup


@dataclass(frozen=True)
class Wanted:
    """What a table must hold.

    Parameters
    ----------
    value
        The column of figures.
    dims
        The columns that it must have.
    optional
        The columns that it may have; others are passed over.
    whole
        Whether its ages must tile all ages up to an open group; else they follow one another.
    """

    value: str
    dims: tuple[str, ...]
    optional: tuple[str, ...] = ()
    whole: bool = True


@dataclass(frozen=True)
class Cube:
    """A table as an array.

    Parameters
    ----------
    file
        Where it stands.
    array
        Its figures; `age` holds the lower bounds of the groups.
    age_groups
        The groups as `35-39`; empty where there is no dim `age`.
    """

    file: str
    array: xr.DataArray
    age_groups: tuple[str, ...]


def read_cube(table: Table, wanted: Wanted, faults: list[Fault]) -> Cube | None:
    """Read a tidy table as an array over its label columns.

    Parameters
    ----------
    table
        Its cells.
    wanted
        Its columns.
    faults
        Whatever is wrong is appended; then there is no value.

    Returns
    -------
    Cube or None
        Dims in the order optional, required; sexes in the order of the vocabulary, years and
        ages ascending, other labels as they first stand.
    """
    before = len(faults)
    if not has_columns(table, [*wanted.dims, wanted.value], faults):
        return None
    dims = [*(dim for dim in wanted.optional if dim in table.columns), *wanted.dims]
    read = [_labels_of(table, dim, faults) for dim in dims]
    figures = read_column(table, wanted.value, parse_number, faults)
    if len(faults) > before or not table.whole:
        return None
    columns: list[list[Label]] = [
        [label for label in column if label is not None] for column in read
    ]
    # A table without labels has one row: a figure that holds for all.
    rows = list(zip(*columns, strict=True)) if columns else [() for _ in table.lines]
    faults += duplicate_faults(table.file, rows, table.lines, lambda row: _shown(rows[row]))
    labels = [_ordered(dim, column) for dim, column in zip(dims, columns, strict=True)]
    if "age" in dims:
        faults += _age_faults(table, columns[dims.index("age")], whole=wanted.whole)
    if len(faults) > before:
        return None
    values = _filled(columns, labels, [math.nan if one is None else one for one in figures])
    faults += [
        fault("inputs_rows_missing", file=table.file, rows=_shown(_labels_at(labels, cell)))
        for cell in np.argwhere(np.isnan(values))
    ]
    return None if len(faults) > before else _cube(table.file, dims, labels, values)


def _labels_of(
    table: Table, dim: str, faults: list[Fault]
) -> list[str | None] | list[int | None] | list[AgeGroup | None]:
    if dim == "age":
        return read_column(table, dim, parse_age, faults)
    if dim in ("period", "year"):
        return read_column(table, dim, parse_year, faults)
    return read_column(table, dim, parse_sex if dim == "sex" else parse_text, faults)


def _ordered(dim: str, column: Sequence[Label]) -> list[Label]:
    labels = list(dict.fromkeys(column))
    if dim == "sex":
        return [sex for sex in SEXES if sex in labels]
    return sorted(labels, key=_place) if dim in ("period", "year", "age") else labels


def _place(label: Label) -> int:
    return label.lower if isinstance(label, AgeGroup) else int(label)


def _age_faults(table: Table, column: Sequence[Label], *, whole: bool) -> list[Fault]:
    # A dict keeps the last of equal keys: going backwards, that is the first row.
    rows = zip(reversed(column), reversed(table.lines), strict=True)
    lines = {group: line for group, line in rows if isinstance(group, AgeGroup)}
    if whole:
        return [one.in_file(table.file) for one in tiling_faults(lines)]
    groups = sorted(lines, key=lambda group: group.lower)
    return [
        fault("inputs_ages_apart", file=table.file, found=after.label, other=before.label)
        for before, after in pairwise(groups)
        if before.upper is None or after.lower != before.upper + 1
    ]


def _filled(
    columns: Sequence[Sequence[Label]], labels: Sequence[Sequence[Label]], figures: list[float]
) -> Array:
    values = np.full([len(one) for one in labels], math.nan)
    at = [
        list(map({label: index for index, label in enumerate(one)}.__getitem__, column))
        for one, column in zip(labels, columns, strict=True)
    ]
    values[tuple(at)] = figures if at else figures[0]
    return values


def _labels_at(labels: Sequence[Sequence[Label]], cell: NDArray[np.int64]) -> list[Label]:
    return [one[index] for one, index in zip(labels, cell.tolist(), strict=True)]


def _shown(labels: Sequence[Label]) -> str:
    return ", ".join(one.label if isinstance(one, AgeGroup) else str(one) for one in labels)


def _cube(
    file: str, dims: Sequence[str], labels: Sequence[Sequence[Label]], values: Array
) -> Cube:
    numbered = ("period", "year", "age")
    coords = {
        dim: [_place(label) if dim in numbered else str(label) for label in one]
        for dim, one in zip(dims, labels, strict=True)
    }
    groups = labels[dims.index("age")] if "age" in dims else []
    return Cube(
        file, xr.DataArray(values, coords, dims), tuple(_shown([one]) for one in groups)
    )
