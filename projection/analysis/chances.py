"""Chances of Poisson counts, alone and looked at year after year.

Source of the recursion: Armitage, McPherson and Rowe (1969), Repeated significance tests on
accumulating data, Journal of the Royal Statistical Society A 132.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, pdtr, xlogy

Array = NDArray[np.float64]

_DEVIATIONS = 12  # standard deviations beyond which a Poisson number is taken as impossible


def poisson_at_or_below(numbers: Array, mean: Array) -> Array:
    """Return P(X <= numbers) of Poisson numbers; nothing is below zero.

    Examples
    --------
    >>> poisson_at_or_below(np.array([-1.0, 0.0]), np.array(2.0)).round(4).tolist()
    [0.0, 0.1353]
    """
    chance: Array = pdtr(np.maximum(numbers, 0.0), mean)
    return np.where(numbers < 0.0, 0.0, chance)


def poisson_line(mean: Array, alpha: float) -> Array:
    """Return the largest numbers c with P(X <= c) <= alpha.

    Parameters
    ----------
    mean
        Of the Poisson numbers; any shape.
    alpha
        The accepted chance.

    Returns
    -------
    ndarray
        Whole numbers; minus one where even zero is too likely.

    Examples
    --------
    P(X <= 4) = 0.0293 and P(X <= 5) = 0.0671 where ten are expected; P(X = 0) = 0.37 where one.

    >>> poisson_line(np.array([10.0, 1.0]), 0.05).tolist()
    [4.0, -1.0]
    """
    # By bisection: the chance rises with the number, and is above one half beyond the mean.
    below, above = np.full_like(mean, -1.0), np.ceil(mean) + 1.0
    while float((above - below).max()) > 1.0:
        middle = np.floor((below + above) / 2.0)
        rare = poisson_at_or_below(middle, mean) <= alpha
        below, above = np.where(rare, middle, below), np.where(rare, above, middle)
    return below


def looking_every_year(mean: Array, line: Array) -> Array:
    """Return the chance that a cumulated Poisson count has met its line by each year.

    The distribution of the cumulated count among those who have not met a line so far is
    carried from year to year: convolved with the Poisson number of the year, cut at the line.

    Parameters
    ----------
    mean
        Expected count of every year. Shape (year,).
    line
        Met by a cumulated count at or below it. Shape (year,).

    Returns
    -------
    ndarray
        Shape (year,); never falls.

    Examples
    --------
    None in the first year (0.135), or some but two at most in both: one in the first and one
    or none in the second, or two and none (0.110 + 0.037).

    >>> looking_every_year(np.array([2.0, 2.0]), np.array([0.0, 2.0])).round(3).tolist()
    [0.135, 0.282]
    """
    # `without` holds the chances of the counts from `lowest` on.
    without, lowest, total = np.ones(1), 0, 0.0
    met: list[float] = []
    for expected, alarm in zip(mean.tolist(), line.tolist(), strict=True):
        first, chances = _poisson_chances(expected)
        total, lowest = total + expected, lowest + first
        highest = int(total + _DEVIATIONS * (np.sqrt(total) + 1.0))
        without = np.convolve(without, chances)[: max(highest - lowest, 1)]
        cut = min(max(int(alarm) + 1 - lowest, 0), without.size)
        met.append(float(without[:cut].sum()) + (met[-1] if met else 0.0))
        # One place stays, so that there is something to convolve when all have met the line.
        without, lowest = np.append(without[cut:], 0.0), lowest + cut
    return np.array(met)


def _poisson_chances(mean: float) -> tuple[int, Array]:
    """Return the lowest number that a Poisson number can be, and the chances from it on."""
    reach = _DEVIATIONS * (np.sqrt(mean) + 1.0)
    first = max(int(mean - reach), 0)
    numbers = np.arange(first, int(mean + reach) + 1, dtype=np.float64)
    return first, np.exp(xlogy(numbers, mean) - mean - gammaln(numbers + 1.0))
