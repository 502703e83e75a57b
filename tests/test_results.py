"""Result files: what goes in comes out, whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import resource
from pathlib import Path

import h5py
import numpy as np
import pytest
import xarray as xr

from projection.errors import ProjectionError, ResultError
from projection.language import LANGUAGES, Language
from projection.results import QUANTITIES, read_result, read_results, result_path, write_result
from projection.variables import VARIABLES
from tests.worlds import world

BAD = Path(__file__).parent / "data" / "bad" / "results"
FILES = sorted(BAD.glob("*.nc"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = result_path(tmp_path / "results", "alpha")
    write_result(world(), path)
    return path


@pytest.mark.parametrize(("width", "open_age"), [(1, 100), (5, 85)])
def test_what_is_written_is_read(tmp_path: Path, width: int, open_age: int) -> None:
    result = world(width=width, open_age=open_age)
    path = result_path(tmp_path, "neighbours/kodaira")
    write_result(result, path)
    back = read_result(path)
    assert path == tmp_path / "neighbours" / "kodaira.nc"
    xr.testing.assert_identical(back, result)
    assert back["sex"].values.tolist() == ["male", "female"]
    assert type(back.attrs["step"]) is int
    assert type(back["age"].attrs["open_age"]) is int
    assert back.encoding["source"] == str(path)


def test_a_dot_in_a_name_is_kept(tmp_path: Path) -> None:
    assert result_path(tmp_path, "tfr-1.8").name == "tfr-1.8.nc"


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second, other = (tmp_path / name for name in ("a.nc", "b.nc", "c.nc"))
    write_result(world(), first)
    os.utime(first, (0, 0))
    write_result(world(), second)
    write_result(world(seed=1), other)
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes() != other.read_bytes()


def test_other_readers_find_names_units_and_dims(file: Path) -> None:
    with xr.open_dataset(file, engine="h5netcdf") as opened:
        for name in QUANTITIES:
            assert opened[name].attrs["units"] == VARIABLES[name].unit
            assert opened[name].attrs["long_name"] == VARIABLES[name].label.en
            assert opened[name].dims == VARIABLES[name].dims
            assert opened[name].dtype == np.dtype("float64")
        assert opened["age"].attrs["width"] == 1


def test_what_is_no_result_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a result: deaths"):
        write_result(world().drop_vars("deaths"), tmp_path / "alpha.nc")
    assert list(tmp_path.iterdir()) == []


def test_an_older_result_survives_a_full_disk(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ProjectionError) as caught:
        write_result(world(seed=1), file)
    assert caught.value.text() == (
        f"{file}: the file cannot be written (No space left on device); "
        "an older one is left as it was"
    )
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["alpha.nc"]


def test_a_disk_that_turns_read_only(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Its answer to the attempt to tidy up is the same.
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "touch", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(ProjectionError) as caught:
        write_result(world(), file)
    assert caught.value.text("ja") == (
        f"{file}: ファイルに書き込めません（読み取り専用です）。"
        "以前のファイルはそのまま残っています"
    )


def test_a_disk_that_takes_only_a_part(file: Path) -> None:
    before = file.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, limits[1]))
    try:
        with pytest.raises(ProjectionError, match="File too large"):
            write_result(world(seed=1), file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["alpha.nc"]


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "results").write_text("in the way")
    with pytest.raises(ProjectionError, match="cannot be written"):
        write_result(world(), tmp_path / "results" / "alpha.nc")
    assert (tmp_path / "results").read_text() == "in the way"


def test_there_are_faulty_files() -> None:
    assert len(FILES) >= 5


@pytest.mark.parametrize("faulty", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_whole_message(faulty: Path, lang: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)
    with pytest.raises(ResultError) as caught:
        read_result(Path(faulty.name))
    expected = faulty.with_suffix(f".{lang}.txt").read_text(encoding="utf-8")
    assert caught.value.text(lang) + "\n" == expected


def test_a_missing_file_names_those_beside_it(file: Path) -> None:
    with pytest.raises(ResultError) as caught:
        read_result(file.with_name("alhpa.nc"))
    assert "the file is not there; files beside it: alpha.nc" in caught.value.text()
    with pytest.raises(ResultError, match="files beside it: none"):
        read_result(file.parent / "deeper" / "alpha.nc")


def test_a_folder_is_no_result(tmp_path: Path) -> None:
    with pytest.raises(ResultError, match="cannot be read"):
        read_result(tmp_path)


@pytest.mark.parametrize("part", [0.01, 0.3, 0.5, 0.999])
def test_cut_anywhere(file: Path, part: float) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(ResultError, match="cut off, damaged or changed"):
        read_result(file)


@pytest.mark.parametrize("size", [1, 64, 4096])
@pytest.mark.parametrize("at", [0.02, 0.1, 0.4, 0.7, 0.95, 1.0])
def test_damaged_anywhere(file: Path, at: float, size: int) -> None:
    content = bytearray(file.read_bytes())
    start = int((len(content) - size) * at)
    content[start : start + size] = bytes(one ^ 0x55 for one in content[start : start + size])
    file.write_bytes(content)
    with pytest.raises(ResultError, match="cut off, damaged or changed"):
        read_result(file)


def test_changed_words_are_noticed(file: Path) -> None:
    # HDF5 has no checksum over texts and years.
    file.write_bytes(file.read_bytes().replace(b"alpha", b"gamma"))
    with pytest.raises(ResultError, match="cut off, damaged or changed"):
        read_result(file)
    write_result(world(), file)
    with h5py.File(file, "r+") as opened:
        opened["year"][0] = 2019
    with pytest.raises(ResultError, match="cut off, damaged or changed"):
        read_result(file)


def test_damage_without_a_checksum(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with h5py.File(file, "r+") as opened:
        opened.attrs["software"] = "another"
        place = h5py.h5o.get_info(opened["population"].id).addr
    content = bytearray(file.read_bytes())
    content[place : place + 16] = bytes(16)
    file.write_bytes(content)
    with pytest.raises(ResultError, match="cut off, damaged or changed"):
        read_result(file)
    assert capfd.readouterr().err == ""


def seal(file: Path) -> None:
    """Give a file that was changed on purpose the checksum that belongs to it."""
    mark = b"\nprojection-sha256:"
    content = file.read_bytes().partition(mark)[0]
    file.write_bytes(content + mark + hashlib.sha256(content).hexdigest().encode())


def test_a_quantity_that_is_taken_out_or_wrong(file: Path) -> None:
    with h5py.File(file, "r+") as opened:
        del opened["deaths"]
    seal(file)
    with pytest.raises(ResultError, match="lacks what it must hold: deaths;"):
        read_result(file)
    write_result(world(), file)
    with h5py.File(file, "r+") as opened:
        opened["survival_ratio"][0, 0, 0] = 1.5
    seal(file)
    with pytest.raises(ResultError, match=r"survival_ratio: expected 0\.0 to 1\.0; found"):
        read_result(file)


def test_faults_of_all_files_come_at_once(file: Path) -> None:
    missing, text = file.with_name("beta.nc"), BAD / "text.nc"
    with pytest.raises(ResultError) as caught:
        read_results([missing, file, text])
    assert [one.file for one in caught.value.faults] == [str(missing), str(text)]
    assert [one.attrs["scenario"] for one in read_results([file, file])] == ["alpha", "alpha"]
