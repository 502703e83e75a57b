"""One observed year, reproduced exactly: mortality level, fertility level, net migration.

Given a hazard multiplier, net migration by published group is the solution of a linear system:
the residual between the published end population and the one that births and survival alone
would leave. The multiplier is the standardised mortality ratio: published deaths over those
that the model gives, applied again until the two agree. The TFR follows from the published
births and the women of the year.

Where the smooth residual would take more people out of a cell than are there (a few hundredths
of a person at the highest ages of a village), the cell ends empty, and the net migrants that
achieve it differ least from the smooth ones: the sum of (difference)^2 / population is smallest
subject to every group's sum. Such migrants always exist, so consistent figures are always
fitted.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.errors import EstimationError, fault
from projection.estimation.institutions import deaths_of, spread_alike
from projection.estimation.observed import Observed
from projection.kernel import Rates, Step, project_step
from projection.rates.age_groups import graduation_matrix, regroup
from projection.rates.life_table import survival_from_hazard

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

LOWEST, HIGHEST = 0.05, 20.0
ROUNDS, CONVERGED = 200, 1e-12


class FittedPeriod(NamedTuple):
    """One period as fitted.

    Parameters
    ----------
    multiplier
        Of the national hazard.
    total_fertility_rate
        That the births imply under the national pattern.
    net_migrants
        Persons by age at the event. Shape (2, cell).
    step
        The period as the model runs it, without residents of institutions.
    institution_deaths
        Of these, in the period.
    """

    multiplier: float
    total_fertility_rate: float
    net_migrants: Array
    step: Step
    institution_deaths: float = 0.0


def fit_period(observed: Observed, period: int, population: Array) -> FittedPeriod:
    """Fit one period of the window.

    Parameters
    ----------
    observed
        The window.
    period
        Its position in `observed.years`.
    population
        Persons at the start of the period. Shape (2, cell).

    Returns
    -------
    FittedPeriod
        Its step ends on the published population of every sex and group, with the published
        births and deaths.

    Raises
    ------
    EstimationError
        No plausible multiplier gives the published deaths.
    """
    smooth = _smooth(observed, population)
    multiplier, emptied = 1.0, np.zeros(population.shape, dtype=bool)
    for _ in range(ROUNDS):
        # Cells once emptied stay so: a set that came and went would keep deaths from settling.
        fitted, emptied = _step(observed, period, population, smooth, multiplier, emptied)
        lost = _deaths_in_institutions(observed, period, population, multiplier)
        fitted = fitted._replace(institution_deaths=lost)
        ratio = float(observed.deaths[period] / (fitted.step.deaths.sum() + lost))
        if abs(ratio - 1) < CONVERGED:
            return fitted
        multiplier *= ratio
        if not LOWEST < multiplier < HIGHEST:
            break
    raise EstimationError(
        fault(
            "deaths_not_fitted",
            file=observed.folder,
            year=int(observed.years[period]),
            deaths=f"{observed.deaths[period]:,.0f}",
            low=LOWEST,
            high=HIGHEST,
        )
    )


def _deaths_in_institutions(
    observed: Observed, period: int, population: Array, multiplier: float
) -> float:
    residents = observed.institutions[period]
    if not residents.any():
        return 0.0
    hazard = observed.hazard[period] * multiplier
    survival = survival_from_hazard(hazard, 1, int(observed.cells[-1]))
    there = spread_alike(residents, population, observed.cells, observed.groups)
    return deaths_of(there, survival)


def _step(
    observed: Observed,
    period: int,
    population: Array,
    smooth: Array,
    multiplier: float,
    emptied: Mask,
) -> tuple[FittedPeriod, Mask]:
    survival = survival_from_hazard(
        observed.hazard[period] * multiplier, 1, int(observed.cells[-1])
    )
    rates = Rates(
        survival,
        np.zeros(observed.cells.size),
        observed.sex_ratio[period],
        np.zeros_like(population),
        np.zeros_like(population),
    )
    migrants, emptied = _net_migrants(observed, period, population, smooth, rates, emptied)
    rates = rates._replace(migration_count=migrants)
    women = _women_years(population, rates)
    level = float(observed.births[period] / (observed.pattern[period] * women).sum())
    rates = rates._replace(fertility=level * observed.pattern[period])
    total = level * float(observed.pattern[period].sum())
    step = project_step(population, rates, 1)
    return FittedPeriod(multiplier, total, migrants, step), emptied


def _net_migrants(
    observed: Observed,
    period: int,
    population: Array,
    smooth: Array,
    rates: Rates,
    emptied: Mask,
) -> tuple[Array, Mask]:
    """Solve for the residual, smooth over age as far as no cell falls below zero."""
    unmoved = project_step(population, rates, 1).population
    unmoved[:, 0] += _newborn(observed, period) * rates.survival[:, 0]
    left = regroup(unmoved, observed.cells, observed.groups)
    missing = observed.population[period + 1] - left
    migrants, added = _spread(observed, rates, missing, smooth)
    smoothly = unmoved + added
    change, end = np.zeros_like(migrants), smoothly
    emptied = emptied | (end < 0)
    while emptied.any():
        change, lifted = _least_change(observed, rates, population, smoothly, emptied)
        end = smoothly + lifted
        # The rest of a group of anybody is never all below zero: this ends.
        if not (short := (end < 0) & ~emptied).any():
            break
        emptied = emptied | short
    return migrants + change, emptied


def _least_change(
    observed: Observed, rates: Rates, population: Array, end: Array, emptied: Mask
) -> tuple[Array, Array]:
    """Change net migrants least so that `emptied` end at zero and groups keep their sums.

    Returns the change by cell, and what it adds at the end.
    """
    cells = observed.cells.size
    unit = np.broadcast_to(np.eye(cells)[:, None, :], (cells, 2, cells))
    nobody = np.zeros(unit.shape)
    added = project_step(nobody, rates._replace(migration_count=unit), 1).population
    change = np.zeros_like(end)
    for sex, empty in enumerate(emptied):
        response = added[:, sex].T
        occupied = regroup((~empty).astype(np.float64), observed.cells, observed.groups) > 0
        sums = regroup(response.T, observed.cells, observed.groups).T[occupied]
        rows = np.vstack([sums, response[empty]])
        aim = np.append(np.zeros(len(sums)), -end[sex, empty])
        weighted = rows * np.maximum(population[sex], 1.0)
        change[sex] = weighted.T @ np.linalg.solve(weighted @ rows.T, aim)
    return change, np.einsum("csd,sc->sd", added, change)


def _spread(
    observed: Observed, rates: Rates, missing: Array, spread: Array
) -> tuple[Array, Array]:
    """Net migrants by cell, and what they add at the end, that close the gap of each group."""
    nobody = np.zeros(spread.shape[:2])
    migrants = np.moveaxis(spread, -1, 0)
    added = project_step(nobody, rates._replace(migration_count=migrants), 1)
    by_group = regroup(added.population, observed.cells, observed.groups)
    totals = np.linalg.solve(np.moveaxis(by_group, 0, -1), missing[..., None])
    return (spread @ totals)[..., 0], np.einsum("gsc,sg->sc", added.population, totals[..., 0])


def _smooth(observed: Observed, population: Array) -> Array:
    """Spreading of group totals by a smooth rate. Shape (2, cell, group)."""
    return np.stack(
        [
            graduation_matrix(size, observed.cells, observed.groups)
            for size in np.maximum(population, 1.0)
        ]
    )


def _newborn(observed: Observed, period: int) -> Array:
    male = observed.sex_ratio[period] / (1 + observed.sex_ratio[period])
    return observed.births[period] * np.array([male, 1 - male])


def _women_years(population: Array, rates: Rates) -> Array:
    """Woman-years by cell, as the recurrence counts them for births."""
    per_woman = rates._replace(fertility=np.ones(population.shape[-1]))
    return project_step(population, per_woman, 1).births.sum(axis=-2)
