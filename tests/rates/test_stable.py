"""Leslie matrix, stable population and momentum; the recurrence is the judge."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from projection.errors import RatesError
from projection.kernel import FEMALE, Convention, OpenGroup, Rates, Trajectory, project
from projection.rates.leslie import leslie_matrix
from projection.rates.momentum import keyfitz_momentum, momentum
from projection.rates.stable import (
    discrete_net_reproduction_rate,
    intrinsic_growth_rate,
    reproductive_value,
    stable_population,
)

Array = NDArray[np.float64]

AGES, LAST_BIRTH = 9, 6


class World(NamedTuple):
    population: Array
    survival: Array
    fertility: Array
    sex_ratio: float
    width: int
    group: OpenGroup

    @property
    def rates(self) -> tuple[Array, Array, float, int]:
        return self.survival, self.fertility, self.sex_ratio, self.width

    @property
    def matrix(self) -> Array:
        return leslie_matrix(self.survival[FEMALE], *self.rates[1:])


@st.composite
def worlds(draw: st.DrawFn) -> World:
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    group: OpenGroup = draw(st.sampled_from(["joint", "separate"]))
    width = draw(st.sampled_from([1, 5]))
    survival = rng.uniform(0.7, 1.0, (2, AGES + (group == "separate")))
    survival[:, -1] = rng.uniform(0.1, 0.5, 2)
    fertility = np.zeros(AGES)
    fertility[1 : LAST_BIRTH + 1] = rng.uniform(0.1, 0.6, LAST_BIRTH) / width
    population = rng.uniform(50.0, 150.0, (2, AGES))
    return World(population, survival, fertility, rng.uniform(1.0, 1.1), width, group)


def closed_run(world: World, steps: int, fertility: Array | None = None) -> Trajectory:
    """Carry the population on by the recurrence; nobody moves."""
    births = world.fertility if fertility is None else fertility
    none = np.zeros((steps, 2, AGES))
    rates = Rates(
        np.broadcast_to(world.survival, (steps, *world.survival.shape)),
        np.broadcast_to(births, (steps, AGES)),
        np.full(steps, world.sex_ratio),
        none,
        none,
    )
    return project(world.population, rates, world.width, Convention(open_group=world.group))


@given(worlds())
def test_one_step_of_the_matrix_is_one_step_of_the_recurrence(world: World) -> None:
    women = closed_run(world, 3).population[:, FEMALE]
    np.testing.assert_allclose(women[:-1] @ world.matrix.T, women[1:], rtol=1e-12)


def test_leading_axes_broadcast() -> None:
    rng = np.random.default_rng(2)
    survival, fertility = rng.uniform(0.5, 1, (3, 1, 5)), rng.uniform(0, 1, (4, 5))
    ratio = np.array([1.0, 1.02, 1.04, 1.06])
    together = leslie_matrix(survival, fertility, ratio, 5)
    assert together.shape == (3, 4, 5, 5)
    alone = leslie_matrix(survival[2, 0], fertility[1], ratio[1], 5)
    np.testing.assert_array_equal(together[2, 1], alone)


@given(worlds())
def test_the_growth_rate_is_that_of_the_dominant_eigenvalue(world: World) -> None:
    fertile = world.matrix[: LAST_BIRTH + 1, : LAST_BIRTH + 1]
    largest = np.abs(np.linalg.eigvals(fertile)).max()
    found = intrinsic_growth_rate(world.matrix, world.width)
    assert np.exp(found * world.width) == pytest.approx(largest, rel=1e-10)


@given(worlds())
def test_the_recurrence_settles_at_the_growth_rate_and_ages(world: World) -> None:
    settled = stable_population(*world.rates)
    people = closed_run(world, 400).population
    ends = people[-2:].sum(axis=(-2, -1))
    growth = np.log(ends[1] / ends[0]) / world.width
    assert growth == pytest.approx(float(settled.growth_rate), abs=1e-9)
    np.testing.assert_allclose(people[-1] / ends[1], settled.age_share, rtol=1e-6)


@given(worlds())
def test_stable_ages_stay_from_the_first_step_on(world: World) -> None:
    settled = stable_population(*world.rates)
    assert settled.age_share.sum() == pytest.approx(1.0)
    people = closed_run(world._replace(population=settled.age_share), 1).population
    growth = np.exp(settled.growth_rate * world.width)
    np.testing.assert_allclose(people[1], people[0] * growth, rtol=1e-10)


@given(worlds())
def test_reproductive_value_grows_evenly_from_the_first_step_on(world: World) -> None:
    value = reproductive_value(world.matrix)
    assert value[0] == pytest.approx(1.0)
    assert (value[LAST_BIRTH + 1 :] == 0).all()
    worth = closed_run(world, 5).population[:, FEMALE] @ value
    growth = np.exp(intrinsic_growth_rate(world.matrix, world.width) * world.width)
    np.testing.assert_allclose(worth[1:] / worth[:-1], growth, rtol=1e-10)


@given(worlds())
def test_reproduction_is_one_at_replacement(world: World) -> None:
    level = discrete_net_reproduction_rate(world.matrix)
    replacing = world._replace(fertility=world.fertility / level)
    assert discrete_net_reproduction_rate(replacing.matrix) == pytest.approx(1.0)
    assert intrinsic_growth_rate(replacing.matrix, world.width) == pytest.approx(0, abs=1e-12)


@given(worlds())
def test_momentum_is_what_the_recurrence_comes_to(world: World) -> None:
    level = discrete_net_reproduction_rate(world.matrix)
    people = closed_run(world, 400, world.fertility / level).population
    expected = people[-1].sum() / people[0].sum()
    assert momentum(world.population, *world.rates) == pytest.approx(expected, rel=1e-8)


def test_keyfitz_agrees_for_a_population_that_has_been_stable() -> None:
    """Keyfitz's formula is of continuous time and of women: boys live as long as girls here.

    One-year steps are 1e-5 off it.
    """
    age = np.arange(121)
    hazard = 0.0001 * np.exp(0.09 * age)
    survivors = np.exp(-np.concatenate([[0], np.cumsum(hazard)]))
    lived = (survivors[1:] + survivors[:-1]) / 2
    survival = np.append(lived[0], lived[1:] / lived[:-1])
    survival[-1] = lived[-1] / (lived[-2] + lived[-1])
    fertility = 0.3 * np.exp(-(((age - 27) / 6) ** 2)) * ((age > 12) & (age < 50))
    both = np.stack([survival, survival])
    settled = stable_population(both, fertility, 1.0, 1)
    exact = momentum(settled.age_share, both, fertility, 1.0, 1)
    maternity = fertility * lived / 2
    rate = float(settled.growth_rate)
    birth_rate = 1 / (np.exp(-rate * (age + 0.5)) * lived).sum()
    mean_age = (maternity * (age + 0.5)).sum() / maternity.sum()
    found = keyfitz_momentum(birth_rate, lived.sum(), rate, maternity.sum(), mean_age)
    assert exact > 1.3
    assert found == pytest.approx(float(exact), rel=1e-4)


def test_sex_ratios_may_differ_where_the_other_rates_are_shared() -> None:
    survival, fertility = [0.9, 0.8, 0.3], [0.0, 1.5, 0.0]
    both = leslie_matrix(survival, fertility, [1.0, 1.1], 1)
    for found, ratio in zip(both, (1.0, 1.1), strict=True):
        np.testing.assert_array_equal(found, leslie_matrix(survival, fertility, ratio, 1))
    settled = stable_population([survival] * 2, fertility, [1.0, 1.1], 1)
    alone = stable_population([survival] * 2, fertility, 1.1, 1)
    np.testing.assert_allclose(settled.age_share[1], alone.age_share, rtol=1e-14)
    people = np.full((2, 3), 10.0)
    found = momentum(people, [survival] * 2, fertility, [1.0, 1.1], 1)
    assert found[1] == momentum(people, [survival] * 2, fertility, 1.1, 1)


def test_many_populations_at_once_are_each_alone() -> None:
    """Leading axes of 2 and 5: neither is the number of ages, so that no axis is mistaken."""
    rng = np.random.default_rng(7)
    survival = rng.uniform(0.3, 1.0, (2, 5, 2, 4)) * [1.0, 1.0, 1.0, 0.2]
    fertility = rng.uniform(0.1, 3.0, (2, 5, 4)) * [0.0, 1.0, 1.0, 0.0]
    matrix = leslie_matrix(survival[..., FEMALE, :], fertility, 1.05, 5)
    settled = stable_population(survival, fertility, 1.05, 5)
    value, growth = reproductive_value(matrix), intrinsic_growth_rate(matrix, 5)
    assert settled.age_share.shape == (2, 5, 2, 4)
    for at in np.ndindex(2, 5):
        alone = stable_population(survival[at], fertility[at], 1.05, 5)
        np.testing.assert_allclose(settled.growth_rate[at], alone.growth_rate, atol=1e-14)
        np.testing.assert_allclose(settled.age_share[at], alone.age_share, rtol=1e-12)
        np.testing.assert_allclose(growth[at], alone.growth_rate, atol=1e-14)
        np.testing.assert_allclose(value[at], reproductive_value(matrix[at]), rtol=1e-12)


def test_cells_of_many_populations_are_named() -> None:
    births = np.full((3, 2, 4, 4), 0.5)
    births[:2, ..., 0, -1] = births[2, 0, 0, -1] = 0.0
    shrinking = np.broadcast_to(0.5, (3, 5, 2, 4))
    for call, words in (
        (lambda: reproductive_value(births), r"matrix\[2, 1, 0, 3\]: births in the open"),
        (
            lambda: stable_population(shrinking, [0.01, 0.01, 0.01, 0.0], 1.0, 1),
            r"survival\[0, 0, 0, 3\]: .* \(and 29 more\)$",
        ),
    ):
        with pytest.raises(RatesError, match="^" + words):
            call()


@pytest.mark.parametrize("matrix", [1.0, [1.0, 1.0], [[0.5]], np.ones((2, 3)) * [1, 1, 0]])
def test_a_matrix_that_is_none_is_refused(matrix: object) -> None:
    with pytest.raises(RatesError, match=r"^matrix: the shape does not fit; expected the last"):
        discrete_net_reproduction_rate(matrix)  # type: ignore[arg-type]


def test_what_the_stable_population_refuses() -> None:
    barren = np.array([[0.0, 0.0], [1.0, 0.5]])
    for call, words in (
        (lambda: intrinsic_growth_rate([[2.0, 0.0], [1.0, 0.5]], 0), "width: not above zero; "),
        (lambda: stable_population([[1, 1], [1, 2]], [1, 0], 1, 1), r"survival\[female, 1\]: "),
        (
            lambda: stable_population([0.5, 0.5], [1, 0], 1, 1),
            r"survival: .* expected the sexes \(male, female\) on the last axis but one; ",
        ),
        (lambda: intrinsic_growth_rate(barren, 1), "matrix: nobody .* fertility and survival$"),
    ):
        with pytest.raises(RatesError, match="^" + words):
            call()


def test_an_open_group_that_dies_out_as_fast_never_settles() -> None:
    """Half a girl per girl in a step, and half of the open group stay in it."""
    with pytest.raises(RatesError, match="dies out, so ages never settle"):
        stable_population([[1.0, 0.5], [1.0, 0.5]], [2.0, 0.0], 1.0, width=1)
