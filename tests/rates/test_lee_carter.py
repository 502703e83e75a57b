from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.errors import RatesError
from projection.rates.lee_carter import (
    drift_of,
    fit_lee_carter,
    lee_carter_rates,
    project_lee_carter,
)
from tests.rates.worlds_mortality import Array, said

YEARS = np.array([1990.0, 1995.0, 2001.0, 2005.0, 2010.0])
AGES = 7


def rank_one(seed: int) -> tuple[Array, Array, Array]:
    """Return pattern (3, 2, age), response and trend of a surface of the model's form."""
    rng = np.random.default_rng(seed)
    pattern = rng.uniform(-9.0, -1.0, (3, 2, AGES))
    response = rng.uniform(0.05, 0.3, (3, 2, AGES))
    trend = np.sort(rng.normal(0.0, 5.0, (3, 2, YEARS.size)), axis=-1)[..., ::-1]
    response /= response.sum(axis=-1, keepdims=True)
    return pattern, response, trend - trend.mean(axis=-1, keepdims=True)


def surface(pattern: Array, response: Array, trend: Array) -> Array:
    return np.exp(pattern[..., None, :] + trend[..., None] * response[..., None, :])


@given(st.integers(0, 10**6))
def test_a_surface_of_rank_one_is_reproduced(seed: int) -> None:
    pattern, response, trend = rank_one(seed)
    rates = surface(pattern, response, trend)
    fitted = fit_lee_carter(rates, YEARS)
    np.testing.assert_allclose(fitted.pattern, pattern, rtol=1e-10)
    np.testing.assert_allclose(fitted.response, response, rtol=1e-9)
    np.testing.assert_allclose(fitted.trend, trend, atol=1e-9)
    np.testing.assert_allclose(fitted.explained, 1.0, rtol=1e-12)
    np.testing.assert_allclose(lee_carter_rates(fitted, fitted.trend), rates, rtol=1e-10)


