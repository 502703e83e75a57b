"""A folder of inputs to what a summary of it shows."""

from __future__ import annotations

from pathlib import Path

import xarray as xr

from projection.inputs.ages import scale_of
from projection.inputs.data import RegionSummary, Report, YearlyChange
from projection.inputs.manifest import read_manifest, regions_of
from projection.inputs.model import OFFICIAL
from projection.inputs.official import read_official
from projection.inputs.read import Observations, read_folder
from projection.inputs.regions import Region
from projection.inputs.uncertainty import KINDS, find_uncertainty
from projection.variables import SEXES


def check_inputs(folder: Path) -> Report:
    """Check every table and region of a folder, and summarise it.

    Parameters
    ----------
    folder
        A folder with an `inputs.toml`; it may hold schedules alone.

    Raises
    ------
    InputsError
        With everything that is wrong, found in one pass.
    """
    manifest = read_manifest(folder)[0]
    if manifest.method == OFFICIAL:
        return _official(folder)
    content = read_folder(folder)
    if any(manifest.table(kind) is not None for kind in KINDS):
        find_uncertainty(folder)
    seen = content.observations
    return Report(
        folder=folder,
        title=content.title,
        base_date=seen.base_date if seen else None,
        window=content.window,
        regions=tuple(_summary(region, seen) for region in seen.regions) if seen else (),
        sources=content.sources,
        warnings=seen.warnings if seen else (),
    )


def _official(folder: Path) -> Report:
    """Return the report of a folder for the official form, which observes no changes."""
    regions = regions_of(read_manifest(folder)[0])
    inputs = read_official(folder, regions[0].code)
    persons = inputs.population.sum("age")
    return Report(
        folder=folder,
        title=inputs.title,
        base_date=inputs.base_date,
        window=0,
        regions=tuple(
            RegionSummary(
                region=one,
                population={sex: float(persons.sel(region=one.code, sex=sex)) for sex in SEXES},
                years=(inputs.base_date.year,),
                ages=scale_of(inputs.population["age"].values.tolist()).labels,
                changes=(),
            )
            for one in regions
        ),
        sources=inputs.sources,
        warnings=(),
    )


def _summary(region: Region, seen: Observations) -> RegionSummary:
    population = seen.populations[region.code]
    base = population.sel(year=seen.base_date.year).sum("age")
    return RegionSummary(
        region=region,
        population={str(sex): float(base.sel(sex=sex)) for sex in base["sex"].values},
        years=tuple(population["year"].values.tolist()),
        ages=scale_of(population["age"].values.tolist()).labels,
        changes=_changes(seen.components[region.code]),
    )


def _changes(components: xr.Dataset) -> tuple[YearlyChange, ...]:
    natural = components["births"] - components["deaths"]
    arrivals = components["in_migration"] + components["other_in"]
    net = arrivals - components["out_migration"] - components["other_out"]
    columns = (components["births"], components["deaths"], natural, net)
    periods = components["period"].values.tolist()
    figures = zip(*(column.values.tolist() for column in columns), strict=True)
    return tuple(YearlyChange(year, *row) for year, row in zip(periods, figures, strict=True))
