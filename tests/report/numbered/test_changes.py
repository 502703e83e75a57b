from __future__ import annotations

import math

import numpy as np
import pytest

from projection.report.numbered.changes import changes_by_age
from tests.report.figures.worlds_material import alone, results
from tests.report.numbered.worlds_tables import rows_by_label, table, value


@pytest.mark.parametrize("width", [1, 5])
def test_rates_are_those_of_sums_by_hand(width: int) -> None:
    several = results(["alpha", "beta"], width=width, periods=6)
    year = 2020 + 4 * width
    rates = rows_by_label(table(changes_by_age(alone(several, year=year))))["Beta"]
    people = several[1]["population"].transpose("year", "sex", "age").values
    ages = several[1]["age"].values
    chosen = (ages >= 0, ages < 15, ages < 5, (ages >= 15) & (ages < 65), ages >= 65)
    for rate, ones in zip(rates, chosen, strict=False):
        before, after = people[0][:, ones].sum(), people[4][:, ones].sum()
        assert rate == pytest.approx(100 * (after / before - 1), abs=1e-9)
    young = (ages >= 20) & (ages < 40)
    women = people[4][1, young].sum() / people[0][1, young].sum()
    assert rates[-1] == pytest.approx(100 * (women - 1), abs=1e-9)


def test_of_nobody_no_rate_is_told() -> None:
    empty = results(["alpha"])[0]
    empty["population"][:, :, np.arange(5)] = 0.0
    rates = rows_by_label(table(changes_by_age(alone([empty]))))["Alpha"]
    assert math.isnan(value(rates[2]))
    assert math.isfinite(value(rates[1]))


def test_signs_are_said() -> None:
    several = results(["alpha"])
    several[0]["population"][-1] = several[0]["population"][0] * 0.9
    found = changes_by_age(alone(several))
    assert "△10.0%" in found.finding.ja
    assert "-10.0 %" in found.finding.en
