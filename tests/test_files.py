"""Several files written together, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from projection.errors import ProjectionError
from projection.files import write_texts


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    texts = {tmp_path / "a/one.toml": "人口\n", tmp_path / "two.toml": "2\r\n"}
    assert write_texts(texts, overwrite=False) == [*texts]
    assert (tmp_path / "two.toml").read_bytes() == b"2\r\n"
    assert write_texts(texts, overwrite=False) == []
    changed = {**texts, tmp_path / "two.toml": "3\n"}
    assert write_texts(changed, overwrite=True) == [tmp_path / "two.toml"]


def test_nothing_is_written_where_one_file_is_someone_elses(tmp_path: Path) -> None:
    theirs, mine = tmp_path / "theirs.toml", tmp_path / "mine.toml"
    theirs.write_text("old", encoding="utf-8")
    with pytest.raises(ProjectionError, match=r"theirs.toml: the file is there"):
        write_texts({mine: "new", theirs: "new"}, overwrite=False)
    assert not mine.exists()
    assert theirs.read_text(encoding="utf-8") == "old"


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(ProjectionError, match="cannot be read"):
        write_texts({tmp_path: "text"}, overwrite=True)
