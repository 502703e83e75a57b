from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.errors import RatesError
from projection.inputs import read_life_tables
from projection.rates.life_table import hazard
from projection.rates.life_tables import abridged_life_table, complete_life_table
from projection.rates.mortality_rates import mortality_rates, rates_from_probabilities
from projection.rates.separation import MIDPOINT, AxRule, Infancy
from tests.rates.worlds_mortality import ABRIDGED_AGES, GOLDEN, Array, mortality, said

SINGLE = np.arange(23)


@given(mortality(), st.sampled_from(["coale_demeny", "andreev_kingkade", "keyfitz_flieger"]))
def test_there_and_back(rates: Array, infancy: Infancy) -> None:
    rule = AxRule(infancy, "greville")
    dying = abridged_life_table(rates, ABRIDGED_AGES, rule).death_probability
    found = rates_from_probabilities(dying, ABRIDGED_AGES, rule, rates[..., -1])
    # At the steps between the published lines for infancy (0.003 years) two rates fit.
    np.testing.assert_allclose(found, rates, rtol=5e-4)
    again = abridged_life_table(found, ABRIDGED_AGES, rule).death_probability
    np.testing.assert_allclose(again, dying, rtol=1e-6)


def test_there_and_back_is_exact_between_the_steps() -> None:
    rates = 0.001 * np.exp(0.06 * ABRIDGED_AGES) * np.ones((3, 2, 1))
    dying = abridged_life_table(rates, ABRIDGED_AGES).death_probability
    found = rates_from_probabilities(dying, ABRIDGED_AGES, open_rate=rates[..., -1])
    np.testing.assert_allclose(found, rates, rtol=1e-13)


@given(mortality(SINGLE))
def test_the_last_single_age_tells_its_own_hazard(rates: Array) -> None:
    dying = complete_life_table(rates, "midpoint").death_probability.copy()
    dying[..., -1] = 0.25
    found = rates_from_probabilities(dying, SINGLE, MIDPOINT)
    np.testing.assert_array_equal(found[..., -1], hazard(np.full((3, 2), 0.25)))
    np.testing.assert_allclose(found[..., :-1], rates[..., :-1], rtol=1e-12)


def test_deaths_and_exposure_of_a_stationary_population() -> None:
    rates = 0.002 * np.exp(0.07 * ABRIDGED_AGES) * np.ones((3, 2, 1))
    table = abridged_life_table(rates, ABRIDGED_AGES)
    found = mortality_rates(1e5 * table.deaths, 1e5 * table.person_years, ABRIDGED_AGES)
    np.testing.assert_allclose(found, rates, rtol=1e-12)


@pytest.mark.parametrize(
    ("dying", "age", "open_rate", "words"),
    [
        (
            [0.1, 1.2, 1.0],
            [0, 1, 2],
            0.3,
            "death_probability[age 1]: too large; expected 1 at most; found 1.2",
        ),
        (
            [0.1, -0.2, 1.0],
            [0, 1, 2],
            0.3,
            "death_probability[age 1]: below zero; expected zero or above; found -0.2",
        ),
        (
            [0.1, 0.2, 1.0],
            [0, 1, 2],
            None,
            "death_probability[age 2]: the life table ends early, without an open interval "
            "(last probability 1); give the mortality rate, above zero, of the open last group "
            "2+",
        ),
        (
            [[0.1, 0.2, 0.3]],
            [0, 1, 5],
            None,
            "death_probability[0, age 5]: the life table ends early, without an open interval "
            "(last probability 0.3); give the mortality rate, above zero, of the open last "
            "group 5+",
        ),
        (
            [0.1, 0.2, 0.0],
            [0, 1, 2],
            None,
            "death_probability[age 2]: the life table ends early, without an open interval "
            "(last probability 0); give the mortality rate, above zero, of the open last group "
            "2+",
        ),
        (
            [0.1, 0.2],
            [0, 1, 2],
            0.3,
            "death_probability: the shape does not fit; expected as many cells on the last "
            "axis as ages, 3; found (2,)",
        ),
        (
            [0.1, 0.2, 1.0],
            [0, 1, 2],
            0.0,
            "open_rate: not above zero; expected a value above zero; found 0",
        ),
        (
            [0.1, 0.2, 1.0],
            [0, 1, 2],
            [0.3, 0.4],
            "open_rate: the shape does not fit; expected a shape that goes with that of "
            "death_probability; found (2,)",
        ),
    ],
)
def test_probabilities_that_are_refused(
    dying: list[float], age: list[int], open_rate: float | None, words: str
) -> None:
    with pytest.raises(RatesError) as caught:
        rates_from_probabilities(dying, age, MIDPOINT, open_rate)
    assert said(caught.value) == words


