"""Gross flows between sub-populations and the world, on bare arrays.

People leave by rates on those who enter the step, arrive as counts, and pass from one
sub-population to another (naturalisation, say) by rates. Everything is by cohort: the age is
the one reached at the end of the step, newborn at 0. Axes are counted from the end: age is -1,
sex (male, female) -2, sub-population -3; in arrays over periods the period stands before them.
Everything before is a leading axis and broadcasts. One sub-population is an axis of length 1.

Source: Swiss Federal Statistical Office (2025), Szenarien zur Bevölkerungsentwicklung der
Schweiz und der Kantone 2025-2055, methods. It works by single years; any other step needs the
probabilities and counts of that step, in age groups of that width.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.kernel import FEMALE, entered

Array = NDArray[np.float64]


@dataclass(frozen=True)
class GrossConvention:
    """How much of a step's mortality meets those who move within it.

    Parameters
    ----------
    exposure
        Part of the step that movers spend where they arrive: they are exposed to death there
        for this part, and for the rest where they come from.
    newborn_exposure
        The same for children born in the step, who live half of it on average.
    """

    exposure: float = 1 / 2
    newborn_exposure: float = 2 / 3


class GrossRates(NamedTuple):
    """Rates of one period, or of all periods (then with a period axis).

    Parameters
    ----------
    death_probability
        Probability of dying within the step, by age reached; age 0: from birth to the end of
        the step. Shape (..., [period,] sub, 2, age).
    fertility
        Births per woman and year, by age of the mother reached. Shape (..., [period,] sub,
        age).
    sex_ratio
        Males per female at birth. Shape (..., [period]).
    child_share
        Which share of the children of mothers of a sub-population belongs to which; rows sum
        to one. Shape (..., [period,] mother's sub, child's sub).
    out_rate
        Leaving the system within the step, per person who enters it (age 0: per birth). Shape
        (..., [period,] sub, 2, age).
    in_count
        Persons who arrive from outside within the step. Same shape.
    transfer_rate
        Passing from one sub-population to another within the step, per person who enters it
        (age 0: per birth). Shape (..., [period,] from, to, 2, age).
    """

    death_probability: Array
    fertility: Array
    sex_ratio: Array
    child_share: Array
    out_rate: Array
    in_count: Array
    transfer_rate: Array

    def at(self, period: int) -> GrossRates:
        """Return the rates of one period."""
        cells = (..., period, slice(None), slice(None), slice(None))
        return GrossRates(
            self.death_probability[cells],
            self.fertility[..., period, :, :],
            self.sex_ratio[..., period],
            self.child_share[..., period, :, :],
            self.out_rate[cells],
            self.in_count[cells],
            self.transfer_rate[..., period, :, :, :, :],
        )


class GrossFlows(NamedTuple):
    """What happens in a step, or in all of them; persons, by age reached, newborn at 0.

    Parameters
    ----------
    births
        By sex of the child; by sub-population of the child. Shape (..., [period,] sub, 2).
    deaths, in_migration, out_migration
        Shape (..., [period,] sub, 2, age).
    transfers_in, transfers_out
        Into and out of a sub-population from and to the others. Same shape.
    """

    births: Array
    deaths: Array
    in_migration: Array
    out_migration: Array
    transfers_in: Array
    transfers_out: Array


def project_gross_step(
    population: Array,
    rates: GrossRates,
    width: int,
    convention: GrossConvention = GrossConvention(),
) -> tuple[Array, GrossFlows]:
    """Carry sub-populations over one step by gross flows.

    Deaths meet those who enter the step with the probability of the step; those who leave, or
    pass to another sub-population, only for the part of the step before, and those who come for
    the part after (see `GrossConvention`). Births are counted on the mean of a cohort of women
    at the start and at the end of the step.

    Parameters
    ----------
    population
        Persons at the start. Shape (..., sub, 2, age).
    rates
        Rates of this period.
    width
        Years in the step and in every closed age group.
    convention
        Exposure of movers.

    Returns
    -------
    population : ndarray
        At the end of the step. Shape (..., sub, 2, age).
    flows : GrossFlows
        With population = `entered(population)` + births at age 0 - deaths + in - out +
        transfers in - transfers out in every cell. Summed over sub-populations, transfers
        cancel.

    Notes
    -----
    Where a probability of dying and out rates are both near one, the formulas take out more
    people than there are; the caller looks for cells below zero.

    Examples
    --------
    One sub-population, three ages, no births. Of 100 who enter the second group 10 leave and 20
    come; one in ten dies: 10 of the 100, half of one fewer for the leavers, one more for those
    who come.

    >>> cells = np.zeros((1, 2, 3))
    >>> persons, q, out, come = (cells.copy() for _ in range(4))
    >>> persons[..., 0], q[..., 1], out[..., 1], come[..., 1] = 100, 0.1, 0.1, 20
    >>> one = np.ones((1, 1))
    >>> rates = GrossRates(q, np.zeros((1, 3)), np.array(1.0), one, out, come, cells[None])
    >>> end, flows = project_gross_step(persons, rates, 1)
    >>> flows.deaths[0, FEMALE].tolist(), end[0, FEMALE].tolist()
    ([0.0, 10.5, 0.0], [0.0, 99.5, 0.0])
    """
    start = entered(population)
    older, flows = _move(start, rates, convention.exposure)
    women = (start + older)[..., FEMALE, :] / 2
    births = _births(width * rates.fertility * women, rates)
    newborn = np.zeros_like(older)
    newborn[..., 0] = births
    young, of_young = _move(newborn, rates, convention.newborn_exposure)
    for flow, values in zip(flows, of_young, strict=True):
        flow[..., 0] = values[..., 0]
    older[..., 0] = young[..., 0]
    return older, GrossFlows(births, *flows)


def project_gross(
    population: Array,
    rates: GrossRates,
    width: int,
    convention: GrossConvention = GrossConvention(),
) -> tuple[Array, GrossFlows]:
    """Carry sub-populations over all periods of `rates`.

    Every step stands on the population of the step before, not rounded.

    Parameters
    ----------
    population
        Persons at the start of the first period. Shape (..., sub, 2, age).
    rates
        Rates with a period axis; leading axes broadcast against those of `population`.
    width
        Years in the step and in every closed age group.
    convention
        Exposure of movers.

    Returns
    -------
    population : ndarray
        Shape (..., period + 1, sub, 2, age).
    flows : GrossFlows
        Of every period; the balance of `project_gross_step` holds in every cell to rounding.

    Examples
    --------
    Nobody dies, moves or is born: all end in the open group.

    >>> cells = np.zeros((4, 1, 2, 3))
    >>> none = np.zeros((4, 1, 3)), np.ones(4), np.ones((4, 1, 1))
    >>> rates = GrossRates(cells, *none, cells, cells, cells[:, None])
    >>> stocks, flows = project_gross(np.ones((1, 2, 3)), rates, 1)
    >>> stocks[-1, 0].tolist()
    [[0.0, 0.0, 3.0], [0.0, 0.0, 3.0]]
    """
    stocks = [population]
    periods: list[GrossFlows] = []
    for period in range(rates.fertility.shape[-3]):
        persons, flows = project_gross_step(stocks[-1], rates.at(period), width, convention)
        stocks.append(persons)
        periods.append(flows)
    stocks[0] = np.broadcast_to(population, stocks[-1].shape)
    births = np.stack([one.births for one in periods], axis=-3)
    others = [
        np.stack(flow, axis=-4) for flow in zip(*(one[1:] for one in periods), strict=True)
    ]
    return np.stack(stocks, axis=-4), GrossFlows(births, *others)


def _move(entering: Array, rates: GrossRates, exposure: float) -> tuple[Array, list[Array]]:
    """Those at the end of the step, and the flows as `GrossFlows` orders them after births."""
    passing = rates.transfer_rate * entering[..., :, None, :, :]
    gone, come = passing.sum(axis=-3), passing.sum(axis=-4)
    left = rates.out_rate * entering
    arrived = np.broadcast_to(rates.in_count, left.shape).copy()
    net = arrived + come - left - gone
    deaths = rates.death_probability * (entering + exposure * net)
    return entering - deaths + net, [deaths, arrived, left, come, gone]


def _births(births: Array, rates: GrossRates) -> Array:
    """Births by mother's sub-population and age, as births by the child's own and sex."""
    children = np.einsum("...m,...mc->...c", births.sum(axis=-1), rates.child_share)
    male = children * (rates.sex_ratio / (1 + rates.sex_ratio))[..., None]
    return np.stack([male, children - male], axis=-1)
