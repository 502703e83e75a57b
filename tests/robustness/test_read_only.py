"""Folders that may not be written, and files taken away under way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.robustness.harness import (
    CASES,
    OLDER,
    Case,
    can_mount,
    on_disk,
    put_older,
    taken_away,
    unprivileged,
)

MOUNTS = ["ro"] if can_mount() else []


@contextmanager
def forbidden(folder: Path) -> Iterator[None]:
    folder.chmod(0o555)
    yield
    folder.chmod(0o755)


def test_a_folder_without_permission(case: Case, folder: Path) -> None:
    target = put_older(case, folder)
    with forbidden(target.parent):
        ended = unprivileged([*case.words, "--lang", "ja"], folder)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == (
        f"誤り：results/{case.target}: ファイルに書き込めません（アクセス権がありません）。"
        "以前のファイルはそのまま残っています [E103]\n"
    )
    assert target.read_bytes() == OLDER


def test_a_folder_in_which_none_can_be_made(folder: Path) -> None:
    case = CASES["run"]
    with forbidden(folder):
        ended = unprivileged(case.words, folder)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "cannot be written (Permission denied)" in ended.stderr
    assert not (folder / "results").exists()


@pytest.mark.parametrize("later", MOUNTS)
def test_a_disk_that_is_read_only(folder: Path, later: str) -> None:
    case = CASES["run"]
    ended = on_disk(case, folder, "size=10m", later)
    assert ended.returncode == 2
    assert ended.stderr == (
        f"error: results/{case.target}: the file cannot be written (Read-only file system); "
        "an older one is left as it was [E103]\n"
    )
    assert ended.stdout == f"{case.target}\n{OLDER.decode()}"


@pytest.mark.parametrize("name", ["run", "ensemble"])
@pytest.mark.parametrize("at", [3, 4])
def test_a_file_removed_under_way(folder: Path, at: int, name: str) -> None:
    # The third touch is the one that flushes it, the fourth gives it its name.
    case = CASES[name]
    target = put_older(case, folder)
    ended = taken_away(case, folder, at, "file")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "the file cannot be written (No such file or directory)" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert target.read_bytes() == OLDER
    assert [*target.parent.iterdir()] == [target]


@pytest.mark.parametrize("name", ["run", "ensemble"])
def test_a_folder_moved_away_under_way(folder: Path, name: str) -> None:
    case = CASES[name]
    put_older(case, folder)
    ended = taken_away(case, folder, 4, "folder")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "the file cannot be written (No such file or directory)" in ended.stderr
    assert (folder / "moved" / case.target).read_bytes() == OLDER
