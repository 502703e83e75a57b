from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.rates.fertility import fertility_pattern, mean_over_groups, shift_pattern

AGES = np.arange(101)
BELL = np.exp(-(((AGES - 30) / 5) ** 2)) * ((AGES >= 12) & (AGES <= 55))


def mean_age(pattern: np.ndarray) -> float:
    return float(((AGES + 0.5) * pattern).sum() / pattern.sum())


def test_a_pattern_sums_to_one() -> None:
    assert fertility_pattern(BELL).sum() == pytest.approx(1.0)


@given(st.floats(-5, 5))
def test_a_shift_moves_the_mean_age_and_keeps_the_sum(years: float) -> None:
    moved = shift_pattern(BELL, years)
    assert moved.sum() == pytest.approx(BELL.sum(), rel=1e-12)
    assert mean_age(moved) == pytest.approx(mean_age(BELL) + years, abs=1e-3)


def test_no_shift_changes_nothing() -> None:
    np.testing.assert_allclose(shift_pattern(BELL, 0.0), BELL, rtol=1e-14)


@pytest.mark.parametrize("width", [1, 5])
def test_groups_keep_the_total_fertility_rate(width: int) -> None:
    grouped = mean_over_groups(BELL, width)
    assert grouped.size == 100 // width + 1
    assert width * grouped.sum() == pytest.approx(BELL.sum())
