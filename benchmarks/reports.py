"""Reports of ten results by format, against the imports that every command waits for.

All shipped scenarios of Kiyose with an outlook, without goals and with them, and the plain
imports, in turns: on a busy machine the ratios say more than the seconds. A report needs no
Dask, but xarray imports it where it is installed, as for the tests: it is hidden.

Aims: the workbook under 3 s, any other format under 5 s.

Usage: python -m benchmarks.reports
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
REPEATS = 3
RESULTS = 10
FORMATS = ("xlsx", "html", "csv", "pptx", "docx")
GOALS = ["--vision", "scenarios/kiyose/vision-test.toml"]
IMPORTS = ["-c", "import numpy, xarray, pandas"]
PROGRAM = """
import sys
sys.modules["dask"] = None
from projection.cli.main import main
main()
"""


def seconds(arguments: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - started


def report(results: Path, ending: str) -> list[str]:
    first, *others = sorted(results.glob("*.nc"), key=lambda path: path.stem != "current")
    files = [str(path) for path in (first, *others[: RESULTS - 1])]
    out = ["--outlook", "vision-retention", "-o", str(results / f"report.{ending}")]
    return ["-c", PROGRAM, "report", *files, *out]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        seconds(["-c", PROGRAM, "run", "--out", folder, "scenarios/kiyose"])
        commands = {"imports alone": IMPORTS}
        for ending in FORMATS:
            words = report(Path(folder), ending)
            commands |= {ending: words, f"{ending}, with goals": [*words, *GOALS]}
        rounds = [[seconds(words) for words in commands.values()] for _ in range(REPEATS)]
    times = [statistics.median(taken) for taken in zip(*rounds, strict=True)]
    print(f"{f'report, {RESULTS} results':24}{'seconds':>10}{'ratio':>10}")
    for name, taken in zip(commands, times, strict=True):
        print(f"{name:24}{taken:10.2f}{taken / times[0]:10.1f}")


if __name__ == "__main__":
    main()
