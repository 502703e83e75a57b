"""A folder of inputs to the checked inputs of a region."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import xarray as xr

from projection.errors import Fault, InputsError, fault
from projection.inputs import published as published_tables
from projection.inputs.arranging import arranged
from projection.inputs.components import (
    OUT_OF_BALANCE,
    Changes,
    balance_faults,
    components_of,
    read_components,
)
from projection.inputs.data import Inputs, Row, Schedules, SourceFile
from projection.inputs.followed import read_mortality_course
from projection.inputs.group_population import read_group_population
from projection.inputs.groups import GroupPopulation
from projection.inputs.history import read_history
from projection.inputs.manifest import FILE_NAME, read_manifest, regions_of
from projection.inputs.migration_by_size import read_migration_by_size
from projection.inputs.model import OFFICIAL, Manifest
from projection.inputs.population import (
    history_faults,
    history_rows,
    population_faults,
    populations_of,
    read_persons,
)
from projection.inputs.regions import Region, choose
from projection.inputs.register import read_register
from projection.inputs.rows import read_other_projections, read_published_tfr
from projection.inputs.schedules import (
    read_death_probability,
    read_fertility_rate,
    read_sex_ratio,
)
from projection.inputs.tables import OpenTable, open_tables
from projection.language import Text


@dataclass(frozen=True)
class Observations:
    """What a folder says about its regions, checked.

    Parameters
    ----------
    base_date, populations, components, history, groups
        As in `Inputs`; by code of the region. A folder with groups has one region.
    regions
        Those declared.
    warnings
        What is not as it should be, but no reason to stop.
    """

    base_date: datetime.date
    regions: tuple[Region, ...]
    populations: dict[str, xr.DataArray]
    components: dict[str, xr.Dataset]
    history: tuple[Row, ...]
    groups: tuple[GroupPopulation, ...]
    warnings: tuple[Fault, ...]


@dataclass(frozen=True)
class Content:
    """A whole folder, checked.

    Parameters
    ----------
    folder, title, window, step, sources
        As in `Inputs`.
    observations
        None where the folder holds schedules alone.
    schedules
        None where the folder holds no observations and not all schedules.
    published_tfr, other_projections
        As in `Inputs`.
    """

    folder: Path
    title: Text
    window: int
    step: int
    observations: Observations | None
    schedules: Schedules | None
    published_tfr: tuple[Row, ...]
    other_projections: tuple[Row, ...]
    sources: tuple[SourceFile, ...]


def read_inputs(folder: Path, region: str | None = None) -> Inputs:
    """Read the inputs of one region.

    Parameters
    ----------
    folder
        A folder with an `inputs.toml`.
    region
        Code of six or five digits, or a name in Japanese or English; may be left out where
        the folder has one region.

    Raises
    ------
    InputsError
        With everything that is wrong in the folder, found in one pass.
    """
    content = read_folder(folder)
    seen, schedules = content.observations, content.schedules
    if seen is None or schedules is None:
        raise InputsError(fault("inputs_no_population", file=str(folder / FILE_NAME)))
    chosen = choose(seen.regions, region, folder)
    return Inputs(
        region=chosen,
        folder=folder,
        title=content.title,
        base_date=seen.base_date,
        window=content.window,
        step=content.step,
        population=seen.populations[chosen.code],
        components=seen.components[chosen.code],
        schedules=schedules,
        history=tuple(row for row in seen.history if row["region"] == chosen.code),
        published_tfr=content.published_tfr,
        other_projections=content.other_projections,
        sources=content.sources,
        groups=seen.groups,
    )


def read_folder(folder: Path) -> Content:
    """Read and check every table of a folder.

    Raises
    ------
    InputsError
        With everything that is wrong, found in one pass.
    """
    manifest, source = read_manifest(folder)
    if manifest.method == OFFICIAL:
        raise InputsError(fault("inputs_official", file=source.file))
    faults: list[Fault] = []
    tables = open_tables(folder, manifest, faults)
    schedules = _schedules(tables, faults)
    observations = _observations(manifest, tables, faults)
    tfr, others = tables.get("published_tfr"), tables.get("other_projections")
    published = read_published_tfr(tfr.table, faults) if tfr else ()
    projections = read_other_projections(others.table, faults) if others else ()
    register = _register_source(folder, manifest, faults)
    published_projection = _published_source(folder, manifest, faults)
    if faults:
        raise InputsError(*arranged(faults))
    return Content(
        folder=folder,
        title=manifest.title.text,
        window=manifest.window,
        step=manifest.step,
        observations=observations,
        schedules=schedules,
        published_tfr=published,
        other_projections=projections,
        sources=(
            *(one.source for one in tables.values()),
            *register,
            *published_projection,
        ),
    )


def _register_source(
    folder: Path, manifest: Manifest, faults: list[Fault]
) -> tuple[SourceFile, ...]:
    try:
        register = read_register(folder, manifest)
        history = read_history(folder, manifest, register)
    except InputsError as error:
        faults += error.faults
        return ()
    return tuple(one.source for one in (register, history) if one)


def _published_source(
    folder: Path, manifest: Manifest, faults: list[Fault]
) -> tuple[SourceFile, ...]:
    model = manifest.table(published_tables.KIND)
    try:
        return (published_tables.read_published(folder, model).source,) if model else ()
    except InputsError as error:
        faults += error.faults
        return ()


def _schedules(tables: dict[str, OpenTable], faults: list[Fault]) -> Schedules | None:
    deaths = tables.get("death_probability")
    births = tables.get("fertility_rate")
    ratios = tables.get("sex_ratio_at_birth")
    probability = read_death_probability(deaths.table, deaths.unit, faults) if deaths else None
    fertility = read_fertility_rate(births.table, births.unit, faults) if births else None
    ratio = read_sex_ratio(ratios.table, ratios.unit, faults) if ratios else None
    followed = tables.get("mortality_course")
    course = read_mortality_course(followed.table, followed.unit, faults) if followed else None
    sizes = tables.get("migration_by_size")
    by_size = read_migration_by_size(sizes.table, sizes.unit, faults) if sizes else None
    if probability is None or fertility is None or ratio is None:
        return None
    return Schedules(probability, fertility, ratio, course, by_size)


def _observations(
    manifest: Manifest, tables: dict[str, OpenTable], faults: list[Fault]
) -> Observations | None:
    regions, date = regions_of(manifest), manifest.base_date
    if date is None or not regions:
        return None
    # Stocks at both ends of every year of the window, flows in between.
    years = range(date.year - manifest.window, date.year + 1)
    populations = _populations(tables, regions, years, faults)
    changes = _changes(tables, regions, years[:-1], faults)
    history = _history(tables, regions, faults)
    groups = _groups(tables, regions, populations, faults)
    if changes is None or not populations:
        return None
    gaps = [
        gap
        for region in regions
        for gap in balance_faults(
            changes, region, populations[region.code], manifest.known_gaps
        )
    ]
    faults += [gap for gap in gaps if gap.key == OUT_OF_BALANCE]
    return Observations(
        base_date=date,
        regions=regions,
        populations=populations,
        components={region.code: components_of(changes, region.code) for region in regions},
        history=history,
        groups=groups,
        warnings=tuple(gap for gap in gaps if gap.key != OUT_OF_BALANCE),
    )


def _changes(
    tables: dict[str, OpenTable],
    regions: Sequence[Region],
    years: Sequence[int],
    faults: list[Fault],
) -> Changes | None:
    opened = tables.get("components")
    return read_components(opened.table, regions, years, faults) if opened else None


def _populations(
    tables: dict[str, OpenTable],
    regions: Sequence[Region],
    years: Sequence[int],
    faults: list[Fault],
) -> dict[str, xr.DataArray]:
    """Return persons by region; empty where anything is wrong with them."""
    opened = tables.get("population")
    cells = read_persons(opened.table, regions, faults) if opened else None
    if opened is None or cells is None:
        return {}
    faults += population_faults(cells, regions, years)
    # Half a table must not be balanced against whole components.
    if any(one.file == cells.file for one in faults):
        return {}
    return populations_of(cells, regions, opened.unit)


def _groups(
    tables: dict[str, OpenTable],
    regions: Sequence[Region],
    populations: dict[str, xr.DataArray],
    faults: list[Fault],
) -> tuple[GroupPopulation, ...]:
    opened = tables.get("group_population")
    if opened is None or not populations:
        return ()
    if len(regions) > 1:
        faults.append(fault("groups_several", file=opened.table.file))
        return ()
    region = regions[0]
    return read_group_population(
        opened.table, opened.unit, region, populations[region.code], faults
    )


def _history(
    tables: dict[str, OpenTable], regions: Sequence[Region], faults: list[Fault]
) -> tuple[Row, ...]:
    opened = tables.get("population_history")
    if opened is None:
        return ()
    cells = read_persons(opened.table, regions, faults, residents=True)
    if cells is None:
        return ()
    faults += history_faults(cells)
    return history_rows(cells, regions, opened.unit)
