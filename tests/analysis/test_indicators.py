from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from projection.analysis import indicators
from projection.analysis.measures import MEASURES, evaluate
from projection.inputs import read_inputs
from tests.worlds import components, together, world

INPUTS = Path(__file__).parents[2] / "inputs"


def persons_by_age(persons: list[float], width: int = 1) -> xr.Dataset:
    """One year, all of one sex; groups of the same width, the last one open."""
    values = np.array([[persons, np.zeros(len(persons))]])
    ages = width * np.arange(len(persons))
    return xr.Dataset(
        {"population": (("year", "sex", "age"), values)},
        coords={"year": [2020], "sex": ["female", "male"], "age": ages},
    )


def test_the_seed_figures_come_out_of_the_register() -> None:
    register = components()
    assert indicators.natural_change(register).sel(period=2014).item() == -257
    assert indicators.natural_change(register).sel(period=2018).item() == -405
    assert indicators.net_migration(register).sel(period=2014).item() == 3547 + 62 - 3133 - 61


def test_the_seed_figures_come_out_of_the_inputs() -> None:
    kiyose = read_inputs(INPUTS / "kiyose", "132217")
    change = evaluate(MEASURES["natural_change"], kiyose.components)
    assert change.sel(period=2014).item() == -257
    assert change.sel(period=2018).item() == -405
    total = evaluate(MEASURES["total_change"], kiyose.components).sel(period=2018)
    stocks = kiyose.population.sum(["sex", "age"])
    assert total.item() == stocks.sel(year=2019).item() - stocks.sel(year=2018).item()


def test_natural_change_is_births_minus_deaths() -> None:
    result = world()
    change = indicators.natural_change(result)
    assert change.dims == ("period", "sex", "age")
    expected = result["births"].sum("sex") - result["deaths"].sum(["sex", "age"])
    xr.testing.assert_allclose(change.sum(["sex", "age"]), expected)
    np.testing.assert_array_equal(change[..., 1:], -result["deaths"][..., 1:])


@pytest.mark.parametrize(("width", "open_age"), [(1, 100), (5, 85)])
def test_total_change_is_the_change_of_the_population(width: int, open_age: int) -> None:
    result = world(width=width, open_age=open_age)
    total = indicators.total_change(result).sum("age")
    stocks = result["population"].sum("age").values
    np.testing.assert_allclose(total.values, np.diff(stocks, axis=0), rtol=1e-9, atol=1e-9)


def test_flows_are_per_year() -> None:
    result = world(width=5, open_age=85)
    for name in ("births", "deaths", "net_migration", "natural_change", "total_change"):
        measure = MEASURES[name]
        np.testing.assert_allclose(
            5.0 * evaluate(measure, result).values, measure.function(result).values
        )


def test_crude_rates_by_hand() -> None:
    result = world(width=5, open_age=85)
    stocks = result["population"].sum(["sex", "age"]).values
    person_years = 5.0 * (stocks[:-1] + stocks[1:]) / 2.0
    births, deaths = result["births"].sum("sex"), result["deaths"].sum(["sex", "age"])
    rates = {
        "crude_birth_rate": births,
        "crude_death_rate": deaths,
        "crude_natural_change_rate": births - deaths,
        "crude_net_migration_rate": result["net_migration"].sum(["sex", "age"]),
    }
    for name, events in rates.items():
        found = evaluate(MEASURES[name], result)
        assert found["period"].equals(result["period"])
        np.testing.assert_allclose(found.values, 1000.0 * events.values / person_years)


@pytest.mark.parametrize(("width", "open_age"), [(1, 100), (5, 85)])
def test_total_fertility_rate(width: int, open_age: int) -> None:
    result = world(width=width, open_age=open_age)
    expected = width * result["fertility_rate"].values.sum(axis=1)
    np.testing.assert_allclose(indicators.total_fertility_rate(result).values, expected)


def test_life_expectancy_is_that_of_the_newborn() -> None:
    result = world()
    expected = result["life_expectancy"].sel(age=0, drop=True)
    xr.testing.assert_identical(indicators.life_expectancy_at_birth(result), expected)


def test_structure_by_hand() -> None:
    result = world()
    persons = result["population"].isel(year=2)
    ages = persons.sum("sex").values
    child, work, aged, total = (
        ages[:15].sum(),
        ages[15:65].sum(),
        ages[65:].sum(),
        ages.sum(),
    )
    women, men = persons.sel(sex="female").values, persons.sel(sex="male").values
    expected = {
        "child_share": 100 * child / total,
        "working_age_share": 100 * work / total,
        "aged_share": 100 * aged / total,
        "aged_share_75": 100 * ages[75:].sum() / total,
        "dependency_ratio": 100 * (child + aged) / work,
        "child_dependency_ratio": 100 * child / work,
        "old_age_dependency_ratio": 100 * aged / work,
        "child_woman_ratio": ages[:5].sum() / women[15:50].sum(),
        "women_20_39": women[20:40].sum(),
        "sex_ratio": 100 * men.sum() / women.sum(),
    }
    for name, value in expected.items():
        assert evaluate(MEASURES[name], result).sel(year=2022).item() == pytest.approx(value)


def test_shares_of_the_three_groups_sum_to_100() -> None:
    result = world(width=5, open_age=85)
    shares = (
        indicators.child_share(result)
        + indicators.working_age_share(result)
        + indicators.aged_share(result)
    )
    np.testing.assert_allclose(shares.values, 100.0)


@pytest.mark.parametrize("width", [1, 5])
def test_median_age_of_a_uniform_population(width: int) -> None:
    even = persons_by_age([7.0] * (80 // width) + [0.0], width)
    assert indicators.median_age(even).item() == pytest.approx(40.0)


def test_median_age_inside_a_group_and_in_the_open_one() -> None:
    assert indicators.median_age(persons_by_age([10.0, 40.0, 10.0, 0.0], 5)).item() == (
        pytest.approx(5.0 + 5.0 * (30.0 - 10.0) / 40.0)
    )
    assert indicators.median_age(persons_by_age([1.0, 1.0, 8.0], 5)).item() == 10.0
    assert np.isnan(indicators.median_age(persons_by_age([0.0, 0.0, 0.0])).item())


@given(st.lists(st.floats(0.0, 1e4), min_size=5, max_size=30), st.floats(0.5, 100.0))
def test_half_the_population_is_below_the_median_age(persons: list[float], more: float) -> None:
    closed = [more, *persons]
    median = indicators.median_age(persons_by_age([*closed, 0.0])).item()
    full = int(median)
    part = closed[full] * (median - full) if full < len(closed) else 0.0
    assert sum(closed[:full]) + part == pytest.approx(sum(closed) / 2.0)


@pytest.mark.parametrize("name", MEASURES)
def test_leading_dims_are_kept(name: str) -> None:
    results = [world(name=letter, seed=seed) for seed, letter in enumerate("abcdefg")]
    both = evaluate(MEASURES[name], together(results))
    assert both.sizes["scenario"] == 7
    for index, result in enumerate(results):
        alone = evaluate(MEASURES[name], result)
        found = both.isel(scenario=index, drop=True).transpose(*alone.dims)
        np.testing.assert_allclose(found.values, alone.values, rtol=1e-12)
        assert MEASURES[name].dim in alone.dims
