"""A disk that is full: one message, exit code 2, and the older file as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.robustness.harness import CASES, OLDER, Case, can_mount, limited, on_disk, put_older

# On a disk of its own where the system lets us have one; the limit on files works everywhere.
DISKS = ["size=64k", "nr_inodes=2"] if can_mount() else []


def test_a_file_that_finds_no_more_room(
    case: Case, folder: Path, written: dict[Case, bytes]
) -> None:
    target = put_older(case, folder)
    ended = limited(case, folder, len(written[case]) // 2, "refuse")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == (
        f"error: results/{case.target}: the file cannot be written (File too large); "
        "an older one is left as it was [E103]\n"
    )
    assert target.read_bytes() == OLDER
    assert [*target.parent.iterdir()] == [target]


@pytest.mark.parametrize("name", ["run", "ensemble"])
@pytest.mark.parametrize("options", DISKS)
def test_a_small_disk(folder: Path, options: str, name: str) -> None:
    case = CASES[name]
    ended = on_disk(case, folder, options)
    assert ended.returncode == 2
    assert ended.stderr == (
        f"error: results/{case.target}: the file cannot be written (No space left on device); "
        "an older one is left as it was [E103]\n"
    )
    assert ended.stdout == f"{Path(case.target).name}\n{OLDER.decode()}"


def test_a_device_that_is_always_full(folder: Path) -> None:
    full = Case(("export", "made/current.nc", "--format", "csv", "-o", "/dev/full"), "")
    ended = limited(full, folder, 10**9, "refuse")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("error: /dev/full: the file cannot be written (No space")
    assert Path("/dev/full").is_char_device()
