"""Folders of chunks that lie: refused before memory is taken or another file is opened."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projection import declared as declaring
from projection.chunked import read_chunks, read_frame, sum_chunks
from projection.errors import ResultError
from projection.results import read_regions
from tests.fuzz.folders import (
    CODES,
    DECLARED,
    SUMS,
    declare,
    declared,
    put,
    regions,
    write_folder,
)
from tests.fuzz.structures import changed
from tests.fuzz.targets import in_words

ARRAY, ATTRIBUTES = "births/.zarray", "births/.zattrs"
READERS = (read_chunks, read_frame, sum_chunks, read_regions)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_folder(tmp_path / "many.zarr")
    return tmp_path / "many.zarr"


def keys_of(folder: Path) -> set[str]:
    """Return how every reader refuses a folder."""
    found = set()
    for read in READERS:
        with pytest.raises(ResultError) as caught:
            read(folder)
        assert all(str(folder) == one.file for one in caught.value.faults)
        found |= {one.key for one in caught.value.faults}
    return found


def test_what_is_changed_was_right(folder: Path) -> None:
    found = read_regions(folder)
    assert found["region"].values.tolist() == list(CODES[:2])
    np.testing.assert_array_equal(found["births"], regions()["births"][:2])
    declare(folder, declared(folder))
    assert read_regions(folder).identical(found)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("shape", [10**12, 4]),
        ("shape", [3.0, 4]),
        ("shape", [True, 4]),
        ("shape", [-3, 4]),
        ("shape", []),
        ("shape", [3]),
        ("shape", "3"),
        ("chunks", [0, 4]),
        ("chunks", [2, 2]),
        ("chunks", None),
        ("dtype", "|O8"),
        ("dtype", "|V8"),
        ("dtype", "<U9999"),
        ("dtype", "<f4" * 100),
        ("dtype", 4),
        ("dtype", "<U0"),
        ("dtype", ">f4"),
        ("dtype", "<f3"),
        ("dtype", ""),
        ("dtype", "f4,f4"),
        ("dtype", [["a", "<f4"]]),
        ("compressor", {"id": "zlib"}),
        ("filters", [{"id": "delta"}]),
        ("order", "F"),
    ],
)
def test_arrays_of_another_form(folder: Path, key: str, value: object) -> None:
    described = declared(folder)
    described[ARRAY][key] = value
    declare(folder, described)
    assert keys_of(folder) == {"result_folder_form"}


@pytest.mark.parametrize(
    "dims", [None, ["region"], ["region", "region"], ["region", 1], "region", {}]
)
def test_dims_of_another_form(folder: Path, dims: object) -> None:
    described = declared(folder)
    described[ATTRIBUTES]["_ARRAY_DIMENSIONS"] = dims
    declare(folder, described)
    assert keys_of(folder) == {"result_folder_form"}


@pytest.mark.parametrize(
    "name", ["../many", "/etc", "a/b", "", ".", "..", "a\x00", "a" * 65, "é", "1a"]
)
def test_names_that_lead_elsewhere(folder: Path, name: str) -> None:
    described = declared(folder)
    described[f"{name}/.zarray"] = described[ARRAY]
    described[f"{name}/.zattrs"] = described[ATTRIBUTES]
    declare(folder, described)
    assert keys_of(folder) == {"result_folder_form"}


@pytest.mark.parametrize("content", ["[]", "{}", '{"metadata": 1}', '{"metadata": {}}'])
def test_a_declaration_of_another_form(folder: Path, content: str) -> None:
    put(folder, DECLARED, content.encode())
    assert keys_of(folder) == {"result_folder_form"}


@pytest.mark.parametrize("content", ["{", "[" * 100_000, "1" * 5_000, "", "\xff"])
def test_a_declaration_that_is_none(folder: Path, content: str) -> None:
    put(folder, DECLARED, content.encode("latin-1"))
    assert keys_of(folder) == {"result_damaged"}


def test_too_many_arrays(folder: Path) -> None:
    described = declared(folder)
    for at in range(declaring._MOST_ARRAYS):
        described[f"a{at}/.zarray"] = described[ARRAY]
    declare(folder, described)
    assert keys_of(folder) == {"result_folder_form"}


def test_a_chunk_of_another_size(folder: Path) -> None:
    file = folder / "deaths" / "1.0.0.0"
    content = file.read_bytes()
    for other in (content[:-1], content + b"\0", b""):
        put(folder, "deaths/1.0.0.0", other)
        assert keys_of(folder) == {"result_folder_size"}


def test_lists_larger_than_any(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    largest = max((folder / file).stat().st_size for file in (SUMS, DECLARED))
    monkeypatch.setattr(declaring, "_MOST_DECLARED", largest)
    read_chunks(folder)
    monkeypatch.setattr(declaring, "_MOST_DECLARED", largest - 1)
    assert keys_of(folder) == {"result_folder_size"}


def test_holes_are_not_unfolded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of holes takes no room on the disk, but all of its size in memory."""
    described = declared(folder)
    rest = described[ARRAY]["shape"][1:]
    described[ARRAY] |= {"shape": [10**9, *rest], "chunks": [10**9, *rest]}
    declare(folder, described)
    for file in (folder / "births").glob("[0-9]*"):
        os.truncate(file, 10**9 * math.prod(rest) * 4)

    def opened(*_: object) -> None:
        raise AssertionError("memory was taken")

    monkeypatch.setattr(np, "empty", opened)
    assert keys_of(folder) == {"result_folder_size"}


