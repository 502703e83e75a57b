"""A scenario and the base rates of many municipalities give the rates of every period.

What does not depend on the municipality (hazards, ages of mothers, sex ratios) is worked out
once; the rest is scaled.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.errors import Fault, ScenarioError
from projection.estimation.course import each_year
from projection.estimation.many import ManyBaseRates
from projection.kernel import Rates
from projection.rates.life_table import death_probability, survival_ratios
from projection.scenarios.levers import Migration, base_migration, scenario_migration
from projection.scenarios.model import Scenario
from projection.scenarios.rates import calendar_years, fertility, hazards
from projection.scenarios.year_path import YearPath

Array = NDArray[np.float64]


class SharedRates(NamedTuple):
    """What a scenario makes of every municipality alike.

    Parameters
    ----------
    hazards
        Mean of every period for a multiplier of one. Shape (period, 2, single age).
    by_multiplier, by_fertility
        Whether the municipality's own level scales hazards, and ASFR.
    fertility
        ASFR, for a TFR of one where the municipality's own scales it. Shape (period, cell).
    sex_ratio
        Males per female at birth. Shape (period,).
    """

    hazards: Array
    by_multiplier: bool
    fertility: Array
    by_fertility: bool
    sex_ratio: Array


def shared_rates(scenario: Scenario, base: ManyBaseRates, end: int) -> SharedRates:
    """Work out what municipalities share.

    Parameters
    ----------
    scenario
        The resolved scenario.
    base
        Base rates of them all; their `start` and `width` set the periods.
    end
        Last year, as of 1 January; whole steps after `base.start`.
    """
    standard = replace(base.one(base.codes[0]), multiplier=1.0, total_fertility_rate=1.0)
    years = calendar_years(standard, end)
    return SharedRates(
        hazards=hazards(scenario, standard, years).mean(axis=1),
        by_multiplier=scenario.mortality.table is None,
        fertility=fertility(scenario, standard, years),
        by_fertility=not isinstance(scenario.fertility.tfr, YearPath),
        sex_ratio=each_year(base.course.sex_ratio, years).mean(axis=-1),
    )


def many_survival(shared: SharedRates, base: ManyBaseRates) -> Array:
    """Return survival ratios of every municipality. Shape (region, period, 2, cell).

    Parameters
    ----------
    shared
        As from `shared_rates`.
    base
        Gives the multipliers.
    """
    levels = base.multiplier if shared.by_multiplier else np.ones_like(base.multiplier)
    periods = len(shared.hazards)
    ratios = np.empty((levels.size, periods, 2, base.ages.size))
    for region, level in enumerate(levels):
        dying = death_probability(shared.hazards * level)
        ratios[region] = survival_ratios(dying, base.width, int(base.ages[-1]))
    return ratios


def many_rates(
    scenario: Scenario, shared: SharedRates, base: ManyBaseRates, survival: Array
) -> Rates:
    """Put the rates of municipalities together.

    Parameters
    ----------
    scenario, shared
        The scenario, and what `shared_rates` makes of it.
    base
        Base rates of the municipalities wanted.
    survival
        Theirs, as `many_survival` gives it.

    Returns
    -------
    Rates
        With the leading axis region; of each municipality what `period_rates` gives it.

    Raises
    ------
    ScenarioError
        As in `period_rates`.
    """
    level = base.total_fertility_rate if shared.by_fertility else np.ones(len(base.codes))
    migration = _migration(scenario, base, len(shared.fertility))
    return Rates(
        survival=survival,
        fertility=level[:, None, None] * shared.fertility,
        sex_ratio=shared.sex_ratio,
        migration_count=migration.counts,
        migration_rate=migration.rates,
    )


def misfits(scenario: Scenario, base: ManyBaseRates) -> dict[str, Fault]:
    """Return municipalities whose people the levers of a scenario do not fit, and why.

    Parameters
    ----------
    scenario, base
        The scenario, and base rates of all municipalities.
    """
    if all(lever.add_per_year is None for lever in scenario.migration):
        return {}
    faults: dict[str, Fault] = {}
    for code in base.codes:
        one = base.one(code)
        try:
            scenario_migration(scenario, one, calendar_years(one, one.start + one.width))
        except ScenarioError as error:
            faults[code] = error.faults[0]
    return faults


def _migration(scenario: Scenario, base: ManyBaseRates, periods: int) -> Migration:
    years = np.arange(base.start, base.start + base.width * periods).reshape(periods, -1)
    if not scenario.migration:
        return base_migration(base, scenario.basis, years)
    each = (base.one(code) for code in base.codes)
    found = [scenario_migration(scenario, one, years) for one in each]
    return Migration(*(np.stack(parts) for parts in zip(*found, strict=True)))
