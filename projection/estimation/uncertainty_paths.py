"""Paths fitted to how the spread of cumulated departures goes with the horizon."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# Normal quantiles at the ends of the central 50, 80 and 95 %.
_NORMAL = {50: 0.674490, 80: 1.281552, 95: 1.959964}
_AUTOCORRELATIONS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
_DEGREES = (3, 4, 5, 6, 8, 10, 15)


class Paths(NamedTuple):
    """Standard deviations and the autocorrelation of one process, as in `deviations.Scope`.

    Parameters
    ----------
    initial_sd, innovation_sd, passing_sd
        Shape (class,).
    autocorrelation
        Of all classes.
    """

    initial_sd: Array
    autocorrelation: float
    innovation_sd: Array
    passing_sd: Array


def fitted_paths(second: Array, weights: Array) -> Paths:
    """Fit paths to second moments of mean departures by horizon.

    The mean over the first H years has the variance a(H) initial_sd**2 +
    b(H) innovation_sd**2 + passing_sd**2 / H, in which a and b follow from the
    autocorrelation: non-negative least squares of relative differences, the autocorrelation
    that of a few at which all classes fit best.

    Parameters
    ----------
    second
        Second moments about zero. Shape (class, horizon); NaN where unknown.
    weights
        Of horizons. Shape (horizon,).

    Examples
    --------
    A departure that is there from the start and stays:

    >>> found = fitted_paths(np.full((1, 4), 0.09), np.ones(4))
    >>> [round(float(one[0]), 6) for one in (found[0], found[2], found[3])]
    [0.3, 0.0, 0.0]
    """
    fits = [(*_least(second, weights, one), one) for one in _AUTOCORRELATIONS]
    variances, _, best = min(fits, key=lambda fit: fit[1])
    initial, innovation, passing = np.sqrt(variances.T)
    return Paths(initial, best, innovation, passing)


def mean_variances(autocorrelation: float, horizons: int) -> Array:
    """Return the variances of means over 1, 2, ... years that each variance of one gives.

    Examples
    --------
    >>> mean_variances(1.0, 2).tolist()
    [[1.0, 1.0], [0.0, 0.25], [1.0, 0.5]]
    """
    years = np.arange(1, horizons + 1)
    sums = np.cumsum(autocorrelation ** np.arange(horizons))
    initial = (sums / years) ** 2
    joined = np.concatenate([[0.0], np.cumsum(sums**2)[:-1]]) / years**2
    return np.stack([initial, joined, 1.0 / years])


def _least(second: Array, weights: Array, autocorrelation: float) -> tuple[Array, float]:
    from scipy.optimize import nnls  # noqa: PLC0415  not on the way of other commands

    basis = mean_variances(autocorrelation, second.shape[-1]).T
    found, misfit = np.zeros((len(second), 3)), 0.0
    for at, moments in enumerate(second):
        there = np.isfinite(moments) & (weights > 0)
        scale = np.sqrt(weights[there]) / moments[there]
        found[at], off = nnls(basis[there] * scale[:, None], moments[there] * scale)
        misfit += off**2
    return found, misfit


def without_bases(variances: Array) -> Array:
    """Return variances by horizon whose scale is that of base dates, later ones weighing more.

    Late base dates are followed for a few years only: where early ones were harder to foresee,
    a mean over whatever is known would grow with the horizon for that reason alone. Logs are
    told apart into an effect of the base date and one of the horizon.

    Parameters
    ----------
    variances
        Positive, NaN where unknown. Shape (base, horizon).

    Returns
    -------
    ndarray
        NaN where no base date is known. Shape (horizon,).

    Examples
    --------
    The first base date is four times as hard, the second weighs twice as much; neither grows:

    >>> without_bases(np.array([[16.0, 16.0, 16.0], [1.0, 1.0, np.nan]])).round(6).tolist()
    [4.0, 4.0, 4.0]
    """
    bases, horizons = variances.shape
    base, horizon = np.nonzero(np.isfinite(variances))
    design = np.zeros((base.size, bases + horizons))
    rows = np.arange(base.size)
    design[rows, base] = design[rows, bases + horizon] = 1.0
    effects = np.linalg.lstsq(design, np.log(variances[base, horizon]), rcond=None)[0]
    there = np.unique(base)
    found = np.full(horizons, np.nan)
    known = np.unique(horizon)
    scale = np.average(np.exp(effects[there] / 2), weights=there + 1)
    found[known] = np.exp(effects[bases + known]) * scale**2
    return found


def robust_scale(values: Array, percent: int = 80) -> float:
    """Return the standard deviation of a normal about zero with the same central range.

    Examples
    --------
    >>> round(robust_scale(np.array([-1.0, -1.0, 1.0, 1.0])), 3)
    0.78
    """
    return float(np.percentile(np.abs(values), percent)) / _NORMAL[percent]


def degrees_of_freedom(ratios: Array) -> float | None:
    """Choose the t distribution whose central ranges of 50 and 95 % fit that of 80 % best.

    Parameters
    ----------
    ratios
        Robust scales at 50 and 95 %, over that at 80 %. Shape (2,).

    Returns
    -------
    float or None
        None where the normal fits best.

    Examples
    --------
    >>> degrees_of_freedom(np.array([1.0, 1.0])) is None
    True
    >>> degrees_of_freedom(np.array([0.89, 1.27]))
    3
    """
    misfits = {
        degrees: float(((np.log(ratios) - np.log(_ratios(degrees))) ** 2).sum())
        for degrees in (*_DEGREES, None)
    }
    return min(misfits, key=lambda degrees: misfits[degrees])


def heavier(degrees: float | None) -> float:
    """Return the standard deviation of a t with the central 80 % of a standard normal."""
    if degrees is None:
        return 1.0
    from scipy.special import stdtrit  # noqa: PLC0415

    return float(np.sqrt(degrees / (degrees - 2)) * _NORMAL[80] / stdtrit(degrees, 0.9))


def _ratios(degrees: float | None) -> Array:
    if degrees is None:
        return np.ones(2)
    from scipy.special import stdtrit  # noqa: PLC0415

    half, most, nearly = stdtrit(degrees, np.array([0.75, 0.9, 0.975]))
    return np.array([half / _NORMAL[50], nearly / _NORMAL[95]]) * _NORMAL[80] / most
