"""The cohort-component recurrence on bare arrays.

Axes are counted from the end: sex (male, female) is -2, age is -1, and in arrays over periods
the period is -3 (-2 where there is no sex, -1 where there is no age either). Everything before
is a leading axis and broadcasts: scenarios, draws, regions. Every closed age group is as wide
as the step is long.

Source: Preston, Heuveline and Guillot (2001), Demography: Measuring and Modeling Population
Processes, ch. 6, box 6.2 (open population, half of the migrants at either end of the step).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

Timing = Literal["start", "even", "end"]
OpenGroup = Literal["joint", "separate"]
RateBase = Literal["start", "present"]

# Which part of a step's migrants has joined before survivors and births are counted.
SHARE_AT_START: dict[Timing, float] = {"start": 1.0, "even": 0.5, "end": 0.0}

FEMALE = 1


@dataclass(frozen=True)
class Convention:
    """How a step orders its events.

    Parameters
    ----------
    timing
        When net migrants join: all at the "start" of the step, half at the start and half at
        the end ("even"), or all at the "end". A migrant's age is that at the moment of joining.
    births_count_arrivals
        Whether the women at the end of the step, of whom births are counted, include the
        migrants who join at the end.
    open_group
        "joint": one survival ratio takes the last two groups together into the open one.
        "separate": the arrays of survival ratios have one more column; the last takes the
        open group into itself, the one before it the last closed group into the open one.
    rate_base
        Whom a migration rate meets among those who join or leave at the end: the population
        of the cell at the "start" of the step, or the survivors "present" in the cell at the
        end. With "present", no rate of -1 or above takes out more people than there are.
    """

    timing: Timing = "even"
    births_count_arrivals: bool = True
    open_group: OpenGroup = "joint"
    rate_base: RateBase = "start"


class Rates(NamedTuple):
    """Rates of one period, or of all periods (then with a period axis).

    Parameters
    ----------
    survival
        Survival ratio into each age group; age 0: births to the youngest group.
        Shape (..., [period,] 2, age), one more column where `open_group` is "separate".
    fertility
        Age-specific fertility rate, births per woman-year. Shape (..., [period,] age).
    sex_ratio
        Males per female at birth. Shape (..., [period]).
    migration_count
        Net migrants in a step, persons by age at the event. Shape (..., [period,] 2, age).
    migration_rate
        Net migrants in a step per person of the cell, at its start or as `rate_base` says.
        Same shape.
    """

    survival: Array
    fertility: Array
    sex_ratio: Array
    migration_count: Array
    migration_rate: Array

    def at(self, period: int) -> Rates:
        """Return the rates of one period."""
        return Rates(
            self.survival[..., period, :, :],
            self.fertility[..., period, :],
            self.sex_ratio[..., period],
            self.migration_count[..., period, :, :],
            self.migration_rate[..., period, :, :],
        )


class Step(NamedTuple):
    """What one step makes of a population; all in persons.

    Parameters
    ----------
    population
        At the end of the step. Shape (..., 2, age).
    births
        By sex of the child and age of the mother. Shape (..., 2, age).
    deaths, net_migration
        By cohort: the age is that reached at the end of the step. Shape (..., 2, age).
    """

    population: Array
    births: Array
    deaths: Array
    net_migration: Array


def project_step(
    population: Array, rates: Rates, width: int, convention: Convention = Convention()
) -> Step:
    """Carry a population over one step.

    Parameters
    ----------
    population
        Persons at the start. Shape (..., 2, age).
    rates
        Rates of this period.
    width
        Years in the step and in every closed age group.
    convention
        Order of events.

    Returns
    -------
    Step
        With population = `entered(population)` + births at age 0 - deaths + net migration in
        every cell.

    Examples
    --------
    Three ages, nobody moves; four in five survive each step, three in ten the open group.

    >>> population = np.array([[10.0, 10.0, 10.0], [10.0, 10.0, 10.0]])
    >>> survival = np.array([[1.0, 0.8, 0.3], [1.0, 0.8, 0.3]])
    >>> none = np.zeros((2, 3))
    >>> rates = Rates(survival, np.array([0.0, 0.5, 0.0]), np.array(1.0), none, none)
    >>> step = project_step(population, rates, width=1)
    >>> step.population[FEMALE].tolist()  # births 0.5 (10 + 8) / 2, half of them girls
    [2.25, 8.0, 6.0]
    >>> step.deaths[FEMALE].tolist()
    [0.0, 2.0, 14.0]
    """
    share = SHARE_AT_START[convention.timing]
    first = share * (rates.migration_count + rates.migration_rate * population)
    start = population + first
    survivors = _survivors(start, rates.survival, convention.open_group)
    met = population if convention.rate_base == "start" else survivors
    second = (1 - share) * (rates.migration_count + rates.migration_rate * met)
    arrivals = second if convention.births_count_arrivals else np.zeros_like(second)
    women = (start + survivors + arrivals)[..., FEMALE, :] / 2
    births = _split_by_sex(width * rates.fertility * women, rates.sex_ratio)
    at_risk = entered(start)
    at_risk[..., 0] = births.sum(axis=-1)
    survivors[..., 0] = at_risk[..., 0] * rates.survival[..., 0]
    if convention.rate_base == "present":
        second[..., 0] += (1 - share) * rates.migration_rate[..., 0] * survivors[..., 0]
    return Step(survivors + second, births, at_risk - survivors, entered(first) + second)


class Trajectory(NamedTuple):
    """A population carried over all periods; all in persons.

    Parameters
    ----------
    population
        Shape (..., period + 1, 2, age).
    births, deaths, net_migration
        As in `Step`. Shape (..., period, 2, age).
    """

    population: Array
    births: Array
    deaths: Array
    net_migration: Array


class StepRule(Protocol):
    """How a step is made: `project_step`, or a variant of it."""

    def __call__(
        self, population: Array, rates: Rates, width: int, convention: Convention
    ) -> Step:
        """Carry a population over one step."""


def project(
    population: Array,
    rates: Rates,
    width: int,
    convention: Convention = Convention(),
    step_rule: StepRule = project_step,
) -> Trajectory:
    """Carry a population over all periods of `rates`.

    Parameters
    ----------
    population
        Persons at the start of the first period. Shape (..., 2, age).
    rates
        Rates with a period axis; leading axes broadcast against those of `population`.
    width
        Years in the step and in every closed age group.
    convention
        Order of events.
    step_rule
        What makes a step of a population.

    Returns
    -------
    Trajectory
        The balancing equation holds in every cell to rounding.
    """
    periods = rates.fertility.shape[-2]
    leading = np.broadcast_shapes(
        population.shape[:-2],
        rates.survival.shape[:-3],
        rates.fertility.shape[:-2],
        rates.sex_ratio.shape[:-1],
        rates.migration_count.shape[:-3],
        rates.migration_rate.shape[:-3],
    )
    cells = population.shape[-2:]
    stocks = np.empty((*leading, periods + 1, *cells))
    flows = [np.empty((*leading, periods, *cells)) for _ in range(3)]
    stocks[..., 0, :, :] = population
    for period in range(periods):
        step = step_rule(stocks[..., period, :, :], rates.at(period), width, convention)
        stocks[..., period + 1, :, :] = step.population
        for flow, values in zip(flows, step[1:], strict=True):
            flow[..., period, :, :] = values
    return Trajectory(stocks, *flows)


def entered(persons: Array) -> Array:
    """Move everybody one age group up; the last two groups together enter the open one.

    Parameters
    ----------
    persons
        Shape (..., age).

    Returns
    -------
    ndarray
        Same shape and sum; nobody at age 0.

    Examples
    --------
    >>> entered(np.array([1.0, 2.0, 3.0])).tolist()
    [0.0, 1.0, 5.0]
    """
    moved = np.empty_like(persons)
    moved[..., 0] = 0.0
    moved[..., 1:] = persons[..., :-1]
    moved[..., -1] += persons[..., -1]
    return moved


def _survivors(start: Array, survival: Array, open_group: OpenGroup) -> Array:
    if open_group == "joint":
        return entered(start) * survival
    closed = np.zeros(np.broadcast_shapes(start.shape, survival[..., :-1].shape))
    closed[..., 1:] = start[..., :-1] * survival[..., 1:-1]
    closed[..., -1] += start[..., -1] * survival[..., -1]
    return closed


def _split_by_sex(births: Array, sex_ratio: Array) -> Array:
    male = births * (sex_ratio / (1 + sex_ratio))[..., None]
    return np.stack([male, births - male], axis=-2)
