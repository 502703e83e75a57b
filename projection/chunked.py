"""Datasets as folders of chunks (Zarr, version 2), for figures that outgrow one file.

Arrays are cut along their first axis and kept as they are in memory, one file a chunk, so that
many processes write parts of one dataset without waiting for one another. Written without a
library: uncompressed, the format is a few lines of JSON beside raw numbers. A finished folder
has a list of checksums, in the form in which `sha256sum --check` reads it; other readers of
Zarr do not look at it.

Source: Zarr storage specification, version 2; dims as xarray writes them
(`_ARRAY_DIMENSIONS`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.declared import (
    ALL,
    ARRAY,
    ATTRIBUTES,
    DIMS,
    SUMS,
    Sealed,
    chunk_file,
    content_of,
    opened,
)
from projection.errors import ResultError, fault

CHUNKED_ENDING = ".zarr"

_GROUP = ".zgroup"
# How xarray finds coordinates that are no dims; what describes a variable to readers.
_BESIDE = "coordinates"
_WORDS = ("long_name", "units")

# Of Unicode: the last sign; where those begin that are none, and how many they are.
_LAST_SIGN, _SURROGATES = np.uint32(0x10FFFF), (np.uint32(0xD800), np.uint32(0x800))


def declare_chunks(folder: Path, dataset: xr.Dataset, chunk: int) -> None:
    """Write everything of a dataset but its variables' figures, which come by `put_chunk`.

    Parameters
    ----------
    folder
        Made if needed.
    dataset
        Dims, kinds, coordinates (of one dim) and attributes; of data variables (of two dims or
        more) the figures are not looked at, so they may be one number seen as many. The
        attributes long_name and units of a variable are for other readers: `read_chunks`
        leaves them out.
    chunk
        Items of the first dim in a chunk of a data variable; coordinates are kept whole.
    """
    beside = " ".join(str(name) for name in dataset.coords if name not in dataset.dims)
    attributes = {**dataset.attrs, _BESIDE: beside}
    described = {_GROUP: {"zarr_format": 2}, ATTRIBUTES: attributes}
    for name, one in dataset.variables.items():
        whole = name in dataset.coords
        described |= _described(str(name), one, one.shape[0] if whole else chunk)
        if whole:
            _write(folder / str(name) / chunk_file(0, one.ndim), one.values.tobytes())
    _write_described(folder, described)


def change_attributes(folder: Path, attributes: Mapping[str, Any]) -> None:
    """Add attributes to a declared dataset, or replace them."""
    described = json.loads((folder / ALL).read_text(encoding="utf-8"))["metadata"]
    described[ATTRIBUTES] |= attributes
    _write_described(folder, described)


def put_chunk(
    folder: Path, name: str, at: int, figures: NDArray[Any], chunk: int
) -> tuple[str, str]:
    """Write one chunk of a data variable.

    Parameters
    ----------
    folder, name
        The dataset and its variable.
    at
        Which chunk, from 0.
    figures
        Its figures; fewer than `chunk` in the last one, which is filled up with NaN.
    chunk
        As in `declare_chunks`.

    Returns
    -------
    tuple of str
        The file in the folder, and the SHA-256 of its content.
    """
    filling = np.full((chunk - len(figures), *figures.shape[1:]), np.nan, figures.dtype)
    content = figures.tobytes() + filling.tobytes()
    file = f"{name}/{chunk_file(at, figures.ndim)}"
    _write(folder / file, content)
    return file, hashlib.sha256(content).hexdigest()


def holds(folder: Path, sums: Mapping[str, str]) -> bool:
    """Say whether a folder has files of these checksums."""
    try:
        return all(_sum_of(folder / file) == expected for file, expected in sums.items())
    except OSError:
        return False


def seal_chunks(folder: Path, sums: Mapping[str, str]) -> None:
    """Finish a dataset: write the checksums of all its files.

    Parameters
    ----------
    folder
        With every chunk in its place.
    sums
        Of the chunks, as `put_chunk` gave them.
    """
    others = [
        file
        for path in folder.rglob("*")
        if path.is_file() and (file := path.relative_to(folder).as_posix()) not in sums
    ]
    known = {**sums, **{file: _sum_of(folder / file) for file in others}}
    lines = [f"{known[file]}  {file}\n" for file in sorted(known)]
    _write(folder / SUMS, "".join(lines).encode())


def read_frame(folder: Path) -> xr.Dataset:
    """Read coordinates and attributes of a finished dataset, without the figures.

    Raises
    ------
    ResultError
        It is not as it was sealed.
    """
    with _as_sealed(folder):
        return _frame(opened(folder))


def _frame(sealed: Sealed) -> xr.Dataset:
    coordinates = {
        name: _variable(sealed, name) for name, one in sealed.arrays.items() if one.coordinate
    }
    attributes = {name: one for name, one in sealed.attributes.items() if name != _BESIDE}
    return xr.Dataset(coords=coordinates, attrs=attributes)


def read_chunks(folder: Path) -> xr.Dataset:
    """Read a whole finished dataset into memory.

    Raises
    ------
    ResultError
        As in `read_frame`.
    """
    with _as_sealed(folder):
        sealed = opened(folder)
        names = [name for name, one in sealed.arrays.items() if not one.coordinate]
        return _frame(sealed).assign({name: _variable(sealed, name) for name in names})


def sum_chunks(folder: Path) -> xr.Dataset:
    """Sum a finished dataset over its first dim, chunk by chunk; NaN counts for nothing.

    Raises
    ------
    ResultError
        As in `read_frame`.
    """
    with _as_sealed(folder):
        sealed = opened(folder)
        totals = {}
        for name, one in sealed.arrays.items():
            if not one.coordinate:
                first, *dims = one.dims
                parts = [np.nansum(part, axis=0, dtype=float) for part in _chunks(sealed, name)]
                totals[name] = (dims, np.sum(parts, axis=0))
        return _frame(sealed).drop_dims(first).assign(totals)


def slices(length: int, chunk: int) -> Iterator[slice]:
    """Cut `length` items in slices of `chunk`, the last one shorter.

    Examples
    --------
    >>> [(one.start, one.stop) for one in slices(5, 2)]
    [(0, 2), (2, 4), (4, 5)]
    """
    for first in range(0, length, chunk):
        yield slice(first, min(first + chunk, length))


@contextmanager
def _as_sealed(folder: Path) -> Iterator[None]:
    try:
        yield
    except ResultError:
        raise
    except (OSError, ValueError, KeyError, RecursionError) as error:
        size = sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())
        raise ResultError(
            fault("result_damaged", file=str(folder), size=f"{size:,}")
        ) from error


def _described(name: str, one: xr.Variable, chunk: int) -> dict[str, Any]:
    array = {
        "zarr_format": 2,
        "shape": list(one.shape),
        "chunks": [chunk, *one.shape[1:]],
        "dtype": one.dtype.str,
        "compressor": None,
        "fill_value": "NaN" if one.dtype.kind == "f" else None,
        "order": "C",
        "filters": None,
    }
    attributes = {DIMS: list(one.dims), **one.attrs}
    return {f"{name}/{ARRAY}": array, f"{name}/{ATTRIBUTES}": attributes}


def _write_described(folder: Path, described: Mapping[str, Any]) -> None:
    together = {"zarr_consolidated_format": 1, "metadata": described}
    for name, content in {**described, ALL: together}.items():
        _write(folder / name, json.dumps(content, ensure_ascii=False).encode())


def _variable(sealed: Sealed, name: str) -> xr.Variable:
    array = sealed.arrays[name]
    figures = np.empty(array.shape, array.kind)
    at = 0
    for chunk in _chunks(sealed, name):
        figures[at : at + len(chunk)] = chunk
        at += len(chunk)
    if array.kind.kind == "U":
        # What no encoding has would be found out where it is printed.
        signs = np.ascontiguousarray(figures).view(np.uint32)
        if (signs > _LAST_SIGN).any() or (signs - _SURROGATES[0] < _SURROGATES[1]).any():
            raise ValueError(f"{name} holds what is no text")
    known = (DIMS, *_WORDS)
    own = {key: value for key, value in array.attributes.items() if key not in known}
    return xr.Variable(array.dims, figures, own)


def _chunks(sealed: Sealed, name: str) -> Iterator[NDArray[Any]]:
    array = sealed.arrays[name]
    for at, part in enumerate(slices(array.shape[0], array.chunks[0])):
        file = f"{name}/{chunk_file(at, len(array.shape))}"
        content = content_of(sealed.folder, file, sealed.sums)
        found = np.frombuffer(content, array.kind).reshape(array.chunks)
        yield found[: part.stop - part.start]


def _sum_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(path: Path, content: bytes) -> None:
    # Neither flushed nor renamed: what counts is that checksums agree in the end.
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
