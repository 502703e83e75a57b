"""Momentum of several populations at once; the recurrence judges one in test_stable."""

from __future__ import annotations

import numpy as np

from projection.rates.momentum import keyfitz_momentum, momentum

SURVIVAL = [[0.98, 0.9, 0.4], [0.99, 0.95, 0.5]]


def test_several_populations_may_share_their_rates() -> None:
    people = np.random.default_rng(4).uniform(50, 150, (4, 2, 3))
    together = momentum(people, SURVIVAL, [0.0, 1.6, 0.0], 1.05, 1)
    alone = [momentum(one, SURVIVAL, [0.0, 1.6, 0.0], 1.05, 1) for one in people]
    np.testing.assert_allclose(together, alone, rtol=1e-12)
    assert np.ptp(together) > 0.01


def test_a_population_may_have_several_fertility_schedules() -> None:
    people = np.array([[90.0, 80.0, 70.0], [95.0, 60.0, 75.0]])
    fertility = np.array([[0.0, 1.6, 0.0], [0.4, 1.2, 0.0], [0.0, 2.0, 0.0], [0.1, 1.0, 0.0]])
    together = momentum(people, SURVIVAL, fertility, 1.05, 1)
    alone = [momentum(people, SURVIVAL, one, 1.05, 1) for one in fertility]
    np.testing.assert_allclose(together, alone, rtol=1e-12)
    # Only the pattern counts: fertility goes to replacement from any level.
    np.testing.assert_allclose(together[0], together[2], rtol=1e-12)
    assert abs(together[0] - together[1]) > 1e-3


def test_keyfitz_s_figures_may_be_those_of_several_populations() -> None:
    """b e0 (R0 - 1) / (r mean age R0): 0.02 x 70 x 1 / (0.02 x 28 x 2) = 1.25."""
    found = keyfitz_momentum([0.02, 0.04], 70.0, [0.02, 0.02], 2.0, 28.0)
    np.testing.assert_allclose(found, [1.25, 2.5], rtol=1e-12)
