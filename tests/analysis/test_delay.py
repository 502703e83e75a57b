from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from projection.analysis.asked import asked
from projection.analysis.delay import delay_costs, delayed_runs, longest_delay
from projection.analysis.goals import Outcome
from projection.scenarios.vision_model import Goal
from tests.analysis.test_basic_goals import YEAR, experiment, named

POPULATION = asked("population", YEAR)


def met(*flags: bool) -> list[Outcome]:
    goal = Goal.model_validate({"title": "g", "measure": "births", "at": 2030, "above": 0})
    one = Outcome(goal, POPULATION, True, 0.0, 0.0, 0.0, None)
    return [replace(one, met=flag) for flag in flags]


def test_runs_go_from_the_strategy_to_the_base() -> None:
    plan, without = named("vision-families"), named("current")
    runs = delayed_runs(experiment(), plan, without, [0, 10, YEAR - 2020])
    ends = experiment().run([plan, without])
    values = POPULATION.value(runs).values
    np.testing.assert_allclose(values[[0, 2]], POPULATION.value(ends).values, rtol=1e-12)
    assert values[0] > values[1] > values[2]


def test_costs_of_every_year_add_up() -> None:
    runs = delayed_runs(experiment(), named("vision"), named("current"), range(6))
    costs = delay_costs(runs, POPULATION)
    assert costs["delay"].values.tolist() == [0, 1, 2, 3, 4, 5]
    assert costs["cost"].values[0] == costs["yearly_cost"].values[0] == 0.0
    np.testing.assert_allclose(np.cumsum(costs["yearly_cost"]), costs["cost"], atol=1e-9)
    assert (costs["yearly_cost"].values[1:] < 0).all()
    np.testing.assert_allclose(costs["value"] - costs["value"][0], costs["cost"])


def test_no_delay_costs_nothing() -> None:
    runs = delayed_runs(experiment(), named("vision"), named("current"), [0])
    assert delay_costs(runs, POPULATION)["cost"].values.tolist() == [0.0]


@pytest.mark.parametrize(
    ("flags", "longest"),
    [
        ([True, True, False, False], 1),
        ([False, False], None),
        # Met by the base alone, and met again later: one cannot rely on it.
        ([False, True, True], None),
        ([True, False, True], 0),
        ([True, True, True], 2),
    ],
)
def test_the_longest_delay_that_is_safe(flags: list[bool], longest: int | None) -> None:
    assert longest_delay(met(*flags)) == longest
