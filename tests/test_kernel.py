from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.kernel import FEMALE, Convention, Rates, entered, project, project_step
from tests.slow import slow_step
from tests.worlds_kernel import AGES, CONVENTIONS, PERIODS, SCENARIOS, Array, world

seeds = st.integers(0, 10**6)
conventions = st.sampled_from(CONVENTIONS)
widths = st.sampled_from([1, 5])


def by_hand(timing: str) -> tuple[Array, Rates, Convention]:
    """Four ages, women only move: eight of age 1; a fifth of everybody dies in a step."""
    population = np.array([[0.0, 0.0, 0.0, 0.0], [0.0, 100.0, 0.0, 0.0]])
    survival = np.full((2, 4), 0.8)
    migrants = np.array([[0.0] * 4, [0.0, 8.0, 0.0, 0.0]])
    rates = Rates(
        survival, np.array([0.0, 0.1, 0.2, 0.0]), np.array(1.0), migrants, 0 * migrants
    )
    return population, rates, Convention(timing)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("timing", "women", "girls_born"),
    [
        # start: 108 survive to 86.4; births 0.1 x 108/2 + 0.2 x 86.4/2 = 14.04
        ("start", [0.8 * 7.02, 0.0, 86.4, 0.0], 7.02),
        # even: 104 survive to 83.2, 4 join at age 1;
        # births 0.1 x (104 + 4)/2 + 0.2 x 83.2/2 = 13.72
        ("even", [0.8 * 6.86, 4.0, 83.2, 0.0], 6.86),
        # end: 100 survive to 80, 8 join at age 1; births 0.1 x (100 + 8)/2 + 0.2 x 80/2 = 13.4
        ("end", [0.8 * 6.7, 8.0, 80.0, 0.0], 6.7),
    ],
)
def test_a_step_checked_by_hand(timing: str, women: list[float], girls_born: float) -> None:
    population, rates, convention = by_hand(timing)
    step = project_step(population, rates, 1, convention)
    np.testing.assert_allclose(step.population[FEMALE], women, rtol=1e-14)
    assert step.births[FEMALE].sum() == pytest.approx(girls_born, rel=1e-14)
    assert step.net_migration.sum() == pytest.approx(8.0, rel=1e-14)


def test_births_without_the_women_who_arrive_at_the_end() -> None:
    population, rates, _ = by_hand("end")
    step = project_step(population, rates, 1, Convention("end", births_count_arrivals=False))
    assert step.births[FEMALE].sum() == pytest.approx((0.1 * 100 / 2 + 0.2 * 80 / 2) / 2)


def test_open_age_group_joint_and_separate() -> None:
    population = np.array([[0.0, 30.0, 10.0], [0.0, 30.0, 10.0]])
    none = np.zeros((2, 3))

    def open_group(convention: Convention, ratios: list[float]) -> float:
        survival = np.array([ratios, ratios])
        rates = Rates(survival, none[0], np.array(1.0), none, none)
        return float(project_step(population, rates, 1, convention).population[FEMALE, -1])

    assert open_group(Convention(), [1.0, 1.0, 0.5]) == 20.0
    separate = Convention(open_group="separate")
    assert open_group(separate, [1.0, 1.0, 0.5, 0.2]) == 17.0


@given(seeds, conventions, widths)
def test_agrees_with_the_textbook_loop(seed: int, convention: Convention, width: int) -> None:
    population, rates = world(seed, convention)
    trajectory = project(population, rates, width, convention)
    state = population.tolist()
    for period in range(PERIODS):
        step = slow_step(state, rates.at(period), width, convention)
        for fast, slow in (
            (trajectory.population[period + 1], step.population),
            (trajectory.births[period], step.births),
            (trajectory.deaths[period], step.deaths),
            (trajectory.net_migration[period], step.net_migration),
        ):
            np.testing.assert_allclose(fast, slow, rtol=1e-12, atol=1e-9)
        state = step.population


