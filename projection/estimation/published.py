"""From a published projection to rates of the official form, all municipalities at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from projection.errors import EstimationError, fault
from projection.estimation.course import standard_course
from projection.estimation.observed import OPEN_AGE
from projection.estimation.official import (
    fertility_conversion,
    implied_rates,
    life_table_survival,
    mother_patterns,
    national_survival,
    years_of_periods,
)
from projection.inputs.published import PREFECTURE, PublishedProjection
from projection.inputs.read import read_folder
from projection.kernel import FEMALE
from projection.official import CHILDBEARING, OfficialRates

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]


@dataclass(frozen=True)
class Country:
    """What every municipality of a published projection is split and converted by.

    Parameters
    ----------
    years, ages
        Of the projection; ages are lower bounds, the last open. Shapes (year,), (age,).
    population
        Of the whole country, persons: the sum of its prefectures. Shape (year, 2, age).
    survival
        As `national_survival`. Shape (period, 2, age).
    mothers
        National age pattern of fertility. Shape (period, age).
    fertility_conversion
        TFR that a child-woman ratio of one stands for. Shape (year,).
    """

    years: Bounds
    ages: Bounds
    population: Array
    survival: Array
    mothers: Array
    fertility_conversion: Array

    @property
    def child_sex_ratio(self) -> Array:
        """Males per female at ages 0-4 at the end of every period. Shape (period,)."""
        youngest = self.population[1:, :, 0]
        return np.asarray(youngest[:, 0] / youngest[:, FEMALE])


def country_of(published: PublishedProjection) -> Country:
    """Work out the country's figures from its prefectures and the schedules beside them.

    Parameters
    ----------
    published
        The projection; life tables and age-specific fertility rates are those of its folder.

    Raises
    ------
    InputsError
        The schedules cannot be read.
    EstimationError
        The folder holds none.
    """
    schedules = read_folder(published.folder).schedules
    if schedules is None:
        raise EstimationError(fault("published_schedules", file=str(published.folder)))
    areas = published.population.transpose("region", "year", "sex", "age")
    prefectures = areas["level"].values == PREFECTURE
    population = areas.values[prefectures].sum(axis=0).astype(np.float64)
    years, ages = areas["year"].values, areas["age"].values
    course = standard_course(schedules, OPEN_AGE + 1)
    # One period more: the one that ends with the first year.
    spans = years_of_periods(int(years[0] - np.diff(years)[0]), years.size)
    tables = life_table_survival(course, spans, int(ages[-1]))
    survival = national_survival(population, tables[1:])
    mothers = mother_patterns(course, spans, ages.size)
    rates = schedules.fertility_rate.sum("age")
    tfr = float(rates.sel(year=spans[0]).mean())
    conversion = fertility_conversion(
        population, np.concatenate([tables[:1], survival]), mothers, tfr
    )
    return Country(years, ages, population, survival, mothers[1:], conversion)


def rates_of(
    published: PublishedProjection, country: Country, codes: Sequence[str]
) -> tuple[Array, OfficialRates]:
    """Return first populations and implied rates of areas, all at once.

    Parameters
    ----------
    published, country
        The projection, and what it is split by.
    codes
        Six digits.

    Returns
    -------
    tuple
        Persons in the first year, shape (area, 2, age), and rates with the leading axis area:
        `official_projection` of both reproduces the published populations.
    """
    areas = published.population.sel(region=list(codes))
    population = areas.transpose("region", "year", "sex", "age").values.astype(np.float64)
    found = implied_rates(population, country.survival, country.child_sex_ratio)
    rates = OfficialRates(
        survival=np.broadcast_to(country.survival, found.migration_rate.shape),
        migration_rate=found.migration_rate,
        migration_count=found.migration_count,
        child_woman_ratio=found.child_woman_ratio,
        child_sex_ratio=found.child_sex_ratio,
        mothers=country.mothers,
        correction=np.ones(country.survival.shape),
    )
    return population[:, 0], rates


def first_fertility(population: Array, country: Country) -> Array:
    """Return the TFR that the child-woman ratio of the first year stands for.

    Parameters
    ----------
    population
        Persons in the first year. Shape (..., 2, age).
    country
        Gives the conversion.

    Returns
    -------
    ndarray
        Births per woman; zero where there are no women of ages 15-49. Shape (...).
    """
    women = population[..., FEMALE, CHILDBEARING].sum(axis=-1)
    children = population[..., 0].sum(axis=-1)
    ratio = np.divide(children, women, out=np.zeros_like(women), where=women > 0)
    return ratio * country.fertility_conversion[0]
