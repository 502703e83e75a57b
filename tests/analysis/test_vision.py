"""The shipped vision file on Kiyose: the parts put together."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from projection.analysis.asked import asked
from projection.analysis.experiment import Experiment, prepare
from projection.analysis.vision import Delayed, Examination, examine, in_last_year
from projection.errors import ResultError
from projection.files import allowing_outside
from projection.scenarios import Scenario, Vision, load_scenario, load_vision
from tests.estimation.test_kiyose import kiyose

FOLDER = Path(__file__).parents[2] / "scenarios" / "kiyose"
FIGURE = asked("population", 2060)


@cache
def opened() -> tuple[Vision, Experiment, Scenario, Scenario]:
    vision = load_vision(FOLDER / "vision-test.toml")
    without, plan = load_scenario(vision.base), load_scenario(vision.scenarios[0])
    return vision, prepare(kiyose(), [without, plan]), without, plan


@cache
def found(delay: int | None) -> Examination:
    vision, experiment, without, plan = opened()
    (one,) = examine(vision, experiment, without, [plan], FIGURE, delay)
    return one


def delayed(delay: int) -> Delayed:
    later = found(delay).delayed
    assert later is not None
    return later


def test_the_goals_of_the_issue_are_met_and_need_the_strategy() -> None:
    tfr, decrease, women, moves, aged, people = found(None).outcomes
    assert all(one.met for one in (tfr, decrease, women, moves, people))
    assert tfr.limit == 1.8
    assert decrease.limit == 453 - 819
    assert not aged.met
    without = found(None).meanwhile
    assert [one.met for one in without[:3]] == [False, False, False]


def test_no_delay_is_the_same_as_none() -> None:
    later = delayed(0)
    assert later.outcomes == found(None).outcomes
    assert (later.cost, later.mean_cost) == (0.0, 0.0)
    at_once = found(0).contributions
    assert later.contributions is not None
    assert at_once is not None
    assert later.contributions.identical(at_once)


def test_what_a_delay_costs() -> None:
    later = delayed(5)
    assert later.cost < 0
    assert later.mean_cost == pytest.approx(later.cost / 5)
    values = later.costs["value"].values
    assert values[0] == pytest.approx(found(5).value, rel=1e-12)
    assert later.contributions is not None
    whole = found(5).difference + later.cost
    assert later.contributions.sum().item() == pytest.approx(whole, rel=1e-9)


def test_a_delay_as_long_as_the_run_is_no_strategy() -> None:
    later = delayed(45)
    assert later.length == 45
    assert later.cost == pytest.approx(-found(45).difference, rel=1e-9)
    assert later.outcomes == found(45).meanwhile
    assert later.contributions is not None
    assert abs(later.contributions).max().item() < 1e-6


def test_the_latest_start_agrees_with_runs_of_their_own() -> None:
    longest = delayed(5).longest
    tfr, decrease, women, moves, aged, people = longest
    assert tfr == 0
    assert decrease is not None
    assert 0 < decrease < 45
    assert women is not None
    # Without the strategy fewer than the 70,000 wanted live there in 2060.
    assert (moves, aged, people) == (45, None, 32)
    assert delayed(decrease).outcomes[1].met
    assert not delayed(decrease + 1).outcomes[1].met


def test_shares_add_up_to_the_difference_of_the_levels_that_are_shown() -> None:
    examined = found(5)
    shown = round(examined.value) - round(examined.without)
    assert sum(examined.rounded_shares()) == examined.shown_difference == shown
    later = round(examined.value + delayed(5).cost) - round(examined.without)
    assert sum(examined.rounded_later_shares()) == shown + examined.shown_cost == later
    costs, yearly = delayed(5).shown_costs(0)
    assert costs[0] == 0
    assert sum(yearly) == costs[-1] == examined.shown_cost


def test_several_scenarios_and_no_basic_goals(tmp_path: Path) -> None:
    text = f"""
title = "v"
base = "{FOLDER}/current.toml"
scenario = ["{FOLDER}/vision.toml", "{FOLDER}/closed.toml"]
[[goals]]
title = "g"
measure = "net_migration"
every = [2020, 2060]
above = 0
"""
    path = tmp_path / "vision.toml"
    path.write_text(text, encoding="utf-8")
    with allowing_outside():
        vision, (_, experiment, without, _) = load_vision(path), opened()
    plans = [load_scenario(one) for one in vision.scenarios]
    both = examine(vision, experiment, without, plans, FIGURE)
    assert [one.scenario.name for one in both] == ["vision", "closed"]
    assert [one.outcomes[0].met for one in both] == [True, False]
    assert both[1].outcomes[0].first == 2020
    assert all(one.contributions is None and one.rounded_shares() == [] for one in both)


@pytest.mark.parametrize("delay", [-1, 46])
def test_a_delay_outside_the_run(delay: int) -> None:
    with pytest.raises(ResultError, match="expected 0 to 45 years"):
        found(delay)


def test_the_last_year_of_a_stock_and_of_a_flow() -> None:
    _, experiment, _, _ = opened()
    years = [in_last_year(asked(one, 0), experiment).year for one in ("population", "births")]
    assert years == [2065, 2064]
