from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given

from projection.errors import RatesError
from projection.rates.life_table import life_table
from projection.rates.life_tables import (
    abridged_life_table,
    complete_life_table,
    partial_life_expectancy,
)
from projection.rates.separation import MIDPOINT, AxRule, Infancy
from tests.rates.worlds_mortality import (
    ABRIDGED_AGES,
    COLUMNS,
    Array,
    GoldenTable,
    golden_tables,
    mortality,
    said,
)

SINGLE = np.arange(23)


@pytest.mark.parametrize("published", golden_tables(), ids=lambda one: one.name)
def test_every_column_as_the_united_nations_make_it(published: GoldenTable) -> None:
    # The formulas are the same, so only rounding is left: of sums in another order (5e-15) and,
    # in deaths, of differences (2e-12); the figures have 13 digits.
    rates, age = published.columns["mortality_rate"][None], published.columns["age"]
    table = abridged_life_table(rates, age, published.rule, (published.sex,))
    for name in COLUMNS:
        known = ~np.isnan(published.columns[name])
        found = getattr(table, name)[0]
        np.testing.assert_allclose(
            found[known], published.columns[name][known], rtol=1e-10, err_msg=name
        )


def test_there_are_sixty_published_tables() -> None:
    widths = [one.width for one in golden_tables()]
    assert (widths.count(5), widths.count(1)) == (48, 12)


def test_life_expectancy_of_japan_as_published() -> None:
    # World Population Prospects 2019, 2015-2020: 81.28 and 87.47 years, printed to 0.01.
    rule = AxRule("andreev_kingkade", "greville")
    japan = [
        one for one in golden_tables() if one.name.startswith("japan 2015") and one.rule == rule
    ]
    rates = np.stack([one.columns["mortality_rate"] for one in japan])
    table = abridged_life_table(
        rates, japan[0].columns["age"], rule, [one.sex for one in japan]
    )
    published = {"male": 81.28, "female": 87.47}
    np.testing.assert_allclose(
        table.life_expectancy[:, 0], [published[one.sex] for one in japan], atol=0.005
    )


@given(mortality())
def test_identities_of_the_columns(rates: Array) -> None:
    table = abridged_life_table(rates, ABRIDGED_AGES)
    above = table.deaths[..., ::-1].cumsum(axis=-1)[..., ::-1]
    np.testing.assert_allclose(table.survivors, above, rtol=1e-10)
    np.testing.assert_allclose(table.deaths, rates * table.person_years, rtol=1e-12)
    lived = table.person_years[..., ::-1].cumsum(axis=-1)[..., ::-1]
    np.testing.assert_allclose(table.person_years_above, lived, rtol=1e-12)
    np.testing.assert_allclose(table.life_expectancy, lived / table.survivors, rtol=1e-12)
    np.testing.assert_allclose(table.life_expectancy[..., 0], table.person_years.sum(axis=-1))
    assert (table.survivors[..., 0] == 1).all()
    assert (table.death_probability[..., -1] == 1).all()
    np.testing.assert_allclose(table.separation[..., -1], 1 / rates[..., -1])


@given(mortality(SINGLE))
def test_a_complete_table_is_an_abridged_one_of_single_ages(rates: Array) -> None:
    complete = complete_life_table(rates, "coale_demeny")
    abridged = abridged_life_table(rates, SINGLE, AxRule("coale_demeny", "midpoint"))
    for field in dataclasses.fields(complete):
        np.testing.assert_array_equal(
            getattr(complete, field.name), getattr(abridged, field.name)
        )


@given(mortality(SINGLE))
def test_the_engine_builds_the_same_complete_tables(rates: Array) -> None:
    table = complete_life_table(rates)
    dying = table.death_probability.copy()
    # The engine takes the last age's probability as that of one year under its hazard.
    dying[..., -1] = -np.expm1(-rates[..., -1])
    engine = life_table(dying)
    # It reads 1a0 from the authors' line in q0, we from that in m0: 0.0025 of q0 years apart.
    apart = 0.0025 * dying[..., :1]
    assert (np.abs(engine.person_years - table.person_years)[..., :1] <= apart).all()
    np.testing.assert_allclose(
        engine.person_years[..., 1:], table.person_years[..., 1:], rtol=1e-12
    )


