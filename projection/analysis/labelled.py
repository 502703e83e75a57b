"""Two habits of labelled arithmetic."""

from __future__ import annotations

from contextlib import AbstractContextManager

import xarray as xr


def exact_join() -> AbstractContextManager[None]:
    """Return a context in which labels that differ are an error, not silently dropped."""
    return xr.set_options(arithmetic_join="exact")  # type: ignore[no-untyped-call]


def sum_over(values: xr.DataArray, *dims: str) -> xr.DataArray:
    """Sum over those of `dims` that `values` has."""
    return values.sum([dim for dim in dims if dim in values.dims], skipna=False)
