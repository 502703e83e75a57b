"""The matrix form: multiregional life tables, projection and stable population."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.kernel import FEMALE, Convention, Rates, project
from projection.multiregional import (
    birth_matrices,
    multiregional_life_table,
    project_matrices,
    stable_regions,
    survival_matrices,
)
from tests.worlds_kernel import Array

REGIONS, AGES, STEPS, SEXES = 3, 5, 7, 2

seeds = st.integers(0, 10**6)
widths = st.sampled_from([1, 5])


def world(seed: int, width: int, leading: tuple[int, ...] = ()) -> tuple[Array, Array, Array]:
    """Deaths, moves and births per person-year; nobody may leave a group more than once."""
    rng = np.random.default_rng(seed)
    death = rng.uniform(0.01, 0.1, (*leading, AGES, REGIONS)) / width
    moves = rng.uniform(0.0, 0.2, (*leading, AGES, REGIONS, REGIONS)) / width
    return death, moves, rng.uniform(0.05, 0.3, (*leading, AGES, REGIONS)) / width


@given(seeds, widths)
def test_everybody_is_somewhere_or_dead(seed: int, width: int) -> None:
    """Survivors fall by the deaths that person-years bear; the open group dies out."""
    death, moves, _ = world(seed, width)
    table = multiregional_life_table(death, moves, width)
    deaths = (death[..., :, None] * table.person_years).sum(axis=1)
    alive = table.survivors.sum(axis=1)
    np.testing.assert_allclose(alive[:-1] - alive[1:], deaths[:-1], rtol=1e-9)
    np.testing.assert_allclose(alive[-1], deaths[-1], rtol=1e-9)


@given(seeds, widths)
def test_the_own_region_is_not_moved_to(seed: int, width: int) -> None:
    death, moves, _ = world(seed, width)
    elsewhere = moves * (1 - np.eye(REGIONS))
    first = multiregional_life_table(death, moves, width)
    second = multiregional_life_table(death, elsewhere, width)
    np.testing.assert_array_equal(first.person_years, second.person_years)


@given(seeds, widths)
def test_mortality_alike_everywhere_gives_the_life_table_of_one_region(
    seed: int, width: int
) -> None:
    death, moves, _ = world(seed, width)
    alike = np.repeat(death[:, :1], REGIONS, axis=1)
    table = multiregional_life_table(alike, moves, width)
    alone = multiregional_life_table(death[:, :1], np.zeros((AGES, 1, 1)), width)
    survivors = np.broadcast_to(alone.survivors[:, 0], (AGES, REGIONS))
    np.testing.assert_allclose(table.survivors.sum(axis=1), survivors, rtol=1e-10)
    person_years = np.broadcast_to(alone.person_years[:, 0], (AGES, REGIONS))
    np.testing.assert_allclose(table.person_years.sum(axis=1), person_years, rtol=1e-10)


@given(seeds, widths)
def test_one_region_is_the_kernel(seed: int, width: int) -> None:
    """With one region, the matrices are the survival ratios of the recurrence."""
    death, _, fertility = (one[:, :1] for one in world(seed, width))
    fertility[0] = 0.0
    table = multiregional_life_table(death, np.zeros((AGES, 1, 1)), width)
    survival = survival_matrices(table)
    women = np.random.default_rng(seed).uniform(50.0, 150.0, AGES)
    ratios = np.concatenate([table.person_years[:1, 0, 0] / width, survival[:-1, 0, 0]])
    cells = np.zeros((STEPS, 2, AGES))
    rates = Rates(
        np.broadcast_to(ratios, cells.shape),
        np.broadcast_to(2 * fertility[:, 0], (STEPS, AGES)),
        np.ones(STEPS),
        cells,
        cells,
    )
    both = project(np.stack([women, women]), rates, width, Convention())
    births = birth_matrices(table, survival, fertility, width)
    stocks = project_matrices(women[:, None], survival, births, STEPS)
    np.testing.assert_allclose(stocks[..., 0], both.population[:, FEMALE], rtol=1e-10)


@given(seeds, widths)
def test_the_stable_population_keeps_its_shares(seed: int, width: int) -> None:
    death, moves, fertility = world(seed, width)
    table = multiregional_life_table(death, moves, width)
    survival = survival_matrices(table)
    births = birth_matrices(table, survival, fertility, width)
    stable = stable_regions(survival, births)
    assert stable.share.sum() == pytest.approx(1)
    next_step = project_matrices(stable.share, survival, births, 1)[1]
    np.testing.assert_allclose(next_step, stable.growth * stable.share, rtol=1e-8, atol=1e-12)


@given(seeds)
def test_leading_axes_broadcast(seed: int) -> None:
    death, moves, fertility = world(seed, 5, (SEXES,))
    table = multiregional_life_table(death, moves, 5)
    survival = survival_matrices(table, "dropped")
    births = birth_matrices(table, survival, fertility, 5)
    stocks = project_matrices(np.ones((AGES, REGIONS)), survival, births, STEPS)
    alone = multiregional_life_table(death[1], moves[1], 5)
    one = survival_matrices(alone, "dropped")
    expected = project_matrices(
        np.ones((AGES, REGIONS)), one, birth_matrices(alone, one, fertility[1], 5), STEPS
    )
    np.testing.assert_allclose(stocks[1], expected, rtol=1e-12)


def test_who_is_in_the_open_group_stays_or_is_dropped() -> None:
    table = multiregional_life_table(np.full((3, 1), 0.2), np.zeros((3, 1, 1)), 1)
    people = np.array([[0.0], [0.0], [100.0]])
    none = np.zeros((3, 1, 1))
    dropped = project_matrices(people, survival_matrices(table, "dropped"), none, 1)
    kept = project_matrices(people, survival_matrices(table, "joint"), none, 1)
    assert dropped[1].sum() == 0
    # L1 = (0.8182 + 0.6694) / 2, L2 = 0.6694 / 0.2
    assert kept[1, 2, 0] == pytest.approx(100 * 3.3471 / (0.7438 + 3.3471), rel=1e-4)
