from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from projection.analysis.chances import looking_every_year, poisson_at_or_below, poisson_line

means = st.floats(0.0, 30_000.0)
alphas = st.floats(0.001, 0.499)


@given(means, alphas)
def test_the_line_is_the_largest_number_that_is_rare_enough(mean: float, alpha: float) -> None:
    (line,) = poisson_line(np.array([mean]), alpha)
    assert line == int(line) >= -1
    assert float(poisson_at_or_below(line, np.array(mean))) <= alpha
    assert float(poisson_at_or_below(line + 1, np.array(mean))) > alpha


@given(st.floats(0.1, 2_000.0), alphas)
def test_scipy_s_quantile_is_one_above_the_line(mean: float, alpha: float) -> None:
    (line,) = poisson_line(np.array([mean]), alpha)
    assert line in (poisson.ppf(alpha, mean) - 1, poisson.ppf(alpha, mean))


def test_lines_of_any_shape() -> None:
    means_of = np.array([[10.0, 500.0, 0.0], [1.0, 20_000.0, 3.0]])
    lines = poisson_line(means_of, 0.05)
    assert lines.shape == means_of.shape
    for line, mean in zip(lines.ravel(), means_of.ravel(), strict=True):
        assert line == poisson_line(np.array([mean]), 0.05)[0]


@given(
    st.lists(st.floats(0.0, 8.0), min_size=1, max_size=3),
    st.lists(st.integers(-1, 12), min_size=3, max_size=3),
)
def test_against_all_that_can_happen(mean: list[float], lines: list[int]) -> None:
    """Every course of up to three years is walked through, 30 at most in a year."""
    highest = 31
    chances = [poisson.pmf(np.arange(highest), one) for one in mean]
    without = {0: 1.0}
    met, expected = 0.0, []
    for chance, line in zip(chances, lines, strict=False):
        now: dict[int, float] = {}
        for so_far, share in without.items():
            for number, one in enumerate(chance):
                now[so_far + number] = now.get(so_far + number, 0.0) + share * one
        met += sum(share for number, share in now.items() if number <= line)
        without = {number: share for number, share in now.items() if number > line}
        expected.append(met)
    found = looking_every_year(np.array(mean), np.array(lines[: len(mean)], dtype=float))
    np.testing.assert_allclose(found, expected, atol=1e-7)


def test_more_looks_more_alarms() -> None:
    mean = np.full(10, 500.0)
    line = poisson_line(mean.cumsum(), 0.05)
    found = looking_every_year(mean, line)
    assert found[0] == pytest.approx(poisson_at_or_below(line[0], mean[0]), rel=1e-9)
    assert (np.diff(found) > 0).all()
    assert found[-1] > 0.1
    # A path that expects much less has met its line for certain, and nothing breaks after.
    assert looking_every_year(mean / 2, line)[-1] == pytest.approx(1.0)
