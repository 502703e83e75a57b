from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from projection.analysis.backtest import BROAD, backtest
from projection.analysis.backtest_errors import ALL_SIZES
from projection.analysis.coverage import (
    LEAST_DRAWS,
    LEVELS,
    Coverage,
    coverage,
    covered,
    covered_together,
)
from projection.errors import EstimationError
from projection.inputs import PastRegister, find_past_register

SHIPPED = Path(__file__).parents[2] / "inputs"
BASE, DRAWS = 2010, 60
TOTAL = list(BROAD).index("total")


@pytest.fixture(scope="module")
def past() -> PastRegister:
    return find_past_register(SHIPPED)


@pytest.fixture(scope="module")
def some(past: PastRegister) -> xr.Dataset:
    """Every ninth municipality of the country, of all sizes."""
    return past.data.isel(region=slice(None, None, 9))


@pytest.fixture(scope="module")
def found(past: PastRegister, some: xr.Dataset) -> Coverage:
    return coverage(some, past.schedules, BASE, draws=DRAWS)


def test_intervals_cover_about_as_often_as_they_say(found: Coverage) -> None:
    of_total = {
        one.year: one
        for one in covered(found)
        if (one.size, one.figure) == (ALL_SIZES, "total")
    }
    for year in (2011, 2015, 2020):
        one = of_total[year]
        assert one.municipalities == len(found.codes) > 130
        # Of 140 independent municipalities the standard error is 4.2, 3.4 and 1.8 points; they
        # share what happens to the country, which is worth as much again (docs/backtest.md).
        np.testing.assert_allclose(one.shares[:2], LEVELS[:2], atol=13)
        assert one.shares[2] == pytest.approx(95, abs=6)


def test_municipalities_are_those_of_the_backtest(
    found: Coverage, past: PastRegister, some: xr.Dataset
) -> None:
    tested = backtest(some, past.schedules, BASE)
    assert found.codes == tested.codes
    np.testing.assert_array_equal(found.residents, tested.residents)
    assert found.years == tested.years


def test_intervals_widen_with_time_and_level(found: Coverage) -> None:
    medians = np.median(found.width, axis=1)
    assert (np.diff(medians, axis=0) > 0).all()
    assert (np.diff(medians[..., TOTAL], axis=1) > 0).all()
    assert (found.inside[:-1] <= found.inside[1:]).all()


def test_small_places_are_harder_to_foresee(found: Coverage) -> None:
    widths = [one.width for one in covered(found) if (one.year, one.figure) == (2020, "total")]
    assert widths[1] > widths[-1]


def test_the_same_seed_gives_the_same(
    found: Coverage, past: PastRegister, some: xr.Dataset
) -> None:
    few = some.sel(region=list(found.codes[:5]))
    alone = coverage(few, past.schedules, BASE, draws=DRAWS, estimated_from=some)
    assert alone.codes == found.codes[:5]
    again = coverage(few, past.schedules, BASE, draws=DRAWS, estimated_from=some)
    assert (again.width == alone.width).all()


def test_base_dates_are_counted_together() -> None:
    def tested(base: int, last: int, inside: bool) -> Coverage:
        years = tuple(range(base + 1, last + 1))
        shape = (len(LEVELS), 2, len(years), len(BROAD))
        return Coverage(
            base,
            ("011002", "012025"),
            np.array([1e6, 3e3]),
            years,
            DRAWS,
            np.full(shape, inside),
            np.full(shape, 1.0 + inside),
        )

    together = covered_together([tested(2010, 2011, True), tested(2016, 2018, False)])
    total = {
        one.horizon: one for one in together if (one.size, one.figure) == (ALL_SIZES, "total")
    }
    np.testing.assert_array_equal(total[1].shares, [50, 50, 50])
    assert (total[1].municipalities, total[1].width) == (4, 1.5)
    np.testing.assert_array_equal(total[2].shares, [0, 0, 0])
    assert {one.base for one in together} == {None}


def test_refused(past: PastRegister, some: xr.Dataset) -> None:
    with pytest.raises(EstimationError, match=f"expected {LEAST_DRAWS} draws or more; found 9"):
        coverage(some, past.schedules, BASE, draws=9)
    with pytest.raises(EstimationError, match="expected a year from 2005 to 2019"):
        coverage(some, past.schedules, 2004)
