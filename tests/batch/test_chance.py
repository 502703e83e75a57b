from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from projection.batch import Chance, Computing, Factors, project_batch
from projection.batch.chance import binomial, poisson, skellam
from projection.kernel import Convention, Rates, Trajectory, project
from tests.batch.worlds import DRAWS, MANY_AGES, batch, by_chance
from tests.worlds_kernel import AGES, CONVENTIONS, PERIODS, SCENARIOS, Array, world

MANY = 200_000
# Of normal deviates: once in 500,000.
SIGMAS = 4.75


def uniforms(seed: int) -> Array:
    return np.random.default_rng(seed).uniform(size=MANY)


def check_moments(numbers: Array, mean: float, variance: float, fourth: float) -> None:
    """Compare with what such a sample can say; `fourth` is the fourth central moment."""
    assert abs(numbers.mean() - mean) < SIGMAS * np.sqrt(variance / MANY)
    spread = np.sqrt((fourth - variance**2) / MANY)
    assert abs(numbers.var() - variance) < SIGMAS * spread


@pytest.mark.parametrize("mean", [0.01, 0.7, 3.9, 4.0, 9.0, 60.0, 2500.0])
def test_poisson_moments(mean: float) -> None:
    numbers = poisson(np.full(MANY, mean), uniforms(int(mean)))
    assert (numbers == np.rint(numbers)).all()
    check_moments(numbers, mean, mean, mean + 3 * mean**2)


@pytest.mark.parametrize(
    ("number", "p"),
    [(1, 0.3), (7, 0.01), (5, 0.9), (8, 0.5), (400, 0.001), (400, 0.3), (20, 0.2), (30, 0.99)],
)
def test_binomial_moments(number: int, p: float) -> None:
    numbers = binomial(np.full(MANY, float(number)), np.full(MANY, p), uniforms(number))
    assert (numbers == np.rint(numbers)).all()
    assert numbers.min() >= 0
    assert numbers.max() <= number
    v = number * p * (1 - p)
    check_moments(numbers, number * p, v, v * (1 + 3 * (number - 2) * p * (1 - p)))


def distance(numbers: Array, law: Any) -> float:
    """Total variation of numbers at even steps of u from a law."""
    found = np.bincount(numbers.astype(np.int64), minlength=200) / len(numbers)
    return float(np.abs(found - law.pmf(np.arange(len(found)))).sum() / 2)


# What the search finds is exact but for the steps of u; what is rounded is as close as its
# source (`rounded_quantile`) says.
@pytest.mark.parametrize(("mean", "far"), [(1.2, 1e-4), (3.9, 1e-4), (4.0, 2.5e-3), (30, 2e-4)])
def test_poisson_distribution(mean: float, far: float) -> None:
    numbers = poisson(np.full(MANY, mean), (np.arange(MANY) + 0.5) / MANY)
    assert distance(numbers, stats.poisson(mean)) < far


@pytest.mark.parametrize(
    ("number", "p", "far"),
    [(3, 0.6, 1e-4), (20, 0.1, 1e-4), (40, 0.9, 2.5e-3), (8, 0.5, 2.5e-3)],
)
def test_binomial_distribution(number: int, p: float, far: float) -> None:
    steps = (np.arange(MANY) + 0.5) / MANY
    numbers = binomial(np.full(MANY, float(number)), np.full(MANY, p), steps)
    assert distance(numbers, stats.binom(number, p)) < far


# (arrivals, departures) expected; both ways by turns few and many.
WAYS = [(0.01, 0.02), (0.6, 0.1), (1.0, 2.9), (2.0, 2.0), (4.0, 0.0), (0.5, 30.0), (80.0, 75.0)]


@pytest.mark.parametrize(("came", "left"), WAYS)
def test_skellam_moments(came: float, left: float) -> None:
    net, both = came - left, came + left
    numbers = skellam(np.full(MANY, net), np.full(MANY, both), uniforms(int(both * 9)))
    assert (numbers == np.rint(numbers)).all()
    check_moments(numbers, net, both, both + 3 * both**2)


