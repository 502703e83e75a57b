from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from projection.analysis.export import COLUMNS, tidy
from projection.results import QUANTITIES
from tests.worlds import together, world


def test_every_value_of_every_variable_is_a_row() -> None:
    result = world(width=5, open_age=85)
    table = tidy(result)
    assert tuple(table) == COLUMNS
    assert len(table) == sum(result[name].size for name in QUANTITIES)
    for name in QUANTITIES:
        found = table.loc[table["variable"] == name, "value"].to_numpy()
        np.testing.assert_array_equal(found, result[name].values.ravel())


def test_stocks_have_years_and_flows_have_periods() -> None:
    table = tidy(world())
    stock = table["variable"] == "population"
    assert (table["year"].notna() == stock).all()
    assert (table["period"].notna() == ~stock).all()
    assert table["year"].dtype == pd.Int64Dtype()
    assert table.loc[table["variable"] == "sex_ratio_at_birth", "sex"].isna().all()


def test_one_value_is_found_by_its_words() -> None:
    result = world(width=5, open_age=85)
    row = tidy(result).query(
        "variable == 'deaths' and period == 2025 and sex == 'female' and age == '85+'"
    )
    expected = result["deaths"].sel(period=2025, sex="female", age=85).item()
    assert row["value"].item() == pytest.approx(expected)
    assert row[["region", "scenario", "unit"]].iloc[0].tolist() == [
        "132217",
        "alpha",
        "persons",
    ]


def test_several_scenarios_keep_their_names() -> None:
    results = [world(name=letter) for letter in "abcdefg"]
    table = tidy(together(results))
    assert table["scenario"].unique().tolist() == list("abcdefg")
    assert len(table) == 7 * len(tidy(results[0]))
