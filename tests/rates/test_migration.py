from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from projection.kernel import Convention, OpenGroup, Timing, entered, project_step
from projection.rates.migration import (
    Residual,
    migration_balance,
    net_migration_rate,
    residual_migration,
)
from tests.worlds_kernel import world

Array = NDArray[np.float64]

SEEDS = st.integers(0, 10**6)


def test_the_balance_adds_up() -> None:
    rng = np.random.default_rng(3)
    arrivals, departures = rng.uniform(0, 50, (2, 3, 7))
    lived = rng.uniform(100, 900, (3, 7))
    balance = migration_balance(arrivals, departures, lived)
    np.testing.assert_allclose(balance.net, arrivals - departures)
    np.testing.assert_allclose(balance.in_rate * lived, arrivals)
    np.testing.assert_allclose(balance.out_rate * lived, departures)
    np.testing.assert_allclose(balance.net_rate, balance.in_rate - balance.out_rate)
    np.testing.assert_allclose(balance.net_rate, net_migration_rate(balance.net, lived))
    np.testing.assert_allclose(balance.gross_rate, balance.in_rate + balance.out_rate)
    np.testing.assert_allclose(balance.effectiveness * balance.gross, balance.net)


def test_where_nobody_moves_moving_has_no_effect() -> None:
    balance = migration_balance([0.0, 4.0], [0.0, 0.0], [9.0, 9.0])
    assert balance.effectiveness.tolist() == [0.0, 1.0]


def residual_of_a_step(
    seed: int, timing: Timing, group: OpenGroup, method: Residual
) -> tuple[Array, Array]:
    """Residual of a step of the recurrence, and its migrants by age at the move."""
    convention = Convention(timing=timing, open_group=group)
    population, rates = world(seed, convention, periods=1)
    now = rates.at(0)._replace(migration_rate=np.zeros_like(population))
    step = project_step(population, now, 1, convention)
    births = step.births.sum(axis=-1)
    found = residual_migration(population, step.population, births, now.survival, method)
    return found, now.migration_count


@pytest.mark.parametrize("group", ["joint", "separate"])
@given(seed=SEEDS)
def test_forward_finds_those_who_came_at_the_end(group: OpenGroup, seed: int) -> None:
    found, migrants = residual_of_a_step(seed, "end", group, "forward")
    np.testing.assert_allclose(found, migrants, atol=1e-9)


@given(SEEDS)
def test_reverse_finds_those_who_came_at_the_start(seed: int) -> None:
    found, migrants = residual_of_a_step(seed, "start", "joint", "reverse")
    np.testing.assert_allclose(found, entered(migrants), atol=1e-9)


@given(SEEDS)
def test_reverse_counts_what_forward_counts_before_deaths(seed: int) -> None:
    population, rates = world(seed, periods=1)
    end, births, survival = population[..., ::-1] + 9, np.array([40.0, 50.0]), rates.survival[0]
    forward, reverse, average = (
        residual_migration(population, end, births, survival, method)
        for method in ("forward", "reverse", "average")
    )
    np.testing.assert_allclose(reverse * survival, forward)
    np.testing.assert_allclose(average, (forward + reverse) / 2)


def test_forward_of_two_open_ratios_by_hand() -> None:
    """80 x 0.7 + 50 x 0.4 = 76 of 130 are left; 99 are there."""
    survival = [0.9, 0.8, 0.7, 0.4]
    found = residual_migration([100, 80, 50], [95, 90, 99], 100, survival, "forward")
    np.testing.assert_allclose(found, [5, 10, 23])
    back = residual_migration([100, 80, 50], [95, 90, 99], 100, survival, "reverse")
    np.testing.assert_allclose(back, [5 / 0.9, 10 / 0.8, 23 * 130 / 76])


def test_groups_without_anybody_are_counted_back_all_the_same() -> None:
    found = residual_migration([10, 0, 0], [8, 5, 4], 10, [0.8, 0.5, 0.5], "reverse")
    np.testing.assert_allclose(found, [0, 0, 8])


def test_effectiveness_does_not_depend_on_how_many_move() -> None:
    """Mean yearly flows of a small place are less than one person."""
    balance = migration_balance([0.3, 0.1], [0.1, 0.3], [9.0, 9.0])
    np.testing.assert_allclose(balance.effectiveness, [0.5, -0.5])