def test_sudden_death_gives_a_finite_rate() -> None:
    found = rates_from_probabilities([0.1, 1.0, 1.0], [0, 1, 5], [0.5, 0.0], 0.5)
    assert np.isfinite(found).all()
    assert abridged_life_table(found, [0, 1, 5], [0.5, 0.0]).survivors[2] < 1e-8


def test_probabilities_that_no_rates_give() -> None:
    # From 0.16 and 0.11 to 0.72 and back to 0.08: no ax of Greville's settles.
    dying = [0.8, 0.38, 0.42, 0.34, 0.9, 0.16, 0.11, 0.72, 0.08]
    age = [0, *range(10, 50, 5)]
    with pytest.raises(RatesError) as caught:
        rates_from_probabilities(dying, age, AxRule("midpoint", "greville"), 0.5)
    assert said(caught.value).startswith("death_probability: no mortality rate was found")


@pytest.mark.parametrize(
    ("deaths", "exposure", "words"),
    [
        (
            [1.0, -2.0],
            [9.0, 9.0],
            "deaths[age 5]: below zero; expected zero or above; found -2",
        ),
        (
            [1.0, 2.0],
            [9.0, 0.0],
            "exposure[age 5]: not above zero; expected a value above zero; found 0",
        ),
        (
            [[1.0, 2.0]] * 3,
            [[9.0, 8.0]] * 2,
            "deaths: the shape does not fit; expected a shape that goes with that of exposure; "
            "found (3, 2)",
        ),
        (
            [1.0, 2.0, 3.0],
            [9.0, 8.0],
            "deaths: the shape does not fit; expected as many cells on the last axis as ages, "
            "2; found (3,)",
        ),
        (
            [1.0, 2.0],
            [9.0, 8.0, 7.0],
            "exposure: the shape does not fit; expected as many cells on the last axis as "
            "ages, 2; found (3,)",
        ),
    ],
)
def test_deaths_and_exposure_that_are_refused(
    deaths: list[float], exposure: list[float], words: str
) -> None:
    with pytest.raises(RatesError) as caught:
        mortality_rates(deaths, exposure, [0, 5])
    assert said(caught.value) == words


def test_life_expectancy_of_the_complete_life_tables_of_japan() -> None:
    # Ministry of Health, Labour and Welfare, 19th to 23rd complete life tables, men and women,
    # printed to 0.01; deaths within a year of age are not quite even, which is another 0.005.
    published = [
        [77.72, 84.60],
        [78.56, 85.52],
        [79.55, 86.30],
        [80.75, 86.99],
        [81.56, 87.71],
    ]
    tables = read_life_tables(GOLDEN.parents[1] / "japan" / "death_probability.csv")
    rule = AxRule("andreev_kingkade", "midpoint")
    rates = rates_from_probabilities(tables.values, tables["age"].values, rule)
    found = complete_life_table(rates).life_expectancy[..., 0]
    np.testing.assert_allclose(found, published, atol=0.01)


def test_cells_are_named_by_sex_and_age() -> None:
    fine, wrong = [[0.1, 0.2]] * 2, [[0.1, 0.2], [0.1, -0.2]]
    sexes = ("male", "female")
    for name, deaths, exposure in (("deaths", wrong, fine), ("exposure", fine, wrong)):
        with pytest.raises(RatesError, match=rf"^{name}\[female, age 5\]: "):
            mortality_rates(deaths, exposure, [0, 5], sexes)
    with pytest.raises(RatesError, match=r"^death_probability\[female, age 5\]: below zero"):
        rates_from_probabilities(wrong, [0, 5], MIDPOINT, 0.3)
