"""What was observed of many municipalities in one window, as arrays with a leading region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.errors import EstimationError, fault
from projection.estimation.course import Course, each_year
from projection.estimation.observed import OPEN_AGE
from projection.rates.age_groups import regroup

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Panel:
    """A window of observations of many regions, as `observed.Observed` is one of one region.

    Parameters
    ----------
    years
        The calendar years. Shape (period,).
    cells, groups
        Lower bounds of the model's ages, and of the published groups as far as both share them.
    population
        Persons on 1 January by published group. Shape (region, period + 1, 2, group).
    births, deaths
        Persons. Shape (region, period).
    turnover
        Arrivals, departures and deaths per person and year. Shape (region,).
    sex_ratio
        Males per female at birth. Shape (period,).
    hazard
        National hazard by single age. Shape (period, 2, single age).
    pattern
        National fertility pattern, sum one. Shape (period, cell).
    """

    years: Bounds
    cells: Bounds
    groups: Bounds
    population: Array
    births: Array
    deaths: Array
    turnover: Array
    sex_ratio: Array
    hazard: Array
    pattern: Array

    def of(self, regions: slice | Mask) -> Panel:
        """Return the same of some regions."""
        return replace(
            self,
            population=self.population[regions],
            births=self.births[regions],
            deaths=self.deaths[regions],
            turnover=self.turnover[regions],
        )

    def newborn(self, period: int) -> Array:
        """Return published births of a period by sex. Shape (region, 2)."""
        male = self.sex_ratio[period] / (1 + self.sex_ratio[period])
        return self.births[:, period, None] * np.array([male, 1 - male])


def observe_many(
    register: xr.Dataset, course: Course, codes: Sequence[str], start: int, window: int
) -> Panel:
    """Gather the window before `start` of many municipalities.

    Parameters
    ----------
    register
        As `inputs.Register.data`: population (region, year, sex, age), and births, deaths,
        in_migration and out_migration (region, period).
    course
        National schedules.
    codes
        Of the regions wanted, six digits.
    start, window
        Base year, and how many years before it at most.

    Returns
    -------
    Panel
        NaN where the register has no figure.

    Raises
    ------
    EstimationError
        The register does not reach `start`, or does not hold the year before it.
    """
    years = _window(register, start, window)
    cells, published = np.arange(OPEN_AGE + 1), register["age"].values
    groups = np.intersect1d(cells, published)
    chosen = register.sel(region=list(codes))
    stocks = chosen["population"].sel(year=np.append(years, start))
    persons = stocks.transpose("region", "year", "sex", "age").values.astype(np.float64)
    flows = {
        name: chosen[name].sel(period=years).transpose("region", "period").values.astype(float)
        for name in ("births", "deaths", "in_migration", "out_migration")
    }
    moves = flows["in_migration"] + flows["out_migration"] + flows["deaths"]
    present = persons.sum(axis=(-2, -1)).mean(axis=-1)
    none = np.zeros_like(present)
    return Panel(
        years=years,
        cells=cells,
        groups=groups,
        population=regroup(persons, published, groups),
        births=flows["births"],
        deaths=flows["deaths"],
        turnover=np.divide(moves.mean(axis=-1), present, out=none, where=present > 0),
        sex_ratio=each_year(course.sex_ratio, years),
        hazard=each_year(course.hazard, years),
        pattern=each_year(course.pattern, years),
    )


def _window(register: xr.Dataset, start: int, window: int) -> Bounds:
    known, flows = register["year"].values, register["period"].values
    first = start
    while first - 1 >= start - window and first - 1 in known and first - 1 in flows:
        first -= 1
    if start not in known or first == start:
        listed = ", ".join(map(str, known.tolist()))
        raise EstimationError(fault("window_not_observed", start=start, known=listed))
    return np.arange(first, start)
