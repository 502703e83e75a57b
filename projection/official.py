"""The official Japanese five-year form of the recurrence, on bare arrays.

The National Institute of Population and Social Security Research (社人研) carried municipal
populations forward in this form in its projections of 2013 and 2018. Axes as in
`projection.kernel`: sex (male, female) is -2, age is -1, the period -3 (-2 without sex, -1
without sex and age); everything before broadcasts. Every closed age group is five years wide,
and arrays by age are indexed by the group *entered*, the one reached at the end of the step.

In formulas S is the survival ratio, m the net migration rate, both into a group, M net migrants
who come as a count, W women of ages 15-49 at the end of the step, CWR the child-woman ratio,
and k the uniform correction (一律補正) to control totals.

Source: 国立社会保障・人口問題研究所「日本の地域別将来推計人口（平成30（2018）年推計）」.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.kernel import FEMALE, Step, Trajectory, entered

Array = NDArray[np.float64]

WIDTH = 5
CHILDBEARING = slice(3, 10)  # ages 15-49 in groups of five years


class OfficialRates(NamedTuple):
    """Rates of one period, or of all periods (then with a period axis).

    Parameters
    ----------
    survival
        Survival ratio into each age group; age 0: births to the 0-4. Shape (..., [period,] 2,
        age).
    migration_rate
        Net migrants per person of the group at the start of the step (純移動率); not used at
        age 0. Same shape.
    migration_count
        Net migrants, persons, beside the rate: where nobody is there for a rate to meet. Same
        shape.
    child_woman_ratio
        Ages 0-4 per woman of ages 15-49 at the end of the step. Shape (..., [period]).
    child_sex_ratio
        Males per female at ages 0-4. Same shape.
    mothers
        Age pattern of fertility, used only to tell births apart by age of mother. Shape
        (..., [period,] age).
    correction
        What every cell is multiplied by at the end of the step (`control_corrections`); ones
        where there are no control totals. Shape (..., [period,] 2, age).
    """

    survival: Array
    migration_rate: Array
    migration_count: Array
    child_woman_ratio: Array
    child_sex_ratio: Array
    mothers: Array
    correction: Array

    def at(self, period: int | NDArray[np.int64]) -> OfficialRates:
        """Return the rates of one period, or of several."""
        return OfficialRates(
            self.survival[..., period, :, :],
            self.migration_rate[..., period, :, :],
            self.migration_count[..., period, :, :],
            self.child_woman_ratio[..., period],
            self.child_sex_ratio[..., period],
            self.mothers[..., period, :],
            self.correction[..., period, :, :],
        )

    def of_area(self, at: int) -> OfficialRates:
        """Return the rates of one area: the first axis of all but the last two."""
        return OfficialRates(
            self.survival[at],
            self.migration_rate[at],
            self.migration_count[at],
            self.child_woman_ratio[at],
            self.child_sex_ratio[at],
            self.mothers,
            self.correction,
        )


def official_step(population: Array, rates: OfficialRates) -> Step:
    """Carry a population over one step of five years.

    Ages 5 and over: `P'[x+5] = (P[x] (S + m) + M) k`; the last two groups together enter the
    open one. Ages 0-4: `(CWR W + M) k`, the first part split by the sex ratio. Children come
    from the women at the end of the step: movers of childbearing age bring their children.

    Parameters
    ----------
    population
        Persons at the start. Shape (..., 2, age).
    rates
        Rates of this period.

    Returns
    -------
    Step
        Deaths are P (1 - S), net migration is P m + M with what the correction adds. At ages
        0-4 births are worked back from the survivors, and nobody but M moves: an approximation,
        for the form knows neither births nor moving infants. Births are told apart by age of
        mother in proportion to the women of each age, mean of start and end, times `mothers`.
        population = `entered(population)` + births at age 0 - deaths + net migration in every
        cell.

    Examples
    --------
    Eleven age groups of 100 men and 100 women, all of whom survive; in every group one in ten
    moves away; 0.2 children per woman of ages 15-49, as many boys as girls.

    >>> ones, none = np.ones((2, 11)), np.zeros((2, 11))
    >>> one, ratio = np.array(1.0), np.array(0.2)
    >>> rates = OfficialRates(ones, none - 0.1, none, ratio, one, np.ones(11), ones)
    >>> step = official_step(100 * ones, rates)
    >>> step.population[FEMALE].tolist()  # 0.2 * 630 / 2 girls; 200 enter the open group
    [63.0, 90.0, 90.0, 90.0, 90.0, 90.0, 90.0, 90.0, 90.0, 90.0, 180.0]
    >>> step.net_migration[FEMALE, [0, 1, 10]].tolist()
    [0.0, -10.0, -20.0]
    """
    start = entered(population)
    survivors = start * rates.survival
    older = survivors + start * rates.migration_rate + rates.migration_count
    people = (older + _children(older, rates)) * rates.correction
    move = people - survivors
    move[..., 0] = rates.migration_count[..., 0] * rates.correction[..., 0]
    alive = people[..., 0] - move[..., 0]
    born = alive / rates.survival[..., 0]
    deaths = np.broadcast_to(start - survivors, people.shape).copy()
    deaths[..., 0] = born - alive
    women = (population + people)[..., FEMALE, :] / 2
    return Step(people, _by_mother(born, women, rates.mothers), deaths, move)


def official_projection(population: Array, rates: OfficialRates) -> Trajectory:
    """Carry a population over all periods of `rates`.

    Parameters
    ----------
    population
        Persons at the start of the first period. Shape (..., 2, age).
    rates
        Rates with a period axis; leading axes broadcast against those of `population`.

    Returns
    -------
    Trajectory
        The balancing equation holds in every cell to rounding.
    """
    steps: list[Step] = []
    leading = np.broadcast_shapes(
        population.shape[:-2],
        *(part.shape[:-3] for part in rates[:3]),
        *(part.shape[:-1] for part in rates[3:5]),
        rates.mothers.shape[:-2],
        rates.correction.shape[:-3],
    )
    stock = np.broadcast_to(population, (*leading, *population.shape[-2:]))
    stocks = [stock]
    for period in range(rates.child_woman_ratio.shape[-1]):
        steps.append(official_step(stocks[-1], rates.at(period)))
        stocks.append(steps[-1].population)
    flows = (np.stack(parts, axis=-3) for parts in list(zip(*steps, strict=True))[1:])
    return Trajectory(np.stack(stocks, axis=-3), *flows)


def control_corrections(population: Array, rates: OfficialRates, totals: Array) -> Array:
    """Find the uniform corrections that make areas add up to control totals (一律補正).

    In every period, sex and age the same factor meets all areas: the total over the sum that
    the areas' own rates give. Where they give nobody, the factor is one, the total missed.

    Parameters
    ----------
    population
        Persons of every area at the start. Shape (area, 2, age).
    rates
        Rates of every area; what they hold as `correction` is not looked at. Shapes
        (area, period, ...).
    totals
        Persons of all areas together at the end of every period. Shape (period, 2, age).

    Returns
    -------
    ndarray
        Shape (period, 2, age), for `OfficialRates.correction`.

    Examples
    --------
    Two areas of 100 people a cell that stay as they are; together they shall have 220 a cell.

    >>> ones, ratio = np.ones((1, 1, 2, 11)), np.full((1, 1), 2 / 7)
    >>> none, mothers = 0 * ones, ones[:, :, 0]
    >>> rates = OfficialRates(ones, none, none, ratio, ratio * 3.5, mothers, ones)
    >>> totals = np.full((1, 2, 11), 220.0)
    >>> found = control_corrections(np.full((2, 2, 11), 100.0), rates, totals)
    >>> found[0, 0, [0, 1, 10]].round(4).tolist()
    [1.1, 1.1, 0.55]
    """
    factors = np.ones_like(totals)
    for period, total in enumerate(totals):
        bare = rates.at(period)._replace(correction=np.ones_like(total))
        ends = official_step(population, bare).population
        given = ends.sum(axis=0)
        np.divide(total, given, out=factors[period], where=given > 0)
        population = ends * factors[period]
    return factors


def _children(people: Array, rates: OfficialRates) -> Array:
    """Ages 0-4 that the women at the end of the step have, as persons by sex and age."""
    children = rates.child_woman_ratio * people[..., FEMALE, CHILDBEARING].sum(axis=-1)
    girls = children / (1 + rates.child_sex_ratio)
    youngest = np.eye(1, people.shape[-1])[0]
    return np.stack([children - girls, girls], axis=-1)[..., None] * youngest


def _by_mother(born: Array, women: Array, mothers: Array) -> Array:
    weights = women * mothers
    total = weights.sum(axis=-1, keepdims=True)
    shares = np.divide(weights, total, out=np.zeros_like(weights), where=total != 0)
    return born[..., None] * shares[..., None, :]
