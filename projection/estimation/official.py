"""What a published projection in the official five-year form implies, and base rates for a run.

Only populations are published, not the assumptions that made them. From two successive ones the
sum of survival ratio and net migration rate follows exactly; its two parts do not: the split is
an approximation (`national_survival`). The same holds for the total fertility rate that a
child-woman ratio stands for (`fertility_conversion`).

Source: 国立社会保障・人口問題研究所「日本の地域別将来推計人口（平成30（2018）年推計）」.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.estimation.course import Course, each_year
from projection.inputs.official import OfficialInputs
from projection.kernel import FEMALE, entered
from projection.official import CHILDBEARING, WIDTH, OfficialRates, control_corrections
from projection.rates.child_woman import child_woman_ratio, tfr_from_children
from projection.rates.fertility import fertility_pattern, mean_over_groups
from projection.rates.life_table import death_probability, survival_ratios

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]

# Women who may have borne the 0-4, and the groups that those of 15-49 enter.
_TO_50_54, _FROM_20_24 = slice(3, 11), slice(4, 11)
# Above this age hardly anyone enters or leaves the country.
SETTLED_AGE = 65


class Implied(NamedTuple):
    """Rates that carry each published population into the next, cell by cell.

    Parameters
    ----------
    migration_rate
        The ratio of a group to the one it comes from, less the survival ratio. Shape (...,
        period, 2, age).
    migration_count
        Persons in groups that come from an empty one, for which there is no ratio. Same shape.
    child_woman_ratio, child_sex_ratio
        Ages 0-4 per woman of ages 15-49; males per female at ages 0-4. Shape (..., period).
    """

    migration_rate: Array
    migration_count: Array
    child_woman_ratio: Array
    child_sex_ratio: Array


def implied_rates(population: Array, survival: Array, child_sex_ratio: Array) -> Implied:
    """Derive the rates that a published projection implies.

    Parameters
    ----------
    population
        Persons every five years. Shape (..., year, 2, age).
    survival
        Survival ratios of the periods between. Shape (period, 2, age).
    child_sex_ratio
        What stands in where there are no girls or no boys. Shape (period,).

    Returns
    -------
    Implied
        `official_projection` from the first year with them, and with `survival`, gives every
        year of `population` to rounding, in empty cells too.

    Examples
    --------
    A village of 10 persons in each of eleven groups; five years later everybody is five years
    older, and four children are there.

    >>> before = np.full((2, 11), 10.0)
    >>> after = entered(before)
    >>> after[:, 0] = 2
    >>> found = implied_rates(np.stack([before, after]), np.full((1, 2, 11), 0.9), np.ones(1))
    >>> found.migration_rate[0, FEMALE, [0, 1, 10]].round(4).tolist()
    [0.0, 0.1, 0.1]
    >>> found.child_woman_ratio.round(4).tolist()  # 4 children, 70 women
    [0.0571]
    """
    starts = entered(population[..., :-1, :, :])
    ends = population[..., 1:, :, :]
    there = starts > 0
    ratio = np.divide(ends, starts, out=np.zeros_like(ends), where=there)
    rate = np.where(there, ratio - survival, 0.0)
    count = np.where(there, 0.0, ends)
    women = ends[..., FEMALE, CHILDBEARING].sum(axis=-1)
    boys, girls = ends[..., 0, 0], ends[..., FEMALE, 0]
    mothered, mixed = women > 0, (boys > 0) & (girls > 0)
    fallback = np.broadcast_to(child_sex_ratio, boys.shape).copy()
    of_women = np.divide(boys + girls, women, out=np.zeros_like(women), where=mothered)
    of_girls = np.divide(boys, girls, out=fallback, where=mixed)
    # Children whom these two ratios do not give as they are published.
    split = np.stack([of_girls / (1 + of_girls), 1 / (1 + of_girls)], axis=-1)
    given = (of_women * women)[..., None] * split
    exact = (mothered & mixed) | (boys + girls == 0)
    count[..., 0] = np.where(exact[..., None], 0.0, ends[..., 0] - given)
    return Implied(rate, count, of_women, of_girls)


def years_of_periods(start: int, periods: int) -> Bounds:
    """Return the calendar years that stand for each period between two days of October.

    Three quarters of a year from 1 October lie in the next calendar year: 2016 to 2020 stand
    for the period from 1 October 2015. Shape (period, 5).

    Examples
    --------
    >>> years_of_periods(2015, 2).tolist()
    [[2016, 2017, 2018, 2019, 2020], [2021, 2022, 2023, 2024, 2025]]
    """
    return start + 1 + np.arange(WIDTH * periods).reshape(periods, WIDTH)


def life_table_survival(course: Course, years: Bounds, open_age: int) -> Array:
    """Return survival ratios by the national life tables. Shape (period, 2, age).

    Parameters
    ----------
    course
        The national course of mortality.
    years
        Calendar years of every period. Shape (period, 5).
    open_age
        Lower bound of the open group.
    """
    hazards = each_year(course.hazard, years).mean(axis=1)
    return survival_ratios(death_probability(hazards), WIDTH, open_age)


def national_survival(population: Array, life_table: Array) -> Array:
    """Return the survival ratios by which every municipality is split: an approximation.

    Below age 65 those of the national life tables. From 65 on the ratio of a group to the one
    it comes from in the same projection of the whole country, where hardly anyone of that age
    crosses the border: so the country's own survival, and the ages within its open group, are
    not taken for migration. Municipalities live longer or shorter than the country; that
    difference stands under net migration.

    Parameters
    ----------
    population
        Of the whole country. Shape (year, 2, age).
    life_table
        As `life_table_survival` gives it. Shape (period, 2, age).

    Returns
    -------
    ndarray
        Shape (period, 2, age); at most 1.
    """
    settled = WIDTH * np.arange(population.shape[-1]) >= SETTLED_AGE
    starts = entered(population[:-1])
    starts[..., ~settled] = 1.0
    return np.where(settled, np.minimum(population[1:] / starts, 1.0), life_table)


def fertility_conversion(
    population: Array, survival: Array, mothers: Array, tfr: float
) -> Array:
    """Return the total fertility rate that a child-woman ratio of one stands for, by year.

    The country's own figures convert for every municipality: 0-4 are worked back to births by
    survival, and births to a TFR by the women of each age and the national age pattern
    (`projection.rates.child_woman.tfr_from_children`: nobody crosses the border). The level
    of the first year is set to the TFR observed in the five years before, so that
    `TFR[t] = CWR[t] (TFR[0] / CWR[0])` where the ages of women stay as they are.

    Parameters
    ----------
    population
        Of the whole country. Shape (year, 2, age).
    survival
        Of the period that ends with each year. Shape (year, 2, age).
    mothers
        Age pattern of fertility in that period, `5 * sum` one. Shape (year, age).
    tfr
        Mean of the five years before the first.

    Returns
    -------
    ndarray
        Births per woman, per child per woman. Shape (year,).
    """
    young, women = population[..., 0], population[:, FEMALE]
    children = young.sum(axis=-1)
    ratio = child_woman_ratio(children, women[:, CHILDBEARING].sum(axis=-1))
    direct = tfr_from_children(
        children,
        women[:, _TO_50_54],
        mothers[:, CHILDBEARING],
        survival[:, FEMALE, _FROM_20_24],
        children / (young / survival[..., 0]).sum(axis=-1),
    )
    return tfr * direct / direct[0] / ratio


def mother_patterns(course: Course, years: Bounds, cells: int) -> Array:
    """Return the national age pattern of fertility, `5 * sum` one. Shape (period, cell)."""
    patterns = each_year(course.pattern, years).mean(axis=1)
    return _on_cells(mean_over_groups(patterns, WIDTH), cells)


@dataclass(frozen=True)
class OfficialBase:
    """Base rates of one region for the official form; a scenario says what becomes of them.

    Parameters
    ----------
    start, width
        Base year, and years in a step: 5.
    ages
        Lower bounds of the groups. Shape (age,).
    population
        Persons on the base date. Shape (2, age).
    rates
        For every period of the inputs.
    fertility_conversion
        TFR that a child-woman ratio of one stands for. Shape (period,).
    """

    start: int
    width: int
    ages: Bounds
    population: Array
    rates: OfficialRates
    fertility_conversion: Array

    @property
    def net_migrants(self) -> Array:
        """Yearly net migrants of the first period by age reached. Shape (2, age)."""
        first = self.rates.at(0)
        moving = entered(self.population) * first.migration_rate + first.migration_count
        return moving / self.width

    @property
    def periods(self) -> int:
        """How many periods the inputs hold."""
        return int(self.fertility_conversion.size)


def official_base(inputs: OfficialInputs) -> OfficialBase:
    """Arrange checked inputs as base rates, with the corrections to control totals.

    Parameters
    ----------
    inputs
        Of one region; control totals are met by all regions of the folder together, under the
        rates as they stand, and the corrections found so hold in every scenario.

    Returns
    -------
    OfficialBase
    """
    population = inputs.population.transpose("region", "sex", "age").values
    ratios = inputs.ratios
    cells = ("region", "period", "sex", "age")
    survival = ratios["survival_ratio"].transpose(*cells).values
    counts = np.zeros_like(survival)
    if "net_migration_count" in ratios:
        counts = ratios["net_migration_count"].transpose(*cells).values
    rates = OfficialRates(
        survival=survival,
        migration_rate=ratios["net_migration_rate"].transpose(*cells).values,
        migration_count=counts,
        child_woman_ratio=ratios["child_woman_ratio"].transpose("region", "year").values,
        child_sex_ratio=ratios["child_sex_ratio"].transpose("region", "year").values,
        mothers=_observed_patterns(inputs),
        correction=np.ones(survival.shape[1:]),
    )
    if "control_totals" in ratios:
        totals = ratios["control_totals"].transpose("year", "sex", "age").values
        rates = rates._replace(correction=control_corrections(population, rates, totals))
    own = [one.code for one in inputs.regions].index(inputs.region.code)
    return OfficialBase(
        start=inputs.base_date.year,
        width=WIDTH,
        ages=inputs.population["age"].values,
        population=population[own],
        rates=rates.of_area(own),
        fertility_conversion=ratios["tfr_conversion"].isel(region=own).values,
    )


def _observed_patterns(inputs: OfficialInputs) -> Array:
    """Pattern of the year of the table nearest to the middle of every period."""
    table = inputs.fertility_rate.transpose("year", "age")
    on_ages = np.zeros((table.sizes["year"], int(table["age"].values[-1]) + 1))
    on_ages[:, table["age"].values] = table.values
    groups = mean_over_groups(fertility_pattern(on_ages), WIDTH)
    middle = inputs.ratios["period"].values + WIDTH // 2 + 1
    nearest = np.abs(np.subtract.outer(middle, table["year"].values)).argmin(axis=-1)
    return _on_cells(groups[nearest], inputs.population.sizes["age"])


def _on_cells(groups: Array, cells: int) -> Array:
    on_cells = np.zeros((*groups.shape[:-1], cells))
    shared = min(cells, groups.shape[-1])
    on_cells[..., :shared] = groups[..., :shared]
    return on_cells
