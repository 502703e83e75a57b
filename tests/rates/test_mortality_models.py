from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.errors import RatesError
from projection.rates.life_tables import abridged_life_table
from projection.rates.mortality_models import (
    improved_mortality,
    mortality_for_life_expectancy,
    multiply_hazard,
)
from projection.rates.separation import MIDPOINT, AxRule
from tests.rates.worlds_mortality import ABRIDGED_AGES, Array, mortality, said

COALE_DEMENY = AxRule("coale_demeny", "greville")


@given(mortality(), st.floats(0.1, 5.0), st.floats(0.1, 5.0))
def test_hazards_multiply(rates: Array, once: float, again: float) -> None:
    dying = abridged_life_table(rates, ABRIDGED_AGES).death_probability
    np.testing.assert_allclose(multiply_hazard(dying, 1.0), dying, rtol=1e-13)
    twice = multiply_hazard(multiply_hazard(dying, once), again)
    # 1 - qx is known to 1e-16, so hazards of some 20 are known to 1e-8.
    np.testing.assert_allclose(twice, multiply_hazard(dying, once * again), rtol=1e-8)
    np.testing.assert_allclose(
        1 - multiply_hazard(dying, once), (1 - dying) ** once, atol=1e-12
    )


def test_certain_death_stays_certain() -> None:
    assert multiply_hazard([0.0, 1.0], [0.5, 0.5]).tolist() == [0.0, 1.0]


def test_improvement_by_age_and_year() -> None:
    rates, yearly = np.full((3, 2, 4), 0.2), np.array([0.0, 0.01, 0.02, -0.03])
    found = improved_mortality(rates, yearly, np.arange(5))
    assert found.shape == (5, 3, 2, 4)
    np.testing.assert_array_equal(found[0], rates)
    np.testing.assert_allclose(found[4, 2, 1], 0.2 * (1 - yearly) ** 4, rtol=1e-13)


@given(mortality(), st.floats(65.0, 95.0))
def test_the_target_is_met_for_each_table(rates: Array, target: float) -> None:
    targets = target + np.arange(3)[:, None] * np.array([0.5, 1.0])
    found = mortality_for_life_expectancy(rates, ABRIDGED_AGES, targets, COALE_DEMENY)
    table = abridged_life_table(found[..., None] * rates, ABRIDGED_AGES, COALE_DEMENY)
    np.testing.assert_allclose(table.life_expectancy[..., 0], targets, atol=1e-9)


def test_the_target_is_met_with_own_years_and_broadcasts() -> None:
    rates = 0.0001 * np.exp(0.09 * ABRIDGED_AGES)
    own = np.where(np.diff(ABRIDGED_AGES) == 5, 2.3, 0.3)
    found = mortality_for_life_expectancy(rates, ABRIDGED_AGES, [60.0, 61.0, 70.0], own)
    assert found.shape == (3,)
    table = abridged_life_table(found[:, None] * rates, ABRIDGED_AGES, own)
    np.testing.assert_allclose(table.life_expectancy[:, 0], [60.0, 61.0, 70.0], atol=1e-9)


def test_rules_see_the_sex_of_each_table() -> None:
    rates = np.stack([np.full((2, 3), 0.05)] * 4)
    now = abridged_life_table(rates, [0, 1, 5], AxRule("coale_demeny", "midpoint"))
    found = mortality_for_life_expectancy(
        rates, [0, 1, 5], now.life_expectancy[..., 0], AxRule("coale_demeny", "midpoint")
    )
    assert now.life_expectancy[0, 0, 0] != now.life_expectancy[0, 1, 0]
    np.testing.assert_allclose(found, 1.0, rtol=1e-12)


def test_a_target_out_of_reach() -> None:
    with pytest.raises(RatesError) as caught:
        mortality_for_life_expectancy([[0.1, 0.1]], [0, 1], [2e5], MIDPOINT)
    assert said(caught.value) == (
        "target[0]: a life expectancy of 200000 years cannot be reached with 0.0001 to 1000 "
        "times the mortality (0.01 to 1e+05 years)"
    ).replace("0.01 to", f"{0.5 + 0:.4g} to")


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (-3.0, "target: not above zero; expected a value above zero; found -3"),
        (
            [50.0, 60.0, 70.0],
            "target: the shape does not fit; expected a shape that goes with that of "
            "mortality_rate; found (3,)",
        ),
    ],
)
def test_targets_that_are_refused(target: float, words: str) -> None:
    with pytest.raises(RatesError) as caught:
        mortality_for_life_expectancy(np.full((2, 3), 0.1), [0, 1, 5], target, MIDPOINT)
    assert said(caught.value) == words


def test_multipliers_and_improvements_that_are_refused() -> None:
    with pytest.raises(RatesError, match=r"multiplier\[1\]: below zero"):
        multiply_hazard([0.1, 0.2], [1.0, -1.0])
    with pytest.raises(RatesError, match=r"death_probability\[0\]: too large"):
        multiply_hazard([1.1, 0.2], 1.0)
    alike = "the shape does not fit; expected a shape that goes with that of"
    with pytest.raises(RatesError, match=f"^multiplier: {alike} death_probability; found"):
        multiply_hazard([0.1, 0.2], [1.0, 1.0, 1.0])
    with pytest.raises(
        RatesError, match=r"improvement\[1\]: out of range; expected from -1 to 1"
    ):
        improved_mortality([0.1, 0.2], [0.5, 1.5], [0, 1])
    with pytest.raises(RatesError, match=r"years\[0\]: below zero"):
        improved_mortality([0.1, 0.2], 0.5, [-1, 1])
    with pytest.raises(RatesError, match=r"^mortality_rate\[1\]: below zero"):
        improved_mortality([0.1, -0.2], 0.5, [0, 1])
    with pytest.raises(RatesError, match=f"^improvement: {alike} mortality_rate; found"):
        improved_mortality([0.1, 0.2], [0.5, 0.5, 0.5], [0, 1])


def test_one_target_serves_every_table_with_its_own_sex() -> None:
    rates = np.array([0.01, 0.002, 0.05]) * np.ones((2, 1))
    together = mortality_for_life_expectancy(rates, [0, 1, 5], 30.0, COALE_DEMENY)
    assert together.shape == (2,)
    assert together[0] != together[1]
    table = abridged_life_table(together[:, None] * rates, [0, 1, 5], COALE_DEMENY)
    np.testing.assert_allclose(table.life_expectancy[:, 0], 30.0, atol=1e-9)
    women = mortality_for_life_expectancy(rates[1:], [0, 1, 5], 30.0, COALE_DEMENY, ["female"])
    np.testing.assert_array_equal(women, together[1:])


def test_each_table_keeps_its_own_years() -> None:
    rates, own = np.full((2, 3), 0.1), np.array([[0.1, 1.0], [0.9, 3.0]])
    found = mortality_for_life_expectancy(rates, [0, 1, 5], [12.0, 13.0], own)
    table = abridged_life_table(found[:, None] * rates, [0, 1, 5], own)
    np.testing.assert_allclose(table.life_expectancy[:, 0], [12.0, 13.0], atol=1e-9)


@pytest.mark.parametrize("level", [1e-4, 1e3])
def test_the_ends_of_the_search_are_within_reach(level: float) -> None:
    rates = np.array([1e-4, 2e-4, 3e-4])
    end = abridged_life_table(rates * np.exp(np.log(level)), [0, 1, 5], MIDPOINT)
    target = end.life_expectancy[0]
    found = mortality_for_life_expectancy(rates, [0, 1, 5], target, MIDPOINT)
    assert found == pytest.approx(level)
