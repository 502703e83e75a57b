"""Rates of a strategy that begins later, checked by hand on Kiyose's base rates."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from projection.estimation import BaseRates
from projection.scenarios import Mortality, Scenario
from projection.scenarios.delaying import delayed_rates
from projection.scenarios.levers import base_migration
from projection.scenarios.rates import PeriodRates, hazards, period_rates
from tests.estimation.test_kiyose import base
from tests.scenarios.strategies import paths, scenarios
from tests.scenarios.test_levers import lever, scenario

END = 2045
YEARS = np.arange(2020, END)
WITHOUT = "fertility.tfr = 1.31\n"


@cache
def kiyose() -> BaseRates:
    return base()


def delayed(folder: Path, text: str, delay: int, without: str = WITHOUT) -> PeriodRates:
    plan, other = both(folder, text, without)
    return delayed_rates(plan, other, kiyose(), END, delay)


def both(folder: Path, text: str, without: str = WITHOUT) -> tuple[Scenario, Scenario]:
    other = scenario(folder, without)
    return scenario(folder, text), other


def tfr(rates: PeriodRates) -> np.ndarray:
    return rates.rates.fertility.sum(axis=-1)


def moves(rates: PeriodRates) -> np.ndarray:
    """Net migration of one cell that gains people, women of 22, in persons."""
    return rates.rates.migration_count[:, 1, 22]


def added(rates: PeriodRates) -> np.ndarray:
    """Persons a year beside those of the base period."""
    years = YEARS[:, None]
    once = base_migration(kiyose(), "rate", years).counts
    return (rates.rates.migration_count - once).sum(axis=(1, 2))


def assert_same(left: PeriodRates, right: PeriodRates) -> None:
    for one, other in zip((*left.rates, left[1]), (*right.rates, right[1]), strict=True):
        assert_allclose(one, other, rtol=1e-12, atol=1e-15)


def test_a_straight_line_of_fertility_comes_later(tmp_path: Path) -> None:
    """1.31 in 2020 and 1.8 in 2030, five years late: 1.31 to 2025, then 1.8 in 2035."""
    path = "fertility.tfr = { 2020 = 1.31, 2030 = 1.8 }\n"
    found = tfr(delayed(tmp_path, path, 5))
    assert_allclose(found, np.interp(YEARS, [2025, 2035], [1.31, 1.8]), rtol=1e-12)
    assert found[10] == pytest.approx(1.31 + 0.49 / 2)


def test_until_it_begins_the_base_holds_even_where_the_path_has_begun(tmp_path: Path) -> None:
    """Placed in 2019, the line stands at 1.31 + 0.49/11 in 2020: so it does in 2023."""
    path = "fertility.tfr = { 2019 = 1.31, 2030 = 1.8 }\n"
    found = tfr(delayed(tmp_path, path, 3))
    assert_allclose(found[:4], [1.31, 1.31, 1.31, 1.31 + 0.49 / 11], rtol=1e-12)
    assert found[YEARS == 2032] < 1.8
    assert_allclose(found[YEARS >= 2033], 1.8, rtol=1e-12)


def test_a_path_that_both_share_does_not_move(tmp_path: Path) -> None:
    shared = WITHOUT + "fertility.mean_age_shift = { 2020 = 0, 2030 = 2 }\n"
    plan = shared.replace("1.31", "{ 2020 = 1.31, 2030 = 1.8 }")
    found = delayed(tmp_path, plan, 5, shared).rates.fertility
    without = period_rates(scenario(tmp_path, shared), kiyose(), END).rates.fertility
    shape = found / found.sum(axis=1, keepdims=True)
    assert_allclose(shape, without / without.sum(axis=1, keepdims=True), rtol=1e-9)


def test_a_balance_begins_and_ends_later(tmp_path: Path) -> None:
    plan = WITHOUT + lever("ages = [20, 24]\nbalance_by = 2030")
    found = moves(delayed(tmp_path, plan, 4))
    kept = np.interp(YEARS, [2024, 2034], [1.0, 0.0])
    before = base_migration(kiyose(), "rate", YEARS[:, None]).counts[0, 1, 22]
    assert before > 0
    assert_allclose(found, before * kept, atol=1e-12)


def test_persons_are_added_later(tmp_path: Path) -> None:
    plan = WITHOUT + lever("add_per_year = { 2020 = 0, 2025 = 50 }")
    found = added(delayed(tmp_path, plan, 3))
    assert_allclose(found, np.interp(YEARS, [2023, 2028], [0, 50]), atol=1e-9)


def test_a_constant_and_a_closed_age_wait(tmp_path: Path) -> None:
    before = base_migration(kiyose(), "rate", YEARS[:, None]).counts[0, 1, 22]
    closed = moves(delayed(tmp_path, WITHOUT + lever("closed = true"), 6))
    assert_allclose(closed, np.where(YEARS < 2026, before, 0.0))
    rates = delayed(tmp_path, WITHOUT + lever("add_rate = 0.01"), 6).rates.migration_rate
    assert_allclose(rates[:, 1, 22], np.where(YEARS < 2026, 0.0, 0.01))


def test_a_lever_that_both_have_does_not_move_and_a_changed_one_takes_over(
    tmp_path: Path,
) -> None:
    shared = lever("add_per_year = { 2022 = 100, 2023 = 0 }", "estate")
    without = WITHOUT + shared + lever("add_per_year = 10", "come")
    plan = WITHOUT + shared + lever("add_per_year = 30", "come")
    found = added(delayed(tmp_path, plan, 5, without))
    expected = np.where(YEARS < 2025, 10.0, 30.0) + np.where(YEARS <= 2022, 100.0, 0.0)
    assert_allclose(found, expected, atol=1e-9)


def test_mortality_goes_on_from_where_it_has_come_to(tmp_path: Path) -> None:
    plan = WITHOUT + "mortality.improvement = 0.02\n"
    without = WITHOUT + "mortality.improvement = 0.01\n"
    one, other = both(tmp_path, plan, without)
    years = YEARS[:, None]
    late = delayed_rates(one, other, kiyose(), END, 5)
    # Falls of 1 % a year for five years, then of 2 %: the same as a path that says so.
    path = WITHOUT + "mortality.improvement = { 2024 = 0.01, 2025 = 0.02 }\n"
    same = scenario(tmp_path, path)
    assert_allclose(
        hazards(same, kiyose(), years)[10] / hazards(other, kiyose(), years)[10],
        (0.98 / 0.99) ** 5,
    )
    assert_same(late, period_rates(same, kiyose(), END))


def test_another_basis_waits_too(tmp_path: Path) -> None:
    found = delayed(tmp_path, WITHOUT + 'basis = "count"\n', 2, WITHOUT).rates
    counts = base_migration(kiyose(), "count", YEARS[2:, None]).counts
    assert found.migration_rate[:2].any()
    assert not found.migration_rate[2:].any()
    assert_allclose(found.migration_count[2:], counts)


# What a planner would write: under extreme mortality nobody is left to take a rate of.
PLANS = st.builds(
    lambda one, mortality: one.model_copy(
        update={"mortality": mortality, "start": None, "end": END}
    ),
    scenarios(Path(tempfile.gettempdir())),
    st.builds(Mortality, improvement=st.none() | paths(-0.02, 0.03), level=paths(0.5, 2.0)),
)


@settings(max_examples=20, deadline=None)
@given(PLANS, PLANS)
def test_no_delay_is_the_strategy_and_a_whole_run_of_it_is_the_base(
    plan: Scenario, without: Scenario
) -> None:
    whole = END - 2020
    assert_same(
        delayed_rates(plan, without, kiyose(), END, 0), period_rates(plan, kiyose(), END)
    )
    assert_same(
        delayed_rates(plan, without, kiyose(), END, whole),
        period_rates(without, kiyose(), END),
    )


@settings(max_examples=10, deadline=None)
@given(PLANS, st.integers(0, 30))
def test_nothing_to_delay_where_nothing_differs(plan: Scenario, delay: int) -> None:
    found = delayed_rates(plan, plan, kiyose(), END, delay)
    again = period_rates(plan, kiyose(), END)
    assert_array_equal(found.rates.migration_count, again.rates.migration_count)
    assert_same(found, again)
