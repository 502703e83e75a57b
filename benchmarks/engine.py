"""Engine time per trajectory: the batched recurrence against a plain NumPy loop, in one run.

The plain loop is what one would write first: one trajectory at a time, sexes and steps in
Python, ages as arrays. 50 years, two sexes, 101 ages, own migration in every cell.

Usage: python -m benchmarks.engine
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from projection.kernel import Rates, project

Array = NDArray[np.float64]

YEARS, AGES, TRAJECTORIES, REPEATS = 50, 101, 64, 7


def world(trajectories: int) -> tuple[Array, Rates]:
    rng = np.random.default_rng(1)
    fertility = np.zeros((trajectories, YEARS, AGES))
    fertility[..., 15:50] = rng.uniform(0.0, 0.08, (trajectories, YEARS, 35))
    cells = (trajectories, YEARS, 2, AGES)
    rates = Rates(
        rng.uniform(0.95, 1.0, cells),
        fertility,
        np.full((trajectories, YEARS), 1.05),
        rng.uniform(-3.0, 3.0, cells),
        rng.uniform(-0.01, 0.01, cells),
    )
    return rng.uniform(300.0, 500.0, (2, AGES)), rates


def plain_loop(population: Array, rates: Rates) -> Array:
    stocks = np.empty((YEARS + 1, 2, AGES))
    stocks[0] = population
    for year in range(YEARS):
        start, end = np.empty((2, AGES)), np.empty((2, AGES))
        migrants = rates.migration_count[year] + rates.migration_rate[year] * stocks[year]
        for sex in (0, 1):
            start[sex] = stocks[year, sex] + migrants[sex] / 2
            end[sex, 1:] = start[sex, :-1] * rates.survival[year, sex, 1:]
            end[sex, -1] += start[sex, -1] * rates.survival[year, sex, -1]
            end[sex, 1:] += migrants[sex, 1:] / 2
        end[1, 0] = migrants[1, 0] / 2
        births = float((rates.fertility[year] * (start[1] + end[1]) / 2).sum())
        for sex, share in ((0, 1.05 / 2.05), (1, 1 / 2.05)):
            end[sex, 0] = births * share * rates.survival[year, sex, 0] + migrants[sex, 0] / 2
        stocks[year + 1] = end
    return stocks


def timed(work: Callable[[], object]) -> float:
    def once() -> float:
        started = time.perf_counter()
        work()
        return time.perf_counter() - started

    once()
    return statistics.median(once() for _ in range(REPEATS))


def main() -> None:
    population, rates = world(TRAJECTORIES)
    alone = [Rates(*(part[index] for part in rates)) for index in range(TRAJECTORIES)]
    batched = project(population, rates, 1).population
    for index in range(TRAJECTORIES):
        np.testing.assert_allclose(
            batched[index], plain_loop(population, alone[index]), rtol=1e-9
        )
    loop = timed(lambda: [plain_loop(population, one) for one in alone]) / TRAJECTORIES
    batch = timed(lambda: project(population, rates, 1)) / TRAJECTORIES
    print(f"plain loop  {loop * 1e6:8.0f} microseconds a trajectory")
    print(f"batched     {batch * 1e6:8.0f} microseconds a trajectory, all flows stored")
    print(f"ratio       {loop / batch:8.1f}")


if __name__ == "__main__":
    main()
