from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from projection.rates.life_table import (
    death_probability,
    hazard,
    infant_separation,
    life_table,
    survival_from_hazard,
    survival_ratios,
)

Array = NDArray[np.float64]


@st.composite
def tables(draw: st.DrawFn, ages: int = 23) -> Array:
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    return rng.uniform(0.001, 0.3, (3, 2, ages))


@given(tables())
def test_hazard_and_probability_are_inverse(qx: Array) -> None:
    np.testing.assert_allclose(death_probability(hazard(qx)), qx, rtol=1e-12)


def test_certain_death_has_a_finite_hazard() -> None:
    assert hazard(np.array(1.0)) == pytest.approx(27.631, abs=1e-3)


@given(tables())
def test_columns_of_the_life_table(qx: Array) -> None:
    table = life_table(qx)
    assert (table.survivors[..., 0] == 1).all()
    np.testing.assert_allclose(
        table.survivors[..., 1:], table.survivors[..., :-1] * (1 - qx[..., :-1])
    )
    # Everybody dies: in a stationary population of one birth a year, deaths are one a year.
    rates = hazard(qx[..., -1]) * table.person_years[..., -1]
    deaths = (table.survivors * qx)[..., :-1].sum(axis=-1) + rates
    np.testing.assert_allclose(deaths, 1.0, rtol=1e-12)
    np.testing.assert_allclose(table.life_expectancy[..., 0], table.person_years.sum(axis=-1))


def test_constant_hazard_gives_its_inverse_as_life_expectancy() -> None:
    qx = death_probability(np.full((2, 4000), 0.01))
    expected = 1 / 0.01
    # At infancy the years lived by those who die differ from one half.
    assert life_table(qx).life_expectancy[:, 1] == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize(
    ("sex", "q0", "a0"),
    [
        # United Nations, MortCast (Andreev-Kingkade in terms of m0), Japan 2015 and 1950: the
        # lines in q0 are fitted apart, so they agree to their own third decimal.
        (0, 1 - np.exp(-0.00184), 0.145618),
        (1, 1 - np.exp(-0.00169), 0.145557),
        (0, 0.0507291, 0.200697),
        (1, 0.0445756, 0.225835),
    ],
)
def test_infant_separation_as_published(sex: int, q0: float, a0: float) -> None:
    assert infant_separation(np.array([q0, q0]))[sex] == pytest.approx(a0, abs=0.0025)


def test_each_line_of_infant_separation_begins_at_its_own_probability() -> None:
    """0.0244 + 3.4994 x 0.0226, 0.0438 + 4.1075 x 0.0170; above, the constants."""
    second = infant_separation(np.array([0.0226, 0.0170]))
    np.testing.assert_allclose(second, [0.10348644, 0.1136275], rtol=1e-12)
    third = infant_separation(np.array([0.0785, 0.0658]))
    np.testing.assert_allclose(third, [0.2991, 0.3141], rtol=1e-12)


@given(tables(), st.sampled_from([1, 5]))
def test_survival_ratios_of_a_stationary_population(qx: Array, width: int) -> None:
    lived = life_table(qx).person_years
    groups = np.add.reduceat(lived, np.arange(0, 21, width), axis=-1)
    ratios = survival_ratios(qx, width, open_age=20)
    assert ratios.shape[-1] == 20 // width + 1
    # One birth a year, nobody moves: the population of a life table renews itself.
    moved = np.concatenate([np.full((3, 2, 1), float(width)), groups[..., :-1]], axis=-1)
    moved[..., -1] += groups[..., -1]
    np.testing.assert_allclose(moved * ratios, groups, rtol=1e-12)


@pytest.mark.parametrize("width", [1, 5])
@pytest.mark.parametrize("yearly", [8.0, 30.0, 1000.0])
def test_hazards_that_leave_nobody_give_a_valid_life_table(yearly: float, width: int) -> None:
    # Survivors fall below the smallest number that there is from age 94, 25 or 1 on.
    hazards = np.full((2, 121), yearly)
    table = life_table(death_probability(hazards))
    assert table.survivors[0, -1] == 0.0
    assert np.isfinite(table.life_expectancy).all()
    # Everybody who reaches an age lives half a year of it, and hardly anybody the next.
    np.testing.assert_allclose(table.life_expectancy[:, 60], 0.5, atol=1e-3)
    ratios = survival_ratios(death_probability(hazards), width, open_age=100)
    np.testing.assert_allclose(ratios[:, 2:-1], np.exp(-width * yearly), atol=1e-13)
    assert ((ratios >= 0.0) & (ratios <= 1.0)).all()


@given(tables())
def test_survival_from_hazard_goes_through_the_life_table(qx: Array) -> None:
    direct = survival_ratios(qx, 1, 20)
    np.testing.assert_allclose(survival_from_hazard(hazard(qx), 1, 20), direct, rtol=1e-12)
