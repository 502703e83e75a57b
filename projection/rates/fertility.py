"""Fertility: its measures, for groups of any width, and the patterns that a step needs.

Age-specific fertility rates (ASFR) are births per woman-year. The edges of age groups are exact
ages, one more than groups: 15, 20, ..., 50 for seven groups of five years. Whatever moves along
the calendar comes as an array with the years first; a path through a few years (linear between
its points) is a `projection.scenarios.year_path.YearPath`.

Source: Preston, Heuveline and Guillot (2001), Demography, ch. 5.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.errors import fault
from projection.rates.checking import (
    cell,
    check_shape,
    check_together,
    checked,
    checked_finite,
    checked_widths,
    first,
    refuse,
)

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

    Raises
    ------
    RatesError
        A rate is negative or no number, or all are zero.

    Examples
    --------
    >>> fertility_pattern(np.array([0.0, 0.5, 1.5])).tolist()
    [0.0, 0.25, 0.75]
    """
    rates = checked(asfr, "asfr")
    total = rates.sum(axis=-1, keepdims=True)
    refuse(
        *(
            fault("schedules_no_births", place=cell("asfr", where[:-1]))
            for where, _ in first(total == 0)
        )
    )
    return rates / total


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

    Raises
    ------
    RatesError
        A rate is negative, the shift no number, or nothing is left on the ages.

    Examples
    --------
    >>> shift_pattern(np.array([0.0, 0.0, 1.0, 0.0]), 0.25).tolist()
    [0.0, 0.0, 0.75, 0.25]
    """
    rates = checked(pattern, "pattern")
    check_shape(rates, "pattern", rates.ndim == 1, "schedules_shape_one_axis")
    ages = np.arange(rates.size)
    by = float(checked_finite(years, "years"))
    moved = np.interp(ages - by, ages, rates, left=0.0, right=0.0)
    if not moved.any():
        refuse(fault("schedules_nothing_left", place="pattern", years=f"{by:g}"))
    return moved * (rates.sum() / moved.sum())


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

    Raises
    ------
    RatesError
        A rate is negative or no number; the width is not above zero.

    Examples
    --------
    >>> mean_over_groups(np.array([0.0, 1.0, 2.0, 3.0]), width=2).tolist()
    [0.5, 2.5]
    """
    rates = checked(asfr, "asfr")
    check_shape(rates, "asfr", rates.ndim > 0 and rates.size > 0, "schedules_shape_one_axis")
    checked(width, "width", positive=True)
    starts = np.arange(0, rates.shape[-1], width)
    return np.add.reduceat(rates, starts, axis=-1) / width


def total_fertility_rate(asfr: ArrayLike, edges: ArrayLike) -> Array:
    """Births per woman who lives through all ages at these rates (TFR).

    Parameters
    ----------
    asfr
        Births per woman-year. Shape (..., age).
    edges
        Exact ages between the groups. Shape (age + 1,).

    Returns
    -------
    ndarray
        Sum of width times rate. Shape (...).

    Raises
    ------
    RatesError
        A rate is negative or no number; the edges do not ascend or do not fit.

    Notes
    -----
    Preston, Heuveline and Guillot (2001), ch. 5.

    Examples
    --------
    >>> float(total_fertility_rate([0.02, 0.1, 0.1], [15, 20, 30, 40]))  # 5 x 0.02 + 20 x 0.1
    2.1
    """
    rates, widths = _checked_asfr(asfr, edges)
    return (rates * widths).sum(axis=-1)


def gross_reproduction_rate(asfr: ArrayLike, sex_ratio: ArrayLike, edges: ArrayLike) -> Array:
    """Daughters per woman who lives through all ages (GRR).

    The sex ratio at birth is taken as the same at all ages of the mother.

    Parameters
    ----------
    asfr, edges
        As in `total_fertility_rate`.
    sex_ratio
        Males per female at birth, above zero. Shape (...).

    Returns
    -------
    ndarray
        TFR / (1 + sex ratio). Shape (...).

    Raises
    ------
    RatesError
        As `total_fertility_rate`; the sex ratio is not above zero.

    Notes
    -----
    Preston, Heuveline and Guillot (2001), ch. 5.

    Examples
    --------
    >>> float(gross_reproduction_rate([0.02, 0.1, 0.1], 1.0, [15, 20, 30, 40]))
    1.05
    """
    ratio = checked(sex_ratio, "sex_ratio", positive=True)
    total = total_fertility_rate(asfr, edges)
    check_together(asfr=total, sex_ratio=ratio)
    return total / (1 + ratio)


