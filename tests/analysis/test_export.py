from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from projection.analysis.ensembles import run_ensembles
from projection.analysis.export import COLUMNS, OF_ENSEMBLE, tidy, tidy_ensemble
from projection.results import QUANTITIES
from projection.scenarios import load_vision
from tests.analysis.test_ensembles import both, goals_file
from tests.analysis.worlds_ensemble import experiment, plan, scenario
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


def test_every_value_of_an_ensemble_is_a_row() -> None:
    _, vision = both()
    table = tidy_ensemble(vision)
    assert tuple(table) == OF_ENSEMBLE
    assert len(table) == sum(values.size for values in vision.values())
    assert {*table["scenario"]} == {"vision"}
    counts = table["statistic"].value_counts()
    assert counts["difference"] == vision["stock_difference"].size + (
        vision["flow_difference"].size
    )
    assert counts["probability"] == vision["event_probability"].size
    assert (
        table["quantile"].notna() == table["statistic"].isin(["quantile", "difference"])
    ).all()


@pytest.mark.parametrize(
    ("query", "variable", "at", "unit"),
    [
        (
            "statistic == 'quantile' and sex.isna() and age == '75+' and quantile == 0.9",
            "stock_quantile",
            {"stock": "population:75+", "year": 2027, "quantile": 0.9},
            "persons",
        ),
        (
            "measure == 'population' and age == '60-64' and sex == 'female' and quantile == .5",
            "population_quantile",
            {"year": 2027, "sex": "female", "age": 60, "quantile": 0.5},
            "persons",
        ),
        (
            "measure == 'population' and age == '100+' and sex.isna() and quantile == 0.05",
            "both_sexes_quantile",
            {"year": 2027, "age": 100, "quantile": 0.05},
            "persons",
        ),
        (
            "measure == 'aged_share' and statistic == 'difference' and quantile == 0.25",
            "stock_difference",
            {"stock": "aged_share", "year": 2027, "quantile": 0.25},
            "points",
        ),
        (
            "measure == 'population' and statistic == 'projected' and sex == 'male'",
            "stock_projected",
            {"stock": "population:male", "year": 2027},
            "persons",
        ),
        (
            "measure == 'women_20_39<half'",
            "event_probability",
            {"event": "women_20_39<half", "year": 2027},
            "share",
        ),
    ],
)
def test_one_value_of_an_ensemble(
    query: str, variable: str, at: dict[str, object], unit: str
) -> None:
    _, vision = both()
    row = tidy_ensemble(vision).query(f"year == 2027 and {query}")
    assert row["value"].tolist() == [vision[variable].sel(at).item()]
    assert row["unit"].tolist() == [unit]
    assert row["period"].isna().all()


def test_flows_and_goals_of_an_ensemble(tmp_path: Path) -> None:
    made = plan(4, vision=load_vision(goals_file(tmp_path)))
    (one,) = run_ensembles(experiment(), [scenario("current")], made)
    table = tidy_ensemble(one)
    lives = table.query("measure == 'life_expectancy' and sex == 'female' and period == 2029")
    assert lives["statistic"].tolist() == ["quantile"] * one.sizes["quantile"] + [
        "mean",
        "projected",
    ]
    assert {*lives["unit"]} == {"years"}
    goals = table[table["measure"].isin(["Sure", "Never", "Even"])]
    assert goals["value"].tolist()[:2] == [1.0, 0.0]
    assert goals[["year", "period"]].isna().all(axis=None)
