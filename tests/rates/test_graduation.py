from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from projection.rates.age_groups import regroup
from projection.rates.graduation import Method, single_ages

Array = NDArray[np.float64]

GROUPS = np.arange(0, 46, 5)
CELLS = np.arange(46)
METHODS = ["monotone", "sprague", "beers"]


@pytest.mark.parametrize("method", METHODS)
@given(seed=st.integers(0, 10**6))
def test_totals_and_sign_are_kept(method: Method, seed: int) -> None:
    rng = np.random.default_rng(seed)
    totals = rng.uniform(0, 1000, (2, 3, GROUPS.size)) * (rng.random(GROUPS.size) < 0.8)
    single = single_ages(totals, GROUPS, method)
    assert (single >= 0).all()
    np.testing.assert_allclose(regroup(single, CELLS, GROUPS), totals, atol=1e-9)


@given(st.integers(0, 10**6))
def test_the_monotone_spline_takes_groups_of_any_width(seed: int) -> None:
    rng = np.random.default_rng(seed)
    groups, totals = np.array([0, 1, 5, 15, 45]), rng.uniform(0, 1000, 5)
    single = single_ages(totals, groups)
    np.testing.assert_allclose(regroup(single, CELLS, groups), totals, atol=1e-9)


@pytest.mark.parametrize("method", ["sprague", "beers"])
@pytest.mark.parametrize("degree", [0, 1, 2, 3])
def test_polynomials_are_found_again(method: Method, degree: int) -> None:
    """Both formulas reproduce densities up to the third degree."""
    edges = np.arange(46) / 45
    truth = np.diff(edges ** (degree + 1)) + 0.5
    totals = np.append(truth.reshape(-1, 5).sum(axis=1), 7.0)
    found = single_ages(totals, GROUPS, method)[:-1]
    np.testing.assert_allclose(found, truth, atol=1e-12)


def test_sprague_s_middle_panel_by_hand() -> None:
    """0.0848 x 100 - 0.0128 x 100 + 0.1504 x 200 - 0.0240 x 100 + 0.0016 x 100 = 35.04."""
    totals = [100, 100, 200, 100, 100, 9]
    assert single_ages(totals, GROUPS[:6], "sprague")[10] == pytest.approx(35.04)


@pytest.mark.parametrize("method", ["sprague", "beers"])
def test_a_group_that_would_fall_below_zero_is_the_spline_s(method: Method) -> None:
    totals = np.array([500.0, 480, 10, 700, 650, 640, 620, 600, 590, 300])
    single, spline = single_ages(totals, GROUPS, method), single_ages(totals, GROUPS)
    np.testing.assert_array_equal(single[10:15], spline[10:15])
    assert not np.allclose(single[25:30], spline[25:30])


def test_single_ages_stay_as_they_are() -> None:
    totals = np.array([5.0, 3.0, 0.0, 8.0])
    np.testing.assert_allclose(single_ages(totals, np.arange(4)), totals, atol=1e-12)
