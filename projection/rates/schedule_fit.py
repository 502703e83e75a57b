"""What fits of smooth schedules to rates of age groups have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.errors import fault
from projection.rates.checking import check_shape, checked, checked_widths, refuse

Array = NDArray[np.float64]

_TOLERANCE = 1e-10


def averaging_matrix(edges: ArrayLike) -> tuple[Array, Array]:
    """Return what averages single ages over groups, and the middles of the single ages.

    Parameters
    ----------
    edges
        Exact whole ages between the groups. Shape (age + 1,).

    Returns
    -------
    tuple of ndarray
        Shapes (age, single age) and (single age,); rows of the first sum to one.

    Raises
    ------
    RatesError
        The edges do not ascend or are not whole years.

    Examples
    --------
    >>> averaging, middles = averaging_matrix([0, 1, 3])
    >>> averaging.tolist(), middles.tolist()
    ([[1.0, 0.0, 0.0], [0.0, 0.5, 0.5]], [0.5, 1.5, 2.5])
    """
    widths = checked_widths(edges)
    bounds = np.asarray(edges, dtype=np.float64)
    if (bounds != np.round(bounds)).any():
        refuse(fault("schedules_ages_not_whole", place="edges", found=bounds.tolist()))
    ages = np.arange(bounds[0], bounds[-1])
    inside = (ages >= bounds[:-1, None]) & (ages < bounds[1:, None])
    return inside / widths[:, None], ages + 0.5


def checked_weights(weight: ArrayLike | None, rates: Array, groups: int, needed: int) -> Array:
    """Return weights that sum to one, or refuse them or the number of rates.

    Parameters
    ----------
    weight
        Zero or above, not all zero; equal where left out. Shape (age,).
    rates
        What is fitted. Shape (age,).
    groups, needed
        How many rates the edges tell of, and the fewest that can be fitted.

    Raises
    ------
    RatesError
        There are fewer or other rates; a weight is negative or no number, or all are zero.
    """
    check_shape(rates, "rate", rates.shape == (groups,), "rates_shape_ages", count=groups)
    if groups < needed:
        refuse(fault("rates_too_few_cells", place="rate", found=groups, needed=needed))
    weights = np.ones(groups) if weight is None else checked(weight, "weight")
    check_shape(weights, "weight", weights.shape == (groups,), "rates_shape_ages", count=groups)
    if not weights.any():
        refuse(fault("schedules_no_weight", place="weight"))
    return weights / weights.sum()


def best_fit(
    differences: Callable[[Array], Array], bounds: Array, starts: Iterable[Array]
) -> Array:
    """Return the values of least squared differences, the best of several starts.

    Parameters
    ----------
    differences
        What is to be small, for values. Shape (value,) to (difference,).
    bounds
        Lower and upper, above zero somewhere. Shape (2, value).
    starts
        Within the bounds. Each of shape (value,).

    Examples
    --------
    >>> bounds, starts = np.array([[0.0], [9.0]]), [np.array([1.0])]
    >>> best_fit(lambda values: values**2 - 4.0, bounds, starts).round(6).tolist()
    [2.0]
    """
    from scipy.optimize import least_squares  # noqa: PLC0415 - slow to import

    fits = [
        least_squares(
            differences,
            start,
            bounds=(bounds[0], bounds[1]),
            x_scale=start,
            ftol=_TOLERANCE,
            xtol=_TOLERANCE,
            gtol=_TOLERANCE,
        )
        for start in starts
    ]
    return np.asarray(min(fits, key=lambda fit: float(fit.cost)).x, dtype=np.float64)
