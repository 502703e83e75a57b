"""Small labelled worlds in which no two dims have the same size."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import xarray as xr

from projection.errors import RatesError

SIZES = {"region": 3, "variant": 6, "period": 4, "sex": 2, "age": 5}
LABELS: dict[str, list[Any]] = {
    "region": ["north", "south", "west"],
    "variant": ["a", "b", "c", "d", "e", "f"],
    "period": [2000, 2005, 2010, 2015],
    "sex": ["male", "female"],
    "age": [0, 5, 10, 15, 20],
}


def drawn(rng: np.random.Generator, low: float, high: float, *dims: str) -> xr.DataArray:
    """Numbers between two bounds."""
    coords = {dim: LABELS[dim] for dim in dims}
    return xr.DataArray(rng.uniform(low, high, [SIZES[dim] for dim in dims]), coords, dims)


def net_world(seed: int = 0) -> xr.Dataset:
    """Rates of three regions and six variants of fertility."""
    rng = np.random.default_rng(seed)
    return xr.Dataset(
        {
            "population": drawn(rng, 50, 100, "region", "sex", "age"),
            "survival_ratio": drawn(rng, 0.6, 1, "region", "period", "sex", "age"),
            "fertility_rate": drawn(rng, 0.05, 0.1, "variant", "period", "age"),
            "sex_ratio_at_birth": drawn(rng, 1.0, 1.1, "period"),
            "net_migration_count": drawn(rng, -0.3, 3, "region", "period", "sex", "age"),
            "net_migration_rate": drawn(rng, -0.03, 0.1, "period", "sex", "age"),
        }
    )


def gross_world(seed: int = 0) -> xr.Dataset:
    """Three regions that exchange people; the step is one year."""
    rng = np.random.default_rng(seed)
    several = ("region", "period", "sex", "age")
    to_region = {"to_region": LABELS["region"]}
    passing = drawn(rng, 0, 0.05, *several).expand_dims(to_region)
    own = xr.DataArray(np.eye(3), {"region": LABELS["region"], **to_region})
    world = xr.Dataset(
        {
            "population": drawn(rng, 50, 100, "region", "sex", "age"),
            "death_probability": drawn(rng, 0, 0.2, *several),
            "fertility_rate": drawn(rng, 0, 0.1, "region", "period", "age"),
            "sex_ratio_at_birth": drawn(rng, 1.0, 1.1, "period"),
            "in_migration_count": drawn(rng, 0, 9, *several),
            "out_migration_rate": drawn(rng, 0, 0.1, "variant", *several),
            "transfer_rate": passing * (1 - own),
            "child_share": 0.7 * own + 0.1,
        }
    )
    return world.assign_coords(period=[2000, 2001, 2002, 2003], age=[0, 1, 2, 3, 4])


def entered(result: xr.Dataset) -> xr.DataArray:
    """The population of every period's start, each cohort in the group that it reaches."""
    start = result["population"].isel(year=slice(None, -1)).rename(year="period")
    older = start.shift(age=1, fill_value=0.0)
    last = start.isel(age=-1)
    return older + last.where(start["age"] == start["age"][-1], 0.0)


def refused(function: Callable[[], object]) -> str:
    """The message, in English; it exists in Japanese too."""
    with pytest.raises(RatesError) as caught:
        function()
    assert any("\u3040" < one < "\u9fff" for one in caught.value.text("ja"))
    return caught.value.text("en")
