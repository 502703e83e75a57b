"""A result as bytes: a NetCDF-4 file, and the SHA-256 that is put after it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import h5netcdf
import h5py
import numpy as np
import xarray as xr

from projection.apart import Part, Parts, each_taken_apart
from projection.ensemble import vocabulary
from projection.errors import Fault, ResultError, fault
from projection.files import reason_of
from projection.inputs.netcdf import check_declared, values_of
from projection.language import Text
from projection.stages import stage
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

ENDING = ".nc"
_MOST_LISTED = 6
_SIGNATURE = b"\x89HDF\r\n\x1a\n"
_OURS = b"scenario_text"
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

# The registry's words, put beside a variable for other readers.
_DESCRIBED = frozenset(["long_name", "units"])


def seal(content: bytes) -> bytes:
    """Return what is put after the bytes of a result."""
    return _SEAL + hashlib.sha256(content).hexdigest().encode()


def seal_of(content: bytes) -> bytes:
    """Return the seal at the end of a file, empty where there is none."""
    end = content[-_SEAL_SIZE:]
    return end if end.startswith(_SEAL) else b""


class SealedBytes(NamedTuple):
    """A file that HDF5 may look at.

    Parameters
    ----------
    file
        Its name for messages.
    content
        Its bytes.
    whole
        Whether its seal is right.
    """

    file: str
    content: bytes
    whole: bool

    def damaged(self) -> Fault:
        """Return the fault of a file that is not as it was written."""
        return fault("result_damaged", file=self.file, size=f"{len(self.content):,}")


def read_sealed(path: Path) -> SealedBytes:
    """Read a file whole.

    Raises
    ------
    ResultError
        It is not there or cannot be read, is not NetCDF-4, or is a result without its seal.
    """
    content = _content(path)
    found_seal = seal_of(content)
    whole = found_seal == seal(content[: -len(found_seal) or None])
    opened = SealedBytes(str(path), content, whole)
    # A changed byte can make HDF5 turn for ever: what is ours and not whole is kept from it.
    if not whole and (found_seal or _OURS in content):
        raise ResultError(opened.damaged())
    return opened


def _content(path: Path) -> bytes:
    stage("stage_reading", file=path)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise ResultError(
            fault("file_missing", file=str(path), beside=_beside(path))
        ) from error
    except OSError as error:
        raise ResultError(
            fault("file_unreadable", file=str(path), reason=reason_of(error))
        ) from error
    if not content.startswith(_SIGNATURE):
        raise ResultError(fault("result_not_netcdf", file=str(path)))
    return content


def _beside(path: Path) -> Text:
    names = sorted(one.name for one in path.parent.glob(f"*{ENDING}"))
    return listed(names) if names else Text(ja="なし", en="none")


def listed(names: Sequence[str]) -> Text:
    """Return names as a list in a sentence; long lists are cut."""
    shown = [*names[:_MOST_LISTED], *(["…"] if len(names) > _MOST_LISTED else [])]
    return Text(ja="、".join(shown), en=", ".join(shown))


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


def each_decoded(contents: Sequence[bytes]) -> Iterator[xr.Dataset | Exception]:
    """Yield what the bytes of NetCDF-4 files hold; they are taken apart in a child process.

    By h5py alone: opening ten results takes half as long as with h5netcdf.

    Yields
    ------
    xarray.Dataset or Exception
        An exception of any kind where the content is no such file, or is damaged.
    """
    for parts in each_taken_apart(_parts, contents):
        yield parts if isinstance(parts, Exception) else _assembled(parts)


def _assembled(parts: Parts) -> xr.Dataset | Exception:
    try:
        dataset = xr.Dataset(parts.variables, attrs=parts.attributes)
    except ValueError as error:  # dims of two sizes
        return error
    names = [name for name in _KNOWN_COORDINATES if name in parts.variables]
    return dataset.set_coords(names)


def _parts(content: bytes) -> Parts:
    with h5py.File(io.BytesIO(content), "r") as whole:
        check_declared(whole, len(content))
        variables = {name: _taken(name, one) for name, one in whole.items() if not _bare(one)}
        return Parts(variables, _attributes(whole))


def _bare(stored: h5py.Dataset) -> bool:
    """Whether a dim has no values of its own (NetCDF-4 keeps its size as a dataset)."""
    return stored.is_scale and stored.attrs["NAME"].startswith(b"This is a netCDF dimension")


def _taken(name: str, stored: h5py.Dataset) -> Part:
    dims = (
        [name] if stored.is_scale else [one[0].name.rpartition("/")[2] for one in stored.dims]
    )
    return Part(tuple(dims), values_of(stored), _attributes(stored, _DESCRIBED))


def _attributes(
    of: h5py.Group | h5py.Dataset, without: Collection[str] = ()
) -> Mapping[str, Any]:
    attributes = of.attrs
    # By name: to read NetCDF-4's own, which list datasets, takes longer than all others.
    own = [name for name in attributes if name not in _HDF5 and name not in without]
    return {name: _plain(attributes[name]) for name in own}


def _plain(value: Any) -> object:
    single = isinstance(value, np.ndarray) and value.size == 1
    return value.item() if single or isinstance(value, np.generic) else value
