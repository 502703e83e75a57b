"""What a published projection implies, and that it comes out again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from projection.estimation.official import (
    fertility_conversion,
    implied_rates,
    national_survival,
    official_base,
)
from projection.estimation.published import Country, country_of, first_fertility, rates_of
from projection.inputs import PublishedProjection, find_published, read_official
from projection.inputs.read import read_folder
from projection.kernel import FEMALE, entered
from projection.official import CHILDBEARING, OfficialRates, official_projection
from projection.rates.life_table import survival_ratios
from tests.inputs.worlds_official import REGIONS, write_official
from tests.worlds_official import AGES, PERIODS, published

SHIPPED = Path(__file__).parents[2] / "inputs"


@pytest.fixture(scope="module")
def projection_2018() -> PublishedProjection:
    return find_published(SHIPPED)


@pytest.fixture(scope="module")
def country(projection_2018: PublishedProjection) -> Country:
    return country_of(projection_2018)


@given(st.integers(0, 10_000), st.floats(0, 0.6))
def test_any_population_comes_out_again(seed: int, empty: float) -> None:
    population = published(seed, empty=empty)
    survival = np.random.default_rng(seed).uniform(0.5, 0.99, (PERIODS, 2, AGES))
    found = implied_rates(population, survival, np.full(PERIODS, 1.05))
    ones = np.ones((PERIODS, 2, AGES))
    rates = OfficialRates(
        np.broadcast_to(survival, found.migration_rate.shape), *found, ones[:, 0], ones
    )
    run = official_projection(population[:, 0], rates)
    np.testing.assert_allclose(run.population, population, rtol=1e-9, atol=1e-6)


def test_every_area_is_reproduced_to_the_person(
    projection_2018: PublishedProjection, country: Country
) -> None:
    # 47 prefectures, 1,682 municipalities and 128 wards; 2015-2045, both sexes, 19 ages.
    areas = projection_2018.population.transpose("region", "year", "sex", "age")
    codes = areas["region"].values.tolist()
    start, rates = rates_of(projection_2018, country, codes)
    found = official_projection(start, rates).population
    assert found.shape == (1857, 7, 2, 19)
    np.testing.assert_array_equal(np.rint(found), areas.values)
    # Printed as whole persons; what is off is rounding of floats alone.
    assert np.abs(found - areas.values).max() < 1e-6


def test_kiyose(projection_2018: PublishedProjection, country: Country) -> None:
    start, rates = rates_of(projection_2018, country, ["132217"])
    totals = official_projection(start, rates).population[0].sum(axis=(-2, -1))
    # 社人研 平成30年推計, 清瀬市: 2015 (census) to 2045.
    expected = [74864, 75064, 74445, 73436, 72374, 71322, 70225]
    np.testing.assert_allclose(totals, expected, atol=1e-6)
    # 0-4 over women 15-49 in 2015, times the mean TFR of 2011-2015 over the national ratio.
    assert first_fertility(start, country)[0] == pytest.approx(
        0.172407 * 1.4076 / 0.191761, 1e-4
    )


def test_survival_is_the_countrys_own_from_65_on(country: Country) -> None:
    settled = country.ages >= 65
    starts = entered(country.population[:-1])
    ratio = country.population[1:][..., settled] / starts[..., settled]
    np.testing.assert_array_equal(country.survival[..., settled], ratio)
    # Below that from life tables: q of men at 22 to 27 is 0.0005 to 0.0006 in 2015-2020.
    assert 0.997 < country.survival[0, 0, 5] < 0.9975
    assert (country.survival[-1, :, 1:13] > country.survival[0, :, 1:13]).all()


def test_survival_below_65_lies_between_the_life_tables_around_it(
    projection_2018: PublishedProjection, country: Country
) -> None:
    schedules = read_folder(projection_2018.folder).schedules
    assert schedules is not None
    tables = schedules.death_probability.transpose("year", "sex", "age").sel(year=[2015, 2020])
    before, after = survival_ratios(tables.values, 5, 90)
    # Below 30 mortality of some ages rose between the two.
    ages = slice(6, 13)
    for low, found, high in zip(before, country.survival[0], after, strict=True):
        way = (found[ages] - low[ages]) / (high[ages] - low[ages])
        # 2016 to 2020, on the mean 2018.
        np.testing.assert_allclose(way, 0.6, atol=0.02)


def test_survival_never_exceeds_one() -> None:
    population = np.full((2, 2, 15), 100.0)
    population[1, :, 13:] = 1000.0
    table = np.full((1, 2, 15), 0.9)
    found = national_survival(population, table)
    assert found[0, 0, 12] == 0.9
    assert found[0, 0, 13] == 1.0


def test_the_conversion_keeps_the_level_of_the_first_year(country: Country) -> None:
    women = country.population[:, FEMALE, CHILDBEARING].sum(axis=-1)
    ratio = country.population[..., 0].sum(axis=-1) / women
    tfr = country.fertility_conversion * ratio
    # Human Fertility Database, 2011-2015: 1.384, 1.393, 1.413, 1.407, 1.441.
    assert tfr[0] == pytest.approx(1.4076, abs=5e-4)
    # The child-woman ratio rises by 6 %, the women's ages explain nearly all of it.
    assert ratio.max() / ratio[0] > 1.05
    assert (np.abs(tfr[1:] / tfr[1:].mean() - 1) < 0.02).all()


def test_the_conversion_from_year_to_year_by_plain_lists(country: Country) -> None:
    women = country.population[:, FEMALE, CHILDBEARING].sum(axis=-1)
    ratio = country.population[..., 0].sum(axis=-1) / women
    tfr = country.fertility_conversion * ratio
    direct = [_slow_tfr(country, year) for year in range(1, country.years.size)]
    np.testing.assert_allclose(tfr[1:] / tfr[1], np.array(direct) / direct[0], rtol=1e-12)


def _slow_tfr(country: Country, year: int) -> float:
    """Return the TFR of the period that ends with a year, nobody having crossed the border."""
    survival = country.survival[year - 1]
    # A TFR of ages 15-49.
    pattern = country.mothers[year - 1][CHILDBEARING]
    population = country.population[year]
    born = sum(float(population[sex, 0] / survival[sex, 0]) for sex in (0, 1))
    exposed = 0.0
    for cell in range(3, 10):
        earlier = population[FEMALE, cell + 1] / survival[FEMALE, cell + 1]
        exposed += float(pattern[cell - 3] * (earlier + population[FEMALE, cell]) / 2)
    return born / (5 * exposed) * float(5 * pattern.sum())


def test_groups_of_one_sex_are_split_as_in_the_country(country: Country) -> None:
    # 社人研 平成30年推計: boys and girls of Japan at the end of every period.
    assert ((country.child_sex_ratio > 1.04) & (country.child_sex_ratio < 1.06)).all()
    youngest = country.population[1:, :, 0]
    np.testing.assert_array_equal(country.child_sex_ratio, youngest[:, 0] / youngest[:, 1])
    population = published(1)
    population[:, 2, FEMALE, 0] = 0.0
    survival = np.full((PERIODS, 2, AGES), 0.9)
    found = implied_rates(population, survival, np.array([1.03, 1.05, 1.07]))
    assert (found.child_sex_ratio[:, 1] == 1.05).all()


def test_mothers_of_a_period_are_those_of_its_middle(tmp_path: Path) -> None:
    folder = write_official(tmp_path)
    inputs = read_official(folder, REGIONS[0])
    rates = xr.DataArray(
        [[0.1, 0.0], [0.0, 0.1]], {"year": [2015, 2018], "age": [20, 30]}, ("year", "age")
    )
    mothers = official_base(replace(inputs, fertility_rate=rates)).rates.mothers
    # 2015-10 to 2020-09 is about 2018; all at ages 30-34.
    assert np.argmax(mothers, axis=-1).tolist() == [6, 6, 6]


def test_with_women_of_constant_ages_the_conversion_is_constant() -> None:
    years = 4
    women = np.tile(np.linspace(900.0, 100.0, AGES), (years, 1))
    population = np.stack([women, women], axis=1)
    survival = np.ones((years, 2, AGES))
    survival[:, :, 1:] = women[0, 1:] / women[0, :-1]
    mothers = np.zeros((years, AGES))
    mothers[:, 3:10] = 1 / 35
    found = fertility_conversion(population, survival, mothers, 1.4)
    ratio = 2 * women[0, 0] / women[0, CHILDBEARING].sum()
    np.testing.assert_allclose(found * ratio, 1.4, rtol=0.01)
