"""Gross flows between sub-populations and the world."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from projection import project_rates, read_rates
from projection.gross import (
    GrossConvention,
    GrossFlows,
    GrossRates,
    project_gross,
    project_gross_step,
)
from projection.kernel import FEMALE, Convention, Rates, entered, project_step
from tests.worlds_kernel import Array

AARGAU = Path("inputs/validation/aargau")
SUBS, PERIODS, AGES, SCENARIOS = 3, 4, 6, 5

seeds = st.integers(0, 10**6)
exposures = st.builds(GrossConvention, st.floats(0, 1), st.floats(0, 1))


def world(
    seed: int, leading: tuple[int, ...] = (), subs: int = SUBS
) -> tuple[Array, GrossRates]:
    rng = np.random.default_rng(seed)
    cells = (*leading, PERIODS, subs, 2, AGES)
    share = rng.uniform(0.1, 1.0, (*leading, PERIODS, subs, subs))
    passing = rng.uniform(0.0, 0.1, (*leading, PERIODS, subs, subs, 2, AGES))
    passing *= 1 - np.eye(subs)[..., None, None]
    rates = GrossRates(
        death_probability=rng.uniform(0.0, 0.5, cells),
        fertility=rng.uniform(0.0, 0.4, (*leading, PERIODS, subs, AGES)),
        sex_ratio=rng.uniform(1.0, 1.1, (*leading, PERIODS)),
        child_share=share / share.sum(axis=-1, keepdims=True),
        out_rate=rng.uniform(0.0, 0.2, cells),
        in_count=rng.uniform(0.0, 9.0, cells),
        transfer_rate=passing,
    )
    return rng.uniform(50.0, 150.0, (*leading, subs, 2, AGES)), rates


def balanced(start: Array, flows: GrossFlows) -> Array:
    expected = entered(start)
    expected[..., 0] += flows.births
    expected += flows.in_migration - flows.out_migration - flows.deaths
    return np.asarray(expected + flows.transfers_in - flows.transfers_out)


def closed(population: Array, rates: GrossRates) -> GrossRates:
    """The same world in which nobody moves."""
    return rates._replace(
        out_rate=0 * rates.out_rate,
        in_count=0 * rates.in_count,
        transfer_rate=0 * rates.transfer_rate,
    )


@given(seeds, st.sampled_from([1, 5]), exposures)
def test_the_balance_holds_in_every_cell(
    seed: int, width: int, convention: GrossConvention
) -> None:
    population, rates = world(seed)
    stocks, flows = project_gross(population, rates, width, convention)
    np.testing.assert_allclose(stocks[1:], balanced(stocks[:-1], flows), rtol=1e-12, atol=1e-9)


@given(seeds, exposures)
def test_transfers_cancel_over_sub_populations(seed: int, convention: GrossConvention) -> None:
    population, rates = world(seed)
    _, flows = project_gross(population, rates, 1, convention)
    assert flows.transfers_in.sum() > 1
    np.testing.assert_allclose(
        flows.transfers_in.sum(axis=-3), flows.transfers_out.sum(axis=-3), rtol=1e-12
    )


@given(seeds)
def test_closed_sub_populations_are_the_net_recurrence(seed: int) -> None:
    """Without movers, mothers' cohorts apart, this is `kernel` with survival 1 - q."""
    population, rates = world(seed)
    at = closed(population, rates).at(0)
    none = np.zeros_like(population)
    end, flows = project_gross_step(population, at, 1)
    barren = Rates(1 - at.death_probability, 0 * at.fertility, np.ones(SUBS), none, none)
    step = project_step(population, barren, 1, Convention())
    np.testing.assert_allclose(end[..., 1:], step.population[..., 1:], rtol=1e-12)
    np.testing.assert_allclose(
        flows.deaths[..., 1:], step.deaths[..., 1:], rtol=1e-9, atol=1e-12
    )


