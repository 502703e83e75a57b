"""What stands beside finished blocks is read back, or the block is worked out again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projection.blocks import marks
from projection.blocks.marks import Mark, read_mark, write_mark
from projection.blocks.model import Block
from projection.errors import fault
from projection.language import Text
from tests.fuzz.structures import changed

BLOCK = Block("current", 3, 6)
MARK = Mark(
    {"births/1.0.0": "a" * 64, "3-6.deaths.npy": "0" * 64},
    {"133639": fault("file_missing", file="a.csv", beside=Text(ja="なし", en="none"))},
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_mark(tmp_path, BLOCK, MARK)
    return tmp_path


def file_of(folder: Path) -> Path:
    (file,) = folder.glob("*.json")
    return file


def test_what_is_written_is_read(folder: Path) -> None:
    assert read_mark(folder, BLOCK) == MARK
    assert read_mark(folder, Block("current", 6, 9)) is None


@pytest.mark.parametrize(
    "content",
    [
        *("", "{", "[]", "1", "{}", "[" * 100_000, "\\ud800"),
        '{"sums": {}}',
        '{"sums": {}, "left_out": []}',
        '{"sums": 1, "left_out": {}}',
        '{"sums": {"../births": "' + "0" * 64 + '"}, "left_out": {}}',
        '{"sums": {"/dev/zero": "' + "0" * 64 + '"}, "left_out": {}}',
        '{"sums": {"a/0": "x"}, "left_out": {}}',
        '{"sums": {}, "left_out": {"1": {"key": "nonsense", "values": {}, "file": ""}}}',
        '{"sums": {}, "left_out": {"1": {"key": "file_missing", "values": {}, "file": ""}}}',
    ],
)
def test_what_no_run_has_written_is_no_mark(folder: Path, content: str) -> None:
    file_of(folder).write_text(content, encoding="utf-8")
    assert read_mark(folder, BLOCK) is None


def test_bytes_that_are_no_text(folder: Path) -> None:
    file_of(folder).write_bytes(b"\xff\xfe\0")
    assert read_mark(folder, BLOCK) is None


def test_links_and_files_too_large_are_no_marks(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = file_of(folder)
    monkeypatch.setattr(marks, "_LARGEST", file.stat().st_size)
    assert read_mark(folder, BLOCK) == MARK
    monkeypatch.setattr(marks, "_LARGEST", file.stat().st_size - 1)
    assert read_mark(folder, BLOCK) is None
    monkeypatch.undo()
    file.rename(folder / "elsewhere")
    file.symlink_to(folder / "elsewhere")
    assert read_mark(folder, BLOCK) is None


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_marks_that_are_nearly_right(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("marks")
    write_mark(folder, BLOCK, MARK)
    described: dict[str, Any] = json.loads(file_of(folder).read_text(encoding="utf-8"))
    content = json.dumps(data.draw(changed(described)), default=str, ensure_ascii=True)
    file_of(folder).write_text(content, encoding="utf-8")
    found = read_mark(folder, BLOCK)
    assert found is None or all(len(known) == 64 for known in found.sums.values())
