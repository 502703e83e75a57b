"""What is kept of a batch: all cells, or sums of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from projection.batch.model import Integers, Reducer
from projection.batch.rows import Job
from projection.kernel import Array, Trajectory

QUANTITIES = Trajectory._fields


class Kept(NamedTuple):
    """What is kept of one quantity.

    Parameters
    ----------
    out
        Shape (trajectory, period [+ 1], column); no columns where nothing is kept.
    whole
        Whether the columns are all cells (sex x age); otherwise they are measures.
    weights
        Shape (measure, cell).
    of_measure, first, last, values
        The same in runs of cells that stand together and weigh the same: those of measure m
        are `of_measure[m]` to `of_measure[m + 1]` - 1, each from cell `first` to `last` - 1.
    """

    out: Array
    whole: bool
    weights: Array
    of_measure: Integers
    first: Integers
    last: Integers
    values: Array

    def keep(self, first: int, last: int, moment: int, persons: Array) -> None:
        """Keep persons of trajectories `first` to `last` - 1, shape (trajectory, 2, age)."""
        flat = persons.reshape(last - first, -1)
        if self.whole:
            self.out[first:last, moment] = flat
        elif self.out.shape[-1]:
            # Not by BLAS: its sums may depend on how many rows there are.
            self.out[first:last, moment] = np.einsum("nc,mc->nm", flat, self.weights)


def kept_whole(job: Job) -> tuple[Kept, ...]:
    """Make room for all cells of all quantities."""
    cells = int(np.prod(job.population.values.shape[1:]))
    return tuple(_kept(job, name, cells, np.empty((0, cells))) for name in QUANTITIES)


def kept_sums(job: Job, reducers: Sequence[Reducer]) -> tuple[Kept, ...]:
    """Make room for the measures of all reducers, in their order within each quantity."""
    cells = int(np.prod(job.population.values.shape[1:]))
    rooms = []
    for name in QUANTITIES:
        own = [one.weights.reshape(-1, cells) for one in reducers if one.of == name]
        weights = np.concatenate([np.empty((0, cells)), *own])
        rooms.append(_kept(job, name, len(weights), weights))
    return tuple(rooms)


def as_trajectory(job: Job, kept: tuple[Kept, ...]) -> Trajectory:
    """Give whole quantities their axes back."""
    cells = job.population.values.shape[1:]
    return Trajectory(*(one.out.reshape(*job.leading, -1, *cells) for one in kept))


def as_sums(job: Job, kept: tuple[Kept, ...], reducers: Sequence[Reducer]) -> list[Array]:
    """Give every reducer its measures, with all leading axes; views of one array a quantity."""
    used = dict.fromkeys(QUANTITIES, 0)
    sums = []
    for one in reducers:
        out = kept[QUANTITIES.index(one.of)].out
        columns = slice(used[one.of], used[one.of] + len(one.weights))
        used[one.of] = columns.stop
        sums.append(out.reshape(*job.leading, *out.shape[1:])[..., columns])
    return sums


def _kept(job: Job, name: str, columns: int, weights: Array) -> Kept:
    moments = job.periods + (name == "population")
    out = np.empty((job.trajectories, moments, columns))
    weights = np.ascontiguousarray(weights)
    return Kept(out, columns > len(weights), weights, *_runs(weights))


def _runs(weights: Array) -> tuple[Integers, Integers, Integers, Array]:
    """Take runs of equal weight out of every row, without those of weight zero.

    Examples
    --------
    >>> [part.tolist() for part in _runs(np.array([[0.0, 2.0, 2.0], [1.0, 0.0, 1.0]]))]
    [[0, 1, 3], [1, 0, 2], [3, 1, 3], [2.0, 1.0, 1.0]]
    """
    bounded = np.pad(weights, ((0, 0), (1, 1)), constant_values=np.nan)
    row, edge = np.nonzero(bounded[:, 1:] != bounded[:, :-1])
    begins = np.flatnonzero(row[:-1] == row[1:])
    begins = begins[weights[row[begins], edge[begins]] != 0.0]
    of_measure = np.searchsorted(row[begins], np.arange(len(weights) + 1))
    first, last = edge[begins], edge[begins + 1]
    return of_measure, first, last, weights[row[begins], first]
