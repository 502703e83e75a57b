"""Cohorts from year to year: what is usual is what the register has seen."""

from __future__ import annotations

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from projection.inputs.jumps import Jumps, expected, jumps
from tests.inputs.worlds_ministry import register


@given(
    arrays(float, (3, 2, 5), elements=st.floats(0, 1e6)),
    arrays(float, 3, elements=st.floats(0, 1e5)),
)
def test_nobody_is_lost_or_made(before: np.ndarray, births: np.ndarray) -> None:
    after = expected(before, births, np.array([0.0, 1.0, 5.0, 10.0, 30.0]))
    np.testing.assert_allclose(after.sum((-1, -2)), before.sum((-1, -2)) + births, atol=1e-9)
    assert (after >= 0).all()


def test_single_years_move_on_whole() -> None:
    before = np.array([[3.0, 4.0, 5.0], [6.0, 7.0, 8.0]])
    after = expected(before, np.array(2.0), np.arange(3.0))
    assert after.tolist() == [[1.0, 3.0, 9.0], [1.0, 6.0, 15.0]]


def one_year(code: str, change: xr.DataArray | None = None) -> Jumps:
    place = register().sel(region=code)
    population = place["population"]
    after = population.sel(year=2020) if change is None else change
    births = float(place["births"].sel(period=2019))
    # What the last year is compared with are the years before it.
    past = register().isel(year=slice(0, 5), period=slice(0, 4))
    return jumps(population.sel(year=2019), after, births, past)


@pytest.mark.parametrize("code", ["132217", "011002", "133825", "012092", "141003", "131016"])
def test_real_years_are_not_refused(code: str) -> None:
    assert one_year(code).wrong == ()


def test_mistakes_are(subtests: pytest.Subtests) -> None:
    right = register()["population"].sel(region="132217", year=2020)
    mistakes = {
        "sexes swapped": right.values[::-1],
        "ages shifted by a group": np.roll(right.values, 1, axis=-1),
        "another city": register()["population"].sel(region="132110", year=2020).values,
    }
    for mistake, values in mistakes.items():
        with subtests.test(mistake):
            found = one_year("132217", right.copy(data=values))
            assert len(found.wrong) > 5
            assert "in the register of 2015-2020 (2000 cases of similar size)" in (
                found.wrong[0].message()
            )


def test_beyond_what_was_seen_is_told_and_twice_that_is_refused() -> None:
    right = register()["population"].sel(region="132217", year=2020).astype(float)
    cell = {"sex": "female", "age": 40}
    for factor, unusual, wrong in ((1.0, 0, 0), (1.16, 1, 0), (1.6, 0, 1), (0.3, 0, 1)):
        changed = right.copy()
        changed.loc[cell] = float(right.loc[cell]) * factor
        found = one_year("132217", changed)
        assert (len(found.unusual), len(found.wrong)) == (unusual, wrong), factor
