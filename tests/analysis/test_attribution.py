from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from projection.analysis.asked import Asked, asked
from projection.analysis.attribution import MOST, Player, attribute
from projection.analysis.bridge import Bridge, Part
from projection.analysis.experiment import Experiment
from projection.analysis.measures import MEASURES
from projection.analysis.mixtures import Component, Side, components
from projection.errors import ResultError, RunError
from projection.language import Text
from projection.scenarios import Scenario, load_scenario
from tests.analysis.test_mixtures import fewer, side
from tests.estimation.test_kiyose import base, kiyose
from tests.scenarios.test_levers import lever

FOLDER = Path(__file__).parents[2] / "scenarios" / "kiyose"
EXPERIMENT = cache(lambda: Experiment(kiyose(), base(), 2065))
POPULATION = asked("population", 2060)


def shipped(name: str) -> Side:
    return Side(EXPERIMENT(), load_scenario(FOLDER / f"{name}.toml"))


@cache
def value(name: str, question: Asked) -> float:
    return question.value(EXPERIMENT().run([shipped(name).scenario])).item()


def parts(found: Bridge) -> np.ndarray:
    return found.data["change"].values


def gap(found: Bridge) -> np.ndarray:
    return (found.data["end"] - found.data["start"]).values


def question(measure: str) -> Asked:
    sex = "female" if MEASURES[measure].sexes == "each" else "both"
    return asked(measure, 2060, sex=sex)


def test_two_components_by_hand() -> None:
    found = attribute(shipped("current"), shipped("vision-retention"), POPULATION)
    none, births, moves, both = (
        value(name, POPULATION)
        for name in ("current", "vision", "retention", "vision-retention")
    )
    expected = [
        ((births - none) + (both - moves)) / 2,
        ((moves - none) + (both - births)) / 2,
    ]
    assert [one.name for one in found.parts] == ["fertility", "migration: Ages 20-39 stay"]
    np.testing.assert_allclose(parts(found)[:, 0, 0], expected, rtol=0, atol=1e-6)
    assert min(expected) > 0


@pytest.mark.parametrize("measure", MEASURES)
def test_parts_sum_to_the_gap_in_every_measure(measure: str) -> None:
    found = attribute(shipped("vision-families"), shipped("simulation-2"), question(measure))
    np.testing.assert_allclose(parts(found).sum(axis=0), gap(found), rtol=1e-9, atol=1e-9)
    ends = [value(name, question(measure)) for name in ("vision-families", "simulation-2")]
    levels = [found.data[name].item() for name in ("start", "end")]
    np.testing.assert_allclose(levels, ends, rtol=1e-12)


@pytest.mark.parametrize("by", ["total", "age3", "age5"])
def test_seen_from_b_every_part_is_negated(by: str) -> None:
    a, b = shipped("current"), shipped("simulation-2")
    there = attribute(a, b, POPULATION, by=by, years=[2030])
    back = attribute(b, a, POPULATION, by=by, years=[2030])
    np.testing.assert_allclose(parts(back), -parts(there), rtol=0, atol=1e-9)


@pytest.mark.parametrize("by", ["age3", "age5", "single"])
def test_age_groups_add_up_to_the_total(by: str) -> None:
    a, b = shipped("current"), shipped("vision-families")
    years = [2030, 2045]
    whole = attribute(a, b, POPULATION, years=years)
    split = attribute(a, b, POPULATION, by=by, years=years)
    assert whole.years == split.years == (2030, 2045, 2060)
    np.testing.assert_allclose(parts(split).sum(axis=1), parts(whole)[:, 0], rtol=0, atol=1e-8)
    np.testing.assert_allclose(parts(split).sum(axis=0), gap(split), rtol=0, atol=1e-9)


def test_a_sex_and_an_age_group() -> None:
    women = asked("population", 2040, sex="female", ages="20-39")
    found = attribute(shipped("current"), shipped("vision-families"), women)
    same = asked("women_20_39", 2040)
    other = attribute(shipped("current"), shipped("vision-families"), same)
    np.testing.assert_allclose(parts(found), parts(other), rtol=0, atol=1e-9)
    assert list(found.groups) == ["20-39"]
    # Whom a higher TFR brings forth from 2020 on is not yet 20 in 2040.
    assert parts(found)[0].item() == 0.0


