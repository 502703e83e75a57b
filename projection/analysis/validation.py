"""Published projections and life tables, reproduced: how near each case comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import numpy as np
import xarray as xr

from projection.analysis.deviation import CaseResult, compare
from projection.errors import Fault, InputsError, RatesError, fault
from projection.inputs import multiregional, published_life_tables, rates
from projection.inputs.multiregional import read_multiregional
from projection.inputs.published_life_tables import (
    LifeTablesFolder,
    PublishedLifeExpectancy,
    PublishedLifeTable,
    read_published_life_tables,
)
from projection.inputs.rates import Expected, RatesFolder, read_rates
from projection.inputs.text import beside
from projection.language import Text
from projection.rates.group_survival import group_survival_ratios
from projection.rates.life_tables import LifeTableColumns, abridged_life_table
from projection.recurrence import project_rates
from projection.regions import project_multiregional

SHIPPED = Path("inputs/validation")


def validate(folder: Path) -> list[CaseResult]:
    """Work out the case of a folder and compare it with what was published.

    Parameters
    ----------
    folder
        With a `rates.toml` that has `[[expected]]` tables (a projection by rates), a
        `life_tables.toml`, or a `multiregional.toml`.

    Returns
    -------
    list of CaseResult
        One for each table compared with, in their order.

    Raises
    ------
    InputsError
        A fault in the folder, nothing to compare with, or labels that the projection lacks.
    RatesError
        The rates cannot be projected.
    """
    for name, work_out in _KINDS.items():
        if (folder / name).is_file():
            return work_out(folder)
    # No case: the reader of the commonest kind says what is wrong with the folder.
    return deviations(read_rates(folder))


def cases(root: Path) -> list[Path]:
    """Return the folders of cases: `root` itself, or those right inside it.

    Raises
    ------
    InputsError
        There are none.
    """
    inside = sorted(root.iterdir()) if root.is_dir() else []
    found = [one for one in (root, *inside) if any((one / name).is_file() for name in _KINDS)]
    if not found:
        names = ", ".join(_KINDS)
        there = beside(root / "*") if root.is_dir() else beside(root)
        raise InputsError(
            fault("validation_no_case", file=str(root), names=names, beside=there)
        )
    return found


def deviations(case: RatesFolder) -> list[CaseResult]:
    """Project a set of rates by its convention and compare it with what was published.

    Parameters
    ----------
    case
        As `read_rates` gives it, or with another convention to see what that changes.

    Returns
    -------
    list of CaseResult
        One for each of its expected tables.

    Raises
    ------
    InputsError, RatesError
        As `validate`.
    """
    file = str(case.folder / rates.FILE_NAME)
    if not case.expected:
        raise InputsError(fault("validation_nothing_expected", file=file))
    result = _projected(case, case.rates)
    for one in case.expected:
        if one.figure not in result:
            known = ", ".join(map(str, result.data_vars))
            found = {"found": one.figure, "known": known}
            raise InputsError(Fault("validation_figure", found, file))
    return [
        compare(case, one, _step_by_step(case, one) if one.each_step else result[one.figure])
        for one in case.expected
    ]


def _multiregional(folder: Path) -> list[CaseResult]:
    case = read_multiregional(folder)
    with _named(str(folder / multiregional.FILE_NAME), case.files):
        result = project_multiregional(
            case.rates, start=case.start, steps=case.steps, open_rule=case.open_rule
        )
    return [compare(case, one, result[one.figure]) for one in case.expected]


def _life_tables(folder: Path) -> list[CaseResult]:
    case = read_published_life_tables(folder)
    results = []
    for file, tables in case.files.items():
        with _named(str(folder / file), {}):
            results.append(_of_file(case, tables))
    beside = case.life_expectancy
    return [*results, _of_life_expectancy(case, beside)] if beside else results


def _of_life_expectancy(case: LifeTablesFolder, beside: PublishedLifeExpectancy) -> CaseResult:
    found = {
        (table.name, int(age)): years
        for tables in case.files.values()
        for table in tables
        for age, years in zip(table.age, _table(table).life_expectancy[0], strict=True)
    }
    off = {key: abs(found[key] - years) for key, years in beside.years.items()}
    name, age = max(off, key=lambda key: off[key])
    return CaseResult(
        case.folder.name,
        case.provenance.title,
        case.provenance.publication,
        beside.title,
        beside.reason,
        len(off),
        beside.tolerance,
        float(off[name, age]),
        relative=False,
        unit="years",
        where=f"{name}, life_expectancy[age={age}]",
    )


def _table(published: PublishedLifeTable) -> LifeTableColumns:
    given = published.mortality_rate[None]
    return abridged_life_table(given, published.age, published.rule, (published.sex,))


def _of_file(case: LifeTablesFolder, tables: tuple[PublishedLifeTable, ...]) -> CaseResult:
    deviations = [one for table in tables for one in _of_table(table, relative=case.relative)]
    # A value that cannot be worked out is the worst of all.
    worst = max(deviations, key=lambda one: (np.isnan(one[0]), one[0]))
    count = len(tables)
    return CaseResult(
        case.folder.name,
        case.provenance.title,
        case.provenance.publication,
        Text(ja=f"生命表{count}表の全列", en=f"every column of {count} life tables"),
        case.reason,
        len(deviations),
        case.tolerance,
        float(worst[0]),
        case.relative,
        "1",
        worst[1],
    )


def _of_table(table: PublishedLifeTable, *, relative: bool) -> list[tuple[float, str]]:
    given, found = table.mortality_rate[None], _table(table)
    columns = {name: getattr(found, name, given)[0] for name in table.columns}
    into = np.full(table.age.size, np.nan)
    # The row of a group tells who survives into it; a group less wide has none.
    rows = np.flatnonzero(table.age % table.width == 0)
    into[rows] = group_survival_ratios(found, table.width)[0]
    columns["survival_ratio"] = into
    deviations = []
    for name, published in table.columns.items():
        off = abs(columns[name] - published)
        off = off / abs(published) if relative else off
        deviations += [
            (off[row], f"{table.name}, {name}[age={table.age[row]}]")
            for row in np.flatnonzero(~np.isnan(published)).tolist()
        ]
    return deviations


_KINDS: Mapping[str, Callable[[Path], list[CaseResult]]] = MappingProxyType(
    {
        rates.FILE_NAME: lambda folder: deviations(read_rates(folder)),
        published_life_tables.FILE_NAME: _life_tables,
        multiregional.FILE_NAME: _multiregional,
    }
)


def _step_by_step(case: RatesFolder, expected: Expected) -> xr.DataArray:
    """Every step from the published population at its start."""
    of_case, published = case.rates, expected.published.array * expected.unit
    start = of_case["population"]
    periods = of_case["period"].values.tolist()
    width = int(of_case["age"][1] - of_case["age"][0])
    whole = set(published.dims) == {*start.dims, "year"} and all(
        published.sizes[dim] == start.sizes[dim] for dim in start.dims
    )
    years = {period + width for period in periods}
    there = set(published["year"].values.tolist()) if whole else set()
    if expected.figure != "population" or not years <= there:
        raise InputsError(fault("validation_each_step", file=expected.published.file))
    ends = [
        _one_step(case, period, start if at == 0 else published.sel(year=period, drop=True))
        for at, period in enumerate(periods)
    ]
    return xr.concat(ends, "year")


def _one_step(case: RatesFolder, period: int, population: xr.DataArray) -> xr.DataArray:
    of_period = case.rates.sel(period=[period]).assign(population=population)
    return _projected(case, of_period)["population"].isel(year=[1])


def _projected(case: RatesFolder, of_case: xr.Dataset) -> xr.Dataset:
    with _named(str(case.folder / rates.FILE_NAME), case.files):
        return project_rates(
            of_case, convention=case.convention, ax=case.ax, floors=case.floors
        )


@contextmanager
def _named(file: str, tables: Mapping[str, str]) -> Iterator[None]:
    """Name the file of what is refused: its table, or that of the whole case."""
    try:
        yield
    except RatesError as error:
        # A projected cell, of a year, stands in none of the tables.
        kinds = ["" if "year=" in one.place else one.place for one in error.faults]
        files = [tables.get(kind.partition("[")[0], file) for kind in kinds]
        placed = zip(error.faults, files, strict=True)
        raise RatesError(*(one.in_file(of_one) for one, of_one in placed)) from error
