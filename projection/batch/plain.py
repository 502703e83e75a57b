"""The recurrence of a block with NumPy: factors become rates one period at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from projection.batch.chance import chance_of, chance_step
from projection.batch.kept import Kept
from projection.batch.portable import SMALLEST, exponential
from projection.batch.rows import Job
from projection.kernel import Array, Rates, project_step


def carrier(job: Job, kept: tuple[Kept, ...]) -> Callable[[int, int], None]:
    """Return a function that carries trajectories `first` to `last` - 1 and keeps them.

    Parameters
    ----------
    job
        The batch.
    kept
        What is kept of population, births, deaths and net migration; written to.
    """
    return partial(_carry, job, kept)


def _carry(job: Job, kept: tuple[Kept, ...], first: int, last: int) -> None:
    rates = Rates(*(rows.block(first, last) for rows in job.rates))
    factors = [rows.block(first, last) if rows.given else None for rows in job.factors]
    people = job.population.block(first, last)
    people = np.broadcast_to(people, (last - first, *people.shape[1:]))
    kept[0].keep(first, last, 0, people)
    chance = (
        None if job.chances is None else chance_of(job.chances, first, last, people.shape[-1])
    )
    for period in range(job.periods):
        now = factored(
            rates.at(period), factors, period, np.exp if chance is None else exponential
        )
        if chance is None:
            step = project_step(people, now, job.width, job.convention)
        else:
            step = chance_step(people, now, chance(period), job.width, job.convention)
        people = step.population
        kept[0].keep(first, last, period + 1, people)
        for one, flow in zip(kept[1:], step[1:], strict=True):
            one.keep(first, last, period, flow)


def factored(
    rates: Rates,
    factors: list[Array | None],
    period: int,
    exponential: Callable[[Array], Array],
) -> Rates:
    """Return one period's rates of every draw of a block.

    Parameters
    ----------
    rates
        Of the period, leading axis (trajectory) or (1); ln S instead of the survival ratio
        where there is a factor on mortality.
    factors
        Those of `Factors` with the same leading axis, in its order.
    period
        Which of the factors' periods.
    exponential
        What is taken for exp.

    Returns
    -------
    Rates
        For this block and period alone.

    Examples
    --------
    Half as many again die, and 0.02 of everybody leaves.

    >>> cells = np.full((1, 2, 3), np.log(0.81))
    >>> rates = Rates(cells, cells[:, 0], np.ones(1), 0 * cells, 0 * cells)
    >>> moving = np.array([[[-2.0]]]), np.full((1, 1, 2, 3), 0.01)
    >>> now = factored(rates, [np.log([[1.5]]), None, *moving, None], 0, np.exp)
    >>> float(now.survival[0, 0, 0].round(6)), float(now.migration_rate[0, 0, 0])
    (0.729, -0.02)
    """
    mortality, fertility, scores, modes, mode_counts = factors
    if mortality is not None:
        hazard = rates.survival * exponential(mortality[:, period, None, None])
        rates = rates._replace(survival=exponential(np.maximum(hazard, SMALLEST)))
    if fertility is not None:
        level = exponential(fertility[:, period, None])
        rates = rates._replace(fertility=rates.fertility * level)
    if scores is not None:
        now = scores[:, period, :, None, None]
        rates = rates._replace(
            migration_rate=_shifted(rates.migration_rate, now, modes),
            migration_count=_shifted(rates.migration_count, now, mode_counts),
        )
    return rates


def _shifted(level: Array, scores: Array, modes: Array | None) -> Array:
    if modes is not None:
        for mode in range(modes.shape[1]):
            level = level + scores[:, mode] * modes[:, mode]
    return level
