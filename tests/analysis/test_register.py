"""What the register implies: worlds in which nothing happens, and Japan as a whole."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import xarray as xr

from projection.analysis.register import implied_tfr, mortality_ratio, net_migration
from projection.estimation.course import Course, each_year
from projection.inputs import Register, find_register
from projection.rates.fertility import mean_over_groups
from projection.rates.life_table import (
    death_probability,
    life_table,
    survival_from_hazard,
)
from tests.estimation.test_kiyose import ROOT, base

AGES = np.arange(0, 101, 5)
YEARS = np.arange(2015, 2021)


@cache
def shipped() -> Register:
    found = find_register(ROOT / "inputs" / "kiyose")
    assert found is not None
    return found


def course() -> Course:
    return base().course


def made(stocks: np.ndarray, births: np.ndarray, deaths: np.ndarray | None = None) -> Register:
    """A register of one region; stocks (year, sex, age), flows (period)."""
    flows = dict.fromkeys(("births", "deaths"), births)
    if deaths is not None:
        flows["deaths"] = deaths
    data = xr.Dataset(
        {
            "population": (("region", "year", "sex", "age"), stocks[np.newaxis]),
            **{name: (("region", "period"), one[np.newaxis]) for name, one in flows.items()},
        },
        coords={
            "region": ["132217"],
            "year": YEARS,
            "period": YEARS[:-1],
            "sex": ["male", "female"],
            "age": AGES,
        },
    )
    return Register(data, shipped().source)


def closed() -> Register:
    """Cohorts of 2020 that are those of 2015, less the dead, and births that survive."""
    years = YEARS[:-1]
    hazards = each_year(course().hazard, years).mean(axis=0)
    survival = survival_from_hazard(hazards, 5, 100)
    first = np.random.default_rng(1).uniform(100, 900, (2, AGES.size))
    births = np.array([100.0, 120.0, 90.0, 80.0, 110.0])
    ratio = each_year(course().sex_ratio, years)
    last = np.zeros_like(first)
    last[:, 1:] = first[:, :-1]
    last[:, -1] += first[:, -1]
    last[0, 0] = (births * ratio / (1 + ratio)).sum()
    last[1, 0] = births.sum() - last[0, 0]
    last *= survival
    share = np.linspace(0, 1, YEARS.size)[:, np.newaxis, np.newaxis]
    return made((1 - share) * first + share * last, births)


def test_where_nobody_moves_there_is_no_net_migration() -> None:
    found = net_migration(closed(), course())
    np.testing.assert_allclose(found["net_migrants"], 0.0, atol=1e-9)


def test_arrivals_are_shared_by_the_ages_that_a_cohort_passes() -> None:
    register = closed()
    arrived = register.data["population"].copy(deep=True)
    # A hundred more women of 30-34 at the end: they came at 25-29 or 30-34, over five years.
    arrived.loc[{"year": 2020, "sex": "female", "age": 30}] += 100.0
    data = register.data.assign(population=arrived)
    found = net_migration(Register(data, register.source), course())["net_migrants"][0]
    expected = np.zeros((2, 20))
    expected[1, 5:7] = 50.0
    np.testing.assert_allclose(found, expected, atol=1e-9)


@pytest.mark.parametrize("age", [0, 95, 100])
def test_no_migrant_is_lost_at_either_end(age: int) -> None:
    register = closed()
    arrived = register.data["population"].copy(deep=True)
    arrived.loc[{"year": 2020, "sex": "male", "age": age}] += 10.0
    data = register.data.assign(population=arrived)
    found = net_migration(Register(data, register.source), course())["net_migrants"]
    assert float(found.sum()) == pytest.approx(10.0)
    assert found["age"].values.tolist() == AGES[:-1].tolist()


def test_person_years_are_those_of_five_years() -> None:
    found = net_migration(shipped(), course())["person_years"].sum()
    stocks = shipped().data["population"].sum(("region", "sex", "age")).values
    assert float(found) == pytest.approx(stocks[1:-1].sum() + (stocks[0] + stocks[-1]) / 2)


def test_births_at_national_rates_imply_the_national_tfr() -> None:
    women = np.random.default_rng(2).uniform(100, 900, AGES.size)
    stocks = np.tile(women, (YEARS.size, 2, 1))
    patterns = mean_over_groups(each_year(course().pattern, YEARS[:-1]), 5)
    births = 1.4 * (patterns * women).sum(axis=1)
    assert implied_tfr(made(stocks, births), course()).item() == pytest.approx(1.4)


def test_deaths_at_national_rates_make_a_ratio_of_one() -> None:
    """Hand-made: a stationary population of the life table of every year has l0 deaths."""
    tables = life_table(death_probability(each_year(course().hazard, YEARS[:-1])))
    lived = np.add.reduceat(tables.person_years, AGES, axis=-1)[:1].repeat(YEARS.size, axis=0)
    rates = -np.diff(tables.survivors, axis=-1, append=0.0)
    rates = np.add.reduceat(rates, AGES, axis=-1)
    rates = rates / np.add.reduceat(tables.person_years, AGES, axis=-1)
    deaths = (lived[0] * rates).sum(axis=(1, 2))
    assert deaths[0] == pytest.approx(2.0)  # one birth a sex, and one death
    register = made(lived, np.full(5, 9.0), deaths)
    assert mortality_ratio(register, course()).item() == pytest.approx(1.0)


def test_japan_is_near_its_own_figures() -> None:
    """HFD 2015-2019: 1.44 to 1.34, 4 % above the register's, which counts foreign women."""
    whole = shipped().data.drop_vars("name").sum("region").expand_dims(region=["000000"])
    japan = Register(whole, shipped().source)
    assert round(implied_tfr(japan, course()).item(), 2) == 1.35  # as the answer's note says
    assert mortality_ratio(japan, course()).item() == pytest.approx(1.0, abs=0.03)
    flows = net_migration(japan, course()).sum("sex")
    rates = (flows["net_migrants"] / flows["person_years"]).values[0]
    # Foreign students and workers arrive in their twenties; nobody else moves far.
    assert rates.argmax() in (3, 4)
    assert np.abs(np.delete(rates, [3, 4, 5])).max() < 0.005


def test_mortality_that_differs_by_a_fifth_moves_rates_of_the_young_by_little() -> None:
    hazards = each_year(course().hazard, YEARS[:-1]).mean(axis=0)
    differing = survival_from_hazard(1.2 * hazards, 5, 100)
    national = survival_from_hazard(hazards, 5, 100)
    assert np.abs(differing - national)[:, 1:11].max() / 5 < 0.001


def test_the_bounds_of_the_search_hold_what_they_say() -> None:
    data = shipped().data["population"].sel(year=2020).sum(("sex", "age"))
    large, larger = data >= 5_000, data >= 50_000
    tfr = implied_tfr(shipped(), course())[large]
    assert (round(float(tfr.min()), 2), round(float(tfr.max()), 2)) == (0.62, 2.30)
    ratio = mortality_ratio(shipped(), course())[large]
    assert (round(float(ratio.min()), 2), round(float(ratio.max()), 2)) == (0.79, 1.50)
    flows = net_migration(shipped(), course()).sum("sex").sel(age=slice(0, 85))
    rates = (flows["net_migrants"] / flows["person_years"])[larger]
    assert round(100 * float((np.abs(rates) <= 0.1).mean()), 1) == 99.8
