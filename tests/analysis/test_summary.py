from __future__ import annotations

import numpy as np
import pytest

from projection.analysis.summary import summary
from tests.worlds import world


def test_columns_of_a_long_run() -> None:
    found = summary([world(periods=45), world(name="beta", periods=45, seed=1)])
    assert [(column.measure.name, column.year) for column in found.columns] == [
        ("population", 2020),
        ("population", 2030),
        ("population", 2040),
        ("population", 2050),
        ("population", 2060),
        ("aged_share", 2020),
        ("aged_share", 2060),
        ("natural_change", 2020),
        ("natural_change", 2030),
        ("natural_change", 2060),
        ("net_migration", 2020),
        ("net_migration", 2030),
        ("net_migration", 2060),
        ("births", 2020),
        ("births", 2030),
        ("births", 2060),
    ]
    assert [label.ja for label in found.labels.values()] == ["略称alpha", "略称beta"]


def test_values() -> None:
    result = world(width=5, open_age=85, periods=9)
    found = summary([result])
    ((population,),) = (
        found.values[:, [at]]
        for at, column in enumerate(found.columns)
        if (column.measure.name, column.year) == ("population", 2040)
    )
    assert population == pytest.approx(
        result["population"].sel(year=2040).sum(["sex", "age"]).item()
    )
    births = result["births"].sel(period=2060).sum("sex").item()
    assert found.values[0, -1] == pytest.approx(births / 5.0)


def test_a_short_run_shows_its_first_and_last_year() -> None:
    found = summary([world()])
    years = [column.year for column in found.columns]
    assert years == [2020, 2024, 2020, 2024, 2020, 2023, 2020, 2023, 2020, 2023]


def test_a_year_that_a_result_does_not_have_is_nan() -> None:
    found = summary([world(periods=12), world(name="beta", periods=5)])
    years = [column.year for column in found.columns]
    missing = np.isnan(found.values)
    assert not missing[0].any()
    assert missing[1].tolist() == [year == 2030 for year in years]
