"""Regions that exchange people, on bare arrays.

People leave a region by an out-migration rate and spread over the others by shares, beside what
each region exchanges with the rest of the world. The order of events is that of
`projection.kernel`. Axes are counted from the end: age is -1, sex (male, female) -2, region -3;
in arrays over periods the period is -4. Everything before is a leading axis and broadcasts.

Source: Rogers (1975), Introduction to Multiregional Mathematical Demography, ch. 5, for the
multiregional recurrence; the order of events from Preston, Heuveline and Guillot (2001),
Demography, ch. 6.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.kernel import SHARE_AT_START, Convention, Rates, Step, entered, project_step

Array = NDArray[np.float64]


class RegionalRates(NamedTuple):
    """Rates of one period, or of all periods (then with a period axis before the region).

    Parameters
    ----------
    within
        Survival, fertility, sex ratio at birth, and net exchange with the rest of the world of
        every region, with the region in front of sex and age: survival (..., [period,] region,
        2, age), fertility (..., [period,] region, age), sex ratio (..., [period,] region).
    out_rate
        Persons who move to other regions of the system in a step, per person of the cell, at
        its start or as `Convention.rate_base` says. Shape (..., [period,] origin, 2, age).
    share
        How the movers of an origin spread over the destinations; sums to one over them.
        Shape (..., [period,] origin, destination, 2, age); axes of length 1 broadcast. With one
        origin for all it is a pool: who left anywhere is spread alike, over the own region too.
    """

    within: Rates
    out_rate: Array
    share: Array

    def at(self, period: int) -> RegionalRates:
        """Return the rates of one period."""
        cells = (..., period, slice(None), slice(None), slice(None))
        return RegionalRates(
            Rates(
                self.within.survival[cells],
                self.within.fertility[..., period, :, :],
                self.within.sex_ratio[..., period, :],
                self.within.migration_count[cells],
                self.within.migration_rate[cells],
            ),
            self.out_rate[cells],
            self.share[..., period, :, :, :, :],
        )


class RegionalFlows(NamedTuple):
    """What happens in a step, or in all of them; persons.

    Parameters
    ----------
    births
        By sex of the child and age of the mother. Shape (..., [period,] region, 2, age).
    deaths
        By cohort: the age is that reached at the end of the step, newborn at 0. Same shape.
    exchange
        Net migration with the rest of the world, by cohort. Same shape.
    arrivals, departures
        From and to other regions of the system, by cohort. Same shape.
    """

    births: Array
    deaths: Array
    exchange: Array
    arrivals: Array
    departures: Array


def project_regions_step(
    population: Array, rates: RegionalRates, width: int, convention: Convention = Convention()
) -> tuple[Array, RegionalFlows]:
    """Carry the regions of a system over one step.

    Movers join their destination when they leave their origin: at the start of the step, or at
    its end, in the parts that `Convention.timing` says. Until then they live, die and bear
    under the rates of the origin, afterwards of the destination.

    Parameters
    ----------
    population
        Persons at the start. Shape (..., region, 2, age).
    rates
        Rates of this period.
    width
        Years in the step and in every closed age group.
    convention
        Order of events, as in `kernel.project_step`.

    Returns
    -------
    population : ndarray
        At the end of the step. Shape (..., region, 2, age).
    flows : RegionalFlows
        With population = `entered(population)` + births at age 0 - deaths + exchange + arrivals
        - departures in every cell. Summed over regions, arrivals equal departures for each sex
        and cohort. Without moves between regions this is `kernel.project_step` of each.

    Examples
    --------
    Two regions, three ages, nobody dies or is born. All moves at the end: a tenth of the first
    region's 100 people of the second group.

    >>> cells = np.zeros((2, 2, 3))
    >>> within = Rates(cells + 1, np.zeros((2, 3)), np.ones(2), cells, cells)
    >>> out, people = cells.copy(), cells.copy()
    >>> out[0, :, 1], people[0, :, 0] = 0.1, 100
    >>> share = np.array([[0.0, 1.0], [1.0, 0.0]])[..., None, None]
    >>> system = RegionalRates(within, out, share)
    >>> late = Convention(timing="end", rate_base="present")
    >>> end, flows = project_regions_step(people, system, 1, late)
    >>> end[:, 1].tolist()
    [[0.0, 90.0, 0.0], [0.0, 10.0, 0.0]]
    """
    early = SHARE_AT_START[convention.timing]
    first = early * _moves(population, rates, rates.within.migration_count)
    joined = population + _net(first)
    ending = replace(convention, timing="end", rate_base="start")
    none = np.zeros_like(joined)
    settled = rates.within._replace(migration_count=none, migration_rate=none)
    met = population
    if convention.rate_base == "present":
        met = project_step(joined, settled, width, ending).population
        met[..., 0] = 0.0
    second = (1 - early) * _moves(met, rates, rates.within.migration_count)
    step = project_step(joined, settled._replace(migration_count=_net(second)), width, ending)
    if convention.rate_base == "present":
        none[..., 0] = (step.population - _net(second))[..., 0]
        young = (1 - early) * _moves(none, rates, np.zeros_like(none))
        return _ended(step, first, second, young)
    return _ended(step, first, second, np.zeros_like(second))


def project_regions(
    population: Array, rates: RegionalRates, width: int, convention: Convention = Convention()
) -> tuple[Array, RegionalFlows]:
    """Carry the regions of a system over all periods of `rates`.

    Every step stands on the population of the step before, as `kernel.project` does.

    Parameters
    ----------
    population
        Persons at the start of the first period. Shape (..., region, 2, age).
    rates
        Rates with a period axis; leading axes broadcast against those of `population`.
    width
        Years in the step and in every closed age group.
    convention
        Order of events.

    Returns
    -------
    population : ndarray
        Shape (..., period + 1, region, 2, age).
    flows : RegionalFlows
        Of every period; what `project_regions_step` promises holds in each.

    Examples
    --------
    Nobody dies, moves or is born in three periods of two regions: all end in the open group.

    >>> cells = np.zeros((3, 2, 2, 4))
    >>> within = Rates(cells + 1, np.zeros((3, 2, 4)), np.ones((3, 2)), cells, cells)
    >>> rates = RegionalRates(within, cells, np.ones((3, 2, 2, 1, 1)) / 2)
    >>> stocks, flows = project_regions(np.ones((2, 2, 4)), rates, 1)
    >>> stocks[-1, 0, 0].tolist()
    [0.0, 0.0, 0.0, 4.0]
    """
    stocks = [population]
    periods: list[RegionalFlows] = []
    for period in range(rates.out_rate.shape[-4]):
        persons, flows = project_regions_step(stocks[-1], rates.at(period), width, convention)
        stocks.append(persons)
        periods.append(flows)
    stocks[0] = np.broadcast_to(population, stocks[-1].shape)
    stacked = [np.stack(flow, axis=-4) for flow in zip(*periods, strict=True)]
    return np.stack(stocks, axis=-4), RegionalFlows(*stacked)


def _moves(present: Array, rates: RegionalRates, count: Array) -> Array:
    """Exchange, arrivals and departures of a whole step, if all of `present` were met once."""
    left = rates.out_rate * present
    arrived = np.einsum("...odsa,...osa->...dsa", rates.share, left)
    exchange = count + rates.within.migration_rate * present
    return np.stack(np.broadcast_arrays(exchange, arrived, left))


def _net(moves: Array) -> Array:
    exchange, arrived, left = moves
    return np.asarray(exchange + arrived - left)


def _ended(
    step: Step, first: Array, second: Array, young: Array
) -> tuple[Array, RegionalFlows]:
    """Put the parts together; `young` are the moves of those born in the step."""
    moves = entered(first) + second + young
    return step.population + _net(young), RegionalFlows(step.births, step.deaths, *moves)
