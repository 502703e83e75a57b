"""The matrix form through the public API, and the projection of 1978."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from projection import project_multiregional
from projection.inputs.multiregional import read_multiregional
from projection.inputs.rates import Expected

SLOVENIA = Path("inputs/validation/slovenia_1978")
CASE = read_multiregional(SLOVENIA)


@pytest.fixture(scope="module")
def result() -> xr.Dataset:
    return project_multiregional(
        CASE.rates, start=CASE.start, steps=CASE.steps, open_rule=CASE.open_rule
    )


@pytest.mark.parametrize("expected", CASE.expected, ids=lambda one: one.figure)
def test_slovenia_as_published(result: xr.Dataset, expected: Expected) -> None:
    """Willekens and Rogers (1978): within the printed rounding that its file states."""
    published = expected.published.array
    found = result[expected.figure].sel({dim: published[dim] for dim in published.dims})
    off = abs(found / expected.unit - published)
    assert off.size == published.size > 30
    assert float(off.max()) <= expected.tolerance


def test_the_tolerances_are_those_of_printing() -> None:
    tolerances = {one.figure: one.tolerance for one in CASE.expected}
    assert tolerances == {
        "population": 0.5,
        "transition_probability": 5e-5,
        "survival_ratio": 5e-5,
        "stable_age_share": 6e-4,
    }


def test_keeping_the_open_group_misses_by_far(result: xr.Dataset) -> None:
    other = project_multiregional(CASE.rates, start=1961, steps=8)
    off = abs(other["population"] - result["population"])
    assert float(off.sel(age=85).isel(year=1).min()) > 300
    assert float(off.sel(age=slice(0, 75)).max()) < 1e-6


def test_stable_shares_add_up(result: xr.Dataset) -> None:
    np.testing.assert_allclose(result["stable_age_share"].sum("age"), 1, rtol=1e-12)
    assert float(result["stable_region_share"].sum()) == pytest.approx(1)
    assert float(result["growth_factor"]) == pytest.approx(1.031, abs=5e-4)


def test_years_and_ages_carry_their_labels(result: xr.Dataset) -> None:
    assert result["year"].values.tolist() == list(range(1961, 2002, 5))
    assert result["age"].attrs == {"width": 5, "open_age": 85}
    assert result["population"].dims == ("region", "year", "age")