@pytest.mark.parametrize(("came", "left"), WAYS)
def test_skellam_distribution(came: float, left: float) -> None:
    steps = (np.arange(MANY) + 0.5) / MANY
    numbers = skellam(np.full(MANY, came - left), np.full(MANY, came + left), steps)
    # A departure as rare as none: the law wants both.
    law = stats.skellam(came, max(left, 1e-12))
    at = np.arange(-100, 100)
    found = np.array([(numbers == one).mean() for one in at])
    assert abs(found - law.pmf(at)).sum() / 2 < 2.5e-3


@given(st.floats(1e-9, 1 - 1e-9), st.floats(1e-3, 30.0), st.floats(-1, 1), st.floats(-1, 1))
def test_a_higher_balance_has_the_more_people(
    u: float, both: float, one: float, other: float
) -> None:
    balances = np.sort(both * np.array([one, other]))
    lower, higher = skellam(balances, np.full(2, both), np.full(2, u))
    assert lower <= higher


def test_nobody_of_nobody_and_everybody_of_a_certain_event() -> None:
    u = np.array([0.001, 0.5, 0.999])
    assert binomial(np.zeros(3), np.full(3, 0.5), u).tolist() == [0.0] * 3
    assert binomial(np.full(3, 40.0), np.ones(3), u).tolist() == [40.0] * 3
    assert poisson(np.zeros(3), u).tolist() == [0.0] * 3


@given(
    st.integers(0, 10**6),
    st.sampled_from(CONVENTIONS),
    st.sampled_from([1, 5]),
    st.sampled_from([0.02, 1.0, 30.0]),
    st.booleans(),
    st.sampled_from([AGES, MANY_AGES]),
)
def test_both_bodies_draw_the_same_bits(
    seed: int, convention: Convention, width: int, size: float, both_ways: bool, ages: int
) -> None:
    population, rates, drawn = batch(seed, convention, ages)
    gross = np.random.default_rng(seed).uniform(0.0, 20.0 * size, (PERIODS, 2, ages))
    drawn = drawn._replace(chance=by_chance(gross if both_ways else None))
    world_of_size = (
        population * size,
        rates._replace(migration_count=rates.migration_count * size),
    )
    plain, fast = (
        project_batch(*world_of_size, drawn, width, convention, computing=computing)
        for computing in (Computing("numpy", block=4), Computing("numba", block=7))
    )
    for one, other in zip(plain, fast, strict=True):
        np.testing.assert_array_equal(one, other)
    assert_balanced(plain)


def assert_balanced(run: Trajectory) -> None:
    before, after = run.population[..., :-1, :, :], run.population[..., 1:, :, :]
    entered = np.zeros_like(before)
    entered[..., 1:] = before[..., :-1]
    entered[..., -1] += before[..., -1]
    entered[..., 0] = run.births.sum(axis=-1)
    np.testing.assert_allclose(
        entered - run.deaths + run.net_migration, after, rtol=1e-9, atol=1e-9
    )


def drawn_many(
    population: Array, rates: Rates, convention: Convention, seed: int
) -> Trajectory:
    chance = Chance(seed, np.array(0), np.array(0), np.arange(20_000))
    factors = Factors(chance=chance)
    return project_batch(
        population, rates, factors, 1, convention, computing=Computing("numba")
    )


@pytest.mark.parametrize("timing", ["start", "even", "end"])
def test_the_mean_of_draws_is_what_the_rates_say(timing: str) -> None:
    # Fractions of a person too; nothing here comes near the limit of who can leave.
    convention = Convention(timing, rate_base="present")  # type: ignore[arg-type]
    population, rates = world(2, convention)
    expected = project(population, rates, 1, convention)
    drawn = drawn_many(population, rates, convention, seed=5)
    for name, one, other in zip(expected._fields, drawn, expected, strict=True):
        error = one.std(axis=0) / np.sqrt(len(one)) + 1e-12 * np.abs(other)
        # Of these few hundred cells none may be further off.
        assert (np.abs(one.mean(axis=0) - other) <= SIGMAS * error + 1e-12).all(), name


