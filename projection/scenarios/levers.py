"""Net migration of a scenario: what balance levers leave of the base, plus what others add.

Levers do not depend on their order. Where balance levers overlap, the one that leaves least
counts; `closed` ages have no net migration, whatever other levers say.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from projection.errors import ScenarioError, fault
from projection.estimation import BaseRates
from projection.estimation.carried import HELD_YEARS
from projection.rates.age_groups import regroup
from projection.scenarios.model import Lever, Scenario
from projection.scenarios.year_path import YearPath
from projection.variables import SEXES

Array = NDArray[np.float64]
Years = NDArray[np.int64]

_LOSS_GROUP = 5


class LeverBase(Protocol):
    """What levers must know of base rates: `BaseRates`, or those of the official form."""

    @property
    def start(self) -> int:
        """Base year."""

    @property
    def width(self) -> int:
        """Years in a step."""

    @property
    def ages(self) -> Years:
        """Lower bounds of the cells, the last open. Shape (cell,)."""

    @property
    def population(self) -> Array:
        """Persons over whom additions are spread. Shape (2, cell)."""

    @property
    def net_migrants(self) -> Array:
        """Yearly net migrants of the base period. Shape (2, cell)."""


class Migration(NamedTuple):
    """Net migration of every period of a projection.

    Parameters
    ----------
    counts
        Persons in a step, by age at the event. Shape (period, 2, cell).
    rates
        Per person of the cell and step (`kernel.Convention.rate_base`). Same shape.
    """

    counts: Array
    rates: Array


class MovingBase(Protocol):
    """What base net migration is made from: `BaseRates`, or `ManyBaseRates` by region."""

    @property
    def start(self) -> int:
        """Base year."""

    @property
    def width(self) -> int:
        """Years in a step."""

    @property
    def net_migrants(self) -> Array:
        """Yearly net migrants of the base period. Shape (..., 2, cell)."""

    @property
    def exposed(self) -> Array:
        """Persons among whom they came and went. Same shape."""

    @property
    def held_at_most(self) -> Array:
        """As many net departures a year may be a number at first. Same shape."""


def base_migration(base: MovingBase, basis: str, years: Years) -> Migration:
    """Net migration of the base period, as a scenario takes it on.

    The assumption that matters: who arrives comes from elsewhere, in as large a number
    whatever becomes of the city; who leaves goes on leaving in the same number at first, and
    as a share of those who live there after `HELD_YEARS`, linearly in between.

    Parameters
    ----------
    base
        Base rates.
    basis
        "rate": as above. The rate takes at most everybody (-1): where hardly anyone lives, a
        few hundredths of a person would otherwise make it any number. "count": counts
        throughout.
    years
        Calendar years by period. Shape (period, width).

    Returns
    -------
    Migration
        Per step. Shapes (..., period, 2, cell).
    """
    persons = base.net_migrants[..., None, :, :] * base.width
    if basis == "count":
        counts = np.repeat(persons, len(years), axis=-3)
        return Migration(counts, np.zeros_like(counts))
    leaving = np.minimum(persons, 0.0)
    living = np.maximum(base.exposed[..., None, :, :], -persons)
    share = np.divide(leaving, living, out=np.zeros_like(leaving), where=living > 0)
    # Where nearly everybody leaves, hardly anyone is left for a number to be taken from.
    room = base.held_at_most[..., None, :, :] * base.width * (1 + share)
    held = np.maximum(leaving, -room) * _still_held(years - base.start)
    rates = np.divide(leaving - held, living, out=np.zeros_like(held), where=living > 0)
    return Migration(np.maximum(persons, 0.0) + held, rates)


def _still_held(elapsed: Years) -> Array:
    """Share of what was held at first, mean of every period. Shape (period, 1, 1)."""
    left = np.maximum(1 - (elapsed + 0.5) / HELD_YEARS, 0.0)
    return np.asarray(left.mean(axis=-1)[:, None, None])


def scenario_migration(
    scenario: Scenario,
    base: BaseRates,
    years: Years,
    late: Collection[Lever] = (),
    delay: int = 0,
) -> Migration:
    """Net migration of every period.

    Parameters
    ----------
    scenario
        Its basis and levers.
    base
        Base rates.
    years
        Calendar years by period. Shape (period, width).
    late, delay
        Levers of the scenario that do in each year what they say of `delay` years before.

    Returns
    -------
    Migration
        Shapes (period, 2, cell).

    Raises
    ------
    ScenarioError
        Persons are added at ages where nobody lives, or a balance is due before the start.
    """
    return levered(
        scenario, base, base_migration(base, scenario.basis, years), years, late, delay
    )


def levered(
    scenario: Scenario,
    base: LeverBase,
    start: Migration,
    years: Years,
    late: Collection[Lever] = (),
    delay: int = 0,
) -> Migration:
    """Return what the levers of a scenario make of base net migration.

    Parameters
    ----------
    scenario, years, late, delay
        As in `scenario_migration`.
    base
        Whose levers change.
    start
        Base net migration per step, with a period axis or without.

    Returns
    -------
    Migration
        Shapes (period, 2, cell).

    Raises
    ------
    ScenarioError
        As in `scenario_migration`.
    """
    count, rate = start
    open_cells = np.ones(count.shape[-2:])
    kept = np.ones((years.shape[0], *open_cells.shape))
    added = Migration(np.zeros_like(kept), np.zeros_like(kept))
    for lever in scenario.migration:
        share = _share(lever, base)
        told = years - delay if lever in late else years
        if lever.closed:
            open_cells = np.minimum(open_cells, 1 - share)
        elif (towards := _balance_path(scenario, lever, base.start)) is not None:
            kept = np.minimum(kept, 1 - share * (1 - _yearly(towards, told)))
        else:
            more = lever_migration(scenario, lever, base, told)
            added = Migration(added.counts + more.counts, added.rates + more.rates)
    return Migration(
        (kept * count + added.counts) * open_cells, (kept * rate + added.rates) * open_cells
    )


def lever_migration(
    scenario: Scenario, lever: Lever, base: LeverBase, years: Years
) -> Migration:
    """Return what one additive lever adds in every period; zero for others.

    Raises
    ------
    ScenarioError
        Persons are added at ages where nobody lives.
    """
    share = _share(lever, base)
    nothing = np.zeros((years.shape[0], *share.shape))
    if lever.add_rate is not None:
        return Migration(nothing, share * _yearly(lever.add_rate, years) * base.width)
    if lever.add_per_year is None:
        return Migration(nothing, nothing)
    living = share * base.population
    if living.sum() <= 0:
        raise ScenarioError(
            fault("scenario_nobody_there", file=str(scenario.file), title=lever.title)
        )
    persons = _yearly(lever.add_per_year, years) * base.width
    return Migration(living / living.sum() * persons, nothing)


def _yearly(path: YearPath, years: Years) -> Array:
    """Mean of a path over the years of every period. Shape (period, 1, 1)."""
    return path.at(years).mean(axis=-1)[:, None, None]


def _balance_path(scenario: Scenario, lever: Lever, start: int) -> YearPath | None:
    """Return what a balance lever leaves of the base by year; None for other levers."""
    year = lever.balance_by or lever.halve_by
    if year is None:
        return None
    if year <= start:
        raise ScenarioError(
            fault(
                "scenario_lever_too_early",
                file=str(scenario.file),
                title=lever.title,
                start=start,
                found=year,
            )
        )
    return YearPath.of({start: 1.0, year: 0.0 if lever.balance_by else 0.5})


def _share(lever: Lever, base: LeverBase) -> Array:
    """Share of every cell that the lever concerns. Shape (2, cell)."""
    share = np.ones((len(SEXES), base.ages.size))
    if lever.sex != "both":
        share[1 - SEXES.index(lever.sex)] = 0.0
    if lever.ages is not None:
        share *= _overlap(*lever.ages, base.ages, base.width)
    if lever.losses_only:
        share *= _losing(base)
    return share


def _overlap(first: int, last: int, cells: Years, width: int) -> Array:
    within = np.minimum(last + 1, cells + width) - np.maximum(first, cells)
    overlap = np.clip(within / width, 0.0, 1.0)
    overlap[-1] = 1.0 if last >= cells[-1] else 0.0
    return overlap


def _losing(base: LeverBase) -> Array:
    """One in the cells of five-year groups, by sex, that lose people in the base period."""
    groups = np.arange(0, int(base.ages[-1]) + 1, _LOSS_GROUP)
    losing = regroup(base.net_migrants, base.ages, groups) < 0
    group = np.searchsorted(groups, base.ages, side="right") - 1
    return losing[:, group].astype(np.float64)
