from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from projection.errors import RatesError
from projection.kernel import FEMALE, Rates, project_step
from projection.rates.child_woman import (
    child_woman_ratio,
    children_from_tfr,
    cwr_from_tfr,
    tfr_from_children,
    tfr_from_cwr,
)

LEVELS = st.floats(0.1, 4.0)


@given(LEVELS, LEVELS, LEVELS)
def test_the_national_conversion_goes_there_and_back(
    cwr: float, national_tfr: float, national_cwr: float
) -> None:
    tfr = tfr_from_cwr(cwr, national_tfr, national_cwr)
    assert cwr_from_tfr(tfr, national_tfr, national_cwr) == pytest.approx(cwr)


def test_the_nation_has_its_own_tfr() -> None:
    np.testing.assert_allclose(tfr_from_cwr([0.2, 0.1], 1.42, 0.2), [1.42, 0.71])


def test_a_ratio_is_of_all_children() -> None:
    assert child_woman_ratio([[10.0], [20.0]], [[100.0], [50.0]]).tolist() == [[0.1], [0.4]]


@given(st.integers(0, 10**6), st.floats(0.3, 3.0))
def test_by_survival_the_recurrence_gets_its_own_tfr_back(seed: int, tfr: float) -> None:
    """A closed step of five years of the kernel: ages 0-4 to 60+, births at 15-49."""
    rng = np.random.default_rng(seed)
    population = rng.uniform(50.0, 150.0, (2, 13))
    survival = rng.uniform(0.5, 1.0, (2, 13))
    survival[0, 0] = survival[1, 0]
    pattern = np.zeros(13)
    pattern[3:10] = rng.uniform(0.01, 0.4, 7)
    pattern *= tfr / (5 * pattern.sum())
    none = np.zeros((2, 13))
    rates = Rates(survival, pattern, np.array(1.05), none, none)
    end = project_step(population, rates, 5).population
    women, of_women = end[FEMALE, 3:11], survival[FEMALE, 4:11]
    children = end[:, 0].sum()
    arguments = (women, pattern[3:10], of_women, survival[0, 0])
    assert tfr_from_children(children, *arguments) == pytest.approx(tfr)
    assert children_from_tfr(tfr, *arguments) == pytest.approx(children)


EVEN = ([1000.0] * 8, [1.0] * 7, [1.0] * 7, 1.0)


def test_every_place_is_worked_out_by_itself() -> None:
    """Two years of three places; the second place has half the women, and half of all die."""
    women = np.array([[1000.0] * 8, [500.0] * 8, [800.0] * 8])
    pattern = np.ones((2, 1, 7))
    survival = np.array([[1.0] * 7, [0.5] * 7, [1.0] * 7])
    births = np.array([1.0, 1.0, 0.5])
    # Of the second place's women there were 1000 five years ago: 750 on the average.
    expected = [[1400.0, 1050.0, 560.0]] * 2
    found = children_from_tfr(1.4, women, pattern, survival, births)
    np.testing.assert_allclose(found, expected)
    np.testing.assert_allclose(
        tfr_from_children(expected, women, pattern, survival, births), np.full((2, 3), 1.4)
    )


def changed(number: int, cell: int, value: float) -> tuple[ArrayLike, ...]:
    """The even world with another value of an argument."""
    arguments = [np.array(one) for one in EVEN]
    arguments[number][... if arguments[number].ndim == 0 else cell] = value
    return tuple(arguments)


def shaped(number: int, *shape: int) -> tuple[ArrayLike, ...]:
    """The even world with another shape of an argument."""
    arguments: list[ArrayLike] = list(EVEN)
    arguments[number] = np.ones(shape)
    return tuple(arguments)


OTHER_PLACES = (np.ones((3, 8)), np.ones(7), np.ones(7), 1.0)
APART = "the shape does not fit; expected a shape that goes with that of"
SEVEN = "the shape does not fit; expected as many cells on the last axis as ages, 7"

REFUSED: list[tuple[Callable[[], object], str]] = [
    (lambda: child_woman_ratio([3, -1], 9), "children[1]: below zero"),
    (lambda: tfr_from_cwr(-0.1, 1.4, 0.2), "cwr: below zero"),
    (lambda: tfr_from_cwr(0.2, [1.4, -1.4], 0.2), "national_tfr[1]: below zero"),
    (lambda: tfr_from_cwr([0.2] * 3, 1.4, [0.2] * 2), f"national_cwr: {APART} cwr"),
    (lambda: cwr_from_tfr([1.4, -1.4], 1.4, 0.2), "tfr[1]: below zero"),
    (lambda: cwr_from_tfr(1.4, 1.4, -0.2), "national_cwr: below zero"),
    (lambda: cwr_from_tfr([1.4] * 3, [1.4] * 2, 0.2), f"national_tfr: {APART} tfr"),
    (lambda: cwr_from_tfr([1.4] * 3, 1.4, [0.2] * 2), f"national_cwr: {APART} tfr"),
    (lambda: tfr_from_children([9, -1], *EVEN), "children[1]: below zero"),
    (lambda: tfr_from_children([9] * 2, *OTHER_PLACES), f"children: {APART} women"),
    (lambda: children_from_tfr([1, -1], *EVEN), "tfr[1]: below zero"),
    (lambda: children_from_tfr([1] * 2, *OTHER_PLACES), f"tfr: {APART} women"),
    (lambda: children_from_tfr(1, *changed(0, 7, -1)), "women[age 50]: below zero"),
    (lambda: children_from_tfr(1, *changed(1, 2, -1)), "asfr[age 25]: below zero"),
    (lambda: children_from_tfr(1, *changed(2, 6, 0)), "survival_of_women[age 45]: not above"),
    (lambda: children_from_tfr(1, *changed(3, 0, 0)), "survival_of_births: not above zero"),
    (lambda: children_from_tfr(1, *changed(3, 0, 1.2)), "survival_of_births: too large"),
    (lambda: children_from_tfr(1, *shaped(1, 8)), f"asfr: {SEVEN}"),
    (lambda: children_from_tfr(1, *shaped(2, 8)), f"survival_of_women: {SEVEN}"),
    (
        lambda: children_from_tfr(1, np.ones((3, 8)), np.ones((2, 7)), *EVEN[2:]),
        f"asfr: {APART} women",
    ),
    (
        lambda: children_from_tfr(1, np.ones((3, 8)), EVEN[1], np.ones((2, 7)), 1),
        f"survival_of_women: {APART} women",
    ),
    (
        lambda: children_from_tfr(1, np.ones((3, 8)), *EVEN[1:3], [1] * 2),
        f"survival_of_births: {APART} women",
    ),
]


@pytest.mark.parametrize(("call", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_bad_input_is_refused_by_the_name_of_the_argument(
    call: Callable[[], object], words: str
) -> None:
    with pytest.raises(RatesError, match="^" + re.escape(words)):
        call()


def test_without_mothers_the_first_place_is_named_and_the_others_counted() -> None:
    women = [[1.0] * 8, [0.0] * 8, [0.0] * 8]
    with pytest.raises(RatesError, match=r"^women\[1\]: no women .* \(and 1 more\)"):
        tfr_from_children(9, women, *EVEN[1:])