LINKS: dict[str, Callable[[Path], None]] = {
    "births/0.0.0": lambda path: path.symlink_to(path.with_name("1.0.0")),
    "deaths/0.0.0.0": os.mkfifo,
    "name/0": lambda path: path.mkdir(),
    SUMS: lambda path: path.symlink_to("/dev/zero"),
    DECLARED: lambda path: path.symlink_to(path.with_name(".zattrs")),
}


@pytest.mark.parametrize("file", LINKS)
def test_links_and_devices(folder: Path, file: str) -> None:
    (folder / file).unlink()
    LINKS[file](folder / file)
    assert keys_of(folder) == {"result_folder_link"}


def test_a_link_to_another_folder(folder: Path, tmp_path: Path) -> None:
    (folder / "births").rename(tmp_path / "elsewhere")
    (folder / "births").symlink_to(tmp_path / "elsewhere")
    assert keys_of(folder) == {"result_folder_link"}


@pytest.mark.parametrize("sign", [0x110000, 0xD800])
def test_texts_that_are_none(folder: Path, sign: int) -> None:
    content = bytearray((folder / "name" / "0").read_bytes())
    content[:4] = sign.to_bytes(4, "little")
    put(folder, "name/0", bytes(content))
    with pytest.raises(ResultError) as caught:
        read_regions(folder)
    assert {one.key for one in caught.value.faults} == {"result_damaged"}


@pytest.mark.parametrize("fit", ["", "[", "[]", "{}", '{"left_out": 1}', '{"left_out": [[]]}'])
def test_what_is_left_out_in_another_form(folder: Path, fit: str) -> None:
    """Else the third region, of which there are no rates, would be looked for by `fit`."""
    described = declared(folder)
    described[".zattrs"]["fit"] = fit
    declare(folder, described)
    refused = fit in ("", "[", "[]")
    if refused:
        with pytest.raises(ResultError):
            read_regions(folder)
    else:
        assert read_regions(folder).sizes["region"] == len(CODES)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_declarations_that_are_nearly_right(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("fuzz") / "many.zarr"
    write_folder(folder)
    described: dict[str, Any] = data.draw(changed(declared(folder)))
    try:
        declare(folder, described)
    except (TypeError, ValueError):
        return  # dates and lone surrogates, which JSON cannot hold
    for read in READERS:
        with in_words():
            read(folder)
