"""Sizes of single-year cohorts of many municipalities at once.

The same penalised least squares as in `projection.estimation.cohorts`, whose formulas and
scales these are. What it costs there is the response of later registers to every cell; in units
of the cell's size it is the same for all municipalities, so here it is worked out once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from projection.estimation.cohorts import COHORT_SCALE, RATE_CURVE_SCALE, RATE_SCALE, towards
from projection.estimation.panel import Panel
from projection.estimation.spreading import graduate_each
from projection.kernel import Rates, entered, project
from projection.rates.age_groups import regroup
from projection.rates.life_table import death_probability, life_table, survival_from_hazard

Array = NDArray[np.float64]


def first_populations(panel: Panel) -> Array:
    """Estimate the first population of the window by cell, of every region.

    Parameters
    ----------
    panel
        The window.

    Returns
    -------
    ndarray
        As `cohorts.first_population` of each. Shape (region, 2, cell).
    """
    if np.array_equal(panel.cells, panel.groups):
        return panel.population[:, 0]
    graduated = _graduated(panel)
    refined = graduated + _refinement(panel, graduated)
    return towards(graduated, refined, panel.cells, panel.groups)


def _graduated(panel: Panel) -> Array:
    stationary = life_table(death_probability(panel.hazard[0])).person_years
    weights = np.add.reduceat(stationary, panel.cells, axis=-1)
    of_sex = (
        graduate_each(panel.population[:, 0, sex], weights[sex], panel.cells, panel.groups)
        for sex in (0, 1)
    )
    return np.stack([*of_sex], axis=1)


def _refinement(panel: Panel, graduated: Array) -> Array:
    size = np.maximum(graduated, 0.5)
    survival = survival_from_hazard(panel.hazard, 1, int(panel.cells[-1]))
    responses = _responses(panel, survival)
    missing = panel.population[:, 1:] - _unmoved(panel, graduated, survival)
    weights = _weights(panel)
    changes = [
        _solve(panel, size[:, sex], responses[sex], missing[:, :, sex], weights[:, :, sex])
        for sex in (0, 1)
    ]
    return np.stack(changes, axis=1)


def _responses(panel: Panel, survival: Array) -> Array:
    """Later groups per person at first, and per net migrant a year, of each cell.

    Shape (2, period group, 2 cells).
    """
    cells, periods = panel.cells.size, panel.years.size
    unit = np.broadcast_to(np.eye(cells)[:, None, :], (cells, 2, cells))
    nothing = np.zeros((cells, 2, cells))
    migrants = np.concatenate([nothing, unit])[:, None]
    rates = Rates(
        survival,
        np.zeros((periods, cells)),
        panel.sex_ratio,
        np.broadcast_to(migrants, (2 * cells, periods, 2, cells)),
        np.zeros((periods, 2, cells)),
    )
    later = project(np.concatenate([unit, nothing]), rates, 1).population[:, 1:]
    grouped = np.moveaxis(regroup(later, panel.cells, panel.groups), 2, 0)
    return grouped.reshape(2, 2 * cells, -1).swapaxes(-1, -2)


def _unmoved(panel: Panel, graduated: Array, survival: Array) -> Array:
    """Later groups with nobody moving and births as published: (region, period, 2, group)."""
    alive, later = graduated, []
    for period, ratios in enumerate(survival):
        alive = entered(alive) * ratios
        alive[..., 0] = panel.newborn(period) * ratios[:, 0]
        later.append(regroup(alive, panel.cells, panel.groups))
    return np.stack(later, axis=1)


def _weights(panel: Panel) -> Array:
    """One over the chance variation of every later group. Shape (region, period, 2, group)."""
    gone = np.arange(1, panel.years.size + 1)[:, None, None]
    variance = panel.turnover[:, None, None, None] * (panel.population[:, 1:] + 1) * gone
    return 1 / np.sqrt(variance)


def _solve(panel: Panel, size: Array, response: Array, missing: Array, weight: Array) -> Array:
    """Change of the graduated cells of one sex that the later registers ask for."""
    cells, groups, regions = panel.cells.size, panel.groups.size, len(size)
    by_weight = weight.reshape(regions, len(response), 1)
    rows = response * np.tile(size, 2)[:, None, :] * by_weight
    aim = missing.reshape(by_weight.shape) * by_weight
    kept = regroup(size[:, :, None] * np.eye(cells), panel.cells, panel.groups).swapaxes(1, 2)
    unknowns = 2 * cells
    system = np.zeros((regions, unknowns + groups, unknowns + groups))
    system[:, :unknowns, :unknowns] = rows.swapaxes(1, 2) @ rows + _stiffness(cells)
    system[:, unknowns:, :cells] = kept
    system[:, :cells, unknowns:] = kept.swapaxes(1, 2)
    right = np.zeros((regions, unknowns + groups, 1))
    right[:, :unknowns] = rows.swapaxes(1, 2) @ aim
    return size * np.linalg.solve(system, right)[:, :cells, 0]


def _stiffness(cells: int) -> Array:
    """Cost of sizes and rates that are not smooth. Shape (2 cells, 2 cells)."""
    curve = np.diff(np.eye(cells), 2, axis=0)
    bending = curve.T @ curve
    stiff = np.zeros((2 * cells, 2 * cells))
    stiff[:cells, :cells] = bending / COHORT_SCALE**2
    stiff[cells:, cells:] = bending / RATE_CURVE_SCALE**2 + np.eye(cells) / RATE_SCALE**2
    return stiff
