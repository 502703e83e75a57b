"""Momentum: what the ages of a population have in store once fertility is at replacement.

Source: Keyfitz (1971), On the momentum of population growth, Demography 8-1; Keyfitz and
Caswell (2005), Applied Mathematical Demography, ch. 8.
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
    first,
    refuse,
)
from projection.rates.leslie import leslie_matrix
from projection.rates.stable import (
    discrete_net_reproduction_rate,
    ratios_by_sex,
    reproductive_value,
    stable_population,
)

Array = NDArray[np.float64]

_FEMALE = 1


def momentum(
    population: ArrayLike,
    survival: ArrayLike,
    fertility: ArrayLike,
    sex_ratio: ArrayLike,
    width: int,
) -> Array:
    """How far a population would still grow if fertility went to replacement at once.

    The age pattern of fertility stays; all rates are divided by the net reproduction rate.

    Parameters
    ----------
    population
        Persons, not all zero. Shape (..., 2, age).
    survival, fertility, sex_ratio, width
        As in `stable_population`.

    Returns
    -------
    ndarray
        Size in the long run over size now, both sexes: that of a closed projection. Shape
        (...).

    Raises
    ------
    RatesError
        As `stable_population`; nobody is there; nobody of the open group ever dies.

    Notes
    -----
    The stationary population that has the reproductive value of this one: Keyfitz and Caswell
    (2005), ch. 8; Preston and Guillot (1997), Population dynamics in an age of declining
    fertility, Genus 53.

    Examples
    --------
    Ages already stationary: nothing is left to grow.

    >>> survival = [[1.0, 0.5, 0.0], [1.0, 0.5, 0.0]]
    >>> people = [[20.0, 10.0, 0.0], [20.0, 10.0, 0.0]]
    >>> float(momentum(people, survival, [1.0, 2.0, 0.0], 1.0, width=1).round(9))
    1.0
    """
    people = checked(population, "population", sexes=("male", "female"))
    fits = people.shape[-2:] == (2, *np.shape(fertility)[-1:])
    check_shape(people, "population", fits, "schedules_shape_sexes_and_ages")
    size = people.sum(axis=(-2, -1))
    refuse(
        *(
            fault("schedules_nobody_there", place=cell("population", where), more=more)
            for where, more in first(size == 0)
        )
    )
    of_women = ratios_by_sex(survival)[..., _FEMALE, :]
    matrix = leslie_matrix(of_women, fertility, sex_ratio, width)
    level = discrete_net_reproduction_rate(matrix)[..., None]
    replacing = np.asarray(fertility, dtype=np.float64) / level
    settled = stable_population(survival, replacing, sex_ratio, width).age_share
    check_together(survival=matrix[..., 0, 0], population=size)
    matrix[..., 0, :] /= level
    value = reproductive_value(matrix)
    worth = (value * people[..., _FEMALE, :]).sum(axis=-1)
    return worth / (value * settled[..., _FEMALE, :]).sum(axis=-1) / size


def keyfitz_momentum(
    birth_rate: ArrayLike,
    life_expectancy: ArrayLike,
    growth_rate: ArrayLike,
    net_reproduction_rate: ArrayLike,
    mean_age: ArrayLike,
) -> Array:
    """Momentum of a population that has been stable, from five figures.

    Assumes that ages are those that the growth rate implies; `momentum` takes them as they are.

    Parameters
    ----------
    birth_rate
        b, per year and person, above zero.
    life_expectancy
        e0, years, above zero.
    growth_rate
        r, per year, not zero.
    net_reproduction_rate
        R0, above zero.
    mean_age
        Of childbearing in the stationary population, years, above zero.

    Returns
    -------
    ndarray
        b e0 (R0 - 1) / (r mean age R0): size in the long run over size now.

    Raises
    ------
    RatesError
        A value is out of its bounds or no number.

    Notes
    -----
    Keyfitz (1971), On the momentum of population growth, Demography 8-1, equation 6.

    Examples
    --------
    Ecuador 1965, as in the article: 1.69.

    >>> round(float(keyfitz_momentum(0.04482, 60.16, 0.03331, 2.59, 29.41)), 2)
    1.69
    """
    rate = checked_finite(growth_rate, "growth_rate")
    refuse(
        *(
            fault("schedules_no_growth", place=cell("growth_rate", where), more=more)
            for where, more in first(rate == 0)
        )
    )
    births = checked(birth_rate, "birth_rate", positive=True)
    years = checked(life_expectancy, "life_expectancy", positive=True)
    level = checked(net_reproduction_rate, "net_reproduction_rate", positive=True)
    age = checked(mean_age, "mean_age", positive=True)
    check_together(
        birth_rate=births,
        life_expectancy=years,
        growth_rate=rate,
        net_reproduction_rate=level,
        mean_age=age,
    )
    return births * years * (level - 1) / (rate * age * level)
