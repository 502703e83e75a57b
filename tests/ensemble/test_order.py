from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from projection.ensemble import QUANTILES, mean_of, quantiles_of
from projection.ensemble.order import _ROWS


@given(
    arrays(np.float32, (3, 5), elements=st.floats(-1e6, 1e6, width=32)),
    st.lists(st.floats(0, 1), min_size=1, max_size=4),
)
def test_quantiles_are_those_of_numpy(values: np.ndarray, levels: list[float]) -> None:
    expected = np.quantile(values.astype(np.float64), levels, axis=-1)
    assert quantiles_of(values, levels) == pytest.approx(expected, rel=1e-9, abs=1e-6)


def test_quantiles_are_in_order_in_every_row() -> None:
    values = np.random.default_rng(1).normal(size=(2, _ROWS + 3, 40)).astype(np.float32)
    found = quantiles_of(values)
    assert found.shape == (len(QUANTILES), 2, _ROWS + 3)
    assert (np.diff(found, axis=0) >= 0).all()
    assert (found == quantiles_of(values, workers=1)).all()


def test_of_one_member_every_quantile_is_the_member() -> None:
    assert (quantiles_of(np.array([[4.0], [5.0]], np.float32)) == [[4.0, 5.0]]).all()


def test_a_figure_that_does_not_exist_has_no_quantiles() -> None:
    values = np.array([[1.0, np.nan, 2.0], [1.0, 2.0, 3.0]], np.float32)
    assert np.isnan(quantiles_of(values)[:, 0]).all()
    assert not np.isnan(quantiles_of(values)[:, 1]).any()


def test_means_are_added_up_in_double_precision() -> None:
    many = np.full((1, 2**20), 0.1, np.float32)
    assert mean_of(many)[0] == pytest.approx(float(np.float32(0.1)), rel=1e-12)
