"""Survival ratios of a projection step from a life table of any age groups."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from projection.errors import fault
from projection.rates.checking import check_choice, refuse
from projection.rates.life_tables import LifeTableColumns, position_of

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]

OpenGroup = Literal["joint", "separate"]


def group_survival_ratios(
    table: LifeTableColumns,
    width: int,
    open_age: int | None = None,
    open_group: OpenGroup = "joint",
) -> Array:
    """Survival ratios into each age group of a step of `width` years.

    The survivors of a group are taken to be spread over it as in the stationary population.

    Parameters
    ----------
    table
        Complete or abridged; its groups must begin at every multiple of `width` (1-4 beside 0
        is joined to 0-4).
    width
        Years in the step and in every closed group: 1 with complete tables, 5 with either.
    open_age
        Lower bound of the open group, a multiple of `width`; the table's own where left out.
    open_group
        "joint": one ratio takes the last two groups together into the open one,
        T(x) / T(x - n). "separate": one column more; the last closed group enters with
        L(x) / L(x - n), the open group remains with T(x + n) / T(x). Above the table's last age
        the mortality of its open group is taken as constant.

    Returns
    -------
    ndarray
        Shape (..., group) or (..., group + 1), between 0 and 1: births to the youngest group,
        L(0) / n; each group to the next, L(x) / L(x - n); into the open group. The stationary
        population, n births a step, renews itself under them.

    Raises
    ------
    RatesError
        A multiple of `width` is no lower bound of the table's groups, or `open_age` no multiple
        of `width` above 0.

    Notes
    -----
    Preston, Heuveline and Guillot (2001), Demography, ch. 6, equations 6.1 to 6.3.

    Examples
    --------
    A constant mortality of 0.1 and single ages: everybody but the newborn survives alike,
    (1 - 0.05) / (1 + 0.05); those at age 2 and over together survive as those who enter them.

    >>> from projection.rates.life_tables import complete_life_table
    >>> table = complete_life_table([0.1, 0.1, 0.1], "midpoint")
    >>> group_survival_ratios(table, 1).round(4).tolist()
    [0.9524, 0.9048, 0.9048]
    """
    check_choice(open_group, "open_group", OpenGroup)
    end = int(table.age[-1]) if open_age is None else open_age
    if width < 1 or end < width or end % width:
        refuse(fault("rates_open_age", place="open_age", open_age=end, width=width))
    starts = np.array([position_of(table.age, bound) for bound in range(0, end + 1, width)])
    # Per person who enters a group: the chance to leave it alive, and the years lived in it.
    surviving = 1 - table.death_probability
    through = np.multiply.reduceat(surviving, starts, axis=-1)[..., :-1]
    years = _years(table, starts)
    older = table.life_expectancy[..., starts[-1]]
    entering = through[..., -1] * older
    joint = entering / (years[..., -1] + entering)
    between = through[..., :-1] * years[..., 1:] / years[..., :-1]
    inner = np.concatenate([years[..., :1] / width, between], axis=-1)
    if open_group == "joint":
        return np.concatenate([inner, joint[..., None]], axis=-1)
    staying = _beyond(table, end + width, int(starts[-1])) / older
    arriving = entering * (1 - staying) / years[..., -1]
    return np.concatenate([inner, arriving[..., None], staying[..., None]], axis=-1)


def _years(table: LifeTableColumns, starts: Bounds) -> Array:
    """Years lived in each closed group per person who enters it."""
    dying = table.death_probability[..., :-1]
    width = np.diff(table.age)
    lived = width - (width - table.separation[..., :-1]) * dying
    reaching = np.ones_like(dying)
    for row in range(1, width.size):
        if row not in starts:
            reaching[..., row] = reaching[..., row - 1] * (1 - dying[..., row - 1])
    closed = slice(None, int(starts[-1]))
    return np.add.reduceat((reaching * lived)[..., closed], starts[:-1], axis=-1)


def _beyond(table: LifeTableColumns, age: int, reached: int) -> Array:
    """Years lived above `age` per person who has reached group `reached`."""
    surviving = 1 - table.death_probability
    last = int(table.age[-1])
    if age < last:
        position = position_of(table.age, age)
        return (
            surviving[..., reached:position].prod(axis=-1)
            * table.life_expectancy[..., position]
        )
    rate = table.mortality_rate[..., -1]
    return surviving[..., reached:-1].prod(axis=-1) * np.exp(-rate * (age - last)) / rate