def test_nothing_differs() -> None:
    found = attribute(shipped("current"), shipped("current"), POPULATION)
    assert found.parts == ()
    assert gap(found).item() == 0.0


def test_the_base_population_is_a_component(tmp_path: Path) -> None:
    a = side(tmp_path, "a")
    found = attribute(a, fewer(a), asked("population", 2040))
    names = [one.name for one in found.parts]
    assert names == ["base_population", "fertility", "mortality", "base_migration"]
    np.testing.assert_allclose(parts(found).sum(axis=0), gap(found), rtol=1e-12)
    assert (parts(found) < 0).all()


def player(name: str, owned: list[Component]) -> Player:
    return Player(Part(name, Text(ja=name, en=name)), tuple(owned))


def test_players_of_several_components() -> None:
    a, b = shipped("current"), shipped("vision-families")
    births, *moves = components(a, b)
    found = attribute(
        a,
        b,
        POPULATION,
        players=[player("I", [births]), player("IV", []), player("III", moves)],
    )
    assert [one.name for one in found.parts] == ["I", "IV", "III"]
    first, nothing, third = parts(found)[:, 0, 0]
    assert nothing == 0.0
    assert first + third == pytest.approx(gap(found).item(), abs=1e-9)
    alone = value("vision", POPULATION) - value("current", POPULATION)
    last = value("vision-families", POPULATION) - _without_births(a, b)
    assert first == pytest.approx((alone + last) / 2, abs=1e-6)


def _without_births(a: Side, b: Side) -> float:
    levers: Scenario = a.scenario.model_copy(update={"migration": b.scenario.migration})
    return POPULATION.value(EXPERIMENT().run([levers])).item()


def test_too_many_components_are_refused(tmp_path: Path) -> None:
    levers = [lever(f"add_per_year = {k + 1}", f"l{k}") for k in range(MOST + 1)]
    a, b = side(tmp_path, "a"), side(tmp_path, "b", *levers)
    with pytest.raises(ResultError, match="13 components differ; at most 12"):
        attribute(a, b, asked("population", 2040))


def test_a_scenario_that_cannot_be_run_is_refused_as_in_a_run(tmp_path: Path) -> None:
    a, b = side(tmp_path, "a"), side(tmp_path, "b", lever("add_per_year = -9000", "all"))
    with pytest.raises(RunError, match="more leave than live there"):
        attribute(a, b, asked("population", 2040))


def test_years_outside_the_run_are_all_named() -> None:
    a = shipped("current")
    with pytest.raises(ResultError) as caught:
        attribute(a, a, asked("births", 2065), years=[2019])
    assert str(caught.value) == (
        "no figure for 2019; expected a year from 2020 to 2064\n"
        "no figure for 2065; expected a year from 2020 to 2064"
    )


def test_another_course_of_mortality_is_a_part_as_other_mortality_is() -> None:
    found = attribute(shipped("current"), shipped("un-mortality"), POPULATION)
    assert [one.name for one in found.parts] == ["mortality"]
    np.testing.assert_allclose(parts(found).sum(axis=0), gap(found), rtol=1e-9)
    both = attribute(shipped("un-mortality"), shipped("simulation-1"), POPULATION)
    assert [one.name for one in both.parts] == ["fertility", "mortality"]


def test_ends_and_parts_bear_the_names_of_scenarios_and_components() -> None:
    a, b = shipped("current"), shipped("vision-retention")
    found = attribute(a, b, POPULATION)
    assert found.ends == (a.scenario.label, b.scenario.label)
    assert [one.label for one in found.parts] == [one.label for one in components(a, b)]


def test_as_many_components_as_allowed_are_split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("projection.analysis.attribution.MOST", 2)
    assert (
        len(attribute(shipped("current"), shipped("vision-retention"), POPULATION).parts) == 2
    )
