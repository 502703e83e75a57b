"""A scenario and base rates give the rates of every period."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.errors import ScenarioError, fault
from projection.estimation import BaseRates
from projection.estimation.course import each_year, published_change
from projection.inputs import read_life_tables
from projection.kernel import Rates
from projection.rates.fertility import mean_over_groups, shift_pattern
from projection.rates.life_table import (
    death_probability,
    hazard,
    life_table,
    survival_ratios,
)
from projection.scenarios.levers import Migration, scenario_migration
from projection.scenarios.model import Scenario
from projection.scenarios.year_path import YearPath

Array = NDArray[np.float64]
Years = NDArray[np.int64]


class PeriodRates(NamedTuple):
    """What the recurrence needs, and what only readers need.

    Parameters
    ----------
    rates
        With a period axis.
    life_expectancy
        At the lower bound of every cell, years. Shape (period, 2, cell).
    """

    rates: Rates
    life_expectancy: Array


def period_rates(scenario: Scenario, base: BaseRates, end: int) -> PeriodRates:
    """Work a scenario out for every period from the base year to `end`.

    Parameters
    ----------
    scenario
        The resolved scenario.
    base
        Base rates; their `start` and `width` set the periods.
    end
        Last year, as of 1 January; whole steps after `base.start`.

    Returns
    -------
    PeriodRates
        A period of several years has the mean of its years' rates.

    Raises
    ------
    ScenarioError, InputsError
        A lever adds persons where nobody lives; the scenario's own life table is faulty; it
        follows a published course of mortality and the inputs hold none.
    """
    years = calendar_years(base, end)
    return assemble(
        base,
        years,
        hazards(scenario, base, years),
        fertility(scenario, base, years),
        scenario_migration(scenario, base, years),
    )


def calendar_years(base: BaseRates, end: int) -> Years:
    """Return the calendar years from the base year to `end`. Shape (period, width)."""
    return np.arange(base.start, end).reshape(-1, base.width)


def assemble(
    base: BaseRates, years: Years, hazards: Array, fertility: Array, migration: Migration
) -> PeriodRates:
    """Put the rates of every period together.

    Parameters
    ----------
    base
        Its cells and its sex ratio at birth.
    years
        As from `calendar_years`.
    hazards, fertility, migration
        As `hazards`, `fertility` and `levers.scenario_migration` give them.
    """
    dying = death_probability(hazards.mean(axis=1))
    rates = Rates(
        survival=survival_ratios(dying, base.width, int(base.ages[-1])),
        fertility=fertility,
        sex_ratio=each_year(base.course.sex_ratio, years).mean(axis=-1),
        migration_count=migration.counts,
        migration_rate=migration.rates,
    )
    return PeriodRates(rates, life_table(dying).life_expectancy[..., base.ages])


def hazards(scenario: Scenario, base: BaseRates, years: Years) -> Array:
    """Return hazards of every year. Shape (period, width, 2, single age)."""
    assumed = scenario.mortality
    fallen: Array = np.ones(years.shape)
    if assumed.improvement is not None:
        falls = 1 - assumed.improvement.at(years.ravel())
        # A fall in one year shows from the next year on; the first year is as observed.
        fallen = np.cumprod(np.concatenate([[1.0], falls[:-1]])).reshape(years.shape)
    if assumed.table is not None:
        found = _own_hazards(assumed.table, years)
    elif assumed.improvement is not None or assumed.course == "published":
        first = base.course.hazard(base.start) * base.multiplier
        found = np.broadcast_to(first, (*years.shape, *first.shape))
    else:
        found = each_year(base.course.hazard, years) * base.multiplier
    level: Array = assumed.level.at(years) * fallen
    changed: Array = found * level[..., None, None]
    if assumed.course == "published":
        changed = changed * _published_change(scenario, base, years, changed.shape[-1])
    return changed


def _published_change(scenario: Scenario, base: BaseRates, years: Years, ages: int) -> Array:
    course = base.course.published
    if course is None:
        file = str(scenario.file)
        raise ScenarioError(fault("scenario_no_course", file=file, place="mortality.course"))
    return published_change(course, base.start, years, ages)


def _own_hazards(table: Path, years: Years) -> Array:
    """Linear between the years of the scenario's own life tables, held outside."""
    tables = read_life_tables(table)
    listed = hazard(tables.values)
    known = tables["year"].values
    position = np.interp(years, known, np.arange(known.size))
    left = np.floor(position).astype(np.int64)
    right = np.ceil(position).astype(np.int64)
    share = (position - left)[..., None, None]
    return (1 - share) * listed[left] + share * listed[right]


def fertility(scenario: Scenario, base: BaseRates, years: Years) -> Array:
    """Return ASFR by cell. Shape (period, cell)."""
    tfr = scenario.fertility.tfr
    path = tfr if isinstance(tfr, YearPath) else YearPath.constant(base.total_fertility_rate)
    shifts = scenario.fertility.mean_age_shift.at(years)
    patterns = np.stack(
        [[shift_pattern(base.pattern, shift) for shift in period] for period in shifts]
    )
    yearly = path.at(years)[..., None] * patterns
    return mean_over_groups(yearly.mean(axis=1), base.width)
