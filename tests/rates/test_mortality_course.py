from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from projection.errors import RatesError
from projection.rates.mortality_course import MortalityCourse, follow_course
from tests.rates.worlds_mortality import ABRIDGED_AGES, Array, mortality, said

SINGLE = np.arange(101)
MOMENTS = np.array([2017.5, 2022.5, 2027.5, 2032.5])


def course(rates: Array) -> MortalityCourse:
    """Return a course that falls by an e-th in twenty years, faster at higher ages."""
    speed = np.linspace(0.5, 1.5, ABRIDGED_AGES.size)
    change = np.exp(-(MOMENTS - 2017.5)[:, None] / 20 * speed)
    return MortalityCourse(MOMENTS, ABRIDGED_AGES, rates[..., None, :] * change)


@given(mortality())
def test_a_country_that_follows_itself_is_the_course(rates: Array) -> None:
    other = course(rates)
    base = other.mortality_rate[..., 1, :]
    found = follow_course(base, ABRIDGED_AGES, 2022.5, MOMENTS, other)
    np.testing.assert_allclose(found, other.mortality_rate, rtol=1e-12)


@given(mortality(), mortality())
def test_the_ratio_to_the_other_country_lasts(own: Array, theirs: Array) -> None:
    years = np.array([2020.5, 2025.0, 2031.0])
    other = course(theirs)
    found = follow_course(own, ABRIDGED_AGES, 2020.5, years, other)
    np.testing.assert_allclose(found[..., 0, :], own, rtol=1e-12)
    once = follow_course(own, ABRIDGED_AGES, 2020.5, [2025.0], other)[..., 0, :]
    again = follow_course(once, ABRIDGED_AGES, 2025.0, [2031.0], other)[..., 0, :]
    np.testing.assert_allclose(again, found[..., 2, :], rtol=1e-12)


def test_single_ages_follow_the_group_in_which_they_lie() -> None:
    other = course(np.full((2, ABRIDGED_AGES.size), 0.05))
    own = np.full((2, SINGLE.size), 0.01)
    found = follow_course(own, SINGLE, 2017.5, [2037.5], other)
    change = other.mortality_rate[0, -1] / other.mortality_rate[0, 0]
    for age, group in ((0, 0), (1, 1), (4, 1), (5, 2), (84, 17), (85, 18), (100, 18)):
        np.testing.assert_allclose(found[:, 0, age], 0.01 * change[group], rtol=1e-12)


def test_outside_its_years_the_course_stands_still_and_between_is_log_linear() -> None:
    other = MortalityCourse(
        np.array([2000.0, 2010.0]), np.array([0, 5]), np.array([[0.04, 0.5], [0.01, 0.5]])
    )
    found = follow_course([0.4, 0.9], [0, 5], 1990.0, [1995.0, 2005.0, 2020.0], other)
    np.testing.assert_allclose(found, [[0.4, 0.9], [0.2, 0.9], [0.1, 0.9]], rtol=1e-12)


@pytest.mark.parametrize(
    ("year", "age", "rates", "words"),
    [
        ([2010.0, 2000.0], [0, 5], [[0.1, 0.2], [0.1, 0.2]], "year: not ascending"),
        ([2000.0, 2010.0], [1, 5], [[0.1, 0.2], [0.1, 0.2]], "age: the ages do not tile"),
        ([2000.0, 2010.0], [0, 5], [[0.1, 0.2], [0.0, 0.2]], "mortality_rate[1, age 0]: not"),
        ([2000.0, 2010.0], [0, 5], [[0.1, 0.2]], "mortality_rate: the shape does not fit"),
        ([2000.0], [0, 5, 10], [[0.1, 0.2]], "mortality_rate: the shape does not fit"),
        (
            [2000.0],
            [0, 5],
            [0.1, 0.2],
            "mortality_rate: the shape does not fit; expected as many cells on the last axis "
            "but one as years, 1; found (2,)",
        ),
        ([2000.0, 2000.0], [0, 5], [[0.1, 0.2], [0.1, 0.2]], "year: not ascending"),
        ([[2000.0], [2010.0]], [0, 5], [[0.1, 0.2], [0.1, 0.2]], "year: not ascending"),
        ([2000.0, np.nan], [0, 5], [[0.1, 0.2], [0.1, 0.2]], "year[1]: not a finite number"),
    ],
)
def test_courses_that_are_refused(
    year: list[float], age: list[int], rates: list[list[float]], words: str
) -> None:
    with pytest.raises(RatesError) as caught:
        MortalityCourse(np.array(year), np.array(age), np.array(rates))
    assert said(caught.value).startswith(words)


