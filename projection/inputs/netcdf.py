"""NetCDF-4 tables of all municipalities: read whole, with what they must hold."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import xarray as xr

from projection.errors import InputsError, fault
from projection.inputs.text import beside

Dims = Mapping[str, tuple[str, ...]]


def read_content(path: Path) -> bytes:
    """Read a file.

    Raises
    ------
    InputsError
        It is not there, or cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        missing = fault("file_missing", file=str(path), beside=beside(path))
        raise InputsError(missing) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputsError(fault("file_unreadable", file=str(path), reason=reason)) from error


def decoded(content: bytes, file: str, dims: Dims, incomplete: str) -> xr.Dataset:
    """Take a NetCDF-4 file apart.

    Parameters
    ----------
    content, file
        Its bytes, and its name for messages.
    dims
        The variables that it must hold, with their dims.
    incomplete
        Key of the message that says which are missing.

    Raises
    ------
    InputsError
        It is not NetCDF-4, is damaged, or lacks a variable.
    """
    import h5netcdf  # noqa: PLC0415  heavy, and few commands read such a file
    import h5py  # noqa: PLC0415

    try:
        with h5py.File(io.BytesIO(content), "r") as opened, h5netcdf.File(opened, "r") as whole:
            if lacking := _lacking(whole.variables, dims):
                raise InputsError(fault(incomplete, file=file, missing=lacking))
            return xr.Dataset({name: (of, _values(whole[name])) for name, of in dims.items()})
    except (OSError, RuntimeError) as error:  # what HDF5 raises; no disk is read here
        raise InputsError(fault("register_not_netcdf", file=file)) from error


def _lacking(variables: Mapping[str, object], dims: Dims) -> str:
    there = {name: getattr(one, "dimensions", ()) for name, one in variables.items()}
    return ", ".join(
        f"{name} ({', '.join(of)})" for name, of in dims.items() if there.get(name) != of
    )


def _values(variable: object) -> np.ndarray:
    values = np.asarray(variable[...])  # type: ignore[index]
    if values.dtype.kind != "O":
        return values
    texts = [one.decode() if isinstance(one, bytes) else one for one in values.flat]
    return np.array(texts, dtype=str).reshape(values.shape)
