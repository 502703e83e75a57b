"""One observed year, reproduced exactly: mortality level, fertility level, net migration.

Given a hazard multiplier, net migration by published group is the solution of a linear system:
the residual between the published end population and the one that births and survival alone
would leave. The multiplier is the standardised mortality ratio: published deaths over those
that the model gives, applied again until the two agree. The TFR follows from the published
births and the women of the year.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.errors import EstimationError, fault
from projection.estimation.observed import Observed
from projection.kernel import Rates, Step, project_step
from projection.rates.age_groups import graduation_matrix, regroup
from projection.rates.life_table import survival_from_hazard
from projection.variables import ROUNDING, SEX_LABELS, SEXES

Array = NDArray[np.float64]

_LOWEST, _HIGHEST = 0.05, 20.0
_ROUNDS, _CONVERGED = 200, 1e-13


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
        The period as the model runs it.
    """

    multiplier: float
    total_fertility_rate: float
    net_migrants: Array
    step: Step


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
        No plausible multiplier gives the published deaths, or a cell would fall below zero.
    """
    smooth = _smooth(observed, population)
    multiplier = 1.0
    for _ in range(_ROUNDS):
        fitted = _step(observed, period, population, smooth, multiplier)
        ratio = float(observed.deaths[period] / fitted.step.deaths.sum())
        if abs(ratio - 1) < _CONVERGED:
            return _not_negative(observed, period, fitted)
        multiplier *= ratio
        if not _LOWEST < multiplier < _HIGHEST:
            break
    raise EstimationError(
        fault(
            "deaths_not_fitted",
            file=observed.folder,
            year=int(observed.years[period]),
            deaths=f"{observed.deaths[period]:,.0f}",
            low=_LOWEST,
            high=_HIGHEST,
        )
    )


def _step(
    observed: Observed, period: int, population: Array, smooth: Array, multiplier: float
) -> FittedPeriod:
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
    migrants = _net_migrants(observed, period, population, smooth, rates)
    rates = rates._replace(migration_count=migrants)
    women = _women_years(population, rates)
    level = float(observed.births[period] / (observed.pattern[period] * women).sum())
    rates = rates._replace(fertility=level * observed.pattern[period])
    total = level * float(observed.pattern[period].sum())
    step = project_step(population, rates, 1)
    return FittedPeriod(multiplier, total, migrants, step)


def _net_migrants(
    observed: Observed, period: int, population: Array, smooth: Array, rates: Rates
) -> Array:
    """Solve for the residual, smooth over age as far as no cell falls below zero."""
    unmoved = project_step(population, rates, 1).population
    unmoved[:, 0] += _newborn(observed, period) * rates.survival[:, 0]
    left = regroup(unmoved, observed.cells, observed.groups)
    missing = observed.population[period + 1] - left
    migrants, added = _spread(observed, rates, missing, smooth)
    if (unmoved + added).min() >= 0:
        return migrants
    # In proportion to the people there, nobody leaves an empty cell. Any mixture of the two
    # keeps every group's sum: take as little of it as lifts the lowest cell to zero.
    even, even_added = _spread(observed, rates, missing, _even(observed, population))
    short = unmoved + added < 0
    lift = (even_added - added)[short]
    need = -(unmoved + added)[short] / np.where(lift > 0, lift, np.inf)
    return migrants + min(float(need.max()) * (1 + 1e-12), 1.0) * (even - migrants)


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


def _even(observed: Observed, population: Array) -> Array:
    """Spreading of group totals in proportion to population. Shape (2, cell, group)."""
    size = np.maximum(population, 1e-6)
    group = np.searchsorted(observed.groups, observed.cells, side="right") - 1
    totals = regroup(size, observed.cells, observed.groups)[:, group]
    member = group[:, None] == np.arange(observed.groups.size)
    return (size / totals)[..., None] * member


def _newborn(observed: Observed, period: int) -> Array:
    male = observed.sex_ratio[period] / (1 + observed.sex_ratio[period])
    return observed.births[period] * np.array([male, 1 - male])


def _women_years(population: Array, rates: Rates) -> Array:
    """Woman-years by cell, as the recurrence counts them for births."""
    per_woman = rates._replace(fertility=np.ones(population.shape[-1]))
    return project_step(population, per_woman, 1).births.sum(axis=-2)


def _not_negative(observed: Observed, period: int, fitted: FittedPeriod) -> FittedPeriod:
    population = fitted.step.population
    if population.min() >= -ROUNDING:
        return fitted
    sex, cell = np.unravel_index(int(population.argmin()), population.shape)
    raise EstimationError(
        fault(
            "fit_negative",
            file=observed.folder,
            year=int(observed.years[period]) + 1,
            sex=SEX_LABELS[SEXES[sex]],
            age=int(observed.cells[cell]),
            persons=f"{population.min():,.2f}",
        )
    )