@given(st.integers(0, 10**6))
def test_the_second_stage_meets_the_deaths_of_each_year(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rates = surface(*rank_one(seed)) * np.exp(rng.normal(0.0, 0.1, (3, 2, 5, AGES)))
    exposure = rng.uniform(1e3, 1e5, (2, 5, AGES))
    fitted = fit_lee_carter(rates, YEARS, exposure)
    modelled = (exposure * lee_carter_rates(fitted, fitted.trend)).sum(axis=-1)
    np.testing.assert_allclose(modelled, (exposure * rates).sum(axis=-1), rtol=1e-9)
    first = fit_lee_carter(rates, YEARS)
    np.testing.assert_array_equal(fitted.response, first.response)
    assert not np.allclose(fitted.trend, first.trend, rtol=1e-9)


@given(st.integers(0, 10**6))
def test_response_sums_to_one_and_trend_to_zero(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rates = surface(*rank_one(seed)) * np.exp(rng.normal(0.0, 0.1, (3, 2, 5, AGES)))
    fitted = fit_lee_carter(rates, YEARS)
    np.testing.assert_allclose(fitted.response.sum(axis=-1), 1.0)
    np.testing.assert_allclose(fitted.trend.sum(axis=-1), 0.0, atol=1e-9)
    assert ((fitted.explained > 0.2) & (fitted.explained < 1.0)).all()


def test_a_straight_trend_goes_on_without_noise() -> None:
    pattern, response, _ = rank_one(1)
    trend = np.broadcast_to(-0.4 * (YEARS - YEARS.mean()), (3, 2, 5))
    fitted = fit_lee_carter(surface(pattern, response, trend), YEARS)
    drift = drift_of(fitted)
    np.testing.assert_allclose(drift.drift, -0.4, rtol=1e-9)
    np.testing.assert_allclose(drift.innovation, 0.0, atol=1e-8)
    later = project_lee_carter(fitted, [2010.0, 2020.0, 2030.0])
    expected = surface(
        pattern,
        response,
        -0.4 * (np.array([2010.0, 2020.0, 2030.0]) - YEARS.mean()) * np.ones((3, 2, 1)),
    )
    np.testing.assert_allclose(later, expected, rtol=1e-9)


def test_drift_and_its_errors_by_hand() -> None:
    # Yearly steps of -1 and -3 about a mean of -2: variance 2, and of the mean 2 / 2.
    trend = np.array([2.0, 1.0, -2.0])
    response = np.array([0.25, 0.75])
    rates = np.exp(np.array([-2.0, -1.0]) + trend[:, None] * response)
    drift = drift_of(fit_lee_carter(rates, [2000, 2001, 2002]))
    found = [drift.drift, drift.innovation, drift.standard_error]
    np.testing.assert_allclose(found, [-2.0, np.sqrt(2.0), 1.0], rtol=1e-9)


def test_two_tables_do_not_tell_the_errors() -> None:
    drift = drift_of(fit_lee_carter([[0.4, 0.1], [0.2, 0.1]], [2000, 2010]))
    assert np.isnan(drift.innovation)
    assert np.isnan(drift.standard_error)


def test_the_course_can_start_from_observed_rates() -> None:
    rates = surface(*rank_one(3)) * np.linspace(1.0, 1.2, AGES)
    fitted = fit_lee_carter(rates, YEARS)
    last = rates[..., -1, :] * 1.1
    found = project_lee_carter(fitted, [2010.0, 2013.0], last)
    np.testing.assert_allclose(found[..., 0, :], last, rtol=1e-12)
    plain = project_lee_carter(fitted, [2010.0, 2013.0])
    np.testing.assert_allclose(found[..., 1, :] / last, plain[..., 1, :] / plain[..., 0, :])


@pytest.mark.parametrize(
    ("rates", "years", "words"),
    [
        (
            [[0.4, 0.0], [0.2, 0.1]],
            [2000, 2010],
            "mortality_rate[0, 1]: not above zero; expected a value above zero; found 0",
        ),
        (
            [[0.4, 0.1], [0.2, 0.1]],
            [2010, 2000],
            "year: not ascending; expected each value once, the lower first; found "
            "[2010.0, 2000.0]",
        ),
        (
            [[0.4, 0.1]],
            [2010],
            "year: only 1 values can be used for the fit; expected 2 or more",
        ),
        (
            [[0.4, 0.1], [0.2, 0.1]],
            [2000, 2005, 2010],
            "mortality_rate: the shape does not fit; expected as many cells on the last axis "
            "but one as years, 3; found (2, 2)",
        ),
        (
            [[0.4, 0.1], [0.4, 0.1]],
            [2000, 2010],
            "mortality_rate: mortality has no common trend: the changes by age sum to zero; "
            "use more tables, or other years",
        ),
    ],
)
def test_what_is_refused(rates: list[list[float]], years: list[float], words: str) -> None:
    with pytest.raises(RatesError) as caught:
        fit_lee_carter(rates, years)
    assert said(caught.value) == words


def test_other_refusals() -> None:
    fitted = fit_lee_carter([[0.4, 0.1], [0.2, 0.1]], [2000, 2010])
    with pytest.raises(RatesError, match=r"years after the last\[0\]: below zero"):
        project_lee_carter(fitted, [2005.0])
    with pytest.raises(RatesError, match="last_rates: the shape does not fit"):
        project_lee_carter(fitted, [2015.0], [0.1, 0.1, 0.1])
    with pytest.raises(RatesError, match="exposure: the shape does not fit"):
        fit_lee_carter([[0.4, 0.1], [0.2, 0.1]], [2000, 2010], [1.0, 2.0])


def test_the_errors_of_several_trends_at_uneven_intervals_by_hand() -> None:
    """Over 1 and 3 years: 4 - (1 + 9) / 4 = 1.5 degrees of freedom, each trend for itself.

    Steps of -1 and -7 have a drift of -2 and leave 1 and -1: variance 2 / 1.5. Steps of -4
    and 0 have a drift of -1 and leave -3 and 3: variance 18 / 1.5.
    """
    fitted = fit_lee_carter([[0.4, 0.1], [0.3, 0.1], [0.2, 0.1]], [2000, 2001, 2004])
    drift = drift_of(fitted._replace(trend=np.array([[8.0, 7.0, 0.0], [4.0, 0.0, 0.0]])))
    np.testing.assert_allclose(drift.drift, [-2.0, -1.0], rtol=1e-12)
    np.testing.assert_allclose(drift.innovation**2, [2 / 1.5, 18 / 1.5], rtol=1e-12)
    np.testing.assert_allclose(drift.standard_error**2, [0.5 / 1.5, 4.5 / 1.5], rtol=1e-12)


def test_one_population_s_deaths_are_met_with_its_own_exposure() -> None:
    rates = np.array([[0.4, 0.1], [0.3, 0.12], [0.2, 0.1]])
    exposure = np.array([[900.0, 800.0], [850.0, 810.0], [700.0, 820.0]])
    fitted = fit_lee_carter(rates, [2000, 2001, 2004], exposure)
    modelled = (exposure * lee_carter_rates(fitted, fitted.trend)).sum(axis=-1)
    np.testing.assert_allclose(modelled, (exposure * rates).sum(axis=-1), rtol=1e-11)


@pytest.mark.parametrize("size", [1e-3, 1e3])
def test_deaths_are_met_however_far_the_trend_has_to_go(size: float) -> None:
    """The age where the people are hardly takes part in the trend, and has its own ups and
    downs: the level that gives its deaths lies far from the first stage's, on either side."""
    trend = np.array([6.0, 2.0, -2.0, -6.0])
    noise = np.array([0.6, -0.6, 0.6, -0.6])
    rates = np.exp(np.array([-3.0, -2.0]) + np.stack([0.05 * trend + noise, trend], axis=-1))
    exposure = size * np.array([1.0, 1e-9]) * np.ones((4, 1))
    years = [2000, 2001, 2003, 2004]
    fitted, first = fit_lee_carter(rates, years, exposure), fit_lee_carter(rates, years)
    moves = fitted.trend - first.trend
    assert moves.min() < -3
    assert moves.max() > 3
    modelled = (exposure * lee_carter_rates(fitted, fitted.trend)).sum(axis=-1)
    np.testing.assert_allclose(modelled, (exposure * rates).sum(axis=-1), rtol=1e-9)
