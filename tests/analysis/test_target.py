"""What it would take: targets that are hit, and those out of reach."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projection.analysis import target as target_room
from projection.analysis.applying import Span, applied
from projection.analysis.asked import asked
from projection.analysis.experiment import Experiment, prepare
from projection.analysis.target import Target, frontier, solve
from projection.analysis.unknowns import parse_unknown
from projection.errors import ResultError
from projection.scenarios import Scenario, load_scenario
from tests.estimation.test_kiyose import ROOT, kiyose

SPAN = Span(2025, 2030)
WOMEN = "migration: 25-39, female, add_per_year"
FAMILIES = "households: 1 male 30-34, 1 female 30-34, 1 both 0-4"


@cache
def current() -> Scenario:
    return load_scenario(ROOT / "scenarios" / "kiyose" / "current.toml")


@cache
def experiment() -> Experiment:
    return prepare(kiyose(), [current()])


def figure(scenario: Scenario, target: Target) -> float:
    return float(target.asked.value(experiment().run([scenario])).item())


@pytest.mark.parametrize("typed", ["fertility.tfr", WOMEN, FAMILIES, "migration: add_rate"])
@pytest.mark.parametrize(
    ("measure", "value"), [("population", 72_000), ("aged_share", 34), ("women_20_39", 7_500)]
)
def test_run_again_the_solved_scenario_hits_the_target(
    typed: str, measure: str, value: float
) -> None:
    target = Target(asked(measure, 2060), value, SPAN)
    found = solve(experiment(), current(), parse_unknown(typed), target)
    assert found.reached
    assert found.bounds.lower <= found.value <= found.bounds.upper
    assert figure(found.scenario, target) == pytest.approx(value, abs=1e-3)
    assert found.figure == pytest.approx(value, abs=1e-3)
    assert found.own_figure == pytest.approx(figure(current(), target))


@given(value=st.floats(0.7, 2.9), year=st.integers(2035, 2065))
@settings(max_examples=10, deadline=None)
def test_what_a_value_gives_leads_back_to_the_value(value: float, year: int) -> None:
    unknown, question = parse_unknown("fertility.tfr"), asked("population", year)
    with_value = applied(current(), unknown, value, SPAN, experiment().base)
    goal = figure(with_value, Target(question, 0.0, SPAN))
    found = solve(experiment(), current(), unknown, Target(question, goal, SPAN))
    assert found.value == pytest.approx(value, rel=1e-6)


@pytest.mark.parametrize(
    ("typed", "measure", "value"),
    [
        ("fertility.tfr", "natural_change", 0),
        (FAMILIES, "net_migration", 0),
        ("mortality.level", "population", 72_000),
        ("mortality.improvement", "aged_share", 34),
    ],
)
def test_other_measures_and_levers(typed: str, measure: str, value: float) -> None:
    target = Target(asked(measure, 2050), value, SPAN)
    found = solve(experiment(), current(), parse_unknown(typed), target)
    assert found.reached
    assert figure(found.scenario, target) == pytest.approx(value, abs=1e-3)


def test_more_persons_take_more_of_everything() -> None:
    for typed in ("fertility.tfr", WOMEN, FAMILIES):
        low, high = (
            solve(
                experiment(),
                current(),
                parse_unknown(typed),
                Target(asked("population", 2060), persons, SPAN),
            ).value
            for persons in (71_000, 73_000)
        )
        assert low < high


@pytest.mark.parametrize(("value", "end"), [(300_000, "upper"), (1_000, "lower")])
def test_out_of_reach_says_how_close_one_gets(value: float, end: str) -> None:
    target = Target(asked("population", 2060), value, SPAN)
    found = solve(experiment(), current(), parse_unknown("fertility.tfr"), target)
    assert not found.reached
    assert found.value == getattr(found.bounds, end)
    assert figure(found.scenario, target) == pytest.approx(found.figure)


def test_values_at_which_more_leave_than_are_there_are_left_aside() -> None:
    target = Target(asked("population", 2060), 1_000, SPAN)
    found = solve(experiment(), current(), parse_unknown(WOMEN), target)
    assert not found.reached
    assert math.isfinite(found.figure)
    assert found.bounds.lower < found.value < 0
    assert figure(found.scenario, target) == pytest.approx(found.figure)


def dependency(value: float) -> Target:
    """Few children lower it at first; without them workers are few later on."""
    return Target(asked("dependency_ratio", 2060), value, SPAN)


def test_of_two_values_that_reach_it_the_nearer_comes_first() -> None:
    target = dependency(89.54)
    found = solve(experiment(), current(), parse_unknown("fertility.tfr"), target)
    assert found.reached
    (other,) = found.others
    assert other < found.value < 1.31
    for value in (found.value, other):
        again = applied(current(), found.unknown, value, SPAN, experiment().base)
        assert figure(again, target) == pytest.approx(89.54, abs=1e-6)


def test_a_target_touched_between_two_values_of_the_grid_is_found() -> None:
    lowest = solve(experiment(), current(), parse_unknown("fertility.tfr"), dependency(88.0))
    assert not lowest.reached
    assert 0.6 < lowest.value < 1.31
    target = dependency(lowest.figure + 0.001)
    found = solve(experiment(), current(), parse_unknown("fertility.tfr"), target)
    assert found.reached
    assert len(found.others) == 1


def test_what_cannot_be_told_between_two_values_of_the_grid_is_no_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(target_room, "root_between", lambda *_: math.nan)
    target = Target(asked("population", 2060), 72_000, SPAN)
    found = solve(experiment(), current(), parse_unknown("fertility.tfr"), target)
    assert not found.reached
    assert math.isfinite(found.figure)


def test_a_lever_that_does_nothing_is_no_answer() -> None:
    target = Target(asked("population", 2020), 70_000, SPAN)
    with pytest.raises(ResultError, match="does nothing to 'Population' in 2020"):
        solve(experiment(), current(), parse_unknown("fertility.tfr"), target)
    women = Target(asked("women_20_39", 2035), 9_000, SPAN)
    with pytest.raises(ResultError, match="does nothing"):
        solve(experiment(), current(), parse_unknown("fertility.tfr"), women)


def test_a_year_outside_the_run_is_refused() -> None:
    target = Target(asked("population", 2066), 70_000, SPAN)
    with pytest.raises(ResultError, match="2020 to 2065"):
        solve(experiment(), current(), parse_unknown("fertility.tfr"), target)


def test_every_pair_of_the_frontier_hits_the_target() -> None:
    target = Target(asked("population", 2060), 72_000, SPAN)
    levers = (parse_unknown("fertility.tfr"), parse_unknown(WOMEN))
    found = frontier(experiment(), current(), levers, target)
    firsts = [value for value, _ in found.pairs]
    seconds = [one.value for _, one in found.pairs if one.reached]
    assert 5 <= len(seconds) <= len(firsts) <= 14
    assert firsts == sorted(firsts)
    assert (np.diff(seconds) < 0).all()
    for value, one in found.pairs[:3]:
        both = applied(current(), levers[0], value, SPAN, experiment().base)
        both = applied(both, levers[1], one.value, SPAN, experiment().base)
        assert one.reached
        assert figure(both, target) == pytest.approx(72_000, abs=1e-3)


def test_the_frontier_goes_through_the_answer_for_one_lever() -> None:
    target = Target(asked("population", 2060), 72_000, SPAN)
    tfr, women = parse_unknown("fertility.tfr"), parse_unknown(WOMEN)
    found = frontier(experiment(), current(), (women, tfr), target)
    (at_zero,) = (one for value, one in found.pairs if value == 0)
    alone = solve(experiment(), current(), tfr, target)
    assert at_zero.value == pytest.approx(alone.value, rel=1e-6)


def test_the_same_lever_twice_is_no_pair() -> None:
    target = Target(asked("population", 2060), 72_000, SPAN)
    twice = (parse_unknown("migration: female"), parse_unknown("migration: female, 0+"))
    with pytest.raises(ResultError, match="the same lever"):
        frontier(experiment(), current(), twice, target)


def test_nothing_is_reached_however_two_are_paired() -> None:
    target = Target(asked("population", 2060), 10_000_000, SPAN)
    levers = (parse_unknown("fertility.tfr"), parse_unknown("mortality.level"))
    assert not any(
        one.reached for _, one in frontier(experiment(), current(), levers, target).pairs
    )
