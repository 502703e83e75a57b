"""The common pool: who leaves any region is shared out over all, whatever the way between them.

Source: the form of the Regional Population Projections for Japan 2020-2050 (National Institute
of Population and Social Security Research, 2023); migrant pool models: Wilson and Bell (2004),
Comparative empirical evaluations of internal migration models in subnational population
projections, Journal of Population Research 21-2.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.errors import fault
from projection.rates.checking import cell, check_shape, checked, first, refuse

Array = NDArray[np.float64]

_REGION = -3
_SUM_OF_SHARES = 1e-9


def in_migration_share(arrivals: ArrayLike) -> Array:
    """Share of each region in all arrivals, cell by cell.

    Parameters
    ----------
    arrivals
        Persons. Shape (..., region, sex, age).

    Returns
    -------
    ndarray
        Same shape; sums to one over regions.

    Raises
    ------
    RatesError
        A value is negative or no number; nobody arrives anywhere in a cell.

    Examples
    --------
    >>> in_migration_share([[[30.0]], [[10.0]]]).ravel().tolist()
    [0.75, 0.25]
    """
    come = checked(arrivals, "arrivals")
    check_shape(come, "arrivals", come.ndim > 2, "schedules_shape_regions")
    total = come.sum(axis=_REGION, keepdims=True)
    refuse(
        *(
            fault("schedules_no_arrivals", place=cell("arrivals", where), more=more)
            for where, more in first(total == 0)
        )
    )
    return come / total


class PooledMoves(NamedTuple):
    """Moves through the common pool, persons by age at the start of the step.

    Parameters
    ----------
    arrivals, departures
        Shape (..., region, sex, age).
    """

    arrivals: Array
    departures: Array


def pooled_moves(
    population: ArrayLike,
    out_rate: ArrayLike,
    in_share: ArrayLike,
    from_outside: ArrayLike = 0.0,
) -> PooledMoves:
    """Work out moves between regions through a common pool.

    All who leave any region enter one pool, by sex and age, and the pool is shared out: whence
    somebody comes does not matter to where they go, and some "return" to where they left.

    Parameters
    ----------
    population
        Persons at the start of the step. Shape (..., region, sex, age).
    out_rate
        Of those, the share that leaves within the step, not above one. Same shape.
    in_share
        Share of each region in the pool; sums to one over regions. Same shape.
    from_outside
        Persons who enter the pool from outside all regions, zero or above. Shape
        (..., sex, age), or one number.

    Returns
    -------
    PooledMoves
        Over all regions arrivals are departures plus those from outside, in every cell.

    Raises
    ------
    RatesError
        A value is negative or no number, an out-rate is above one, shares do not sum to one;
        shapes do not fit.

    Notes
    -----
    With survivors the step is P_i(t+5) = P_i S_i - out_i + in_i, each at the age entered; the
    official projection of 2023 has the international balance apart.

    Examples
    --------
    Two regions: 30 and 10 leave; three quarters of the 40 go to the first.

    >>> people, leaving = [[[300.0]], [[100.0]]], [[[0.1]], [[0.1]]]
    >>> moves = pooled_moves(people, leaving, [[[0.75]], [[0.25]]])
    >>> moves.departures.ravel().tolist(), moves.arrivals.ravel().tolist()
    ([30.0, 10.0], [30.0, 10.0])
    """
    people = checked(population, "population")
    check_shape(people, "population", people.ndim > 2, "schedules_shape_regions")
    rates = checked(out_rate, "out_rate", limit=1.0)
    shares = checked(in_share, "in_share", limit=1.0)
    for values, name in ((rates, "out_rate"), (shares, "in_share")):
        fits = values.shape == people.shape
        check_shape(values, name, fits, "rates_shape_alike", other="population")
    _check_sum_of_shares(shares)
    outside = checked(from_outside, "from_outside")
    fits = outside.ndim == 0 or outside.shape == people.shape[:_REGION] + people.shape[-2:]
    check_shape(outside, "from_outside", fits, "rates_shape_alike", other="population")
    departures = people * rates
    pool = departures.sum(axis=_REGION) + outside
    return PooledMoves(shares * np.expand_dims(pool, _REGION), departures)


def _check_sum_of_shares(shares: Array) -> None:
    total = shares.sum(axis=_REGION)
    refuse(
        *(
            fault(
                "schedules_shares",
                place=cell("in_share", where),
                found=f"{total[where]:.10g}",
                more=more,
            )
            for where, more in first(np.abs(total - 1) > _SUM_OF_SHARES)
        )
    )
