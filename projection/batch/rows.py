"""Leading axes of any kind to rows: every trajectory knows its row of every array."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.batch.model import Chance, Factors, Integers
from projection.kernel import Array, Convention, Rates

# How many axes stand behind the leading ones.
RATES_AXES = (3, 2, 1, 3, 3)
FACTORS_AXES = (1, 1, 2, 3, 3)
GROSS_AXES = 3


class Rows(NamedTuple):
    """An array with its leading axes flattened, and where every trajectory finds its own.

    Parameters
    ----------
    values
        Shape (row, ...); of no size where nothing was given.
    of
        The row of every trajectory.
    """

    values: Array
    of: Integers

    @property
    def given(self) -> bool:
        """Whether there are any."""
        return self.values.size > 0

    def block(self, first: int, last: int) -> Array:
        """Return the rows of trajectories `first` to `last` - 1: one where they share it."""
        rows = self.of[first:last]
        if (rows == rows[0]).all():
            return self.values[rows[:1]]
        if (np.diff(rows) == 1).all():
            return self.values[rows[0] : rows[-1] + 1]
        return self.values[rows]


class Chances(NamedTuple):
    """Chance by trajectory: the key of the stream, three words of its counter, gross moves."""

    key: NDArray[np.uint64]
    words: NDArray[np.uint64]
    gross: Rows


class Job(NamedTuple):
    """A batch of trajectories in rows; ln S for S where mortality has a factor."""

    population: Rows
    rates: tuple[Rows, ...]
    factors: tuple[Rows, ...]
    width: int
    convention: Convention
    chances: Chances | None
    leading: tuple[int, ...]

    @property
    def trajectories(self) -> int:
        """How many there are."""
        return len(self.population.of)

    @property
    def periods(self) -> int:
        """Steps of every trajectory."""
        return self.rates[1].values.shape[1]


def leading_shape(population: Array, rates: Rates, factors: Factors) -> tuple[int, ...]:
    """Return the leading axes of the whole batch.

    Examples
    --------
    Three scenarios, and five draws of the mortality of four periods.

    >>> rates = Rates(*(np.zeros((3, 1, 4, 2, 9)[: 2 + axes]) for axes in RATES_AXES))
    >>> leading_shape(np.zeros((2, 9)), rates, Factors(mortality=np.zeros((5, 4))))
    (3, 5)
    """
    behind: list[tuple[object, int]] = [(population, 2)]
    behind += zip(rates, RATES_AXES, strict=True)
    behind += zip(factors[:-1], FACTORS_AXES, strict=True)
    if factors.chance is not None:
        behind += [(part, 0) for part in factors.chance[1:4]]
        behind.append((factors.chance.gross, GROSS_AXES))
    given = [(np.asarray(array).shape, axes) for array, axes in behind if array is not None]
    return np.broadcast_shapes(*(shape[: len(shape) - axes] for shape, axes in given))


def job(
    population: Array, rates: Rates, factors: Factors, width: int, convention: Convention
) -> Job:
    """Lay a batch out in rows; of what is in order already, only ln S is new."""
    leading = leading_shape(population, rates, factors)
    own = [_rows(*part, leading) for part in zip(rates, RATES_AXES, strict=True)]
    if factors.mortality is not None:
        with np.errstate(divide="ignore"):
            own[0] = own[0]._replace(values=np.log(own[0].values))
    return Job(
        _rows(population, 2, leading),
        tuple(own),
        tuple(_rows(*part, leading) for part in zip(factors[:-1], FACTORS_AXES, strict=True)),
        width,
        convention,
        None if factors.chance is None else _chances(factors.chance, leading),
        leading,
    )


def _rows(array: Array | None, axes: int, leading: tuple[int, ...]) -> Rows:
    if array is None:
        array = np.empty((0,) * axes)
    array = np.asarray(array, dtype=np.float64)
    before = array.ndim - axes
    # An axis of stride 0 says the same again and again: one is enough.
    once = tuple(slice(1) if step == 0 else slice(None) for step in array.strides[:before])
    array = array[once]
    count = int(np.prod(array.shape[:before]))
    own = np.arange(count).reshape(array.shape[:before])
    # A copy: a view of one row that all share would not be writable, and compiled anew.
    of = np.array(np.broadcast_to(own, leading).reshape(-1))
    values = array.reshape(count, *array.shape[before:])
    return Rows(np.require(values, requirements=["C", "W"]), of)


def _chances(chance: Chance, leading: tuple[int, ...]) -> Chances:
    key = np.array([chance.seed & 0xFFFFFFFF, chance.seed >> 32], dtype=np.uint64)
    words = [np.broadcast_to(part, leading).reshape(-1) for part in chance[1:4]]
    return Chances(
        key,
        np.stack(words, axis=-1).astype(np.uint64),
        _rows(chance.gross, GROSS_AXES, leading),
    )
