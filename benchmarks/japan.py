"""Every municipality of Japan to 2065 under eight scenarios, from the register to files.

Aim: fit, run and write in under 20 s on two idle cores. CPU seconds stand beside, for a machine
that has other work; the single fit and the single run are the measure of what a batch is worth,
and two workers are measured against one, one after the other, in the same run.

Usage: OPENBLAS_NUM_THREADS=1 python -m benchmarks.japan
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.engine import timed
from projection.blocks import Area, cluster, run_folders, run_whole
from projection.estimation import fit_base_rates
from projection.estimation.many import Each
from projection.inputs import MunicipalInputs, read_inputs, read_municipal
from projection.running import run_from
from projection.running_many import fit_area
from projection.scenarios import Scenario, load_scenario

ROOT = Path(__file__).parents[1]
NAMES = (
    *("current", "closed", "observed", "retention"),
    *("simulation-1", "simulation-2", "vision", "vision-families"),
)
START, END = 2020, 2065


@contextmanager
def told(name: str) -> Iterator[None]:
    """Print wall and CPU seconds of a block."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    spent = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{name:36}{spent[0]:8.2f} s{spent[1]:9.2f} s of CPU")


def command(out: str) -> None:
    """Run the command as a user does, in a process of its own."""
    files = [f"scenarios/kiyose/{name}.toml" for name in NAMES]
    words = [sys.executable, "-m", "projection", "run", *files, "--region", "all"]
    words += ["--out", out]
    started = time.perf_counter()
    child = os.posix_spawn(
        sys.executable,
        words,
        dict(os.environ),
        file_actions=[(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)],
    )
    _, status, used = os.wait4(child, 0)
    if status != 0:
        raise RuntimeError("projection run failed")
    spent, cpu = time.perf_counter() - started, used.ru_utime + used.ru_stime
    print(f"{'the command, all of it':36}{spent:8.2f} s{cpu:9.2f} s of CPU")
    print(f"{'its memory at most':36}{used.ru_maxrss / 1e6:8.2f} GB")


def stages(japan: MunicipalInputs, scenarios: list[Scenario], folder: Path) -> Area:
    """Measure the stages in this process, against municipalities one by one."""
    kiyose = read_inputs(ROOT / "inputs/kiyose")
    base = fit_base_rates(kiyose)
    fit = timed(lambda: fit_base_rates(kiyose))
    run = timed(lambda: run_from(base, scenarios, END))
    with told("fit"):
        everybody = fit_area(japan, start=START, step=1)
    count = len(everybody.codes)
    print(f"{'  one by one it would take':36}{fit * count:8.2f} s")
    area = Area(japan, everybody, END, folder)
    with told(f"run and write, {len(NAMES)} scenarios"):
        for _ in run_whole(area, scenarios):
            pass
    print(f"{'  run one by one it would take':36}{run * count:8.2f} s")
    print(f"{count} municipalities, {END - START} years, {len(NAMES)} scenarios")
    return area


def scaling(area: Area, scenarios: list[Scenario]) -> None:
    """Measure fit and runs by one worker and by two, which write folders of chunks."""
    spent = [_by(workers, area, scenarios) for workers in (1, 2)]
    print(f"{'two workers against one':36}{spent[0] / spent[1]:8.2f} times")


def _by(workers: int, area: Area, scenarios: list[Scenario]) -> float:
    with cluster(workers=workers) as each:
        # They import what they need before the clock starts.
        _work(each, area._replace(end=START + 1), scenarios[:1])
        started = time.perf_counter()
        _work(each, area, scenarios)
        spent = time.perf_counter() - started
    print(f"{f'fit, run and write, {workers} workers':36}{spent:8.2f} s")
    return spent


def _work(each: Each, area: Area, scenarios: list[Scenario]) -> None:
    base = fit_area(area.inputs, start=START, step=1, each=each)
    for _ in run_folders(area._replace(base=base), scenarios, each):
        pass


def main() -> None:
    os.chdir(ROOT)
    scenarios = [load_scenario(Path(f"scenarios/kiyose/{name}.toml")) for name in NAMES]
    japan = read_municipal(ROOT / "inputs", "all")
    with tempfile.TemporaryDirectory() as out:
        command(out)
        area = stages(japan, scenarios, Path(out) / "stages")
        scaling(area, scenarios)


if __name__ == "__main__":
    main()