def test_mortality_that_leaves_nobody_gives_a_finite_table() -> None:
    rates = np.full((2, ABRIDGED_AGES.size), 30.0)
    own = np.full(ABRIDGED_AGES.size - 1, 1 / 40)
    table = abridged_life_table(rates, ABRIDGED_AGES, own)
    assert table.survivors[0, -1] < 1e-10
    assert np.isfinite(table.life_expectancy).all()


def test_ages_without_deaths_are_lived_through() -> None:
    table = abridged_life_table([0.0, 0.0, 0.1], [0, 3, 10], MIDPOINT)
    assert table.person_years.tolist() == [3.0, 7.0, 10.0]


@given(mortality())
def test_partial_life_expectancies_add_up(rates: Array) -> None:
    table = abridged_life_table(rates, ABRIDGED_AGES)
    working = partial_life_expectancy(table, 20, 65)
    at_65 = int(np.flatnonzero(ABRIDGED_AGES == 65)[0])
    at_20 = int(np.flatnonzero(ABRIDGED_AGES == 20)[0])
    lived = table.person_years[..., at_20:at_65].sum(axis=-1)
    np.testing.assert_allclose(working, lived / table.survivors[..., at_20], rtol=1e-12)
    reaching = table.survivors[..., at_65] / table.survivors[..., at_20]
    np.testing.assert_allclose(
        working + reaching * table.life_expectancy[..., at_65],
        table.life_expectancy[..., at_20],
        rtol=1e-12,
    )


@pytest.mark.parametrize(
    ("rates", "age", "words"),
    [
        ([0.1, -0.01, 0.2], [0, 1, 5], "mortality_rate[age 1]: below zero; expected zero or"),
        ([0.1, np.nan, 0.2], [0, 1, 5], "mortality_rate[age 1]: not a finite number"),
        ([0.1, 0.1, 0.2], [0, 5, 5], "age: the ages do not tile"),
        ([0.1, 0.2], [0, 1, 5], "mortality_rate: the shape does not fit"),
        (
            [0.1, 0.1, 0.0],
            [0, 1, 5],
            "mortality_rate[age 5]: the life table ends early, without an open interval (last "
            "mortality rate 0); give the mortality rate, above zero, of the open last group 5+",
        ),
        (
            [[0.1, 0.5, 0.2], [0.1, 0.6, 0.2]],
            [0, 1, 5],
            "mortality_rate[female, age 1]: a mortality rate of 0.6 gives a probability of "
            "dying of 1.09091, above 1; take a smaller ax than 2, or let the table's open "
            "group begin here",
        ),
    ],
)
def test_what_is_refused(rates: list[float], age: list[int], words: str) -> None:
    with pytest.raises(RatesError) as caught:
        abridged_life_table(rates, age, MIDPOINT)
    assert said(caught.value).startswith(words)


@pytest.mark.parametrize(
    ("lower", "upper", "words"),
    [
        (20, 20, "upper: the upper age 20 must lie above the lower age 20"),
        (0, 3, "age: age 3 is no lower bound of the table's groups; found [0, 1, 5]"),
    ],
)
def test_partial_life_expectancy_refuses(lower: int, upper: int, words: str) -> None:
    table = abridged_life_table([0.1, 0.1, 0.1], [0, 1, 5], MIDPOINT)
    with pytest.raises(RatesError) as caught:
        partial_life_expectancy(table, lower, upper)
    assert said(caught.value) == words


@pytest.mark.parametrize("infancy", ["andreev_kingkade", "coale_demeny"])
def test_the_sexes_of_complete_tables_may_stand_in_either_order(infancy: Infancy) -> None:
    rates = np.array([[0.03, 0.001, 0.2], [0.02, 0.002, 0.1]])
    usual = complete_life_table(rates, infancy)
    turned = complete_life_table(rates[::-1], infancy, ("female", "male"))
    np.testing.assert_array_equal(turned.separation, usual.separation[::-1])
    np.testing.assert_array_equal(turned.survivors, usual.survivors[::-1])
    # The same rates have another first year in the other sex.
    assert turned.separation[0, 0] != complete_life_table(rates[::-1], infancy).separation[0, 0]
