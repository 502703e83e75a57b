"""Ensembles as a user waits for them: whole commands, their time and peak memory.

Aims: 10,000 draws of Kiyose to 2065, with summary, under 5 s and 1 GB; 1,000 draws of each of
1,741 municipalities under 3 minutes, of which this runs one prefecture.

Usage: python -m benchmarks.ensemble
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCENARIO = "scenarios/kiyose/current.toml"
EVERYWHERE = 1741
PROGRAM = (
    "import resource, sys; from projection.cli.main import main; code = main(sys.argv[1:]);"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, file=sys.stderr);"
    "sys.exit(code)"
)


def run(out: str, *words: str) -> tuple[float, float, float]:
    """Wall time and processor time in seconds, and peak memory in MB, of one command."""
    started, before = time.perf_counter(), _processor()
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, "ensemble", SCENARIO, "--out", out, *words],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    peak = float(ended.stderr.split()[-1])
    return time.perf_counter() - started, _processor() - before, peak


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    with tempfile.TemporaryDirectory() as out:
        # What is compiled once and kept is not counted.
        run(out, "--draws", "600", "--end", "2025")
        print(f"{'command':32}{'seconds':>9}{'CPU':>9}{'peak MB':>9}")
        for words in (
            ("--draws", "10000", "--no-chance"),
            ("--draws", "10000", "--chance"),
            ("--draws", "30000", "--no-chance"),
        ):
            seconds, processor, peak = run(out, *words)
            print(f"{' '.join(words):32}{seconds:9.2f}{processor:9.2f}{peak:9.0f}")
        # What draws cost: reading, the fit and one draw each are taken off.
        _, least, _ = run(out, "--region", "31", "--draws", "1", "--no-chance")
        for chance in ("--no-chance", "--chance"):
            seconds, processor, peak = run(out, "--region", "31", "--draws", "1000", chance)
            named = f"19 municipalities {chance}"
            print(f"{named:32}{seconds:9.2f}{processor:9.2f}{peak:9.0f}")
            minutes = (processor - least) / 19 * EVERYWHERE / 60
            print(f"{'  so draws of all, CPU minutes':32}{minutes:9.1f}")


if __name__ == "__main__":
    main()
