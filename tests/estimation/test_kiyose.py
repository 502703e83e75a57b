"""Golden: run over 2015-2019, the model ends on Kiyose's published figures.

Source of the figures: Ministry of Internal Affairs and Communications, resident register
(住民基本台帳に基づく人口), residents total. Tolerance 1e-6 persons: the fit is exact but for
rounding.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from projection.estimation import BaseRates, fit_base_rates
from projection.inputs import Inputs, read_inputs
from projection.kernel import Rates, project
from projection.rates.age_groups import regroup
from projection.rates.fertility import mean_over_groups
from projection.rates.life_table import survival_from_hazard

ROOT = Path(__file__).parents[2]
BIRTHS = [535, 546, 511, 471, 453]
DEATHS = [757, 775, 848, 876, 819]
GROUPS = np.arange(0, 101, 5)
# 1 January 2020, ages 0-4, 5-9, ..., 100+.
MALE_2020 = [
    1376,
    1491,
    1725,
    1858,
    1872,
    1659,
    1853,
    2180,
    2536,
    3199,
    2951,
    2367,
    1930,
    2226,
    2170,
    1910,
    1533,
    858,
    287,
    41,
    1,
]
FEMALE_2020 = [
    1287,
    1508,
    1583,
    1761,
    2016,
    1782,
    1914,
    2105,
    2515,
    3152,
    2648,
    2354,
    1955,
    2287,
    2626,
    2597,
    2235,
    1436,
    618,
    192,
    42,
]


@cache
def kiyose() -> Inputs:
    return read_inputs(ROOT / "inputs" / "kiyose")


@cache
def base() -> BaseRates:
    return fit_base_rates(kiyose())


def rerun() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Run the window anew from the first population and the fitted rates alone."""
    fitted, course = base().fit, base().course
    years = fitted.years.tolist()
    hazards = np.stack([course.hazard(year) for year in years])
    pattern = np.stack([course.pattern(year) for year in years])
    rates = Rates(
        survival_from_hazard(hazards * fitted.multipliers[:, None, None], 1, 100),
        mean_over_groups(pattern, 1) * fitted.total_fertility_rates[:, None],
        np.stack([course.sex_ratio(year) for year in years]),
        fitted.net_migrants,
        np.zeros_like(fitted.net_migrants),
    )
    run = project(fitted.population[0], rates, 1)
    return run.population, run.births.sum(axis=(1, 2)), run.deaths.sum(axis=(1, 2))


def test_births_and_deaths_of_every_year() -> None:
    _, births, deaths = rerun()
    np.testing.assert_allclose(births, BIRTHS, atol=1e-6)
    np.testing.assert_allclose(deaths, DEATHS, atol=1e-6)


def test_population_of_2020_by_sex_and_age_group() -> None:
    population, _, _ = rerun()
    male, female = regroup(population[-1], base().ages, GROUPS)
    np.testing.assert_allclose(male, MALE_2020, atol=1e-6)
    np.testing.assert_allclose(female, FEMALE_2020, atol=1e-6)


def test_every_register_of_the_window_by_sex_and_age_group() -> None:
    population, _, _ = rerun()
    published = kiyose().population.sel(year=range(2015, 2021))
    published = published.transpose("year", "sex", "age")
    found = regroup(population, base().ages, GROUPS)
    np.testing.assert_allclose(found, published.values, atol=1e-6)


def test_residuals_are_reported() -> None:
    assert set(base().fit.residuals) == {"population", "births", "deaths"}
    assert max(base().fit.residuals.values()) < 1e-6


@pytest.mark.parametrize(("year", "tfr"), [(2017, 1.26), (2018, 1.17)])
def test_births_imply_a_tfr_below_the_strategy_s(year: int, tfr: float) -> None:
    """About 1.26 and 1.17 under five-year groups of women; 0.02 is what single ages change."""
    fitted = base().fit.total_fertility_rates[year - 2015]
    assert fitted == pytest.approx(tfr, abs=0.02)


def test_the_first_population_keeps_its_groups_and_shows_the_cohorts() -> None:
    first = base().fit.population[0]
    published = kiyose().population.sel(year=2015).transpose("sex", "age").values
    np.testing.assert_allclose(regroup(first, base().ages, GROUPS), published, atol=1e-6)
    assert (first >= 0).all()
    both = first.sum(axis=0)
    # On 1 January 2015: born 1947-49 (ages 65-67) many, born 1945-46 (ages 68-69) few; born
    # 1966, the year of the fire horse (age 48), fewer than in the years beside it.
    assert both[65:68].min() > 1.2 * both[68:70].max()
    assert both[48] < 0.95 * min(both[47], both[49])


def test_migration_is_smooth_where_cohorts_are_not() -> None:
    """Without the cohort sizes the boom of 1947-49 shows as moves of 5 % a year."""
    rates = base().net_migrants / base().exposed
    assert np.abs(rates[:, 60:80]).max() < 0.01


def test_women_in_their_late_twenties_leave() -> None:
    groups = regroup(base().net_migrants, base().ages, GROUPS)
    male, female = groups
    assert female[5] < male[5] < 0
    # By chance some groups more lose a handful; none but these loses ten a year.
    assert (groups < -10).sum(axis=1).tolist() == [1, 1]


@pytest.mark.parametrize("start", [2018, 2019])
def test_an_earlier_start_takes_the_years_before_it(start: int) -> None:
    earlier = fit_base_rates(kiyose(), start=start)
    assert earlier.fit.years.tolist() == list(range(2015, start))
    assert earlier.population.sum() == pytest.approx({2018: 74845, 2019: 74737}[start])


def test_five_year_steps_take_the_same_fit_in_groups() -> None:
    five = fit_base_rates(kiyose(), width=5)
    assert five.ages.tolist() == GROUPS.tolist()
    np.testing.assert_allclose(five.population, [MALE_2020, FEMALE_2020], atol=1e-6)
    assert five.multiplier == base().multiplier
    assert five.total_fertility_rate == base().total_fertility_rate
    np.testing.assert_allclose(
        five.net_migrants, regroup(base().net_migrants, base().ages, GROUPS)
    )


def test_what_the_window_leaves_to_the_future() -> None:
    multipliers = base().fit.multipliers
    assert base().multiplier == pytest.approx(multipliers.prod() ** (1 / 5), rel=1e-12)
    np.testing.assert_array_equal(base().pattern, base().course.pattern(2019))
    # National TFR 2015-2019 by the Human Fertility Database, as in inputs/japan.
    national = np.array([1.44109, 1.43024, 1.41340, 1.39898, 1.34186])
    relative = base().fit.total_fertility_rates / national
    expected = np.average(relative, weights=[1, 2, 3, 4, 5]) * national[-1]
    assert base().total_fertility_rate == pytest.approx(expected, rel=1e-5)
