from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projection.batch import stream
from projection.deviations import PASSING, SHOCK, TAIL, Deviations, Scope, simulate, variances
from projection.errors import RunError
from projection.kernel import Array

SEED, DRAWS, PERIODS = 20, 4000, 7
CORRELATION = np.array([[1.0, 0.5, -0.3], [0.5, 1.0, 0.2], [-0.3, 0.2, 1.0]])
LOCAL = Scope(
    initial_sd=np.array([0.05, 0.2, 0.01]),
    autocorrelation=np.array([0.8, 1.0, 0.0]),
    innovation_sd=np.array([0.04, 0.1, 0.02]),
    correlation=CORRELATION,
    degrees_of_freedom=None,
    passing_sd=np.array([0.0, 0.05, 0.01]),
)
NONE = np.zeros(3)
SILENT = Scope(NONE, LOCAL.autocorrelation, NONE, np.eye(3), None)


def paths(
    local: Scope = LOCAL, national: Scope = SILENT, region: int = 7, draws: int = DRAWS
) -> Array:
    both = Deviations(national, local)
    return simulate(both, seed=SEED, region=region, draws=np.arange(draws), periods=PERIODS)


def test_variance_of_every_year_is_that_of_the_formula() -> None:
    found, expected = paths().var(axis=0), variances(LOCAL, PERIODS)
    # A variance of n normals has the relative standard error sqrt(2 / n): 2.2 % here; 21 of
    # them stay within 3.5 of these.
    np.testing.assert_allclose(found, expected, rtol=3.5 * np.sqrt(2 / DRAWS))


def test_departures_have_mean_zero() -> None:
    scales = np.sqrt(variances(LOCAL, PERIODS))
    assert np.abs(paths().mean(axis=0) / scales).max() < 3.5 / np.sqrt(DRAWS)


def test_first_years_are_correlated_as_said() -> None:
    alone = LOCAL._replace(passing_sd=NONE)
    found = np.corrcoef(paths(alone)[:, 0].T)
    np.testing.assert_allclose(found, CORRELATION, atol=3.5 / np.sqrt(DRAWS))


def test_a_year_follows_the_year_before() -> None:
    found = paths(LOCAL._replace(passing_sd=NONE))
    before, after = found[:, 2], found[:, 3]
    slopes = (before * after).mean(axis=0) / (before**2).mean(axis=0)
    # Standard error of a slope: sd of the innovation over sd of the year before.
    errors = LOCAL.innovation_sd / before.std(axis=0) / np.sqrt(DRAWS)
    assert (np.abs(slopes - LOCAL.autocorrelation) < 3.5 * errors).all()


def test_a_random_walk_without_innovations_stays() -> None:
    still = LOCAL._replace(innovation_sd=NONE, passing_sd=NONE, autocorrelation=np.ones(3))
    found = paths(still, draws=5)
    assert (found == found[:, :1]).all()


def test_national_departures_are_the_same_everywhere_and_local_ones_are_not() -> None:
    shared = paths(SILENT, LOCAL, region=7, draws=9)
    assert (shared == paths(SILENT, LOCAL, region=8, draws=9)).all()
    own = paths(region=7), paths(region=8)
    together = np.corrcoef(own[0][:, 0, 1], own[1][:, 0, 1])[0, 1]
    assert abs(together) < 3.5 / np.sqrt(DRAWS)
    assert (paths(LOCAL, LOCAL, draws=9) == paths(draws=9) + shared).all()


def test_tails_are_heavier_and_standard_deviations_the_same() -> None:
    far_out = LOCAL._replace(
        degrees_of_freedom=np.array([np.inf, 5.0, 5.0]), passing_sd=NONE, innovation_sd=NONE
    )
    many = paths(far_out, draws=40_000)[:, 0] / far_out.initial_sd
    # Kurtosis of a t with 5 degrees is 9: the standard error of a variance is sqrt(8 / n).
    np.testing.assert_allclose(many.var(axis=0), 1, atol=4 * np.sqrt(8 / 40_000))
    beyond = (np.abs(many) > 3).mean(axis=0)
    # 3 standard deviations of a t with 5 degrees are 3.873 of its scales: P = 0.0117.
    np.testing.assert_allclose(beyond, [0.0027, 0.0117, 0.0117], atol=0.002)


@settings(max_examples=20)
@given(
    some=st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=9),
    periods=st.integers(1, 5),
)
def test_a_number_depends_on_its_place_alone(some: list[int], periods: int) -> None:
    both = Deviations(LOCAL._replace(degrees_of_freedom=4), LOCAL)

    def drawn(draws: list[int], years: int) -> Array:
        return simulate(both, seed=SEED, region=3, draws=np.array(draws), periods=years)

    together = drawn(some, 5)
    assert (together[:, :periods] == drawn(some, periods)).all()
    assert all(
        (one == drawn([draw], 5)).all() for one, draw in zip(together, some, strict=True)
    )


def test_many_draws_are_those_of_every_piece() -> None:
    whole = paths(draws=700)
    both = Deviations(SILENT, LOCAL)
    last = simulate(both, seed=SEED, region=7, draws=np.arange(250, 700), periods=PERIODS)
    assert (whole[250:] == last).all()


def test_more_processes_leave_the_first_as_they_were() -> None:
    def first_two(scope: Scope) -> Scope:
        initial, autocorrelation, innovation = (part[:2] for part in scope[:3])
        passing = np.broadcast_to(scope.passing_sd, 3)[:2]
        return Scope(initial, autocorrelation, innovation, np.eye(2), None, passing)

    free = LOCAL._replace(correlation=np.eye(3))
    fewer = paths(first_two(free), first_two(SILENT), draws=5)
    assert (paths(free, draws=5)[..., :2] == fewer).all()


def test_demographic_chance_has_other_places() -> None:
    kinds = {SHOCK, TAIL, PASSING}
    assert len(kinds) == 3
    assert stream.KINDS <= min(kinds) <= max(kinds) < 2**stream.KIND_BITS


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"initial_sd": np.array([0.1, -0.2, 0.1])}, "a standard deviation is negative"),
        ({"passing_sd": np.array([0.1, np.nan, 0.1])}, "found nan"),
        ({"autocorrelation": np.array([0.1, 1.2, 0.1])}, "found 1.2"),
        ({"degrees_of_freedom": 2.0}, "3 or more"),
        ({"degrees_of_freedom": 4.5}, "found '4.5'"),
        ({"correlation": np.eye(3) + np.eye(3)[::-1]}, "these are no correlations"),
        ({"correlation": np.eye(3) + np.eye(3, k=1) / 2}, "symmetric"),
    ],
)
def test_refused(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(RunError, match=words):
        paths(LOCAL._replace(**wrong), draws=2)


def test_both_bodies_draw_the_same_bits() -> None:
    both = Deviations(LOCAL._replace(degrees_of_freedom=5.0), LOCAL)
    plain, fast = (
        simulate(both, seed=2**40 + 3, region=9, draws=np.arange(600), periods=3, body=body)
        for body in ("numpy", "numba")
    )
    np.testing.assert_array_equal(plain, fast)
