"""Spreading for many populations is spreading for each."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.estimation.spreading import spreading_matrices
from projection.rates.age_groups import graduation_matrix

CELLS = np.arange(12)
GROUPINGS = [np.array([0, 5, 10]), np.array([0, 1, 4, 11]), np.arange(12)]


@pytest.mark.parametrize("groups", GROUPINGS, ids=["fives", "uneven", "single"])
@given(seed=st.integers(0, 2**32 - 1))
def test_each_is_the_matrix_of_its_weights(groups: np.ndarray, seed: int) -> None:
    weights = np.random.default_rng(seed).uniform(0.5, 900.0, (3, 2, CELLS.size))
    found = spreading_matrices(weights, CELLS, groups)
    assert found.shape == (3, 2, CELLS.size, groups.size)
    for index in np.ndindex(3, 2):
        expected = graduation_matrix(weights[index], CELLS, groups)
        np.testing.assert_allclose(found[index], expected, rtol=1e-9, atol=1e-12)
