"""What a folder of chunks declares, looked at before anything is taken from it.

Its checksums tell that it is as it was written, not who wrote it. Only the one form is taken in
which `chunked.py` writes, links are not followed, and no memory is asked for that the files do
not fill.

Source: Zarr storage specification, version 2.
"""

from __future__ import annotations

import hashlib
import json
import re
import stat
from collections.abc import Mapping
from math import prod
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np

from projection.errors import ResultError, fault

Item = TypeVar("Item", int, str)

ARRAY, ATTRIBUTES, ALL = ".zarray", ".zattrs", ".zmetadata"
SUMS = "SHA256SUMS"
DIMS = "_ARRAY_DIMENSIONS"
"""How xarray finds the dims of an array."""

# Of a folder that is read: bytes of a list or declaration, arrays, bytes of one item.
_MOST_DECLARED, _MOST_ARRAYS, _LARGEST_ITEM = 50_000_000, 100, 4_096
# Figures may be so many bytes, and so many times what they take on the disk (holes take none).
_FREE, _TIMES = 100_000_000, 50
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
_KIND = re.compile(r"[<>|]([fiub][0-9]{1,2}|U[0-9]{1,4})")


class Array(NamedTuple):
    """What a folder declares of one array."""

    shape: tuple[int, ...]
    chunks: tuple[int, ...]
    kind: np.dtype[Any]
    dims: tuple[str, ...]
    attributes: Mapping[str, Any]

    @property
    def coordinate(self) -> bool:
        return len(self.shape) == 1

    @property
    def files(self) -> int:
        """Number of its chunks."""
        return -(-self.shape[0] // self.chunks[0])

    @property
    def bytes(self) -> int:
        """Bytes of each."""
        return prod(self.chunks) * self.kind.itemsize


class Sealed(NamedTuple):
    """A finished folder: what it declares, of which each file is there in its size."""

    folder: Path
    attributes: Mapping[str, Any]
    arrays: Mapping[str, Array]
    sums: Mapping[str, str]


def opened(folder: Path) -> Sealed:
    """Read what a finished folder declares, and look at its files without opening them.

    Raises
    ------
    ResultError
        It declares what no result has, or leads elsewhere, or its files are of other sizes.
    OSError, ValueError, KeyError, RecursionError
        It is not as it was sealed.
    """
    lines = _file(folder, SUMS, _MOST_DECLARED).read_text(encoding="utf-8").splitlines()
    sums = {file: known for known, _, file in (line.partition("  ") for line in lines)}
    _file(folder, ALL, _MOST_DECLARED)
    whole = json.loads(content_of(folder, ALL, sums))
    described = whole.get("metadata") if isinstance(whole, dict) else None
    attributes = described.get(ATTRIBUTES) if isinstance(described, dict) else None
    if not isinstance(described, dict) or not isinstance(attributes, dict):
        raise _no_form(folder, ALL)
    names = [one.removesuffix(f"/{ARRAY}") for one in described if one.endswith(f"/{ARRAY}")]
    if len(names) > _MOST_ARRAYS:
        raise _no_form(folder, ALL)
    arrays = {name: _array(folder, name, described) for name in names}
    _check_files(folder, arrays, len(sums))
    return Sealed(folder, attributes, arrays, sums)


def _array(folder: Path, name: str, described: Mapping[str, Any]) -> Array:
    """Take what is declared of an array, in the one form in which we write it."""
    about = described[f"{name}/{ARRAY}"]
    attributes = described.get(f"{name}/{ATTRIBUTES}")
    if not isinstance(about, dict) or not isinstance(attributes, dict):
        raise _no_form(folder, name)
    plain = [about.get(key) for key in ("compressor", "filters", "order")] == [None, None, "C"]
    shape, chunks = (_list_of(int, about.get(key)) for key in ("shape", "chunks"))
    dims = _list_of(str, attributes.get(DIMS))
    if not (
        (plain and _NAME.fullmatch(name))
        and 0 < len(shape) == len(chunks) == len(dims) == len({*dims})
        and (min(shape) >= 0 and chunks[0] > 0 and chunks[1:] == shape[1:])
    ):
        raise _no_form(folder, name)
    kind = _kind(folder, name, about.get("dtype"))
    return Array(tuple(shape), tuple(chunks), kind, tuple(dims), attributes)


def _kind(folder: Path, name: str, said: object) -> np.dtype[Any]:
    known = isinstance(said, str) and _KIND.fullmatch(said)
    try:
        kind = np.dtype(known[0]) if known else None
    except TypeError:  # such as figures of three bytes
        kind = None
    if kind is None or not (kind.isnative and 0 < kind.itemsize <= _LARGEST_ITEM):
        raise _no_form(folder, name)
    return kind


def _list_of(kind: type[Item], values: object) -> list[Item]:
    """Return a list as it is; an empty one where not all of it is of one kind."""
    if not isinstance(values, list) or not all(type(one) is kind for one in values):
        return []
    return values


def _check_files(folder: Path, arrays: Mapping[str, Array], known: int) -> None:
    """Refuse what would lead out of the folder, or take more memory than it has bytes."""
    declared = on_disk = 0
    for name, one in arrays.items():
        if (folder / name).is_symlink():
            raise ResultError(fault("result_folder_link", file=str(folder), found=name))
        if one.files > known:
            raise _no_form(folder, name)
        for at in range(one.files):
            file = f"{name}/{chunk_file(at, len(one.shape))}"
            about = _file(folder, file, one.bytes).stat()
            if about.st_size != one.bytes:
                raise _other_size(folder, file, about.st_size)
            declared += one.bytes
            on_disk += 512 * getattr(about, "st_blocks", one.bytes)
    if declared > _FREE + _TIMES * on_disk:
        raise _other_size(folder, ".", on_disk)


def _file(folder: Path, file: str, most: int) -> Path:
    """Return the path of a plain file that has no more bytes than it may."""
    about = (folder / file).lstat()
    if not stat.S_ISREG(about.st_mode):
        raise ResultError(fault("result_folder_link", file=str(folder), found=file))
    if about.st_size > most:
        raise _other_size(folder, file, about.st_size)
    return folder / file


def _no_form(folder: Path, name: str) -> ResultError:
    return ResultError(fault("result_folder_form", file=str(folder), found=name[:64]))


def _other_size(folder: Path, file: str, size: int) -> ResultError:
    shown = f"{size:,}"
    return ResultError(fault("result_folder_size", file=str(folder), found=file, size=shown))


def content_of(folder: Path, file: str, sums: Mapping[str, str]) -> bytes:
    """Return the content of a file.

    Raises
    ------
    ValueError
        It is not as it was written.
    """
    content = (folder / file).read_bytes()
    if hashlib.sha256(content).hexdigest() != sums[file]:
        raise ValueError(f"{file} is not as it was written")
    return content


def chunk_file(at: int, dims: int) -> str:
    """Return the name of a chunk's file, its array cut along the first of so many dims."""
    return ".".join([str(at), *["0"] * (dims - 1)])
