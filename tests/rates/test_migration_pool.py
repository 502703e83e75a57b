from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from projection.rates.migration_pool import in_migration_share, pooled_moves

Array = NDArray[np.float64]

SCENARIOS, REGIONS, AGES = 3, 4, 7


def random_world(seed: int) -> tuple[Array, Array, Array]:
    rng = np.random.default_rng(seed)
    shape = (SCENARIOS, REGIONS, 2, AGES)
    shares = in_migration_share(rng.uniform(1, 50, shape))
    return rng.uniform(0, 900, shape), rng.uniform(0, 1, shape), shares


@given(st.integers(0, 10**6))
def test_inside_the_system_nobody_is_lost(seed: int) -> None:
    moves = pooled_moves(*random_world(seed))
    net = (moves.arrivals - moves.departures).sum(axis=-3)
    np.testing.assert_allclose(net, 0.0, atol=1e-9)


@given(st.integers(0, 10**6))
def test_those_from_outside_are_shared_out_too(seed: int) -> None:
    population, out_rate, share = random_world(seed)
    outside = np.full((SCENARIOS, 2, AGES), 5.0)
    closed = pooled_moves(population, out_rate, share)
    opened = pooled_moves(population, out_rate, share, outside)
    np.testing.assert_allclose(opened.arrivals - closed.arrivals, 5 * share, atol=1e-9)
    np.testing.assert_array_equal(opened.departures, closed.departures)


def test_observed_flows_come_back_from_their_own_rates_and_shares() -> None:
    rng = np.random.default_rng(1)
    population = rng.uniform(500, 900, (REGIONS, 2, AGES))
    departures = rng.uniform(1, 50, population.shape)
    arrivals = rng.permutation(departures, axis=0)
    moves = pooled_moves(population, departures / population, in_migration_share(arrivals))
    np.testing.assert_allclose(moves.departures, departures)
    np.testing.assert_allclose(moves.arrivals, arrivals)


def test_one_world_takes_those_from_outside_by_sex_and_age() -> None:
    """Nobody leaves: each region has its share of those who enter, cell by cell."""
    _, _, share = (of_all[0] for of_all in random_world(2))
    outside = np.arange(14.0).reshape(2, AGES)
    moves = pooled_moves(np.ones_like(share), np.zeros_like(share), share, outside)
    np.testing.assert_allclose(moves.arrivals, share * outside)
    np.testing.assert_allclose(moves.arrivals.sum(axis=0), outside)
