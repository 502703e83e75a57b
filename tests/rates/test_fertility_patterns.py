from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from projection.rates.fertility import (
    mean_age_at_childbearing,
    mean_over_groups,
    standard_deviation_at_childbearing,
)
from projection.rates.fertility_patterns import (
    indirectly_standardised_asfr,
    own_asfr,
    shift_and_spread,
    single_age_asfr,
)

Array = NDArray[np.float64]

AGES = np.arange(61)
SINGLE = np.arange(62)
BELL = np.exp(-(((AGES - 30) / 7) ** 2)) * ((AGES >= 14) & (AGES <= 49))
EDGES = np.arange(15, 51, 5)


@given(st.floats(-4, 4), st.floats(0.4, 1.2))
def test_mean_and_deviation_move_as_asked_and_the_sum_stays(
    shift: float, spread: float
) -> None:
    moved = shift_and_spread(BELL, shift, spread)
    assert (moved >= 0).all()
    assert moved.sum() == pytest.approx(BELL.sum(), rel=1e-12)
    mean = float(mean_age_at_childbearing(BELL, SINGLE))
    assert mean_age_at_childbearing(moved, SINGLE) == pytest.approx(mean + shift, abs=1e-8)
    wide = float(standard_deviation_at_childbearing(BELL, SINGLE))
    found = standard_deviation_at_childbearing(moved, SINGLE)
    assert found == pytest.approx(spread * wide, rel=1e-8)


def test_no_move_changes_nothing() -> None:
    np.testing.assert_allclose(shift_and_spread(BELL, 0.0), BELL, atol=1e-13)


@st.composite
def municipalities(draw: st.DrawFn) -> tuple[Array, Array, Array]:
    """Rates of seven groups, women and a standard by single age."""
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    rates = rng.uniform(0.0, 0.12, 7) * (rng.random(7) < 0.9)
    return rates, rng.uniform(100, 900, 35), rng.uniform(0.001, 0.12, 35)


@pytest.mark.parametrize("calibrated", [True, False])
@given(municipalities())
def test_single_ages_keep_the_births_of_every_group(
    calibrated: bool,
    world: tuple[Array, Array, Array],
) -> None:
    rates, women, standard = world
    single = single_age_asfr(
        rates, EDGES, women=women, standard=standard if calibrated else None
    )
    assert (single >= 0).all()
    births = (single * women).reshape(7, 5).sum(axis=1)
    np.testing.assert_allclose(births, rates * women.reshape(7, 5).sum(axis=1), atol=1e-9)


@given(municipalities())
def test_without_women_every_group_keeps_its_part_of_the_tfr(
    world: tuple[Array, Array, Array],
) -> None:
    single = single_age_asfr(world[0], EDGES)
    np.testing.assert_allclose(mean_over_groups(single, 5), world[0], atol=1e-12)


@given(municipalities(), st.floats(0.2, 3))
def test_a_standard_at_another_level_comes_back(
    world: tuple[Array, Array, Array], level: float
) -> None:
    _, women, standard = world
    of_groups = (standard * women).reshape(7, 5).sum(axis=1) / women.reshape(7, 5).sum(axis=1)
    single = single_age_asfr(level * of_groups, EDGES, women=women, standard=standard)
    np.testing.assert_allclose(single, level * standard, rtol=1e-9)


def test_rates_run_to_zero_at_either_end() -> None:
    single = single_age_asfr([0.01, 0.05, 0.1, 0.09, 0.04, 0.01, 0.001], EDGES)
    assert single[0] < 0.002
    assert single[-1] < 0.0001
    assert (np.diff(single[:14]) > 0).all()


def test_own_rates_reproduce_births() -> None:
    births = np.array([[3.0, 40.0, 90.0], [5.0, 30.0, 70.0]])
    woman_years = np.array([[900.0, 800.0, 850.0], [910.0, 790.0, 700.0]])
    np.testing.assert_allclose(own_asfr(births, woman_years) * woman_years, births)


@given(municipalities(), st.floats(1, 900))
def test_the_indirectly_standardised_rates_give_the_births(
    world: tuple[Array, Array, Array], births: float
) -> None:
    _, women, standard = world
    found = indirectly_standardised_asfr(births, women, standard)
    assert (found * women).sum() == pytest.approx(births)
    np.testing.assert_allclose(found / standard, found[0] / standard[0])


def test_the_deviation_is_met_where_the_mean_stays_of_itself() -> None:
    """A symmetric pattern keeps its mean at once; its deviation has still to be sharpened."""
    even = np.concatenate([np.zeros(4), [0.1, 0.2, 0.1], np.zeros(4)])
    found = shift_and_spread(even, 0.0, 1.6)
    wide = standard_deviation_at_childbearing(even, np.arange(12))
    after = standard_deviation_at_childbearing(found, np.arange(12))
    assert after == pytest.approx(1.6 * wide, rel=1e-9)
    np.testing.assert_allclose(found, found[::-1], atol=1e-12)


def test_the_sum_stays_where_a_trace_of_the_pattern_leaves_the_ages() -> None:
    tails = np.exp(-(((AGES - 30) / 7) ** 2))
    moved = shift_and_spread(tails, 2.0)
    # Without the tail's last births back in, 3e-8 of the sum would be gone.
    assert moved.sum() == pytest.approx(tails.sum(), rel=1e-12)


def test_several_areas_are_standardised_at_once() -> None:
    """Area by area what each comes to alone; standards may differ as well."""
    women = np.array([[1000.0, 800.0, 600.0], [500.0, 700.0, 900.0]])
    standard, births = np.array([0.03, 0.1, 0.02]), np.array([61.0, 103.0])
    # 30 + 80 + 12 = 122 births are expected in the first area, 15 + 70 + 18 = 103 in the other.
    found = indirectly_standardised_asfr(births, women, standard)
    np.testing.assert_allclose(found, [standard / 2, standard], rtol=1e-12)
    each = indirectly_standardised_asfr(births, women, np.stack([standard, 2 * standard]))
    np.testing.assert_allclose(each, [standard / 2, standard], rtol=1e-12)
    shared = indirectly_standardised_asfr(61.0, women[0], np.stack([standard, 2 * standard]))
    np.testing.assert_allclose(shared, [standard / 2, standard / 2], rtol=1e-12)


def test_one_age_group_alone_is_standardised_too() -> None:
    found = indirectly_standardised_asfr(9.0, [100.0], [0.3])
    np.testing.assert_allclose(found, [0.09])
