"""Standard normal numbers, compiled by Numba: the same bits as `normals.normals`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from projection.batch.chance import CENTRAL
from projection.batch.compiling import Words, compiled, sources
from projection.batch.portable import central_quantile, logarithm, tail_quantile
from projection.batch.stream import philox, uniform
from projection.kernel import Array

Fill = Callable[[tuple[Any, Any], Words, Words, Any, Array], None]

philox_of, uniform_of = compiled(philox), compiled(uniform)
central, tail, logarithm_of = map(compiled, (central_quantile, tail_quantile, logarithm))


def _fill_of(seen: int) -> Fill:
    # As in `compiled`: what is enclosed is a part of the key of Numba's cache.
    def fill(key: tuple[Any, Any], where: Words, draws: Words, region: Any, out: Array) -> None:
        _ = seen
        none = np.uint64(0)
        for n in range(draws.size):
            uniforms = out[n].reshape(-1)
            for at in range(where.size):
                made = philox_of(where[at], draws[n], none, region, key)
                uniforms[2 * at] = uniform_of(made[0], made[1])
                uniforms[2 * at + 1] = uniform_of(made[2], made[3])
            _quantiles(uniforms)

    return compiled(fill, inlined=False, kept=True)


@compiled
def _quantiles(values: Array) -> None:
    """Put normal quantiles in the place of uniform numbers."""
    for at in range(values.size):
        u = values[at]
        q = u - 0.5
        if abs(q) > CENTRAL:
            distance = tail(logarithm_of(min(u, 1 - u)))
            values[at] = -distance if q < 0 else distance
        else:
            values[at] = central(q)


fill = _fill_of(sources())
