"""Regions that exchange people, on bare arrays."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from projection.exchange import (
    RegionalFlows,
    RegionalRates,
    project_regions,
    project_regions_step,
)
from projection.kernel import Convention, Rates, entered, project, project_step
from tests.slow_regions import slow_regions
from tests.worlds_kernel import CONVENTIONS, Array

REGIONS, PERIODS, AGES, SCENARIOS = 3, 4, 6, 5

seeds = st.integers(0, 10**6)
conventions = st.sampled_from(CONVENTIONS)
widths = st.sampled_from([1, 5])


def world(
    seed: int,
    convention: Convention = Convention(),
    leading: tuple[int, ...] = (),
    regions: int = REGIONS,
) -> tuple[Array, RegionalRates]:
    rng = np.random.default_rng(seed)
    time = (*leading, PERIODS, regions)
    columns = AGES + (convention.open_group == "separate")
    within = Rates(
        survival=rng.uniform(0.4, 1.0, (*time, 2, columns)),
        fertility=rng.uniform(0.0, 0.4, (*time, AGES)),
        sex_ratio=rng.uniform(1.0, 1.1, time),
        migration_count=rng.uniform(-3.0, 5.0, (*time, 2, AGES)),
        migration_rate=rng.uniform(-0.1, 0.1, (*time, 2, AGES)),
    )
    share = rng.uniform(0.1, 1.0, (*time, regions, 2, AGES)) * away(regions)
    share /= np.maximum(share.sum(axis=-3, keepdims=True), 1e-9)
    out = rng.uniform(0.0, 0.3, (*time, 2, AGES)) * (regions > 1)
    return rng.uniform(50.0, 150.0, (*leading, regions, 2, AGES)), RegionalRates(
        within, out, share
    )


def away(regions: int) -> Array:
    return np.asarray(1 - np.eye(regions)[..., None, None])


@given(seeds, conventions, widths)
def test_a_step_is_the_textbook_loop(seed: int, convention: Convention, width: int) -> None:
    population, rates = world(seed, convention)
    end, flows = project_regions_step(population, rates.at(0), width, convention)
    slow = slow_regions(population, rates.at(0), width, convention)
    np.testing.assert_allclose(end, slow["population"], rtol=1e-11, atol=1e-9)
    for name in ("deaths", "exchange", "arrivals", "departures"):
        np.testing.assert_allclose(getattr(flows, name), slow[name], rtol=1e-11, atol=1e-9)


@given(seeds, conventions)
def test_a_pool_is_the_textbook_loop(seed: int, convention: Convention) -> None:
    population, rates = world(seed, convention)
    pool = rates.at(0).share[:1, :, :, :]
    at = rates.at(0)._replace(share=pool / pool.sum(axis=1, keepdims=True))
    end, _ = project_regions_step(population, at, 1, convention)
    slow = slow_regions(population, at, 1, convention)
    np.testing.assert_allclose(end, slow["population"], rtol=1e-11, atol=1e-9)


def balanced(start: Array, flows: RegionalFlows) -> Array:
    expected = entered(start)
    expected[..., 0] += flows.births.sum(axis=-1)
    return np.asarray(
        expected - flows.deaths + flows.exchange + flows.arrivals - flows.departures
    )


@given(seeds, conventions, widths)
def test_the_balance_holds_per_region_and_in_total(
    seed: int, convention: Convention, width: int
) -> None:
    population, rates = world(seed, convention)
    stocks, flows = project_regions(population, rates, width, convention)
    expected = balanced(stocks[:-1], flows)
    np.testing.assert_allclose(stocks[1:], expected, rtol=1e-10, atol=1e-9)
    system = RegionalFlows(*(flow.sum(axis=-3) for flow in flows))
    without_moves = system._replace(
        arrivals=0 * system.arrivals, departures=0 * system.departures
    )
    total = balanced(stocks[:-1].sum(axis=-3), without_moves)
    np.testing.assert_allclose(stocks[1:].sum(axis=-3), total, rtol=1e-10, atol=1e-9)


@given(seeds, conventions)
def test_moves_sum_to_zero_for_each_sex_and_cohort(seed: int, convention: Convention) -> None:
    population, rates = world(seed, convention)
    _, flows = project_regions(population, rates, 1, convention)
    net = (flows.arrivals - flows.departures).sum(axis=-3)
    assert flows.departures.sum() > 1
    assert np.abs(net).max() < 1e-9 * flows.departures.sum()


@given(seeds, conventions, widths)
def test_one_region_without_moves_is_the_kernel(
    seed: int, convention: Convention, width: int
) -> None:
    population, rates = world(seed, convention, regions=1)
    stocks, flows = project_regions(population, rates, width, convention)
    alone = project(
        population[0], Rates(*(one[:, 0] for one in rates.within)), width, convention
    )
    np.testing.assert_allclose(stocks[:, 0], alone.population, rtol=1e-12)
    np.testing.assert_allclose(flows.births[:, 0], alone.births, rtol=1e-12)
    np.testing.assert_allclose(flows.deaths[:, 0], alone.deaths, rtol=1e-11, atol=1e-11)
    np.testing.assert_allclose(flows.exchange[:, 0], alone.net_migration, rtol=1e-9, atol=1e-9)


@given(seeds, conventions)
def test_regions_without_moves_do_not_meet(seed: int, convention: Convention) -> None:
    population, rates = world(seed, convention)
    still = rates._replace(out_rate=0 * rates.out_rate)
    end, flows = project_regions_step(population, still.at(1), 1, convention)
    each = project_step(population, still.at(1).within, 1, convention)
    np.testing.assert_allclose(end, each.population, rtol=1e-12)
    assert flows.arrivals.sum() == 0


@given(seeds, conventions)
def test_equal_regions_that_only_swap_people_add_up_to_one(
    seed: int, convention: Convention
) -> None:
    """Where rates do not differ, it does not matter to the system who lives where."""
    population, rates = world(seed, convention)
    within = Rates(*(np.repeat(one[:, :1], REGIONS, axis=1) for one in rates.within))
    within = within._replace(migration_count=0 * within.migration_count)
    out = np.repeat(rates.out_rate[:, :1], REGIONS, axis=1)
    alike = rates._replace(within=within, out_rate=out)
    stocks, _ = project_regions(population, alike, 1, convention)
    alone = Rates(*(one[:, 0] for one in within))
    total = project(population.sum(axis=0), alone, 1, convention)
    np.testing.assert_allclose(stocks.sum(axis=-3), total.population, rtol=1e-10)


@given(seeds, conventions)
def test_scenarios_as_a_leading_axis_do_not_meet(seed: int, convention: Convention) -> None:
    population, rates = world(seed, convention, (SCENARIOS,))
    together, _ = project_regions(population, rates, 1, convention)
    alone = RegionalRates(
        Rates(*(one[2] for one in rates.within)), rates.out_rate[2], rates.share[2]
    )
    stocks, _ = project_regions(population[2], alone, 1, convention)
    np.testing.assert_allclose(together[2], stocks, rtol=1e-12)


@given(seeds, st.sampled_from([one for one in CONVENTIONS if one.rate_base == "present"]))
def test_no_departure_rate_takes_out_more_than_there_are(
    seed: int, convention: Convention
) -> None:
    population, rates = world(seed, convention)
    within = rates.within._replace(
        migration_count=0 * rates.within.migration_count,
        migration_rate=0 * rates.within.migration_rate,
    )
    everybody = rates._replace(within=within, out_rate=0 * rates.out_rate + 1)
    stocks, _ = project_regions(population, everybody, 1, convention)
    assert stocks.min() >= -1e-9