def test_a_step_checked_by_hand() -> None:
    """Two sub-populations, three ages, everything happens to women of the first age."""
    people, rates = np.zeros((2, 2, 3)), np.zeros((2, 2, 3))
    people[1, FEMALE, 0] = 1000
    q, out, come = rates.copy(), rates.copy(), rates.copy()
    q[..., 1], q[..., 0], out[1, :, 1], come[1, FEMALE, 1] = 0.02, 0.01, 0.1, 40
    come[0, FEMALE, 0] = 3
    passing = np.zeros((2, 2, 2, 3))
    passing[1, 0, :, 1] = 0.05
    fertility = np.zeros((2, 3))
    fertility[:, 1] = [0.5, 0.2]
    share = np.array([[1.0, 0.0], [0.25, 0.75]])
    given_rates = GrossRates(q, fertility, np.array(1.0), share, out, come, passing)
    end, flows = project_gross_step(people, given_rates, 1)
    # 1000 enter, 100 leave, 50 pass, 40 come: (1000 - 75 + 20) x 0.02 die; of the 50, 0.5.
    np.testing.assert_allclose(flows.deaths[:, FEMALE, 1], [0.5, 18.9], rtol=1e-12)
    np.testing.assert_allclose(end[:, FEMALE, 1], [49.5, 871.1], rtol=1e-12)
    # Mothers: the mean of 0 and 49.5, and of 1000 and 871.1.
    first, second = 0.5 * 24.75, 0.2 * 935.55
    np.testing.assert_allclose(flows.births[0], [(first + second / 4) / 2] * 2, rtol=1e-12)
    # Girls of the first: those born, and 3 who come, exposed to death for two thirds.
    born = flows.births[0, FEMALE]
    np.testing.assert_allclose(end[0, FEMALE, 0], born + 3 - 0.01 * (born + 2), rtol=1e-12)


@given(seeds)
def test_scenarios_as_a_leading_axis_do_not_meet(seed: int) -> None:
    population, rates = world(seed, (SCENARIOS,))
    together, flows = project_gross(population, rates, 1)
    alone = GrossRates(*(values[2] for values in rates))
    stocks, alone_flows = project_gross(population[2], alone, 1)
    np.testing.assert_allclose(together[2], stocks, rtol=1e-12)
    np.testing.assert_allclose(flows.births[2], alone_flows.births, rtol=1e-12)


def test_one_population_for_all_scenarios() -> None:
    population, rates = world(3, (SCENARIOS,))
    stocks, _ = project_gross(population[0], rates, 1)
    assert stocks.shape == (SCENARIOS, PERIODS + 1, SUBS, 2, AGES)
    np.testing.assert_array_equal(stocks[4, 0], population[0])


@given(seeds)
def test_a_restart_half_way_equals_one_run(seed: int) -> None:
    population, rates = world(seed)
    whole, _ = project_gross(population, rates, 1)
    first, _ = project_gross(population, GrossRates(*(one[:2] for one in rates)), 1)
    second, _ = project_gross(first[-1], GrossRates(*(one[2:] for one in rates)), 1)
    np.testing.assert_array_equal(whole, np.concatenate([first, second[1:]]))


# Swiss Federal Statistical Office (2025), three scenarios of the canton of Aargau.


@pytest.fixture(scope="module")
def aargau() -> tuple[xr.Dataset, xr.Dataset, xr.DataArray]:
    case = read_rates(AARGAU)
    result = project_rates(case.rates, convention=case.convention)
    dims = ("scenario", "nationality", "year", "sex", "age")
    published = case.expected[0].published.array.transpose(*dims)
    return case.rates, result, published


def test_aargau_within_a_person_in_every_cell(
    aargau: tuple[xr.Dataset, xr.Dataset, xr.DataArray],
) -> None:
    """Published in whole persons: 0.56 is reached in 37,572 cells after up to 31 years."""
    _, result, published = aargau
    off = abs(result["population"] - published)
    assert off.sizes["year"] == 31
    assert float(off.max()) < 0.6


def test_aargau_births_are_the_official_ones(
    aargau: tuple[xr.Dataset, xr.Dataset, xr.DataArray],
) -> None:
    """The office's births of a year are whole: ours are 0.021 off one at most in 93 years."""
    _, result, _ = aargau
    births = result["births"].sum(("nationality", "sex"))
    assert float(abs(births - births.round()).max()) < 0.03


def test_aargau_deaths_make_up_the_published_balance(
    aargau: tuple[xr.Dataset, xr.Dataset, xr.DataArray],
) -> None:
    """What the published stocks and our flows without deaths leave: rounding of two stocks."""
    _, result, published = aargau
    start = published.sel(year=slice(2026, 2055), age=slice(50, 97)).values
    end = published.sel(year=slice(2027, 2056), age=slice(51, 98)).values
    cohorts = result.sel(period=slice(2026, 2055), age=slice(51, 98))
    moved, deaths = (
        cohorts[name].transpose(*published.dims[:2], "period", "sex", "age").values
        for name in ("net_migration", "deaths")
    )
    assert np.abs(start + moved - end - deaths).max() < 1.2
    assert deaths.sum() == pytest.approx((start + moved - end).sum(), rel=2e-5)


def test_aargau_with_another_exposure_of_newborn_misses(
    aargau: tuple[xr.Dataset, xr.Dataset, xr.DataArray],
) -> None:
    rates, result, _ = aargau
    other = project_rates(rates, convention=GrossConvention(0.0, 0.0))
    assert float(abs(other["population"] - result["population"]).max()) > 1
