"""Ways to change the level of mortality: a multiplier, a yearly fall, a target life expectancy.

In formulas mx is the mortality rate, qx the probability of dying.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.errors import fault
from projection.rates.checking import (
    cell,
    check_shape,
    checked,
    checked_finite,
    go_together,
    refuse,
)
from projection.rates.life_table import death_probability as probability_of
from projection.rates.life_table import hazard
from projection.rates.life_tables import abridged_life_table, columns
from projection.rates.separation import BOTH_SEXES, UN_RULE, AxRule, years_of_dying

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]

# How far mortality is multiplied in search of a life expectancy.
_LEAST, _MOST = 1e-4, 1e3


def multiply_hazard(death_probability: ArrayLike, multiplier: ArrayLike) -> Array:
    """Multiply the hazard: q' = 1 - (1 - q)^k. A rate mx is simply multiplied.

    The multiplier is taken to hold throughout the age group.

    Parameters
    ----------
    death_probability
        nqx. Shape (..., age).
    multiplier
        k, not negative. A number or a shape that broadcasts.

    Returns
    -------
    ndarray
        Probabilities; certain death stays certain. k = 1 changes nothing, and multiplying by j
        and then by k is multiplying by j k.

    Raises
    ------
    RatesError
        A probability is outside 0 to 1, a multiplier negative, or either not finite.

    Notes
    -----
    Preston, Heuveline and Guillot (2001), Demography, ch. 4 (proportional hazards).

    Examples
    --------
    >>> multiply_hazard([0.1, 0.5], 2.0).round(4).tolist()
    [0.19, 0.75]
    """
    dying = checked(death_probability, "death_probability", limit=1.0)
    level = checked(multiplier, "multiplier")
    fits = go_together(dying, level)
    check_shape(level, "multiplier", fits, "rates_shape_alike", other="death_probability")
    return np.where(dying == 1.0, 1.0, probability_of(level * hazard(dying)))


def improved_mortality(
    mortality_rate: ArrayLike, improvement: ArrayLike, years: ArrayLike
) -> Array:
    """Let mortality fall by a share every year: mx (1 - improvement)^t.

    The yearly improvement of each age is taken to last.

    Parameters
    ----------
    mortality_rate
        nMx. Shape (..., age).
    improvement
        Share per year by which mortality falls, from -1 (it doubles) to 1. A number or by
        age: a shape that broadcasts with `mortality_rate`.
    years
        Years gone by, t. Shape (year,).

    Returns
    -------
    ndarray
        Shape (year, ..., age); after 0 years, the rates themselves.

    Raises
    ------
    RatesError
        A rate or year is negative, an improvement outside -1 to 1, or any not finite.

    Examples
    --------
    >>> improved_mortality([0.2, 0.4], [0.5, 0.0], [0, 1, 2]).tolist()
    [[0.2, 0.4], [0.1, 0.4], [0.05, 0.4]]
    """
    rates = checked(mortality_rate, "mortality_rate")
    yearly = checked_finite(improvement, "improvement", limit=1.0)
    gone = checked(years, "years")
    check_shape(gone, "years", gone.ndim == 1, "schedules_shape_one_axis")
    fits = go_together(rates, yearly)
    check_shape(yearly, "improvement", fits, "rates_shape_alike", other="mortality_rate")
    now, remaining = np.broadcast_arrays(rates, 1 - yearly)
    return now * remaining ** gone.reshape(-1, *(1,) * now.ndim)


def mortality_for_life_expectancy(
    mortality_rate: ArrayLike,
    age: ArrayLike,
    target: ArrayLike,
    ax: AxRule | ArrayLike = UN_RULE,
    sexes: Sequence[str] = BOTH_SEXES,
) -> Array:
    """Solve for the multiplier of mortality at which life expectancy at birth is the target.

    All ages are multiplied alike; `brass` and `lee_carter` change the pattern too.

    Parameters
    ----------
    mortality_rate, age, ax, sexes
        As `abridged_life_table` takes them.
    target
        e0, years. A shape that broadcasts with that of the rates without age: (...).

    Returns
    -------
    ndarray
        The multiplier k. Shape (...). The life table of k mx has e0 = `target` to 1e-9 of a
        year (where the rule for infancy has a step, to that step's 1e-5).

    Raises
    ------
    RatesError
        As `abridged_life_table`; or no multiplier between 0.0001 and 1000 reaches the target.

    Notes
    -----
    Brent (1973), Algorithms for Minimization without Derivatives, ch. 4, on the logarithm of k.

    Examples
    --------
    Under a constant rate of 0.1 people live 10 years; to live 20, half the rate.

    >>> from projection.rates.separation import MIDPOINT
    >>> k = mortality_for_life_expectancy([0.1, 0.1, 0.1], [0, 1, 2], 20.0, MIDPOINT)
    >>> float(k.round(9))
    0.5
    """
    table = abridged_life_table(mortality_rate, age, ax, sexes)
    rates, bounds = table.mortality_rate, table.age
    wanted = checked(target, "target", positive=True)
    fits = go_together(wanted, rates[..., 0])
    check_shape(wanted, "target", fits, "rates_shape_alike", other="mortality_rate")
    shape = np.broadcast_shapes(wanted.shape, rates.shape[:-1])
    wanted, rates = (
        np.broadcast_to(wanted, shape),
        np.broadcast_to(rates, (*shape, bounds.size)),
    )
    found = np.empty(shape)
    for where, years in np.ndenumerate(wanted):
        # One person's table at a time, with its own sex and, where they are given, its own ax.
        sex = sexes[where[-1]] if where and len(sexes) == shape[-1] else ""
        own = (
            ax
            if isinstance(ax, AxRule)
            else np.broadcast_to(ax, (*shape, bounds.size - 1))[where]
        )
        found[where] = _multiplier(_e0_by_level(rates[where], bounds, own, sex), years, where)
    return found


def _e0_by_level(
    rates: Array, age: Bounds, ax: AxRule | ArrayLike, sex: str
) -> Callable[[float], float]:
    """Return life expectancy at birth as a function of the logarithm of the multiplier."""

    def life_expectancy(log_level: float) -> float:
        changed = rates[None] * np.exp(log_level)
        years = years_of_dying(ax, changed, age, (sex,))
        return float(columns(changed, age, years).life_expectancy[0, 0])

    return life_expectancy


def _multiplier(
    life_expectancy: Callable[[float], float], target: float, where: tuple[int, ...]
) -> float:
    from scipy.optimize import brentq  # noqa: PLC0415 - slow to import

    low, high = np.log(_LEAST), np.log(_MOST)
    longest, shortest = life_expectancy(low), life_expectancy(high)
    if not shortest <= target <= longest:
        refuse(
            fault(
                "rates_life_expectancy_out_of_reach",
                place=cell("target", where),
                target=f"{target:g}",
                low=f"{_LEAST:g}",
                high=f"{_MOST:g}",
                reached_low=f"{shortest:.4g}",
                reached_high=f"{longest:.4g}",
            )
        )
    solved = brentq(lambda level: life_expectancy(level) - target, low, high, xtol=1e-14)
    return float(np.exp(solved))
