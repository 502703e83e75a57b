"""The rates of a scenario whose difference from another one comes some years later."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from projection.estimation import BaseRates
from projection.scenarios.levers import Migration, scenario_migration
from projection.scenarios.model import Fertility, Lever, Scenario, same_title
from projection.scenarios.rates import (
    PeriodRates,
    assemble,
    calendar_years,
    fertility,
    hazards,
)
from projection.scenarios.year_path import YearPath

Array = NDArray[np.float64]
Years = NDArray[np.int64]


def delayed_rates(
    scenario: Scenario, without: Scenario, base: BaseRates, end: int, delay: int
) -> PeriodRates:
    """Work a scenario out when what it does differently from another one comes later.

    With `s` the base year and `d` the delay, rates are those of `without` until `s + d`. From
    then on what the two say alike holds as it is, and of what they say differently

    - a path of fertility has in year `t` the value that it says of `t - d`: each of its points
      comes `d` years later;
    - a lever does in year `t` what it says of `t - d`: additions come later, the straight line
      of a balance begins and ends later, closed ages close at `s + d`;
    - the ratio of the two scenarios' hazards of death in year `t` is that of `t - d`, so that
      mortality goes on from where it has come to meanwhile.

    Parameters
    ----------
    scenario, without
        What is delayed, and what happens meanwhile.
    base
        Base rates; steps of one year.
    end
        Last year, as of 1 January.
    delay
        Years, not negative.

    Returns
    -------
    PeriodRates
        Those of `scenario` for no delay, those of `without` for one to `end` or later.
    """
    years = calendar_years(base, end)
    waiting = years[:, 0] < base.start + delay
    late = _new_levers(scenario, without)
    later = scenario.model_copy(
        update={"fertility": _later(scenario.fertility, without.fertility, delay)}
    )
    begun = scenario_migration(scenario, base, years, late, delay)
    meanwhile = scenario_migration(without, base, years)
    return assemble(
        base,
        years,
        _hazards(scenario, without, base, years, delay),
        _switch(waiting, fertility(without, base, years), fertility(later, base, years)),
        Migration(*(_switch(waiting, *pair) for pair in zip(meanwhile, begun, strict=True))),
    )


def _switch(waiting: NDArray[np.bool_], meanwhile: Array, begun: Array) -> Array:
    chosen = waiting.reshape(-1, *(1,) * (meanwhile.ndim - 1))
    return np.where(chosen, meanwhile, begun)


def _new_levers(scenario: Scenario, without: Scenario) -> list[Lever]:
    """Levers of `scenario` that `without` does not have, or has with other content."""
    return [
        lever
        for lever in scenario.migration
        if not any(_same(lever, other) for other in without.migration)
    ]


def _same(lever: Lever, other: Lever) -> bool:
    return same_title(lever.title, other.title) and lever.same_effect(other)


def _later(mine: Fertility, other: Fertility, delay: int) -> Fertility:
    given = {key: (getattr(mine, key), getattr(other, key)) for key in Fertility.model_fields}
    paths = {
        key: value.later(delay)
        for key, (value, same) in given.items()
        if isinstance(value, YearPath) and value != same
    }
    return mine.model_copy(update=paths)


def _hazards(
    scenario: Scenario, without: Scenario, base: BaseRates, years: Years, delay: int
) -> Array:
    meanwhile = hazards(without, base, years)
    if scenario.mortality == without.mortality:
        return meanwhile
    if delay == 0:
        return hazards(scenario, base, years)
    changed, ratio = hazards(scenario, base, years), np.ones_like(meanwhile)
    np.divide(changed, meanwhile, out=ratio, where=meanwhile > 0)
    come = np.ones_like(ratio)
    come[delay:] = ratio[:-delay]
    return meanwhile * come
