"""What fuzzing found, each with its bytes or shape: refused in words ever since."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import h5py
import numpy as np
import pytest

from projection.errors import Fault, InputsError, ProjectionError, ResultError
from projection.inputs.csv_table import MOST_COLUMNS, parse_table
from projection.inputs.manifest import read_manifest
from projection.inputs.ministry import read_ministry, read_rows
from projection.inputs.netcdf import check_declared, decoded
from projection.inputs.text import LARGEST_UNPACKED, SourceText, read_text
from projection.results import read_any, write_result
from projection.scenarios import load_scenario
from projection.toml import LARGEST, MOST_VALUES
from tests.worlds import world

HEAD = "団体コード,都道府県名,市区町村名,性別,総数,0歳～4歳,5歳～9歳,10歳以上\n"


def keys_of(error: ProjectionError) -> list[str]:
    return [one.key for one in error.faults]


def manifest_keys(folder: Path, text: str) -> list[str]:
    (folder / "inputs.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputsError) as caught:
        read_manifest(folder)
    assert caught.value.text("ja")
    return keys_of(caught.value)


def test_hexadecimal_number_too_long_to_show(tmp_path: Path) -> None:
    """Was a ValueError: Python writes no more than 4,300 digits."""
    found = manifest_keys(tmp_path, f'title = "t"\nwindow = 0x{"f" * 5_000}\n')
    assert "inputs_key_value" in found


def test_key_of_a_hundred_thousand_parts(tmp_path: Path) -> None:
    """Was a hang: the standard reader's time grows with the square of the parts."""
    assert manifest_keys(tmp_path, ".".join("a" * 100_000) + " = 1\n") == ["inputs_toml"]
    (tmp_path / "s.toml").write_text(f"[{'.'.join('a' * 100_000)}]\n", encoding="utf-8")
    with pytest.raises(ProjectionError) as caught:
        load_scenario(tmp_path / "s.toml")
    assert keys_of(caught.value) == ["scenario_too_deep"]


def test_too_many_values(tmp_path: Path) -> None:
    """Were hangs: each unknown key was compared with all known ones, each lever with all."""
    regions = '[[regions]]\ncode = "132217"\n' * (MOST_VALUES // 2)
    assert manifest_keys(tmp_path, f'title = "t"\n{regions}') == ["file_too_many_items"]
    levers = '[[migration]]\ntitle = "a"\nclosed = true\n' * (MOST_VALUES // 3)
    (tmp_path / "s.toml").write_text(f'title = "t"\n{levers}', encoding="utf-8")
    with pytest.raises(ProjectionError) as caught:
        load_scenario(tmp_path / "s.toml")
    assert keys_of(caught.value) == ["file_too_many_items"]


def test_settings_larger_than_any(tmp_path: Path) -> None:
    assert manifest_keys(tmp_path, "#" * (LARGEST + 1)) == ["file_too_large"]


def test_packed_table_that_unfolds(tmp_path: Path) -> None:
    """Was a MemoryError: half a megabyte became gigabytes."""
    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress(b"0" * (LARGEST_UNPACKED + 1), 1))
    found = read_text(path)
    assert isinstance(found, Fault)
    assert found.key == "file_unpacks_too_large"


def test_header_of_many_columns() -> None:
    """Was a hang: each name was counted among all."""
    faults: list[Fault] = []
    text = "a," * MOST_COLUMNS + "b\n" + "1," * MOST_COLUMNS + "1\n"
    assert parse_table(SourceText("t.csv", text, ""), faults) is None
    assert [one.key for one in faults] == ["file_too_many_items"]


def test_workbook_that_unfolds(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/sharedStrings.xml", b" " * 100_000_001)
    with pytest.raises(InputsError) as caught:
        read_rows(path)
    assert keys_of(caught.value) == ["file_unpacks_too_large"]


def test_field_beyond_the_reader_of_csv(tmp_path: Path) -> None:
    """Was a csv.Error."""
    path = tmp_path / "t.csv"
    path.write_text(HEAD + "132217," + "9" * 200_000 + "\n", encoding="utf-8")
    with pytest.raises(InputsError) as caught:
        read_rows(path)
    assert keys_of(caught.value) == ["inputs_csv"]


@pytest.mark.parametrize("cells", ["男,1,2", "男,1,nan,1,1", "男,1,1,inf,1", "男,1,1,1,1e999"])
def test_line_of_the_ministry(cells: str) -> None:
    """Were an IndexError, where a line ends early, and NaN taken for persons."""
    text = f"平成31年1月1日\n{HEAD}132217,東京都,架空市,{cells}\n"
    rows = [line.split(",") for line in text.splitlines()]
    with pytest.raises(InputsError) as caught:
        read_ministry(rows, "t.csv", ["132217"], None)
    assert "year_cell" in keys_of(caught.value)


def hdf5(shape: tuple[int, ...], **how: object) -> bytes:
    memory = io.BytesIO()
    with h5py.File(memory, "w") as file:
        file.create_dataset("x", shape, "f8", **how)
    return memory.getvalue()


def test_declared_beyond_measure() -> None:
    content = hdf5((10**5, 10**5), chunks=(100, 100))
    with h5py.File(io.BytesIO(content)) as opened, pytest.raises(OSError, match="declared"):
        check_declared(opened, len(content))
    with pytest.raises(InputsError) as caught:
        decoded(content, "t.nc", {"x": ("a", "b")}, "register_incomplete")
    assert keys_of(caught.value) == ["register_not_netcdf"]


def test_dims_missing_or_in_conflict(tmp_path: Path) -> None:
    """Were ValueErrors: HDF5 without dims in inputs, dims of two sizes in results."""
    with pytest.raises(InputsError) as of_inputs:
        decoded(hdf5((3,)), "t.nc", {"x": ("a",)}, "register_incomplete")
    assert keys_of(of_inputs.value) == ["register_not_netcdf"]
    path = tmp_path / "t.nc"
    with h5py.File(path, "w") as file:
        file["x"] = np.zeros(3)
        file["a"] = np.zeros(1)
        file["a"].make_scale()
        file["x"].dims[0].attach_scale(file["a"])
    with pytest.raises(ResultError) as of_results:
        read_any(path)
    assert keys_of(of_results.value) == ["result_damaged"]


def test_our_own_file_without_its_checksum(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Was a hang: a changed byte in an attribute made HDF5 turn for ever."""
    path = tmp_path / "t.nc"
    write_result(world(periods=3, open_age=5), path)
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b"\nprojection-sha256:")])

    def opened(*_: object, **__: object) -> None:
        raise AssertionError("handed to HDF5")

    monkeypatch.setattr("projection.sealed.h5py.File", opened)
    with pytest.raises(ResultError) as caught:
        read_any(path)
    assert keys_of(caught.value) == ["result_damaged"]
