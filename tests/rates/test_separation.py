from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from projection.errors import RatesError
from projection.rates.separation import (
    MIDPOINT,
    UN_RULE,
    AxRule,
    Infancy,
    separation,
)
from tests.rates.worlds_mortality import ABRIDGED_AGES, Array, mortality, said


@given(mortality())
def test_those_who_die_have_lived_some_of_the_group(rates: Array) -> None:
    width = np.diff(ABRIDGED_AGES)
    for infancy in ("midpoint", "coale_demeny", "andreev_kingkade", "keyfitz_flieger"):
        years = separation(rates, ABRIDGED_AGES, AxRule(infancy, "greville"))
        assert ((years >= 0) & (years <= width)).all()


@pytest.mark.parametrize(
    ("infancy", "m0", "expected"),
    [
        # Preston, Heuveline and Guillot (2001), table 3.3: men and women, 1a0 and 4a1.
        ("coale_demeny", 0.107, [[0.330, 1.352], [0.350, 1.361]]),
        ("coale_demeny", 0.100, [[0.3134, 1.3694], [0.333, 1.3702]]),
        # The first line of the Methods Protocol of the Human Mortality Database at m0 = 0.01.
        ("andreev_kingkade", 0.01, [[0.1293355, 1.62284], [0.1284773, 1.50682]]),
        ("andreev_kingkade", 0.09, [[0.29915, 1.39756], [0.31411, 1.38538]]),
        ("keyfitz_flieger", 0.01, [[0.087, 1.5], [0.087, 1.5]]),
        ("midpoint", 0.01, [[0.5, 2.0], [0.5, 2.0]]),
    ],
)
def test_rules_for_infancy(infancy: Infancy, m0: float, expected: list[list[float]]) -> None:
    rates = np.full((2, ABRIDGED_AGES.size), m0)
    found = separation(rates, ABRIDGED_AGES, AxRule(infancy, "midpoint"))
    np.testing.assert_allclose(found[:, :2], expected, rtol=1e-12)
    assert (found[:, 2:] == 2.5).all()


def test_greville_where_mortality_rises_by_a_constant_share() -> None:
    # Gompertz, one tenth a year: k = 0.1, so ax = 2.5 - 25/12 (mx - 0.1).
    rates = 1e-5 * np.exp(0.1 * ABRIDGED_AGES)
    found = separation(rates, ABRIDGED_AGES, AxRule("midpoint", "greville"))
    np.testing.assert_allclose(found[4:], 2.5 - 25 / 12 * (rates[4:-1] - 0.1), rtol=1e-12)
    assert (found[2:4] == 2.5).all()


def test_greville_has_a_floor_from_age_45() -> None:
    found = separation(np.full(19, 3.0), ABRIDGED_AGES, AxRule("midpoint", "greville"))
    assert (found[ABRIDGED_AGES[:-1] < 45] >= 0.0).all()
    assert found[ABRIDGED_AGES[:-1] == 40] == 0.0
    assert (found[ABRIDGED_AGES[:-1] >= 45] == 0.97).all()


def test_an_age_without_deaths_leaves_its_neighbours_flat() -> None:
    rates = np.full(19, 0.01)
    rates[10] = 0.0
    found = separation(rates, ABRIDGED_AGES, AxRule("midpoint", "greville"))
    np.testing.assert_allclose(found[[9, 11]], 2.5 - 25 / 12 * 0.01, rtol=1e-12)


def test_a_table_of_two_groups_has_no_slope() -> None:
    assert separation([0.1, 0.2], [0, 20], AxRule("midpoint", "greville")).tolist() == [10.0]


def test_own_years_are_taken_as_they_are() -> None:
    own = np.array([0.1, 1.4, 2.6])
    rates = np.full((3, 2, 4), 0.01)
    np.testing.assert_array_equal(separation(rates, [0, 1, 5, 10], own), own)


