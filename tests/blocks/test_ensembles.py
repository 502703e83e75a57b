"""Ensembles of areas in blocks: the same bits however they are cut, interrupted, taken up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from projection.blocks import (
    Block,
    Futures,
    Task,
    Told,
    cluster,
    draw_ensemble,
    drawn_before,
    open_pieces,
)
from projection.ensemble import AreaDrawing, run_area
from projection.errors import ProjectionError, RunError
from projection.estimation.many import Each, by_threads
from projection.results import read_ensembles
from projection.running_many import Piece, plans_of
from tests.analysis.worlds_ensemble import uncertainty
from tests.blocks.areas import (
    Item,
    Value,
    area,
    backwards,
    bytes_below,
    in_turn,
    scenarios,
)
from tests.scenarios.writing import scenario_of

ROOT = Path(__file__).parents[2]
END = 2026


def futures(folder: Path, piece: int | None = 3, end: int = END) -> Futures:
    """Of eight municipalities seven members each, with whole persons in the small ones."""
    of = area(Path())
    drawing = AreaDrawing(7, 5, None, uncertainty())
    return Futures(of.inputs, of.base, drawing, end, folder, piece)


@cache
def expected() -> xr.Dataset:
    """As one process draws it, without blocks and files."""
    of = futures(Path())
    (plan,) = plans_of(scenarios()[:1], of.base, END)
    return run_area(of.inputs, of.base, plan, of.drawing)[0]


def draw(
    of: Futures, each: Each = in_turn, *, resume: bool = False, told: Told = lambda *_: None
) -> xr.Dataset:
    done = draw_ensemble(of, scenarios()[0], each, resume=resume, told=told)
    return read_ensembles(done.path)


def assert_expected(found: xr.Dataset) -> None:
    xr.testing.assert_identical(
        found.astype("f4", keep_attrs=True), expected().astype("f4", keep_attrs=True)
    )


@pytest.mark.parametrize("each", [in_turn, by_threads, backwards])
@pytest.mark.parametrize("piece", [1, 3, None])
def test_a_file_holds_the_same_bits_however_it_is_cut_and_whoever_works(
    tmp_path: Path, each: Each, piece: int | None
) -> None:
    assert_expected(draw(futures(tmp_path, piece), each))
    assert [one.name for one in tmp_path.iterdir()] == ["current.nc"]


def killed_after(count: int) -> None:
    """Draw in this process, and end it by SIGKILL once so many blocks are done."""

    def each(function: Callable[[Item], Value], items: Sequence[Item]) -> Iterator[Value]:
        for at, item in enumerate(items):
            if at == count:
                os.kill(os.getpid(), signal.SIGKILL)
            yield function(item)

    draw(futures(Path(sys.argv[1])), each)


def killed(folder: Path, blocks: int) -> None:
    program = f"from tests.blocks.test_ensembles import killed_after; killed_after({blocks})"
    words = [sys.executable, "-c", program, str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(words, cwd=ROOT, env=environment, check=False)
    assert ended.returncode == -signal.SIGKILL


class Counting:
    """Works in turn, and counts what is worked out."""

    def __init__(self) -> None:
        self.items = 0

    def __call__(
        self, function: Callable[[Item], Value], items: Sequence[Item]
    ) -> Iterator[Value]:
        self.items += len(items)
        return map(function, items)


def test_killed_it_leaves_no_result_and_is_taken_up_where_it_ended(tmp_path: Path) -> None:
    killed(tmp_path / "broken", blocks=2)
    assert list((tmp_path / "broken").glob("*.nc")) == []
    counting, told = Counting(), list[tuple[str, int, int]]()

    def tell(*one: object) -> None:
        told.append(one)  # type: ignore[arg-type]

    found = draw(futures(tmp_path / "broken"), counting, resume=True, told=tell)
    assert_expected(found)
    assert (counting.items, told) == (1, [("current", 2, 3)])
    draw(futures(tmp_path / "whole"))
    assert bytes_below(tmp_path / "broken") == bytes_below(tmp_path / "whole")


def test_without_resume_all_is_drawn_anew(tmp_path: Path) -> None:
    killed(tmp_path, blocks=1)
    counting = Counting()
    assert_expected(draw(futures(tmp_path), counting))
    assert counting.items == 3


def test_what_was_left_of_others_is_drawn_again(tmp_path: Path) -> None:
    """A damaged block, other draws and other sizes of blocks are not taken up."""
    killed(tmp_path, blocks=2)
    (block,) = tmp_path.glob(".current.nc.*.part/data/3-6.stock_mean.npy")
    block.write_bytes(block.read_bytes()[:-4])
    damaged, more, smaller = Counting(), Counting(), Counting()
    of = futures(tmp_path)
    draw(of._replace(folder=tmp_path), damaged, resume=True)
    assert damaged.items == 2
    killed(tmp_path, blocks=2)
    draw(of._replace(drawing=of.drawing._replace(seed=6)), more, resume=True)
    assert more.items == 3
    killed(tmp_path, blocks=2)
    assert_expected(draw(of._replace(piece=2), smaller, resume=True))
    assert smaller.items == 4
    assert [one.name for one in tmp_path.iterdir()] == ["current.nc"]


def test_two_at_once_are_told_apart(tmp_path: Path) -> None:
    def second(function: Callable[[Item], Value], items: Sequence[Item]) -> Iterator[Value]:
        with pytest.raises(RunError, match=r"current.nc: this is being written by another"):
            draw(futures(tmp_path), in_turn, resume=True)
        return map(function, items)

    assert_expected(draw(futures(tmp_path), second))


def test_workers_draw_the_same_bits_also_where_one_is_killed(tmp_path: Path) -> None:
    marker = tmp_path / "killed"
    with pytest.MonkeyPatch.context() as path:
        # Workers look for what they are to call where this process does.
        path.syspath_prepend(str(ROOT))
        with cluster(workers=2) as two:

            def dying(
                function: Callable[[Task], tuple[Block, ...]], tasks: Sequence[Task]
            ) -> Iterator[tuple[Block, ...]]:
                first, *others = tasks
                dies = first._replace(compute=partial(die_at_once, marker, first.compute))
                return two(function, [dies, *others])

            found = draw(futures(tmp_path), dying)  # type: ignore[arg-type]
    assert marker.exists()
    assert_expected(found)


def die_at_once(
    marker: Path, compute: Callable[[Sequence[Block]], Iterable[Piece]], blocks: Sequence[Block]
) -> Iterable[Piece]:
    """Compute, but end the worker by SIGKILL the first time, with its block worked out."""
    for piece in compute(blocks):
        if not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        yield piece


def test_a_finished_ensemble_is_known_again(tmp_path: Path) -> None:
    of, (scenario, other, _) = futures(tmp_path), scenarios()
    span = (2020, END)
    assert drawn_before(of.inputs, of.drawing, scenario, tmp_path, span) is None
    draw(of._replace(command="typed"))
    found = drawn_before(of.inputs, of.drawing, scenario, tmp_path, span)
    assert found is not None
    assert found.dataset.attrs.pop("command") == "typed"
    assert_expected(found.dataset)
    assert drawn_before(of.inputs, of.drawing, other, tmp_path, span) is None
    assert drawn_before(of.inputs, of.drawing, scenario, tmp_path, (2020, END + 1)) is None
    more = of.drawing._replace(draws=8)
    assert drawn_before(of.inputs, more, scenario, tmp_path, span) is None


def test_who_is_left_out_is_no_part_of_the_ensemble(tmp_path: Path) -> None:
    lever = '[[migration]]\ntitle = {{ ja = "転出", en = "Out" }}\nadd_per_year = -{}\n'
    some = scenario_of(tmp_path, lever.format(200))
    done = draw_ensemble(futures(tmp_path), some, in_turn)
    codes = read_ensembles(done.path)["region"].values.tolist()
    told = {*done.left_out}
    assert told & {*codes} == set()
    assert told | {*codes} == {*area(Path()).inputs.register["region"].values.tolist()}
    assert 2 < len(codes) < 7
    everybody = scenario_of(tmp_path, lever.format(600_000))
    with pytest.raises(RunError, match="no municipality can be projected"):
        draw_ensemble(futures(tmp_path / "none"), everybody, in_turn)
    assert list((tmp_path / "none").glob("*.nc")) == []


def test_a_worker_that_does_not_see_the_folder_says_so(tmp_path: Path) -> None:
    with open_pieces(tmp_path / "x.nc", "own") as store:
        store.remove()
        with pytest.raises(ProjectionError, match="a worker does not see this folder"):
            store.put(Block("x", 0, 1), Piece({"figures": np.zeros(1)}, {}))


def test_large_areas_have_few_blocks_and_small_ones_one_a_municipality(tmp_path: Path) -> None:
    """Seven municipalities: one each; of so many draws that sums fill a gigabyte, two."""
    for draws, expected_blocks in ((7, 7), (4_000_000, 2)):
        of, counting = futures(tmp_path, None), Refusing()
        drawing = of.drawing._replace(draws=draws)
        with pytest.raises(KeyboardInterrupt):
            draw(of._replace(drawing=drawing), counting)
        assert counting.items == expected_blocks


class Refusing(Counting):
    """Counts, and does not work."""

    def __call__(
        self, function: Callable[[Item], Value], items: Sequence[Item]
    ) -> Iterator[Value]:
        super().__call__(function, items)
        raise KeyboardInterrupt
