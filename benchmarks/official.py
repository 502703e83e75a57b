"""Every municipality's パターン1 from the published projection: read, derive, carry forward.

Aim: under 10 s for all, and each reproduced to the person.

Usage: python -m benchmarks.official
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.engine import timed
from projection.analysis.assessment import assess, simulated
from projection.analysis.grades import read_grades
from projection.analysis.young_women import read_classes
from projection.estimation.published import country_of, rates_of
from projection.inputs import areas_within, find_published
from projection.official import official_projection

ROOT = Path(__file__).parents[1]


def reproduce() -> int:
    """Return how many areas come out as published, in every cell."""
    published = find_published(ROOT / "inputs")
    codes = published.population["region"].values.tolist()
    start, rates = rates_of(published, country_of(published), codes)
    found = np.rint(official_projection(start, rates).population)
    areas = published.population.transpose("region", "year", "sex", "age").values
    return int((found == areas).all(axis=(1, 2, 3)).sum())


def assessed() -> int:
    """Return how many municipalities are graded, with all simulations run."""
    published = find_published(ROOT / "inputs")
    codes = areas_within(published, [])
    runs = simulated(published, country_of(published), codes, tfr=2.1, by=2030)
    return int(assess(runs, read_grades(), read_classes()).sizes["region"])


def main() -> None:
    print(f"パターン1, {reproduce()} areas to the person  {timed(reproduce):8.2f} s")
    print(f"assessment, {assessed()} municipalities     {timed(assessed):8.2f} s")


if __name__ == "__main__":
    main()
