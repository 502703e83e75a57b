"""Random worlds for the kernel; no two dims have the same size."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from projection.kernel import Convention, Rates

Array = NDArray[np.float64]

AGES, PERIODS, SCENARIOS = 7, 4, 3

CONVENTIONS = [
    Convention(timing, counted, group, rate_base)
    for timing in ("start", "even", "end")
    for counted in (True, False)
    for group in ("joint", "separate")
    for rate_base in ("start", "present")
]


def world(
    seed: int,
    convention: Convention = Convention(),
    leading: tuple[int, ...] = (),
    ages: int = AGES,
    periods: int = PERIODS,
) -> tuple[Array, Rates]:
    """Make a population and rates; fertility is zero at the youngest age, as everywhere."""
    rng = np.random.default_rng(seed)
    columns = ages + (convention.open_group == "separate")
    fertility = rng.uniform(0.0, 0.4, (*leading, periods, ages))
    fertility[..., 0] = 0.0
    rates = Rates(
        survival=rng.uniform(0.4, 1.0, (*leading, periods, 2, columns)),
        fertility=fertility,
        sex_ratio=rng.uniform(1.0, 1.1, (*leading, periods)),
        migration_count=rng.uniform(-3.0, 5.0, (*leading, periods, 2, ages)),
        migration_rate=rng.uniform(-0.1, 0.1, (*leading, periods, 2, ages)),
    )
    return rng.uniform(50.0, 150.0, (*leading, 2, ages)), rates
