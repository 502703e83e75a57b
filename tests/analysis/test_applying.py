"""A value put into a scenario, and the bounds of the search."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from projection.analysis.applying import (
    Span,
    applied,
    bounds_of,
    cells_of,
    living,
    own_value,
    span_of,
)
from projection.analysis.unknowns import Member, parse_unknown
from projection.errors import ResultError
from projection.inputs.ages import AgeGroup
from projection.scenarios import Scenario, YearPath
from projection.scenarios.levers import scenario_migration
from tests.estimation.test_kiyose import base
from tests.scenarios.test_levers import scenario

SPAN = Span(2025, 2030)
YEARS = np.arange(2020, 2065)[:, None]


def tfr(one: Scenario) -> YearPath:
    assert isinstance(one.fertility.tfr, YearPath)
    return one.fertility.tfr


def test_the_tfr_stays_up_to_the_first_year_then_runs_to_the_value(tmp_path: Path) -> None:
    before = scenario(tmp_path, "[fertility]\ntfr = { 2019 = 1.3, 2024 = 1.5, 2040 = 1.9 }\n")
    after = tfr(applied(before, parse_unknown("fertility.tfr"), 2.0, SPAN, base()))
    early = [2019, 2021, 2024, 2025]
    np.testing.assert_allclose(after.at(early), tfr(before).at(early))
    assert after.at([2030, 2064]).tolist() == [2.0, 2.0]
    assert after.at(2027.5) == pytest.approx((tfr(before).at(2025) + 2.0) / 2)
    assert own_value(before, parse_unknown("fertility.tfr"), SPAN, base()) == pytest.approx(
        float(tfr(before).at(2030))
    )


def test_an_observed_tfr_is_the_one_that_births_imply(tmp_path: Path) -> None:
    after = applied(scenario(tmp_path, ""), parse_unknown("fertility.tfr"), 2.0, SPAN, base())
    assert tfr(after).at(2022) == base().total_fertility_rate


@pytest.mark.parametrize(("typed", "kept"), [("level", 1.0), ("improvement", 0.9)])
def test_mortality(tmp_path: Path, typed: str, kept: float) -> None:
    unknown = parse_unknown(f"mortality.{typed}")
    after = applied(scenario(tmp_path, ""), unknown, 0.9, SPAN, base()).mortality
    path = getattr(after, typed)
    # The national course is no path that a line could begin on.
    assert path.at([2020, 2030, 2040]).tolist() == [kept, 0.9, 0.9]


def test_a_fall_of_mortality_that_the_scenario_says_is_joined(tmp_path: Path) -> None:
    before = scenario(tmp_path, "[mortality]\nimprovement = 0.01\n")
    unknown = parse_unknown("mortality.improvement")
    after = applied(before, unknown, 0.02, SPAN, base()).mortality.improvement
    assert after is not None
    assert after.at([2020, 2025, 2030]).tolist() == [0.01, 0.01, 0.02]
    assert own_value(before, unknown, SPAN, base()) == 0.01
    assert own_value(scenario(tmp_path, ""), unknown, SPAN, base()) is None


def added(one: Scenario, other: Scenario) -> np.ndarray:
    moves = [scenario_migration(each, base(), YEARS).counts for each in (one, other)]
    return np.asarray(moves[0] - moves[1])


def test_persons_arrive_at_the_ages_asked_for(tmp_path: Path) -> None:
    before = scenario(tmp_path, "")
    unknown = parse_unknown("migration: 25-39, female")
    more = added(applied(before, unknown, 30.0, SPAN, base()), before)
    years = more.sum(axis=(1, 2))
    np.testing.assert_allclose(years[:11], np.interp(np.arange(11), [5, 10], [0, 30]))
    inside = more[:, 1, 25:40]
    assert inside.sum() == pytest.approx(more.sum())


def test_a_household_brings_each_of_its_members(tmp_path: Path) -> None:
    before = scenario(tmp_path, "")
    unknown = parse_unknown("households: 1 male 30-34, 1 female 30-34, 1.5 both 0-4")
    more = added(applied(before, unknown, 20.0, SPAN, base()), before)[20]
    assert more[0, 30:35].sum() == pytest.approx(20.0)
    assert more[1, 30:35].sum() == pytest.approx(20.0)
    assert more[:, :5].sum() == pytest.approx(30.0)
    assert more.sum() == pytest.approx(70.0)


def test_levers_of_the_same_name_do_not_replace_each_other(tmp_path: Path) -> None:
    unknown = parse_unknown("migration: 65+, male")
    once = applied(scenario(tmp_path, ""), unknown, 3.0, SPAN, base())
    twice = applied(once, unknown, 4.0, SPAN, base())
    first, second = twice.migration
    assert first.title.ja != second.title.ja
    assert first.title.en != second.title.en
    assert second.ages == (65, 130)
    assert added(twice, scenario(tmp_path, ""))[20].sum() == pytest.approx(7.0)


@pytest.mark.parametrize(
    ("sex", "ages", "cells"),
    [
        ("female", AgeGroup(99, None), [(1, 99), (1, 100)]),
        ("both", AgeGroup(100, 110), [(0, 100), (1, 100)]),
        ("male", AgeGroup(7, 8), [(0, 7), (0, 8)]),
    ],
)
def test_cells(sex: str, ages: AgeGroup, cells: list[tuple[int, int]]) -> None:
    found = cells_of(Member(sex, ages), base().ages)
    assert [(int(row), int(column)) for row, column in np.argwhere(found)] == cells


def test_bounds_of_persons_follow_the_population() -> None:
    members = parse_unknown("migration: 25-39, female")
    bounds = bounds_of(members, base())
    women = base().population[1, 25:40].sum()
    assert living(members.members[0], base()) == pytest.approx(women)
    assert -bounds.lower == bounds.upper <= women / 10 < 1.1 * bounds.upper
    households = bounds_of(parse_unknown("households: 2 female 25-39, 1 male 0-9"), base())
    assert households.upper <= women / 20


@pytest.mark.parametrize("typed", ["fertility.tfr", "mortality.level", "migration: add_rate"])
def test_other_bounds_hold_what_changes_nothing(typed: str, tmp_path: Path) -> None:
    bounds = bounds_of(parse_unknown(typed), base())
    own = own_value(scenario(tmp_path, ""), parse_unknown(typed), SPAN, base())
    assert own is not None
    assert bounds.lower < own < bounds.upper


def test_the_fastest_national_fall_bounds_that_of_mortality() -> None:
    bounds = bounds_of(parse_unknown("mortality.improvement"), base())
    assert (bounds.lower, bounds.upper) == (0.0, base().course.improvement.max())


def test_the_years_of_a_lever() -> None:
    assert span_of(base(), 2065, None, None) == Span(2020, 2030)
    assert span_of(base(), 2065, 2027, None) == Span(2027, 2037)
    assert span_of(base(), 2024, None, None) == Span(2020, 2024)
    with pytest.raises(ResultError, match="after --from, 2030; found 2030"):
        span_of(base(), 2065, 2030, 2030)
    with pytest.raises(ResultError, match="2020 to 2065; found 2019"):
        span_of(base(), 2065, 2019, None)
    with pytest.raises(ResultError, match="found 2066"):
        span_of(base(), 2065, None, 2066)


def test_a_yearly_fall_takes_the_place_of_a_course_that_is_followed(tmp_path: Path) -> None:
    before = scenario(tmp_path, '[mortality]\ncourse = "published"\nlevel = 1.1\n')
    unknown = parse_unknown("mortality.improvement")
    assert own_value(before, unknown, SPAN, base()) is None
    after = applied(before, unknown, 0.02, SPAN, base()).mortality
    assert after.course == "national"
    assert after.improvement == YearPath.constant(0.02)
    kept = applied(before, parse_unknown("mortality.level"), 1.2, SPAN, base()).mortality
    assert kept.course == "published"
