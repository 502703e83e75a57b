"""Fair shares of a total: the Shapley value, and whole numbers that add up.

Sources: Shapley (1953), A value for n-person games, Contributions to the Theory of Games II.
In demography the same shares come out of Das Gupta (1993), Standardization and Decomposition of
Rates: A User's Manual; Horiuchi, Wilmoth and Pletcher (2008), A decomposition method based on a
model of continuous change, Demography 45-4, compare it with others.
"""

from __future__ import annotations

from math import factorial

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def shapley(values: Array) -> Array:
    """Share out what all players reach together: `v(all) - v(none)`.

    phi_i = sum over the sets S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S)): the
    mean, over all orders of the n players, of what i adds to those before it.

    Parameters
    ----------
    values
        `v` of every set of players. Shape (2**n, ...); the players of set number k are the
        bits of k, the first player being the lowest.

    Returns
    -------
    ndarray
        Shape (n, ...). Sums to `values[-1] - values[0]`; exactly zero for a player who never
        adds anything.

    Examples
    --------
    One finds 1, the other 2, both together 5: the 2 that only both find are halved.

    >>> shapley(np.array([0.0, 1.0, 2.0, 5.0])).tolist()
    [2.0, 3.0]
    """
    sets = np.arange(len(values))
    players = len(values).bit_length() - 1
    sizes = sum((sets >> player & 1 for player in range(players)), np.zeros_like(sets))
    shares = np.empty((players, *values.shape[1:]))
    for player in range(players):
        without = sets[(sets >> player & 1) == 0]
        added = values[without + (1 << player)] - values[without]
        shares[player] = np.tensordot(_weights(players)[sizes[without]], added, axes=1)
    return shares


def _weights(players: int) -> Array:
    """Weight of a set without the player, by its size."""
    return np.array(
        [
            factorial(size) * factorial(players - size - 1) / factorial(players)
            for size in range(players)
        ]
    )


def whole_shares(parts: Array, total: Array) -> Array:
    """Round parts to whole numbers that add up, by the largest remainder.

    Parameters
    ----------
    parts
        Shape (part, ...).
    total
        Whole numbers, what the rounded parts shall add up to. Shape (...).

    Returns
    -------
    ndarray
        Whole numbers. Where `total` is less than one away from the sum of `parts`, each is
        less than one away from its part, and a part of zero stays zero.

    Examples
    --------
    >>> whole_shares(np.array([1.4, 2.4, -0.3]), np.array(4.0)).tolist()
    [2.0, 2.0, 0.0]
    """
    if len(parts) == 0:
        return parts
    floors = np.floor(parts)
    missing = total - floors.sum(axis=0)
    order = np.argsort(floors - parts, axis=0, kind="stable")
    rank = np.argsort(order, axis=0, kind="stable")
    return floors + missing // len(parts) + (rank < missing % len(parts))
