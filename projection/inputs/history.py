"""The register of all municipalities back to 1995: what past projections are tested on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
import xarray as xr

from projection.errors import InputsError, fault
from projection.inputs.data import SourceFile
from projection.inputs.model import Manifest
from projection.inputs.netcdf import decoded, read_content
from projection.inputs.register import COMPONENTS, Register

KIND = "municipal_history"
MISSING = -1
OPEN_AGE = 80
# Total residents, before the years that the register itself holds, stand under this prefix.
TOTAL = "total_"
_FIGURES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "population": ("region", "year", "sex", "age"),
        **dict.fromkeys(COMPONENTS, ("region", "period")),
    }
)
DIMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **{name: (name,) for name in ("region", "year", "period", "sex", "age")},
        "total_year": ("total_year",),
        "total_period": ("total_period",),
        "name": ("region",),
        "since": ("region",),
        **_FIGURES,
        **{
            TOTAL + name: tuple(
                TOTAL + dim if dim in ("year", "period") else dim for dim in dims
            )
            for name, dims in _FIGURES.items()
        },
    }
)


@dataclass(frozen=True)
class History:
    """Residents of all municipalities since 1995, each as far back as its present area.

    Stocks up to 2013 are as of 31 March, flows up to 2012 of the fiscal year that begins in
    their period; later ones as of 1 January and of calendar years. From 31 March 2013 to 1
    January 2014 there are nine months, while the flows of 2013 are those of the whole year.

    Parameters
    ----------
    data, total
        Japanese residents from 1995, and all residents from 2013: population (region, year,
        sex, age) with 80+ open, and births, deaths, in_migration, out_migration, other_in,
        other_out (region, period), in the form of `Register.data`; NaN where the municipality
        did not exist in its present area. The coordinate `since` is the first year with
        figures, `name` the Japanese name.
    source
        Where the figures come from.
    """

    data: xr.Dataset
    total: xr.Dataset
    source: SourceFile


def read_history(folder: Path, manifest: Manifest, register: Register | None) -> History | None:
    """Read the table `municipal_history` of a folder, None where it has none, or no register.

    Raises
    ------
    InputsError
        The file is not there, not NetCDF-4, or lacks what it must hold; it holds other
        municipalities than the register.
    """
    model = manifest.table(KIND)
    if model is None or register is None:
        return None
    path = folder / model.file
    content = read_content(path)
    data = decoded(content, str(path), DIMS, "register_incomplete")
    if data["region"].values.tolist() != register.data["region"].values.tolist():
        raise InputsError(fault("history_regions", file=str(path), other=register.source.file))
    data = data.set_coords(["name", "since"])
    source = SourceFile(
        kind=KIND,
        file=str(path),
        sha256=hashlib.sha256(content).hexdigest(),
        unit=model.unit,
        publisher=model.publisher.text,
        source=model.source,
        terms=model.terms.text,
        notes=model.notes.text if model.notes else None,
    )
    return History(_known(data[[*_FIGURES]]), _total(data, register.data), source)


def _total(data: xr.Dataset, register: xr.Dataset) -> xr.Dataset:
    """Join the early years of all residents with those of the register."""
    early = {TOTAL + name: name for name in (*_FIGURES, "year", "period")}
    before = _known(data[[TOTAL + name for name in _FIGURES]].rename(early))
    after = _to_open_age(register).assign_coords(since=before["since"])
    stocks = [one[["population"]] for one in (before, after)]
    flows = [one[[*COMPONENTS]] for one in (before, after)]
    return xr.merge(
        [xr.concat(stocks, "year", join="exact"), xr.concat(flows, "period", join="exact")],
        join="exact",
    )


def _to_open_age(register: xr.Dataset) -> xr.Dataset:
    persons = register["population"]
    old = persons.sel(age=slice(OPEN_AGE, None)).sum("age").expand_dims(age=[OPEN_AGE])
    young = persons.sel(age=slice(None, OPEN_AGE - 1))
    joined = xr.concat([young, old], "age", join="exact").transpose(*persons.dims)
    return register.drop_dims("age").assign(population=joined).astype(np.float64)


def _known(data: xr.Dataset) -> xr.Dataset:
    return data.where(data != MISSING)
