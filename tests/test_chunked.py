"""Folders of chunks: what is put is read, by us and by others, and nothing that was changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
import zarr

from projection.chunked import (
    change_attributes,
    declare_chunks,
    holds,
    put_chunk,
    read_chunks,
    read_frame,
    seal_chunks,
    slices,
    sum_chunks,
)
from projection.errors import ResultError

CHUNK = 3


def dataset() -> xr.Dataset:
    """Seven places, five years, two sexes: no two dims of one size."""
    drawn = np.random.default_rng(1)
    return xr.Dataset(
        {
            "people": (("place", "year", "sex"), drawn.random((7, 5, 2), dtype=np.float32)),
            "births": (("place", "year"), drawn.random((7, 5)), {"note": "x"}),
        },
        coords={
            "place": [f"{code:06d}" for code in range(7)],
            "name": ("place", ["清瀬市", "b", "c", "d", "e", "f", "g"]),
            "year": ("year", np.arange(2020, 2025), {"step": 1}),
            "sex": ["male", "female"],
        },
        attrs={"title": "題", "step": 1},
    )


def write(folder: Path, data: xr.Dataset) -> dict[str, str]:
    declare_chunks(folder, data, CHUNK)
    sums = [
        put_chunk(folder, str(name), at, one.values[part], CHUNK)
        for name, one in data.data_vars.items()
        for at, part in enumerate(slices(data.sizes["place"], CHUNK))
    ]
    seal_chunks(folder, dict(sums))
    return dict(sums)


def test_what_is_put_is_read(tmp_path: Path) -> None:
    write(tmp_path, dataset())
    xr.testing.assert_identical(read_chunks(tmp_path), dataset())
    xr.testing.assert_identical(read_frame(tmp_path), dataset().drop_vars(["people", "births"]))


def test_other_readers_of_zarr_find_the_same(tmp_path: Path) -> None:
    write(tmp_path, dataset())
    group = zarr.open_group(tmp_path, mode="r")
    found = group["people"]
    assert isinstance(found, zarr.Array)
    np.testing.assert_array_equal(np.asarray(found[:]), dataset()["people"].values)
    assert found.chunks == (CHUNK, 5, 2)
    with xr.open_zarr(tmp_path, chunks=None) as opened:
        xr.testing.assert_identical(opened.load(), dataset())


def test_the_sum_is_that_of_all_and_nan_counts_for_nothing(tmp_path: Path) -> None:
    data = dataset()
    data["people"][4] = np.nan
    write(tmp_path, data)
    found = sum_chunks(tmp_path)
    expected = data["people"].astype(float).sum("place")
    xr.testing.assert_allclose(found["people"], expected, rtol=1e-15)
    assert set(found.coords) == {"year", "sex"}
    assert found.attrs == data.attrs


def test_attributes_can_be_changed_before_the_seal(tmp_path: Path) -> None:
    declare_chunks(tmp_path, dataset().drop_vars(["people", "births"]), CHUNK)
    change_attributes(tmp_path, {"step": 5, "more": "x"})
    seal_chunks(tmp_path, {})
    assert read_frame(tmp_path).attrs == {"title": "題", "step": 5, "more": "x"}


def test_checksums_are_those_of_a_standard_tool(tmp_path: Path) -> None:
    write(tmp_path, dataset())
    words = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    subprocess.run(words, cwd=tmp_path, check=True)
    listed = {line[66:] for line in (tmp_path / "SHA256SUMS").read_text().splitlines()}
    there = {one.relative_to(tmp_path).as_posix() for one in tmp_path.rglob("*")}
    folders = {name for name in there if (tmp_path / name).is_dir()}
    assert listed == there - folders - {"SHA256SUMS"}


@pytest.mark.parametrize("name", ["people/1.0.0", "births/2.0", "name/0", ".zmetadata"])
def test_a_changed_or_missing_file_is_refused(tmp_path: Path, name: str) -> None:
    sums = write(tmp_path, dataset())
    file = tmp_path / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(ResultError, match="cut off, damaged or changed"):
        read_chunks(tmp_path)
    assert holds(tmp_path, sums) is (name not in sums)
    file.unlink()
    with pytest.raises(ResultError, match="cut off, damaged or changed"):
        read_chunks(tmp_path)
    assert holds(tmp_path, sums) is (name not in sums)


def test_without_its_seal_a_folder_is_refused(tmp_path: Path) -> None:
    write(tmp_path, dataset())
    (tmp_path / "SHA256SUMS").unlink()
    with pytest.raises(ResultError, match="cut off, damaged or changed"):
        read_frame(tmp_path)
