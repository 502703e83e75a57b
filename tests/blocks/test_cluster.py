"""Processes of a real local cluster: the same bits, also where one of them is killed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from projection.blocks import Block, Task, cluster, run_folders
from projection.errors import ScenarioError
from projection.estimation.many import Each
from projection.running_many import fit_area
from tests.blocks.areas import area, bytes_below, die_once, in_turn, scenarios
from tests.scenarios.writing import scenario_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def two() -> Iterator[Each]:
    with pytest.MonkeyPatch.context() as path:
        # Workers look for what they are to call where this process does.
        path.syspath_prepend(str(ROOT))
        with cluster(workers=2) as each:
            yield each


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process writes."""
    folder = tmp_path_factory.mktemp("whole")
    list(run_folders(area(folder), scenarios(), in_turn))
    return bytes_below(folder)


def test_workers_fit_and_write_the_same_bits(
    tmp_path: Path, two: Each, whole: dict[str, bytes]
) -> None:
    of = area(tmp_path)
    base = fit_area(of.inputs, start=2020, step=1, each=two)
    list(run_folders(of._replace(base=base), scenarios(), two))
    assert bytes_below(tmp_path) == whole


def test_a_worker_killed_half_way_loses_nothing(
    tmp_path: Path, two: Each, whole: dict[str, bytes]
) -> None:
    of, marker = area(tmp_path / "out"), tmp_path / "killed"

    def dying(
        function: Callable[[Task], tuple[Block, ...]], tasks: Sequence[Task]
    ) -> Iterator[tuple[Block, ...]]:
        first, *others = tasks
        return two(
            function,
            [first._replace(compute=partial(die_once, marker, first.compute)), *others],
        )

    list(run_folders(of, scenarios(), dying))  # type: ignore[arg-type]
    assert marker.exists()
    assert bytes_below(tmp_path / "out") == whole


def test_a_fault_comes_back_as_it_was_raised(tmp_path: Path, two: Each) -> None:
    text = '[[migration]]\ntitle = { ja = "均衡", en = "Balance" }\nbalance_by = 2019\n'
    scenario = scenario_of(tmp_path, text)
    with pytest.raises(ScenarioError, match="Balance") as raised:
        list(run_folders(area(tmp_path / "out"), [scenario], two))
    assert len(raised.value.faults) == 1
