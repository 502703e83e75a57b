"""Sizes of single-year cohorts, read from age groups published year after year.

One census or register in five-year groups says nothing on the sizes of its single years of age.
Six registers in a row do: each year the groups hold other cohorts, and a large cohort shows as
it crosses the bounds. The population of the first year is chosen together with one smooth net
migration rate by age so that the registers of all later years are met as well as their chance
variation allows, while the groups of the first year are met exactly.

In formulas u(x) is the size of a cell over its graduated size, m(x) the yearly net migration
rate. The sum minimised, a penalised least squares problem, is

    sum over years and groups of (observed - projected)^2 / (turnover x observed x years gone)
    + sum of (second difference of u)^2 / 0.2^2 + sum of (second difference of m)^2 / 0.003^2
    + sum of m^2 / 0.1^2

subject to the first year's groups. The scales say how far neighbouring cohorts and rates
usually differ; DECISIONS.md tells how they were checked.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from projection.estimation.observed import Observed
from projection.kernel import Rates, entered, project
from projection.rates.age_groups import graduate, regroup
from projection.rates.life_table import death_probability, life_table, survival_from_hazard
from projection.variables import ROUNDING

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]

COHORT_SCALE, RATE_CURVE_SCALE, RATE_SCALE = 0.2, 0.003, 0.1


def first_population(observed: Observed) -> Array:
    """Estimate the first population of the window by cell.

    Parameters
    ----------
    observed
        The window.

    Returns
    -------
    ndarray
        Persons, not negative, every published group's total kept. Shape (2, cell).
    """
    totals = observed.population[0]
    if np.array_equal(observed.cells, observed.groups):
        return totals
    graduated = _graduated(observed)
    refined = graduated + _refinement(observed, graduated)
    return towards(graduated, refined, observed.cells, observed.groups)


def towards(graduated: Array, refined: Array, cells: Bounds, groups: Bounds) -> Array:
    """Go from graduated cells towards refined ones, in each group as far as none is below zero.

    Both keep every group's total, so a mixture with a share of its own in each group does.

    Parameters
    ----------
    graduated, refined
        Persons, the graduated not below zero. Shape (..., cell).
    cells, groups
        Lower bounds; every bound of a group is one of a cell.

    Returns
    -------
    ndarray
        Not below zero. Shape (..., cell).

    Examples
    --------
    The first group goes all the way, the second half of it:

    >>> graduated = np.array([5.0, 5.0, 2.0, 2.0])
    >>> refined = np.array([4.0, 6.0, 8.0, -2.0])
    >>> towards(graduated, refined, np.arange(4), np.array([0, 2])).tolist()
    [4.0, 6.0, 5.0, 0.0]
    """
    # Of an empty group rounding leaves as much below zero as above: that is not falling.
    falling = refined < -ROUNDING
    room = np.where(falling, graduated - refined, 1.0)
    first = np.searchsorted(cells, groups)
    shares = np.minimum.reduceat(np.where(falling, graduated / room, 1.0), first, axis=-1)
    share = np.repeat(shares, np.diff(first, append=cells.size), axis=-1)
    return np.maximum(graduated + share * (refined - graduated), 0.0)


def _graduated(observed: Observed) -> Array:
    stationary = life_table(death_probability(observed.hazard[0])).person_years
    weights = np.add.reduceat(stationary, observed.cells, axis=-1)
    return np.stack(
        [
            graduate(totals, weight, observed.cells, observed.groups)
            for totals, weight in zip(observed.population[0], weights, strict=True)
        ]
    )


def _refinement(observed: Observed, graduated: Array) -> Array:
    size = np.maximum(graduated, 0.5)
    survival = survival_from_hazard(observed.hazard, 1, int(observed.cells[-1]))
    response = _responses(observed, size, survival)
    missing = observed.population[1:] - _unmoved(observed, graduated, survival)
    changes = [_solve(observed, size, response, missing, sex) for sex in (0, 1)]
    return np.stack(changes)


def _responses(observed: Observed, size: Array, survival: Array) -> Array:
    """Later groups per unit of u and of m. Shape (2 cells, period, 2, group)."""
    cells = observed.cells.size
    unit = np.eye(cells)[:, None, :] * size
    nothing = np.zeros_like(unit)
    population = np.concatenate([unit, nothing])
    migrants = np.concatenate([nothing, unit])[:, None, :, :]
    periods = observed.years.size
    rates = Rates(
        survival,
        np.zeros((periods, cells)),
        observed.sex_ratio,
        np.broadcast_to(migrants, (2 * cells, periods, 2, cells)),
        np.zeros((periods, 2, cells)),
    )
    later = project(population, rates, 1).population[:, 1:]
    return regroup(later, observed.cells, observed.groups)


def _unmoved(observed: Observed, graduated: Array, survival: Array) -> Array:
    """Later groups with nobody moving and births as published. Shape (period, 2, group)."""
    alive, later = graduated, []
    male = observed.sex_ratio / (1 + observed.sex_ratio)
    newborn = observed.births[:, None] * np.stack([male, 1 - male], axis=-1)
    for births, ratios in zip(newborn, survival, strict=True):
        alive = entered(alive) * ratios
        alive[:, 0] = births * ratios[:, 0]
        later.append(regroup(alive, observed.cells, observed.groups))
    return np.stack(later)


def _solve(observed: Observed, size: Array, response: Array, missing: Array, sex: int) -> Array:
    """Change of the graduated cells of one sex that the later registers ask for."""
    cells, groups = observed.cells.size, observed.groups.size
    years = np.arange(1, observed.years.size + 1)[:, None]
    variance = observed.turnover * (observed.population[1:, sex] + 1) * years
    weight = 1 / np.sqrt(variance).ravel()
    curve = np.diff(np.eye(cells), 2, axis=0)
    none = np.zeros_like(curve)
    rows = np.vstack(
        [
            response[:, :, sex].reshape(2 * cells, -1).T * weight[:, None],
            np.hstack([curve / COHORT_SCALE, none]),
            np.hstack([none, curve / RATE_CURVE_SCALE]),
            np.hstack([np.zeros((cells, cells)), np.eye(cells) / RATE_SCALE]),
        ]
    )
    aim = np.zeros(rows.shape[0])
    aim[: weight.size] = missing[:, sex].ravel() * weight
    kept = np.hstack(
        [
            regroup(np.diag(size[sex]), observed.cells, observed.groups).T,
            np.zeros((groups, cells)),
        ]
    )
    system = np.block([[rows.T @ rows, kept.T], [kept, np.zeros((groups, groups))]])
    solution = np.linalg.solve(system, np.append(rows.T @ aim, np.zeros(groups)))
    return size[sex] * solution[:cells]
