"""One observed year of many municipalities, each reproduced exactly.

The same equations, rounds and limits as in `projection.estimation.fit`, of all regions
together: a region leaves when its deaths agree. Migrants enter the equations through what they
add to the end of the year: half of them, and the survivors of the other half, one age older.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.estimation.fit import CONVERGED, HIGHEST, LOWEST, ROUNDS
from projection.estimation.panel import Panel
from projection.estimation.spreading import spreading_matrices
from projection.kernel import FEMALE, entered
from projection.rates.age_groups import regroup
from projection.rates.life_table import survival_from_hazard

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


class FittedYear(NamedTuple):
    """One year of every region.

    Parameters
    ----------
    multipliers
        Of the national hazard; NaN where no plausible one gives the deaths. Shape (region,).
    total_fertility_rates
        That the births imply under the national pattern. Shape (region,).
    net_migrants
        Persons by age at the event. Shape (region, 2, cell).
    population
        At the end of the year. Shape (region, 2, cell).
    """

    multipliers: Array
    total_fertility_rates: Array
    net_migrants: Array
    population: Array


@dataclass
class _State:
    """Regions on their way: what is known of them, and what the next round starts from."""

    panel: Panel
    population: Array
    smooth: Array
    multipliers: Array
    emptied: Mask

    def of(self, regions: Mask) -> _State:
        return _State(
            self.panel.of(regions),
            self.population[regions],
            self.smooth[regions],
            self.multipliers[regions],
            self.emptied[regions],
        )


def fit_year(panel: Panel, period: int, population: Array) -> FittedYear:
    """Fit one period of the window of every region.

    Parameters
    ----------
    panel
        The window.
    period
        Its position in `panel.years`.
    population
        Persons at the start of the period. Shape (region, 2, cell).

    Returns
    -------
    FittedYear
        As `fit.fit_period` of each.
    """
    count = len(population)
    smooth = spreading_matrices(np.maximum(population, 1.0), panel.cells, panel.groups)
    nobody = np.zeros(population.shape, dtype=bool)
    state = _State(panel, population, smooth, np.ones(count), nobody)
    found = FittedYear(
        np.full(count, np.nan),
        np.full(count, np.nan),
        np.full(population.shape, np.nan),
        np.full(population.shape, np.nan),
    )
    left = np.arange(count)
    for _ in range(ROUNDS):
        if not left.size:
            break
        survival = _survival(state, period)
        migrants = _net_migrants(state, period, survival)
        ratios = panel.deaths[left, period] / _deaths(state, period, survival, migrants)
        settled = np.abs(ratios - 1) < CONVERGED
        if settled.any():
            own = state.of(settled), survival[settled], migrants[settled]
            _keep(found, left[settled], period, *own)
        state.multipliers *= ratios
        plausible = (state.multipliers > LOWEST) & (state.multipliers < HIGHEST)
        going = ~settled & plausible
        if not going.all():
            state, left = state.of(going), left[going]
    return found


def _survival(state: _State, period: int) -> Array:
    hazard = state.panel.hazard[period] * state.multipliers[:, None, None]
    return survival_from_hazard(hazard, 1, int(state.panel.cells[-1]))


def _deaths(state: _State, period: int, survival: Array, migrants: Array) -> Array:
    at_risk = entered(state.population + migrants / 2)
    at_risk[..., 0] = state.panel.newborn(period)
    return np.asarray((at_risk - at_risk * survival).sum(axis=(-2, -1)))


def _keep(
    found: FittedYear,
    regions: NDArray[np.int64],
    period: int,
    state: _State,
    survival: Array,
    migrants: Array,
) -> None:
    """Write regions that have settled into what is found."""
    start = state.population + migrants / 2
    survivors = entered(start) * survival
    end = survivors + migrants / 2
    women = (start + end)[:, FEMALE] / 2
    pattern, births = state.panel.pattern[period], state.panel.births[:, period]
    end[..., 0] += state.panel.newborn(period) * survival[..., 0]
    found.multipliers[regions] = state.multipliers
    found.total_fertility_rates[regions] = (
        births / (women * pattern).sum(axis=-1) * pattern.sum()
    )
    found.net_migrants[regions] = migrants
    found.population[regions] = end


def _net_migrants(state: _State, period: int, survival: Array) -> Array:
    """Solve for the residual, smooth over age as far as no cell falls below zero."""
    panel = state.panel
    unmoved = entered(state.population) * survival
    unmoved[..., 0] = panel.newborn(period) * survival[..., 0]
    left = regroup(unmoved, panel.cells, panel.groups)
    missing = panel.population[:, period + 1] - left
    by_group = np.add.reduceat(_added(state.smooth, survival[..., None]), panel.groups, axis=-2)
    totals = np.linalg.solve(by_group, missing[..., None])
    migrants = np.asarray((state.smooth @ totals)[..., 0])
    smoothly = unmoved + _added(migrants[..., None], survival[..., None])[..., 0]
    # Cells once emptied stay so: a set that came and went would keep deaths from settling.
    state.emptied |= smoothly < 0
    for region in np.flatnonzero(state.emptied.any(axis=(-2, -1))):
        migrants[region] += _emptying(state, int(region), survival[region], smoothly[region])
    return migrants


def _added(migrants: Array, survival: Array) -> Array:
    """Return what migrants add to the end of the year; the cell is the axis before last."""
    half = migrants / 2
    return entered(half.swapaxes(-1, -2)).swapaxes(-1, -2) * survival + half


def _emptying(state: _State, region: int, survival: Array, smoothly: Array) -> Array:
    """Change net migrants least so that no cell of a region ends below zero."""
    emptied = state.emptied[region]
    change = np.zeros_like(smoothly)
    for sex in np.flatnonzero(emptied.any(axis=-1)):
        response = _response(survival[sex])
        sums = _summed(survival[sex], state.panel.groups)
        weight = np.maximum(state.population[region, sex], 1.0)
        while True:
            occupied = np.logical_or.reduceat(~emptied[sex], state.panel.groups)
            rows = np.concatenate([sums[occupied], response[emptied[sex]]])
            change[sex] = _least(rows, weight, -smoothly[sex][emptied[sex]])
            end = smoothly[sex] + response @ change[sex]
            # The rest of a group of anybody is never all below zero: this ends.
            if not (short := (end < 0) & ~emptied[sex]).any():
                break
            emptied[sex] |= short
    return change


def _response(survival: Array) -> Array:
    """Say what one migrant in each cell adds to it and the next. Shape (cell, cell)."""
    cells = np.arange(survival.size)
    response = np.zeros((survival.size, survival.size))
    response[cells, cells] = 0.5
    response[cells[1:], cells[:-1]] = survival[1:] / 2
    response[-1, -1] += survival[-1] / 2
    return response


def _summed(survival: Array, groups: NDArray[np.int64]) -> Array:
    """Say what one migrant in each cell adds to every group. Shape (group, cell)."""
    cells = np.arange(survival.size)
    of = np.searchsorted(groups, cells, side="right") - 1
    sums = np.zeros((groups.size, survival.size))
    sums[of, cells] = 0.5
    sums[of[1:], cells[:-1]] += survival[1:] / 2
    sums[-1, -1] += survival[-1] / 2
    return sums


def _least(rows: Array, weight: Array, emptying: Array) -> Array:
    """Least change, squared over population, that empties cells and keeps groups' sums.

    `rows` say what one migrant in each cell adds to groups, and then to the emptied cells.
    """
    aim = np.zeros(len(rows))
    aim[aim.size - emptying.size :] = emptying
    weighted = rows * weight
    return np.asarray(weighted.T @ np.linalg.solve(weighted @ rows.T, aim))
