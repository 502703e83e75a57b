"""The ages at which migration departs from what was carried forward: a few modes.

The first mode is how the net migration rate of every age departs where that of all ages
together departs by one; the second, in what the first leaves, how the aged depart together;
the others are the main ways in which ages depart from these two.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.inputs.uncertainty import LAST_AGE

Array = NDArray[np.float64]

# Larger places weigh no more: their people are not the country's variety.
_HEAVIEST = 100_000.0
# A cohort's departure beyond this share of all is a place of its own (a dam, a disaster).
_WITHIN = 99.0
_WIDTH, _AGED = 5, 65
# Cohorts that reach ages 15-19 to 35-39.
_YOUNG = slice(3, 8)
# From 40-44 on, groups that alternate tell how single ages were told apart, not who moves.
_SETTLED = slice(8, None)
# The age at which those born within five years are half their time.
_NEWBORN = 1.25


class Modes(NamedTuple):
    """Modes of the net migration rate.

    Parameters
    ----------
    by_cohort
        Of the cohorts of `uncertainty.Departures`. Shape (mode, 2, group).
    rates
        What a score of one adds to the rate, at single ages. Shape (mode, 2, age).
    """

    by_cohort: Array
    rates: Array


def estimate_modes(cohorts: Array, composition: Array, residents: Array, count: int) -> Modes:
    """Estimate modes from the departures of cohorts.

    Parameters
    ----------
    cohorts, composition, residents
        As in `uncertainty.Departures`.
    count
        How many modes.

    Returns
    -------
    Modes
        The first adds one to the rate of all ages together; the others have a mean square of
        one over all people, and the second is zero below age 65.

    Notes
    -----
    Regressions, then a singular value decomposition of what is left, municipalities weighted by
    size; departures of cohorts beyond the central 99 % count as at its bounds. The aged move
    so little that a decomposition alone would leave their numbers all but certain.
    """
    known = np.isfinite(cohorts).all(axis=(-2, -1))
    weight = np.minimum(residents[known], _HEAVIEST)
    shares = np.average(cohort_shares(composition[known]), axis=0, weights=weight)
    limits = np.percentile(np.abs(cohorts[known]), _WITHIN, axis=0)
    rows = np.clip(cohorts[known], -limits, limits)
    aged = shares * (np.arange(shares.shape[-1]) * _WIDTH >= _AGED)
    level, rest = _along(rows, shares, weight)
    old, rest = _along(rest, aged, weight)
    scaled = (rest * np.sqrt(weight[:, None, None] * shares)).reshape(len(rest), -1)
    _, vectors = np.linalg.eigh(scaled.T @ scaled)
    others = vectors[:, ::-1][:, : count - 2].T.reshape(-1, *level.shape) / np.sqrt(shares)
    others[..., _SETTLED] = _smooth(others)[..., _SETTLED]
    # A vector's sign is free: the ages of most moves go up.
    others *= np.where(others[..., _YOUNG].sum(axis=(-2, -1)) < 0, -1.0, 1.0)[:, None, None]
    beyond = np.stack([old, *others])
    beyond /= np.sqrt((shares * beyond**2).sum(axis=(-2, -1), keepdims=True))
    by_cohort = np.concatenate([level[None], beyond])
    return Modes(by_cohort, at_single_ages(by_cohort))


def _along(rows: Array, shares: Array, weight: Array) -> tuple[Array, Array]:
    """Regress the ages that have a share on the sum of them; return slopes and what is left."""
    total = (rows * shares).sum(axis=(-2, -1))
    slopes = np.einsum("n,n,nsg->sg", weight, total, rows) / (weight * total**2).sum()
    slopes[..., _SETTLED] = _smooth(slopes)[..., _SETTLED]
    slopes[shares == 0] = 0.0
    slopes /= (slopes * shares).sum()
    return slopes, rows - total[:, None, None] * slopes


def _smooth(rows: Array) -> Array:
    """Take a quarter of either neighbour; the last is its own."""
    around = np.pad(rows, [(0, 0)] * (rows.ndim - 1) + [(1, 1)], mode="edge")
    return (around[..., :-2] + 2 * around[..., 1:-1] + around[..., 2:]) / 4


def cohort_shares(composition: Array) -> Array:
    """Return the shares of cohorts in person-years, from those of groups at the base date.

    Examples
    --------
    >>> cohort_shares(np.array([[0.5, 0.3, 0.2]])).tolist()
    [[0.25, 0.4, 0.35]]
    """
    shares = composition / 2
    shares[..., 1:] += composition[..., :-1] / 2
    shares[..., -1] += composition[..., -1] / 2
    return shares


def at_single_ages(by_cohort: Array) -> Array:
    """Interpolate linearly between the middles of cohorts, and hold outside.

    A cohort that reaches ages 20-24 is 20 in the middle of its five years.

    Parameters
    ----------
    by_cohort
        Shape (..., group).

    Returns
    -------
    ndarray
        At ages 0 to 100. Shape (..., 101).
    """
    middles = _WIDTH * np.arange(by_cohort.shape[-1], dtype=np.float64)
    middles[0] = _NEWBORN
    ages = np.arange(LAST_AGE + 1) + 0.5
    flat = by_cohort.reshape(-1, by_cohort.shape[-1])
    found = np.stack([np.interp(ages, middles, row) for row in flat])
    return found.reshape(*by_cohort.shape[:-1], -1)


def cohort_scores(modes: Modes, cohorts: Array, composition: Array, level: Array) -> Array:
    """Return the scores of the modes beyond the first, of every municipality.

    Parameters
    ----------
    modes
        The modes.
    cohorts, composition
        As in `uncertainty.Departures`.
    level
        Score of the first mode. Shape (base, region).

    Returns
    -------
    ndarray
        Least squares, weighted by people. Shape (mode - 1, base, region).
    """
    rest = cohorts - level[..., None, None] * modes.by_cohort[0]
    shares = cohort_shares(composition)
    others = modes.by_cohort[1:]
    along = np.einsum("brsg,msg->mbr", rest * shares, others)
    size = np.einsum("brsg,msg->mbr", shares, others**2)
    return np.asarray(along / size)
