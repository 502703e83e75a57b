"""A folder with a complete set of rates, and what was published as their outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.errors import Fault, InputsError, fault
from projection.gross import GrossConvention
from projection.inputs.arranging import arranged
from projection.inputs.csv_table import Table, parse_table
from projection.inputs.cube import Cube, Wanted, read_cube
from projection.inputs.manifest import read_toml
from projection.inputs.rates_model import (
    UNITS,
    ExpectedModel,
    LifeTableModel,
    Published,
    RatesManifest,
)
from projection.inputs.text import read_text
from projection.kernel import Convention
from projection.language import Text
from projection.rates.open_slope import NaxFunction, greville_to_open
from projection.rates.separation import UN_RULE, AxRule
from projection.variables import VARIABLES

Labels = tuple[str, ...]

FILE_NAME = "rates.toml"

# Kinds whose tables may leave combinations out: nobody bears, or passes, there.
_ZERO_OUTSIDE = ("fertility_rate", "transfer_rate", "child_share")
# A life table may have other age groups than the population (0, 1-4, 5-9, ...).
_LIFE_TABLES = ("mortality_rate", "death_probability")
_MISSING = "inputs_label_missing"
_COUNTS = ("population", "net_migration_count", "in_migration_count")


@dataclass(frozen=True)
class Provenance:
    """Where the figures of a case come from; as its TOML file says."""

    title: Text
    publication: Text
    publisher: Text
    source: Text
    terms: Text
    notes: Text | None


@dataclass(frozen=True)
class Expected:
    """Published figures to compare a projection with.

    Parameters
    ----------
    title, reason
        What is compared, and why the tolerance is what it is.
    figure
        The variable of the projection.
    published
        The figures in `unit`, with the file where they stand.
    unit
        What a figure of 1 stands for: persons, or 0.01 for percent.
    tolerance
        The largest deviation allowed: a share of the published figure where `relative`, else
        in `unit`.
    relative
        How deviations are measured.
    ages
        The lowest and the highest lower bound that are compared; all where None.
    sum_over
        Dims over which both sides are added up first.
    each_step
        Whether every step starts from the published population instead of the one before.
    """

    title: Text
    figure: str
    published: Cube
    unit: float
    tolerance: float
    relative: bool
    reason: Text
    ages: tuple[int, ...] | None = None
    sum_over: tuple[str, ...] = ()
    each_step: bool = False


@dataclass(frozen=True)
class RatesFolder:
    """A folder of rates, checked.

    Parameters
    ----------
    folder, provenance
        Where, and from whom.
    rates
        As `projection.project_rates` takes them.
    convention
        The order of events in a step; a `GrossConvention` where migration comes as gross flows.
    ax
        The rule for nax, or a function that gives it, where survival comes from mortality
        rates.
    expected
        What to compare with; may be empty.
    files
        The file of every table, by kind.
    floors
        As `projection.project_rates` takes it.
    """

    folder: Path
    provenance: Provenance
    rates: xr.Dataset
    convention: Convention | GrossConvention
    ax: AxRule | NaxFunction
    expected: tuple[Expected, ...]
    files: Mapping[str, str] = field(default_factory=dict)
    floors: bool = False


def read_rates(folder: Path) -> RatesFolder:
    """Read a complete set of rates.

    Tables may leave out ages at which nobody bears children, and pairs of sub-populations
    between which nobody passes: these are zero. Nothing else may be missing.

    Parameters
    ----------
    folder
        A folder with a `rates.toml` and the tables it names.

    Returns
    -------
    RatesFolder
        Persons as counts, rates per person or person-year, whatever the units of the files.

    Raises
    ------
    InputsError
        With everything that is wrong, found in one pass.
    """
    manifest, source = read_toml(folder, FILE_NAME, RatesManifest)
    faults: list[Fault] = []
    opened: dict[str, Table | None] = {}
    cubes = _cubes(folder, manifest, opened, faults)
    if manifest.tables.population is None:
        faults.append(fault("inputs_rates_population", file=source.file, place="tables"))
    dataset = None if faults else _aligned(cubes, manifest, source.file, faults)
    expected = [_expected(folder, one, manifest, opened, faults) for one in manifest.expected]
    if faults or dataset is None:
        raise InputsError(*arranged(faults))
    return RatesFolder(
        folder,
        provenance_of(manifest),
        dataset,
        _convention(manifest),
        _nax(manifest.life_table),
        tuple(one for one in expected if one is not None),
        {kind: cube.file for kind, cube in cubes.items()},
        manifest.convention is not None and manifest.convention.floors,
    )


def provenance_of(model: Published) -> Provenance:
    """Return where the figures of a case come from."""
    return Provenance(
        model.title.text,
        model.publication.text,
        model.publisher.text,
        model.source.text,
        model.terms.text,
        model.notes.text if model.notes else None,
    )


def _nax(model: LifeTableModel | None) -> AxRule | NaxFunction:
    if model is None:
        return UN_RULE
    if model.older == "greville_to_open":
        return partial(greville_to_open, infancy=model.infancy)
    return AxRule(model.infancy, model.older)


def _convention(manifest: RatesManifest) -> Convention | GrossConvention:
    if manifest.gross is not None:
        return GrossConvention(**manifest.gross.model_dump())
    model = manifest.convention
    return Convention(**model.model_dump(exclude={"floors"})) if model else Convention()


def open_table(
    folder: Path, name: str, opened: dict[str, Table | None], faults: list[Fault]
) -> Table | None:
    """Return a table of a folder, read once; several kinds may stand in one file."""
    if name not in opened:
        source = read_text(folder / name)
        if isinstance(source, Fault):
            faults.append(source)
            opened[name] = None
        else:
            opened[name] = parse_table(source, faults)
    return opened[name]


def _cubes(
    folder: Path,
    manifest: RatesManifest,
    opened: dict[str, Table | None],
    faults: list[Fault],
) -> dict[str, Cube]:
    cubes = {}
    for kind, units in UNITS.items():
        model = getattr(manifest.tables, kind)
        table = open_table(folder, model.file, opened, faults) if model else None
        cube = read_cube(table, _wanted(kind, manifest.dims), faults) if table else None
        if cube is not None:
            cubes[kind] = replace(cube, array=cube.array * units[model.unit])
    return cubes


def _wanted(kind: str, dims: Sequence[str]) -> Wanted:
    own = tuple(dim for dim in VARIABLES[kind].dims if dim != "year")
    # Rates may be the same for both sexes; persons are counted by sex.
    free = ("period",) if kind in _COUNTS else ("period", "sex")
    pairs = [f"to_{dim}" for dim in dims]
    needed = tuple(dim for dim in own if dim not in free)
    optional = (*dims, *pairs, *(dim for dim in own if dim in free))
    return Wanted(kind, needed, optional, whole=kind not in _ZERO_OUTSIDE)


def _aligned(
    cubes: dict[str, Cube], manifest: RatesManifest, file: str, faults: list[Fault]
) -> xr.Dataset | None:
    """Put the tables together, under the labels of the first table that has them."""
    groups = cubes["population"].age_groups
    fitted = {kind: _own_ages(kind, cube, groups) for kind, cube in cubes.items()}
    labels: dict[str, Labels] = {}
    axes: dict[str, NDArray[Any]] = {}
    for cube in fitted.values():
        for dim in map(str, cube.array.dims):
            labels.setdefault(dim, labels_of(cube, dim))
            axes.setdefault(dim, cube.array[dim].values)
    for dim in manifest.dims:
        if dim not in labels:
            faults.append(fault("inputs_dim_nowhere", file=file, place="dims", found=dim))
            return None
        labels[f"to_{dim}"], axes[f"to_{dim}"] = labels[dim], axes[dim]
    for kind, cube in fitted.items():
        # Years and sexes are never zero for not being there.
        others = set(labels) - {"period", "sex"}
        faults += label_faults(cube, labels, others if kind in _ZERO_OUTSIDE else set())
    if faults:
        return None
    laid_out = [
        cube.array.reindex({dim: axes[str(dim)] for dim in cube.array.dims}, fill_value=0.0)
        for cube in fitted.values()
    ]
    named = [array.rename(kind) for kind, array in zip(fitted, laid_out, strict=True)]
    return _with_periods(xr.merge(named, join="exact"), manifest, file, faults)


def _with_periods(
    rates: xr.Dataset, manifest: RatesManifest, file: str, faults: list[Fault]
) -> xr.Dataset | None:
    """Give rates that are constant throughout the periods that they hold for."""
    start, steps, there = manifest.start, manifest.steps, "period" in rates.dims
    if there and start is None and steps is None:
        return rates
    if there or start is None or steps is None or steps < 1:
        faults.append(fault("inputs_rates_periods", file=file, place="start, steps"))
        return None
    # Groups that are not of one width are told by whoever projects.
    width = int(np.diff(rates["age"].values[:2]).sum())
    return rates.assign_coords(period=start + width * np.arange(steps))


def _own_ages(kind: str, cube: Cube, groups: Labels) -> Cube:
    if kind not in _LIFE_TABLES or cube.age_groups == groups:
        return cube
    return replace(cube, array=cube.array.rename(age="life_table_age"))


def labels_of(cube: Cube, dim: str) -> Labels:
    """Return the labels of a dim as readers see them; of ages, the groups."""
    if dim in ("age", "life_table_age"):
        return cube.age_groups
    return tuple(map(str, cube.array[dim].values.tolist()))


def label_faults(
    cube: Cube, known: Mapping[str, Labels], partial: AbstractSet[str]
) -> list[Fault]:
    """Say which labels a table has that others have not, and the other way round.

    Parameters
    ----------
    cube
        The table.
    known
        The labels of every dim.
    partial
        The dims along which the table may lack labels.
    """
    faults = []
    for dim in map(str, cube.array.dims):
        there = labels_of(cube, dim)
        surplus = [one for one in there if one not in known[dim]]
        missing = [one for one in known[dim] if one not in there and dim not in partial]
        for key, found in (("inputs_label_surplus", surplus), (_MISSING, missing)):
            if found:
                words = {"found": ", ".join(found[:5]), "known": ", ".join(known[dim])}
                faults.append(Fault(key, words, cube.file, place=dim))
    return faults


def _expected(
    folder: Path,
    model: ExpectedModel,
    manifest: RatesManifest,
    opened: dict[str, Table | None],
    faults: list[Fault],
) -> Expected | None:
    table = open_table(folder, model.file, opened, faults)
    if table is None:
        return None
    time, *cell = VARIABLES[model.figure].dims
    optional = (*manifest.dims, *cell)
    cube = read_cube(table, Wanted(model.figure, (time,), optional, whole=False), faults)
    if cube is None:
        return None
    return Expected(
        model.title.text,
        model.figure,
        cube,
        UNITS["population"][model.unit],
        model.tolerance,
        model.compared == "relative",
        model.reason.text,
        model.ages,
        model.sum_over,
        model.each_step,
    )
