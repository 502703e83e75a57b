from __future__ import annotations

import numpy as np
import pytest

from projection.errors import RatesError
from projection.rates.checking import cell, check_shape, checked, checked_ages, go_together
from tests.rates.worlds_mortality import said

WORLD = np.full((3, 2, 4), 0.25)


def with_one(value: float) -> np.ndarray:
    changed = WORLD.copy()
    changed[2, 1, 3] = value
    return changed


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (-0.002, "below zero; expected zero or above; found -0.002"),
        (np.nan, "not a finite number; expected a number; found nan"),
        (np.inf, "not a finite number; expected a number; found inf"),
        (1.5, "too large; expected 1 at most; found 1.5"),
    ],
)
def test_a_value_is_refused_with_its_place(value: float, words: str) -> None:
    with pytest.raises(RatesError) as caught:
        checked(with_one(value), "qx", ages=[0, 1, 5, 85], sexes=["male", "female"], limit=1.0)
    assert said(caught.value) == f"qx[2, female, age 85]: {words}"


def test_zero_is_refused_only_where_it_must_be_positive() -> None:
    assert checked(with_one(0.0), "mx")[2, 1, 3] == 0.0
    with pytest.raises(RatesError) as caught:
        checked(with_one(0.0), "mx", positive=True)
    assert (
        said(caught.value)
        == "mx[2, 1, 3]: not above zero; expected a value above zero; found 0"
    )


def test_kinds_of_faults_are_told_together_and_cells_counted() -> None:
    values = [-1.0, np.nan, -3.0, -2.0]
    with pytest.raises(RatesError) as caught:
        checked(values, "mx")
    assert said(caught.value).splitlines() == [
        "mx[1]: not a finite number; expected a number; found nan",
        "mx[0]: below zero; expected zero or above; found -1 (and 2 more)",
    ]


@pytest.mark.parametrize(
    "age", [[1, 5, 10], [0, 5, 5], [0, 10, 5], [0, 1.5, 5], [0, np.nan, 5]]
)
def test_ages_that_do_not_tile(age: list[float]) -> None:
    with pytest.raises(RatesError) as caught:
        checked_ages(age)
    assert said(caught.value) == (
        "age: the ages do not tile; expected the lower bounds of the groups as whole numbers, "
        f"ascending from 0; found {np.asarray(age).tolist()}"
    )


@pytest.mark.parametrize("age", [[0], [], [[0, 1], [5, 10]]])
def test_ages_that_are_no_groups(age: list[int]) -> None:
    with pytest.raises(RatesError, match="age: too few age groups"):
        checked_ages(age)


def test_bounds_come_back_as_whole_numbers() -> None:
    assert checked_ages([0.0, 1.0, 5.0]).dtype == np.int64


def test_names_of_cells_without_labels() -> None:
    assert cell("alpha", ()) == "alpha"
    assert cell("alpha", (3,)) == "alpha[3]"


def test_positions_beyond_the_names_are_told_as_positions() -> None:
    assert cell("mx", (2, 3), ages=[0, 5], sexes=["male", "female"]) == "mx[2, 3]"


def test_shapes() -> None:
    check_shape(WORLD, "mx", True, "rates_shape_ages", count=4)
    with pytest.raises(RatesError) as caught:
        check_shape(WORLD, "mx", False, "rates_shape_ages", count=5)
    assert said(caught.value) == (
        "mx: the shape does not fit; expected as many cells on the last axis as ages, 5; "
        "found (3, 2, 4)"
    )
    assert go_together(WORLD, WORLD[0])
    assert not go_together(WORLD, WORLD[..., :3])