@given(seeds, conventions, widths)
def test_balancing_equation_in_every_cell(
    seed: int, convention: Convention, width: int
) -> None:
    population, rates = world(seed, convention, (SCENARIOS,))
    stocks, births, deaths, moves = project(population, rates, width, convention)
    expected = entered(stocks[:, :-1]) - deaths + moves
    expected[..., 0] += births.sum(axis=-1)
    np.testing.assert_allclose(stocks[:, 1:], expected, rtol=1e-9)


@given(seeds, conventions, st.floats(0.1, 10))
def test_linear_in_population_and_migrants(
    seed: int, convention: Convention, factor: float
) -> None:
    one, rates = world(seed, convention)
    other, more = world(seed + 1, convention)
    both = rates._replace(migration_count=rates.migration_count + factor * more.migration_count)
    other_rates = rates._replace(migration_count=more.migration_count)
    mixed = project(one + factor * other, both, 1, convention)
    first = project(one, rates, 1, convention)
    second = project(other, other_rates, 1, convention)
    for sum_of, left, right in zip(mixed, first, second, strict=True):
        np.testing.assert_allclose(sum_of, left + factor * right, rtol=1e-9, atol=1e-7)


@given(seeds, widths)
def test_nothing_happens_in_a_null_world(seed: int, width: int) -> None:
    population, _ = world(seed)
    none = np.zeros((PERIODS, 2, AGES))
    rates = Rates(none + 1, none[:, 0], none[:, 0, 0] + 1, none, none)
    stocks, births, deaths, moves = project(population, rates, width)
    assert not births.any()
    assert not deaths.any()
    assert not moves.any()
    np.testing.assert_allclose(stocks.sum(axis=(-1, -2)), population.sum(), rtol=1e-14)
    # After as many steps as there are closed groups everybody is in the open one.
    np.testing.assert_allclose(stocks[-1, :, PERIODS:-1], population[:, :-PERIODS][:, :2])


def leslie_matrix(rates: Rates, width: int) -> Array:
    """Women to women: births from the mean of those at the start and the survivors."""
    survival, fertility = rates.survival[FEMALE], rates.fertility
    ages = fertility.size
    matrix = np.zeros((ages, ages))
    matrix[np.arange(1, ages), np.arange(ages - 1)] = survival[1:]
    matrix[-1, -1] = survival[-1]
    girls = survival[0] * width / (2 * (1 + rates.sex_ratio))
    for age in range(ages):
        reached = min(age + 1, ages - 1)
        matrix[0, age] += girls * (fertility[age] + survival[reached] * fertility[reached])
    return matrix


@given(seeds, widths)
def test_agrees_with_the_leslie_matrix_when_nobody_moves(seed: int, width: int) -> None:
    population, rates = world(seed)
    rates = rates._replace(
        migration_count=0 * rates.migration_count, migration_rate=0 * rates.migration_rate
    )
    stocks = project(population, rates, width).population
    women = population[FEMALE]
    for period in range(PERIODS):
        women = leslie_matrix(rates.at(period), width) @ women
        np.testing.assert_allclose(stocks[period + 1, FEMALE], women, rtol=1e-12)


@given(seeds, conventions)
def test_a_restart_half_way_equals_one_run(seed: int, convention: Convention) -> None:
    population, rates = world(seed, convention)
    whole = project(population, rates, 1, convention)
    first = Rates(*(part[:2] for part in rates))
    second = Rates(*(part[2:] for part in rates))
    middle = project(population, first, 1, convention).population[-1]
    end = project(middle, second, 1, convention).population
    assert np.array_equal(whole.population[2:], end)


@given(seeds, conventions)
def test_scenarios_run_together_as_they_run_alone(seed: int, convention: Convention) -> None:
    population, rates = world(seed, convention, (SCENARIOS,))
    together = project(population, rates, 1, convention)
    for index in range(SCENARIOS):
        alone = project(population[index], Rates(*(p[index] for p in rates)), 1, convention)
        for left, right in zip(together, alone, strict=True):
            assert np.array_equal(left[index], right)


