from __future__ import annotations

from dataclasses import asdict, replace

import numpy as np
import pytest

from projection.rates.rogers_castro import (
    ModelSchedule,
    Parameters,
    fit_model_schedule,
    group_mean_rate,
    model_migration_rate,
)

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
