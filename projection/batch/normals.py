"""Standard normal numbers that are a function of their place, in both bodies."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from projection.batch.chance import normal_quantile
from projection.batch.model import Body
from projection.batch.stream import philox, uniform
from projection.kernel import Array

Words = NDArray[np.uint64]
Key = tuple[np.uint64, np.uint64]


def normals(key: Key, where: Words, draws: Words, region: int, body: Body = "numpy") -> Array:
    """Return two standard normal numbers of every draw and place.

    Parameters
    ----------
    key
        Two words of 32 bits.
    where
        Places within a draw. Shape (place,).
    draws, region
        Numbers of draws, shape (draw,), and of the municipality; words of 32 bits.
    body
        "numba" or "numpy"; the numbers are the same, bit for bit.

    Returns
    -------
    ndarray
        Shape (draw, place, 2).

    Examples
    --------
    >>> key, one = (np.uint64(1), np.uint64(0)), np.arange(1, dtype=np.uint64)
    >>> normals(key, one, one, region=7).round(3).tolist()
    [[[-1.004, 1.785]]]
    """
    if body == "numba":
        from projection.batch.compiled_normals import fill  # noqa: PLC0415 - where installed

        found = np.empty((draws.size, where.size, 2))
        fill(key, where, draws, np.uint64(region), found)
        return found
    uniforms = uniforms_of(key, where, draws[:, None], region)
    return normal_quantile(np.stack(uniforms, axis=-1))


def uniforms_of(key: Key, where: Any, draws: Any, region: int) -> tuple[Array, Array]:
    """Return two uniform random numbers of every draw and place; these broadcast."""
    words = philox(where, draws, np.uint64(0), np.uint64(region), key)
    return uniform(*words[:2]), uniform(*words[2:])
