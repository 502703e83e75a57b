"""The stable population: where constant rates lead a population that nobody enters or leaves.

Everything is that of the recurrence over steps, not of continuous time: the growth rate, the
ages and the values found here are those at which a projection with these rates settles. Women
lead: births follow from them, and men follow from births.

Source: Keyfitz and Caswell (2005), Applied Mathematical Demography, ch. 5 to 8; Preston,
Heuveline and Guillot (2001), Demography, ch. 7.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.errors import fault
from projection.rates.checking import cell, check_shape, checked, first, refuse
from projection.rates.leslie import leslie_matrix

Array = NDArray[np.float64]

_FEMALE = 1
_ROUNDS = 100


class StablePopulation(NamedTuple):
    """Where constant rates lead.

    Parameters
    ----------
    growth_rate
        r, per year. Shape (...).
    age_share
        Of both sexes together, sums to one. Shape (..., 2, age), male and female.
    """

    growth_rate: Array
    age_share: Array


def discrete_net_reproduction_rate(matrix: ArrayLike) -> Array:
    """Girls at the first age who follow a girl at the first age, by the steps of the matrix.

    Parameters
    ----------
    matrix
        As from `leslie_matrix`, without births in the open group. Shape (..., age, age).

    Returns
    -------
    ndarray
        Shape (...); one where the population neither grows nor shrinks in the long run.

    Raises
    ------
    RatesError
        A value is negative or no number; the matrix is not square; there are births to the
        open group, or none at all.

    Examples
    --------
    >>> matrix = leslie_matrix([0.8, 0.5, 0.5], [0.0, 2.0, 0.0], 1.0, width=1)
    >>> round(float(discrete_net_reproduction_rate(matrix)), 9)  # 0.2 + 0.4 x 0.5
    0.4
    """
    return _net_maternity(_checked_matrix(matrix)).sum(axis=-1)


def intrinsic_growth_rate(matrix: ArrayLike, width: int) -> Array:
    """Growth rate at which the population settles.

    Parameters
    ----------
    matrix
        As from `leslie_matrix`, with births at some closed group that is reached and without
        births in the open group. Shape (..., age, age).
    width
        Years in the step.

    Returns
    -------
    ndarray
        r per year; exp(r width) is the dominant eigenvalue of the ages up to the last birth.
        Shape (...).

    Raises
    ------
    RatesError
        As `discrete_net_reproduction_rate`.

    Notes
    -----
    Lotka's equation in steps, sum of k(a) exp(-r n (a + 1)) = 1, where k(a) are the births of
    group a times the survivors to it: Keyfitz and Caswell (2005), ch. 5 and 6.

    Examples
    --------
    Of a girl at the first age, two at the first age one step of five years later: ln 2 / 5.

    >>> round(float(intrinsic_growth_rate([[2.0, 0.0], [1.0, 0.5]], width=5)), 6)
    0.138629
    """
    years = checked(width, "width", positive=True)
    return _log_growth(_net_maternity(_checked_matrix(matrix))) / years


def reproductive_value(matrix: ArrayLike) -> Array:
    """Weigh each age of women by what it adds to the far future, girls counting one.

    Parameters
    ----------
    matrix
        As `intrinsic_growth_rate` takes it. Shape (..., age, age).

    Returns
    -------
    ndarray
        Shape (..., age), the youngest group 1, zero after the last birth. Summed over women it
        grows by exp(r n) in every step, from the first on, whatever their ages.

    Raises
    ------
    RatesError
        As `intrinsic_growth_rate`.

    Notes
    -----
    Fisher (1930), The Genetical Theory of Natural Selection, ch. 2; left eigenvector of the
    matrix: Keyfitz and Caswell (2005), ch. 8 and 9.

    Examples
    --------
    >>> matrix = [[0.5, 1.0, 0.0], [0.5, 0.0, 0.0], [0.0, 0.5, 0.5]]
    >>> reproductive_value(matrix).round(9).tolist()
    [1.0, 1.0, 0.0]
    """
    steps = _checked_matrix(matrix)
    growth = np.exp(_log_growth(_net_maternity(steps)))
    value = np.zeros(steps.shape[:-1])
    for age in reversed(range(steps.shape[-1] - 1)):
        later = steps[..., age + 1, age] * value[..., age + 1]
        value[..., age] = (steps[..., 0, age] + later) / growth
    return value


def stable_population(
    survival: ArrayLike, fertility: ArrayLike, sex_ratio: ArrayLike, width: int
) -> StablePopulation:
    """Growth rate and ages of both sexes at which a projection settles.

    Parameters
    ----------
    survival
        As in `leslie_matrix`, by sex. Shape (..., 2, age) or (..., 2, age + 1).
    fertility, sex_ratio, width
        As in `leslie_matrix`; births at some closed group, none in the open one.

    Returns
    -------
    StablePopulation
        A closed projection that starts with these ages keeps them and grows by exp(r width) in
        every step.

    Raises
    ------
    RatesError
        As `leslie_matrix` and `intrinsic_growth_rate`; the population shrinks faster than the
        open group dies out, so that ages never settle.

    Notes
    -----
    Keyfitz and Caswell (2005), ch. 5 and 7.

    Examples
    --------
    2/3 of a girl in the first step of a woman's life and, of the half who live, in the second.

    >>> survival = [[1.0, 0.5, 0.0], [1.0, 0.5, 0.0]]
    >>> settled = stable_population(survival, [4 / 3, 8 / 3, 0.0], 1.0, width=1)
    >>> settled.age_share[0].round(6).tolist(), abs(float(settled.growth_rate)) < 1e-12
    ([0.333333, 0.166667, 0.0], True)
    """
    ratios = ratios_by_sex(survival)
    matrix = leslie_matrix(ratios[..., _FEMALE, :], fertility, sex_ratio, width)
    log_growth = _log_growth(_net_maternity(_checked_matrix(matrix)))
    people = _settled(
        ratios, np.asarray(sex_ratio, dtype=np.float64), np.exp(log_growth), matrix.shape[-1]
    )
    total = people.sum(axis=(-2, -1), keepdims=True)
    return StablePopulation(log_growth / width, people / total)


def ratios_by_sex(survival: ArrayLike) -> Array:
    """Return survival ratios of both sexes, shape (..., 2, age or age + 1), or refuse them.

    Raises
    ------
    RatesError
        A ratio is negative, no number or above one; the sexes are not on the axis before age.
    """
    ratios = checked(survival, "survival", sexes=("male", "female"), limit=1.0)
    fits = ratios.shape[-2:-1] == (2,)
    check_shape(ratios, "survival", fits, "rates_shape_sexes", sexes="male, female")
    return ratios


def _checked_matrix(matrix: ArrayLike) -> Array:
    steps = checked(matrix, "matrix")
    last = steps.shape[-1] - 1 if steps.ndim else 0
    fits = steps.ndim > 1 and steps.shape[-1] == steps.shape[-2] > 1
    check_shape(steps, "matrix", fits, "schedules_shape_square")
    refuse(
        *(
            fault("schedules_open_births", place=cell("matrix", (*where, 0, last)), more=more)
            for where, more in first(steps[..., 0, -1] > 0)
        )
    )
    return steps


def _net_maternity(matrix: Array) -> Array:
    """Girls at the first age from each age, per girl at the first age. Shape (..., age)."""
    ages = np.arange(1, matrix.shape[-1])
    reaching = np.ones(matrix.shape[:-1])
    np.cumprod(matrix[..., ages, ages - 1], axis=-1, out=reaching[..., 1:])
    girls = matrix[..., 0, :] * reaching
    refuse(
        *(
            fault("schedules_no_girls", place=cell("matrix", where), more=more)
            for where, more in first(girls.sum(axis=-1) == 0)
        )
    )
    return girls


def _log_growth(girls: Array) -> Array:
    """Root u of sum girls(a) exp(-u (a + 1)) = 1, by Newton's method on the logarithm.

    The logarithm is convex in u and falls: from the second round on the root is approached from
    one side.
    """
    steps = np.arange(1, girls.shape[-1] + 1)
    logs = np.full(girls.shape, -np.inf)
    np.log(girls, out=logs, where=girls > 0)
    root = np.zeros(girls.shape[:-1])
    for _ in range(_ROUNDS):
        exponents = logs - root[..., None] * steps
        highest = exponents.max(axis=-1, keepdims=True)
        terms = np.exp(exponents - highest)
        total = terms.sum(axis=-1)
        change = (np.log(total) + highest[..., 0]) * total / (terms * steps).sum(axis=-1)
        root = root + change
        if (np.abs(change) <= 1e-15 * np.maximum(np.abs(root), 1.0)).all():
            break
    return root


def _settled(ratios: Array, sex_ratio: Array, growth: Array, ages: int) -> Array:
    """Persons by sex and age for one woman of the youngest group. Shape (..., 2, age)."""
    last = ratios.shape[-1] - 1
    staying, factor = ratios[..., -1], growth[..., None]
    refuse(
        *(
            fault("schedules_never_settles", place=cell("survival", (*where, last)), more=more)
            for where, more in first(staying >= factor)
        )
    )
    youngest = np.ones(np.broadcast_shapes(staying.shape, factor.shape))
    youngest[..., 0] = sex_ratio * ratios[..., 0, 0] / ratios[..., _FEMALE, 0]
    people = np.empty((*youngest.shape, ages))
    people[..., 0] = youngest
    for age in range(1, ages - 1):
        people[..., age] = people[..., age - 1] * ratios[..., age] / factor
    people[..., -1] = people[..., -2] * ratios[..., ages - 1] / (factor - staying)
    return people
