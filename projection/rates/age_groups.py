"""Age groups: from published groups to the model's cells and back.

A grouping is the array of its lower bounds, ascending from 0; the last group is open.

Sources: Hyman (1983), Accurate monotonicity preserving cubic interpolation, SIAM Journal on
Scientific and Statistical Computing 4-4, whose filter demographers use to graduate counts
(Smith, Hyndman and Wood 2004, Spline interpolation for demographic variables, Journal of
Population Research 21-1).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicHermiteSpline, CubicSpline

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]


def regroup(values: Array, cells: Bounds, groups: Bounds) -> Array:
    """Add cells up to groups.

    Parameters
    ----------
    values
        Persons by cell. Shape (..., cell).
    cells, groups
        Lower bounds; every bound of a group is one of a cell.

    Returns
    -------
    ndarray
        Shape (..., group), same sum.

    Examples
    --------
    >>> regroup(np.array([1.0, 2.0, 4.0]), np.array([0, 1, 2]), np.array([0, 2])).tolist()
    [3.0, 4.0]
    """
    return np.add.reduceat(values, np.searchsorted(cells, groups), axis=-1)


def graduation_matrix(weights: Array, cells: Bounds, groups: Bounds) -> Array:
    """Spread group totals of either sign over cells, smoothly, each total kept.

    The cumulated totals are interpolated by a natural cubic spline over the cumulated weights,
    so the value per unit of weight is a smooth curve over age.

    Parameters
    ----------
    weights
        Size of every cell, positive. Shape (cell,).
    cells, groups
        Lower bounds; every bound of a group is one of a cell.

    Returns
    -------
    ndarray
        Shape (cell, group): cells = matrix @ totals. The columns of a group's cells sum to one
        in its own column and to zero elsewhere.

    Examples
    --------
    >>> spread = graduation_matrix(np.ones(4), np.arange(4), np.array([0, 2]))
    >>> (spread @ np.array([3.0, 5.0])).round(4).tolist()
    [1.3125, 1.6875, 2.3125, 2.6875]
    """
    knots, edges = _cumulated_weights(weights, cells, groups)
    totals = np.vstack([np.zeros(groups.size), np.tril(np.ones((groups.size, groups.size)))])
    spline = CubicSpline(knots, totals, bc_type="natural")
    return np.diff(spline(edges), axis=0)


def graduate(totals: Array, weights: Array, cells: Bounds, groups: Bounds) -> Array:
    """Spread group counts over cells, smoothly, never below zero, each total kept.

    As `graduation_matrix`, with the spline of cumulated counts kept monotone by Hyman's filter.

    Parameters
    ----------
    totals
        Persons by group, not negative. Shape (group,).
    weights
        Size of every cell where nothing else is known (a stationary population), positive.
        Shape (cell,).
    cells, groups
        Lower bounds; every bound of a group is one of a cell.

    Returns
    -------
    ndarray
        Persons by cell. Shape (cell,).

    Examples
    --------
    >>> graduate(np.array([3.0, 5.0]), np.ones(4), np.arange(4), np.array([0, 2])).tolist()
    [1.3125, 1.6875, 2.3125, 2.6875]
    """
    knots, edges = _cumulated_weights(weights, cells, groups)
    cumulated = np.concatenate([[0.0], np.cumsum(totals)])
    slopes = CubicSpline(knots, cumulated, bc_type="natural")(knots, 1)
    secants = np.diff(cumulated) / np.diff(knots)
    limit = 3 * np.minimum(np.append(secants, np.inf), np.insert(secants, 0, np.inf))
    monotone = CubicHermiteSpline(knots, cumulated, np.clip(slopes, 0.0, limit))
    return np.maximum(np.diff(monotone(edges)), 0.0)


def _cumulated_weights(weights: Array, cells: Bounds, groups: Bounds) -> tuple[Array, Array]:
    edges = np.concatenate([[0.0], np.cumsum(weights)])
    knots = np.append(edges[np.searchsorted(cells, groups)], edges[-1])
    return knots, edges
