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

from projection.errors import fault
from projection.rates.checking import check_shape, first, refuse

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
        Shape (..., group), same sum where the first group begins with the first cell.

    Raises
    ------
    RatesError
        A bound of a group is none of a cell; there are not as many values as cells.

    Examples
    --------
    >>> regroup(np.array([1.0, 2.0, 4.0]), np.array([0, 1, 2]), np.array([0, 2])).tolist()
    [3.0, 4.0]
    """
    fits = values.shape[-1:] == cells.shape
    check_shape(values, "values", fits, "rates_shape_ages", count=cells.size)
    return np.add.reduceat(values, _first_cells(cells, groups), axis=-1)


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
    return np.diff(_hermite(knots, totals, _natural_slopes(knots, totals), edges), axis=0)


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
    cumulated = np.concatenate([[0.0], np.cumsum(totals)])[:, None]
    secants = np.diff(cumulated[:, 0]) / np.diff(knots)
    limit = 3 * np.minimum(np.append(secants, np.inf), np.insert(secants, 0, np.inf))
    slopes = np.clip(_natural_slopes(knots, cumulated), 0.0, limit[:, None])
    monotone = _hermite(knots, cumulated, slopes, edges)
    return np.maximum(np.diff(monotone[:, 0]), 0.0)


def _cumulated_weights(weights: Array, cells: Bounds, groups: Bounds) -> tuple[Array, Array]:
    edges = np.concatenate([[0.0], np.cumsum(weights)])
    knots = np.append(edges[_first_cells(cells, groups)], edges[-1])
    return knots, edges


def _first_cells(cells: Bounds, groups: Bounds) -> NDArray[np.intp]:
    """Position of the cell with which each group begins."""
    found = np.searchsorted(cells, groups)
    # A group within a cell would get the cells above it, and nobody would know.
    for (where,), _ in first(cells.take(found, mode="clip") != groups):
        known = cells.tolist()
        refuse(fault("rates_group_within_cell", place="groups", age=groups[where], known=known))
    return found


def _natural_slopes(knots: Array, values: Array) -> Array:
    """Slopes of the natural cubic spline through `values`. Shape (knot, column)."""
    gaps = np.diff(knots)
    system = np.zeros((knots.size, knots.size))
    inner = np.arange(1, knots.size - 1)
    system[inner, inner - 1] = gaps[1:]
    system[inner, inner] = 2 * (gaps[:-1] + gaps[1:])
    system[inner, inner + 1] = gaps[:-1]
    # No curvature at either end.
    system[0, :2] = (2.0, 1.0)
    system[-1, -2:] = (1.0, 2.0)
    secants = np.diff(values, axis=0) / gaps[:, None]
    right = np.empty_like(values)
    right[0], right[-1] = 3 * secants[0], 3 * secants[-1]
    right[1:-1] = 3 * (gaps[1:, None] * secants[:-1] + gaps[:-1, None] * secants[1:])
    return np.asarray(np.linalg.solve(system, right), dtype=np.float64)


def _hermite(knots: Array, values: Array, slopes: Array, at: Array) -> Array:
    """Evaluate the cubic with these values and slopes at the knots. Shape (at, column)."""
    left = np.clip(np.searchsorted(knots, at, side="right") - 1, 0, knots.size - 2)
    gap = np.diff(knots)[left, None]
    t = (at - knots[left])[:, None] / gap
    rise = (values[left + 1] - values[left]) / gap
    curve = slopes[left] - rise
    return (
        values[left]
        + (at - knots[left])[:, None] * rise
        + gap * t * (1 - t) * ((1 - t) * curve - t * (slopes[left + 1] - rise))
    )
