"""Contributions of basic goals: fair, complete, and those of what they own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from projection.analysis.asked import asked
from projection.analysis.attribution import Player, attribute
from projection.analysis.basic_goals import (
    contributions,
    differing_parts,
    mixture,
    ownership_faults,
    rounded,
    share_out,
)
from projection.analysis.bridge import Part
from projection.analysis.experiment import Experiment, prepare
from projection.analysis.mixtures import Component, Side
from projection.scenarios import Scenario, Vision, load_scenario, load_vision
from tests.estimation.test_kiyose import kiyose

FOLDER = Path(__file__).parents[2] / "scenarios" / "kiyose"
YEAR = 2050


@cache
def vision() -> Vision:
    return load_vision(FOLDER / "vision-test.toml")


@cache
def named(name: str) -> Scenario:
    return load_scenario(FOLDER / f"{name}.toml")


@cache
def experiment() -> Experiment:
    return prepare(kiyose(), [named("current")], end=YEAR)


def parts(plan: str = "vision-families") -> tuple[Component, ...]:
    return differing_parts(experiment(), named(plan), named("current"))


def shares(
    measure: str = "population", plan: str = "vision-families", delay: int = 0
) -> xr.DataArray:
    year = YEAR if measure != "births" else YEAR - 1
    pair = (named(plan), named("current"))
    return contributions(vision(), experiment(), *pair, asked(measure, year), delay)


def test_who_owns_what() -> None:
    owned = share_out(vision(), parts())
    assert [[part.label.en for part in one] for one in owned] == [
        ["Fertility"],
        ["Migration 'Ages 20-39 stay'"],
        ["Migration 'Young families: parents'", "Migration 'Young families: children'"],
        [],
    ]
    plans = [named("vision-families")]
    assert ownership_faults(vision(), experiment(), plans, named("current")) == []


def test_a_name_that_no_scenario_knows_is_a_fault() -> None:
    faults = ownership_faults(vision(), experiment(), [named("vision")], named("current"))
    assert [one.key for one in faults] == ["vision_component"] * 2


def test_a_name_goes_before_ages() -> None:
    """The parents who move in are 30-39, within the ages of II, but III names them."""
    owners = share_out(vision(), parts())
    assert sum(map(len, owners)) == len(parts())


@pytest.mark.parametrize("measure", ["population", "births", "aged_share"])
@pytest.mark.parametrize("delay", [0, 7])
def test_contributions_sum_to_the_difference(measure: str, delay: int) -> None:
    found = shares(measure, delay=delay)
    runs = experiment().run([named("current"), named("vision-families")])
    figure = asked(measure, YEAR if measure != "births" else YEAR - 1)
    without, strategy = figure.value(runs).values
    if delay == 0:
        assert found.sum().item() == pytest.approx(strategy - without, rel=1e-9)
    else:
        assert abs(found.sum().item()) < abs(strategy - without)
    assert found.values[3] == 0.0


def test_a_goal_alone_contributes_the_whole_difference() -> None:
    found = shares(plan="vision")
    runs = experiment().run([named("current"), named("vision")])
    without, strategy = asked("population", YEAR).value(runs).values
    assert found.values[0] == pytest.approx(strategy - without, rel=1e-12)
    assert found.values[1:].tolist() == [0.0, 0.0, 0.0]


def test_they_are_those_of_the_attribution_by_groups() -> None:
    groups = share_out(vision(), parts())
    players = [
        Player(Part(goal.title.en, goal.title), tuple(group))
        for goal, group in zip(vision().said.basic_goals, groups, strict=True)
    ]
    one, other = (Side(experiment(), named(at)) for at in ("current", "vision-families"))
    bridge = attribute(one, other, asked("population", YEAR), players=players)
    np.testing.assert_allclose(
        shares().values, bridge.data["change"].values.squeeze(), rtol=1e-9, atol=1e-6
    )


def test_nothing_differs_from_itself() -> None:
    assert shares(plan="current").values.tolist() == [0.0] * 4


def test_a_mixture_of_no_part_and_of_all() -> None:
    plan, without = named("vision-families"), named("current")
    assert mixture(plan, without, []) == without
    whole = mixture(plan, without, parts())
    assert (whole.fertility, whole.mortality) == (plan.fertility, plan.mortality)
    assert set(whole.migration) == set(plan.migration)
    back = differing_parts(experiment(), without, plan)
    assert mixture(without, plan, back).migration == ()


@given(
    st.lists(st.floats(-1e5, 1e5), min_size=1, max_size=5),
    st.integers(0, 2),
)
def test_rounded_contributions_add_up(given_shares: list[float], decimals: int) -> None:
    exact = np.array(given_shares)
    found = rounded(exact, float(exact.sum()), decimals)
    assert found.sum() == pytest.approx(round(exact.sum(), decimals), abs=1e-6)
    assert np.abs(found - exact).max() <= 1.001 * 10.0**-decimals
