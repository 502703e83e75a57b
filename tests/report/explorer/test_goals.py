"""Goals as the page gets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from projection.errors import ResultError
from projection.report.explorer.goals import goals_data
from projection.scenarios import load_vision
from tests.report.explorer.worlds import GOALS, nowhere, shipped


def test_published_limits_are_looked_up_and_those_of_the_run_left_to_the_page() -> None:
    world = shipped()
    assert world.vision is not None
    runs = world.experiment.run(world.scenarios)
    tfr, decrease, women, *_ = goals_data(world.vision, runs, world.experiment.inputs)
    assert (tfr["measure"], tfr["when"], tfr["limit"]) == ("total_fertility_rate", "by", 1.8)
    assert decrease["limit"] == 453 - 819
    assert decrease["words"].ja == "{limit}より大きい（2019年の公表値）"
    assert (women["limit"], women["limitYear"]) == (None, 2020)
    assert women["words"].en == "at least {limit} (as in 2020)"


def test_a_goal_that_cannot_be_asked_is_told_with_its_line(tmp_path: Path) -> None:
    world = nowhere(tmp_path)
    path = tmp_path / "wrong.toml"
    text = GOALS.replace("at = 2020", "at = 2070").replace('"median_age"', '"median_aeg"')
    path.write_text(text, encoding="utf-8")
    runs = world.experiment.run(world.scenarios)
    with pytest.raises(ResultError) as caught:
        goals_data(load_vision(path), runs, world.experiment.inputs)
    assert [(one.place, one.line) for one in caught.value.faults] == [
        ("goals[0].at", 9),
        ("goals[2].measure", 22),
    ]
