"""Roots between two points, held against what they are by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.analysis.roots import root_between


@given(root=st.floats(-3, 3), bend=st.floats(-0.3, 0.3), scale=st.sampled_from([-1e4, 1e-6]))
def test_the_root_of_a_curve(root: float, bend: float, scale: float) -> None:
    calls: list[float] = []

    def curve(value: float) -> float:
        calls.append(value)
        return scale * (value - root) * (3 + bend * (value - root))

    ends = [(value, curve(value)) for value in (-4.0, 5.0)]
    assert root_between(curve, *ends) == pytest.approx(root, rel=2e-11, abs=2e-12)
    # As many as by Brent's method, or hardly more: each is a run of the projection.
    assert len(calls) <= 14
    assert all(-4 <= value <= 5 for value in calls)


def test_a_straight_line_takes_one_look_beyond_its_root() -> None:
    calls: list[float] = []

    def line(value: float) -> float:
        calls.append(value)
        return 8 * value - 2

    assert root_between(line, (0.0, -2.0), (1.0, 6.0)) == 0.25
    assert calls == [0.25]


@pytest.mark.parametrize("power", [1 / 3, 9])
def test_where_no_parabola_fits_the_interval_is_halved(power: float) -> None:
    def steep(value: float) -> float:
        return math.copysign(abs(value - 0.3) ** power, value - 0.3)

    ends = [(value, steep(value)) for value in (-1.0, 2.0)]
    assert root_between(steep, *ends) == pytest.approx(0.3, abs=1e-9)


def test_a_step_ends_at_the_step() -> None:
    found = root_between(lambda value: -1.0 if value < 0.7 else 1.0, (0.0, -1.0), (1.0, 1.0))
    assert found == pytest.approx(0.7, rel=1e-10)


def test_what_cannot_be_told_on_the_way_is_no_root() -> None:
    def gone(value: float) -> float:
        return math.nan if 0 < value < 1 else value - 0.5

    assert math.isnan(root_between(gone, (0.0, -0.5), (1.0, 0.5)))
