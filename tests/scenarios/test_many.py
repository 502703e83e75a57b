"""Rates of many municipalities are the rates of each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from projection.scenarios import Scenario
from projection.scenarios.many import many_rates, many_survival, misfits, shared_rates
from projection.scenarios.rates import period_rates
from tests.estimation.test_many import many
from tests.scenarios.writing import scenario_of

END = 2030
SCENARIOS = {
    "plain": "[fertility]\ntfr = 1.31\n",
    "observed": '[fertility]\ntfr = "observed"\nmean_age_shift = { 2020 = 0, 2030 = 0.5 }\n',
    "counts": 'basis = "count"\n[mortality]\nimprovement = 0.01\nlevel = 0.9\n',
    "published course": '[mortality]\ncourse = "published"\n',
    "levers": """
[[migration]]
title = { ja = "損失", en = "Losses" }
losses_only = true
halve_by = 2026
[[migration]]
title = { ja = "人数", en = "Persons" }
ages = [25, 39]
add_per_year = { 2020 = 0, 2025 = 40 }
[[migration]]
title = { ja = "率", en = "Rate" }
sex = "female"
add_rate = -0.001
""",
}


@pytest.mark.parametrize("width", [1, 5])
@pytest.mark.parametrize("text", SCENARIOS.values(), ids=SCENARIOS)
def test_each_has_the_rates_it_has_alone(tmp_path: Path, text: str, width: int) -> None:
    scenario, base = scenario_of(tmp_path, text), many(width).of(slice(0, 4))
    shared = shared_rates(scenario, base, END)
    found = many_rates(scenario, shared, base, many_survival(shared, base))
    for region, code in enumerate(base.codes):
        expected = period_rates(scenario, base.one(code), END).rates
        for name in ("survival", "fertility", "migration_count", "migration_rate"):
            np.testing.assert_allclose(
                getattr(found, name)[region],
                getattr(expected, name),
                rtol=1e-12,
                atol=1e-15,
                err_msg=name,
            )
        np.testing.assert_array_equal(found.sex_ratio, expected.sex_ratio)


def test_a_table_of_its_own_is_not_scaled(tmp_path: Path) -> None:
    rows = "\n".join(
        f"2020,{sex},{age},{min(0.0005 * 1.1**age, 0.9)}"
        for sex in ("male", "female")
        for age in range(111)
    )
    (tmp_path / "own.csv").write_text(f"year,sex,age,death_probability\n{rows}\n", "utf-8")
    scenario = scenario_of(tmp_path, '[mortality]\ntable = "own.csv"\n')
    base = many().of(slice(0, 3))
    ratios = many_survival(shared_rates(scenario, base, END), base)
    np.testing.assert_array_equal(ratios[0], ratios[2])
    expected = period_rates(scenario, base.one(base.codes[1]), END).rates.survival
    np.testing.assert_allclose(ratios[1], expected, rtol=1e-12)


def lever(folder: Path, ages: str) -> Scenario:
    text = f'[[migration]]\ntitle = {{ ja = "長寿", en = "Old" }}\nages = {ages}\n'
    return scenario_of(folder, f"{text}add_per_year = 1\n")


def test_where_nobody_lives_persons_cannot_be_added(tmp_path: Path) -> None:
    population = many().population.copy()
    population[[2, 5], :, 100] = 0.0
    base = replace(many(), population=population)
    faults = misfits(lever(tmp_path, "[100, 100]"), base)
    assert list(faults) == [base.codes[2], base.codes[5]]
    assert "Old" in faults[base.codes[2]].message()
    assert misfits(lever(tmp_path, "[20, 39]"), base) == {}
