"""New years of the register from files of several forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from projection.errors import Fault, InputsError, fault
from projection.inputs.ages import AgeGroup, scale_of
from projection.inputs.arranging import arranged
from projection.inputs.components import read_components
from projection.inputs.csv_table import parse_table
from projection.inputs.ministry import is_ministry, read_ministry, read_rows
from projection.inputs.population import january_faults, read_persons
from projection.inputs.regions import Region
from projection.inputs.text import read_text
from projection.variables import SEXES

Persons = dict[tuple[str, AgeGroup], float]


@dataclass(frozen=True)
class Figures:
    """What files hold.

    Parameters
    ----------
    stocks
        Persons by region and year (of the 1 January), then by sex and age group.
    changes
        Counts by region and calendar year, then by column of the table `components`.
    """

    stocks: dict[tuple[str, int], Persons]
    changes: dict[tuple[str, int], Mapping[str, float]]


def read_figures(
    files: Sequence[Path], regions: Sequence[Region], year: int | None = None
) -> Figures:
    """Read the ministry's workbooks, open data and tidy tables, each known by its form.

    Parameters
    ----------
    files
        xlsx or CSV.
    regions
        Those wanted; the ministry's tables hold all of Japan.
    year
        Of a ministry's table whose title names no day.

    Raises
    ------
    InputsError
        With everything that is wrong in the files.
    """
    figures, faults = Figures({}, {}), list[Fault]()
    for path in files:
        try:
            _read(path, regions, year, figures)
        except InputsError as error:
            faults += error.faults
    if faults:
        raise InputsError(*faults)
    return figures


def _read(path: Path, regions: Sequence[Region], year: int | None, figures: Figures) -> None:
    rows = read_rows(path)
    if not is_ministry(rows):
        _read_table(path, regions, figures)
        return
    table = read_ministry(rows, str(path), [region.code for region in regions], year)
    figures.stocks.update({(code, table.year): one for code, one in table.population.items()})
    figures.changes.update({(code, table.year - 1): one for code, one in table.changes.items()})


def _read_table(path: Path, regions: Sequence[Region], figures: Figures) -> None:
    faults: list[Fault] = []
    source = read_text(path)
    table = None if isinstance(source, Fault) else parse_table(source, faults)
    if table is None:
        raise InputsError(*([source] if isinstance(source, Fault) else faults))
    if "births" in table.columns:
        changes = read_components(table, regions, [], faults)
        figures.changes.update(changes.counts if changes else {})
    elif cells := read_persons(table, regions, faults):
        faults += january_faults(cells)
        for key, age, value in zip(cells.keys, cells.ages, cells.values, strict=True):
            where = key.region or regions[0].code, int(key.when[:4])
            figures.stocks.setdefault(where, {})[key.sex, age] = value
    if faults:
        raise InputsError(*arranged(faults))


def in_groups(persons: Persons, lower: Sequence[int], year: int) -> NDArray[np.float64]:
    """Add persons up to the age groups of a folder.

    Parameters
    ----------
    persons
        By sex and age group.
    lower
        Lower bounds of the groups wanted, the last open.
    year
        For the message.

    Returns
    -------
    ndarray
        Shape (2, group).

    Raises
    ------
    InputsError
        A group of the file lies in two of those wanted, or one wanted has no figure.
    """
    groups = scale_of(lower).groups
    sums = np.full((len(SEXES), len(groups)), np.nan)
    for (sex, age), value in persons.items():
        at = next((place for place, group in enumerate(groups) if _within(age, group)), None)
        if at is None:
            expected = ", ".join(group.label for group in groups)
            raise InputsError(
                fault("year_groups", year=year, found=age.label, expected=expected)
            )
        cell = SEXES.index(sex), at
        sums[cell] = value + np.nan_to_num(sums[cell])
    if np.isnan(sums).any():
        sex, at = np.argwhere(np.isnan(sums))[0]
        raise InputsError(fault("year_cell_missing", year=year, age=groups[at].label))
    return sums


def _within(age: AgeGroup, group: AgeGroup) -> bool:
    if group.upper is None:
        return age.lower >= group.lower
    return age.upper is not None and group.lower <= age.lower and age.upper <= group.upper
