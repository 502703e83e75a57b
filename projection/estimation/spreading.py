"""Smooth spreading of group totals over cells, for many populations at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]


def spreading_matrices(weights: Array, cells: Bounds, groups: Bounds) -> Array:
    """Return `rates.age_groups.graduation_matrix` of many weights.

    Parameters
    ----------
    weights
        Size of every cell, positive. Shape (..., cell).
    cells, groups
        Lower bounds; every bound of a group is one of a cell.

    Returns
    -------
    ndarray
        Shape (..., cell, group).

    Examples
    --------
    >>> spread = spreading_matrices(np.ones((1, 4)), np.arange(4), np.array([0, 2]))
    >>> (spread[0] @ np.array([3.0, 5.0])).round(4).tolist()
    [1.3125, 1.6875, 2.3125, 2.6875]
    """
    edges = np.zeros((*weights.shape[:-1], cells.size + 1))
    np.cumsum(weights, axis=-1, out=edges[..., 1:])
    first = np.searchsorted(cells, groups)
    knots = edges[..., np.append(first, cells.size)]
    gaps = np.diff(knots)
    # Which group an edge lies in; the last edge closes the last group.
    of = np.repeat(np.arange(groups.size), np.diff(first, append=cells.size + 1))
    gap = gaps[..., of, None]
    along = edges[..., None] - knots[..., of, None]
    slopes = _natural_slopes(gaps)
    whole = np.eye(groups.size)[of]
    rise = whole / gap
    t = along / gap
    before, after = slopes[..., of, :], slopes[..., 1:, :][..., of, :]
    cubic = t * (1 - t) * ((1 - t) * (before - rise) - t * (after - rise))
    cumulated = (
        np.tril(np.ones((groups.size, groups.size)), -1)[of] + along * rise + gap * cubic
    )
    return np.diff(cumulated, axis=-2)


def graduate_each(totals: Array, weights: Array, cells: Bounds, groups: Bounds) -> Array:
    """Return `rates.age_groups.graduate` of many populations under the same weights.

    Parameters
    ----------
    totals
        Persons by group, not negative. Shape (population, group).
    weights, cells, groups
        As there.

    Returns
    -------
    ndarray
        Persons by cell, to the last bit as of each alone. Shape (population, cell).

    Examples
    --------
    >>> graduate_each(np.array([[3.0, 5.0]]), np.ones(4), np.arange(4), np.array([0, 2]))
    array([[1.3125, 1.6875, 2.3125, 2.6875]])
    """
    edges = np.concatenate([[0.0], np.cumsum(weights)])
    knots = np.append(edges[np.searchsorted(cells, groups)], edges[-1])
    nobody = np.zeros((len(totals), 1))
    values = np.concatenate([nobody, np.cumsum(totals, axis=1)], axis=1)
    gaps = np.diff(knots)
    secants = np.diff(values) / gaps
    slopes = np.linalg.solve(_bending(gaps), _bent(gaps, secants)[..., None])[..., 0]
    without = np.full((len(totals), 1), np.inf)
    steepest = 3 * np.minimum(np.append(secants, without, 1), np.append(without, secants, 1))
    slopes = np.clip(slopes, 0.0, steepest)
    of = np.clip(np.searchsorted(knots, edges, side="right") - 1, 0, groups.size - 1)
    gap, along = gaps[of], edges - knots[of]
    t, rise = along / gap, (values[:, of + 1] - values[:, of]) / gap
    curve = (1 - t) * (slopes[:, of] - rise) - t * (slopes[:, of + 1] - rise)
    cumulated = values[:, of] + along * rise + gap * t * (1 - t) * curve
    return np.maximum(np.diff(cumulated), 0.0)


def _bent(gaps: Array, secants: Array) -> Array:
    """Right-hand side of the slopes of a natural spline. Shape (..., knot)."""
    right = np.empty((*secants.shape[:-1], gaps.size + 1))
    right[..., 0], right[..., -1] = 3 * secants[..., 0], 3 * secants[..., -1]
    inner = gaps[1:] * secants[..., :-1] + gaps[:-1] * secants[..., 1:]
    right[..., 1:-1] = 3 * inner
    return right


def _natural_slopes(gaps: Array) -> Array:
    """Slopes of natural cubic splines through cumulated units. Shape (..., knot, group)."""
    knots = gaps.shape[-1] + 1
    secants = np.eye(knots - 1) / gaps[..., None]
    right = np.empty((*gaps.shape[:-1], knots, knots - 1))
    right[..., 0, :], right[..., -1, :] = 3 * secants[..., 0, :], 3 * secants[..., -1, :]
    later, earlier = gaps[..., 1:, None], gaps[..., :-1, None]
    right[..., 1:-1, :] = 3 * (later * secants[..., :-1, :] + earlier * secants[..., 1:, :])
    return np.asarray(np.linalg.solve(_bending(gaps), right), dtype=np.float64)


def _bending(gaps: Array) -> Array:
    """System of the slopes of natural splines. Shape (..., knot, knot)."""
    knots = gaps.shape[-1] + 1
    inner = np.arange(1, knots - 1)
    system = np.zeros((*gaps.shape[:-1], knots, knots))
    system[..., inner, inner - 1] = gaps[..., 1:]
    system[..., inner, inner] = 2 * (gaps[..., :-1] + gaps[..., 1:])
    system[..., inner, inner + 1] = gaps[..., :-1]
    # No curvature at either end.
    system[..., 0, :2] = (2.0, 1.0)
    system[..., -1, -2:] = (1.0, 2.0)
    return system