def test_a_base_table_that_does_not_go_with_the_course() -> None:
    other = course(np.full((2, ABRIDGED_AGES.size), 0.05))
    with pytest.raises(RatesError, match="mortality_rate: the shape does not fit"):
        follow_course(np.full((3, 101), 0.1), SINGLE, 2017.5, [2020.0], other)
    with pytest.raises(RatesError, match=r"mortality_rate\[0, age 1\]: below zero"):
        follow_course([[0.1, -0.1], [0.1, 0.1]], [0, 1], 2017.5, [2020.0], other)


def test_a_course_that_stands_still_changes_nothing_at_all() -> None:
    still = np.broadcast_to(np.linspace(0.0007, 0.6, ABRIDGED_AGES.size), (2, 4, 19))
    other = MortalityCourse(MOMENTS, ABRIDGED_AGES, still)
    own = np.linspace(0.001, 0.9, SINGLE.size) * np.ones((2, 1))
    found = follow_course(own, SINGLE, 2019.0, np.arange(2000.0, 2060.0), other)
    np.testing.assert_array_equal(found, np.broadcast_to(own[:, None], found.shape))


def test_moments_that_are_no_path_are_refused() -> None:
    other = course(np.full((2, ABRIDGED_AGES.size), 0.05))
    own = np.full((2, SINGLE.size), 0.01)
    with pytest.raises(RatesError, match="years: the shape does not fit; expected one axis"):
        follow_course(own, SINGLE, 2017.5, [[2020.0], [2025.0]], other)
    with pytest.raises(RatesError, match=r"base_year: the shape .* expected one number"):
        follow_course(own, SINGLE, [2017.5, 2020.0], [2025.0], other)  # type: ignore[arg-type]


def test_each_stretch_of_the_course_counts_from_its_own_beginning() -> None:
    """Half of the way between two moments mortality falls by the root of the whole fall."""
    other = MortalityCourse(
        np.array([2000.0, 2010.0, 2020.0]),
        np.array([0, 5]),
        np.array([[0.9], [0.9], [0.1]]) * np.ones(2),
    )
    found = follow_course([0.6, 0.3], [0, 5], 2010.0, [2015.0, 2020.0], other)
    np.testing.assert_allclose(found, [[0.2, 0.1], [0.6 / 9, 0.3 / 9]], rtol=1e-12)


@pytest.mark.parametrize(
    ("rates", "base", "years", "words"),
    [
        (
            [0.1] * 3,
            2000.0,
            [2010.0],
            "mortality_rate: the shape does not fit; expected as many cells on the last axis "
            "as ages, 2; found (3,)",
        ),
        (
            [[0.1, 0.2]] * 3,
            2000.0,
            [2010.0],
            "mortality_rate: the shape does not fit; expected a shape that goes with that of "
            "course; found (3, 2)",
        ),
        (
            [0.1, 0.2],
            2000.0,
            [2010.0, np.nan],
            "years[1]: not a finite number; expected a number; found nan",
        ),
        (
            [0.1, 0.2],
            np.nan,
            [2010.0],
            "base_year: not a finite number; expected a number; found nan",
        ),
    ],
)
def test_what_cannot_follow_a_course(
    rates: list[float], base: float, years: list[float], words: str
) -> None:
    other = MortalityCourse(np.array([2000.0]), np.array([0, 5]), np.full((4, 1, 2), 0.1))
    with pytest.raises(RatesError) as caught:
        follow_course(rates, [0, 5], base, years, other)
    assert said(caught.value) == words
