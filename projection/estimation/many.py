"""Base rates of many municipalities at once: the fit of `base.fit_base_rates`, in blocks.

Regions are fitted in blocks, since a thousand at once would work from main memory; they do not
know of one another, so blocks change nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.errors import Fault, fault
from projection.estimation.base import BaseRates, Fit
from projection.estimation.carried import carry_forward
from projection.estimation.course import Course, standard_course
from projection.estimation.fit import HIGHEST, LOWEST
from projection.estimation.observed import OPEN_AGE
from projection.estimation.panel import Panel, observe_many
from projection.estimation.panel_cohorts import first_populations
from projection.estimation.panel_fit import FittedYear, fit_year
from projection.inputs import Schedules
from projection.rates.age_groups import regroup

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]
Mask = NDArray[np.bool_]

_BLOCK = 64

Item = TypeVar("Item")
Value = TypeVar("Value")


class Each(Protocol):
    """Calls a function on every item, somewhere, and yields what it gives in their order."""

    def __call__(
        self, function: Callable[[Item], Value], items: Sequence[Item]
    ) -> Iterator[Value]:
        """Call the function, which a cluster must be able to pickle, as the items."""


@dataclass(frozen=True)
class ManyFits:
    """The window as fitted, of every region, as `base.Fit` of one.

    Parameters
    ----------
    years
        The fitted calendar years. Shape (period,).
    multipliers, total_fertility_rates
        Shape (region, period).
    population
        Persons by single age. Shape (region, period + 1, 2, single age).
    net_migrants
        Persons by age at the event. Shape (region, period, 2, single age).
    residuals
        Largest absolute difference from the published population by sex and group, persons.
        Shape (region,).
    """

    years: Bounds
    multipliers: Array
    total_fertility_rates: Array
    population: Array
    net_migrants: Array
    residuals: Array

    def of(self, regions: slice | Mask) -> ManyFits:
        """Return the same of some regions."""
        years, *arrays = vars(self).values()
        return ManyFits(years, *(one[regions] for one in arrays))


@dataclass(frozen=True)
class ManyBaseRates:
    """Base rates of many regions, as `BaseRates` of one, with a leading axis.

    Parameters
    ----------
    codes
        Six digits, of the regions that could be fitted.
    left_out
        Why the others could not, by code.
    start, width, ages, course, pattern
        As in `BaseRates`; the same for all.
    population, net_migrants, exposed, held_at_most
        Shape (region, 2, cell).
    multiplier, total_fertility_rate
        Shape (region,).
    fits
        The window as fitted.
    """

    codes: tuple[str, ...]
    left_out: dict[str, Fault]
    start: int
    width: int
    ages: Bounds
    course: Course
    pattern: Array
    population: Array
    net_migrants: Array
    exposed: Array
    held_at_most: Array
    multiplier: Array
    total_fertility_rate: Array
    fits: ManyFits

    def of(self, regions: slice | Mask) -> ManyBaseRates:
        """Return the same of some regions."""
        chosen = np.array(self.codes)[regions].tolist()
        return replace(
            self,
            codes=tuple(chosen),
            population=self.population[regions],
            net_migrants=self.net_migrants[regions],
            exposed=self.exposed[regions],
            held_at_most=self.held_at_most[regions],
            multiplier=self.multiplier[regions],
            total_fertility_rate=self.total_fertility_rate[regions],
            fits=self.fits.of(regions),
        )

    def one(self, code: str) -> BaseRates:
        """Return the base rates of one region."""
        at, fits = self.codes.index(code), self.fits
        return BaseRates(
            start=self.start,
            width=self.width,
            ages=self.ages,
            population=self.population[at],
            course=self.course,
            multiplier=float(self.multiplier[at]),
            total_fertility_rate=float(self.total_fertility_rate[at]),
            pattern=self.pattern,
            net_migrants=self.net_migrants[at],
            exposed=self.exposed[at],
            held_at_most=self.held_at_most[at],
            fit=Fit(
                years=fits.years,
                multipliers=fits.multipliers[at],
                total_fertility_rates=fits.total_fertility_rates[at],
                population=fits.population[at],
                net_migrants=fits.net_migrants[at],
                residuals={"population": float(fits.residuals[at])},
            ),
        )


def by_threads(function: Callable[[Item], Value], items: Sequence[Item]) -> Iterator[Value]:
    """Call a function on every item, by as many threads as there are cores, in order.

    Parameters
    ----------
    function, items
        What is called on which; NumPy lets threads work side by side on large arrays.
    """
    pool = ThreadPoolExecutor(_cores())
    try:
        yield from pool.map(function, items)
    finally:
        # Who is interrupted does not wait for what has not begun.
        pool.shutdown(cancel_futures=True)


def fit_many(
    register: xr.Dataset,
    schedules: Schedules,
    *,
    start: int,
    window: int = 5,
    width: int = 1,
    codes: Sequence[str] | None = None,
    each: Each = by_threads,
) -> ManyBaseRates:
    """Fit base rates of many municipalities to the window before the base date.

    Parameters
    ----------
    register
        As `inputs.Register.data`: population (region, year, sex, age), and births, deaths,
        in_migration and out_migration (region, period); NaN where there is no figure.
    schedules
        Of the standard population.
    start
        Base year.
    window
        Years before it that are fitted, as far as the register holds them.
    width
        Years in a step: 1 or 5, as in `fit_base_rates`.
    codes
        Of the regions wanted; all of the register by default.
    each
        Who fits the blocks.

    Returns
    -------
    ManyBaseRates
        Of each region what `fit_base_rates` gives from the same figures. Regions with a gap in
        their figures, or that admit no plausible rates, are left out.

    Raises
    ------
    EstimationError
        The register does not hold the window.

    Notes
    -----
    Ten times slower where BLAS has threads of its own (`OPENBLAS_NUM_THREADS` is not 1), as the
    command line sees to: blocks are fitted by threads already.
    """
    wanted = register["region"].values.tolist() if codes is None else list(codes)
    course = standard_course(schedules, OPEN_AGE + 1)
    panel = observe_many(register, course, wanted, start, window)
    left_out = _unobserved(panel, wanted, start)
    observed = [code not in left_out for code in wanted]
    panel = panel.of(np.array(observed, dtype=bool))
    wanted = [code for code in wanted if code not in left_out]
    fits = _fitted(panel, each)
    fitted = np.asarray(np.isfinite(fits.multipliers).all(axis=-1))
    left_out |= {
        wanted[at]: _no_deaths(panel, fits.multipliers, int(at))
        for at in np.flatnonzero(~fitted)
    }
    kept = tuple(code for code, good in zip(wanted, fitted, strict=True) if good)
    by_size = schedules.migration_by_size
    return _base_rates(fits.of(fitted), course, by_size, (kept, left_out), (start, width))


def _unobserved(panel: Panel, codes: Sequence[str], start: int) -> dict[str, Fault]:
    whole = np.isfinite(panel.population).all(axis=(1, 2, 3))
    whole &= np.isfinite(panel.births + panel.deaths).all(axis=-1)
    whole &= np.isfinite(panel.turnover) & (panel.turnover > 0)
    years = f"{panel.years[0]}-{start}"
    return {
        code: fault("many_not_observed", years=years)
        for code, good in zip(codes, whole, strict=True)
        if not good
    }


def _no_deaths(panel: Panel, multipliers: Array, region: int) -> Fault:
    period = int(np.flatnonzero(~np.isfinite(multipliers[region]))[0])
    return fault(
        "deaths_not_fitted",
        year=int(panel.years[period]),
        deaths=f"{panel.deaths[region, period]:,.0f}",
        low=LOWEST,
        high=HIGHEST,
    )


def _fitted(panel: Panel, each: Each) -> ManyFits:
    last = max(len(panel.births), 1)
    pieces = [panel.of(slice(at, at + _BLOCK)) for at in range(0, last, _BLOCK)]
    parts = zip(*(vars(one).values() for one in each(_fit_block, pieces)), strict=True)
    _, *arrays = (np.concatenate(one) for one in parts)
    return ManyFits(panel.years, *arrays)


def _fit_block(panel: Panel) -> ManyFits:
    stocks = [first_populations(panel)]
    years: list[FittedYear] = []
    for period in range(panel.years.size):
        years.append(fit_year(panel, period, stocks[-1]))
        stocks.append(years[-1].population)
    population = np.stack(stocks, axis=1)
    groups = regroup(population, panel.cells, panel.groups)
    return ManyFits(
        years=panel.years,
        multipliers=np.stack([one.multipliers for one in years], axis=1),
        total_fertility_rates=np.stack([one.total_fertility_rates for one in years], axis=1),
        population=population,
        net_migrants=np.stack([one.net_migrants for one in years], axis=1),
        residuals=np.abs(groups - panel.population).max(axis=(1, 2, 3)),
    )


def _base_rates(
    fits: ManyFits,
    course: Course,
    by_size: xr.DataArray | None,
    which: tuple[tuple[str, ...], dict[str, Fault]],
    time: tuple[int, int],
) -> ManyBaseRates:
    (codes, left_out), (start, width) = which, time
    single, ages = np.arange(OPEN_AGE + 1), np.arange(0, OPEN_AGE + 1, width)
    return ManyBaseRates(
        codes=codes,
        left_out=left_out,
        start=start,
        width=width,
        ages=ages,
        course=course,
        pattern=course.pattern(start - 1),
        # Rounding leaves an emptied cell as much below zero as above.
        population=regroup(np.maximum(fits.population[:, -1], 0.0), single, ages),
        fits=fits,
        **carry_forward(fits, course, ages, by_size)._asdict(),
    )


def _cores() -> int:
    # Not everywhere is it known which of the cores this process may use.
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1
