from __future__ import annotations

import numpy as np
import pytest

from projection.errors import RatesError
from projection.rates.checking import (
    cell,
    check_ages_of,
    check_shape,
    check_together,
    checked,
    checked_ages,
    checked_finite,
    checked_widths,
    go_together,
    numbers,
    sexes_of,
)
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


def test_the_furthest_value_allowed_is_allowed() -> None:
    assert checked_finite([-2.0, 2.0], "net", limit=2.0).tolist() == [-2.0, 2.0]
    with pytest.raises(RatesError, match=r"^net\[0\]: "):
        checked_finite([-2.1, 2.0], "net", limit=2.0)


def test_words_are_shown_up_to_sixty_letters() -> None:
    whole = "x" * 58  # and two quotation marks
    with pytest.raises(RatesError) as caught:
        numbers(whole, "rate")
    assert said(caught.value) == f"rate: not an array of numbers; found '{whole}'"
    with pytest.raises(RatesError) as caught:
        checked_finite(whole + "yz", "net")
    assert said(caught.value) == f"net: not an array of numbers; found '{whole}y…"


def test_further_cells_are_counted_in_japanese() -> None:
    with pytest.raises(RatesError) as caught:
        checked([-1.0, -3.0, -2.0], "mx")
    assert "ほか2か所も同じです" in caught.value.text("ja")


def test_an_age_is_named_in_a_single_row() -> None:
    assert cell("qx", (2,), ages=[0, 1, 5]) == "qx[age 5]"


def test_too_few_ages_are_shown() -> None:
    with pytest.raises(RatesError, match=r"; found \[7\]"):
        checked_ages([7])


@pytest.mark.parametrize(
    ("edges", "words"),
    [
        ([-1, 5], "edges[0]: below zero; expected zero or above; found -1"),
        (
            [15, 15, 20],
            "edges: not ascending; expected each value once, the lower first; "
            "found [15.0, 15.0, 20.0]",
        ),
    ],
)
def test_edges_that_make_no_groups(edges: list[float], words: str) -> None:
    with pytest.raises(RatesError) as caught:
        checked_widths(edges)
    assert said(caught.value) == words


def test_a_single_number_has_no_ages() -> None:
    with pytest.raises(RatesError, match=r"^mx: the shape .* as ages, 3"):
        check_ages_of(np.array(0.1), "mx", np.array([0, 1, 5]))


@pytest.mark.parametrize("sizes", [((3,), (), (2,)), ((), (3,), (2,))])
def test_an_array_must_go_with_all_before_it(sizes: tuple[tuple[int, ...], ...]) -> None:
    one, two, three = (np.ones(size) for size in sizes)
    with pytest.raises(RatesError, match=r"^three: the shape .* goes with that of one;"):
        check_together(one=one, two=two, three=three)


def test_rows_are_sexes_only_where_there_are_two() -> None:
    sexes = ("male", "female")
    assert sexes_of(np.ones((3, 2, 4)), sexes) == sexes
    assert sexes_of(np.ones((2, 3)), sexes) == sexes
    assert sexes_of(np.ones((3, 4)), sexes) == ()
    assert sexes_of(np.ones(2), sexes) == ()
