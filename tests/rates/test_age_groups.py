from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline

from projection.errors import RatesError
from projection.rates.age_groups import graduate, graduation_matrix, regroup

Array = NDArray[np.float64]

CELLS = np.arange(31)


@st.composite
def groupings(draw: st.DrawFn) -> NDArray[np.int64]:
    bounds = draw(st.sets(st.integers(1, 30), min_size=1, max_size=9))
    return np.array([0, *sorted(bounds)])


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Array, Array, NDArray[np.int64]]:
    groups = draw(groupings())
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    totals = rng.uniform(0, 1000, groups.size) * (rng.random(groups.size) < 0.8)
    return totals, rng.uniform(0.1, 10.0, CELLS.size), groups


@given(worlds())
def test_graduation_keeps_totals_and_is_never_negative(
    world: tuple[Array, Array, NDArray[np.int64]],
) -> None:
    totals, weights, groups = world
    cells = graduate(totals, weights, CELLS, groups)
    assert (cells >= 0).all()
    np.testing.assert_allclose(regroup(cells, CELLS, groups), totals, atol=1e-9)


@given(worlds())
def test_spreading_keeps_totals_of_either_sign(
    world: tuple[Array, Array, NDArray[np.int64]],
) -> None:
    totals, weights, groups = world
    totals = totals - 300
    cells = graduation_matrix(weights, CELLS, groups) @ totals
    np.testing.assert_allclose(regroup(cells, CELLS, groups), totals, atol=1e-7)


@given(groupings(), st.integers(0, 10**6))
def test_a_population_in_proportion_to_the_weights_is_found_again(
    groups: NDArray[np.int64], seed: int
) -> None:
    weights = np.random.default_rng(seed).uniform(0.1, 10.0, CELLS.size)
    totals = 7 * regroup(weights, CELLS, groups)
    np.testing.assert_allclose(graduate(totals, weights, CELLS, groups), 7 * weights)


def test_a_smooth_population_is_found_again() -> None:
    ages = np.arange(101)
    truth = 1000 * np.exp(-(((ages - 40) / 35) ** 2))
    groups = np.arange(0, 101, 5)
    found = graduate(regroup(truth, ages, groups), np.ones(101), ages, groups)
    # The spline runs straight out at its ends; two groups from them it is as close
    # as 0.2 % of the largest cell.
    assert np.abs(found - truth)[10:95].max() < 2.0


@given(worlds())
def test_the_spline_is_the_library_s(world: tuple[Array, Array, NDArray[np.int64]]) -> None:
    """SciPy is the judge; it would take a third of a second of every command to import."""
    totals, weights, groups = world
    edges = np.concatenate([[0.0], np.cumsum(weights)])
    knots = np.append(edges[groups], edges[-1])
    cumulated = np.concatenate([[0.0], np.cumsum(totals)])
    expected = np.diff(CubicSpline(knots, cumulated, bc_type="natural")(edges))
    found = graduation_matrix(weights, CELLS, groups) @ totals
    np.testing.assert_allclose(found, expected, rtol=1e-7, atol=1e-7)


def test_single_ages_stay_as_they_are() -> None:
    totals = np.array([5.0, 0.0, 3.0, 8.0])
    cells = np.arange(4)
    np.testing.assert_allclose(graduate(totals, np.ones(4), cells, cells), totals, atol=1e-12)


def test_as_many_values_as_cells_are_expected() -> None:
    with pytest.raises(RatesError, match="on the last axis as ages, 3; found \\(2,\\)"):
        regroup(np.ones(2), np.array([0, 5, 10]), np.array([0, 5]))