def test_leading_axes_broadcast() -> None:
    population, rates = world(1)
    tfr = np.linspace(0.5, 1.5, SCENARIOS)[:, None, None]
    scenarios = rates._replace(fertility=rates.fertility * tfr)
    together = project(population, scenarios, 1).population
    assert together.shape == (SCENARIOS, PERIODS + 1, 2, AGES)
    alone = project(population, rates._replace(fertility=rates.fertility * tfr[2]), 1)
    assert np.array_equal(together[2], alone.population)


def test_a_sex_ratio_of_its_own_makes_runs_of_its_own() -> None:
    population, rates = world(1)
    ratios = rates.sex_ratio * np.linspace(0.9, 1.1, SCENARIOS)[:, None]
    births = project(population, rates._replace(sex_ratio=ratios), 1).births.sum(axis=-1)
    np.testing.assert_allclose(births[..., 0, 0] / births[..., 0, 1], ratios[:, 0])


@given(seeds)
def test_a_rate_is_a_count_on_the_starting_population(seed: int) -> None:
    population, rates = world(seed)
    now = rates.at(0)
    as_count = now._replace(
        migration_count=now.migration_count + now.migration_rate * population,
        migration_rate=0 * now.migration_rate,
    )
    left, right = project_step(population, now, 1), project_step(population, as_count, 1)
    np.testing.assert_allclose(left.population, right.population, rtol=1e-12)


@given(seeds)
def test_a_rate_on_those_present_takes_out_nobody_who_is_not_there(seed: int) -> None:
    """Hardly anybody is 1 year old, many are 2: on the start, the many of 2 leave from few."""
    population, rates = world(seed)
    population[:, 1] = 1.0
    drained = rates._replace(
        migration_count=0 * rates.migration_count, migration_rate=0 * rates.migration_rate - 1.0
    )
    on_start = project(population, drained, 1, Convention())
    on_present = project(population, drained, 1, Convention(rate_base="present"))
    assert on_start.population.min() < 0
    assert on_present.population.min() >= 0
    assert on_present.deaths.min() >= 0


def test_the_inputs_are_left_as_they_were() -> None:
    population, rates = world(3)
    copies = [population.copy(), *(part.copy() for part in rates)]
    project(population, rates, 1)
    for before, after in zip(copies, [population, *rates], strict=True):
        assert np.array_equal(before, after)


@pytest.mark.parametrize("alone", ["population", *Rates._fields])
def test_one_array_alone_may_differ_between_runs(alone: str) -> None:
    population, rates = world(1)
    given = {"population": population, **rates._asdict()}
    many = np.stack([given[alone] * factor for factor in (0.8, 0.9, 1.0)])
    together = project(**_arguments({**given, alone: many}))
    last = project(**_arguments(given))
    for left, right in zip(together, last, strict=True):
        assert left.shape == (SCENARIOS, *right.shape)
        assert np.array_equal(left[-1], right)


def _arguments(arrays: dict[str, Array]) -> dict[str, Any]:
    population = arrays.pop("population")
    return {"population": population, "rates": Rates(**arrays), "width": 1}


def test_many_populations_share_separate_survival_ratios() -> None:
    convention = Convention(open_group="separate")
    population, rates = world(1, convention)
    many = np.stack([population * factor for factor in (0.8, 0.9, 1.0)])
    together = project(many, rates, 1, convention)
    for left, right in zip(together, project(population, rates, 1, convention), strict=True):
        assert np.array_equal(left[-1], right)


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_a_step_is_made_of_floating_point_numbers(convention: Convention) -> None:
    population, rates = world(2, convention)
    step = project_step(population, rates.at(0), 1, convention)
    assert {part.dtype for part in step} == {np.dtype(np.float64)}
