from __future__ import annotations

from itertools import permutations
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from projection.analysis.shapley import shapley, whole_shares

Array = NDArray[np.float64]
NUMBERS = st.floats(-1e5, 1e5)
GAMES = st.integers(1, 5).flatmap(lambda n: arrays(np.float64, (2**n, 3), elements=NUMBERS))
PARTS = st.integers(1, 6).flatmap(lambda n: arrays(np.float64, (n, 4), elements=NUMBERS))


def players_of(values: Array) -> int:
    return len(values).bit_length() - 1


def by_orders(values: Array) -> Array:
    """The definition: the mean over all orders of what a player adds to those before it."""
    players = players_of(values)
    orders = list(permutations(range(players)))
    shares = np.zeros((players, *values.shape[1:]))
    for order in orders:
        present = 0
        for player in order:
            shares[player] += values[present | 1 << player] - values[present]
            present |= 1 << player
    return shares / len(orders)


@given(GAMES)
def test_it_is_the_mean_over_all_orders(values: Array) -> None:
    np.testing.assert_allclose(shapley(values), by_orders(values), rtol=0, atol=1e-9)


@given(GAMES)
def test_shares_sum_to_what_all_reach(values: Array) -> None:
    total = values[-1] - values[0]
    np.testing.assert_allclose(shapley(values).sum(axis=0), total, rtol=0, atol=1e-9)


@given(GAMES)
def test_seen_from_the_other_side_shares_are_negated(values: Array) -> None:
    np.testing.assert_allclose(shapley(values[::-1]), -shapley(values), rtol=0, atol=1e-9)


@given(GAMES, st.randoms(use_true_random=False))
def test_the_order_of_players_does_not_matter(values: Array, random: Random) -> None:
    players = players_of(values)
    order = list(range(players))
    random.shuffle(order)
    moved = np.empty_like(values)
    for number in range(len(values)):
        renamed = sum(1 << order[bit] for bit in range(players) if number >> bit & 1)
        moved[renamed] = values[number]
    np.testing.assert_allclose(shapley(moved)[order], shapley(values), rtol=0, atol=1e-9)


@given(GAMES)
def test_who_never_adds_anything_has_exactly_zero(values: Array) -> None:
    with_dummy = np.concatenate([values, values])
    shares = shapley(with_dummy)
    assert not shares[-1].any()
    np.testing.assert_allclose(shares[:-1], shapley(values), rtol=0, atol=1e-9)


@given(arrays(np.float64, 4, elements=NUMBERS))
def test_where_nothing_acts_together_everybody_has_its_own(own: Array) -> None:
    bits = np.arange(16)[:, None] >> np.arange(4) & 1
    np.testing.assert_allclose(shapley(bits @ own), own, rtol=0, atol=1e-9)


def test_nobody_shares_nothing() -> None:
    assert shapley(np.array([7.0])).shape == (0,)


@given(PARTS)
def test_whole_parts_add_up_and_stay_near(parts: Array) -> None:
    total = np.round(parts.sum(axis=0))
    whole = whole_shares(parts, total)
    np.testing.assert_array_equal(whole, np.round(whole))
    np.testing.assert_array_equal(whole.sum(axis=0), total)
    assert np.abs(whole - parts).max() <= 1.0


@pytest.mark.parametrize(
    ("parts", "total", "expected"),
    [
        ([6929.6, 3637.6], 10567.0, [6930.0, 3637.0]),
        ([0.5, 0.5, 0.5], 2.0, [1.0, 1.0, 0.0]),
        ([-0.4, -0.4, 0.0], -1.0, [0.0, -1.0, 0.0]),
        ([1.0, 2.0, 0.0], 4.0, [2.0, 2.0, 0.0]),
        ([0.0, 11.9], 12.0, [0.0, 12.0]),
        ([0.0, 11.1], 12.0, [0.0, 12.0]),
        ([2.0], 2.0, [2.0]),
    ],
)
def test_the_largest_remainder_by_hand(
    parts: list[float], total: float, expected: list[float]
) -> None:
    assert whole_shares(np.array(parts), np.array(total)).tolist() == expected


def test_every_column_is_rounded_by_itself() -> None:
    parts = np.array([[1.4, 0.2, 3.0], [2.4, 1.9, 0.6]])
    whole = whole_shares(parts, np.array([4.0, 2.0, 4.0]))
    assert whole.tolist() == [[2.0, 0.0, 3.0], [2.0, 2.0, 1.0]]


def test_of_equal_parts_the_first_are_rounded_up() -> None:
    """Of many: few numbers are sorted without changing places by any way of sorting."""
    parts = np.tile([0.25, 0.5], 60)
    whole = whole_shares(parts, np.array(45.0))
    assert np.flatnonzero(whole).tolist() == list(range(1, 90, 2))
