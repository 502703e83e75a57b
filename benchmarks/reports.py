"""Reports of ten results by format, against the imports that every command waits for.

All shipped scenarios of Kiyose with an outlook, without goals and with them, and the plain
imports, in turns: on a busy machine the ratios say more than the seconds. A report needs no
Dask, but xarray imports it where it is installed, as for the tests: it is hidden.

Aims: the workbook under 3 s, the page under 5 s. The document draws every picture for print.

Usage: python -m benchmarks.reports
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from benchmarks.waiting import Wait, wait

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


def report(results: Path, ending: str) -> list[str]:
    first, *others = sorted(results.glob("*.nc"), key=lambda path: path.stem != "current")
    files = [str(path) for path in (first, *others[: RESULTS - 1])]
    out = ["--outlook", "vision-retention", "-o", str(results / f"report.{ending}")]
    return ["-c", PROGRAM, "report", *files, *out]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        wait(["-c", PROGRAM, "run", "--out", folder, "scenarios/kiyose"])
        commands = {"imports alone": IMPORTS}
        for ending in FORMATS:
            words = report(Path(folder), ending)
            commands |= {ending: words, f"{ending}, with goals": [*words, *GOALS]}
        rounds = [[wait(words) for words in commands.values()] for _ in range(REPEATS)]
    middle = [
        Wait(*(statistics.median(parts) for parts in zip(*taken, strict=True)))
        for taken in zip(*rounds, strict=True)
    ]
    print(f"{f'report, {RESULTS} results':24}{'seconds':>10}{'CPU':>10}{'ratio of CPU':>14}")
    for name, (clock, processor) in zip(commands, middle, strict=True):
        ratio = processor / middle[0].processor
        print(f"{name:24}{clock:10.2f}{processor:10.2f}{ratio:14.1f}")


if __name__ == "__main__":
    main()
