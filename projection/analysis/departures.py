"""What past projections of municipalities carried forward, and how the register departed.

Every base year from five years after the register's first one is projected from; bases stand at
31 March, up to 2013, so that the windows before them lie wholly in registers of that day.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.analysis.backtest import WINDOW, known_then
from projection.analysis.backtest_history import (
    FIRST_IN_JANUARY,
    FLOWS,
    known_years,
    stocks,
    unchanged,
    whole_years,
)
from projection.errors import EstimationError, fault
from projection.estimation.by_size import leaning_on_each_other
from projection.estimation.course import standard_course
from projection.estimation.many import ManyBaseRates, ManyFits, fit_many
from projection.estimation.observed import OPEN_AGE
from projection.estimation.uncertainty import COHORT_YEARS, Departures, estimate_uncertainty
from projection.inputs import Schedules
from projection.inputs.migration_by_size import SIZES
from projection.inputs.uncertainty import Uncertainty
from projection.kernel import FEMALE, Rates, Trajectory, entered, project
from projection.language import Text
from projection.rates.age_groups import regroup
from projection.running import CONVENTION
from projection.scenarios.many import many_rates, many_survival, shared_rates
from projection.scenarios.model import Scenario

Array = NDArray[np.float64]

LAST_BASE = FIRST_IN_JANUARY - 1
_PIECE = 64
_WIDTH = 5
_GROUPS = np.arange(0, 81, _WIDTH)
_CELLS = np.arange(OPEN_AGE + 1)


class Register(NamedTuple):
    """The register of municipalities that never changed, as bare arrays from its first year.

    Parameters
    ----------
    first
        Its first year.
    stocks
        Persons. Shape (region, year, 2, group).
    flows
        In the order of `backtest_history.FLOWS`. Shape (flow, region, period).
    """

    first: int
    stocks: Array
    flows: Array

    def of(self, regions: slice) -> Register:
        """Return the same of some regions."""
        return Register(self.first, self.stocks[regions], self.flows[:, regions])

    def at(self, year: int) -> Array:
        """Return the people of a year. Shape (region, 2, group)."""
        return np.asarray(self.stocks[:, year - self.first])


def assume_nothing() -> Scenario:
    """Return the scenario in which the base rates go on."""
    name = Text(ja="現状", en="as it is")
    return Scenario(title=name, label=name, name="nothing", file=Path())


def default_rates(base: ManyBaseRates, years: int) -> Rates:
    """Return the rates of so many years as the program carries them forward by default."""
    scenario = assume_nothing()
    shared = shared_rates(scenario, base, base.start + years)
    return many_rates(scenario, shared, base, many_survival(shared, base))


def uncertainty_of(
    history: xr.Dataset, schedules: Schedules, *, made: datetime.date, last: int | None = None
) -> Uncertainty:
    """Estimate what varies from the register of all municipalities.

    Parameters
    ----------
    history, schedules
        As in `departures`.
    made
        The date of the estimate.
    last
        The last register looked at; all where left out.

    Raises
    ------
    EstimationError
        The register is too short, or lacks municipalities of a class of size.
    """
    first, known = known_years(history)
    end = known if last is None else last
    found = estimate_uncertainty(departures(history, schedules, end))
    return Uncertainty(SIZES, *found, (first, end), made)


def departures(history: xr.Dataset, schedules: Schedules, last: int) -> Departures:
    """Project from every base year, and compare with what followed up to a register.

    Parameters
    ----------
    history
        As `inputs.history.History.data`; municipalities unchanged since its first year are
        taken.
    schedules
        National schedules; of those later than a base year none is looked at.
    last
        The last register known.

    Returns
    -------
    Departures
        Bases from the register's first year plus five to `last` - 1, at most 2013.

    Raises
    ------
    EstimationError
        The register is too short, or no municipality is left.

    Notes
    -----
    People observed by five-year groups are spread over single ages as the projection has them.
    Net migrants of 2013, between registers nine months apart, are those of the accounts.
    """
    first, known = known_years(history)
    low = first + WINDOW + COHORT_YEARS
    if not low <= last <= known:
        raise EstimationError(fault("uncertainty_last", last=last, low=low, high=known))
    data = history.isel(region=np.flatnonzero(unchanged(history, first, last)))
    end = min(last, LAST_BASE)
    fitted = fit_many(
        whole_years(data, first, end),
        known_then(schedules, last),
        start=end,
        window=end - first,
    )
    if not fitted.codes:
        raise EstimationError(fault("uncertainty_nobody", tried=data.sizes["region"]))
    register = _register(data.sel(region=list(fitted.codes)), first, last)
    bases = range(first + WINDOW, min(last - 1, LAST_BASE) + 1)
    found = _room(len(bases), len(fitted.codes), last - bases[0])
    for at, base in enumerate(bases):
        then = _at_base(fitted, schedules, base)
        for begin in range(0, len(fitted.codes), _PIECE):
            piece = slice(begin, begin + _PIECE)
            _follow(then.of(piece), register.of(piece), last, found.of(at, piece))
    return found


def _room(bases: int, regions: int, years: int) -> Departures:
    cells = (bases, regions, 2, _GROUPS.size)
    shapes = (
        cells[:2],
        cells[:2],
        cells,
        (3, *cells[:2], years),
        (3, *cells[:2], years),
        cells,
    )
    return Departures(*(np.full(shape, np.nan) for shape in shapes))


def _register(data: xr.Dataset, first: int, last: int) -> Register:
    flows = [
        data[name].sel(period=np.arange(first, last)).transpose("region", "period").values
        for name in FLOWS
    ]
    return Register(
        first, stocks(data, np.arange(first, last + 1)), np.stack(flows).astype(np.float64)
    )


def _at_base(fitted: ManyBaseRates, schedules: Schedules, base: int) -> ManyBaseRates:
    """Return what a fit of the years before `base` alone would have carried forward."""
    fits = fitted.fits
    at = int(base - fits.years[0])
    window = slice(at - WINDOW, at)
    earlier = ManyFits(
        years=fits.years[window],
        multipliers=fits.multipliers[:, window],
        total_fertility_rates=fits.total_fertility_rates[:, window],
        population=fits.population[:, at - WINDOW : at + 1],
        net_migrants=fits.net_migrants[:, window],
        residuals=fits.residuals,
    )
    course = standard_course(known_then(schedules, base), OPEN_AGE + 1)
    then = replace(
        fitted,
        start=base,
        course=course,
        pattern=course.pattern(base - 1),
        population=fits.population[:, at],
        fits=earlier,
    )
    return leaning_on_each_other(then)


def _follow(base: ManyBaseRates, register: Register, last: int, found: Departures) -> None:
    """Write the departures of a few municipalities from one base year into `found`."""
    years = np.arange(base.start, last)
    rates = default_rates(base, years.size)
    carried = project(base.population, rates, 1, CONVENTION)
    seen = np.stack([register.at(year) for year in (*years, last)], axis=1)
    people = _spread(carried.population, seen)
    expected = _expected(people, rates)
    births, deaths, came, left, more, less = register.flows[..., years - register.first]
    moved = came - left + more - less
    # Between registers a whole year apart they tell the same, but where accounts are out.
    changed = np.diff(seen.sum(axis=(-2, -1)), axis=-1) - births + deaths
    moved = np.where(years == LAST_BASE, moved, changed)
    lived = (people[:, :-1] + people[:, 1:]).sum(axis=(-2, -1)).cumsum(axis=-1) / 2
    happened = np.stack([births, deaths, moved]).cumsum(axis=-1)
    awaited = expected.cumsum(axis=-1)
    measures = np.stack([awaited[0], awaited[1], lived])
    measures[measures <= 0] = np.nan
    found.residents[:] = seen[:, 0].sum(axis=(-2, -1))
    found.turnover[:] = _turnover(register, base.start)
    found.composition[:] = seen[:, 0] / found.residents[:, None, None]
    horizon = years.size
    found.departed[..., :horizon] = (happened - awaited) / measures
    moves = (came + left).cumsum(axis=-1)
    found.chance[..., :horizon] = np.stack([awaited[0], awaited[1], moves]) / measures**2
    if base.start + COHORT_YEARS <= min(last, LAST_BASE):
        found.cohorts[:] = _cohorts(carried, seen, found.departed, births)


def _turnover(register: Register, base: int) -> Array:
    """Arrivals and departures per resident and year before a base year. Shape (region,)."""
    at = base - register.first
    moves = register.flows[2:4, :, at - WINDOW : at].sum(axis=(0, 2))
    people = register.stocks[:, at - WINDOW : at].sum(axis=(1, 2, 3))
    return np.asarray(moves / people)


def _spread(projected: Array, observed: Array) -> Array:
    """Spread people observed by group over single ages in the proportions projected."""
    groups = regroup(projected, _CELLS, _GROUPS)
    scale = np.divide(observed, groups, out=np.ones_like(groups), where=groups > 0)
    return projected * scale[..., np.minimum(_CELLS // _WIDTH, _GROUPS.size - 1)]


def _expected(people: Array, rates: Rates) -> Array:
    """Return births, deaths and net migrants that rates give. Shape (3, region, year)."""
    mean = (people[:, :-1] + people[:, 1:]) / 2
    births = (rates.fertility * mean[..., FEMALE, :]).sum(axis=-1)
    at_risk = entered(people[:, :-1])
    at_risk[..., 0] = births[..., None] / 2
    deaths = (at_risk * (1 - rates.survival)).sum(axis=(-2, -1))
    migrants = (rates.migration_count + rates.migration_rate * mean).sum(axis=(-2, -1))
    return np.stack([births, deaths, migrants])


def _cohorts(carried: Trajectory, seen: Array, departed: Array, births: Array) -> Array:
    """Net migrants of cohorts beyond those carried forward, per person and year.

    Children born since are compared after births have been put right, and all after deaths.
    """
    years = COHORT_YEARS
    projected = regroup(carried.population[:, : years + 1], _CELLS, _GROUPS)
    born = carried.births[:, :years].sum(axis=(1, 2, 3))
    right = np.divide(
        births[:, :years].sum(axis=-1), born, out=np.ones_like(born), where=born > 0
    )
    end = projected[:, years].copy()
    end[..., 0] *= right[:, None]
    mean = (end + seen[:, years]) / 2
    mean = np.where(mean > 0, mean, np.nan)
    gained = (seen[:, years] - end) / mean / years
    # Those born within the five years were there for half of them.
    gained[..., 0] *= 2
    died = regroup(carried.deaths[:, :years].sum(axis=1), _CELLS, _GROUPS)
    lived = projected[:, :years].sum(axis=1)
    dying = np.divide(died, lived, out=np.zeros_like(died), where=lived > 0)
    return np.asarray(gained + departed[1, :, years - 1, None, None] * dying)
