"""Inputs of the official five-year form: a population, and ratios for every period.

Ages of all tables are the groups reached at the end of a step, `0-4` of survival ratios being
the way from birth. Years of stocks and first years of periods are counted from the base date.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import xarray as xr

from projection.errors import Fault, InputsError, fault
from projection.inputs.ages import tiling_faults
from projection.inputs.arranging import arranged
from projection.inputs.cellgrid import Cells, missing_faults, row_faults
from projection.inputs.cube import Wanted, read_cube
from projection.inputs.data import SourceFile
from projection.inputs.manifest import read_manifest, regions_of
from projection.inputs.model import OFFICIAL, Manifest
from projection.inputs.population import expected_keys, populations_of, read_persons
from projection.inputs.regions import Region, choose
from projection.inputs.schedules import read_fertility_rate
from projection.inputs.tables import OpenTable, open_tables
from projection.language import Text
from projection.official import WIDTH

_PERIODS, _YEARS = ("period", "sex", "age"), ("year",)
_TABLES = ("population", "survival_ratio", "net_migration", "child_sex_ratio")


@dataclass(frozen=True)
class _Column:
    """One column of figures: its dims, and the bounds of its values."""

    kind: str
    dims: tuple[str, ...]
    lower: float
    upper: float
    needed: bool = True


# No birth rate and no move is larger: figures per 1,000 and per cent are.
_COLUMNS = {
    "survival_ratio": _Column("survival_ratio", _PERIODS, 0.0, 1.0),
    "net_migration_rate": _Column("net_migration", _PERIODS, -1.0, 100.0),
    "net_migration_count": _Column("net_migration", _PERIODS, -1e7, 1e7, needed=False),
    "child_woman_ratio": _Column("child_woman_ratio", _YEARS, 0.0, 3.0),
    "tfr_conversion": _Column("child_woman_ratio", _YEARS, 0.1, 100.0),
    "child_sex_ratio": _Column("child_sex_ratio", _YEARS, 0.1, 10.0),
    "control_totals": _Column(
        "control_totals", ("year", "sex", "age"), 0.0, 1e10, needed=False
    ),
}


@dataclass(frozen=True)
class OfficialInputs:
    """Everything that the official five-year form needs of a folder's regions, checked.

    Parameters
    ----------
    region, regions
        Whose run it is, and all of the folder: control totals are those of all together.
    folder, title, base_date
        Which folder, its title, and the day of the base population and of all later stocks.
    population
        Persons on the base date, dims (region, sex, age); the coordinate `age` has the
        attributes `width` and `open_age`.
    ratios
        `survival_ratio`, `net_migration_rate` and `net_migration_count` on (region, period,
        sex, age); `child_woman_ratio`, `tfr_conversion` (births per woman that a ratio of one
        stands for) and `child_sex_ratio` on (region, year); `control_totals` on (year, sex,
        age) where the folder has them. `year` is the end of the `period` at the same place.
    fertility_rate
        Of the standard population, births per woman-year, dims (year, age).
    sources
        Every table used.
    """

    region: Region
    regions: tuple[Region, ...]
    folder: Path
    title: Text
    base_date: datetime.date
    population: xr.DataArray
    ratios: xr.Dataset
    fertility_rate: xr.DataArray
    sources: tuple[SourceFile, ...]

    @property
    def step(self) -> int:
        """Years in a step."""
        return WIDTH


def read_official(folder: Path, region: str | None = None) -> OfficialInputs:
    """Read the inputs of one region for the official five-year form.

    Parameters
    ----------
    folder
        A folder whose `inputs.toml` names a table `child_woman_ratio`.
    region
        Code or name; may be left out where the folder has one region.

    Raises
    ------
    InputsError
        With everything that is wrong in the folder, found in one pass.
    """
    manifest, source = read_manifest(folder)
    faults = [*_manifest_faults(manifest, source.file)]
    tables = open_tables(folder, manifest, faults)
    regions = regions_of(manifest)
    if faults or manifest.base_date is None:
        raise InputsError(*arranged(faults))
    population = _population(tables["population"], regions, manifest.base_date, faults)
    ratios = _ratios(tables, regions, faults)
    fertility = tables["fertility_rate"]
    patterns = read_fertility_rate(fertility.table, fertility.unit, faults)
    if population is not None and len(ratios) == len(_COLUMNS):
        faults += _label_faults(ratios, tables, population, manifest.base_date.year)
    if faults or population is None or patterns is None:
        raise InputsError(*arranged(faults))
    return OfficialInputs(
        region=choose(regions, region, folder),
        regions=regions,
        folder=folder,
        title=manifest.title.text,
        base_date=manifest.base_date,
        population=population,
        ratios=xr.Dataset({name: one for name, one in ratios.items() if one is not None}),
        fertility_rate=patterns,
        sources=tuple(one.source for one in tables.values()),
    )


def _manifest_faults(manifest: Manifest, file: str) -> Iterator[Fault]:
    if manifest.method != OFFICIAL:
        yield fault("official_no_ratio", file=file)
        return
    if "step" in manifest.model_fields_set and manifest.step != WIDTH:
        yield fault("official_step", file=file, place="step", found=manifest.step)
    for kind in _TABLES:
        if manifest.table(kind) is None:
            yield fault("official_table_missing", file=file, place="tables", kind=kind)


def _population(
    opened: OpenTable, regions: Sequence[Region], date: datetime.date, faults: list[Fault]
) -> xr.DataArray | None:
    """Return persons on the base date by region, sex and age."""
    before = len(faults)
    cells = read_persons(opened.table, regions, faults)
    if cells is None or len(faults) > before:
        return None
    faults += _cell_faults(cells, date)
    if len(faults) > before:
        return None
    each = populations_of(cells, regions, opened.unit)
    found = xr.concat([each[one.code] for one in regions], "region", join="exact")
    based = found.assign_coords(region=[one.code for one in regions]).isel(year=0, drop=True)
    if based["age"].attrs["width"] != WIDTH:
        faults.append(fault("official_width", file=cells.file, expected=WIDTH))
        return None
    return based


def _cell_faults(cells: Cells, date: datetime.date) -> Iterator[Fault]:
    dates = {key.when for key in cells.keys}
    if dates != {date.isoformat()}:
        found = ", ".join(sorted(dates))
        yield fault("official_date", file=cells.file, expected=date.isoformat(), found=found)
        return
    lines = cells.first_lines()
    tiling = [one.in_file(cells.file) for one in tiling_faults(lines)]
    yield from row_faults(cells)
    yield from tiling or missing_faults(cells, expected_keys(cells), list(lines))


def _ratios(
    tables: dict[str, OpenTable], regions: Sequence[Region], faults: list[Fault]
) -> dict[str, xr.DataArray | None]:
    """Return every column of figures; what is not needed and not there is None."""
    ratios: dict[str, xr.DataArray | None] = {}
    for name, column in _COLUMNS.items():
        opened, wanted = tables.get(column.kind), _wanted(name, column)
        there = opened is not None and (column.needed or wanted.value in opened.table.columns)
        if opened is None or not there:
            ratios[name] = None
        elif (cube := read_cube(opened.table, wanted, faults)) is not None:
            values = cube.array * (opened.unit if name in _SCALED else 1.0)
            faults += _bound_faults(name, values, opened.table.file)
            whole = name == "control_totals"
            ratios[name] = values if whole else _of_regions(values, regions, opened, faults)
    return ratios


def _wanted(name: str, column: _Column) -> Wanted:
    # Control totals are those of all regions together.
    if name == "control_totals":
        return Wanted("population", column.dims)
    return Wanted(name, column.dims, ("region",))


# The unit is that of these columns, not of others in the same table.
_SCALED = ("child_sex_ratio", "control_totals")


def _of_regions(
    values: xr.DataArray, regions: Sequence[Region], opened: OpenTable, faults: list[Fault]
) -> xr.DataArray | None:
    codes = [one.code for one in regions]
    if "region" not in values.dims:
        return values.expand_dims(region=codes)
    found = values["region"].values.tolist()
    if sorted(found) == sorted(codes):
        return values.sel(region=codes)
    expected, listed = ", ".join(codes), ", ".join(found)
    file = opened.table.file
    faults.append(
        fault("official_labels", file=file, place="region", expected=expected, found=listed)
    )
    return None


def _bound_faults(name: str, values: xr.DataArray, file: str) -> Iterator[Fault]:
    """Say where a figure lies out of its bounds; once a column tells enough."""
    lower, upper = _COLUMNS[name].lower, _COLUMNS[name].upper
    outside = (values < lower) | (values > upper)
    # A way from birth that nobody survives leaves no births to work back; an open group that
    # nobody leaves by death has no life expectancy.
    ends = name == "survival_ratio"
    if ends:
        ages = values["age"]
        never, always = (ages == ages[0]) & (values <= 0), (ages == ages[-1]) & (values >= 1)
        outside = outside | never | always
    for cell in np.argwhere(outside.transpose(*values.dims).values)[:1]:
        figure = values[tuple(cell)]
        at = ", ".join(str(figure[dim].item()) for dim in values.dims)
        found = {"cell": at, "found": f"{figure.item():g}"}
        if ends:
            yield Fault("official_survival", found, file, place=name)
        else:
            bounds = {"lower": f"{lower:g}", "upper": f"{upper:g}"}
            yield Fault("official_bounds", {**found, **bounds}, file, place=name)


def _label_faults(
    ratios: dict[str, xr.DataArray | None],
    tables: dict[str, OpenTable],
    population: xr.DataArray,
    base: int,
) -> Iterator[Fault]:
    """Say where tables are of other periods, years or ages than the rest."""
    survival = ratios["survival_ratio"]
    if survival is None:
        return
    count = survival.sizes["period"]
    starts = [base + WIDTH * at for at in range(count)]
    expected = {
        "period": starts,
        "year": [start + WIDTH for start in starts],
        "age": population["age"].values.tolist(),
    }
    for name, values in ratios.items():
        for dim, labels in expected.items():
            if values is None or dim not in values.dims:
                continue
            found = values[dim].values.tolist()
            if found != labels:
                yield fault(
                    "official_labels",
                    file=tables[_COLUMNS[name].kind].table.file,
                    place=dim,
                    expected=", ".join(map(str, labels)),
                    found=", ".join(map(str, found)),
                )
