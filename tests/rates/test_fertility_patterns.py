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
