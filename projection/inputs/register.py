"""The register of all municipalities: what single municipalities are put in proportion to.

The file is NetCDF-4, since as text it would be twenty times as large;
`projection.inputs.build_register` makes it from tidy tables.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
import xarray as xr

from projection.errors import Fault, InputsError, fault
from projection.inputs.data import SourceFile
from projection.inputs.manifest import read_manifest
from projection.inputs.model import Manifest
from projection.inputs.netcdf import decoded, read_content

KIND = "municipal_register"
COMPONENTS = (
    "births",
    "deaths",
    "in_migration",
    "out_migration",
    "other_in",
    "other_out",
)
DIMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "region": ("region",),
        "name": ("region",),
        "year": ("year",),
        "period": ("period",),
        "sex": ("sex",),
        "age": ("age",),
        "population": ("region", "year", "sex", "age"),
        **dict.fromkeys(COMPONENTS, ("region", "period")),
    }
)


@dataclass(frozen=True)
class Register:
    """Residents of all municipalities, and what changed their number.

    Parameters
    ----------
    data
        population (region, year, sex, age) on 1 January by published age group, and births,
        deaths, in_migration, out_migration, other_in, other_out (region, period); the
        coordinate `name` holds Japanese names with the prefecture.
    source
        Where the figures come from.
    """

    data: xr.Dataset
    source: SourceFile


def find_register(folder: Path) -> Register | None:
    """Read the register of a folder, or of the folder that its `standard` names.

    Parameters
    ----------
    folder
        A folder with an `inputs.toml`.

    Returns
    -------
    Register or None
        None where neither folder names one.

    Raises
    ------
    InputsError
        There is one, but it cannot be read.
    """
    manifest, _ = read_manifest(folder)
    own = read_register(folder, manifest)
    if own is not None or manifest.standard is None:
        return own
    standard = Path(os.path.normpath(folder / manifest.standard))
    return read_register(standard, read_manifest(standard)[0])


def read_register(folder: Path, manifest: Manifest) -> Register | None:
    """Read the table `municipal_register` of a folder, None where it has none.

    Raises
    ------
    InputsError
        The file is not there, not NetCDF-4, or lacks what it must hold.
    """
    model = manifest.table(KIND)
    if model is None:
        return None
    path = folder / model.file
    content = read_content(path)
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
    return Register(_decoded(content, str(path)), source)


def _decoded(content: bytes, file: str) -> xr.Dataset:
    data = decoded(content, file, DIMS, "register_incomplete").set_coords("name")
    if wrong := _wrong(data):
        raise InputsError(wrong.in_file(file))
    return data


def _wrong(data: xr.Dataset) -> Fault | None:
    years, periods = data["year"].values, data["period"].values
    if years.size < 2 or not np.array_equal(years[:-1], periods) or (np.diff(years) != 1).any():
        return fault("register_years", years=_listed(years), periods=_listed(periods))
    for name in ("population", *COMPONENTS):
        if (data[name].values < 0).any():
            return fault("register_negative", name=name)
    return None


def _listed(values: np.ndarray) -> str:
    return ", ".join(map(str, values.tolist())) or "-"
