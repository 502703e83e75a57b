from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from projection.analysis.ensembles import run_ensembles
from projection.batch import Computing
from projection.ensemble import LARGE
from projection.errors import ResultError
from projection.scenarios import load_vision
from tests.analysis.worlds_ensemble import END, SHIPPED, experiment, plan, scenario

GOALS = """
title = { ja = "検証", en = "Test" }
base = "SHIPPED/current.toml"
scenario = "SHIPPED/vision.toml"
[[goals]]
title = { ja = "必ず", en = "Sure" }
measure = "aged_share"
at = 2030
at_most = 100
[[goals]]
title = { ja = "決して", en = "Never" }
measure = "population"
ages = [6, 11]
sex = "female"
by = 2030
above = 1e7
[[goals]]
title = { ja = "半々", en = "Even" }
measure = "tfr"
at = 2029
at_least = 1.31
"""


@cache
def both() -> tuple[xr.Dataset, xr.Dataset]:
    first, second = run_ensembles(
        experiment(), [scenario("current"), scenario("vision")], plan()
    )
    return first, second


def goals_file(folder: Path, text: str = GOALS) -> Path:
    path = folder / "vision.toml"
    # Scenario files beside the vision file are named relative to it.
    for name in ("current", "vision"):
        text_of = (SHIPPED / "scenarios" / "kiyose" / f"{name}.toml").read_text("utf-8")
        (folder / "SHIPPED").mkdir(exist_ok=True)
        (folder / "SHIPPED" / f"{name}.toml").write_text(text_of, encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    return path


def test_every_figure_is_in_order_and_finite() -> None:
    for one in both():
        for name, values in one.data_vars.items():
            assert np.isfinite(values.values).all(), name
            if "quantile" in values.dims:
                assert (values.diff("quantile") >= 0).all(), name


def test_the_base_year_is_known() -> None:
    first, second = both()
    start = first["stock_quantile"].sel(stock="population", year=2020)
    assert float(start.max() - start.min()) == 0.0
    assert (second["stock_difference"].sel(year=2020) == 0.0).all()


def test_intervals_lie_around_the_projection_and_grow() -> None:
    first, _ = both()
    total = first.sel(stock="population")
    inside = total["stock_quantile"].sel(quantile=[0.05, 0.95])
    low, high = inside.values
    projected = total["stock_projected"].values
    assert ((low[1:] < projected[1:]) & (projected[1:] < high[1:])).all()
    assert (np.diff(high - low) > 0).all()


def test_people_by_age_agree_with_figures() -> None:
    first, _ = both()
    assert first["population_mean"].sum(("sex", "age")).values == pytest.approx(
        first["stock_mean"].sel(stock="population").values, rel=1e-6
    )
    oldest = first["both_sexes_quantile"].sel(age=slice(85, None))
    assert (oldest.sel(quantile=0.5).sum("age") > 0).all()
    ages = first["population_quantile"]["age"].values
    assert ages.tolist() == [*range(0, 101, 5)]


def test_a_monotone_figure_has_the_quantiles_of_its_cause() -> None:
    first, _ = both()
    tfr = first["flow_quantile"].sel(flow="total_fertility_rate")
    assert float(tfr.sel(period=2029, quantile=0.5)) == pytest.approx(1.31, rel=0.1)
    alive = first["flow_quantile"].sel(flow="life_expectancy:female", period=2029)
    assert 85 < float(alive.min()) < float(alive.max()) < 93


def test_without_departures_every_quantile_is_the_projection() -> None:
    """Single precision, and life expectancy between tabled levels: 0.001 years."""
    (one,) = run_ensembles(experiment(), [scenario("vision")], plan(3, size=0.0))
    for kind in ("stock", "flow"):
        projected = one[f"{kind}_projected"]
        for values in (
            one[f"{kind}_mean"],
            *one[f"{kind}_quantile"].transpose("quantile", ...),
        ):
            away = np.abs(values - projected.transpose(*values.dims))
            # The median age of five-year groups is not that of single years.
            away = away.where(away[kind] != "median_age", away / 100)
            assert float(away.max()) < 2e-3 + 2e-7 * float(projected.max())


def test_differences_are_paired() -> None:
    first, second = both()
    apart = second["stock_difference"].sel(stock="population", year=END)
    width = float(apart[-1] - apart[0])
    alone = [one["stock_quantile"].sel(stock="population", year=END) for one in (first, second)]
    # As independent intervals would add up: in quadrature.
    strangers = sum(float(one[-1] - one[0]) ** 2 for one in alone) ** 0.5
    assert 0 < width < 0.3 * strangers
    assert (first.attrs["reference"], second.attrs["reference"]) == ("", "current")


def test_the_order_of_scenarios_changes_nothing() -> None:
    vision, current = run_ensembles(
        experiment(), [scenario("vision"), scenario("current")], plan()
    )
    for one, other in ((current, both()[0]), (vision, both()[1])):
        for name in ("stock_quantile", "flow_mean", "event_probability"):
            assert (one[name] == other[name]).all()


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_change_nothing(workers: int) -> None:
    made = plan(computing=Computing("numpy", workers=workers))
    (one,) = run_ensembles(experiment(), [scenario("current")], made)
    assert one.drop_attrs().equals(both()[0].drop_attrs())


def test_a_small_place_has_chance_unless_told_otherwise() -> None:
    assert float(experiment().base.population.sum()) < LARGE
    (by_chance,) = run_ensembles(experiment(), [scenario("current")], plan(5, chance=None))
    assert (by_chance.attrs["chance"], both()[0].attrs["chance"]) == (1, 0)


def test_what_it_says_of_itself() -> None:
    attrs = both()[1].attrs
    assert (attrs["draws"], attrs["seed"], attrs["region"]) == (40, "1", "132217")
    assert json.loads(attrs["uncertainty"]) == {
        "made": "2026-11-23",
        "window": [1995, 2020],
        "processes": ["fertility", "mortality", "migration_1", "migration_2"],
    }
    kinds = [one["kind"] for one in json.loads(attrs["inputs"])]
    assert "population" in kinds
    assert kinds[-1] == "uncertainty"
    assert attrs["label_en"] == "Vision"


def test_goals_sure_impossible_and_even(tmp_path: Path) -> None:
    made = plan(vision=load_vision(goals_file(tmp_path)))
    (one,) = run_ensembles(experiment(), [scenario("current")], made)
    sure, never, even = one["goal_probability"].values.tolist()
    assert (sure, never) == (1.0, 0.0)
    # Of 40 members at even odds, 8 to 32 in 999 of 1,000 cases.
    assert 0.2 <= even <= 0.8
    assert one["goal_en"].values.tolist() == ["Sure", "Never", "Even"]


def test_goals_that_cannot_be_asked_are_told_before_anything_is_drawn(tmp_path: Path) -> None:
    text = GOALS.replace('"aged_share"', '"deaths"\nages = [75, 100]')
    text = text.replace("at = 2029", "at = 2050").replace("at = 2030", "at = 2028")
    told: list[int] = []
    made = plan(vision=load_vision(goals_file(tmp_path, text)))
    with pytest.raises(ResultError) as raised:
        run_ensembles(experiment(), [scenario("current")], made, lambda *_: told.append(1))
    assert [one.key for one in raised.value.faults] == [
        "ensemble_flow_ages",
        "asked_year_outside",
    ]
    assert all(one.line for one in raised.value.faults)
    assert told == []


def test_progress_counts_all_scenarios() -> None:
    told: list[tuple[int, int]] = []
    run_ensembles(
        experiment(),
        [scenario("current"), scenario("vision")],
        plan(6),
        lambda *both: told.append(both),
    )
    assert told == [(6, 12), (12, 12)]
