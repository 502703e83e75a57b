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


def _natural_slopes(gaps: Array) -> Array:
    """Slopes of natural cubic splines through cumulated units. Shape (..., knot, group)."""
    knots = gaps.shape[-1] + 1
    inner = np.arange(1, knots - 1)
    system = np.zeros((*gaps.shape[:-1], knots, knots))
    system[..., inner, inner - 1] = gaps[..., 1:]
    system[..., inner, inner] = 2 * (gaps[..., :-1] + gaps[..., 1:])
    system[..., inner, inner + 1] = gaps[..., :-1]
    # No curvature at either end.
    system[..., 0, :2] = (2.0, 1.0)
    system[..., -1, -2:] = (1.0, 2.0)
    secants = np.eye(knots - 1) / gaps[..., None]
    right = np.empty((*gaps.shape[:-1], knots, knots - 1))
    right[..., 0, :], right[..., -1, :] = 3 * secants[..., 0, :], 3 * secants[..., -1, :]
    later, earlier = gaps[..., 1:, None], gaps[..., :-1, None]
    right[..., 1:-1, :] = 3 * (later * secants[..., :-1, :] + earlier * secants[..., 1:, :])
    return np.linalg.solve(system, right)
