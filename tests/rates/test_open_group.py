from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.errors import RatesError
from projection.kernel import Rates, project
from projection.rates.open_group import extend_open_group
from projection.rates.stable import stable_population
from tests.rates.worlds_mortality import said


@given(st.integers(0, 10**6), st.floats(-0.05, 0.05))
def test_the_persons_are_kept(seed: int, growth: float) -> None:
    rng = np.random.default_rng(seed)
    lived, persons = rng.uniform(0, 1, (2, 3, 20)), rng.uniform(0, 900, (2, 3))
    groups = extend_open_group(persons, lived, [85, 90, 95, 100], growth)
    assert groups.shape == (2, 3, 4)
    assert (groups >= 0).all()
    np.testing.assert_allclose(groups.sum(axis=-1), persons)


def test_without_growth_the_tail_is_the_life_table_s() -> None:
    lived = np.array([0.5, 0.4, 0.3, 0.2, 0.1])
    np.testing.assert_allclose(extend_open_group(300, lived, [90, 92, 93]), [180, 60, 60])


def test_where_births_grew_the_old_are_fewer() -> None:
    lived = np.linspace(1, 0.01, 30)
    shrinking, growing = (extend_open_group(100, lived, [70, 80], r) for r in (-0.02, 0.02))
    assert growing[1] < shrinking[1]


def test_a_stable_population_of_the_recurrence_is_opened_again() -> None:
    """Single ages to 40+, of which those above 25 are closed up and opened again."""
    survival = np.broadcast_to(0.97 - 0.01 * np.arange(41), (2, 41)).clip(0.4)
    fertility = np.where((np.arange(41) > 9) & (np.arange(41) < 20), 0.3, 0.0)
    settled = stable_population(survival, fertility, 1.05, 1)
    people, none = settled.age_share, np.zeros((1, 2, 41))
    rates = Rates(survival[None], fertility[None], np.array([1.05]), none, none)
    after = project(people, rates, 1).population[-1]
    lived = np.cumprod(survival[1])[25:]
    # In the open group of the table each year leaves 0.57 of those before.
    lived[-1] /= 1 - survival[1, -1] / np.exp(float(settled.growth_rate))
    found = extend_open_group(after[1, 25:].sum(), lived, [25, 28, 35, 40], settled.growth_rate)
    expected = np.add.reduceat(after[1], [25, 28, 35, 40])
    # The table's open group stands at its first age with its own growth: exact here.
    np.testing.assert_allclose(found, expected, rtol=1e-9)


def test_the_table_must_reach_the_last_group() -> None:
    with pytest.raises(ValueError, match="age 95 lies beyond the life table, which ends at 94"):
        extend_open_group(10, np.ones(10), [85, 95])


@pytest.mark.parametrize(
    ("persons", "lived", "age", "growth", "words"),
    [
        (9, [1, -1], [85, 86], 0, "person_years[1]: below zero"),
        (9, 1, [85, 86], 0, "age: age 86 lies beyond the life table, which ends at 84; take"),
        (9, [1, 1], [85, -86], 0, "age[1]: below zero"),
        (
            9,
            [1, 1],
            [85, 85.5],
            0,
            "age: ages are not whole; expected whole years; found [85.0",
        ),
        (
            9,
            [1, 1],
            [86, 85],
            0,
            "age: not ascending; expected each value once, the lower first; found [86.0, 85.0]",
        ),
        (
            9,
            [1, 1, 1],
            [85, 86, 95],
            0,
            "age: age 95 lies beyond the life table, which ends at 87; take",
        ),
        (
            [9, 9],
            [[1, 1]] * 3,
            [85, 86],
            0,
            "person_years: the shape does not fit; expected a "
            "shape that goes with that of persons; found (3,)",
        ),
        (
            [9, 9],
            [1, 1],
            [85, 86],
            [0] * 3,
            "growth_rate: the shape does not fit; expected a "
            "shape that goes with that of persons; found (3,)",
        ),
    ],
)
def test_what_is_refused(
    persons: object, lived: object, age: list[float], growth: object, words: str
) -> None:
    with pytest.raises(RatesError) as caught:
        extend_open_group(persons, lived, age, growth)  # type: ignore[arg-type]
    assert said(caught.value).startswith(words)


def test_tables_in_which_nobody_lives_are_counted() -> None:
    words = "person_years: all person-years are zero; expected one above zero"
    for lived, others in (([0, 0], ""), ([[0, 0]] * 3, " (and 2 more)")):
        with pytest.raises(RatesError) as caught:
            extend_open_group(9, lived, [85, 86])
        assert said(caught.value) == words + others