def net_reproduction_rate(
    asfr: ArrayLike, person_years: ArrayLike, sex_ratio: ArrayLike
) -> Array:
    """Daughters per newborn girl under these rates of fertility and mortality (NRR).

    Parameters
    ----------
    asfr
        Births per woman-year. Shape (..., age).
    person_years
        nLx of women in the same groups, per birth (radix 1). Shape (..., age).
    sex_ratio
        Males per female at birth, above zero. Shape (...).

    Returns
    -------
    ndarray
        Sum of ASFR times nLx, over 1 + sex ratio; the GRR where nobody dies. Shape (...).

    Raises
    ------
    RatesError
        A value is negative or no number; shapes do not fit.

    Notes
    -----
    Preston, Heuveline and Guillot (2001), ch. 5.

    Examples
    --------
    >>> float(net_reproduction_rate([0.1, 0.1], [10.0, 8.0], 1.0))
    0.9
    """
    rates = checked(asfr, "asfr")
    lived = checked(person_years, "person_years")
    fits = rates.shape[-1:] == lived.shape[-1:] != ()
    check_shape(lived, "person_years", fits, "rates_shape_alike", other="asfr")
    ratio = checked(sex_ratio, "sex_ratio", positive=True)
    check_together(asfr=rates[..., 0], person_years=lived[..., 0], sex_ratio=ratio)
    return (rates * lived).sum(axis=-1) / (1 + ratio)


def mean_age_at_childbearing(asfr: ArrayLike, edges: ArrayLike) -> Array:
    """Mean age of mothers under these rates, whatever the number of women at each age.

    Births are taken at the middle of each group.

    Parameters
    ----------
    asfr, edges
        As in `total_fertility_rate`; some rate above zero.

    Returns
    -------
    ndarray
        Exact age, years. Shape (...).

    Raises
    ------
    RatesError
        As `total_fertility_rate`; all rates are zero.

    Notes
    -----
    Preston, Heuveline and Guillot (2001), ch. 5.

    Examples
    --------
    >>> float(mean_age_at_childbearing([0.1, 0.1], [20, 25, 35]))  # (22.5 x 0.5 + 30 x 1) / 1.5
    27.5
    """
    return _age_moments(asfr, edges)[0]


def standard_deviation_at_childbearing(asfr: ArrayLike, edges: ArrayLike) -> Array:
    """Return the standard deviation of the age of mothers under these rates.

    Births are taken at the middle of each group.

    Parameters
    ----------
    asfr, edges
        As in `total_fertility_rate`; some rate above zero.

    Returns
    -------
    ndarray
        Years. Shape (...).

    Raises
    ------
    RatesError
        As `mean_age_at_childbearing`.

    Examples
    --------
    >>> float(standard_deviation_at_childbearing([0.1, 0.0, 0.1], [20, 21, 22, 23]))
    1.0
    """
    return _age_moments(asfr, edges)[1]


def rescale_to_tfr(asfr: ArrayLike, tfr: ArrayLike, edges: ArrayLike) -> Array:
    """Scale rates to a TFR; their age pattern stays.

    Parameters
    ----------
    asfr, edges
        As in `total_fertility_rate`; some rate above zero.
    tfr
        Births per woman: one figure, or a path by year. Shape (...).

    Returns
    -------
    ndarray
        Shape (..., age), leading axes as `asfr` and `tfr` broadcast; its TFR is `tfr`.

    Raises
    ------
    RatesError
        As `total_fertility_rate`; the TFR is negative; all rates are zero.

    Examples
    --------
    >>> rescale_to_tfr([0.1, 0.3], [0.8, 2.0], [20, 21, 22]).tolist()
    [[0.2, 0.6], [0.5, 1.5]]
    """
    rates, widths = _checked_asfr(asfr, edges)
    aims = checked(tfr, "tfr")
    check_together(asfr=rates[..., 0], tfr=aims)
    return rates * (aims / _births_per_woman(rates, widths))[..., None]


def _checked_asfr(asfr: ArrayLike, edges: ArrayLike) -> tuple[Array, Array]:
    """Rates and widths of their groups."""
    widths = checked_widths(edges)
    rates = checked(asfr, "asfr")
    fits = rates.shape[-1:] == widths.shape
    check_shape(rates, "asfr", fits, "rates_shape_ages", count=widths.size)
    return rates, widths


def _births_per_woman(rates: Array, widths: Array) -> Array:
    total = (rates * widths).sum(axis=-1)
    refuse(
        *(
            fault("schedules_no_births", place=cell("asfr", where))
            for where, _ in first(total == 0)
        )
    )
    return total


def _age_moments(asfr: ArrayLike, edges: ArrayLike) -> tuple[Array, Array]:
    """Mean and standard deviation of the age at childbearing."""
    rates, widths = _checked_asfr(asfr, edges)
    middles = np.asarray(edges, dtype=np.float64)[:-1] + widths / 2
    shares = rates * widths / _births_per_woman(rates, widths)[..., None]
    mean = (shares * middles).sum(axis=-1)
    return mean, np.sqrt((shares * (middles - mean[..., None]) ** 2).sum(axis=-1))
