"""Complete life tables (single ages) and the survival ratios that a projection step needs.

In formulas qx is the probability of dying in the year of age, lx the survivors to exact age x
of one birth, Lx the person-years lived at age x, Tx those lived from age x on, ex = Tx / lx.

Source: Preston, Heuveline and Guillot (2001), Demography, ch. 3.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# Andreev and Kingkade (2015), Demographic Research 33-13: the years lived in the first year of
# life by those who die in it, as lines in q0: (from q0, constant, slope), male and female.
_INFANT_LINES = (
    ((0.0, 0.1493, -2.0367), (0.0226, 0.0244, 3.4994), (0.0785, 0.2991, 0.0)),
    ((0.0, 0.1490, -2.0867), (0.0170, 0.0438, 4.1075), (0.0658, 0.3141, 0.0)),
)


class LifeTable(NamedTuple):
    """A complete life table per birth; every column has the shape (..., age).

    Parameters
    ----------
    survivors
        lx, radix 1.
    person_years
        Lx; the last age is open.
    life_expectancy
        ex, years.
    """

    survivors: Array
    person_years: Array
    life_expectancy: Array


def hazard(death_probability: Array) -> Array:
    """Return the cumulated hazard over a year of age, -ln(1 - qx).

    Certain death (qx = 1, as many tables close) is taken as 1 - 1e-12, a hazard of 27.6.

    Examples
    --------
    >>> round(float(hazard(np.array(0.5))), 4)
    0.6931
    """
    return -np.log1p(-np.minimum(death_probability, 1 - 1e-12))


def death_probability(cumulated_hazard: Array) -> Array:
    """Return qx = 1 - exp(-h), the inverse of `hazard`."""
    return -np.expm1(-cumulated_hazard)


def infant_separation(q0: Array) -> Array:
    """Years lived in the first year of life by those who die in it (1a0).

    Parameters
    ----------
    q0
        Probability of dying before age 1. Shape (..., 2), male and female.

    Returns
    -------
    ndarray
        Same shape, years.

    Notes
    -----
    Andreev and Kingkade (2015), Average age at death in infancy and infant mortality level,
    Demographic Research 33-13, as lines in q0.

    Examples
    --------
    >>> infant_separation(np.array([0.002, 0.002])).round(6).tolist()
    [0.145227, 0.144827]
    """
    columns = [
        np.select(
            [q < second[0], q < third[0]],
            [first[1] + first[2] * q, second[1] + second[2] * q],
            third[1],
        )
        for q, (first, second, third) in zip(np.moveaxis(q0, -1, 0), _INFANT_LINES, strict=True)
    ]
    return np.stack(columns, axis=-1)


def life_table(death_probability: Array) -> LifeTable:
    """Build complete life tables.

    Parameters
    ----------
    death_probability
        qx of single ages 0, 1, ... by sex; the last age is taken as open, with the hazard of
        that age. Shape (..., 2, age).

    Returns
    -------
    LifeTable
        Deaths are spread evenly over each year of age but the first (`infant_separation`).
    """
    surviving, lived = 1 - death_probability, _lived(death_probability)
    survivors = np.ones_like(death_probability)
    np.cumprod(surviving[..., :-1], axis=-1, out=survivors[..., 1:])
    return LifeTable(survivors, survivors * lived, _still_to_live(surviving, lived))


def survival_ratios(death_probability: Array, width: int, open_age: int) -> Array:
    """Survival ratios into each age group of a projection step.

    Parameters
    ----------
    death_probability
        As `life_table` takes them. Shape (..., 2, age).
    width
        Years in the step and in every closed group.
    open_age
        Lower bound of the open group; a multiple of `width`.

    Returns
    -------
    ndarray
        Shape (..., 2, open_age / width + 1): births to the youngest group, L(0) / width; each
        group to the next, L(x) / L(x - width); the last two groups together to the open one,
        T(open_age) / T(open_age - width). Between 0 and 1 however high the mortality: each is
        worked out per person who reaches its ages, of whom a table may have none in the end.

    Notes
    -----
    Preston, Heuveline and Guillot (2001), Demography, ch. 6, equations 6.1 to 6.3.

    Examples
    --------
    One in five dies in each year of age, also in the open one: 1 / -ln(0.8) = 4.48 years.

    >>> survival_ratios(np.full((2, 4), 0.2), width=1, open_age=2)[0].round(4).tolist()
    [0.8598, 0.8374, 0.7995]
    """
    surviving, lived = 1 - death_probability, _lived(death_probability)
    by_group = (*death_probability.shape[:-1], open_age // width, width)
    within = surviving[..., :open_age].reshape(by_group)
    reaching = np.ones(by_group)
    np.cumprod(within[..., :-1], axis=-1, out=reaching[..., 1:])
    # Per person who enters the group: years lived in it, and the chance to leave it alive.
    years = (reaching * lived[..., :open_age].reshape(by_group)).sum(axis=-1)
    through = within.prod(axis=-1)
    older = _still_to_live(surviving[..., open_age:], lived[..., open_age:])[..., 0]
    ratios = np.empty((*by_group[:-2], open_age // width + 1))
    ratios[..., 0] = years[..., 0] / width
    ratios[..., 1:-1] = through[..., :-1] * years[..., 1:] / years[..., :-1]
    entering = through[..., -1] * older
    ratios[..., -1] = entering / (years[..., -1] + entering)
    return ratios


def survival_from_hazard(cumulated_hazard: Array, width: int, open_age: int) -> Array:
    """Survival ratios under hazards by single age.

    Parameters
    ----------
    cumulated_hazard
        Hazard over each year of age. Shape (..., 2, single age).
    width, open_age
        As in `survival_ratios`.

    Returns
    -------
    ndarray
        Shape (..., 2, open_age / width + 1).
    """
    return survival_ratios(death_probability(cumulated_hazard), width, open_age)


def _lived(death_probability: Array) -> Array:
    """Years lived at each age per person who reaches it, Lx / lx; the last age is open."""
    dying = np.full_like(death_probability, 0.5)
    dying[..., 0] = infant_separation(death_probability[..., 0])
    lived = 1 - (1 - dying) * death_probability
    lived[..., -1] = 1 / hazard(death_probability[..., -1])
    return lived


def _still_to_live(surviving: Array, lived: Array) -> Array:
    """Years still to live per person who reaches each age: ex = Lx / lx + (1 - qx) ex+1.

    Not Tx / lx, which is zero over zero once high hazards have left nobody.
    """
    left = lived.copy()
    for age in reversed(range(lived.shape[-1] - 1)):
        left[..., age] += surviving[..., age] * left[..., age + 1]
    return left
