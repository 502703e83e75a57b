import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.scenarios import YearPath

POINTS = st.dictionaries(st.integers(1900, 2200), st.floats(-1e6, 1e6), min_size=2, max_size=6)


def test_linear_between_points_and_held_outside() -> None:
    path = YearPath.of({2030: 1.8, 2020: 1.3})
    assert path.years == (2020, 2030)
    assert path.at([1990, 2020, 2025, 2030, 2100]) == pytest.approx([1.3, 1.3, 1.55, 1.8, 1.8])


def test_constant_keeps_the_shape_of_the_years() -> None:
    assert YearPath.constant(2).at(np.zeros((3, 5), dtype=int)).tolist() == [[2.0] * 5] * 3
    assert YearPath.constant(2).at(2020).shape == ()


@given(POINTS)
def test_goes_through_its_points(points: dict[int, float]) -> None:
    years = sorted(points)
    assert YearPath.of(points).at(years).tolist() == [points[year] for year in years]


@given(POINTS, st.lists(st.integers(1800, 2300), min_size=1))
def test_never_leaves_the_range_of_its_values(
    points: dict[int, float], years: list[int]
) -> None:
    values = YearPath.of(points).at(years)
    slack = 1e-9 * max(1.0, *map(abs, points.values()))
    assert values.min() >= min(points.values()) - slack
    assert values.max() <= max(points.values()) + slack
