"""Files whole or not at all, and what killed runs left behind."""

from __future__ import annotations

import errno
import os
import re
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from projection import files
from projection.errors import ProjectionError
from projection.files import replacing, write_texts

OWN = re.compile(r"\.a\.nc\.[0-9a-f]{6}-[0-9]+-[0-9a-f]{8}\.tmp")


def put(path: Path, content: bytes) -> None:
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def ended_process() -> int:
    """The number of a process that is no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        return ended.pid


def left_behind(path: Path, process: int, machine: str | None = None) -> Path:
    """Put there what a run killed while writing `path` leaves."""
    name = f".{path.name}.{machine or files._machine()}-{process}-01234567.tmp"
    left = path.with_name(name)
    left.write_bytes(b"half")
    return left


def test_the_temporary_name_is_hidden_and_says_whose_it_is(tmp_path: Path) -> None:
    path = tmp_path / "results" / "a.nc"
    with replacing(path) as temporary:
        assert OWN.fullmatch(temporary.name)
        assert f"-{os.getpid()}-" in temporary.name
        assert not path.exists()
        temporary.write_bytes(b"whole")
    assert path.read_bytes() == b"whole"
    assert names(path.parent) == ["a.nc"]


def test_file_and_folders_are_flushed_in_this_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[Path] = []

    def note(descriptor: int) -> None:
        flushed.append(Path(f"/dev/fd/{descriptor}").readlink())

    monkeypatch.setattr(os, "fsync", note)
    put(tmp_path / "new" / "newer" / "a.nc", b"x")
    assert OWN.fullmatch(flushed[0].name)
    folders = [tmp_path / "new" / "newer", tmp_path / "new", tmp_path]
    assert flushed[1:] == folders


def test_a_folder_that_cannot_be_flushed_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    monkeypatch.setattr(os, "fsync", refuse)
    put(tmp_path / "a.nc", b"x")
    assert names(tmp_path) == ["a.nc"]


def test_leftovers_of_a_killed_run_are_removed(tmp_path: Path) -> None:
    path = tmp_path / "a.nc"
    left_behind(path, ended_process())
    others = [left_behind(tmp_path / "b.nc", ended_process()), tmp_path / ".a.nc.backup.tmp"]
    others[1].touch()
    put(path, b"x")
    assert names(tmp_path) == sorted(["a.nc", *(one.name for one in others)])


def test_what_a_living_process_writes_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.nc"
    living = left_behind(path, os.getppid())
    elsewhere = left_behind(path, ended_process(), machine="abcdef")
    put(path, b"x")
    assert living.exists()
    assert elsewhere.exists()


def test_after_a_day_nobody_is_writing_any_more(tmp_path: Path) -> None:
    path = tmp_path / "a.nc"
    for old in (left_behind(path, os.getppid()), left_behind(path, 1, machine="abcdef")):
        os.utime(old, (0, 0))
    put(path, b"x")
    assert names(tmp_path) == ["a.nc"]


def test_a_process_of_another_user_is_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)
    assert files._is_alive(4)


def test_where_signals_end_processes_none_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "name", "nt")
    assert files._is_alive(ended_process())


def test_a_name_as_long_as_names_can_be(tmp_path: Path) -> None:
    path = tmp_path / f"{'長' * 84}.nc"
    put(path, b"x")
    assert names(tmp_path) == [path.name]


def test_a_device_is_written_not_replaced(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    put(pipe, b"whole")
    reader.join(10)
    assert read == [b"whole"]
    assert names(tmp_path) == ["pipe"]
    with pytest.raises(ProjectionError, match="No space left on device"):
        put(Path("/dev/full"), b"x")
    assert Path("/dev/full").is_char_device()


def test_what_goes_wrong_inside_leaves_the_older_file(tmp_path: Path) -> None:
    path = tmp_path / "a.nc"
    put(path, b"older")

    def fail() -> None:
        with replacing(path) as temporary:
            temporary.write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert path.read_bytes() == b"older"
    assert names(tmp_path) == ["a.nc"]


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
