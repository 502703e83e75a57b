"""Do intervals cover: past ensembles of every municipality against what came of it.

For a past base date variances are estimated from registers up to that date alone, and so are
base rates; ensembles are drawn around the default projection, and for every later register it
is told whether the population lies inside their central intervals.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import NamedTuple

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.analysis.backtest import BROAD, WINDOW, figures, known_then
from projection.analysis.backtest_errors import ALL_SIZES, SizeClass, size_classes
from projection.analysis.backtest_history import (
    date_of,
    first_needed,
    known_years,
    stocks,
    unchanged,
    whole_years,
)
from projection.analysis.backtest_methods import at_dates
from projection.analysis.departures import default_rates, uncertainty_of
from projection.batch import Chance, Computing, Factors, Reducer, project_batch
from projection.deviations import simulate
from projection.ensemble.moves import gross_moves
from projection.errors import EstimationError, fault
from projection.estimation.by_size import leaning_on_each_other
from projection.estimation.carried import year_weights
from projection.estimation.many import ManyBaseRates, fit_many
from projection.estimation.uncertainty import CHANCE_BELOW
from projection.inputs import Schedules
from projection.inputs.uncertainty import Uncertainty
from projection.kernel import Rates
from projection.running import CONVENTION

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

LEVELS = (50, 80, 95)
_EIGHT_IN_TEN = LEVELS.index(80)
LEAST_DRAWS = 50
# Municipalities drawn together, between two words on progress.
_PIECE = 16

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Coverage:
    """One base year's intervals put to the test.

    Parameters
    ----------
    base
        Base year.
    codes
        Municipalities tested, six digits.
    residents
        At the base date. Shape (region,).
    years
        Of the later registers. Shape (date,).
    draws
        Of every municipality.
    inside
        Whether the observed figure lies inside the central interval, for the figures of
        `backtest.BROAD`. Shape (level, region, date, figure).
    width
        Half of the interval in % of its median. Same shape.
    """

    base: int
    codes: tuple[str, ...]
    residents: Array
    years: tuple[int, ...]
    draws: int
    inside: Mask
    width: Array

    def horizon(self, year: int) -> float:
        """Return the years between the base date and that of a later register."""
        return date_of(year) - date_of(self.base)


class Covered(NamedTuple):
    """How many municipalities of a class lay inside at a date.

    Parameters
    ----------
    base, year, horizon
        Base year, that of the register compared with, and the years between; both years None
        where base dates are taken together, and the horizon a whole number.
    size
        The class; `ALL_SIZES` for all together.
    figure
        Of `backtest.BROAD`.
    municipalities
        How many were compared.
    shares
        In % inside the intervals of `LEVELS`.
    width
        Median half width of the 80 % interval, in %.
    """

    base: int | None
    year: int | None
    horizon: float
    size: SizeClass
    figure: str
    municipalities: int
    shares: tuple[float, ...]
    width: float


def coverage(
    history: xr.Dataset,
    schedules: Schedules,
    base: int,
    *,
    draws: int = 500,
    seed: int = 1,
    estimated_from: xr.Dataset | None = None,
    progress: Progress = lambda done, total: None,
) -> Coverage:
    """Draw ensembles from a past base date and set the later registers beside them.

    The assumption that matters: as in `backtest`, only municipalities are tested whose
    territory never changed, and Japanese residents alone.

    Parameters
    ----------
    history, schedules
        As in `backtest`.
    base
        Base year, 2005 or later.
    draws, seed
        Draws of every municipality, and their key.
    estimated_from
        Register that variances are estimated from, up to the base date; `history` where left
        out, which should then be the whole country.
    progress
        Called with the municipalities drawn so far and of how many.

    Returns
    -------
    Coverage
        Of each municipality whether it came inside.

    Raises
    ------
    EstimationError
        The register does not hold what is needed; nobody is left to test; too few draws.
    """
    if draws < LEAST_DRAWS:
        raise EstimationError(fault("coverage_draws", least=LEAST_DRAWS, found=draws))
    first, last = known_years(history)
    if not first + 2 * WINDOW <= base < last:
        low = first + 2 * WINDOW
        raise EstimationError(fault("coverage_base", base=base, low=low, high=last - 1))
    whole = history if estimated_from is None else estimated_from
    varying = uncertainty_of(whole, schedules, last=base, made=datetime.date(base, 1, 1))
    same = unchanged(history, first_needed(base, WINDOW), last)
    data = history.isel(region=np.flatnonzero(same))
    register = whole_years(data, base - WINDOW, base)
    fitted = fit_many(register, known_then(schedules, base), start=base, window=WINDOW)
    if not fitted.codes:
        raise EstimationError(fault("backtest_nobody", base=base, tried=same.size))
    fitted = leaning_on_each_other(fitted)
    years = tuple(range(base + 1, last + 1))
    chosen = data.sel(region=list(fitted.codes))
    observed = figures(stocks(chosen, np.array([base, *years])))[..., : len(BROAD)]
    moves = _moves(register.sel(region=list(fitted.codes)))
    inside = np.empty((len(LEVELS), *observed[:, 1:].shape), dtype=bool)
    width = np.empty(inside.shape)
    for begin in range(0, len(fitted.codes), _PIECE):
        piece = slice(begin, begin + _PIECE)
        drawn = _drawn(fitted.of(piece), varying, moves[piece], years, (draws, seed))
        inside[:, piece], width[:, piece] = _compared(drawn, observed[piece, 1:])
        progress(min(piece.stop, len(fitted.codes)), len(fitted.codes))
    return Coverage(base, fitted.codes, observed[:, 0, 0], years, draws, inside, width)


def covered(found: Coverage) -> list[Covered]:
    """Count by date, class of size and figure how often intervals covered.

    Parameters
    ----------
    found
        As `coverage` gives it.

    Returns
    -------
    list of Covered
        One for each date, class with municipalities in it, and figure.
    """
    return [
        one._replace(base=found.base, year=year, horizon=found.horizon(year))
        for at, year in enumerate(found.years)
        for one in _counted([(found, at)])
    ]


def covered_together(tested: Sequence[Coverage]) -> list[Covered]:
    """Count likewise over several base dates, by the nearest whole number of years.

    Parameters
    ----------
    tested
        One a base year; a municipality counts once for each.
    """
    at_horizon: dict[int, list[tuple[Coverage, int]]] = {}
    for one in tested:
        for at, year in enumerate(one.years):
            at_horizon.setdefault(round(one.horizon(year)), []).append((one, at))
    return [
        one._replace(horizon=years)
        for years, places in sorted(at_horizon.items())
        for one in _counted(places)
    ]


def _counted(places: Sequence[tuple[Coverage, int]]) -> Iterator[Covered]:
    """Count at dates, each a position in the years of its test."""
    residents = np.concatenate([one.residents for one, _ in places])
    inside = np.concatenate([one.inside[:, :, at] for one, at in places], axis=1)
    width = np.concatenate([one.width[_EIGHT_IN_TEN, :, at] for one, at in places])
    for size in (ALL_SIZES, *size_classes()):
        members = size.holds(residents)
        if members.any():
            shares = 100 * inside[:, members].mean(axis=1)
            widths = np.median(width[members], axis=0)
            for column, figure in enumerate(BROAD):
                of_level = tuple(shares[:, column].tolist())
                count, half = int(members.sum()), float(widths[column])
                yield Covered(None, None, np.nan, size, figure, count, of_level, half)


def _moves(register: xr.Dataset) -> Array:
    """Arrivals and departures of a year together, later years weighing more."""
    both = (register["in_migration"] + register["out_migration"]).transpose("region", "period")
    return np.asarray(both.values @ year_weights(both.sizes["period"]))


def _drawn(
    base: ManyBaseRates,
    varying: Uncertainty,
    moves: Array,
    years: tuple[int, ...],
    drawing: tuple[int, int],
) -> Array:
    """Figures of every draw at later registers. Shape (region, draw, date, figure)."""
    draws, seed = drawing
    elapsed = np.array([date_of(year) - date_of(base.start) for year in years])
    ahead = int(np.ceil(elapsed[-1]))
    rates = default_rates(base, ahead)
    residents = base.population.sum(axis=(1, 2))
    paths = np.stack(
        [
            simulate(
                varying.of(population, turnover),
                seed=seed,
                region=int(code),
                draws=np.arange(draws),
                periods=ahead,
            )
            for code, population, turnover in zip(
                base.codes, residents, moves / residents, strict=True
            )
        ]
    )
    found = np.empty((len(base.codes), draws, ahead + 1, len(BROAD)))
    small = residents < CHANCE_BELOW
    for chosen, by_chance in ((small, True), (~small, False)):
        if chosen.any():
            part, some = base.of(chosen), _of(rates, chosen)
            chance = _chance(part, moves[chosen], seed, (draws, ahead)) if by_chance else None
            found[chosen] = _projected(part, some, paths[chosen], (varying.modes, chance))
    return at_dates(found.reshape(-1, *found.shape[2:]), elapsed).reshape(
        *found.shape[:2], len(years), -1
    )


def _of(rates: Rates, regions: Mask) -> Rates:
    survival, fertility, ratio, counts, shares = rates
    return Rates(survival[regions], fertility[regions], ratio, counts[regions], shares[regions])


def _chance(base: ManyBaseRates, moves: Array, seed: int, size: tuple[int, int]) -> Chance:
    """Chance of small numbers; moves are those of the people at the base date throughout."""
    draws, periods = size
    regions = np.array([int(code) for code in base.codes])[:, None]
    gross = np.stack(
        [
            gross_moves(float(yearly), exposed, people[None])
            for yearly, exposed, people in zip(
                moves, base.exposed, base.population, strict=True
            )
        ]
    )
    every = np.repeat(gross[:, None], periods, axis=2)
    draw = np.arange(draws)[None]
    return Chance(seed, regions, np.zeros_like(draw), draw, every)


def _projected(
    base: ManyBaseRates, rates: Rates, paths: Array, varying: tuple[Array, Chance | None]
) -> Array:
    """Project draws of municipalities. Shape (region, draw, year, figure)."""
    modes, chance = varying
    by_region = Rates(
        rates.survival[:, None],
        rates.fertility[:, None],
        rates.sex_ratio,
        rates.migration_count[:, None],
        rates.migration_rate[:, None],
    )
    factors = Factors(
        mortality=np.ascontiguousarray(paths[..., 1]),
        fertility=np.ascontiguousarray(paths[..., 0]),
        migration=np.ascontiguousarray(paths[..., 2:]),
        modes=modes,
        chance=chance,
    )
    (people,) = project_batch(
        base.population[:, None],
        by_region,
        factors,
        1,
        CONVENTION,
        reducers=[Reducer("population", _weights(base.ages))],
        computing=_computing(),
    )
    return people


def _computing() -> Computing:
    # By chance the two bodies give the same numbers, and NumPy's is far slower.
    return Computing("numba" if find_spec("numba") else "numpy")


def _weights(ages: NDArray[np.int64]) -> Array:
    """Return 1 where a cell belongs to a figure. Shape (figure, 2, cell)."""
    bounds = [(low, np.inf if high is None else high) for low, high in BROAD.values()]
    inside = np.array([(ages >= low) & (ages <= high) for low, high in bounds], np.float64)
    return np.repeat(inside[:, None], 2, axis=1)


def _compared(drawn: Array, observed: Array) -> tuple[Mask, Array]:
    """Whether observed figures are inside, and half widths in %, by level."""
    tails = [(50 - level / 2, 50 + level / 2) for level in LEVELS]
    quantiles = np.percentile(drawn, [50.0, *(end for tail in tails for end in tail)], axis=1)
    low, high = quantiles[1::2], quantiles[2::2]
    inside = (low <= observed) & (observed <= high)
    middle = np.maximum(quantiles[0], 1.0)
    return inside, 50 * (high - low) / middle
