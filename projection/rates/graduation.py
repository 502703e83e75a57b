"""Single ages out of age groups, by the method of one's choice, with totals and sign kept.

Sources: Sprague (1880), Explanation of a new formula for interpolation, Journal of the
Institute of Actuaries 22; Beers (1944), Six-term formulas for routine actuarial interpolation,
Record of the American Institute of Actuaries 33; multipliers as printed in Shryock and Siegel
(1976), The Methods and Materials of Demography, appendix C.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.errors import fault
from projection.rates.age_groups import graduate
from projection.rates.checking import (
    check_choice,
    check_shape,
    checked,
    checked_ages,
    refuse,
)

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]

Method = Literal["monotone", "sprague", "beers"]

_WIDTH, _FEWEST = 5, 5

# Fifths of the first, the second and a middle group, by the first five groups or the five about
# the middle one; the last two groups mirror the first two.
_MULTIPLIERS = {
    "sprague": (
        (0.3616, -0.2768, 0.1488, -0.0336, 0.0),
        (0.2640, -0.0960, 0.0400, -0.0080, 0.0),
        (0.1840, 0.0400, -0.0320, 0.0080, 0.0),
        (0.1200, 0.1360, -0.0720, 0.0160, 0.0),
        (0.0704, 0.1968, -0.0848, 0.0176, 0.0),
        (0.0336, 0.2272, -0.0752, 0.0144, 0.0),
        (0.0080, 0.2320, -0.0480, 0.0080, 0.0),
        (-0.0080, 0.2160, -0.0080, 0.0, 0.0),
        (-0.0160, 0.1840, 0.0400, -0.0080, 0.0),
        (-0.0176, 0.1408, 0.0912, -0.0144, 0.0),
        (-0.0128, 0.0848, 0.1504, -0.0240, 0.0016),
        (-0.0016, 0.0144, 0.2224, -0.0416, 0.0064),
        (0.0064, -0.0336, 0.2544, -0.0336, 0.0064),
        (0.0064, -0.0416, 0.2224, 0.0144, -0.0016),
        (0.0016, -0.0240, 0.1504, 0.0848, -0.0128),
    ),
    "beers": (
        (0.3333, -0.1636, -0.0210, 0.0796, -0.0283),
        (0.2595, -0.0780, 0.0130, 0.0100, -0.0045),
        (0.1924, 0.0064, 0.0184, -0.0256, 0.0084),
        (0.1329, 0.0844, 0.0054, -0.0356, 0.0129),
        (0.0819, 0.1508, -0.0158, -0.0284, 0.0115),
        (0.0404, 0.2000, -0.0344, -0.0128, 0.0068),
        (0.0093, 0.2268, -0.0402, 0.0028, 0.0013),
        (-0.0108, 0.2272, -0.0248, 0.0112, -0.0028),
        (-0.0198, 0.1992, 0.0172, 0.0072, -0.0038),
        (-0.0191, 0.1468, 0.0822, -0.0084, -0.0015),
        (-0.0117, 0.0804, 0.1570, -0.0284, 0.0027),
        (-0.0020, 0.0160, 0.2200, -0.0400, 0.0060),
        (0.0050, -0.0280, 0.2460, -0.0280, 0.0050),
        (0.0060, -0.0400, 0.2200, 0.0160, -0.0020),
        (0.0027, -0.0284, 0.1570, 0.0804, -0.0117),
    ),
}


def single_ages(totals: ArrayLike, age: ArrayLike, method: Method = "monotone") -> Array:
    """Split groups of persons into single ages.

    Assumes a smooth run over age; sharp steps between cohorts are lost with any method.
    Sprague's and Beers' (ordinary) multipliers may give negative cells where neighbouring
    groups differ much: all cells of such a group are then those of the monotone spline instead.

    Parameters
    ----------
    totals
        Persons by group, zero or above. Shape (..., group).
    age
        Lower bounds of the groups, from 0; the last is open and stays as it is. For "sprague"
        and "beers" every closed group is five years wide, and there are five or more.
    method
        "monotone": cubic spline of cumulated counts with Hyman's filter
        (`age_groups.graduate`); "sprague" or "beers".

    Returns
    -------
    ndarray
        Persons by single age, the last open. Shape (..., last bound + 1). Never negative; the
        sum over every group is its total.

    Raises
    ------
    RatesError
        A total is negative or no number; ages do not tile or, for the multipliers, are not five
        years wide; unknown method.

    Examples
    --------
    >>> people = single_ages([50, 40, 30, 20, 10, 5], [0, 5, 10, 15, 20, 25], "sprague")
    >>> people[:5].round(9).tolist(), float(people[-1])
    ([10.8, 10.4, 10.0, 9.6, 9.2], 5.0)
    """
    check_choice(method, "method", Method)
    bounds = checked_ages(age)
    counts = checked(totals, "totals", ages=bounds)
    fits = counts.shape[-1:] == bounds.shape
    check_shape(counts, "totals", fits, "rates_shape_ages", count=bounds.size)
    closed = _monotone(counts[..., :-1], bounds)
    if method != "monotone":
        closed = _multiplied(counts[..., :-1], bounds, method, closed)
    return np.concatenate([closed, counts[..., -1:]], axis=-1)


def _monotone(totals: Array, bounds: Bounds) -> Array:
    cells = np.arange(bounds[-1])
    rows = totals.reshape(-1, totals.shape[-1])
    single = [graduate(row, np.ones(cells.size), cells, bounds[:-1]) for row in rows]
    return np.reshape(single, (*totals.shape[:-1], cells.size))


def _multiplied(totals: Array, bounds: Bounds, method: str, monotone: Array) -> Array:
    widths = np.diff(bounds)
    if (widths != _WIDTH).any() or widths.size < _FEWEST:
        refuse(
            fault("schedules_not_five_years", place="age", method=method, found=bounds.tolist())
        )
    by_group = (*totals.shape, _WIDTH)
    found = (totals @ _matrix(method, widths.size).T).reshape(by_group)
    usable = (found >= 0).all(axis=-1, keepdims=True)
    return np.where(usable, found, monotone.reshape(by_group)).reshape(monotone.shape)


def _matrix(method: str, groups: int) -> Array:
    """Cells by group. Shape (5 x group, group)."""
    table = np.array(_MULTIPLIERS[method])
    edge, middle = table[: 2 * _WIDTH], table[2 * _WIDTH :]
    matrix = np.zeros((groups * _WIDTH, groups))
    for group in range(2, groups - 2):
        rows = slice(group * _WIDTH, (group + 1) * _WIDTH)
        matrix[rows, group - 2 : group + 3] = middle
    matrix[: 2 * _WIDTH, :_WIDTH] = edge
    matrix[-2 * _WIDTH :, -_WIDTH:] = edge[::-1, ::-1]
    return matrix
