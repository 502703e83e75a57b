"""Life tables for any age groups, complete and abridged, and what a projection takes from them.

The engine's own step stands in `life_table`; this is the toolbox: every value is checked. In
formulas n is the width of a group, mx the mortality rate, ax the years lived in the group by
those who die in it, qx the probability of dying, lx the survivors of one birth, dx the deaths,
Lx the person-years lived in the group, Tx those lived from age x on, ex = Tx / lx.

Source: Preston, Heuveline and Guillot (2001), Demography, ch. 3, box 3.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.errors import fault
from projection.rates.checking import (
    cell,
    check_ages_of,
    checked,
    checked_ages,
    filled,
    first,
    numbers,
    refuse,
    sexes_of,
)
from projection.rates.separation import (
    BOTH_SEXES,
    UN_RULE,
    AxRule,
    Infancy,
    years_of_dying,
)

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]


@dataclass(frozen=True)
class LifeTableColumns:
    """A life table per birth; columns have the shape (..., age).

    Parameters
    ----------
    age
        Lower bounds of the groups; the last is open. Shape (age,).
    mortality_rate
        nMx, deaths per person-year.
    separation
        nax, years; the open group's is 1 / mx.
    death_probability
        nqx; the open group's is 1.
    survivors
        lx, radix 1.
    deaths
        ndx = lx qx.
    person_years
        nLx.
    person_years_above
        Tx.
    life_expectancy
        ex, years.
    """

    age: Bounds
    mortality_rate: Array
    separation: Array
    death_probability: Array
    survivors: Array
    deaths: Array
    person_years: Array
    person_years_above: Array
    life_expectancy: Array


def abridged_life_table(
    mortality_rate: ArrayLike,
    age: ArrayLike,
    ax: AxRule | ArrayLike = UN_RULE,
    sexes: Sequence[str] = BOTH_SEXES,
) -> LifeTableColumns:
    """Build life tables from mortality rates of any age groups.

    What moves numbers is `ax`: nqx = n mx / (1 + (n - ax) mx). The open group is closed by
    L = l / m, as if its mortality were constant.

    Parameters
    ----------
    mortality_rate
        nMx, deaths per person-year. Shape (..., age); with the sexes on the axis before age
        where the rule differs by sex.
    age
        Lower bounds of the groups from 0, the last open (0, 1, 5, 10, ..., 85). Shape (age,).
    ax
        A rule, or your own years: shape (age - 1,) or (..., age - 1), the closed groups.
    sexes
        Names on the sex axis.

    Returns
    -------
    LifeTableColumns
        lx begins with 1 and loses dx from group to group; Tx is the sum of Lx from x on; the
        dx sum to 1; ex = Tx / lx.

    Raises
    ------
    RatesError
        Rates negative or not finite, ages that do not tile, shapes that do not fit, ax outside
        the group, a probability above 1, or no mortality in the last group: the table then ends
        early, without an open interval.

    Notes
    -----
    Preston, Heuveline and Guillot (2001), Demography, ch. 3, box 3.1.

    Examples
    --------
    Of one birth 4 x 0.1 / (1 + 2 x 0.1) = 1/3 die before age 4; those who die lived 2 years,
    L = 4 x 2/3 + 2 x 1/3 = 10/3; the others live 1 / 0.2 = 5 years more, T = 2/3 x 5 = 10/3.

    >>> from projection.rates.separation import MIDPOINT
    >>> table = abridged_life_table([0.1, 0.2], [0, 4], MIDPOINT)
    >>> table.person_years.round(4).tolist(), table.life_expectancy.round(4).tolist()
    ([3.3333, 3.3333], [6.6667, 5.0])
    """
    bounds = checked_ages(age)
    rates = checked(
        mortality_rate, "mortality_rate", ages=bounds, sexes=sexes_of(mortality_rate, sexes)
    )
    check_ages_of(rates, "mortality_rate", bounds)
    _check_open(rates, bounds)
    years = years_of_dying(ax, rates, bounds, sexes)
    _check_probabilities(rates, years, bounds, sexes)
    return columns(rates, bounds, years)


def complete_life_table(
    mortality_rate: ArrayLike,
    infancy: Infancy = "andreev_kingkade",
    sexes: Sequence[str] = BOTH_SEXES,
) -> LifeTableColumns:
    """Build complete life tables from mortality rates of single ages.

    Those who die at an age have lived half a year of it; at age 0 `infancy` says how long.

    Parameters
    ----------
    mortality_rate
        mx of the ages 0, 1, ..., the last open. Shape (..., age), or (..., sex, age) for a rule
        that differs by sex.
    infancy
        As in `AxRule`.
    sexes
        Names on the sex axis.

    Returns
    -------
    LifeTableColumns
        The same as `abridged_life_table` with groups one year wide.

    Raises
    ------
    RatesError
        As `abridged_life_table`.

    Notes
    -----
    Preston, Heuveline and Guillot (2001), Demography, ch. 3, box 3.1 with n = 1. `life_table`,
    from qx, is the form that runs use; its 1a0 is the same authors' line in q0.

    Examples
    --------
    A constant rate of 0.1: half a year lived by the dying, q = 0.1 / 1.05; e0 is 1 / 0.1.

    >>> table = complete_life_table([0.1, 0.1, 0.1], "midpoint")
    >>> table.death_probability.round(4).tolist(), float(table.life_expectancy[0].round(9))
    ([0.0952, 0.0952, 1.0], 10.0)
    """
    rates = np.atleast_1d(numbers(mortality_rate, "mortality_rate"))
    rule = AxRule(infancy, "midpoint")
    return abridged_life_table(rates, np.arange(rates.shape[-1]), rule, sexes)


def columns(rates: Array, age: Bounds, years: Array) -> LifeTableColumns:
    """As `abridged_life_table`, of values that have been checked; qx is held below 1."""
    width = np.diff(age).astype(np.float64)
    closed = np.minimum(width * rates[..., :-1] / (1 + (width - years) * rates[..., :-1]), 1.0)
    surviving = 1 - closed
    survivors = np.ones_like(rates)
    np.cumprod(surviving, axis=-1, out=survivors[..., 1:])
    # Per person who reaches the group, so that a group that nobody reaches has its values too.
    lived = np.concatenate([width * surviving + years * closed, 1 / rates[..., -1:]], axis=-1)
    left = lived.copy()
    for group in reversed(range(width.size)):
        left[..., group] += surviving[..., group] * left[..., group + 1]
    open_group = np.ones_like(rates[..., -1:])
    dying = np.concatenate([closed, open_group], axis=-1)
    return LifeTableColumns(
        age,
        rates,
        np.concatenate([np.broadcast_to(years, closed.shape), lived[..., -1:]], axis=-1),
        dying,
        survivors,
        survivors * dying,
        survivors * lived,
        survivors * left,
        left,
    )


def partial_life_expectancy(table: LifeTableColumns, lower: int, upper: int) -> Array:
    """Years lived between two ages per person who reaches the lower, (Tx - Ty) / lx.

    Parameters
    ----------
    table
        Any life table.
    lower, upper
        Ages at which groups begin, the lower first.

    Returns
    -------
    ndarray
        Years, `upper - lower` at most. Shape (...). From 0 to y, with what those at y have
        still to live: e0 = partial(0, y) + ly ey.

    Raises
    ------
    RatesError
        An age is not the lower bound of a group, or the upper is not above the lower.

    Notes
    -----
    Arriaga (1984), Measuring and explaining the change in life expectancies, Demography 21-1
    ("temporary life expectancy").

    Examples
    --------
    >>> from projection.rates.separation import MIDPOINT
    >>> table = abridged_life_table([0.1, 0.2], [0, 4], MIDPOINT)
    >>> float(partial_life_expectancy(table, 0, 4).round(4))
    3.3333
    """
    if upper <= lower:
        refuse(fault("rates_bounds_reversed", place="upper", upper=upper, lower=lower))
    first_group, end = (position_of(table.age, one) for one in (lower, upper))
    through = np.prod(1 - table.death_probability[..., first_group:end], axis=-1)
    left = table.life_expectancy
    return left[..., first_group] - through * left[..., end]


def position_of(age: Bounds, bound: int) -> int:
    """Return the position of the group that begins at an age.

    Raises
    ------
    RatesError
        None does.
    """
    found = np.flatnonzero(age == bound)
    if not found.size:
        refuse(fault("rates_age_not_a_bound", place="age", age=bound, known=age.tolist()))
    return int(found[0])


def _check_open(rates: Array, age: Bounds) -> None:
    for where, _ in first(rates[..., -1] <= 0):
        refuse_open_group("mortality_rate", (*where, age.size - 1), age, "rates_last_rate", 0)


def _check_probabilities(rates: Array, years: Array, age: Bounds, sexes: Sequence[str]) -> None:
    width = np.diff(age).astype(np.float64)
    closed, lived = np.broadcast_arrays(rates[..., :-1], years)
    dying = width * closed / (1 + (width - lived) * closed)
    refuse(
        *(
            fault(
                "rates_probability_above_one",
                place=cell("mortality_rate", where, age, sexes_of(rates, sexes)),
                rate=f"{closed[where]:.10g}",
                found=f"{dying[where]:.6g}",
                ax=f"{lived[where]:.6g}",
                more=more,
            )
            # A product that is 1 but for rounding is certain death, no fault.
            for where, more in first(dying > 1 + 1e-12)
        )
    )


def refuse_open_group(
    name: str, where: tuple[int, ...], age: Bounds, words: str, value: float
) -> None:
    found = filled(words, value=f"{value:g}")
    refuse(
        fault("rates_no_open_interval", place=cell(name, where, age), age=age[-1], found=found)
    )
