"""A result as bytes: a NetCDF-4 file, and the SHA-256 that is put after it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import h5netcdf
import h5py
import numpy as np
import xarray as xr

from projection.ensemble import vocabulary
from projection.inputs.netcdf import check_declared, values_of
from projection.variables import VARIABLES

COORDINATES = {
    "year": "day of base_date in the year",
    "period": "first year of the period",
    "sex": "sex",
    "age": "lower bound of the age group in completed years",
}
REGION_COORDINATES = {
    "region": "code of the municipality, six digits",
    "name": "name of the municipality with its prefecture",
    "hazard_multiplier": "multiplier on the national hazard",
    "base_total_fertility_rate": "births per woman that the years observed imply",
    **COORDINATES,
}

_KNOWN_COORDINATES = MappingProxyType({**vocabulary.COORDINATES, **REGION_COORDINATES})
_OF_INTERVALS = MappingProxyType(
    {**vocabulary.QUANTITIES, **vocabulary.MORE, **vocabulary.AREA_QUANTITIES}
)

_SEAL = b"\nprojection-sha256:"
_SEAL_SIZE = len(_SEAL) + 2 * hashlib.sha256().digest_size
# One chunk: always read whole.
_PACKED = MappingProxyType({"compression": "gzip", "compression_opts": 1, "shuffle": True})
# What NetCDF-4 notes for itself among the attributes.
_HDF5 = frozenset(
    [
        *("CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST"),
        *("_NCProperties", "_Netcdf4Dimid", "_Netcdf4Coordinates", "_nc3_strict"),
    ]
)


def seal(content: bytes) -> bytes:
    """Return what is put after the bytes of a result."""
    return _SEAL + hashlib.sha256(content).hexdigest().encode()


def seal_of(content: bytes) -> bytes:
    """Return the seal at the end of a file, empty where there is none."""
    end = content[-_SEAL_SIZE:]
    return end if end.startswith(_SEAL) else b""


def encoded(dataset: xr.Dataset) -> bytes:
    """Return a result as the bytes of a NetCDF-4 file, without its seal."""
    memory = io.BytesIO()
    with h5netcdf.File(memory, "w") as file:
        file.attrs.update(dataset.attrs)
        file.dimensions = {str(name): size for name, size in dataset.sizes.items()}
        # Coordinates first: a dim that gets its own later is attached anew everywhere.
        coordinates = (name for name in _KNOWN_COORDINATES if name in dataset.variables)
        for name in (*coordinates, *map(str, dataset.data_vars)):
            _put(file, name, dataset[name].variable)
    return memory.getvalue()


def _put(file: h5netcdf.File, name: str, values: xr.Variable) -> None:
    if name in VARIABLES:
        # Many regions are not packed: that takes longer than all of their run, for a tenth.
        packed = {} if "region" in values.dims else {**_PACKED, "chunks": values.shape}
        kind = np.dtype("float32" if "region" in values.dims else "float64")
        created = file.create_variable(name, values.dims, kind, data=values.values, **packed)
        described = {"long_name": VARIABLES[name].label.en, "units": VARIABLES[name].unit}
    elif name in _OF_INTERVALS:
        single = values.values.astype("float32")
        packed = {**_PACKED, "chunks": values.shape}
        created = file.create_variable(name, values.dims, "float32", data=single, **packed)
        described = {"long_name": _OF_INTERVALS[name][1]}
    else:
        text = values.dtype.kind in "OUT"
        data = np.asarray(values.values, dtype=object if text else None)
        kind = h5py.string_dtype() if text else data.dtype
        created = file.create_variable(name, values.dims, kind, data=data)
        described = {"long_name": _KNOWN_COORDINATES[name]}
    created.attrs.update({**values.attrs, **described})


def decoded(content: bytes) -> xr.Dataset:
    """Return what the bytes of a NetCDF-4 file hold.

    By h5py alone: opening ten results takes half as long as with h5netcdf.

    Raises
    ------
    Exception
        Of any kind: the content is no such file, or is damaged.
    """
    with h5py.File(io.BytesIO(content), "r") as whole:
        check_declared(whole, len(content))
        variables = {name: _taken(name, one) for name, one in whole.items() if not _bare(one)}
        attributes = _attributes(whole)
    dataset = xr.Dataset(variables, attrs=attributes)
    return dataset.set_coords([name for name in _KNOWN_COORDINATES if name in variables])


def _bare(stored: h5py.Dataset) -> bool:
    """Whether a dim has no values of its own (NetCDF-4 keeps its size as a dataset)."""
    return stored.is_scale and stored.attrs["NAME"].startswith(b"This is a netCDF dimension")


def _taken(name: str, stored: h5py.Dataset) -> xr.Variable:
    dims = (
        (name,) if stored.is_scale else [dim[0].name.rpartition("/")[2] for dim in stored.dims]
    )
    described = ("long_name", "units")  # the registry's, put there for other readers
    own = {name: value for name, value in _attributes(stored).items() if name not in described}
    return xr.Variable(dims, values_of(stored), own)


def _attributes(of: h5py.Group | h5py.Dataset) -> Mapping[str, Any]:
    return {name: _plain(value) for name, value in of.attrs.items() if name not in _HDF5}


def _plain(value: Any) -> object:
    single = isinstance(value, np.ndarray) and value.size == 1
    return value.item() if single or isinstance(value, np.generic) else value
