"""Mortality rates from what is at hand: deaths and person-years, or probabilities of dying.

Source: Preston, Heuveline and Guillot (2001), Demography, ch. 2 and 3.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.errors import fault
from projection.rates.checking import (
    check_ages_of,
    check_shape,
    checked,
    checked_ages,
    first,
    go_together,
    refuse,
    sexes_of,
)
from projection.rates.life_tables import refuse_open_group
from projection.rates.separation import BOTH_SEXES, UN_RULE, AxRule, years_of_dying

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]

# Fixed-point steps from probabilities to rates. Between the published lines for infancy are
# steps: at some two rates fit, at one (3e-6 of a year) none fits better than the tolerance.
_MOST_STEPS, _SETTLED = 200, 1e-6


def mortality_rates(
    deaths: ArrayLike, exposure: ArrayLike, age: ArrayLike, sexes: Sequence[str] = ()
) -> Array:
    """Mortality rates from deaths and person-years, nMx = D / N.

    The exposure is taken to be that of the very people among whom the deaths were counted; a
    mid-year population times the years observed is the usual stand-in.

    Parameters
    ----------
    deaths
        Deaths by age group. Shape (..., age).
    exposure
        Person-years lived, above zero. Same shape, or one that broadcasts.
    age
        Lower bounds from 0, the last open. Shape (age,).
    sexes
        Names on the axis before age, for messages.

    Returns
    -------
    ndarray
        Per person-year. Shape (..., age).

    Raises
    ------
    RatesError
        Deaths are negative or not finite, exposure is not above zero, ages do not tile.

    Notes
    -----
    Preston, Heuveline and Guillot (2001), Demography, ch. 2.

    Examples
    --------
    >>> mortality_rates([5.0, 8.0], [1000.0, 200.0], age=[0, 5]).tolist()
    [0.005, 0.04]
    """
    bounds = checked_ages(age)
    died = checked(deaths, "deaths", ages=bounds, sexes=sexes)
    lived = checked(exposure, "exposure", ages=bounds, sexes=sexes, positive=True)
    for values, name in ((died, "deaths"), (lived, "exposure")):
        check_ages_of(values, name, bounds)
    check_shape(died, "deaths", go_together(died, lived), "rates_shape_alike", other="exposure")
    return died / lived


def rates_from_probabilities(
    death_probability: ArrayLike,
    age: ArrayLike,
    ax: AxRule | ArrayLike = UN_RULE,
    open_rate: ArrayLike | None = None,
    sexes: Sequence[str] = BOTH_SEXES,
) -> Array:
    """Mortality rates whose life table has these probabilities of dying.

    mx = qx / (n - (n - ax) qx), and ax follows from mx by the rule: iterated until both agree.
    So `abridged_life_table` of the rates, with the same `ax`, gives the probabilities back.

    Parameters
    ----------
    death_probability
        nqx by group. Shape (..., age). The last group is open: its probability is not read
        where `open_rate` is given.
    age, ax, sexes
        As `abridged_life_table` takes them.
    open_rate
        Mortality rate of the open last group, above zero. Shape (...) or a number. May be left
        out where the last two ages are one year apart and the last probability is below 1:
        that year's hazard, -ln(1 - qx), then lasts.

    Returns
    -------
    ndarray
        nMx. Shape (..., age).

    Raises
    ------
    RatesError
        Probabilities outside 0 to 1 or not finite, ages that do not tile, shapes that do not
        fit, no open interval, or no rates found.

    Notes
    -----
    Preston, Heuveline and Guillot (2001), Demography, ch. 3, box 3.1: the conversion from
    rates to probabilities, solved for the rate.

    Examples
    --------
    1/3 = 4 m / (1 + 2 m) is solved by m = 0.1.

    >>> from projection.rates.separation import MIDPOINT
    >>> rates = rates_from_probabilities([1 / 3, 1.0], [0, 4], MIDPOINT, open_rate=0.2)
    >>> rates.round(9).tolist()
    [0.1, 0.2]
    """
    bounds = checked_ages(age)
    named = sexes_of(death_probability, sexes)
    dying = checked(death_probability, "death_probability", ages=bounds, sexes=named, limit=1.0)
    check_ages_of(dying, "death_probability", bounds)
    last = _open_rate(dying, bounds, open_rate)
    width = np.diff(bounds).astype(np.float64)
    rates = np.concatenate(
        [dying[..., :-1] / (width - width / 2 * dying[..., :-1]), last], axis=-1
    )
    for _ in range(_MOST_STEPS):
        before = rates
        years = years_of_dying(ax, rates, bounds, sexes)
        # Where all die at once (ax = 0, qx = 1) no finite rate would do.
        lived = np.maximum(width - (width - years) * dying[..., :-1], 1e-9)
        rates = np.concatenate([dying[..., :-1] / lived, last], axis=-1)
        if np.allclose(rates, before, rtol=1e-14, atol=0.0):
            return rates
    if not np.allclose(rates, before, rtol=_SETTLED, atol=0.0):
        refuse(fault("rates_not_settled", place="death_probability"))
    return rates


def _open_rate(dying: Array, age: Bounds, given: ArrayLike | None) -> Array:
    """Return the mortality rate of the open group. Shape (..., 1)."""
    shape = dying.shape[:-1]
    if given is not None:
        found = checked(given, "open_rate", positive=True)
        fits = found.ndim <= len(shape) and go_together(found, np.empty(shape))
        check_shape(found, "open_rate", fits, "rates_shape_alike", other="death_probability")
        return np.broadcast_to(found, shape)[..., None]
    last = dying[..., -1]
    ends = (last >= 1) | (last <= 0) | (age[-1] - age[-2] > 1)
    for where, _ in first(ends):
        place = (*where, age.size - 1)
        refuse_open_group(
            "death_probability", place, age, "rates_last_probability", last[where]
        )
    return -np.log1p(-last)[..., None]
