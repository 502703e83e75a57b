"""Base rates: what a scenario starts from, and the fit that they come from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from projection.estimation.cohorts import first_population
from projection.estimation.course import Course
from projection.estimation.fit import FittedPeriod, fit_period
from projection.estimation.observed import OPEN_AGE, Observed, course_of, observe
from projection.inputs import Inputs
from projection.rates.age_groups import regroup

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]


@dataclass(frozen=True)
class Fit:
    """The window as fitted by single years, and how far it is from what was published.

    Parameters
    ----------
    years
        The fitted calendar years. Shape (period,).
    multipliers
        Of the national hazard. Shape (period,).
    total_fertility_rates
        That the registered births imply. Shape (period,).
    population
        Persons by single age. Shape (period + 1, 2, single age).
    net_migrants
        Persons by age at the event. Shape (period, 2, single age).
    residuals
        Largest absolute difference from the published figures, persons: population by sex and
        group, births, deaths.
    """

    years: Bounds
    multipliers: Array
    total_fertility_rates: Array
    population: Array
    net_migrants: Array
    residuals: dict[str, float]


@dataclass(frozen=True)
class BaseRates:
    """What is known at the base date; a scenario says how it goes on.

    Parameters
    ----------
    start, width
        Base year, and years in a step and in a closed cell.
    ages
        Lower bounds of the cells, the last open. Shape (cell,).
    population
        Persons on 1 January of `start`. Shape (2, cell).
    course
        National schedules by calendar year.
    multiplier
        Of the national hazard: geometric mean of the window.
    total_fertility_rate
        That the births of the window's last year imply.
    pattern
        National age pattern of fertility of the year before `start`, sum one. Shape
        (single age,).
    net_migrants
        Yearly mean of the window, persons by age at the event. Shape (2, cell).
    exposed
        Mean population of the window: half those at the start of every year, half those at
        its end. Shape (2, cell).
    fit
        The window as fitted.
    """

    start: int
    width: int
    ages: Bounds
    population: Array
    course: Course
    multiplier: float
    total_fertility_rate: float
    pattern: Array
    net_migrants: Array
    exposed: Array
    fit: Fit


def fit_base_rates(inputs: Inputs, *, start: int | None = None, width: int = 1) -> BaseRates:
    """Fit base rates to the window before the base date.

    Parameters
    ----------
    inputs
        Checked inputs of one region.
    start
        Base year; the year of `inputs.base_date` by default.
    width
        Years in a step: 1 or 5. The fit is always by single years; for longer steps its
        outcome is added up over age groups.

    Returns
    -------
    BaseRates
        Run over the window by single years, the model ends every year on the published
        population of every sex and age group, with the published births and deaths.

    Raises
    ------
    EstimationError
        The window is not observed, or admits no plausible rates.
    """
    base_year = inputs.base_date.year if start is None else start
    course = course_of(inputs)
    observed = observe(inputs, course, base_year)
    fit = _fit_window(observed)
    ages = np.arange(0, OPEN_AGE + 1, width)
    return BaseRates(
        start=base_year,
        width=width,
        ages=ages,
        population=regroup(fit.population[-1], observed.cells, ages),
        course=course,
        multiplier=float(np.exp(np.log(fit.multipliers).mean())),
        total_fertility_rate=float(fit.total_fertility_rates[-1]),
        pattern=course.pattern(base_year - 1),
        net_migrants=regroup(fit.net_migrants.mean(axis=0), observed.cells, ages),
        exposed=regroup(_mean_of_years(fit.population), observed.cells, ages),
        fit=fit,
    )


def _fit_window(observed: Observed) -> Fit:
    stocks = [first_population(observed)]
    periods: list[FittedPeriod] = []
    for period in range(observed.years.size):
        periods.append(fit_period(observed, period, stocks[-1]))
        stocks.append(periods[-1].step.population)
    population = np.stack(stocks)
    return Fit(
        years=observed.years,
        multipliers=np.array([one.multiplier for one in periods]),
        total_fertility_rates=np.array([one.total_fertility_rate for one in periods]),
        population=population,
        net_migrants=np.stack([one.net_migrants for one in periods]),
        residuals=_residuals(observed, population, periods),
    )


def _residuals(
    observed: Observed, population: Array, periods: list[FittedPeriod]
) -> dict[str, float]:
    groups = regroup(population, observed.cells, observed.groups)
    births = np.array([one.step.births.sum() for one in periods])
    deaths = np.array([one.step.deaths.sum() for one in periods])
    return {
        "population": float(np.abs(groups - observed.population).max()),
        "births": float(np.abs(births - observed.births).max()),
        "deaths": float(np.abs(deaths - observed.deaths).max()),
    }


def _mean_of_years(population: Array) -> Array:
    return (population[:-1].mean(axis=0) + population[1:].mean(axis=0)) / 2
