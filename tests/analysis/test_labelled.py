from __future__ import annotations

import pytest
import xarray as xr

from projection.analysis.labelled import exact_join, sum_over


def test_labels_that_differ_are_an_error() -> None:
    one, other = (
        xr.DataArray([1.0, 2.0], dims="year", coords={"year": years})
        for years in ([2020, 2021], [2021, 2022])
    )
    with exact_join(), pytest.raises(ValueError, match="exact"):
        one + other
    assert (one + other).sizes["year"] == 1


def test_only_dims_that_are_there_are_summed() -> None:
    values = xr.DataArray([[1.0, 2.0], [3.0, 4.0]], dims=("year", "sex"))
    assert sum_over(values, "sex", "age").values.tolist() == [3.0, 7.0]
