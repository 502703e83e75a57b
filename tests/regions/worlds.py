"""Labelled worlds of several regions; no two dims have the same size."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr

LABELS: dict[str, list[Any]] = {
    "scenario": ["low", "high"],
    "region": ["kiyose", "kodaira", "akiruno", "nishitokyo"],
    "to_region": ["kiyose", "kodaira", "akiruno", "nishitokyo"],
    "period": [2020, 2021, 2022],
    "sex": ["male", "female"],
    "age": [0, 1, 2, 3, 4, 5],
}


def filled(values: float | np.ndarray[Any, Any], *dims: str) -> xr.DataArray:
    """Return an array over labelled dims."""
    shape = [len(LABELS[dim]) for dim in dims]
    whole = np.array(np.broadcast_to(values, shape), dtype=np.float64)
    return xr.DataArray(whole, {dim: LABELS[dim] for dim in dims}, dims)


def drawn(seed: int, low: float, high: float, *dims: str) -> xr.DataArray:
    """Return random numbers over labelled dims."""
    shape = [len(LABELS[dim]) for dim in dims]
    return filled(np.random.default_rng(seed).uniform(low, high, shape), *dims)


def world(seed: int = 0) -> xr.Dataset:
    """Return a set of rates with everything that may be left out."""
    cell, time = ("region", "sex", "age"), ("region", "period", "sex", "age")
    share = drawn(seed + 5, 0.1, 1.0, "region", "to_region")
    share *= 1 - np.eye(share.sizes["region"])
    return xr.Dataset(
        {
            "population": drawn(seed, 50, 150, *cell),
            "survival_ratio": drawn(seed + 1, 0.6, 1.0, *time),
            "fertility_rate": drawn(seed + 2, 0.0, 0.4, "region", "period", "age"),
            "sex_ratio_at_birth": drawn(seed + 3, 1.0, 1.1, "period"),
            "departure_rate": drawn(seed + 4, 0.0, 0.2, *time),
            "destination_share": share / share.sum("to_region"),
            "net_migration_count": drawn(seed + 6, 0.0, 5.0, *cell),
            "net_migration_rate": drawn(seed + 7, -0.05, 0.05, *time),
        }
    )
