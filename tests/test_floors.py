"""The floors of the United Nations' engine, by plain loops."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection import project_rates
from projection.floors import floored_step
from projection.gross import GrossConvention
from projection.kernel import Convention, Rates, Timing, project_step
from tests.recurrence.worlds import gross_world, net_world, refused
from tests.slow import slow_step

TIMINGS: tuple[Timing, ...] = ("start", "even", "end")


def world(seed: int) -> tuple[np.ndarray, Rates]:
    rng = np.random.default_rng(seed)
    rates = Rates(
        survival=rng.uniform(0.5, 1, (2, 5)),
        fertility=rng.uniform(0, 0.3, 5),
        sex_ratio=np.array(1.05),
        migration_count=rng.uniform(-20, 10, (2, 5)),
        migration_rate=rng.uniform(-1, 0.2, (2, 5)),
    )
    return rng.uniform(0, 20, (2, 5)), rates


@given(st.integers(0, 2**32 - 1), st.sampled_from(TIMINGS), st.booleans())
def test_the_floors_are_those_of_a_plain_loop(seed: int, timing: Timing, counted: bool) -> None:
    population, rates = world(seed)
    convention = Convention(timing, counted)
    moves = [[0.0] * 5, [0.0] * 5]
    for sex in (0, 1):
        for age in range(5):
            there = float(population[sex, age])
            move = rates.migration_count[sex, age] + rates.migration_rate[sex, age] * there
            moves[sex][age] = 0.00001 - there if there + move <= 0 else float(move)
    fixed = rates._replace(migration_count=np.array(moves), migration_rate=np.zeros((2, 5)))
    slow = slow_step(population.tolist(), fixed, 5, convention)
    expected = [[0.0005 if one < 0 else one for one in row] for row in slow.population]
    found = floored_step(population, rates, 5, convention)
    np.testing.assert_allclose(found.population, expected, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(found.deaths, slow.deaths, rtol=1e-9, atol=1e-12)
    added = np.array(expected) - np.array(slow.population)
    net = np.array(slow.net_migration) + added
    np.testing.assert_allclose(found.net_migration, net, rtol=1e-9, atol=1e-9)


def test_where_enough_live_there_the_step_is_that_of_the_kernel() -> None:
    population, rates = world(0)
    few = rates._replace(migration_count=0 * population - 0.1, migration_rate=0 * population)
    for one, other in zip(
        floored_step(population + 9, few, 1), project_step(population + 9, few, 1), strict=True
    ):
        np.testing.assert_allclose(one, other)


def test_a_cell_in_which_nobody_is_left_is_not_empty() -> None:
    """Exactly all leave, or nobody lives there: 1e-5 is left, and half of it dies."""
    population = np.array([[8.0, 0.0, 0.0]] * 2)
    _, rates = world(0)
    closed = Rates(
        survival=np.full((2, 3), 0.5),
        fertility=np.zeros(3),
        sex_ratio=rates.sex_ratio,
        migration_count=np.array([[-8.0, 0.0, 0.0]] * 2),
        migration_rate=np.zeros((2, 3)),
    )
    found = floored_step(population, closed, 1, Convention("start"))
    np.testing.assert_allclose(found.population, [[0.0, 5e-6, 1e-5]] * 2, atol=1e-12)


def test_labelled_rates_that_are_refused_pass_with_floors() -> None:
    rates = net_world()
    men = {"region": "west", "period": 2005, "sex": "male", "age": 20}
    rates["net_migration_count"].loc[men] = -999
    late = Convention("end")
    assert "more leave than live there" in refused(
        lambda: project_rates(rates, convention=late)
    )
    result = project_rates(rates, convention=late, floors=True)
    assert float(result["population"].min()) >= 0.0005
    assert '"floors": true' in result.attrs["convention"]


@pytest.mark.parametrize("convention", [Convention(rate_base="present"), None])
def test_floors_are_of_net_migration_at_the_start(convention: Convention | None) -> None:
    said = refused(
        lambda: project_rates(
            gross_world() if convention is None else net_world(),
            convention=convention or GrossConvention(),
            floors=True,
        )
    )
    assert said == 'floors: floors go with net migration and rate_base = "start" alone'
