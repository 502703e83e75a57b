"""A folder with the rates of several regions for `project_multiregional`, and their outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

import xarray as xr
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from projection.errors import Fault, InputsError
from projection.inputs.arranging import arranged
from projection.inputs.csv_table import Table
from projection.inputs.cube import Cube, Wanted, read_cube
from projection.inputs.manifest import read_toml
from projection.inputs.model import Words
from projection.inputs.rates import (
    Expected,
    Provenance,
    label_faults,
    labels_of,
    open_table,
    provenance_of,
)
from projection.inputs.rates_model import Published, positive
from projection.multiregional import OpenRule

FILE_NAME = "multiregional.toml"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class MultiregionalTables(_Model):
    """The file of every table."""

    population: str
    mortality_rate: str
    fertility_rate: str
    move_rate: str


class MultiregionalExpected(_Model):
    """Published figures to compare with, and how near they must be met, in their unit."""

    title: Words
    figure: Literal[
        "population", "transition_probability", "survival_ratio", "stable_age_share"
    ]
    file: str = Field(min_length=1)
    unit: Literal["1", "percent"] = "1"
    tolerance: Annotated[float, Field(strict=False), AfterValidator(positive)]
    reason: Words


class MultiregionalManifest(Published):
    """What `multiregional.toml` says."""

    model_config = ConfigDict(title="multiregional.toml")

    start: int
    steps: int
    open_rule: OpenRule
    tables: MultiregionalTables
    expected: Annotated[tuple[MultiregionalExpected, ...], Field(strict=False)] = ()


@dataclass(frozen=True)
class MultiregionalFolder:
    """A folder of rates of several regions, checked.

    Parameters
    ----------
    folder, provenance
        Where, and from whom.
    rates, start, steps, open_rule
        As `projection.project_multiregional` takes them.
    expected
        What to compare with; may be empty.
    files
        The file of every table, by kind.
    """

    folder: Path
    provenance: Provenance
    rates: xr.Dataset
    start: int
    steps: int
    open_rule: OpenRule
    expected: tuple[Expected, ...]
    files: Mapping[str, str] = field(default_factory=dict)


def read_multiregional(folder: Path) -> MultiregionalFolder:
    """Read the rates of several regions by age.

    Nothing may be missing: the moves of a region to itself stand there as zero.

    Parameters
    ----------
    folder
        A folder with a `multiregional.toml` and the tables it names.

    Returns
    -------
    MultiregionalFolder
        Rates per person-year, people as counts.

    Raises
    ------
    InputsError
        With everything that is wrong, found in one pass.
    """
    manifest, _ = read_toml(folder, FILE_NAME, MultiregionalManifest)
    faults: list[Fault] = []
    opened: dict[str, Table | None] = {}
    cubes = {}
    for kind, file in manifest.tables.model_dump().items():
        dims = ("region", *(["to_region"] if kind == "move_rate" else []), "age")
        table = open_table(folder, file, opened, faults)
        cube = read_cube(table, Wanted(kind, dims), faults) if table else None
        if cube is not None:
            cubes[kind] = cube
    expected = [_expected(folder, one, opened, faults) for one in manifest.expected]
    rates = None if faults else _together(cubes, faults)
    if rates is None:
        raise InputsError(*arranged(faults))
    return MultiregionalFolder(
        folder,
        provenance_of(manifest),
        rates,
        manifest.start,
        manifest.steps,
        manifest.open_rule,
        tuple(one for one in expected if one is not None),
        {kind: cube.file for kind, cube in cubes.items()},
    )


def _together(cubes: dict[str, Cube], faults: list[Fault]) -> xr.Dataset | None:
    """Put the tables together, under the regions and ages of the population."""
    population = cubes["population"]
    known = {dim: labels_of(population, dim) for dim in ("region", "age")}
    known["to_region"] = known["region"]
    for cube in cubes.values():
        faults += label_faults(cube, known, set())
    if faults:
        return None
    order = {dim: population.array[dim].values for dim in ("region", "age")}
    order["to_region"] = order["region"]
    return xr.Dataset(
        {
            kind: one.array.sel({dim: order[str(dim)] for dim in one.array.dims})
            for kind, one in cubes.items()
        }
    )


def _expected(
    folder: Path,
    model: MultiregionalExpected,
    opened: dict[str, Table | None],
    faults: list[Fault],
) -> Expected | None:
    table = open_table(folder, model.file, opened, faults)
    optional = ("region", "to_region", "year")
    wanted = Wanted(model.figure, ("age",), optional, whole=False)
    cube = read_cube(table, wanted, faults) if table else None
    if cube is None:
        return None
    return Expected(
        model.title.text,
        model.figure,
        cube,
        0.01 if model.unit == "percent" else 1.0,
        model.tolerance,
        relative=False,
        reason=model.reason.text,
    )
