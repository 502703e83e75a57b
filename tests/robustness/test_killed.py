"""A process killed at any moment: the older file or the new one, never half of one."""

from __future__ import annotations

import signal
from pathlib import Path

from tests.robustness.harness import OLDER, Case, killed, limited, put_older, undisturbed


def names(folder: Path) -> list[str]:
    found = (folder / "results").rglob("*")
    return sorted(one.name for one in found if one.is_file())


def own_name(case: Case) -> str:
    return Path(case.target).name


def test_at_every_touch_of_the_folder(case: Case, folder: Path) -> None:
    *those, last = killed(case, folder, "touch")
    assert len(those) >= 5
    assert {code for code, _ in those} == {-signal.SIGKILL}
    # Until it is renamed, the older file; from then on, the new one.
    contents = [content for _, content in those]
    older = contents.count("older")
    assert contents == ["older"] * older + ["new"] * (len(contents) - older)
    assert 0 < older < len(contents)
    # The last run was not killed: it took away what the others left.
    assert last == (0, "new")
    assert names(folder) == [own_name(case)]


def test_at_random_moments(case: Case, folder: Path) -> None:
    those = killed(case, folder, "moment")
    assert len(those) == 10
    assert {code for code, _ in those} <= {0, -signal.SIGKILL}
    assert {content for _, content in those} <= {"older", "new"}
    undisturbed(case, folder)
    assert names(folder) == [own_name(case)]


def test_in_the_middle_of_writing(case: Case, folder: Path, written: dict[Case, bytes]) -> None:
    target = put_older(case, folder)
    half = len(written[case]) // 2
    ended = limited(case, folder, half, "kill")
    assert ended.returncode == -signal.SIGXFSZ
    assert target.read_bytes() == OLDER
    (left,) = (one for one in names(folder) if one != own_name(case))
    assert (target.parent / left).stat().st_size == half
    assert undisturbed(case, folder) == written[case]
    assert names(folder) == [own_name(case)]
