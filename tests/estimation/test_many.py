"""Many fits at once are the single fits, and what cannot be fitted is named."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from projection.errors import EstimationError
from projection.estimation import BaseRates, fit_base_rates
from projection.estimation.many import ManyBaseRates, fit_many
from projection.inputs import Inputs, MunicipalInputs, read_municipal
from tests.estimation.test_kiyose import kiyose

INPUTS = Path(__file__).parents[2] / "inputs"
FLOWS = ["births", "deaths", "in_migration", "out_migration"]
KIYOSE, NOBODY_DIED = "132217", "133825"
# Every 35th municipality, Kiyose, and villages in which cells of old age empty.
SAMPLE = [*range(0, 1741, 35)]


@cache
def country() -> MunicipalInputs:
    return read_municipal(INPUTS, "all")


@cache
def sample() -> list[str]:
    codes: list[str] = country().register["region"].values.tolist()
    return [*(codes[at] for at in SAMPLE), KIYOSE]


@cache
def many(width: int = 1) -> ManyBaseRates:
    of = country()
    return fit_many(of.register, of.schedules, start=2020, width=width, codes=sample())


def alone(code: str, register: xr.Dataset | None = None) -> Inputs:
    """The same figures as the inputs of one region."""
    own = (country().register if register is None else register).sel(region=code, drop=True)
    return replace(
        kiyose(),
        population=own["population"].astype(float),
        components=own[FLOWS].astype(float),
    )


def assert_same(found: BaseRates, expected: BaseRates) -> None:
    # The order of additions alone differs: 1e-9 of a cell, of one person where fewer live.
    assert found.institutions is expected.institutions is None
    for field in fields(BaseRates):
        if field.name not in ("course", "fit", "institutions"):
            np.testing.assert_allclose(
                getattr(found, field.name),
                getattr(expected, field.name),
                rtol=1e-9,
                atol=1e-9,
                err_msg=field.name,
            )
    for name in ("multipliers", "total_fertility_rates", "population", "net_migrants"):
        np.testing.assert_allclose(
            getattr(found.fit, name), getattr(expected.fit, name), rtol=1e-9, atol=1e-9
        )


def test_fifty_municipalities_are_as_fitted_alone() -> None:
    assert len(many().codes) == len(SAMPLE) + 1
    for code in many().codes:
        assert_same(many().one(code), fit_base_rates(alone(code)))


def test_the_sample_holds_villages_whose_cells_empty() -> None:
    # Of those alone the branch that empties cells can fail.
    smallest = [many().one(code).fit.population[1:].min() for code in many().codes]
    assert min(smallest) < 1e-9
    assert sum(one < 1e-9 for one in smallest) > 10


def test_five_year_steps_are_as_fitted_alone() -> None:
    for code in sample()[:3]:
        assert_same(many(5).one(code), fit_base_rates(alone(code), width=5))


def test_kiyose_is_as_fitted_from_its_own_folder() -> None:
    # Both hold the ministry's figures of the same tables.
    assert_same(many().one(KIYOSE), fit_base_rates(kiyose()))


def test_order_and_company_change_nothing() -> None:
    of = country()
    few = fit_many(of.register, of.schedules, start=2020, codes=[sample()[7], sample()[3]])
    assert few.codes == (sample()[7], sample()[3])
    for code in few.codes:
        np.testing.assert_array_equal(few.one(code).population, many().one(code).population)


def test_some_are_the_same_as_of_all() -> None:
    some = many().of(slice(4, 7))
    assert some.codes == many().codes[4:7]
    found, expected = (one.one(some.codes[2]) for one in (some, many()))
    assert found.multiplier == expected.multiplier
    np.testing.assert_array_equal(found.fit.population, expected.fit.population)


def test_without_a_death_in_a_year_a_municipality_is_left_out() -> None:
    of = country()
    found = fit_many(of.register, of.schedules, start=2020, codes=[NOBODY_DIED, KIYOSE])
    assert found.codes == (KIYOSE,)
    assert list(found.left_out) == [NOBODY_DIED]
    assert "the 0 deaths of 2016" in found.left_out[NOBODY_DIED].message()
    with pytest.raises(EstimationError, match="the 0 deaths of 2016"):
        fit_base_rates(alone(NOBODY_DIED))


def test_a_gap_in_the_figures_leaves_out_that_municipality_alone() -> None:
    of = country()
    codes = sample()[:3]
    register = of.register.sel(region=codes).astype(float)
    register["births"].loc[{"region": codes[1], "period": 2016}] = np.nan
    found = fit_many(register, of.schedules, start=2020)
    assert found.codes == (codes[0], codes[2])
    assert found.left_out[codes[1]].message("ja") == (
        "2015-2020年の人口か増減がそろっていません"
    )
    np.testing.assert_array_equal(found.population[1], many().one(codes[2]).population)


def test_where_all_are_left_out_nothing_is_left() -> None:
    of = country()
    found = fit_many(of.register, of.schedules, start=2020, codes=[NOBODY_DIED])
    assert found.codes == ()
    assert found.population.shape == (0, 2, 101)
    register = of.register.sel(region=[KIYOSE]).astype(float)
    register["population"][:, 2] = np.nan
    assert fit_many(register, of.schedules, start=2020).codes == ()


def test_a_shorter_window_is_taken_where_the_register_holds_no_more() -> None:
    of = country()
    found = fit_many(of.register, of.schedules, start=2017, codes=[KIYOSE])
    assert found.fits.years.tolist() == [2015, 2016]
    assert_same(found.one(KIYOSE), fit_base_rates(alone(KIYOSE), start=2017))


@pytest.mark.parametrize("start", [2015, 2021])
def test_a_base_year_that_is_not_registered_is_refused(start: int) -> None:
    of = country()
    with pytest.raises(EstimationError, match=f"a start in {start} needs the population"):
        fit_many(of.register, of.schedules, start=start)


def test_every_register_is_reproduced() -> None:
    assert many().fits.residuals.max() < 1e-6
