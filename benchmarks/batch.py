"""Many trajectories at once against a plain loop, an array copy, and ten times as many.

50 years, two sexes, 101 ages. "Own rates": rates and migrants of every cell for every
trajectory. "Shared rates": one set for all, every trajectory with its own people. "Factors":
shared rates, and for every draw a level of mortality and fertility and scores of two migration
modes by year. The plain loop (benchmarks/engine.py) gets its rates ready made, or works those
of a draw out from its factors first, and keeps the population alone.

Aims: 40 times the plain loop compiled, 6 times with NumPy; 0.8 of the speed of a plain array
copy when all cells are stored; cost linear to 100,000 draws; memory that does not grow with
draws when they are reduced piece by piece.

Ratios are by the clock, and in brackets of processor time, spread over the cores: where others
use the machine too, only these say anything.

Usage: python -m benchmarks.batch
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.engine import AGES, REPEATS, YEARS, Array, plain_loop, world
from projection.batch import Chance, Computing, Factors, Reducer, project_batch
from projection.batch.model import Body
from projection.kernel import Rates

CORES = os.cpu_count() or 1
ROOT = Path(__file__).parents[1]
OWN, DRAWS, PIECE = 512, 10_000, 5_000
BODIES: tuple[Body, ...] = ("numpy", "numba")
CELLS = np.ones((1, 2, AGES))
TOTALS = [
    Reducer("population", CELLS),
    Reducer("births", CELLS),
    Reducer("deaths", CELLS),
    Reducer("net_migration", CELLS),
]


class Cost(NamedTuple):
    """Seconds by the clock, and of processor time."""

    clock: float
    processor: float

    def each(self, count: int) -> Cost:
        """Return the cost of one of `count`."""
        return Cost(self.clock / count, self.processor / count)

    def of(self, other: Cost, cores: int = 1) -> str:
        """Say how many times the other costs, if this were spread over the cores."""
        times = other.processor / self.processor * cores
        return f"{other.clock / self.clock:6.1f} ({times:5.1f})"


def cost(work: Callable[[], object]) -> Cost:
    """Measure the least of some repetitions."""
    work()
    found = []
    for _ in range(REPEATS):
        begun = time.perf_counter(), time.process_time()
        work()
        found.append((time.perf_counter() - begun[0], time.process_time() - begun[1]))
    return Cost(*(min(one) for one in zip(*found, strict=True)))


def shared() -> tuple[Array, Rates]:
    population, rates = world(1)
    return population, Rates(*(part[0] for part in rates))


def drawn(draws: int, seed: int = 1) -> Factors:
    rng = np.random.default_rng(seed)
    level = (draws, YEARS)
    return Factors(
        rng.normal(0.0, 0.1, level),
        rng.normal(0.0, 0.1, level),
        rng.normal(0.0, 0.3, (*level, 2)),
        rng.normal(0.0, 0.003, (2, 2, AGES)),
    )


def totals(population: Array, rates: Rates, factors: Factors | None, body: Body) -> list[Array]:
    computing = Computing(body)
    return project_batch(population, rates, factors, 1, reducers=TOTALS, computing=computing)


def whole(population: Array, rates: Rates, body: Body) -> object:
    return project_batch(population, rates, None, 1, computing=Computing(body))


def plain_draw(population: Array, rates: Rates, factors: Factors, draw: int) -> Array:
    """Work out a draw's rates and project it, as one would write it first."""
    mortality, fertility, scores, modes = (np.asarray(part) for part in factors[:4])
    own = Rates(
        rates.survival ** np.exp(mortality[draw, :, None, None]),
        rates.fertility * np.exp(fertility[draw, :, None]),
        rates.sex_ratio,
        rates.migration_count,
        rates.migration_rate + np.einsum("tm,msa->tsa", scores[draw], modes),
    )
    return plain_loop(population, own)


