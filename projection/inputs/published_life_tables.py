"""A folder of published life tables to compare with."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import nan
from pathlib import Path
from typing import cast, get_args

import numpy as np
from numpy.typing import NDArray

from projection.errors import Fault, InputsError, fault
from projection.inputs.arranging import arranged
from projection.inputs.cells import parse_number, parse_sex, parse_text
from projection.inputs.csv_table import Table, has_columns, read_column
from projection.inputs.life_tables_model import LifeTablesManifest
from projection.inputs.manifest import read_toml
from projection.inputs.rates import Provenance, open_table, provenance_of
from projection.language import Text
from projection.rates.separation import AxRule, Infancy

Array = NDArray[np.float64]

FILE_NAME = "life_tables.toml"

_KEYS = ("country", "year", "sex", "infancy")
COLUMNS = (
    *("separation", "death_probability", "survivors", "deaths", "person_years"),
    *("person_years_above", "life_expectancy", "survival_ratio"),
)
# Which tables the open group leaves empty, and which are of groups a step wide.
_MAY_BE_EMPTY = ("separation", "survival_ratio")


@dataclass(frozen=True)
class PublishedLifeTable:
    """One published life table.

    Parameters
    ----------
    name, sex, rule
        Which, of whom, and the rule for nax that it states.
    width
        Years in the groups of its survival ratios.
    age, mortality_rate
        Lower bounds of the groups, and nMx. Shape (age,).
    columns
        The columns as published, NaN where a cell is empty.
    """

    name: str
    sex: str
    rule: AxRule
    width: int
    age: NDArray[np.int64]
    mortality_rate: Array
    columns: dict[str, Array]


@dataclass(frozen=True)
class PublishedLifeExpectancy:
    """Life expectancy as published beside life tables.

    Parameters
    ----------
    title, tolerance, reason
        As in `Expected`; in years.
    years
        By name of the life table and age.
    """

    title: Text
    tolerance: float
    reason: Text
    years: dict[tuple[str, int], float]


@dataclass(frozen=True)
class LifeTablesFolder:
    """Published life tables, and how near they must be met.

    Parameters
    ----------
    folder, provenance
        Where, and from whom.
    files
        The tables of every file.
    tolerance, relative, reason
        As in `Expected`.
    life_expectancy
        Published beside the tables, if any.
    """

    folder: Path
    provenance: Provenance
    files: dict[str, tuple[PublishedLifeTable, ...]]
    tolerance: float
    relative: bool
    reason: Text
    life_expectancy: PublishedLifeExpectancy | None = None


def read_published_life_tables(folder: Path) -> LifeTablesFolder:
    """Read published life tables.

    Raises
    ------
    InputsError
        With everything that is wrong, found in one pass.
    """
    manifest, _ = read_toml(folder, FILE_NAME, LifeTablesManifest)
    faults: list[Fault] = []
    files: dict[str, tuple[PublishedLifeTable, ...]] = {}
    for model in manifest.tables:
        table = open_table(folder, model.file, {}, faults)
        if table is not None:
            rule = AxRule("midpoint", model.older)
            files[model.file] = _published(table, rule, model.width, faults)
    beside = _life_expectancy(folder, manifest, files, faults)
    if faults:
        raise InputsError(*arranged(faults))
    wanted = manifest.expected
    return LifeTablesFolder(
        folder,
        provenance_of(manifest),
        files,
        wanted.tolerance,
        wanted.compared == "relative",
        wanted.reason.text,
        beside,
    )


def _life_expectancy(
    folder: Path,
    manifest: LifeTablesManifest,
    files: dict[str, tuple[PublishedLifeTable, ...]],
    faults: list[Fault],
) -> PublishedLifeExpectancy | None:
    model = manifest.life_expectancy
    table = open_table(folder, model.file, {}, faults) if model else None
    if model is None or table is None:
        return None
    if not has_columns(table, [*_KEYS, "age", "life_expectancy"], faults):
        return None
    keys = [read_column(table, key, parse_text, faults) for key in _KEYS]
    ages = read_column(table, "age", parse_number, faults)
    figures = read_column(table, "life_expectancy", parse_number, faults)
    known = {
        (one.name, int(age)) for of_file in files.values() for one in of_file for age in one.age
    }
    years = {}
    for *key, age, figure, line in zip(*keys, ages, figures, table.lines, strict=True):
        if None in (*key, age, figure):
            continue
        name = " ".join(map(str, key))
        if (name, age) not in known:
            faults.append(
                fault("inputs_no_such_table", file=table.file, line=line, name=name, age=age)
            )
        years[name, int(age or 0)] = float(figure or 0.0)
    return PublishedLifeExpectancy(model.title.text, model.tolerance, model.reason.text, years)


def _published(
    table: Table, rule: AxRule, width: int, faults: list[Fault]
) -> tuple[PublishedLifeTable, ...]:
    if not has_columns(table, [*_KEYS, "age", "mortality_rate", *COLUMNS], faults):
        return ()
    before = len(faults)
    parsers = {"sex": parse_sex, "infancy": _infancy}
    keys = [read_column(table, key, parsers.get(key, parse_text), faults) for key in _KEYS]
    rates = read_column(table, "mortality_rate", parse_number, faults)
    ages = read_column(table, "age", parse_number, faults)
    columns = {name: _figures(table, name, faults) for name in COLUMNS}
    if len(faults) > before:
        return ()
    rows = list(zip(*keys, strict=True))
    found = []
    for key, group in groupby(range(len(rows)), key=lambda row: rows[row]):
        at = list(group)
        of_key = [str(one) for one in key]
        found.append(
            PublishedLifeTable(
                " ".join(of_key),
                of_key[2],
                AxRule(cast(Infancy, of_key[3]), rule.older),
                width,
                np.array([ages[row] for row in at], dtype=np.int64),
                np.array([rates[row] for row in at], dtype=float),
                {name: values[at] for name, values in columns.items()},
            )
        )
    return tuple(found)


def _figures(table: Table, name: str, faults: list[Fault]) -> Array:
    empty = name in _MAY_BE_EMPTY
    cells = [cell or ("0" if empty else "") for cell in table.columns[name]]
    filled = Table(table.file, table.sha256, table.lines, {name: cells}, table.whole)
    read = read_column(filled, name, parse_number, faults)
    given = table.columns[name]
    return np.array(
        [nan if not cell or one is None else one for cell, one in zip(given, read, strict=True)]
    )


def _infancy(cell: str) -> str | Fault:
    known = get_args(Infancy)
    if cell in known:
        return cell
    return fault("inputs_choice", known=", ".join(known), found=cell)
