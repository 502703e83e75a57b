"""Base rates: what a scenario starts from, and the fit that they come from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from projection.estimation.carried import carry_forward
from projection.estimation.cohorts import first_population
from projection.estimation.course import Course
from projection.estimation.fit import FittedPeriod, fit_period
from projection.estimation.institutions import Institutions, institutions_of
from projection.estimation.observed import OPEN_AGE, Observed, course_of, observe
from projection.inputs import Inputs
from projection.rates.age_groups import regroup
from projection.stages import stage

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
        That the births of the window imply relative to the nation's, its later years weighing
        more, times the nation's of the year before `start`.
    pattern
        National age pattern of fertility of the year before `start`, sum one. Shape
        (single age,).
    net_migrants
        A year, persons by age at the event: weighted mean of the window, drawn towards the
        municipality's class of size. Shape (2, cell).
    exposed
        Mean population of the window, likewise weighted: half those at the start of every
        year, half those at its end. Shape (2, cell).
    held_at_most
        As many net departures a year may be a number of persons at first, not a rate. Shape
        (2, cell).
    fit
        The window as fitted.
    institutions
        Residents of institutions, who are no part of `population`; None where none are known.
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
    held_at_most: Array
    fit: Fit
    institutions: Institutions | None = None


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
    stage("stage_fitting", year=base_year)
    course = course_of(inputs)
    observed = observe(inputs, course, base_year)
    fit = _fit_window(observed)
    ages = np.arange(0, OPEN_AGE + 1, width)
    carried = carry_forward(fit, course, ages, inputs.schedules.migration_by_size)
    return BaseRates(
        start=base_year,
        width=width,
        ages=ages,
        # Rounding leaves an emptied cell as much below zero as above.
        population=regroup(np.maximum(fit.population[-1], 0.0), observed.cells, ages),
        course=course,
        multiplier=float(carried.multiplier),
        total_fertility_rate=float(carried.total_fertility_rate),
        pattern=course.pattern(base_year - 1),
        net_migrants=carried.net_migrants,
        exposed=carried.exposed,
        held_at_most=carried.held_at_most,
        fit=fit,
        institutions=institutions_of(
            inputs, fit.population[-1], (observed.cells, observed.groups, ages)
        ),
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
    deaths = np.array([one.step.deaths.sum() + one.institution_deaths for one in periods])
    return {
        "population": float(np.abs(groups - observed.population).max()),
        "births": float(np.abs(births - observed.births).max()),
        "deaths": float(np.abs(deaths - observed.deaths).max()),
    }