def test_whole_people_stay_whole_where_nobody_is_a_fraction() -> None:
    population, rates = world(2)
    drawn = drawn_many(np.rint(population), rates, Convention(), seed=1)
    for part in drawn:
        np.testing.assert_array_equal(part, np.rint(part))


def test_no_more_leave_than_there_are() -> None:
    population, rates = world(2)
    leaving = rates._replace(migration_count=np.full_like(rates.migration_count, -60.0))
    drawn = drawn_many(population, leaving, Convention(), seed=1)
    assert drawn.population.min() >= 0.0


def test_gross_moves_add_chance_and_no_people() -> None:
    population, rates = world(2, Convention("start"))
    gross = np.full((PERIODS, 2, AGES), 40.0)
    chance = Chance(1, np.array(0), np.array(0), np.arange(20_000), gross)
    convention = Convention("start")
    run = project_batch(population, rates, Factors(chance=chance), 1, convention)
    moved = run.net_migration[:, 0, :, 1]
    net = rates.migration_count[0, :, 0] + rates.migration_rate[0, :, 0] * population[:, 0]
    assert (np.abs(moved.mean(axis=0) - net) < SIGMAS * np.sqrt(40.0 / len(moved))).all()
    # A difference of two Poisson numbers with 40 moves in all: kurtosis 3 + 1 / 40.
    spread = 40.0 * np.sqrt((2 + 1 / 40) / len(moved))
    assert (np.abs(moved.var(axis=0) - 40.0) < SIGMAS * spread).all()


def test_scenarios_of_one_number_share_their_luck() -> None:
    population, rates, drawn = batch(3)
    same = Rates(*(np.broadcast_to(part[:1], part.shape) for part in rates))
    people = np.broadcast_to(population[:1], population.shape)
    shared = by_chance()._replace(scenario=np.array(0))
    paired = project_batch(people, same, drawn._replace(chance=shared), 1).population
    np.testing.assert_array_equal(paired[0], paired[2])
    apart = project_batch(people, same, drawn._replace(chance=by_chance()), 1).population
    assert not np.array_equal(apart[0, :, 1:], apart[2, :, 1:])
    assert paired.shape[:2] == (SCENARIOS, DRAWS)


def test_the_same_luck_makes_differences_of_scenarios_smaller() -> None:
    population, rates = world(1)
    people = np.rint(population)
    better = rates._replace(migration_count=rates.migration_count + 2.0)
    both = Rates(
        *(np.stack([one, other])[:, None] for one, other in zip(rates, better, strict=True))
    )

    def spread(scenario: Array) -> float:
        chance = Chance(1, np.array(0), scenario.astype(np.int64), np.arange(4000))
        kept = project_batch(
            people, both, Factors(chance=chance), 1, computing=Computing("numba")
        )
        totals = kept.population[:, :, -1].sum(axis=(-2, -1))
        return float(np.var(totals[1] - totals[0]))

    # As if drawn apart, the variance of a difference is the sum of both.
    assert spread(np.zeros((1, 1))) < 0.5 * spread(np.arange(2.0)[:, None])


def test_every_part_of_the_key_matters() -> None:
    population, rates = world(1)
    chance = Chance(3, np.array(1), np.array(1), np.array(1))
    others = [
        chance._replace(seed=3 + 2**33),
        chance._replace(region=np.array(2)),
        chance._replace(scenario=np.array(2)),
        chance._replace(draw=np.array(2)),
    ]
    runs = {
        project_batch(population, rates, Factors(chance=one), 1).population.tobytes()
        for one in (chance, *others)
    }
    assert len(runs) == 5
