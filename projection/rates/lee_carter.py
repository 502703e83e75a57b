"""The Lee-Carter model: ln mx(t) = ax + bx kt, fitted to a series of life tables and drawn on.

Sources: Lee and Carter (1992), Modeling and forecasting U.S. mortality, Journal of the American
Statistical Association 87-419; Li, Lee and Tuljapurkar (2004), Using the Lee-Carter method to
forecast mortality for populations with limited data, International Statistical Review 72-1, for
tables at unequal intervals.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.errors import fault
from projection.rates.checking import (
    cell,
    check_shape,
    checked,
    checked_finite,
    first,
    go_together,
    refuse,
)
from projection.rates.mortality_course import ascending

Array = NDArray[np.float64]


class LeeCarter(NamedTuple):
    """A fitted model.

    Parameters
    ----------
    year
        Of the tables. Shape (year,).
    pattern
        ax, the mean of ln mx. Shape (..., age).
    response
        bx, sums to one over age. Shape (..., age).
    trend
        kt; sums to zero over the years, unless adjusted to deaths. Shape (..., year).
    explained
        Share of the variance of ln mx about its mean that the model explains. Shape (...).
    """

    year: Array
    pattern: Array
    response: Array
    trend: Array
    explained: Array


class Drift(NamedTuple):
    """The random walk with drift that a trend follows; shapes (...).

    Parameters
    ----------
    drift
        Mean change per year.
    innovation
        Standard deviation of one year's change about it.
    standard_error
        Of `drift`.
    """

    drift: Array
    innovation: Array
    standard_error: Array


def fit_lee_carter(
    mortality_rate: ArrayLike, year: ArrayLike, exposure: ArrayLike | None = None
) -> LeeCarter:
    """Fit the model by the first singular vectors of ln mx about its mean.

    Every age weighs alike, however few its deaths. In a second stage, where `exposure` is
    given, each year's kt is solved anew so that the model gives the year's deaths.

    Parameters
    ----------
    mortality_rate
        mx above zero, by year and age. Shape (..., year, age): the sexes before the years.
    year
        Years of the tables, ascending, at any intervals. Shape (year,), two or more.
    exposure
        Person-years for the second stage. Shape (..., year, age).

    Returns
    -------
    LeeCarter
        A surface of the model's own form is reproduced exactly.

    Raises
    ------
    RatesError
        Rates not above zero or not finite, years that do not ascend, shapes that do not fit,
        changes that sum to zero over the ages (nothing in common to model).

    Notes
    -----
    Lee and Carter (1992): both stages.

    Examples
    --------
    The first age halves and the second stays: all of the response is the first age's.

    >>> fitted = fit_lee_carter([[0.4, 0.1], [0.2, 0.1]], [2000, 2010])
    >>> fitted.response.round(9).tolist(), fitted.trend.round(4).tolist()
    ([1.0, 0.0], [0.3466, -0.3466])
    """
    rates = checked(mortality_rate, "mortality_rate", positive=True)
    years = ascending(year, "year")
    if years.size < 2:
        refuse(fault("rates_too_few_cells", place="year", found=years.size, needed=2))
    fits = rates.ndim > 1 and rates.shape[-2] == years.size
    check_shape(rates, "mortality_rate", fits, "rates_shape_years", count=years.size)
    logs = np.log(rates)
    pattern = logs.mean(axis=-2)
    left, scale, right = np.linalg.svd(logs - pattern[..., None, :], full_matrices=False)
    response, over_ages = right[..., 0, :], right[..., 0, :].sum(axis=-1)
    largest = scale[..., 0]
    for where, _ in first((np.abs(over_ages) < 1e-6) | (largest <= 1e-12)):
        refuse(fault("rates_no_common_trend", place=cell("mortality_rate", where)))
    trend = left[..., :, 0] * (largest * over_ages)[..., None]
    fitted = LeeCarter(
        years,
        pattern,
        response / over_ages[..., None],
        trend,
        largest**2 / (scale**2).sum(axis=-1),
    )
    return fitted if exposure is None else _adjusted(fitted, rates, exposure)


def drift_of(fitted: LeeCarter) -> Drift:
    """Estimate the random walk with drift of the fitted trend.

    Only the first and the last year decide on the drift.

    Returns
    -------
    Drift
        Per year; with two tables the standard deviations are not known (NaN).

    Notes
    -----
    Lee and Carter (1992); at unequal intervals Li, Lee and Tuljapurkar (2004).

    Examples
    --------
    >>> fitted = fit_lee_carter([[0.4, 0.1], [0.2, 0.1]], [2000, 2010])
    >>> float(drift_of(fitted).drift.round(5))
    -0.06931
    """
    gaps, steps = np.diff(fitted.year), np.diff(fitted.trend, axis=-1)
    span = fitted.year[-1] - fitted.year[0]
    drift = steps.sum(axis=-1) / span
    squares = ((steps - drift[..., None] * gaps) ** 2).sum(axis=-1)
    # The expected sum of squares is the variance of a year times this many years.
    degrees = span - (gaps**2).sum() / span
    variance = squares / degrees if degrees > 1e-9 * span else np.full_like(squares, np.nan)
    return Drift(drift, np.sqrt(variance), np.sqrt(variance / span))


def project_lee_carter(
    fitted: LeeCarter, years: ArrayLike, last_rates: ArrayLike | None = None
) -> Array:
    """Carry mortality on along the drift: the median course of the model.

    The trend is taken to go on falling as fast as between the first and the last table.

    Parameters
    ----------
    fitted
        The model.
    years
        Wanted, from the last table's year on. Shape (year,).
    last_rates
        mx to start from, those observed in the last year for instance; the fitted ones where
        left out. Shape (..., age).

    Returns
    -------
    ndarray
        mx. Shape (..., year, age). In the last table's year, `last_rates`. With
        k = trend + drift t + s z, `lee_carter_rates` gives any other course.

    Raises
    ------
    RatesError
        A year before the last table's, rates not above zero, shapes that do not fit.

    Notes
    -----
    Lee and Carter (1992); starting from the observed rates: Bell (1997), Comparing
    and assessing time series methods for forecasting age-specific fertility and mortality
    rates, Journal of Official Statistics 13-3.

    Examples
    --------
    It halved in ten years: in five more it falls by another root of two.

    >>> fitted = fit_lee_carter([[0.4, 0.1], [0.2, 0.1]], [2000, 2010])
    >>> project_lee_carter(fitted, [2010, 2015]).round(4).tolist()
    [[0.2, 0.1], [0.1414, 0.1]]
    """
    wanted = checked(years, "years")
    check_shape(wanted, "years", wanted.ndim == 1, "schedules_shape_one_axis")
    ahead = checked(wanted - fitted.year[-1], "years after the last")
    trend = drift_of(fitted).drift[..., None] * ahead + fitted.trend[..., -1:]
    if last_rates is None:
        return lee_carter_rates(fitted, trend)
    start = checked(last_rates, "last_rates", positive=True)
    fits = start.shape[-1:] == fitted.pattern.shape[-1:] and go_together(start, fitted.pattern)
    check_shape(start, "last_rates", fits, "rates_shape_alike", other="pattern")
    change = (trend - fitted.trend[..., -1:])[..., None] * fitted.response[..., None, :]
    return start[..., None, :] * np.exp(change)


def lee_carter_rates(fitted: LeeCarter, trend: ArrayLike) -> Array:
    """Mortality rates at values of the trend, exp(ax + bx kt).

    Parameters
    ----------
    fitted
        The model.
    trend
        kt. Shape (..., year).

    Returns
    -------
    ndarray
        mx. Shape (..., year, age).

    Raises
    ------
    RatesError
        The trend is no number, or its shape does not go with the model's.

    Examples
    --------
    >>> fitted = fit_lee_carter([[0.4, 0.1], [0.2, 0.1]], [2000, 2010])
    >>> lee_carter_rates(fitted, fitted.trend).round(9).tolist()
    [[0.4, 0.1], [0.2, 0.1]]
    """
    path = checked_finite(trend, "trend")
    fits = path.ndim > 0 and go_together(path[..., :1], fitted.pattern[..., :1])
    check_shape(path, "trend", fits, "rates_shape_alike", other="pattern")
    levels = path[..., None]
    return np.exp(fitted.pattern[..., None, :] + levels * fitted.response[..., None, :])


def _adjusted(fitted: LeeCarter, rates: Array, exposure: ArrayLike) -> LeeCarter:
    """Solve each year's trend so that the year's deaths are met."""
    lived = checked(exposure, "exposure", positive=True)
    fits = lived.shape[-2:] == rates.shape[-2:] and lived.ndim <= rates.ndim
    fits = fits and go_together(lived, rates)
    check_shape(lived, "exposure", fits, "rates_shape_alike", other="mortality_rate")
    lived = np.broadcast_to(lived, rates.shape)
    trend = fitted.trend.copy()
    for where, near in np.ndenumerate(fitted.trend):
        own = where[:-1]
        weight = lived[where] * np.exp(fitted.pattern[own])
        deaths = float((lived[where] * rates[where]).sum())
        trend[where] = _meeting(deaths, weight, fitted.response[own], near)
    return fitted._replace(trend=trend)


def _meeting(deaths: float, weight: Array, response: Array, near: float) -> float:
    from scipy.optimize import brentq  # noqa: PLC0415 - slow to import

    def too_many(level: float) -> float:
        return float((weight * np.exp(response * level)).sum()) - deaths

    reach = 1.0
    while too_many(near - reach) * too_many(near + reach) > 0 and reach < 1e3:
        reach *= 2
    return float(brentq(too_many, near - reach, near + reach, xtol=1e-13))
