"""One call for a batch: what it is, in blocks, by workers, kept whole or as sums."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from typing import overload

import numpy as np

from projection.batch import plain
from projection.batch.kept import Kept, as_sums, as_trajectory, kept_sums, kept_whole
from projection.batch.model import AUTOMATIC, Computing, Factors, Reducer
from projection.batch.rows import Job, job
from projection.kernel import Array, Convention, Rates, Trajectory

BLOCK = 64
# Blocks a worker where trajectories are compiled.
SHARES = 4
# Cells and periods from which Numba pays for its start of half a second.
PAYS_FROM, PAYS_FROM_BY_CHANCE = 5 * 10**7, 10**6


def chosen_body(
    trajectories: int, rates: Rates, computing: Computing, *, by_chance: bool = False
) -> Computing:
    """Say which body "auto" means for a batch.

    Parameters
    ----------
    trajectories
        How many there are in all, before the batch is cut in pieces.
    rates
        Rates of any leading axes.
    computing
        Returned as it is where it names a body.
    by_chance
        Whether there is demographic chance, which takes NumPy ten times as long as Numba.

    Returns
    -------
    Computing
        With "numpy" or "numba" as body.

    Examples
    --------
    >>> none = np.zeros((45, 2, 101))
    >>> rates = Rates(none, none[:, 0], none[:, 0, 0], none, none)
    >>> chosen_body(8, rates, Computing()).body
    'numpy'
    """
    if computing.body != "auto":
        return computing
    cells = trajectories * int(np.prod(rates.migration_count.shape[-3:]))
    enough = PAYS_FROM_BY_CHANCE if by_chance else PAYS_FROM
    pays = cells >= enough and find_spec("numba") is not None
    return computing._replace(body="numba" if pays else "numpy")


@overload
def project_batch(
    population: Array,
    rates: Rates,
    factors: Factors | None,
    width: int,
    convention: Convention = ...,
    *,
    reducers: None = None,
    computing: Computing = ...,
) -> Trajectory: ...


@overload
def project_batch(
    population: Array,
    rates: Rates,
    factors: Factors | None,
    width: int,
    convention: Convention = ...,
    *,
    reducers: Sequence[Reducer],
    computing: Computing = ...,
) -> list[Array]: ...


def project_batch(
    population: Array,
    rates: Rates,
    factors: Factors | None,
    width: int,
    convention: Convention = Convention(),
    *,
    reducers: Sequence[Reducer] | None = None,
    computing: Computing = AUTOMATIC,
) -> Trajectory | list[Array]:
    """Carry many populations over all periods, each with shared rates and its own factors.

    What moves numbers: a factor acts alike on all ages of its period (`Factors`).

    Parameters
    ----------
    population
        Persons at the start of the first period. Shape (..., 2, age).
    rates
        Rates with a period axis, of any leading axes. All leading axes broadcast.
    factors
        How the draws depart from the rates; None: not at all.
    width
        Years in the step and in every closed age group.
    convention
        Order of events.
    reducers
        What is kept of every trajectory instead of all cells.
    computing
        Body, workers and block.

    Returns
    -------
    Trajectory or list of ndarray
        As `kernel.project`; with reducers one array a reducer, shape (..., period + 1, measure)
        of the population and (..., period, measure) of the others. Only these and one block a
        worker are held. Called again for the next draws (with their factors), it gives the same
        numbers as one call for all: quantiles need the sums of all draws, means and shares can
        be added up piece by piece.
    """
    batch = job(population, rates, factors or Factors(), width, convention)
    kept = kept_whole(batch) if reducers is None else kept_sums(batch, reducers)
    by_chance = batch.chances is not None
    _carry(batch, kept, chosen_body(batch.trajectories, rates, computing, by_chance=by_chance))
    if reducers is None:
        return as_trajectory(batch, kept)
    return as_sums(batch, kept, reducers)


def _carry(batch: Job, kept: tuple[Kept, ...], computing: Computing) -> None:
    carrier = plain.carrier
    if computing.body == "numba":
        from projection.batch.compiled import carrier  # noqa: PLC0415 - where it is installed
    workers, block = computing.workers or available_cores(), computing.block or BLOCK
    if computing.body == "numba" and computing.block is None:
        # One at a time in any case: as few blocks as keep all workers busy to the end.
        block = -(-batch.trajectories // (workers * SHARES)) or 1
    firsts = range(0, batch.trajectories, block)
    lasts = [min(first + block, batch.trajectories) for first in firsts]
    carry = carrier(batch, kept)
    with ThreadPoolExecutor(workers) as pool:
        # Looked at one by one, so that a fault of a block is raised here.
        for _ in pool.map(carry, firsts, lasts):
            pass


def available_cores() -> int:
    """Return how many cores this process may use; not every system knows which."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1
