"""The worked example of docs/regions.py: Kiyose and its neighbours."""

from __future__ import annotations

import runpy
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xarray as xr

import projection

EXAMPLE = runpy.run_path("docs/regions.py")
ASSUMED = tomllib.loads(
    Path("inputs/tokyo/moves_between_cities.toml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def cities() -> list[Any]:
    return list(EXAMPLE["read_cities"]())


def system(cities: list[Any], share: float) -> xr.Dataset:
    rates: xr.Dataset = EXAMPLE["system"](cities, ASSUMED["assumed"], share)
    return rates


def test_what_is_assumed_says_so() -> None:
    assert ASSUMED["assumption"] is True
    assert ASSUMED["assumed"]["share_of_out_migrants"] in ASSUMED["assumed"]["shares_tried"]


def test_without_moves_between_cities_each_is_an_ordinary_run(cities: list[Any]) -> None:
    result = projection.project_regions(system(cities, 0.0))
    scenario = projection.load_scenario(EXAMPLE["SCENARIO"])
    run = projection.run(cities[0].inputs, [scenario], end=2065)
    kiyose = result["population"].sel(region="132217").values
    np.testing.assert_allclose(kiyose, run["population"].isel(scenario=0).values, rtol=1e-9)


def test_both_parts_of_net_migration_are_what_was_fitted(cities: list[Any]) -> None:
    rates = system(cities, 0.15)
    exposed = np.stack([city.base.exposed for city in cities])
    left = rates["departure_rate"].values * exposed
    inside = np.einsum("od,osa->dsa", rates["destination_share"].values, left) - left
    first = rates.isel(period=0)
    outside = first["net_migration_count"] + first["net_migration_rate"] * exposed
    fitted = np.stack([city.base.net_migrants for city in cities])
    np.testing.assert_allclose((outside.values + inside)[..., :95], fitted[..., :95], atol=1e-9)
    assert np.abs(outside.values + inside - fitted).max() < 0.15
    registered = 0.15 * np.array([city.registered_leavers() for city in cities])
    np.testing.assert_allclose(left.sum(axis=(1, 2)), registered, rtol=1e-12)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_pages_are_what_the_script_writes(cities: list[Any], lang: str) -> None:
    assumed = ASSUMED["assumed"]
    results = {
        share: projection.project_regions(system(cities, share))
        for share in assumed["shares_tried"]
    }
    page = EXAMPLE["page"](lang, cities, results, assumed["share_of_out_migrants"])
    name = {"en": "regions.md", "ja": "regions.ja.md"}[lang]
    assert page == Path("docs", name).read_text(encoding="utf-8")
