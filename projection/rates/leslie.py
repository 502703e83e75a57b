"""One step of the recurrence as a matrix: women alone, nobody moves.

Source: Leslie (1945), On the use of matrices in certain population mathematics, Biometrika
33-3; the births of the step: Preston, Heuveline and Guillot (2001), Demography, ch. 6.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.rates.checking import check_shape, check_together, checked

Array = NDArray[np.float64]


def leslie_matrix(
    survival: ArrayLike, fertility: ArrayLike, sex_ratio: ArrayLike, width: int
) -> Array:
    """Return the matrix that carries women over one step.

    Births are those of the recurrence: to the mean of the women at the start and at the end.

    Parameters
    ----------
    survival
        Survival ratios of women into each group, not above one; the first of births into the
        youngest, the last of the last two groups together into the open one. With one column
        more, the last two are those of the last closed group and of the open group into the
        open one. Shape (..., age) or (..., age + 1).
    fertility
        Births of both sexes per woman-year, two or more groups. Shape (..., age).
    sex_ratio
        Males per female at birth, above zero. Shape (...).
    width
        Years in the step and in every closed group.

    Returns
    -------
    ndarray
        Shape (..., age, age): women at the end = matrix @ women at the start.

    Raises
    ------
    RatesError
        A value is negative or no number, a ratio is above one; shapes do not fit.

    Notes
    -----
    First row: L(0, a) = S(0) n (f(a) + f(a + 1) S(a + 1)) / (2 (1 + sex ratio)), the open group
    standing for a + 1 of the last two groups; below the diagonal the survival ratios.

    Examples
    --------
    Two births a woman in the second year of age; four in five newborn survive, half later.

    >>> leslie_matrix([0.8, 0.5, 0.5], [0.0, 2.0, 0.0], 1.0, width=1).round(9).tolist()
    [[0.2, 0.4, 0.0], [0.5, 0.0, 0.0], [0.0, 0.5, 0.5]]
    """
    rates = checked(fertility, "fertility")
    ratios = checked(survival, "survival", limit=1.0)
    boys = checked(sex_ratio, "sex_ratio", positive=True)
    girls = checked(width, "width", positive=True) / (1 + boys)
    ages = rates.shape[-1] if rates.ndim else 0
    check_shape(rates, "fertility", ages > 1, "schedules_shape_two_ages")
    fits = ratios.shape[-1:] in ((ages,), (ages + 1,))
    check_shape(ratios, "survival", fits, "rates_shape_ages", count=ages)
    check_together(survival=ratios[..., 0], fertility=rates[..., 0], sex_ratio=girls)
    leading = np.broadcast_shapes(ratios.shape[:-1], rates.shape[:-1], girls.shape)
    matrix = _surviving(ratios, leading, ages)
    met = rates + (rates[..., None, :] @ matrix)[..., 0, :]
    matrix[..., 0, :] = (girls * ratios[..., 0])[..., None] * met / 2
    return matrix


def _surviving(ratios: Array, leading: tuple[int, ...], ages: int) -> Array:
    matrix = np.zeros((*leading, ages, ages))
    older = np.arange(1, ages)
    matrix[..., older, older - 1] = ratios[..., 1:ages]
    matrix[..., -1, -1] = ratios[..., -1]
    return matrix
