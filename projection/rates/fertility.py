"""Age patterns of fertility. Age-specific rates are births per woman-year at single ages.

Source: Preston, Heuveline and Guillot (2001), Demography, ch. 5.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def fertility_pattern(asfr: Array) -> Array:
    """Scale single-age rates to a total fertility rate of one.

    Parameters
    ----------
    asfr
        Births per woman-year. Shape (..., age).

    Returns
    -------
    ndarray
        Same shape; sums to one over age.

    Examples
    --------
    >>> fertility_pattern(np.array([0.0, 0.5, 1.5])).tolist()
    [0.0, 0.25, 0.75]
    """
    return asfr / asfr.sum(axis=-1, keepdims=True)


def shift_pattern(pattern: Array, years: float) -> Array:
    """Move a pattern along the age axis, its sum kept.

    Parameters
    ----------
    pattern
        Rates at single ages, zero at both ends. Shape (age,).
    years
        By how much the mean age at childbearing rises; a fraction splits every rate between
        two neighbouring ages.

    Returns
    -------
    ndarray
        Same shape and sum.

    Examples
    --------
    >>> shift_pattern(np.array([0.0, 0.0, 1.0, 0.0]), 0.25).tolist()
    [0.0, 0.0, 0.75, 0.25]
    """
    ages = np.arange(pattern.size)
    moved = np.interp(ages - years, ages, pattern, left=0.0, right=0.0)
    return moved * (pattern.sum() / moved.sum())


def mean_over_groups(asfr: Array, width: int) -> Array:
    """Rates of age groups as the plain mean of their single ages; the TFR is kept.

    Parameters
    ----------
    asfr
        Rates at single ages from 0. Shape (..., age).
    width
        Years in a group.

    Returns
    -------
    ndarray
        Shape (..., age / width, rounded up); `width` times its sum is the sum of `asfr`.

    Examples
    --------
    >>> mean_over_groups(np.array([0.0, 1.0, 2.0, 3.0]), width=2).tolist()
    [0.5, 2.5]
    """
    starts = np.arange(0, asfr.shape[-1], width)
    return np.add.reduceat(asfr, starts, axis=-1) / width
