"""Many trajectories at once against a plain loop, an array copy, and ten times as many.

50 years, two sexes, 101 ages. "Own rates": rates and migrants of every cell for every
trajectory, all cells of stocks and flows stored. "Factors": rates shared, for every draw a
level of mortality and fertility and scores of two migration modes by year; totals of stocks
and flows kept. The plain loop (benchmarks/engine.py) gets its rates ready made and keeps the
population alone.

Aims: 40 times the plain loop compiled, 6 times with NumPy; 0.8 of the speed of a plain array
copy when all cells are stored; cost linear to 100,000 draws; memory that does not grow with
draws when they are reduced piece by piece.

Usage: python -m benchmarks.batch
"""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.engine import AGES, YEARS, Array, plain_loop, timed, world
from projection.batch import Chance, Computing, Factors, Reducer, project_batch
from projection.batch.model import Body
from projection.kernel import Rates

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


def against_the_plain_loop() -> None:
    population, rates = world(OWN)
    few = [Rates(*(part[index] for part in rates)) for index in range(32)]
    loop = timed(lambda: [plain_loop(population, one) for one in few]) / len(few)
    print(f"plain loop                    {loop * 1e6:8.1f} microseconds a trajectory")
    people, once = shared()
    for body in BODIES:
        for words, work, count in (
            ("own rates, all cells", partial(whole, population, rates, body), OWN),
            ("own rates, totals", partial(totals, population, rates, None, body), OWN),
            ("factors, totals", partial(totals, people, once, drawn(2048), body), 2048),
        ):
            each = timed(work) / count
            print(f"{body:6} {words:22} {each * 1e6:8.1f}, ratio {loop / each:6.1f}")


def against_a_copy() -> None:
    population, rates = world(OWN)
    kept = project_batch(population, rates, None, 1)
    moved = sum(part.nbytes for part in (*rates, *kept))
    halves = np.ones((2, moved // 32))
    with ThreadPoolExecutor(2) as pool:
        one = timed(halves.copy)
        two = timed(lambda: list(pool.map(np.copy, halves)))
    for body in BODIES:
        batch = timed(partial(whole, population, rates, body))
        print(
            f"{body:6} all cells stored       {moved / batch / 1e9:8.1f} GB/s, of a copy "
            f"{one / batch:.2f}, of a copy by two threads {two / batch:.2f}"
        )


def linear() -> None:
    people, once = shared()
    for draws in (1_000, DRAWS, 10 * DRAWS):
        each = timed(partial(totals, people, once, drawn(draws), "numba")) / draws
        print(f"numba  {draws:7} draws          {each * 1e6:8.1f} microseconds a draw")


def by_chance() -> None:
    people, once = shared()
    for body, draws in zip(BODIES, (128, 1024), strict=True):
        chance = Chance(1, np.array(0), np.array(0), np.arange(draws))
        factors = drawn(draws)._replace(chance=chance)
        each = timed(partial(totals, people, once, factors, body)) / draws
        print(f"{body:6} with demographic chance{each * 1e6:8.1f} microseconds a draw")


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
