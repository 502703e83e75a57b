"""Wall time of whole commands, as a user waits for them, in a warm file cache.

Aims: `--help` under 0.2 s, one scenario under 1.0 s, all of Kiyose's under 3 s, every question
under 2 s. Reports stand in `benchmarks.reports`.

Usage: python -m benchmarks.commands
"""

from __future__ import annotations

import statistics
import tempfile

from benchmarks.waiting import wait

REPEATS = 7


# What a process waits for before any line of ours runs.
LIBRARIES = "import click, h5netcdf, h5py, numpy, pandas, pydantic, rich.table, xarray"


KIYOSE = "scenarios/kiyose"
QUESTIONS = {
    "attribute": ["attribute", f"{KIYOSE}/current.toml", f"{KIYOSE}/vision-families.toml"],
    "influence": ["influence", f"{KIYOSE}/current.toml"],
    "target": [
        *("target", f"{KIYOSE}/current.toml", "--value", "75000", "--year", "2060"),
        *("--solve", "fertility.tfr"),
    ],
    "leverage": ["leverage", f"{KIYOSE}/current.toml", "--year", "2060"],
    "vision, with a delay": ["vision", f"{KIYOSE}/vision-test.toml", "--delay", "5"],
    "monitor": ["monitor", f"{KIYOSE}/current.toml", f"{KIYOSE}/vision.toml"],
}


def seconds(*arguments: str) -> tuple[float, float]:
    """Median and smallest wall time of one Python process."""
    wait(arguments)
    times = [wait(arguments).clock for _ in range(REPEATS)]
    return statistics.median(times), min(times)


def main() -> None:
    with tempfile.TemporaryDirectory() as out:
        program = ["-m", "projection"]
        run = [*program, "run", "--out", out]
        lines = {
            "libraries alone": ["-c", LIBRARIES],
            "--help": [*program, "--help"],
            "run, one scenario": [*run, "scenarios/kiyose/vision.toml"],
            "run, all of Kiyose's": [*run, "scenarios/kiyose"],
            "compare, two results": [
                *program,
                "compare",
                f"{out}/current.nc",
                f"{out}/vision.nc",
            ],
        }
        lines |= {name: [*program, *words] for name, words in QUESTIONS.items()}
        print(f"{'command':24}{'median':>10}{'smallest':>10}  seconds")
        for name, arguments in lines.items():
            median, smallest = seconds(*arguments)
            print(f"{name:24}{median:10.2f}{smallest:10.2f}")


if __name__ == "__main__":
    main()
