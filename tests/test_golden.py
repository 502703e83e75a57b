"""Golden: published projections reproduced (tests/data/golden/README.md has the sources)."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from projection import Convention, Rates, project, project_step
from projection.kernel import FEMALE
from tests.worlds_kernel import Array

GOLDEN = Path(__file__).parent / "data" / "golden"


def columns(name: str) -> dict[str, Array]:
    with (GOLDEN / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {key: np.array([float(row[key]) for row in rows]) for key in rows[0]}


def both(women: Array) -> Array:
    """Both sexes alike: the example has figures of women only."""
    return np.stack([women, women], axis=-2)


def ratios(person_years: Array) -> Array:
    """Survival ratios of five-year groups from 5Lx of 100,000 births, the last group open."""
    before = np.concatenate([[5e5], person_years[:-1]])
    before[-1] += person_years[-1]
    return person_years / before


def test_sweden_1993_to_1998() -> None:
    """Preston, Heuveline and Guillot (2001), box 6.2; printed in whole persons."""
    table = columns("sweden_1993_1998.csv")
    survival = ratios(table["person_years"])
    migrants = both(table["net_migrants"])
    rates = Rates(
        both(survival), table["fertility_rate"], np.array(1.05), migrants, 0 * migrants
    )
    step = project_step(both(table["women_1993"]), rates, 5)
    np.testing.assert_allclose(step.population[FEMALE], table["women_1998"], atol=0.5)
    np.testing.assert_allclose(step.population[0], table["men_1998"], atol=0.5)
    np.testing.assert_allclose(step.births.sum(axis=0), table["births"], atol=0.5)


@pytest.mark.parametrize("timing", ["start", "end"])
def test_other_timings_miss_sweden_by_far(timing: str) -> None:
    """The tolerance of half a person tells conventions apart."""
    table = columns("sweden_1993_1998.csv")
    survival = ratios(table["person_years"])
    migrants = both(table["net_migrants"])
    rates = Rates(
        both(survival), table["fertility_rate"], np.array(1.05), migrants, 0 * migrants
    )
    convention = Convention(timing)  # type: ignore[arg-type]
    step = project_step(both(table["women_1993"]), rates, 5, convention)
    assert np.abs(step.population[FEMALE] - table["women_1998"]).max() > 500


def by_quantity() -> dict[str, Array]:
    """Tables of Burkina Faso: quantity to (year, age), zero where a line is left out."""
    lines: dict[str, dict[tuple[int, int], float]] = defaultdict(dict)
    with (GOLDEN / "burkina_faso_1960_2005.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lines[row["quantity"]][int(row["year"]), int(row["age"])] = float(row["value"])
    periods, ages = range(1960, 2005, 5), range(0, 90, 5)
    tables = {
        name: np.array([[values.get((year, age), 0.0) for age in ages] for year in periods])
        for name, values in lines.items()
    }
    women = lines["women"]
    tables["women"] = np.array(
        [[women[year, age] for age in ages[:-1]] for year in (1960, 2005)]
    )
    return tables


def test_burkina_faso_1960_to_2005() -> None:
    """popReconstruct: births without the second half, two ratios into the open group."""
    table = by_quantity()
    moving = both(table["migration_rate"][:, :-1])
    rates = Rates(
        both(table["survival_ratio"]),
        table["fertility_rate"][:, :-1],
        np.full(9, 1.05),
        0 * moving,
        moving,
    )
    convention = Convention("even", births_count_arrivals=False, open_group="separate")
    run = project(both(table["women"][0]), rates, 5, convention)
    np.testing.assert_allclose(run.population[-1, FEMALE], table["women"][1], rtol=1e-12)
