from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

import numpy as np
import pytest

from projection.errors import RatesError
from projection.rates.rogers_castro import (
    ModelSchedule,
    Parameters,
    fit_model_schedule,
    group_mean_rate,
    model_migration_rate,
)
from projection.rates.schedule_fit import averaging_matrix, best_fit
from tests.rates.worlds_mortality import said

SINGLE = np.arange(91)
FIVES = np.arange(0, 91, 5)

# Fundamental parameters: Rogers and Castro (1981), Model Migration Schedules.
BASIC = ModelSchedule(0.02, 0.1, 0.06, 0.1, 20.0, 0.4, 0.003)
RETIRING = replace(BASIC, a3=0.01, alpha3=0.4, mu3=66.0, lambda3=0.6)
RISING = replace(BASIC, a4=0.0005, lambda4=0.04)
ALL = replace(RETIRING, a4=0.0005, lambda4=0.04)


def test_the_labour_force_peaks_where_ascent_and_descent_balance() -> None:
    """The peak of the second component lies at mu + ln(lambda / alpha) / lambda."""
    alone = replace(BASIC, a1=0.0, c=0.0)
    ages = np.linspace(15, 40, 25001)
    highest = ages[model_migration_rate(alone, ages).argmax()]
    assert highest == pytest.approx(20 + np.log(4) / 0.4, abs=0.001)


@pytest.mark.parametrize(
    ("count", "truth"), [(7, BASIC), (9, RISING), (11, RETIRING), (13, ALL)]
)
def test_the_parameters_are_found_again(count: Parameters, truth: ModelSchedule) -> None:
    found = fit_model_schedule(group_mean_rate(truth, SINGLE), SINGLE, count)
    np.testing.assert_allclose(
        group_mean_rate(found, SINGLE), group_mean_rate(truth, SINGLE), atol=2e-6
    )
    for name in ("a2", "alpha2", "mu2", "lambda2"):
        assert asdict(found)[name] == pytest.approx(asdict(truth)[name], rel=0.01)


def test_a_smaller_schedule_leaves_components_out() -> None:
    found = fit_model_schedule(group_mean_rate(ALL, SINGLE), SINGLE, 7)
    assert (found.a3, found.a4) == (0.0, 0.0)


def test_levels_follow_the_rates() -> None:
    rates = group_mean_rate(RETIRING, FIVES)
    once, thousandfold = (fit_model_schedule(k * rates, FIVES, 11) for k in (1, 1000))
    assert thousandfold.a2 == pytest.approx(1000 * once.a2, rel=1e-6)
    assert thousandfold.mu2 == pytest.approx(once.mu2, rel=1e-6)


def test_rates_without_weight_do_not_count() -> None:
    rates = group_mean_rate(BASIC, FIVES)
    spoilt = rates + np.where(FIVES[:-1] == 60, 0.05, 0.0)
    found = fit_model_schedule(spoilt, FIVES, weight=np.where(FIVES[:-1] == 60, 0.0, 2.0))
    np.testing.assert_allclose(group_mean_rate(found, FIVES), rates, atol=1e-6)


def test_the_slope_after_retirement_doubles_every_so_many_years() -> None:
    alone = replace(BASIC, a1=0.0, a2=0.0, c=0.0, a4=0.001, lambda4=np.log(2) / 20)
    found = model_migration_rate(alone, [0.0, 20.0, 60.0])
    np.testing.assert_allclose(found, [0.001, 0.002, 0.008], rtol=1e-12)


def test_groups_need_not_begin_at_birth() -> None:
    averaging, middles = averaging_matrix([15, 16, 18])
    assert middles.tolist() == [15.5, 16.5, 17.5]
    assert averaging.tolist() == [[1.0, 0.0, 0.0], [0.0, 0.5, 0.5]]


def test_the_best_fit_keeps_within_its_bounds() -> None:
    bounds = np.array([[1.0, 1.0], [3.0, 9.0]])
    found = best_fit(lambda values: values - 5.0, bounds, [np.array([2.0, 2.0])])
    np.testing.assert_allclose(found, [3.0, 5.0], atol=1e-6)


@pytest.mark.parametrize(
    ("rates", "edges", "weight", "words"),
    [
        ([0.1] * 8 + [-0.1], range(10), None, "rate[8]: below zero"),
        (
            [0.1] * 9,
            [*range(9), 9.5],
            None,
            "edges: ages are not whole; expected whole years; found [0.0, 1.0",
        ),
        (
            [0.1] * 8,
            range(10),
            None,
            "rate: the shape does not fit; expected as many cells on "
            "the last axis as ages, 9; found (8,)",
        ),
        (
            [0.1] * 5,
            range(6),
            None,
            "rate: only 5 values can be used for the fit; expected 7 or more",
        ),
        ([0.1] * 9, range(10), [1] * 8 + [-1], "weight[8]: below zero"),
        (
            [0.1] * 9,
            range(10),
            [1] * 8,
            "weight: the shape does not fit; expected as many cells"
            " on the last axis as ages, 9; found (8,)",
        ),
    ],
)
def test_what_is_refused(
    rates: list[float], edges: Sequence[float], weight: list[int] | None, words: str
) -> None:
    with pytest.raises(RatesError) as caught:
        fit_model_schedule(rates, edges, weight=weight)
    assert said(caught.value).startswith(words)
