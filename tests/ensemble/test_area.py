from __future__ import annotations

import json
from functools import cache

import numpy as np
import pytest
import xarray as xr

from projection.ensemble import AreaDrawing, run_area
from projection.ensemble.area_figures import Sums, add_members
from projection.inputs import MunicipalInputs, read_municipal
from projection.running_many import fit_area, plans_of, run_many
from tests.analysis.worlds_ensemble import END, SHIPPED, scenario, uncertainty

# The prefecture with the fewest municipalities.
AREA = "31"


@cache
def inputs() -> MunicipalInputs:
    return read_municipal(SHIPPED / "inputs", AREA)


@cache
def drawn(size: float = 0.05, draws: int = 20, *, chance: bool | None = False) -> xr.Dataset:
    base = fit_area(inputs(), start=2020, step=1)
    (plan,) = plans_of([scenario("current")], base, END)
    drawing = AreaDrawing(draws, 1, chance, uncertainty(size))
    told: list[tuple[int, int]] = []
    found, left_out = run_area(inputs(), base, plan, drawing, lambda *both: told.append(both))
    assert left_out == {}
    assert told[-1] == (19, 19)
    return found


def test_the_projection_beside_the_intervals_is_that_of_a_run() -> None:
    base = fit_area(inputs(), start=2020, step=1)
    (run,) = run_many(inputs(), base, [scenario("current")], END)
    projected = drawn()["stock_projected"]
    total = run.dataset["population"].sum(("sex", "age"), dtype=np.float64)
    assert projected.sel(stock="population").values == pytest.approx(total.values, rel=1e-6)
    women = run.dataset["population"].sel(sex="female", age=slice(20, 39)).sum("age")
    assert projected.sel(stock="women_20_39").values == pytest.approx(women.values, rel=1e-6)
    deaths = run.dataset["deaths"].sum(("sex", "age"))
    found = drawn()["flow_projected"].sel(flow="deaths")
    assert found.values == pytest.approx(deaths.values, rel=1e-5)


def test_without_departures_every_quantile_is_the_projection() -> None:
    still = drawn(0.0, 3)
    for whole in ("", "total_"):
        for kind in ("stock", "flow"):
            projected = still[f"{whole}{kind}_projected"]
            away = np.abs(still[f"{whole}{kind}_quantile"] - projected)
            assert float(away.max()) < 1e-6 * float(np.abs(projected).max()) + 0.01


def test_quantiles_are_in_order() -> None:
    for name, values in drawn().data_vars.items():
        if "quantile" in values.dims:
            assert (values.diff("quantile") >= 0).all(), name


def test_the_interval_of_the_sum_is_narrower_than_the_sum_of_intervals() -> None:
    """Members depart with the nation in part, and each for itself: neither all nor nothing."""
    one = drawn().sel(stock="population", year=END)
    widths = one["stock_quantile"].isel(quantile=-1) - one["stock_quantile"].isel(quantile=0)
    total = one["total_stock_quantile"]
    width = float(total[-1] - total[0])
    assert float(np.hypot.reduce(widths.values)) < width < float(widths.sum())


def test_means_add_up() -> None:
    found = drawn()
    for kind in ("stock", "flow"):
        summed = found[f"{kind}_mean"].sum("region", dtype=np.float64)
        assert found[f"total_{kind}_mean"].values == pytest.approx(
            summed.values, rel=1e-5, abs=0.1
        )


def test_by_chance_small_places_are_less_sure() -> None:
    """In the smallest town, chance alone moves more than in the largest."""
    lucky = drawn(0.0, 12, chance=True).sel(stock="population", year=END)
    spread = lucky["stock_quantile"].isel(quantile=-1) - lucky["stock_quantile"].isel(
        quantile=0
    )
    relative = (spread / lucky["stock_projected"]).values
    order = np.argsort(lucky["stock_projected"].values)
    assert relative[order[0]] > 3 * relative[order[-1]] > 0


def test_sums_do_not_depend_on_the_order_of_municipalities() -> None:
    members = np.random.default_rng(1).gamma(1.0, 3_000.0, (7, 1, 2, 5)).astype(np.float32)
    ways = []
    for order in (range(7), (6, 0, 3, 5, 1, 4, 2)):
        total = Sums(np.zeros((1, 2, 5)), np.zeros((1, 2, 5)))
        for at in order:
            add_members(total, Sums(members[at], members[at]))
        ways.append(total)
    assert ways[0].stock.tobytes() == ways[1].stock.tobytes()
    assert ways[0].flow == pytest.approx(members.sum(axis=0, dtype=np.float64), abs=1e-4)


def test_what_was_drawn_stands_in_the_result() -> None:
    attributes = drawn().attrs
    assert (attributes["draws"], attributes["seed"], attributes["chance"]) == (20, "1", 0)
    assert "numba" in json.loads(attributes["environment"])
    kinds = [table["kind"] for table in json.loads(attributes["inputs"])]
    assert kinds.count("uncertainty") == 1
