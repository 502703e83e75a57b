"""What was observed in the window before the base date, year by year, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.errors import EstimationError, fault
from projection.estimation.course import Course, each_year, standard_course
from projection.estimation.institutions import observed_residents
from projection.inputs import Inputs
from projection.rates.age_groups import regroup

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]

OPEN_AGE = 100


@dataclass(frozen=True)
class Observed:
    """A window of observations.

    Parameters
    ----------
    folder
        Where the figures stand, for messages.
    years
        The calendar years. Shape (period,).
    cells, groups
        Lower bounds of the model's ages (single years to an open group) and of the published
        groups, as far as both share them.
    population
        Persons on 1 January by published group, without residents of institutions. Shape
        (period + 1, 2, group).
    institutions
        Residents of institutions, likewise.
    births, deaths
        Persons. Shape (period,).
    turnover
        Arrivals, departures and deaths per person and year.
    sex_ratio
        Males per female at birth. Shape (period,).
    hazard
        National hazard by single age. Shape (period, 2, single age).
    pattern
        National fertility pattern, sum one. Shape (period, cell).
    """

    folder: str
    years: Bounds
    cells: Bounds
    groups: Bounds
    population: Array
    institutions: Array
    births: Array
    deaths: Array
    turnover: float
    sex_ratio: Array
    hazard: Array
    pattern: Array


def course_of(inputs: Inputs) -> Course:
    """Return the standard schedules of `inputs` on the ages of the model."""
    return standard_course(inputs.schedules, OPEN_AGE + 1)


def observe(inputs: Inputs, course: Course, start: int) -> Observed:
    """Gather the window before `start`.

    Parameters
    ----------
    inputs
        Checked inputs of one region.
    course
        National schedules.
    start
        Base year; the window is the years before it, at most `inputs.window`.

    Raises
    ------
    EstimationError
        The population of `start`, or the year before it, is not there.
    """
    years = _window(inputs, start)
    cells = np.arange(OPEN_AGE + 1)
    published = inputs.population["age"].values
    groups = np.intersect1d(cells, published)
    stocks = inputs.population.sel(year=np.append(years, start)).transpose("year", "sex", "age")
    flows = inputs.components.sel(period=years)
    everybody = regroup(stocks.values.astype(np.float64), published, groups)
    institutions = observed_residents(inputs, [*years.tolist(), start], groups)
    return Observed(
        folder=str(inputs.folder),
        years=years,
        cells=cells,
        groups=groups,
        population=everybody - institutions,
        institutions=institutions,
        births=flows["births"].values.astype(np.float64),
        deaths=flows["deaths"].values.astype(np.float64),
        turnover=_turnover(flows, stocks),
        sex_ratio=each_year(course.sex_ratio, years),
        hazard=each_year(course.hazard, years),
        pattern=each_year(course.pattern, years),
    )


def _window(inputs: Inputs, start: int) -> Bounds:
    known = set(inputs.population["year"].values.tolist())
    with_flows = set(inputs.components["period"].values.tolist())
    first = start
    while first - 1 >= start - inputs.window and first - 1 in known & with_flows:
        first -= 1
    if start not in known or first == start:
        raise EstimationError(
            fault(
                "window_not_observed",
                file=str(inputs.folder),
                start=start,
                known=", ".join(str(year) for year in sorted(known)),
            )
        )
    return np.arange(first, start)


def _turnover(flows: xr.Dataset, stocks: xr.DataArray) -> float:
    moves = flows["in_migration"] + flows["out_migration"] + flows["deaths"]
    return float(moves.mean() / stocks.sum(("sex", "age")).mean())
