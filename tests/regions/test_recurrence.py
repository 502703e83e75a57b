"""Regions that exchange people, through the public API."""

from __future__ import annotations

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from projection import Convention, Rates, project, project_regions
from projection.kernel import entered
from projection.variables import check_dataset
from tests.regions.worlds import LABELS, drawn, filled, world

seeds = st.integers(0, 10**6)
PRESENT = Convention(rate_base="present")


@given(seeds)
def test_the_balance_and_the_zero_sum(seed: int) -> None:
    result = project_regions(world(seed))
    stocks = result["population"].transpose("region", "year", "sex", "age").values
    flows = (result["net_migration"] - result["deaths"]).values
    flows[..., 0] += result["births"].values
    expected = entered(stocks[:, :-1]) + flows
    np.testing.assert_allclose(stocks[:, 1:], expected, rtol=1e-9)
    inside = (result["arrivals"] - result["departures"]).sum("region")
    assert float(abs(inside).max()) < 1e-9
    assert float(result["departures"].min()) >= 0


def test_one_region_is_the_recurrence() -> None:
    rates = world().isel(region=[2], to_region=[2])
    rates["departure_rate"] = 0 * rates["departure_rate"]
    result = project_regions(rates, convention=PRESENT)
    one = rates.isel(region=0, to_region=0)
    time = ("period", "sex", "age")
    alone = project(
        one["population"].transpose("sex", "age").values,
        Rates(
            one["survival_ratio"].transpose(*time).values,
            one["fertility_rate"].transpose("period", "age").values,
            one["sex_ratio_at_birth"].values,
            np.broadcast_to(one["net_migration_count"].values, (3, 2, 6)),
            one["net_migration_rate"].transpose(*time).values,
        ),
        1,
        PRESENT,
    )
    np.testing.assert_allclose(result["population"][0], alone.population, rtol=1e-12)
    np.testing.assert_allclose(
        result["births_by_mother_age"][0], alone.births.sum(axis=-2), rtol=1e-12
    )


def test_labels_and_their_order_are_those_of_the_rates() -> None:
    result = project_regions(world())
    assert check_dataset(result) == []
    assert result["region"].values.tolist() == LABELS["region"]
    assert result["year"].values.tolist() == [2020, 2021, 2022, 2023]
    assert result["age"].attrs == {"width": 1, "open_age": 5}


def test_the_order_of_dims_and_of_regions_does_not_matter() -> None:
    rates = world()
    turned = rates.transpose("age", "to_region", "sex", "period", "region")
    swapped = turned.isel(region=[3, 1, 0, 2], to_region=[3, 1, 0, 2])
    first, second = project_regions(rates), project_regions(swapped)
    xr.testing.assert_allclose(first, second.sel(region=first["region"]), rtol=1e-12)


def test_scenarios_lead() -> None:
    rates = world()
    low = 0.5 * rates["fertility_rate"]
    levels = filled(np.array([0.5, 1.0]), "scenario")
    both = rates.assign(fertility_rate=levels * rates["fertility_rate"])
    result = project_regions(both)
    assert result["population"].dims == ("region", "scenario", "year", "sex", "age")
    alone = project_regions(rates.assign(fertility_rate=low))
    xr.testing.assert_allclose(result.sel(scenario="low", drop=True), alone, rtol=1e-12)


def test_what_is_left_out_is_the_same_everywhere_or_zero() -> None:
    rates = world()
    short = rates.drop_vars(["net_migration_count", "net_migration_rate"]).assign(
        fertility_rate=drawn(9, 0.0, 0.4, "age"),
        departure_rate=drawn(8, 0.0, 0.2, "region", "sex", "age"),
        sex_ratio_at_birth=xr.DataArray(1.05),
    )
    long = rates.assign(
        fertility_rate=filled(short["fertility_rate"].values, "region", "period", "age"),
        departure_rate=short["departure_rate"].expand_dims(period=LABELS["period"]),
        sex_ratio_at_birth=filled(1.05, "region", "period"),
        net_migration_count=0 * rates["net_migration_count"],
        net_migration_rate=0 * rates["net_migration_rate"],
    )
    xr.testing.assert_identical(project_regions(short), project_regions(long))


def test_a_pool_spreads_all_alike() -> None:
    rates = world().drop_vars(["net_migration_count", "net_migration_rate"])
    pool = rates["destination_share"].isel(region=0, drop=True)
    late = Convention("end", rate_base="present")
    result = project_regions(rates.assign(destination_share=pool), convention=late)
    arrived = result["arrivals"].transpose("region", ...).values
    total = result["departures"].sum("region").values
    np.testing.assert_allclose(arrived, pool.values[:, None, None, None] * total, atol=1e-9)


def test_five_year_steps() -> None:
    rates = world().assign_coords(period=[2020, 2025, 2030], age=[0, 5, 10, 15, 20, 25])
    result = project_regions(rates)
    assert result["year"].values.tolist() == [2020, 2025, 2030, 2035]
    assert result["age"].attrs == {"width": 5, "open_age": 25}
    ones = project_regions(world())
    births = result["births"].isel(period=0) / ones["births"].isel(period=0)
    np.testing.assert_allclose(births.values, 5, rtol=1e-12)


def test_two_survival_ratios_into_the_open_group() -> None:
    separate = Convention(open_group="separate", rate_base="present")
    rates = world().drop_vars(["net_migration_count", "net_migration_rate"])
    rates["departure_rate"] = 0 * rates["departure_rate"]
    rates["open_survival_ratio"] = filled(0.25, "sex")
    result = project_regions(rates, convention=separate)
    before = rates["population"].isel(age=slice(-2, None))
    ratio = rates["survival_ratio"].isel(age=-1, period=0)
    expected = before.isel(age=0) * ratio + 0.25 * before.isel(age=1)
    found = result["population"].isel(year=1, age=-1)
    xr.testing.assert_allclose(
        found.drop_vars(["year", "age"]), expected.drop_vars(["period", "age"], errors="ignore")
    )


@pytest.mark.parametrize("timing", ["start", "even", "end"])
def test_the_convention_is_recorded(timing: str) -> None:
    convention = Convention(timing, rate_base="present")  # type: ignore[arg-type]
    result = project_regions(world(), convention=convention)
    assert f'"timing": "{timing}"' in result.attrs["convention"]
