"""A scenario and base rates of the official five-year form give the rates of every period.

Beyond the last period of the inputs, its rates are held.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.estimation.official import OfficialBase, years_of_periods
from projection.official import OfficialRates
from projection.scenarios.levers import Migration, levered
from projection.scenarios.model import Scenario
from projection.scenarios.year_path import YearPath

Array = NDArray[np.float64]
Years = NDArray[np.int64]


class OfficialPeriodRates(NamedTuple):
    """What the recurrence needs, and what only readers need.

    Parameters
    ----------
    rates
        With a period axis.
    life_expectancy
        At the lower bound of every group, years. Shape (period, 2, age).
    total_fertility_rate
        That the child-woman ratio stands for by the national conversion. Shape (period,).
    sex_ratio_at_birth
        Males per female among the births worked back from the 0-4. Shape (period,).
    """

    rates: OfficialRates
    life_expectancy: Array
    total_fertility_rate: Array
    sex_ratio_at_birth: Array


@dataclass(frozen=True)
class _Moving:
    """What levers see of the base: nobody moves into the ages 0-4, who follow from women."""

    start: int
    width: int
    ages: Years
    population: Array
    net_migrants: Array


def official_rates(scenario: Scenario, base: OfficialBase, end: int) -> OfficialPeriodRates:
    """Work a scenario out for every period from the base year to `end`.

    A TFR path scales the child-woman ratio: `CWR TFR / (CWR conversion)`, so that the ratio
    becomes the mean TFR of the period's five years over the conversion of its end. A mortality
    level multiplies the hazard: survival ratios are raised to its power. Levers act on the ages
    reached at the end of the period.

    Parameters
    ----------
    scenario
        Resolved, of the method "ipss".
    base
        Base rates; their `start` sets the periods.
    end
        Last year; whole steps after `base.start`.

    Returns
    -------
    OfficialPeriodRates

    Raises
    ------
    ScenarioError
        A lever adds persons where nobody lives, or a balance is due before the start.

    Notes
    -----
    内閣府「地方人口ビジョンの策定のための手引き」: fertility assumptions by a modified
    child-woman ratio, the ratio of TFRs being uniform.
    """
    years = years_of_periods(base.start, (end - base.start) // base.width)
    period = np.minimum(np.arange(years.shape[0]), base.periods - 1)
    held = base.rates.at(period)
    conversion = base.fertility_conversion[period]
    ratio = held.child_woman_ratio
    if isinstance(scenario.fertility.tfr, YearPath):
        ratio = scenario.fertility.tfr.at(years).mean(axis=-1) / conversion
    level = scenario.mortality.level.at(years).mean(axis=-1)[:, None, None]
    moves = _moves(scenario, base, held, years)
    rates = held._replace(
        survival=held.survival**level,
        migration_rate=moves.rates,
        migration_count=moves.counts,
        child_woman_ratio=ratio,
    )
    return OfficialPeriodRates(
        rates,
        life_expectancy(rates.survival, base.width),
        ratio * conversion,
        held.child_sex_ratio * rates.survival[:, 1, 0] / rates.survival[:, 0, 0],
    )


def life_expectancy(survival: Array, width: int) -> Array:
    """Work life expectancy back from survival ratios.

    Exact at birth, where it is the sum of L. At higher ages the survivors to an exact age are
    taken as the mean of the person-years on both sides of it, over the width; to the open age,
    as those of the group before after half a step, whose mortality is that of the group before
    carried on at its growth with age (from none to a doubling in five years).

    Parameters
    ----------
    survival
        Into each group, birth first, the last two groups together into the open one; below one
        there. Shape (..., age).
    width
        Years in a closed group.

    Returns
    -------
    ndarray
        Years still to live at the lower bound of each group. Shape (..., age).

    Notes
    -----
    Preston, Heuveline and Guillot (2001), Demography, ch. 6, equations 6.1 to 6.3 turned round:
    S = L(x) / L(x - n), and S = T(x) / T(x - n) for the open group.

    Examples
    --------
    Everybody lives through 0-4; half of the 0-4 and older are alive five years later.

    >>> life_expectancy(np.array([1.0, 0.5]), 5).tolist()
    [10.0, 5.0]
    """
    lived = width * np.cumprod(survival, axis=-1)
    last = survival[..., -1]
    lived[..., -1] = lived[..., -2] * last / (1 - last)
    still = np.flip(np.cumsum(np.flip(lived, axis=-1), axis=-1), axis=-1)
    reaching = np.ones_like(lived)
    reaching[..., 1:] = (lived[..., :-1] + lived[..., 1:]) / (2 * width)
    reaching[..., -1] = lived[..., -2] / width * _half_a_step(survival)
    return np.divide(still, reaching, out=np.zeros_like(still), where=reaching > 0)


def _half_a_step(survival: Array) -> Array:
    """Survival from the middle of the last closed group to the open age."""
    # Logs of no survivors are infinite, and so nobody gets there.
    with np.errstate(divide="ignore", invalid="ignore"):
        hazard = -np.log(survival[..., -3:-1])
        growth = np.nan_to_num(hazard[..., -1] / hazard[..., 0], nan=1.0)
    # The last ratio leads to the middle of the group: on to the open age it is three quarters
    # of a step more, from the middle of one way to that of the other.
    return np.exp(-hazard[..., -1] / 2 * np.clip(growth, 1.0, 2.0) ** 0.75)


def _moves(
    scenario: Scenario, base: OfficialBase, held: OfficialRates, years: Years
) -> Migration:
    living = base.population.copy()
    living[:, 0] = 0.0
    seen = _Moving(base.start, base.width, base.ages, living, base.net_migrants)
    start = Migration(held.migration_count, held.migration_rate)
    return levered(scenario, seen, start, years)