def against_the_plain_loop() -> None:
    population, rates = world(OWN)
    people, once = shared()
    few = [Rates(*(part[index] for part in rates)) for index in range(32)]
    factors, many = drawn(4096), np.tile(people, (4096, 1, 1))
    loop = cost(lambda: [plain_loop(population, one) for one in few]).each(32)
    varied = cost(lambda: [plain_draw(people, once, factors, n) for n in range(32)]).each(32)
    print(f"plain loop                    {loop.clock * 1e6:8.1f} microseconds a trajectory")
    print(f"plain loop, factors           {varied.clock * 1e6:8.1f}")
    for body in BODIES:
        for words, work, count, plain in (
            ("own rates, all cells", partial(whole, population, rates, body), OWN, loop),
            ("own rates, totals", partial(totals, population, rates, None, body), OWN, loop),
            ("shared rates, totals", partial(totals, many, once, None, body), 4096, loop),
            ("factors, totals", partial(totals, people, once, factors, body), 4096, varied),
        ):
            each = cost(work).each(count)
            ratio = each.of(plain, CORES)
            print(f"{body:6} {words:22} {each.clock * 1e6:8.1f}, ratio {ratio}")


def against_a_copy() -> None:
    population, rates = world(OWN)
    kept = project_batch(population, rates, None, 1)
    moved = sum(part.nbytes for part in (*rates, *kept))
    halves = np.ones((2, moved // 32))
    one = cost(halves.copy)
    with ThreadPoolExecutor(2) as pool:
        two = cost(lambda: list(pool.map(np.copy, halves)))
    for body in BODIES:
        batch = cost(partial(whole, population, rates, body))
        print(
            f"{body:6} all cells stored       {moved / batch.clock / 1e9:8.1f} GB/s, of a copy "
            f"{batch.of(one, CORES)}, of a copy by two threads {batch.of(two)}"
        )


def linear() -> None:
    people, once = shared()
    for draws in (1_000, DRAWS, 10 * DRAWS):
        each = cost(partial(totals, people, once, drawn(draws), "numba")).each(draws)
        print(
            f"numba  {draws:7} draws          {each.clock * 1e6:8.1f} microseconds a draw "
            f"({each.processor * 1e6:.1f})"
        )


def by_chance() -> None:
    people, once = shared()
    for body, draws in zip(BODIES, (128, 2048), strict=True):
        chance = Chance(1, np.array(0), np.array(0), np.arange(draws))
        factors = drawn(draws)._replace(chance=chance)
        for size in (1.0, 0.1):
            fewer = once._replace(migration_count=once.migration_count * size)
            work = partial(totals, people * size, fewer, factors, body)
            each = cost(work).each(draws)
            print(
                f"{body:6} by chance, {people.sum() * size:7.0f} people"
                f"{each.clock * 1e6:8.1f} microseconds a draw ({each.processor * 1e6:.1f})"
            )


def peak(draws: int) -> None:
    """Print the peak memory of this process in MB, for the mean of all draws."""
    people, once = shared()
    total = np.zeros((YEARS + 1, 1))
    for piece in range(draws // PIECE):
        total += totals(people, once, drawn(PIECE, seed=piece), "numba")[0].sum(axis=0)
    # Not by getrusage: its peak is handed down by the process that started this one.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(float(status.split("VmHWM:")[1].split()[0]) / 1024)


def memory() -> None:
    program = "from benchmarks.batch import peak; import sys; peak(int(sys.argv[1]))"
    for draws in (PIECE, DRAWS, 10 * DRAWS):
        command = [sys.executable, "-c", program, str(draws)]
        ended = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        found = float(ended.stdout)
        print(f"peak memory, {draws:7} draws    {found:8.1f} MB in pieces of {PIECE}")


def main() -> None:
    against_the_plain_loop()
    against_a_copy()
    linear()
    by_chance()
    memory()


if __name__ == "__main__":
    main()
