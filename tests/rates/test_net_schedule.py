from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projection.rates.net_schedule import fit_net_schedule, smooth_net_migration
from projection.rates.rogers_castro import ModelSchedule, group_mean_rate

EDGES = np.array([*range(0, 91, 5), 101])
PEOPLE = np.linspace(1600.0, 400.0, 19)
# Children and students come, young workers leave.
TRUTH = ModelSchedule(0.02, 0.2, 0.04, 0.15, 18.0, 0.6, 0.002, -0.05, 0.15, 26.0, 0.6)


def test_a_schedule_of_this_form_is_found_again() -> None:
    rates = group_mean_rate(TRUTH, EDGES)
    found = group_mean_rate(fit_net_schedule(rates, EDGES, PEOPLE), EDGES)
    # High levels are held down: the peaks come out up to a tenth lower.
    np.testing.assert_allclose(found, rates, atol=0.1 * np.abs(rates).max())
    np.testing.assert_allclose(found[9:], rates[9:], atol=2e-4)


@given(st.integers(0, 10**6))
@settings(max_examples=5)
def test_the_sum_over_ages_is_kept(seed: int) -> None:
    rng = np.random.default_rng(seed)
    residuals = rng.normal(2.0, 20.0, (2, 19))
    smooth = smooth_net_migration(residuals, np.stack([PEOPLE, PEOPLE[::-1]]), EDGES)
    np.testing.assert_allclose(smooth.sum(axis=-1), residuals.sum(axis=-1), atol=1e-8)


def test_smoothing_takes_much_of_the_noise_away() -> None:
    rng = np.random.default_rng(5)
    truth = group_mean_rate(TRUTH, EDGES) * PEOPLE
    noisy = truth + rng.normal(0.0, 15.0, (12, 19))
    smooth = smooth_net_migration(noisy, np.broadcast_to(PEOPLE, noisy.shape), EDGES)
    before, after = (np.sqrt(((x - truth) ** 2).mean()) for x in (noisy, smooth))
    assert after < 0.65 * before


def test_the_sign_of_all_rates_turns_the_schedule_over() -> None:
    rates = group_mean_rate(TRUTH, EDGES)
    turned = fit_net_schedule(-rates, EDGES)
    assert turned.c == pytest.approx(-fit_net_schedule(rates, EDGES).c)


def test_peaks_of_neighbouring_years_are_told_apart() -> None:
    truth = ModelSchedule(0.0, 0.2, 0.3, 0.15, 20.0, 0.6, 0.0, 0.6, 0.15, 21.0, 0.6)
    single = np.arange(91)
    found = fit_net_schedule(group_mean_rate(truth, single), single)
    assert (found.mu2, found.mu3) == (20.0, 21.0)
