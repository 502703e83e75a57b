"""NetCDF-4 tables of all municipalities: read whole, with what they must hold."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from projection.apart import Part, Parts, taken_apart
from projection.errors import InputsError, fault
from projection.inputs.text import LARGEST, beside
from projection.stages import stage

if TYPE_CHECKING:
    import h5netcdf
    import h5py

# What a file may unfold to: so many bytes, and so many times its own size. Honest files of
# this kind shrink to a tenth at most, one of zeros to a thousandth.
_FREE = 100_000_000
_TIMES = 50
# Texts are read so many at a time: each may be as long as the file.
_AT_ONCE = 64

_LACKING = "lacking"

Dims = Mapping[str, tuple[str, ...]]


def read_content(path: Path) -> bytes:
    """Read a file.

    Raises
    ------
    InputsError
        It is not there, cannot be read, or is larger than any table.
    """
    stage("stage_reading", file=path)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        missing = fault("file_missing", file=str(path), beside=beside(path))
        raise InputsError(missing) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputsError(fault("file_unreadable", file=str(path), reason=reason)) from error
    if len(content) > LARGEST:
        raise InputsError(fault("file_too_large", file=str(path), limit=LARGEST))
    return content


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
    try:
        found = taken_apart(partial(_parts, dims), content)
        data = xr.Dataset(found.variables)
    except Exception as error:  # no disk is read here, and HDF5 has no error of its own
        raise InputsError(fault("register_not_netcdf", file=file)) from error
    if lacking := found.attributes.get(_LACKING):
        raise InputsError(fault(incomplete, file=file, missing=lacking))
    return data


def _parts(dims: Dims, content: bytes) -> Parts:
    """Return the variables of `dims`, or none of them and which are lacking."""
    import h5netcdf  # noqa: PLC0415  heavy, and few commands read such a file
    import h5py  # noqa: PLC0415

    with h5py.File(io.BytesIO(content), "r") as opened:
        check_declared(opened, len(content))
        with h5netcdf.File(opened, "r") as whole:
            if lacking := _lacking(whole.variables, dims):
                return Parts({}, {_LACKING: lacking})
            read = {name: Part(of, values_of(whole[name]), {}) for name, of in dims.items()}
            return Parts(read, {})


def check_declared(opened: h5py.File, size: int) -> None:
    """Refuse a file that leads to others, or declares more than it can honestly hold.

    Parameters
    ----------
    opened
        The file, of which nothing has been read yet.
    size
        Its bytes. Packed figures may be fifty times as many, and 100 MB are always free.

    Raises
    ------
    OSError
        As for a file that is damaged.
    """
    import h5py  # noqa: PLC0415

    declared = 0
    for name in opened:
        # A link of another kind, an external or a virtual array names a file on this disk.
        if not isinstance(opened.get(name, getlink=True), h5py.HardLink):
            raise OSError(f"{name} is a link")
        one = opened[name]
        if isinstance(one, h5py.Dataset):
            if one.external or one.is_virtual:
                raise OSError(f"{name} lies in another file")
            declared += (one.size or 0) * one.dtype.itemsize
    if declared > _FREE + _TIMES * size:
        raise OSError(f"{declared} bytes are declared in a file of {size}")


def _lacking(variables: Mapping[str, object], dims: Dims) -> str:
    there = {name: getattr(one, "dimensions", ()) for name, one in variables.items()}
    return ", ".join(
        f"{name} ({', '.join(of)})" for name, of in dims.items() if there.get(name) != of
    )


def values_of(variable: h5netcdf.Variable) -> np.ndarray:
    """Return the values of a variable, words as text.

    Parameters
    ----------
    variable
        Of a file that `check_declared` has let pass.

    Raises
    ------
    OSError
        Its texts are longer together than any file needs.
    """
    if getattr(variable.dtype, "kind", "O") != "O":
        return np.asarray(variable[...])
    if len(variable.shape) != 1:
        raise OSError("texts that stand in no row")
    count = variable.shape[0]
    texts: list[str] = []
    for first in range(0, count, _AT_ONCE):
        found = variable[first : first + _AT_ONCE]
        texts += [one.decode() if isinstance(one, bytes) else one for one in found]
        # As an array each takes the room of the longest.
        if 4 * count * max(map(len, texts)) > _FREE:
            raise OSError("texts are too long")
    return np.array(texts, dtype=str)
