from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from projection.analysis.departures import LAST_BASE, default_rates, departures
from projection.errors import EstimationError
from projection.estimation.by_size import leaning_on_each_other
from projection.estimation.many import fit_many
from projection.estimation.uncertainty import COHORT_YEARS, LEVEL, Departures
from projection.inputs import PastRegister, find_past_register
from projection.kernel import project
from projection.running import CONVENTION

SHIPPED = Path(__file__).parents[2] / "inputs"
LAST = 2012


@pytest.fixture(scope="module")
def past() -> PastRegister:
    return find_past_register(SHIPPED)


@pytest.fixture(scope="module")
def some(past: PastRegister) -> xr.Dataset:
    return past.data.sel(region=past.data["since"] <= 1995).isel(region=slice(None, None, 60))


@pytest.fixture(scope="module")
def found(past: PastRegister, some: xr.Dataset) -> Departures:
    return departures(some, past.schedules, LAST)


def test_every_base_year_is_followed_to_the_last_register(found: Departures) -> None:
    known = np.isfinite(found.departed[LEVEL]).sum(axis=-1)
    # From 2000 there are 12 years to the register of 31 March 2012, from 2011 one.
    assert (known == np.arange(LAST - 2000, 0, -1)[:, None]).all()
    assert np.isfinite(found.cohorts).all(axis=(1, 2, 3)).tolist() == [True] * 8 + [False] * 4


def test_departures_are_what_the_register_says_beyond_the_projection(
    found: Departures, some: xr.Dataset
) -> None:
    at, years = 3, slice(2003, 2007)
    flows = {
        name: some[name].sel(period=years).sum("period").values for name in ("births", "deaths")
    }
    population = some["population"].sum(("sex", "age"))
    change = population.sel(year=2008).values - population.sel(year=2003).values
    moved = change - flows["births"] + flows["deaths"]
    lived = (population.sel(year=slice(2003, 2008)).values).sum(axis=-1)
    lived = lived - (population.sel(year=2003).values + population.sel(year=2008).values) / 2
    carried = moved - found.departed[LEVEL, at, :, 4] * lived
    # What was carried forward is near what came in the five years before: most of it stays.
    before = population.sel(year=2003).values - population.sel(year=1998).values
    accounts = some[["births", "deaths"]].sel(period=slice(1998, 2002)).sum("period")
    before = before - accounts["births"].values + accounts["deaths"].values
    assert np.corrcoef(carried / lived, before / lived)[0, 1] > 0.9


def test_people_are_those_of_the_base_date(found: Departures, some: xr.Dataset) -> None:
    population = some["population"].sel(year=2005)
    np.testing.assert_array_equal(found.residents[5], population.sum(("sex", "age")).values)
    share = (
        population.transpose("region", "sex", "age").values / found.residents[5][:, None, None]
    )
    np.testing.assert_allclose(found.composition[5], share)
    window = some.sel(period=slice(2000, 2004), year=slice(2000, 2004))
    moves = (window["in_migration"] + window["out_migration"]).sum("period")
    lived = window["population"].sum(("sex", "age", "year"))
    np.testing.assert_allclose(found.turnover[5], (moves / lived).values)


def test_nothing_after_the_last_register_is_looked_at(
    found: Departures, past: PastRegister, some: xr.Dataset
) -> None:
    later = some["population"].copy()
    later.loc[{"year": slice(LAST + 1, None)}] = 1.0
    again = departures(some.assign(population=later), past.schedules, LAST)
    for one, other in zip(found, again, strict=True):
        np.testing.assert_array_equal(one, other)


def test_chance_falls_with_the_number_of_events(found: Departures) -> None:
    births = found.chance[0, 0]
    assert (np.diff(births, axis=-1) < 0).all()
    # Of Poisson numbers the relative variance is one over what is expected.
    small, large = found.residents[0].argmin(), found.residents[0].argmax()
    assert births[small, 0] > 10 * births[large, 0]


def test_children_born_since_are_compared_beside_births(found: Departures) -> None:
    # Births are off by a tenth in these places, children of 0-4 by their moves alone.
    children = np.median(np.abs(found.cohorts[:8, :, :, 0])) * COHORT_YEARS / 2
    births = np.median(np.abs(found.departed[0, :8, :, COHORT_YEARS - 1]))
    assert children < births


def test_default_rates_are_those_of_a_run_that_assumes_nothing(
    past: PastRegister, some: xr.Dataset
) -> None:
    from projection.analysis.backtest_history import whole_years  # noqa: PLC0415

    register = whole_years(some, LAST_BASE - 5, LAST_BASE)
    base = leaning_on_each_other(fit_many(register, past.schedules, start=LAST_BASE))
    rates = default_rates(base, 3)
    carried = project(base.population, rates, 1, CONVENTION)
    assert carried.population.shape == (len(base.codes), 4, 2, 101)
    assert np.isfinite(carried.population).all()


@pytest.mark.parametrize("last", [2004, 2021])
def test_registers_that_do_not_reach(past: PastRegister, some: xr.Dataset, last: int) -> None:
    with pytest.raises(EstimationError, match="expected a year from 2005 to 2020"):
        departures(some, past.schedules, last)
