"""Another country's or agency's course of mortality, linked to one's own life table.

The course may come from World Population Prospects (United Nations), which gives mortality
rates by sex and abridged age group for five-year periods to 2100.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.errors import fault
from projection.rates.checking import (
    check_ages_of,
    check_shape,
    checked,
    checked_ages,
    go_together,
    refuse,
)

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]


@dataclass(frozen=True)
class MortalityCourse:
    """Mortality rates over time; checked when made.

    Parameters
    ----------
    year
        The moments that the rates stand for, ascending: of a five-year period its middle.
        Shape (year,).
    age
        Lower bounds of the groups from 0, the last open. Shape (age,).
    mortality_rate
        nMx, above zero. Shape (..., year, age): the sexes before the years.

    Raises
    ------
    RatesError
        Years that do not ascend, ages that do not tile, rates not above zero or not finite,
        shapes that do not fit.
    """

    year: Array
    age: Bounds
    mortality_rate: Array

    def __post_init__(self) -> None:
        ages = checked_ages(self.age)
        rates = checked(self.mortality_rate, "mortality_rate", ages=ages, positive=True)
        check_ages_of(rates, "mortality_rate", ages)
        years = ascending(self.year, "year")
        fits = rates.ndim > 1 and rates.shape[-2] == years.size
        check_shape(rates, "mortality_rate", fits, "rates_shape_years", count=years.size)


def ascending(values: ArrayLike, name: str) -> Array:
    """Return values as an ascending array, or refuse them.

    Raises
    ------
    RatesError
        They do not ascend, or are not finite.
    """
    found = checked(values, name)
    if found.ndim != 1 or not found.size or (np.diff(found) <= 0).any():
        refuse(fault("rates_not_ascending", place=name, found=found.tolist()))
    return found


def follow_course(
    mortality_rate: ArrayLike,
    age: ArrayLike,
    base_year: float,
    years: ArrayLike,
    course: MortalityCourse,
) -> Array:
    """Let one's own mortality change as another course does: m(t) = m(base) M(t) / M(base).

    The ratio to the other country is taken to last, at each age. A single age takes the ratio
    of the group in which it lies.

    Parameters
    ----------
    mortality_rate
        nMx of the base table. Shape (..., age), the leading shape as that of the course.
    age
        Its lower bounds from 0, the last open. Shape (age,).
    base_year
        The moment that it stands for (2020.5 for the calendar year 2020).
    years
        The moments wanted. Shape (year,).
    course
        The other course; between its years ln mx is linear, outside them it stands still.

    Returns
    -------
    ndarray
        nMx. Shape (..., year, age); at `base_year` the base table itself.

    Raises
    ------
    RatesError
        Rates negative or not finite, ages that do not tile, shapes that do not go together.

    Examples
    --------
    Where the other country's mortality halves, so does one's own.

    >>> moments, ages = np.array([2000.0, 2010.0]), np.array([0, 5])
    >>> other = MortalityCourse(moments, ages, np.array([[0.02, 0.1], [0.01, 0.1]]))
    >>> follow_course([0.3, 0.4, 0.5], [0, 1, 5], 2000, [2000, 2010], other).round(9).tolist()
    [[0.3, 0.4, 0.5], [0.15, 0.2, 0.5]]
    """
    bounds = checked_ages(age)
    rates = checked(mortality_rate, "mortality_rate", ages=bounds)
    check_ages_of(rates, "mortality_rate", bounds)
    wanted = checked(years, "years")
    check_shape(wanted, "years", wanted.ndim == 1, "schedules_shape_one_axis")
    moment = checked(base_year, "base_year")
    check_shape(moment, "base_year", moment.ndim == 0, "rates_shape_number")
    known = ascending(course.year, "year")
    moments = np.append(wanted, moment)
    position = np.interp(moments, known, np.arange(known.size))
    left = np.floor(position).astype(np.int64)
    right = np.ceil(position).astype(np.int64)
    logs = np.log(course.mortality_rate)
    rise = logs[..., right, :] - logs[..., left, :]
    at = logs[..., left, :] + (position - left)[:, None] * rise
    change = np.exp(at[..., :-1, :] - at[..., -1:, :])
    group = np.searchsorted(course.age, bounds, side="right") - 1
    change = change[..., group]
    own = rates[..., None, :]
    check_shape(
        rates, "mortality_rate", go_together(own, change), "rates_shape_alike", other="course"
    )
    return own * change
