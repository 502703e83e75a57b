"""Greville's separation factors with a slope that reaches into the open group."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from projection.rates.separation import BOTH_SEXES, AxRule, Infancy, separation

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]

# What gives nax of the closed groups from rates, lower bounds of ages and names of the sexes.
NaxFunction = Callable[[Array, Bounds, Sequence[str]], Array]


def greville_to_open(
    mortality_rate: Array,
    age: Bounds,
    sexes: Sequence[str] = BOTH_SEXES,
    *,
    infancy: Infancy,
) -> Array:
    """Years lived by those who die, the slope at the last closed group taken to the open one.

    `AxRule` gives the last closed group the slope of the group before it. Here it has its own:
    the open group is its upper neighbour, as wide as itself. At 95-99 years the two differ by
    some tenths of a year.

    Parameters
    ----------
    mortality_rate
        nMx, deaths per person-year. Shape (..., sex, age).
    age
        Lower bounds of the groups from 0, the last open. Shape (age,).
    sexes
        Names on the sex axis.
    infancy
        As in `AxRule`.

    Returns
    -------
    ndarray
        nax, years. Shape (..., sex, age - 1): the closed groups. All but the last are those of
        `AxRule(infancy, "greville")`.

    Raises
    ------
    RatesError
        As `separation`.

    Notes
    -----
    Greville (1943). That the slope reaches into the open group is nowhere stated by the United
    Nations: it fits. With it the populations aged 100 and over of World Population Prospects
    2012 are met to their rounding, and with `AxRule` Japan's are off by more than a thousand.

    Examples
    --------
    At 20-24, between 0.01 and 0.04: k = ln(4) / 10 = 0.1386, 2.5 - 25 / 12 (0.02 - 0.1386).

    >>> rates = np.array([[0.01, 0.01, 0.02, 0.04]])
    >>> ages = np.array([0, 15, 20, 25])
    >>> greville_to_open(rates, ages, ("female",), infancy="midpoint").round(4).tolist()[0][-1]
    2.7471
    """
    # One more group above makes the last closed one an inner one.
    beyond = np.append(age, 2 * age[-1] - age[-2])
    longer = np.concatenate([mortality_rate, mortality_rate[..., -1:]], axis=-1)
    return separation(longer, beyond, AxRule(infancy, "greville"), sexes)[..., :-1]
