"""Rates of every period from a scenario and Kiyose's base rates."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from projection.errors import ScenarioError
from projection.estimation import BaseRates, fit_base_rates
from projection.estimation.course import published_change
from projection.rates.life_table import death_probability, life_table
from projection.rates.life_tables import abridged_life_table
from projection.rates.mortality_course import MortalityCourse
from projection.scenarios.rates import PeriodRates, period_rates
from tests.estimation.test_kiyose import base, kiyose
from tests.scenarios.test_levers import scenario

END = 2065
PUBLISHED = '[mortality]\ncourse = "published"\n'


def rates(folder: Path, text: str) -> PeriodRates:
    return period_rates(scenario(folder, text), base(), END)


def e0(of: PeriodRates) -> np.ndarray:
    return of.life_expectancy[:, :, 0]


def test_shapes_follow_the_periods(tmp_path: Path) -> None:
    found = rates(tmp_path, "")
    assert found.life_expectancy.shape == (45, 2, 101)
    assert found.rates.survival.shape == (45, 2, 101)
    assert found.rates.fertility.shape == (45, 101)
    assert found.rates.sex_ratio.shape == (45,)


def test_tfr_follows_its_path(tmp_path: Path) -> None:
    found = rates(tmp_path, "[fertility]\ntfr = { 2019 = 1.31, 2030 = 1.8 }")
    tfr = found.rates.fertility.sum(axis=-1)
    np.testing.assert_allclose(tfr[[0, 10, 44]], [1.31 + 0.49 / 11, 1.8, 1.8])


def test_tfr_observed_is_what_the_births_of_the_window_imply(tmp_path: Path) -> None:
    tfr = rates(tmp_path, '[fertility]\ntfr = "observed"').rates.fertility.sum(axis=-1)
    np.testing.assert_allclose(tfr, base().total_fertility_rate)


def test_mean_age_shift_keeps_the_tfr(tmp_path: Path) -> None:
    plain = rates(tmp_path, "[fertility]\ntfr = 1.5").rates.fertility
    later = rates(tmp_path, "[fertility]\ntfr = 1.5\nmean_age_shift = 0.7").rates.fertility
    ages = np.arange(101)
    np.testing.assert_allclose(later.sum(axis=-1), 1.5)
    np.testing.assert_allclose((later @ ages - plain @ ages) / 1.5, 0.7, atol=1e-3)


def test_mortality_improves_as_between_the_national_tables(tmp_path: Path) -> None:
    found = rates(tmp_path, "")
    course, multiplier = base().course, base().multiplier
    hazard = course.log_hazard
    # The national tables of 2000 and 2020: the sums of five ages around 70 fell by as much a
    # year as the hazard at 70 does from 2020 on.
    fall = np.log(np.exp(hazard[0, :, 68:73]).sum(-1) / np.exp(hazard[-1, :, 68:73]).sum(-1))
    later = course.hazard(2030)[:, 70] / course.hazard(2020)[:, 70]
    np.testing.assert_allclose(np.log(later), -fall / 20 * 10)
    assert (np.diff(e0(found), axis=0) > 0).all()
    # More deaths than nationally: life expectancy of 2020 lies below 81.56 and 87.71.
    assert multiplier > 1
    assert (e0(found)[0] < [81.56, 87.71]).all()


def test_improvement_of_a_scenario_replaces_the_national_course(tmp_path: Path) -> None:
    held = e0(rates(tmp_path, "[mortality]\nimprovement = 0"))
    np.testing.assert_allclose(held, np.broadcast_to(held[0], held.shape))
    np.testing.assert_allclose(held[0], e0(rates(tmp_path, ""))[0])
    faster = rates(tmp_path, "[mortality]\nimprovement = 0.01")
    level = rates(tmp_path, f"[mortality]\nimprovement = 0\nlevel = {0.99**10}")
    np.testing.assert_allclose(e0(faster)[10], e0(level)[0], rtol=1e-9)


def held_course(falls: float = 0.0) -> MortalityCourse:
    """A course in three age groups whose rates fall by this share a year."""
    years = np.arange(2015.0, 2075.0, 5.0)
    rates = np.array([0.001, 0.01, 0.2]) * (1 - falls) ** (years - 2015)[:, None]
    return MortalityCourse(years, np.array([0, 15, 65]), np.stack([rates, rates]))


def following(course: MortalityCourse | None) -> BaseRates:
    return replace(base(), course=replace(base().course, published=course))


def test_a_constant_course_changes_nothing(tmp_path: Path) -> None:
    followed = scenario(tmp_path, PUBLISHED)
    found = period_rates(followed, following(held_course()), END)
    held = rates(tmp_path, "[mortality]\nimprovement = 0")
    np.testing.assert_array_equal(found.rates.survival, held.rates.survival)
    np.testing.assert_array_equal(found.life_expectancy, held.life_expectancy)


def test_a_course_that_falls_by_a_share_is_that_improvement(tmp_path: Path) -> None:
    for more in ("", "level = 1.2\n"):
        followed = scenario(tmp_path, PUBLISHED + more)
        found = period_rates(followed, following(held_course(0.01)), END)
        falling = rates(tmp_path, "[mortality]\nimprovement = 0.01\n" + more)
        np.testing.assert_allclose(
            found.rates.survival, falling.rates.survival, rtol=1e-12, atol=0.0
        )


def test_an_own_life_table_follows_a_course_from_the_base_year(tmp_path: Path) -> None:
    own_table(tmp_path, {2015: 0.02})
    followed = scenario(tmp_path, PUBLISHED + 'table = "own.csv"')
    survival = period_rates(followed, following(held_course(0.01)), END).rates.survival
    np.testing.assert_allclose(survival[0, :, 5:90], 0.98, rtol=1e-9)
    np.testing.assert_allclose(survival[10, :, 5:90], 0.98 ** (0.99**10), rtol=1e-9)


def test_no_course_to_follow_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"mortality\.course: there is no published course"):
        period_rates(scenario(tmp_path, PUBLISHED), following(None), END)


def test_life_expectancy_rises_as_the_united_nations_project() -> None:
    """Of Japan's own table under the course, beside World Population Prospects 2022 itself.

    0.1 years, and 2 % of the rise: the one table is of single ages and changes by groups, the
    other is abridged; in 2020 they differ by 0.07.
    """
    course = base().course
    assert course.published is not None
    years = np.array([2020, 2022, 2032, 2042, 2052, 2062, 2072, 2082, 2092])
    change = published_change(course.published, 2020, years, course.log_hazard.shape[-1])
    own = life_table(death_probability(course.hazard(2020) * change)).life_expectancy[..., 0]
    table = abridged_life_table(
        np.moveaxis(course.published.mortality_rate, 1, 0), course.published.age
    )
    theirs = np.transpose(
        [
            np.interp(years, course.published.year, of_sex)
            for of_sex in table.life_expectancy[..., 0].T
        ]
    )
    np.testing.assert_allclose(own, theirs, atol=0.1)
    np.testing.assert_allclose(own - own[0], theirs - theirs[0], rtol=0.02, atol=0.02)


def test_level_multiplies_the_hazard(tmp_path: Path) -> None:
    halved = rates(tmp_path, "[mortality]\nlevel = 0.5").rates.survival
    plain = rates(tmp_path, "").rates.survival
    # Between two exact ages survival is exp(-hazard); person-years differ from it little.
    np.testing.assert_allclose(
        np.log(halved[0, :, 50:80]), 0.5 * np.log(plain[0, :, 50:80]), rtol=0.01
    )


def own_table(folder: Path, probability: dict[int, float]) -> None:
    rows = [
        f"{year},{sex},{age},{1.0 if age == 105 else value}"
        for year, value in probability.items()
        for sex in ("male", "female")
        for age in range(106)
    ]
    text = "year,sex,age,death_probability\n" + "\n".join(rows) + "\n"
    (folder / "own.csv").write_text(text, encoding="utf-8")


def test_own_life_table_is_taken_as_it_is(tmp_path: Path) -> None:
    own_table(tmp_path, {2020: 0.02})
    found = rates(tmp_path, '[mortality]\ntable = "own.csv"')
    np.testing.assert_allclose(found.rates.survival[:, :, 5:90], 0.98, rtol=1e-9)


def test_own_life_tables_of_two_years_are_joined_by_lines(tmp_path: Path) -> None:
    own_table(tmp_path, {2020: 0.02, 2030: 0.01})
    survival = rates(tmp_path, '[mortality]\ntable = "own.csv"').rates.survival[:, 0, 40]
    hazards = -np.log(survival)
    expected = np.interp(np.arange(2020, END), [2020, 2030], -np.log([0.98, 0.99]))
    np.testing.assert_allclose(hazards, expected, rtol=1e-6)


def test_five_year_rates_are_means_of_their_years(tmp_path: Path) -> None:
    five = fit_base_rates(kiyose(), width=5)
    path = scenario(tmp_path, "[fertility]\ntfr = { 2020 = 1.0, 2040 = 2.0 }")
    found = period_rates(path, five, END)
    assert found.rates.survival.shape == (9, 2, 21)
    tfr = 5 * found.rates.fertility.sum(axis=-1)
    assert tfr[0] == pytest.approx(np.mean([1.0, 1.05, 1.1, 1.15, 1.2]))
    assert tfr[-1] == pytest.approx(2.0)


def test_five_year_mortality_is_that_of_its_years_and_ages(tmp_path: Path) -> None:
    five = fit_base_rates(kiyose(), width=5)
    falling = scenario(tmp_path, "[mortality]\nimprovement = 0.1")
    mean = np.mean([0.9**year for year in range(5)])
    level = scenario(tmp_path, f"[mortality]\nimprovement = 0\nlevel = {mean}")
    first = period_rates(falling, five, END)
    np.testing.assert_allclose(
        first.rates.survival[0], period_rates(level, five, END).rates.survival[0], rtol=1e-9
    )
    single = rates(tmp_path, "").life_expectancy
    grouped = period_rates(scenario(tmp_path, ""), five, END).life_expectancy
    # Age 65 is the fourteenth group; the middle year of the first period is its third.
    np.testing.assert_allclose(grouped[0, :, 13], single[2, :, 65], atol=0.01)
