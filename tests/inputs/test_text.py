from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from projection.errors import Fault
from projection.inputs.text import SourceText, read_text

TEXT = "地域,人口\n髙﨑～①,1\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_the_three_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    raw = TEXT.encode(encoding)
    path.write_bytes(raw)
    assert read_text(path) == SourceText(str(path), TEXT, hashlib.sha256(raw).hexdigest())


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-8")[:-9] + b"\xff\n",
        bytes(range(256)),
    ],
)
def test_what_is_neither(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(raw)
    found = read_text(path)
    assert isinstance(found, Fault)
    assert found.key == "inputs_encoding"


def test_the_line_and_byte_of_what_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n1,2\n3,\xff\n")
    found = read_text(path)
    assert isinstance(found, Fault)
    assert (found.line, found.values["byte"]) == (3, 11)


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    found = read_text(tmp_path)
    assert isinstance(found, Fault)
    assert found.key == "file_unreadable"


def test_a_missing_file_names_what_is_beside_it(tmp_path: Path) -> None:
    (tmp_path / "b.csv").touch()
    (tmp_path / ".hidden").touch()
    found = read_text(tmp_path / "a.csv")
    assert isinstance(found, Fault)
    assert found.values == {"beside": "b.csv"}
