"""The open age group, opened: who in 85+ is 85-89, 90-94 and so on.

Source: the age distribution of a stable population, exp(-r x) L(x): Preston, Heuveline and
Guillot (2001), Demography, ch. 7.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.errors import fault
from projection.rates.checking import (
    check_shape,
    check_together,
    checked,
    checked_finite,
    first,
    refuse,
)

Array = NDArray[np.float64]


def extend_open_group(
    persons: ArrayLike, person_years: ArrayLike, age: ArrayLike, growth_rate: ArrayLike = 0.0
) -> Array:
    """Split the open age group into older groups with a stable tail.

    Assumes that births, once, grew at a constant rate and that nobody moved: persons of age x
    are in proportion to exp(-r x) L(x). Cohorts of unequal size (wars, the births of 1947-49)
    are lost.

    Parameters
    ----------
    persons
        In the open group. Shape (...).
    person_years
        Lx of single ages from the open group's lower bound to the end of the life table, at any
        radix, above zero somewhere; the table's last age stands for itself and what follows.
        Shape (..., single age).
    age
        Lower bounds of the new groups, from that of the old open group up; the last is open.
        Shape (group,).
    growth_rate
        r, per year, of either sign: that of the persons about that age. Shape (...).

    Returns
    -------
    ndarray
        Persons by new group. Shape (..., group); they sum to `persons`.

    Raises
    ------
    RatesError
        A value is negative or no number; ages do not ascend or go beyond the life table.

    Examples
    --------
    A hazard that halves the survivors every year: 4, 2 and 2 of 8.

    >>> halving = 0.5 ** np.arange(60)
    >>> extend_open_group(8, halving, [85, 86, 87]).round(9).tolist()
    [4.0, 2.0, 2.0]
    """
    lived = checked(person_years, "person_years")
    bounds = _checked_bounds(age, lived.shape[-1] if lived.ndim else 0)
    rate = checked_finite(growth_rate, "growth_rate")
    counted = checked(persons, "persons")
    check_together(persons=counted, person_years=lived[..., 0], growth_rate=rate)
    weights = lived * np.exp(-rate[..., None] * np.arange(lived.shape[-1]))
    groups = np.add.reduceat(weights, bounds - bounds[0], axis=-1)
    total = groups.sum(axis=-1, keepdims=True)
    refuse(
        *(
            fault("schedules_nobody_lives", place="person_years", more=more)
            for _, more in first(total == 0)
        )
    )
    return counted[..., None] * groups / total


def _checked_bounds(age: ArrayLike, single_ages: int) -> NDArray[np.int64]:
    bounds = checked(age, "age")
    fits = bounds.ndim == 1 and bounds.size > 1
    check_shape(bounds, "age", fits, "schedules_shape_edges")
    if (bounds != np.round(bounds)).any():
        refuse(fault("schedules_ages_not_whole", place="age", found=bounds.tolist()))
    if (np.diff(bounds) <= 0).any():
        refuse(fault("rates_not_ascending", place="age", found=bounds.tolist()))
    last = bounds[0] + single_ages - 1
    if bounds[-1] > last:
        refuse(
            fault(
                "schedules_beyond_table",
                place="age",
                found=f"{bounds[-1]:.0f}",
                last=f"{last:.0f}",
            )
        )
    return bounds.astype(np.int64)
