"""Areas run in blocks: the same bits however they are cut, interrupted and taken up again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import xarray as xr

from projection.blocks import (
    Area,
    finished_before,
    open_folder,
    outgrows_one_file,
    run_folders,
    run_whole,
)
from projection.errors import ProjectionError, ResultError, RunError
from projection.estimation.many import Each, by_threads
from projection.results import read_regions, read_result
from projection.running_many import area_frame, fit_area, plans_of, run_many, total_of
from projection.scenarios import Scenario
from tests.blocks.areas import (
    END,
    NAMES,
    Item,
    Value,
    area,
    backwards,
    bytes_below,
    in_turn,
    read_all,
    scenarios,
)
from tests.scenarios.writing import scenario_of

SPAN = (2020, 1, END)


@cache
def expected() -> list[xr.Dataset]:
    """As one process runs them, without blocks and files."""
    of = area(Path())
    return [run.dataset for run in run_many(of.inputs, of.base, scenarios(), END)]


def assert_expected(found: Sequence[xr.Dataset]) -> None:
    for one, other in zip(found, expected(), strict=True):
        xr.testing.assert_identical(one, other)


@pytest.mark.parametrize("each", [in_turn, by_threads, backwards])
def test_folders_hold_the_same_bits_whoever_works(tmp_path: Path, each: Each) -> None:
    done = list(run_folders(area(tmp_path), scenarios(), each))
    assert [one.path for one in done] == [tmp_path / f"{name}.zarr" for name in NAMES]
    assert_expected(read_all(tmp_path, ".zarr"))
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(f"{n}.zarr" for n in NAMES)


@pytest.mark.parametrize("each", [in_turn, by_threads])
def test_files_hold_the_same_bits(tmp_path: Path, each: Each) -> None:
    done = list(run_whole(area(tmp_path), scenarios(), each))
    assert_expected(read_all(tmp_path, ".nc"))
    for one, other in zip(done, expected(), strict=True):
        xr.testing.assert_identical(one.total, total_of(other))


def test_fits_are_the_same_bits_whoever_works() -> None:
    of = area(Path())
    again = fit_area(of.inputs, start=2020, step=1, each=in_turn)
    for name in ("population", "net_migrants", "exposed", "multiplier"):
        assert getattr(again, name).tobytes() == getattr(of.base, name).tobytes()


def test_a_municipality_is_the_same_bits_in_any_company() -> None:
    of = area(Path())
    few = replace(of.inputs, register=of.inputs.register.isel(region=[6, 1]))
    base = fit_area(few, start=2020, step=1)
    (run,) = run_many(few, base, scenarios()[:1], END)
    alike = expected()[0].sel(region=run.dataset["region"])
    for name in run.dataset.data_vars:
        assert run.dataset[name].values.tobytes() == alike[name].values.tobytes()


def killed(folder: Path, tasks: int) -> None:
    program = f"from tests.blocks.areas import killed_after; killed_after({tasks})"
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    words = [sys.executable, "-c", program, str(folder)]
    ended = subprocess.run(words, cwd=root, env=environment, check=False)
    assert ended.returncode == -signal.SIGKILL


class Counting:
    """Works in turn, and counts the blocks worked out."""

    def __init__(self) -> None:
        self.blocks = 0

    def __call__(
        self, function: Callable[[Item], Value], items: Sequence[Item]
    ) -> Iterator[Value]:
        for item in items:
            done = function(item)
            self.blocks += len(done)  # type: ignore[arg-type]
            yield done


def test_a_killed_run_leaves_no_result_and_is_taken_up_where_it_ended(tmp_path: Path) -> None:
    broken, whole = tmp_path / "broken", tmp_path / "whole"
    killed(broken, tasks=2)
    assert [one.name for one in broken.iterdir() if not one.name.startswith(".")] == []
    counting, told = Counting(), dict[str, tuple[int, int]]()

    def tell(name: str, there: int, total: int) -> None:
        told[name] = (there, total)

    list(run_folders(area(broken), scenarios(), counting, resume=True, told=tell))
    assert counting.blocks == len(NAMES)  # the third task alone
    assert told == dict.fromkeys(NAMES, (2, 3))
    list(run_folders(area(whole), scenarios(), in_turn))
    assert bytes_below(broken) == bytes_below(whole)


def test_without_resume_all_is_worked_out_anew(tmp_path: Path) -> None:
    killed(tmp_path, tasks=2)
    counting = Counting()
    list(run_folders(area(tmp_path), scenarios(), counting))
    assert counting.blocks == 3 * len(NAMES)
    assert_expected(read_all(tmp_path, ".zarr"))


def test_a_marked_block_that_was_damaged_is_worked_out_again(tmp_path: Path) -> None:
    killed(tmp_path, tasks=2)
    (chunk,) = tmp_path.glob(".closed.zarr.*.part/data/deaths/1.0.0.0")
    chunk.write_bytes(chunk.read_bytes()[:-4])
    counting = Counting()
    list(run_folders(area(tmp_path), scenarios(), counting, resume=True))
    assert counting.blocks == len(NAMES) + 1
    assert_expected(read_all(tmp_path, ".zarr"))


def test_what_was_left_of_other_inputs_is_not_taken_up(tmp_path: Path) -> None:
    killed(tmp_path, tasks=2)
    longer = area(tmp_path)._replace(end=END + 1)
    counting = Counting()
    list(run_folders(longer, scenarios(), counting, resume=True))
    assert counting.blocks == 3 * len(NAMES)
    assert list(tmp_path.glob(".*")) == []


def test_an_older_result_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    list(run_folders(area(tmp_path), scenarios(), in_turn))
    before = bytes_below(tmp_path)

    def failing(
        function: Callable[[object], object], items: Sequence[object]
    ) -> Iterator[object]:
        yield function(items[0])
        raise KeyboardInterrupt

    longer = area(tmp_path)._replace(end=END + 1)
    with pytest.raises(KeyboardInterrupt):
        list(run_folders(longer, scenarios(), failing))  # type: ignore[arg-type]
    after = bytes_below(tmp_path)
    assert {name: after[name] for name in before} == before
    list(run_folders(longer, scenarios(), in_turn, resume=True))
    assert read_regions(tmp_path / "closed.zarr").sizes["year"] == END + 2 - 2020


def test_killed_between_two_renamings_the_older_result_comes_back(tmp_path: Path) -> None:
    list(run_folders(area(tmp_path), scenarios()[:1], in_turn))
    (tmp_path / "current.zarr").rename(tmp_path / ".current.zarr.old")
    frame = area_frame(
        area(tmp_path).inputs,
        area(tmp_path).base,
        plans_of(scenarios()[:1], area(tmp_path).base, END)[0],
    )
    with open_folder(frame, tmp_path / "current.zarr"):
        xr.testing.assert_identical(read_regions(tmp_path / "current.zarr"), expected()[0])


def test_two_at_once_are_told_apart(tmp_path: Path) -> None:
    of, (plan,) = area(tmp_path), plans_of(scenarios()[:1], area(Path()).base, END)
    frame = area_frame(of.inputs, of.base, plan)
    with (
        open_folder(frame, tmp_path / "current.zarr", piece=of.piece),
        pytest.raises(RunError, match=r"current.zarr: this is being written by another"),
    ):
        list(run_folders(of, scenarios()[:1], in_turn, resume=True))
    list(run_folders(of, scenarios()[:1], in_turn, resume=True))
    xr.testing.assert_identical(read_regions(tmp_path / "current.zarr"), expected()[0])


def test_finished_results_are_known_again_in_either_form(tmp_path: Path) -> None:
    of, scenario = area(tmp_path), scenarios()[0]
    assert finished_before(of.inputs, scenario, tmp_path, SPAN) is None
    list(run_whole(of, [scenario], in_turn))
    found = finished_before(of.inputs, scenario, tmp_path, SPAN)
    assert found is not None
    assert found.path == tmp_path / "current.nc"
    xr.testing.assert_identical(found.total, total_of(expected()[0]))
    assert finished_before(of.inputs, scenario, tmp_path, (2020, 1, END + 1)) is None
    # The other form takes its place.
    list(run_folders(of, [scenario], in_turn))
    assert [one.name for one in tmp_path.iterdir()] == ["current.zarr"]
    found = finished_before(of.inputs, scenario, tmp_path, SPAN)
    assert found is not None
    xr.testing.assert_allclose(found.total, total_of(expected()[0]), rtol=1e-15)
    (tmp_path / "current.zarr" / "births" / "0.0.0").write_bytes(b"")
    assert finished_before(of.inputs, scenario, tmp_path, SPAN) is None
    list(run_whole(of, [scenario], in_turn))
    assert [one.name for one in tmp_path.iterdir()] == ["current.nc"]


def leaving(folder: Path) -> Scenario:
    text = '[[migration]]\ntitle = { ja = "転出", en = "Out" }\nadd_per_year = -60\n'
    return scenario_of(folder, text)


def test_who_is_left_out_is_no_part_of_the_result(tmp_path: Path) -> None:
    of, scenario = area(tmp_path / "out"), leaving(tmp_path)
    (run,) = run_many(of.inputs, of.base, [scenario], END)
    (done,) = run_folders(of, [scenario], in_turn)
    found = read_regions(done.path)
    xr.testing.assert_identical(found, run.dataset)
    # 60 a year are too many for the villages, but for those of which many work there.
    assert 2 < found.sizes["region"] < len(of.base.codes)
    told = of.base.left_out | done.left_out
    assert {code: why.message("ja") for code, why in told.items()} == {
        code: why.message("ja") for code, why in run.left_out.items()
    }


def test_where_nobody_is_left_there_is_no_result(tmp_path: Path) -> None:
    text = '[[migration]]\ntitle = { ja = "転出", en = "Out" }\nadd_per_year = -600000\n'
    scenario = scenario_of(tmp_path, text)
    for runs in (run_folders, run_whole):
        with pytest.raises(RunError, match="no municipality can be projected"):
            list(runs(area(tmp_path / "out"), [scenario], in_turn))
    assert not [one for one in (tmp_path / "out").glob("*") if not one.name.startswith(".")]


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way", encoding="utf-8")
    with pytest.raises(ProjectionError, match="out"):
        list(run_folders(area(tmp_path / "out"), scenarios(), in_turn))


def test_readers_of_one_region_refuse_a_folder(tmp_path: Path) -> None:
    list(run_folders(area(tmp_path), scenarios()[:1], in_turn))
    with pytest.raises(ResultError, match="municipalities together"):
        read_result(tmp_path / "current.zarr")


def test_one_gigabyte_is_the_most_for_one_file() -> None:
    of = area(Path())
    assert not outgrows_one_file(of)
    # Three arrays of two sexes and 101 ages, in four bytes each.
    years = 2**30 // (len(of.base.codes) * 3 * 202 * 4) + 1
    assert not outgrows_one_file(Area(of.inputs, of.base, 2020 + years - 2, Path()))
    assert outgrows_one_file(Area(of.inputs, of.base, 2020 + years, Path()))
