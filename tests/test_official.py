"""The official five-year form: against plain lists, and its laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.balance import check_balance
from projection.kernel import FEMALE, entered
from projection.official import (
    CHILDBEARING,
    control_corrections,
    official_projection,
    official_step,
)
from tests.slow_official import slow_official_step
from tests.worlds_official import AGES, AREAS, PERIODS, world

SEEDS = st.integers(0, 10_000)


@given(SEEDS)
def test_plain_lists_give_the_same(seed: int) -> None:
    population, rates = world(seed, areas=1)
    corrected = rates._replace(
        correction=np.random.default_rng(seed).uniform(0.9, 1.1, (PERIODS, 2, AGES))
    ).of_area(0)
    step = official_step(population[0], corrected.at(1))
    end, deaths, net = slow_official_step(population[0].tolist(), corrected.at(1))
    np.testing.assert_allclose(step.population, end, rtol=1e-12)
    np.testing.assert_allclose(step.deaths, deaths, rtol=1e-12, atol=1e-9)
    np.testing.assert_allclose(step.net_migration, net, rtol=1e-12, atol=1e-9)


@given(SEEDS)
def test_births_fall_to_mothers_by_mean_women_and_age_pattern(seed: int) -> None:
    population, rates = world(seed)
    step = official_step(population, rates.at(1))
    women = (population[:, FEMALE] + step.population[:, FEMALE]) / 2
    weights = women * rates.mothers[1]
    for sex in (0, 1):
        expected = weights / weights.sum(axis=-1, keepdims=True)
        born = step.births[:, sex]
        np.testing.assert_allclose(born / born.sum(axis=-1, keepdims=True), expected)


@given(SEEDS)
def test_every_cell_balances_and_areas_do_not_touch(seed: int) -> None:
    population, rates = world(seed)
    together = official_projection(population, rates)
    check_balance(together)
    assert together.population.shape == (AREAS, PERIODS + 1, 2, AGES)
    alone = official_projection(population[2], rates.of_area(2))
    for whole, one in zip(together, alone, strict=True):
        np.testing.assert_array_equal(whole[2], one)


@given(SEEDS)
def test_twice_the_people_twice_everything(seed: int) -> None:
    population, rates = world(seed)
    nobody = rates._replace(migration_count=np.zeros_like(rates.migration_count))
    once, twice = (official_projection(by * population, nobody) for by in (1, 2))
    for one, other in zip(once, twice, strict=True):
        np.testing.assert_allclose(2 * one, other, rtol=1e-12, atol=1e-9)


def test_a_restart_half_way_equals_one_run() -> None:
    population, rates = world()
    whole = official_projection(population, rates)
    later = official_projection(whole.population[:, 1], rates.at(np.array([1, 2])))
    np.testing.assert_array_equal(later.population, whole.population[:, 1:])


def test_nobody_moves_and_nobody_dies() -> None:
    population, rates = world()
    none = np.zeros_like(rates.migration_rate)
    still = rates._replace(
        survival=np.ones_like(none), migration_rate=none, migration_count=none
    )
    run = official_projection(population, still)
    assert not run.net_migration.any()
    np.testing.assert_allclose(run.deaths, 0.0, atol=1e-10)
    np.testing.assert_array_equal(run.population[:, 1, :, 1:], entered(population)[..., 1:])


def test_children_follow_from_the_women_at_the_end() -> None:
    population, rates = world()
    counted = rates.migration_count.copy()
    counted[..., 0] = 0.0
    run = official_projection(population, rates._replace(migration_count=counted))
    ends = run.population[:, 1:]
    women = ends[..., FEMALE, CHILDBEARING].sum(axis=-1)
    np.testing.assert_allclose(ends[..., 0].sum(axis=-1), rates.child_woman_ratio * women)
    np.testing.assert_allclose(ends[..., 0, 0], rates.child_sex_ratio * ends[..., 1, 0])
    # Births by age of mother add up to those worked back from the 0-4.
    survived = run.births.sum(axis=-1) * rates.survival[..., 0]
    np.testing.assert_allclose(survived, ends[..., 0])


def test_one_set_of_rates_serves_many_areas() -> None:
    population, rates = world()
    run = official_projection(population, rates.of_area(0))
    alone = official_projection(population[3], rates.of_area(0))
    np.testing.assert_array_equal(run.population[3], alone.population)
    many = official_step(population[0], rates.at(0))
    assert many.population.shape == many.deaths.shape == (AREAS, 2, AGES)


@given(SEEDS)
def test_areas_add_up_to_control_totals(seed: int) -> None:
    population, rates = world(seed)
    totals = np.random.default_rng(seed).uniform(500.0, 2000.0, (PERIODS, 2, AGES))
    found = control_corrections(population, rates, totals)
    run = official_projection(population, rates._replace(correction=found))
    np.testing.assert_allclose(run.population[:, 1:].sum(axis=0), totals, rtol=1e-9)
    check_balance(run)


def test_where_nobody_is_there_a_control_total_is_missed() -> None:
    population, rates = world()
    empty = population.copy()
    empty[:, 0, 4] = 0.0
    counts = rates.migration_count.copy()
    counts[:, 0, 0, 5] = 0.0
    totals = np.full((PERIODS, 2, AGES), 1000.0)
    found = control_corrections(empty, rates._replace(migration_count=counts), totals)
    assert found[0, 0, 5] == 1.0
    assert np.isfinite(found).all()


@pytest.mark.parametrize("period", range(PERIODS))
def test_uncorrected_totals_need_no_correction(period: int) -> None:
    population, rates = world()
    totals = official_projection(population, rates).population[:, 1:].sum(axis=0)
    found = control_corrections(population, rates, totals)
    np.testing.assert_allclose(found[period], 1.0, rtol=1e-12)
