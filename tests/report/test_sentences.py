"""Thresholds, directions and round numbers of findings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.report.sentences import (
    about,
    below_since,
    change_of,
    first_above,
    first_below,
    round_below,
    year_words,
)

LEVELS = st.lists(st.floats(-100, 100), min_size=2, max_size=9)


@given(LEVELS, st.floats(-100, 100))
def test_the_first_year_below_follows_one_that_is_not(
    values: list[float], level: float
) -> None:
    points = list(enumerate(values))
    year = first_below(points, level)
    crossed = [n for n in range(1, len(values)) if values[n - 1] >= level > values[n]]
    assert year == (crossed[0] if crossed else None)


@given(LEVELS, st.floats(-100, 100))
def test_above_is_below_upside_down(values: list[float], level: float) -> None:
    points = list(enumerate(values))
    assert first_above(points, level) == first_below([(n, -v) for n, v in points], -level)


@given(LEVELS, st.floats(-100, 100))
def test_from_that_year_on_all_are_below(values: list[float], level: float) -> None:
    year = below_since(list(enumerate(values)), level)
    if year is None:
        assert values[-1] >= level
    else:
        assert all(value < level for value in values[year:])
        assert year == 0 or values[year - 1] >= level


@given(st.floats(1.5, 1e8))
def test_a_round_number_is_below_and_has_one_digit(persons: float) -> None:
    found = round_below(persons)
    assert 0.0 <= found < persons
    assert len(f"{found:.0f}".rstrip("0")) <= 1


@pytest.mark.parametrize(
    ("year", "ja"),
    [(1926, "昭和元年"), (1988, "昭和63年"), (1989, "平成元年"), (2018, "平成30年")],
)
def test_years_of_eras(year: int, ja: str) -> None:
    assert year_words(year).ja == f"{year}年（{ja}）"


def test_small_numbers_are_exact_and_large_ones_round() -> None:
    assert about(9_999.0).ja == "9,999人"
    assert about(10_049.0).ja == "約10,000人"


@pytest.mark.parametrize(
    ("value", "before", "ja"),
    [(0.0, 0.0, "増減なし"), (5.0, 0.0, "増"), (0.0, 5.0, "100.0%減"), (5.0, 5.0, "増減なし")],
)
def test_changes_from_and_to_nothing(value: float, before: float, ja: str) -> None:
    assert change_of(value, before).ja == ja
