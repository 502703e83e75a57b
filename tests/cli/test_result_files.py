from __future__ import annotations

from pathlib import Path

import pytest

from projection.cli.result_files import find_results
from projection.errors import ProjectionError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.nc", "a.nc", "notes.txt", "132110/c.nc"):
        path = tmp_path / "results" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["results"], ["a", "b"]),
        (["results/b.nc", "results"], ["b", "a"]),
        (["results/*.nc", "results/./a.nc"], ["a", "b"]),
        (["results/132110"], ["c"]),
        (["results/*/*.nc", "results/b.nc"], ["c", "b"]),
    ],
)
def test_arguments_become_files_once_each_in_order(
    arguments: list[str], expected: list[str]
) -> None:
    assert [path.stem for path in find_results(arguments)] == expected


@pytest.mark.usefixtures("folder")
def test_everything_that_is_not_there_is_told_at_once() -> None:
    with pytest.raises(ProjectionError) as caught:
        find_results(["results/z.nc", "results/b.nc", "nowhere/*.nc"])
    assert caught.value.text("en").splitlines() == [
        "results/z.nc: no result file (.nc) is there; results beside it: "
        "132110/c.nc, a.nc, b.nc; 'projection run' makes them",
        "nowhere/*.nc: no result file (.nc) is there; results beside it: -; "
        "'projection run' makes them",
    ]


def test_a_long_list_is_cut(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number:02}.nc").touch()
    with pytest.raises(ProjectionError, match=r"10.nc, 11.nc, \.\.\.; 'projection run'"):
        find_results([str(tmp_path / "z.nc")])
