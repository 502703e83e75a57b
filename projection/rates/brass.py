"""Brass's relational model: a life table as a standard whose logits are shifted and stretched.

The logit of mortality is Y = ln((1 - lx) / lx) / 2.

Source: Brass (1971), On the scale of mortality, in Biological Aspects of Demography; Preston,
Heuveline and Guillot (2001), Demography, ch. 9 (relational models).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.errors import fault
from projection.rates.checking import (
    cell,
    check_shape,
    check_together,
    checked,
    checked_finite,
    first,
    go_together,
    refuse,
)

Array = NDArray[np.float64]

# Squares of logits that differ by rounding alone, beside the squares of the logits themselves.
_LEVEL = 1e-24


class Brass(NamedTuple):
    """What leads from the standard to another life table; shapes (...).

    Parameters
    ----------
    alpha
        Level: above zero where more die than in the standard.
    beta
        Slope: above one where more of the old and fewer of the young die.
    """

    alpha: Array
    beta: Array


def fit_brass(survivors: ArrayLike, standard: ArrayLike) -> Brass:
    """Fit level and slope by least squares on the logits.

    Every age counts alike, though young ages hold few deaths.

    Parameters
    ----------
    survivors, standard
        lx per birth at exact ages, the first 1. Shape (..., age). Ages at which either is 1 or
        0 have no logit and are left out.

    Returns
    -------
    Brass
        Alpha and beta, exact where the one is a Brass transform of the other.

    Raises
    ------
    RatesError
        Survivors outside 0 to 1, not beginning with 1 or rising, shapes that do not go
        together, or fewer than two ages with a logit, or with different ones in the standard.

    Notes
    -----
    Preston, Heuveline and Guillot (2001), Demography, ch. 9; Y = alpha + beta Ys.

    Examples
    --------
    The standard itself has level 0 and slope 1.

    >>> fitted = fit_brass([1.0, 0.9, 0.5, 0.2], [1.0, 0.9, 0.5, 0.2])
    >>> float(fitted.alpha.round(9)) + 0.0, float(fitted.beta.round(9))
    (0.0, 1.0)
    """
    found, model = _survivors(survivors, "survivors"), _survivors(standard, "standard")
    fits = go_together(found, model)
    check_shape(found, "survivors", fits, "rates_shape_alike", other="standard")
    found, model = np.broadcast_arrays(found, model)
    known = (found > 0) & (found < 1) & (model > 0) & (model < 1)
    count = known.sum(axis=-1)
    for where, _ in first(count < 2):
        place = cell("survivors", where)
        refuse(fault("rates_too_few_cells", place=place, found=count[where], needed=2))
    y = _logit(np.where(known, found, 0.5))
    x = _logit(np.where(known, model, 0.5))
    y_mean, x_mean = y.sum(axis=-1) / count, x.sum(axis=-1) / count
    off = np.where(known, x - x_mean[..., None], 0.0)
    spread = (off**2).sum(axis=-1)
    # A standard that stays level has one logit, through which any line goes.
    for where, _ in first(spread <= _LEVEL * (x**2).sum(axis=-1)):
        place = cell("standard", where)
        refuse(fault("rates_too_few_cells", place=place, found=1, needed=2))
    beta = (off * (y - y_mean[..., None])).sum(axis=-1) / spread
    return Brass(y_mean - beta * x_mean, beta)


def apply_brass(standard: ArrayLike, alpha: ArrayLike, beta: ArrayLike) -> Array:
    """Survivors of the life table with this level and slope.

    The relation is taken to be a straight line at all ages.

    Parameters
    ----------
    standard
        lx per birth, the first 1. Shape (..., age).
    alpha, beta
        Level, and slope above zero. Numbers or shape (...).

    Returns
    -------
    ndarray
        lx. Shape (..., age). With level 0 and slope 1 the standard itself.

    Raises
    ------
    RatesError
        Survivors as in `fit_brass`, a slope not above zero, values not finite, shapes that do
        not go together.

    Notes
    -----
    Preston, Heuveline and Guillot (2001), Demography, ch. 9; lx = 1 / (1 + exp(2 alpha + 2 beta
    Ys)). `probabilities_of_dying` leads on to a life table.

    Examples
    --------
    Where half survive, Y is 0; a level of ln(3) / 2 makes it (1 - l) / l = 3, so l = 1/4.

    >>> apply_brass([1.0, 0.5, 0.0], np.log(3) / 2, 1.0).round(9).tolist()
    [1.0, 0.25, 0.0]
    """
    model = _survivors(standard, "standard")
    slope = checked(beta, "beta", positive=True)
    level = checked_finite(alpha, "alpha")
    check_together(standard=model[..., 0], alpha=level, beta=slope)
    certain = (model == 0) | (model == 1)
    logits = level[..., None] + slope[..., None] * _logit(np.where(certain, 0.5, model))
    # Where nobody is left the exponential may be beyond all numbers: one over it is zero.
    with np.errstate(over="ignore"):
        return np.where(certain, model, 1 / (1 + np.exp(2 * logits)))


def probabilities_of_dying(survivors: ArrayLike) -> Array:
    """Probabilities of dying from survivors, qx = 1 - l(x + n) / lx; the last group's is 1.

    Parameters
    ----------
    survivors
        lx per birth at the lower bounds of the groups, above zero. Shape (..., age).

    Returns
    -------
    ndarray
        Shape (..., age). `rates_from_probabilities` makes rates of them, with the mortality
        rate of the open group, which survivors do not tell.

    Raises
    ------
    RatesError
        Survivors as in `fit_brass`, or none left.

    Examples
    --------
    >>> probabilities_of_dying([1.0, 0.75, 0.5]).round(4).tolist()
    [0.25, 0.3333, 1.0]
    """
    found = checked(_survivors(survivors, "survivors"), "survivors", positive=True)
    closed = 1 - found[..., 1:] / found[..., :-1]
    return np.concatenate([closed, np.ones_like(found[..., :1])], axis=-1)


def _survivors(values: ArrayLike, name: str) -> Array:
    found = checked(values, name, limit=1.0)
    fits = found.ndim > 0 and found.shape[-1] > 1
    check_shape(found, name, fits, "schedules_shape_two_ages")
    rises = np.diff(found, axis=-1)
    refuse(
        *(
            fault(
                "rates_survivors_start",
                place=cell(name, (*where, 0)),
                found=f"{found[(*where, 0)]:g}",
                more=more,
            )
            for where, more in first(found[..., 0] != 1)
        ),
        *(
            fault(
                "rates_survivors_rise",
                place=cell(name, (*where[:-1], where[-1] + 1)),
                found=f"{rises[where]:g}",
                more=more,
            )
            for where, more in first(rises > 0)
        ),
    )
    return found


def _logit(survivors: Array) -> Array:
    return np.log((1 - survivors) / survivors) / 2
