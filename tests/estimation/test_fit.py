"""Laws of the fit, on made-up municipalities under the national schedules."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from projection.errors import EstimationError
from projection.estimation import fit_base_rates
from projection.estimation.course import Course
from projection.inputs import Inputs
from projection.kernel import Rates, project
from projection.rates.age_groups import regroup
from projection.rates.fertility import mean_over_groups
from projection.rates.life_table import survival_from_hazard
from projection.running import CONVENTION
from projection.variables import SEXES
from tests.estimation.test_kiyose import base, kiyose

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]

SINGLE = np.arange(101)
GROUPINGS = {
    "single ages": SINGLE,
    "five-year groups to 100": np.arange(0, 101, 5),
    "five-year groups to 85": np.arange(0, 86, 5),
    "infants apart": np.array([0, 1, *range(5, 91, 5)]),
    "wide and uneven": np.array([0, 6, 15, 25, 40, 65, 75, 80]),
}


def town(population: Array, births: Array, deaths: Array, groups: Bounds) -> Inputs:
    """Put figures into inputs; population has the shape (year, 2, single age)."""
    years = np.arange(2020 - births.size, 2021)
    stocks = xr.DataArray(
        regroup(population, SINGLE, groups),
        dims=("year", "sex", "age"),
        coords={"year": years, "sex": list(SEXES), "age": groups},
    )
    persons = population.sum(axis=(1, 2))[:-1]
    flows = {"births": births, "deaths": deaths}
    flows |= {"in_migration": 0.05 * persons, "out_migration": 0.05 * persons}
    components = xr.Dataset(
        {name: ("period", values) for name, values in flows.items()},
        coords={"period": years[:-1]},
    )
    return replace(kiyose(), population=stocks, components=components)


def fertility_as_of_the_nation(course: Course, years: list[int]) -> NDArray[np.float64]:
    """ASFR that go up and down as the nation's do, of a TFR of one in the last year."""
    last = course.total_fertility_rate(years[-1])
    return np.stack(
        [
            mean_over_groups(course.pattern(year), 1) * course.total_fertility_rate(year) / last
            for year in years
        ]
    )


def known_town(multiplier: float, tfr: float, groups: Bounds) -> tuple[Inputs, Array, Array]:
    """Run a town with known rates; return its figures, its cohorts and its migration."""
    course = base().course
    years = range(2015, 2020)
    rate = 0.02 * np.exp(-(((SINGLE - 22) / 8) ** 2)) - 0.03 * np.exp(
        -(((SINGLE - 29) / 6) ** 2)
    )
    wave = 1 + 0.15 * np.sin(SINGLE * 0.9)
    first = 700 * np.exp(-((SINGLE / 75) ** 4)) * wave + 0.5
    first = np.stack([first, 1.05 * first])
    rates = Rates(
        survival_from_hazard(
            np.stack([course.hazard(year) for year in years]) * multiplier, 1, 100
        ),
        tfr * fertility_as_of_the_nation(course, list(years)),
        np.stack([course.sex_ratio(year) for year in years]),
        np.zeros((5, 2, 101)),
        np.broadcast_to(rate, (5, 2, 101)),
    )
    run = project(first, rates, 1, CONVENTION)
    births, deaths = run.births.sum(axis=(1, 2)), run.deaths.sum(axis=(1, 2))
    return town(run.population, births, deaths, groups), run.population, rate


@pytest.mark.parametrize("groups", GROUPINGS.values(), ids=GROUPINGS)
@pytest.mark.parametrize(("multiplier", "tfr"), [(0.8, 1.1), (1.3, 1.9)])
def test_known_rates_are_found_again(groups: Bounds, multiplier: float, tfr: float) -> None:
    inputs, _, _ = known_town(multiplier, tfr, groups)
    found = fit_base_rates(inputs)
    # Within an open group at 85, and within groups of 15 years, ages are spread as in a
    # stationary population, which this town is not.
    tolerance = {True: 0.12, False: 0.02 if groups[-1] == 100 else 0.08}[groups.size < 10]
    assert found.multiplier == pytest.approx(multiplier, rel=tolerance)
    assert found.total_fertility_rate == pytest.approx(tfr, rel=tolerance)
    assert max(found.fit.residuals.values()) < 1e-6


