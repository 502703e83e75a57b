"""What a fitted window leaves to the future: net migration, fertility and mortality.

The fit itself reproduces every year of the window; a projection goes on with one level of each.
Later years weigh more, and a small municipality's migration leans on that of its class of size:
its own, by sex and age, is mostly chance. Weights and sizes are round numbers near the best of
those tried on past registers (DECISIONS.md, docs/backtest.md).
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.estimation.course import Course, each_year
from projection.rates.age_groups import regroup

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]

# A municipality of this size and its class weigh alike in its net migration.
_CLASS_WEIGHT = 1_200.0
# Over these years net departures turn from a number of persons into a rate.
HELD_YEARS = 20
# No number takes more out of a cell than this share of the smallest cohort that will reach it.
_HELD_SHARE = 0.05


class Window(Protocol):
    """A window as fitted by single years, of one region or, with a leading axis, of many."""

    @property
    def years(self) -> Bounds:
        """The fitted calendar years. Shape (period,)."""

    @property
    def multipliers(self) -> Array:
        """Of the national hazard. Shape (..., period)."""

    @property
    def total_fertility_rates(self) -> Array:
        """That the registered births imply. Shape (..., period)."""

    @property
    def population(self) -> Array:
        """Persons by single age. Shape (..., period + 1, 2, single age)."""

    @property
    def net_migrants(self) -> Array:
        """Persons by age at the event. Shape (..., period, 2, single age)."""


class Carried(NamedTuple):
    """What goes on after the base date.

    Parameters
    ----------
    multiplier
        Of the national hazard: geometric mean of the window. Shape (...).
    total_fertility_rate
        Weighted mean of the window over the nation's, times the nation's of the window's last
        year. Shape (...).
    net_migrants
        Persons a year by age at the event. Shape (..., 2, cell).
    exposed
        Persons among whom they came and went: weighted mean population. Shape (..., 2, cell).
    held_at_most
        As many net departures a year, and not more, may be a number of persons at first.
        Shape (..., 2, cell).
    """

    multiplier: Array
    total_fertility_rate: Array
    net_migrants: Array
    exposed: Array
    held_at_most: Array


def carry_forward(
    window: Window, course: Course, ages: Bounds, by_size: xr.DataArray | None
) -> Carried:
    """Draw together what a window says of the future.

    The assumption that matters: the window's years weigh 1, 2, 3 and so on, the last most, in
    net migration and in fertility relative to the nation's. Net migration is to n / (n +
    1,200) the municipality's own, n residents, and for the rest that of its class of size.

    Parameters
    ----------
    window
        As fitted.
    course
        National schedules.
    ages
        Lower bounds of the cells wanted, the first 0. Shape (cell,).
    by_size
        As `Schedules.migration_by_size`; None where nothing is known of classes.

    Returns
    -------
    Carried
        By the cells wanted. Without classes net migration is the municipality's own.

    Notes
    -----
    Partial pooling: Efron and Morris (1975), Data Analysis Using Stein's Estimator and its
    Generalizations, Journal of the American Statistical Association 70-350.
    """
    national = each_year(course.total_fertility_rate, window.years)
    relative = window.total_fertility_rates / national
    exposed, own = weighted_exposure(window), weighted_migrants(window)
    # Rounding leaves an emptied cell as much below zero as above.
    now = np.maximum(window.population[..., -1, :, :], 0.0)
    net = own if by_size is None else leaning(own, exposed, now.sum(axis=(-2, -1)), by_size)
    single = np.arange(own.shape[-1])
    return Carried(
        multiplier=np.exp(np.log(window.multipliers).mean(axis=-1)),
        total_fertility_rate=relative @ year_weights(national.size) * national[-1],
        net_migrants=regroup(net, single, ages),
        exposed=regroup(exposed, single, ages),
        held_at_most=regroup(_HELD_SHARE * smallest_to_come(now), single, ages),
    )


def year_weights(years: int) -> Array:
    """Return the weights of a window's years: 1, 2, 3 and so on, of sum one.

    Examples
    --------
    >>> (15 * year_weights(5)).round(9).tolist()
    [1.0, 2.0, 3.0, 4.0, 5.0]
    """
    weights = np.arange(1.0, years + 1)
    return weights / weights.sum()


def weighted_migrants(window: Window) -> Array:
    """Return the window's weighted net migrants a year. Shape (..., 2, single age)."""
    weights = year_weights(window.net_migrants.shape[-3])
    return np.einsum("...psa,p->...sa", window.net_migrants, weights)


def weighted_exposure(window: Window) -> Array:
    """Return who lived there in the window, weighted likewise. Shape (..., 2, single age).

    A year's exposure is half of those at its start and half of those at its end.
    """
    stocks = window.population
    weights = year_weights(stocks.shape[-3] - 1)
    lived = (stocks[..., :-1, :, :] + stocks[..., 1:, :, :]) / 2
    return np.einsum("...psa,p->...sa", lived, weights)


def leaning(own: Array, exposed: Array, residents: Array, by_size: xr.DataArray) -> Array:
    """Draw net migration towards that of the class of size.

    Parameters
    ----------
    own
        Net migrants a year. Shape (..., 2, single age).
    exposed
        Persons. Same shape.
    residents
        Of the municipality. Shape (...).
    by_size
        Net migration rates, dims (residents, sex, age).

    Returns
    -------
    ndarray
        Net migrants a year, in the shape of `own`.

    Examples
    --------
    Of 1,200 residents 20 leave a year, of its class 1 %: half of either.

    >>> by_size = xr.DataArray(np.full((1, 2, 1), -0.01), {"residents": [0]},
    ...     ("residents", "sex", "age"))
    >>> half = np.full((2, 1), 600.0)
    >>> leaning(np.full((2, 1), -10.0), half, np.array(1200.0), by_size).ravel().tolist()
    [-8.0, -8.0]
    """
    of_class = size_class(by_size["residents"].values, residents)
    share = np.asarray(own_share(residents))[..., None, None]
    return np.asarray(share * own + (1 - share) * exposed * by_size.values[of_class])


def own_share(residents: Array) -> Array:
    """Return how much a municipality's own net migration weighs beside that of its class.

    Examples
    --------
    >>> own_share(np.array([1_200.0, 74_000.0])).round(3).tolist()
    [0.5, 0.984]
    """
    return np.asarray(residents / (residents + _CLASS_WEIGHT))


def size_class(limits: Bounds, residents: Array) -> NDArray[np.intp]:
    """Return the position of the class: the last whose limit residents reach.

    Examples
    --------
    >>> size_class(np.array([0, 5000]), np.array([4999.0, 5000.0])).tolist()
    [0, 1]
    """
    return np.asarray(np.searchsorted(limits, residents, side="right") - 1)


def smallest_to_come(population: Array) -> Array:
    """Return the smallest of the cohorts that reach each age within `HELD_YEARS`, and it.

    Parameters
    ----------
    population
        Persons by single age. Shape (..., single age).

    Examples
    --------
    >>> smallest_to_come(np.array([3.0, 1.0, 2.0])).tolist()
    [3.0, 1.0, 1.0]
    """
    smallest = population.copy()
    for years in range(1, min(HELD_YEARS, population.shape[-1] - 1) + 1):
        younger = population[..., :-years]
        smallest[..., years:] = np.minimum(smallest[..., years:], younger)
    return smallest
