"""Age patterns of fertility: moved, widened, split into single ages, a municipality's own.

Rates are births per woman-year. Single ages are consecutive; the edges of groups are exact
ages, one more than groups.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.errors import fault
from projection.rates.age_groups import graduate
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
from projection.rates.fertility import (
    mean_age_at_childbearing,
    standard_deviation_at_childbearing,
)

Array = NDArray[np.float64]

_ROUNDS, _SETTLED, _CUT = 200, 1e-11, 1e-6


def shift_and_spread(asfr: ArrayLike, shift: float, spread: float = 1.0) -> Array:
    """Move the mean age at childbearing and widen the pattern about it, its sum kept.

    Births are spread evenly over each year of age, and every exact age x goes to
    m + shift + spread (x - m), where m is the mean. Single ages round that off a little, so
    both figures are sharpened until mean and standard deviation are met.

    Parameters
    ----------
    asfr
        Rates at consecutive single ages, with as many zeros at either end as the move needs.
        Shape (age,).
    shift
        Years by which the mean rises.
    spread
        Factor of the standard deviation, above zero.

    Returns
    -------
    ndarray
        Same shape and sum; the mean is `shift` years higher and the standard deviation `spread`
        times as large, to 1e-9.

    Raises
    ------
    RatesError
        A rate is negative or no number, or all are zero; the new pattern would leave the ages
        or be too narrow for single ages.

    Examples
    --------
    >>> shift_and_spread([0.0, 0.5, 0.5, 0.0, 0.0], 1.0).round(9).tolist()
    [0.0, 0.0, 0.5, 0.5, 0.0]
    """
    rates = checked(asfr, "asfr")
    check_shape(rates, "asfr", rates.ndim == 1, "schedules_shape_one_axis")
    checked_finite(shift, "shift")
    mean, deviation = _moments(rates)
    aim = mean + shift
    wide = deviation * float(checked(spread, "spread", positive=True))
    years, scale = shift, float(spread)
    for _ in range(_ROUNDS):
        moved = _moved(rates, mean, years, scale)
        left = moved.sum() / rates.sum()
        if not left > 1 - _CUT:
            break
        now, spread_now = _moments(moved)
        if abs(now - aim) <= _SETTLED * aim and abs(spread_now - wide) <= _SETTLED * wide:
            return moved / left
        years, scale = years + aim - now, scale * wide / max(spread_now, _CUT)
    refuse(fault("schedules_no_room", place="asfr", mean=f"{aim:.3f}", deviation=f"{wide:.3f}"))
    return rates


def single_age_asfr(
    asfr: ArrayLike,
    edges: ArrayLike,
    *,
    women: ArrayLike | None = None,
    standard: ArrayLike | None = None,
) -> Array:
    """Split rates of age groups into single ages by a calibrated spline.

    Births by group are cumulated and interpolated over cumulated weights, monotonically
    (`age_groups.graduate`); the weights are women times the standard's rates, so that the
    quotient of the rates and the standard runs smoothly over age. Without a standard the rates
    themselves run smoothly, to zero at either end.

    Parameters
    ----------
    asfr
        Rates of the groups. Shape (group,).
    edges
        Exact whole ages between the groups. Shape (group + 1,).
    women
        Women, or woman-years, by single age from the first to the last edge, above zero; equal
        numbers where left out. Shape (single age,).
    standard
        Rates at the same single ages, at any level, above zero: a national schedule. Shape
        (single age,).

    Returns
    -------
    ndarray
        Rates by single age, never negative. Shape (single age,). With these women, every
        group has the births that its rate gives; where `women` is left out, every group keeps
        its contribution to the TFR. Where the rates are in proportion to the standard's, the
        standard comes back.

    Raises
    ------
    RatesError
        A rate is negative or no number; edges are not whole or do not ascend; women or standard
        are not above zero, or do not fit the ages.

    Notes
    -----
    The idea of calibrating the spline with known schedules is that of Schmertmann (2014),
    Calibrated spline estimation of detailed fertility schedules from abridged data, Revista
    Brasileira de Estudos de Populacao 31-2; there the spline is fitted, with weights from many
    schedules, here it is the quotient to one standard and keeps the groups exactly.

    Examples
    --------
    >>> single_age_asfr([0.1, 0.2], [20, 22, 24], standard=[1, 1, 2, 2]).round(9).tolist()
    [0.1, 0.1, 0.2, 0.2]
    """
    bounds = _whole(edges)
    rates = checked(asfr, "asfr")
    fits = rates.shape == (bounds.size - 1,)
    check_shape(rates, "asfr", fits, "rates_shape_ages", count=bounds.size - 1)
    ages = np.arange(bounds[0], bounds[-1])
    exposed = _by_age(women, "women", ages)
    births = rates * np.add.reduceat(exposed, bounds[:-1] - bounds[0])
    if standard is not None:
        weights = exposed * _by_age(standard, "standard", ages)
        return graduate(births, weights, ages, bounds[:-1]) / exposed
    # A group without births on either side lets the rates run to zero there.
    weights = np.concatenate([exposed[:1], exposed, exposed[-1:]])
    cells = np.arange(bounds[0] - 1, bounds[-1] + 1)
    groups = np.concatenate([cells[:1], bounds])
    return graduate(np.pad(births, 1), weights, cells, groups)[1:-1] / exposed


def own_asfr(births: ArrayLike, woman_years: ArrayLike) -> Array:
    """Rates of a municipality that knows births by age of the mother.

    Parameters
    ----------
    births
        By age group of the mother, of one or several years. Shape (..., age).
    woman_years
        Lived in the group in the same years, above zero: the mean of the women at start and
        end, times years. Shape (..., age).

    Returns
    -------
    ndarray
        Births per woman-year. Shape (..., age).

    Raises
    ------
    RatesError
        Births are negative or no number; woman-years are not above zero; shapes do not fit.

    Notes
    -----
    Births are counted, so a rate's standard error is rate / sqrt(births): 10 % where there are
    a hundred. For small municipalities add years up, or take `indirectly_standardised_asfr`.
    Preston, Heuveline and Guillot (2001), ch. 1 and 5.

    Examples
    --------
    >>> own_asfr([30, 80], [1000, 800]).tolist()
    [0.03, 0.1]
    """
    lived = checked(woman_years, "woman_years", positive=True)
    counted = checked(births, "births")
    fits = counted.shape == lived.shape
    check_shape(counted, "births", fits, "rates_shape_alike", other="woman_years")
    return counted / lived


def indirectly_standardised_asfr(
    births: ArrayLike, woman_years: ArrayLike, standard: ArrayLike
) -> Array:
    """Rates of a municipality that knows its births only in total.

    The age pattern is the standard's; its level is that which gives the births.

    Parameters
    ----------
    births
        In total, of one or several years. Shape (...).
    woman_years
        Lived in each group in the same years. Shape (..., age).
    standard
        ASFR of the same groups: a national schedule. Shape (..., age).

    Returns
    -------
    ndarray
        The standard times births over those expected at the standard. Shape (..., age); with
        these women it gives `births`.

    Raises
    ------
    RatesError
        A value is negative or no number; no births are to be expected; shapes do not fit.

    Notes
    -----
    Indirect standardisation: Preston, Heuveline and Guillot (2001), ch. 2.

    Examples
    --------
    >>> indirectly_standardised_asfr(55, [1000, 800], [0.03, 0.1]).round(9).tolist()
    [0.015, 0.05]
    """
    lived = checked(woman_years, "woman_years")
    rates = checked(standard, "standard")
    fits = lived.shape[-1:] == rates.shape[-1:] != ()
    check_shape(lived, "woman_years", fits, "rates_shape_alike", other="standard")
    counted = checked(births, "births")
    check_together(births=counted, woman_years=lived[..., 0], standard=rates[..., 0])
    expected = (lived * rates).sum(axis=-1)
    refuse(
        *(
            fault("schedules_no_births_expected", place=cell("woman_years", where), more=more)
            for where, more in first(expected == 0)
        )
    )
    return rates * (counted / expected)[..., None]


def _moments(rates: Array) -> tuple[float, float]:
    edges = np.arange(rates.size + 1)
    return (
        float(mean_age_at_childbearing(rates, edges)),
        float(standard_deviation_at_childbearing(rates, edges)),
    )


def _moved(rates: Array, mean: float, years: float, scale: float) -> Array:
    """Births by single age after x has gone to mean + years + scale (x - mean)."""
    edges = np.arange(rates.size + 1.0)
    cumulated = np.concatenate([[0.0], np.cumsum(rates)])
    return np.diff(np.interp(mean + (edges - mean - years) / scale, edges, cumulated))


def _whole(edges: ArrayLike) -> NDArray[np.int64]:
    checked_widths(edges)
    ages = np.asarray(edges, dtype=np.float64)
    if (ages != np.round(ages)).any():
        refuse(fault("schedules_ages_not_whole", place="edges", found=ages.tolist()))
    return ages.astype(np.int64)


def _by_age(values: ArrayLike | None, name: str, ages: NDArray[np.int64]) -> Array:
    if values is None:
        return np.ones(ages.size)
    found = checked(values, name, ages=ages, positive=True)
    check_shape(found, name, found.shape == ages.shape, "rates_shape_ages", count=ages.size)
    return found
