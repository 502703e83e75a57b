"""Runs of many municipalities are the runs of each, and balance in every cell."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from projection.errors import ResultError, RunError
from projection.inputs import MunicipalInputs
from projection.results import (
    REGION_QUANTITIES,
    read_regions,
    read_result,
    write_regions,
    write_result,
)
from projection.running import run_from
from projection.running_many import (
    ManyRun,
    fit_area,
    many_horizon,
    many_warnings,
    run_many,
    told_left_out,
    total_of,
)
from projection.scenarios import Scenario
from tests.estimation.test_kiyose import base as kiyose_base
from tests.estimation.test_many import KIYOSE, NOBODY_DIED, country
from tests.scenarios.writing import scenario_of
from tests.test_running import shipped
from tests.worlds import world

# Of Tokyo: two cities, two villages, and the one that cannot be fitted.
PLACES = [KIYOSE, "132021", "133078", "133639", NOBODY_DIED]
END = 2065
# Single precision keeps 24 bits: each figure is off by a 17-millionth at most.
SINGLE = 2.0**-24


@cache
def places() -> MunicipalInputs:
    tokyo = country()
    return replace(tokyo, register=tokyo.register.sel(region=PLACES))


def ran(*scenarios: Scenario, step: int = 1, end: int = END) -> list[ManyRun]:
    base = fit_area(places(), start=2020, step=step)
    return list(run_many(places(), base, scenarios, end))


@cache
def current() -> ManyRun:
    (found,) = ran(shipped("current"))
    return found


def assert_alike(found: xr.Dataset, expected: xr.Dataset) -> None:
    for name in REGION_QUANTITIES:
        values = expected[name].transpose(*found[name].dims).values
        # Of a difference between large figures the rounding of these is left: a billionth of
        # the largest cell.
        np.testing.assert_allclose(
            found[name].values, values, rtol=2 * SINGLE, atol=1e-9 * np.abs(values).max()
        )


@pytest.mark.parametrize("step", [1, 5])
def test_each_municipality_is_as_run_alone(step: int) -> None:
    scenarios = [shipped(name) for name in ("current", "vision-families", "observed")]
    base = fit_area(places(), start=2020, step=step)
    for scenario, run in zip(scenarios, ran(*scenarios, step=step), strict=True):
        assert run.dataset.attrs["scenario"] == scenario.name
        for code in base.codes:
            alone = run_from(base.one(code), [scenario], END).isel(scenario=0)
            assert_alike(run.dataset.sel(region=code), alone)


def test_kiyose_is_as_run_from_its_own_folder() -> None:
    # The register and the city's folder hold the same figures; the two fits agree to 1e-9.
    alone = run_from(kiyose_base(), [shipped("current")], END).isel(scenario=0)
    assert_alike(current().dataset.sel(region=KIYOSE), alone)


def test_every_cell_balances_as_kept() -> None:
    data = current().dataset.astype(np.float64)
    stocks = data["population"].values
    after = np.zeros_like(stocks[:, 1:])
    after[..., 1:] = stocks[:, :-1, :, :-1]
    after[..., -1] += stocks[:, :-1, :, -1]
    after[..., 0] += data["births"].values
    after += data["net_migration"].values - data["deaths"].values
    # Five figures, each rounded to single precision.
    gap = np.abs(stocks[:, 1:] - after) / np.maximum(after, 1.0)
    assert gap.max() < 5 * SINGLE * 1.5
    assert data["population"].shape == (4, 46, 2, 101)


def test_who_cannot_be_fitted_is_named_once_with_the_reason() -> None:
    assert current().dataset["region"].values.tolist() == PLACES[:-1]
    told = told_left_out(places(), current().left_out).message("ja")
    assert told == (
        "5市区町村のうち1は推計できないため除きました：東京都御蔵島村（133825：2016年の死亡数0人は、"
        "全国の死亡率の0.05〜20.0倍では得られません。死亡数か人口の表を確かめてください）"
    )
    assert json.loads(current().dataset.attrs["fit"])["left_out"] == [NOBODY_DIED]


def test_who_would_fall_below_zero_is_left_out_of_that_scenario(tmp_path: Path) -> None:
    text = '[[migration]]\ntitle = { ja = "転出", en = "Out" }\nadd_per_year = -60\n'
    (found,) = ran(scenario_of(tmp_path, text))
    assert found.dataset["region"].values.tolist() == PLACES[:2]
    assert list(found.left_out) == [NOBODY_DIED, *PLACES[2:4]]
    assert "lever 'Out'" in found.left_out["133639"].message()


def test_where_nobody_is_left_the_scenario_is_refused(tmp_path: Path) -> None:
    text = '[[migration]]\ntitle = { ja = "転出", en = "Out" }\nadd_per_year = -60000\n'
    with pytest.raises(RunError, match="no municipality can be projected: 東京都御蔵島村"):
        ran(scenario_of(tmp_path, text))
    lone = replace(places(), register=places().register.sel(region=[NOBODY_DIED]))
    with pytest.raises(RunError, match="no municipality can be projected"):
        fit_area(lone, start=2020, step=1)


def test_a_lever_that_finds_nobody_leaves_out_that_municipality(tmp_path: Path) -> None:
    base = fit_area(places(), start=2020, step=1)
    population = base.population.copy()
    population[1, :, 100] = 0.0
    emptied = replace(base, population=population)
    text = '[[migration]]\ntitle = { ja = "高齢", en = "Old" }\nages = [100, 100]\n'
    scenario = scenario_of(tmp_path, f"{text}add_per_year = 0.1\n")
    (found,) = run_many(places(), emptied, [scenario], 2025)
    assert found.dataset["region"].values.tolist() == [PLACES[0], *PLACES[2:4]]
    assert "Old" in found.left_out[PLACES[1]].message()


def test_the_sum_is_that_of_all() -> None:
    total = total_of(current().dataset)
    expected = current().dataset["population"].astype(np.float64).sum("region")
    xr.testing.assert_equal(total["population"], expected)
    assert total.attrs == current().dataset.attrs


def test_persons_for_every_municipality_are_worth_a_warning() -> None:
    (one, other) = many_warnings(shipped("vision-families"))
    assert "Young families: parents" in one.message()
    assert "Young families: children" in other.message()
    assert many_warnings(shipped("vision")) == []


@pytest.mark.parametrize(
    ("text", "start", "end", "step", "message"),
    [
        ("", None, None, 1, "no end year"),
        ("end = 2030\n", 2030, None, 1, "must lie after the start year 2030"),
        ("end = 2031\n", None, None, 5, "not a whole number of steps of 5"),
        ("end = 2030\n", None, 2201, 1, "the end year 2201 is too late"),
        ('method = "ipss"\nend = 2030\n', None, None, 5, 'expected "cohort-component"'),
    ],
)
def test_years_and_methods_that_do_not_do_are_refused(
    tmp_path: Path, text: str, start: int | None, end: int | None, step: int, message: str
) -> None:
    scenario = scenario_of(tmp_path, text)
    with pytest.raises(RunError, match=message):
        many_horizon(places(), scenario, start, end, step)


def test_what_is_said_goes_before_what_the_scenario_says(tmp_path: Path) -> None:
    scenario = scenario_of(tmp_path, "start = 2018\nend = 2040\n")
    assert many_horizon(places(), scenario, None, None, 1) == (2018, 2040)
    assert many_horizon(places(), scenario, 2019, 2045, 1) == (2019, 2045)
    assert many_horizon(places(), scenario_of(tmp_path, ""), None, 2030, 5) == (2020, 2030)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "all" / "current.nc"
    write_regions(current().dataset, path)
    back = read_regions(path)
    xr.testing.assert_identical(back, current().dataset)
    assert back["population"].dtype == np.float32
    assert back["name"].sel(region=KIYOSE).item() == "東京都清瀬市"
    before = path.read_bytes()
    write_regions(current().dataset, path)
    assert path.read_bytes() == before


def test_readers_of_one_region_and_of_many_refuse_the_other(tmp_path: Path) -> None:
    many, one = tmp_path / "many.nc", tmp_path / "one.nc"
    write_regions(current().dataset, many)
    write_result(world(), one)
    with pytest.raises(ResultError, match="holds 4 municipalities together"):
        read_result(many)
    with pytest.raises(ResultError, match="a result of one region; expected one made with"):
        read_regions(one)


def test_a_changed_file_of_many_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.nc"
    write_regions(current().dataset, path)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ResultError, match="cut off, damaged or changed"):
        read_regions(path)


def test_what_is_no_result_of_many_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a result: name"):
        write_regions(current().dataset.drop_vars("name"), tmp_path / "many.nc")
    assert list(tmp_path.iterdir()) == []