@pytest.mark.parametrize(
    ("rates", "age", "ax", "sexes", "words"),
    [
        (
            np.full(4, 0.1),
            [0, 1, 5, 10],
            UN_RULE,
            ("male", "female"),
            "mortality_rate: the shape does not fit; expected the sexes (male, female) on the "
            "last axis but one; found (4,)",
        ),
        (
            np.full(4, 0.1),
            [0, 1, 5, 10],
            AxRule("coale_demeny", "midpoint"),
            ("male", "female"),
            "mortality_rate: the shape does not fit; expected the sexes (male, female) on the "
            "last axis but one; found (4,)",
        ),
        (
            np.array([[0.1, 0.1, 0.1], [0.1, -0.1, 0.1]]),
            [0, 1, 5],
            MIDPOINT,
            ("male", "female"),
            "mortality_rate[female, age 1]: below zero; expected zero or above; found -0.1",
        ),
        (
            np.full((2, 3), 0.1),
            [0, 1, 5],
            AxRule("midpoint", "grevile"),  # type: ignore[arg-type]
            (),
            "older: unknown choice 'grevile'; known ones: midpoint, greville",
        ),
        (
            np.full((2, 3), 0.1),
            [0, 1, 5],
            [0.5, -1.0],
            (),
            "ax[age 1]: below zero; expected zero or above; found -1",
        ),
        (
            np.full((2, 3), 0.1),
            [0, 1, 5],
            0.5,
            (),
            "ax: the shape does not fit; expected as many cells on the last axis as closed age "
            "groups, 2; found ()",
        ),
        (
            np.full((2, 3), 0.1),
            [0, 1, 5],
            [[0.5, 2.0]] * 3,
            (),
            "ax: the shape does not fit; expected as many cells on the last axis as closed age "
            "groups, 2; found (3, 2)",
        ),
        (
            np.full((2, 3), 0.1),
            [0, 5, 10],
            UN_RULE,
            ("male", "female"),
            "age: the rule 'andreev_kingkade' for infancy needs age 0 as a group of its own; "
            "the first group is 0-4; part it, or choose 'midpoint' or values of your own",
        ),
        (
            np.full((2, 3), 0.1),
            [0, 1, 5],
            UN_RULE,
            ("female", "total"),
            "sexes: unknown choice 'total'; known ones: male, female",
        ),
        (
            np.full((2, 3), 0.1),
            [0, 1, 5],
            [0.5, 4.5],
            (),
            "ax[age 1]: too large; expected 4 at most; found 4.5",
        ),
        (
            np.full((2, 3), 0.1),
            [0, 1, 5],
            [0.5, 2.0, 2.5],
            (),
            "ax: the shape does not fit; expected as many cells on the last axis as closed age "
            "groups, 2; found (3,)",
        ),
        (
            np.full((2, 3), 0.1),
            [0, 1, 5, 10],
            MIDPOINT,
            (),
            "mortality_rate: the shape does not fit; expected as many cells on the last axis "
            "as ages, 4; found (2, 3)",
        ),
        (
            np.full((2, 3), 0.1),
            [0, 1, 5],
            AxRule("coale", "midpoint"),  # type: ignore[arg-type]
            (),
            "infancy: unknown choice 'coale'; known ones: midpoint, coale_demeny, "
            "andreev_kingkade, keyfitz_flieger",
        ),
    ],
)
def test_what_is_refused(
    rates: Array, age: list[int], ax: AxRule, sexes: tuple[str, ...], words: str
) -> None:
    with pytest.raises(RatesError) as caught:
        separation(rates, age, ax, sexes)
    assert said(caught.value) == words


def test_nobody_who_dies_in_infancy_has_lived_more_than_a_year() -> None:
    rule = AxRule("keyfitz_flieger", "midpoint")
    found = separation([[0.5, 0.01, 0.2], [0.7, 0.01, 0.2]], [0, 1, 5], rule)
    np.testing.assert_allclose(found[:, 0], [0.92, 1.0], rtol=1e-12)


def test_those_who_die_may_live_the_whole_group() -> None:
    whole = [1.0, 4.0]
    assert separation([0.1, 0.1, 0.2], [0, 1, 5], whole).tolist() == whole


def test_greville_is_held_within_the_group() -> None:
    """A slope of ln(10^8) / 10 a year would let those who die at 20-24 live 6.3 years of 5."""
    rates = [0.01, 1e-8, 1e-3, 1.0, 1.0]
    found = separation(rates, [0, 15, 20, 25, 30], AxRule("midpoint", "greville"))
    assert found[2] == 5.0


def test_rules_for_infancy_serve_the_shortest_tables() -> None:
    rule = AxRule("keyfitz_flieger", "midpoint")
    np.testing.assert_allclose(separation([0.01, 0.2], [0, 1], rule), [0.087], rtol=1e-12)
    found = separation([0.01, 0.02, 0.2], [0, 1, 5], rule)
    np.testing.assert_allclose(found, [0.087, 1.5], rtol=1e-12)
