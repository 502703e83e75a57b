"""What functions of fertility, migration and stable population refuse beside `checking`."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.errors import fault
from projection.rates.checking import (
    cell,
    check_shape,
    checked,
    first,
    go_together,
    refuse,
)

Array = NDArray[np.float64]


def checked_finite(values: ArrayLike, name: str) -> Array:
    """Return values of either sign as an array, or refuse what is no number.

    Parameters
    ----------
    values
        Any shape.
    name
        What they are, as the caller's parameter is called.

    Raises
    ------
    RatesError
        A value is not finite.

    Examples
    --------
    >>> checked_finite([1.0, float("nan")], "net")
    Traceback (most recent call last):
    ...
    projection.errors.RatesError: net[1]: not a finite number; expected a number; found nan
    """
    found = np.asarray(values, dtype=np.float64)
    refuse(
        *(
            fault("rates_not_finite", place=cell(name, at), found=f"{found[at]}", more=more)
            for at, more in first(~np.isfinite(found))
        )
    )
    return found


def checked_widths(edges: ArrayLike) -> Array:
    """Widths of age groups from the exact ages between them.

    Parameters
    ----------
    edges
        Not below zero, ascending. Shape (age + 1,).

    Returns
    -------
    ndarray
        Years. Shape (age,).

    Raises
    ------
    RatesError
        They are something else.

    Examples
    --------
    >>> checked_widths([15, 20, 30]).tolist()
    [5.0, 10.0]
    """
    ages = checked(edges, "edges")
    check_shape(ages, "edges", ages.ndim == 1 and ages.size > 1, "schedules_shape_edges")
    widths = np.diff(ages)
    if (widths <= 0).any():
        refuse(fault("rates_not_ascending", place="edges", found=ages.tolist()))
    return widths


def check_together(**arrays: Array) -> None:
    """Refuse arrays whose shapes do not broadcast; the first of them leads.

    Parameters
    ----------
    arrays
        By the name of the caller's parameter; without the axes that are checked elsewhere.

    Raises
    ------
    RatesError
        One does not go with those before it.

    Examples
    --------
    >>> check_together(cwr=np.ones(3), tfr=np.ones(2))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    projection.errors.RatesError: tfr: the shape does not fit; ...
    """
    leading, *others = arrays
    together = arrays[leading]
    for name in others:
        fits = go_together(together, arrays[name])
        check_shape(arrays[name], name, fits, "rates_shape_alike", other=leading)
        together = np.broadcast_arrays(together, arrays[name])[0]