def test_with_single_ages_the_fit_is_the_truth() -> None:
    inputs, population, rate = known_town(0.9, 1.4, SINGLE)
    alone = replace(inputs.schedules, migration_by_size=None)
    found = fit_base_rates(replace(inputs, schedules=alone))
    np.testing.assert_allclose(found.population, population[-1], rtol=1e-9)
    assert found.multiplier == pytest.approx(0.9, rel=1e-6)
    # Half of the town's rates met those present at the end; the fit halves persons instead.
    assert found.total_fertility_rate == pytest.approx(1.4, rel=1e-4)
    # Against the mean population of the year, which the movers of its end are part of: the
    # largest rate, 0.03, comes out 1.5 % off.
    fitted_rate = found.net_migrants / found.exposed
    np.testing.assert_allclose(fitted_rate[:, :90], np.stack([rate, rate])[:, :90], atol=5e-4)


def test_cohort_sizes_are_read_from_five_year_groups() -> None:
    """Waves of 15 % within five-year groups: six registers tell most of them."""
    inputs, population, _ = known_town(1.0, 1.4, np.arange(0, 101, 5))
    found = fit_base_rates(inputs).fit.population[0]
    truth = population[0]
    error = np.abs(found - truth)[:, 5:80].sum() / truth[:, 5:80].sum()
    grouped = regroup(truth, SINGLE, np.arange(0, 101, 5)).repeat(5, axis=1)[:, :101] / 5
    flat = np.abs(grouped - truth)[:, 5:80].sum() / truth[:, 5:80].sum()
    assert error < 0.4 * flat


@st.composite
def noisy_towns(draw: st.DrawFn) -> Inputs:
    groups = draw(st.sampled_from(list(GROUPINGS.values())))
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    size = draw(st.sampled_from([0.05, 1.0, 20.0]))
    _, population, _ = known_town(1.0, 1.4, groups)
    population = rng.poisson(population * size).astype(float)
    births = rng.poisson(np.full(5, population.sum() / 6 * 0.008)).astype(float) + 1
    deaths = rng.poisson(np.full(5, population.sum() / 6 * 0.010)).astype(float) + 1
    return town(population, births, deaths, groups)


@settings(max_examples=25, deadline=None)
@given(noisy_towns())
def test_any_town_is_fitted_exactly(inputs: Inputs) -> None:
    found = fit_base_rates(inputs)
    assert max(found.fit.residuals.values()) < 1e-6
    assert found.fit.population.min() > -1e-9
    assert np.isfinite(found.net_migrants).all()


def village(seed: int) -> Inputs:
    """Some 2,000 people, fewer than one in many a cell, their registers tossed each year."""
    _, population, _ = known_town(1.0, 1.4, GROUPINGS["five-year groups to 100"])
    rng = np.random.default_rng(seed)
    register = rng.poisson(population * 2_000 / population[0].sum()).astype(float)
    births = rng.poisson(np.full(5, 16.0)).astype(float) + 1
    deaths = rng.poisson(np.full(5, 20.0)).astype(float) + 1
    return town(register, births, deaths, GROUPINGS["five-year groups to 100"])


@pytest.mark.parametrize("seed", range(12))
def test_villages_are_fitted(seed: int) -> None:
    """Their smooth residual takes hundredths of a person out of empty cells at high ages."""
    inputs = village(seed)
    fitted = fit_base_rates(inputs).fit
    assert max(fitted.residuals.values()) < 1e-6
    assert fitted.population.min() > -1e-9
    moved = regroup(fitted.net_migrants, SINGLE, GROUPINGS["five-year groups to 100"])
    persons = regroup(fitted.population, SINGLE, GROUPINGS["five-year groups to 100"])
    # As many as separate two registers, not waves that cancel out over the ages.
    assert np.abs(moved).sum() < 4 * np.abs(np.diff(persons, axis=0)).sum()
    # What the whole of each sex gains or loses by moves does not depend on the spreading.
    balance = np.diff(persons.sum(axis=(1, 2))) - inputs.components["births"].values
    balance = balance + inputs.components["deaths"].values
    np.testing.assert_allclose(moved.sum(axis=(1, 2)), balance, atol=1e-6)


def test_deaths_out_of_reach_are_refused() -> None:
    figures = kiyose()
    deaths = figures.components["deaths"].copy()
    deaths.loc[{"period": 2017}] = 60_000
    wrong = replace(figures, components=figures.components.assign(deaths=deaths))
    with pytest.raises(EstimationError, match="60,000 deaths of 2017"):
        fit_base_rates(wrong)


@pytest.mark.parametrize("start", [2014, 2015, 2024])
def test_a_start_that_was_not_observed_is_refused(start: int) -> None:
    with pytest.raises(EstimationError, match=f"a start in {start} needs"):
        fit_base_rates(kiyose(), start=start)
