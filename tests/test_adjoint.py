"""The backward pass against the forward one: a run for every cell, and its laws."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.adjoint import Derivatives, adjoint
from projection.kernel import Convention, Rates, Trajectory, entered, project
from tests.worlds_kernel import AGES, CONVENTIONS, PERIODS, SCENARIOS, Array, world

seeds = st.integers(0, 10**6)
conventions = st.sampled_from(CONVENTIONS)
widths = st.sampled_from([1, 5])
CELLS = (PERIODS, 2, AGES)
Changed = tuple[Array, Rates]


def weights(seed: int, leading: tuple[int, ...] = ()) -> Trajectory:
    """A scalar that looks at every cell of a trajectory."""
    rng = np.random.default_rng(seed)
    years = (PERIODS + 1, 2, AGES)
    return Trajectory(*(rng.normal(size=(*leading, *s)) for s in (years, CELLS, CELLS, CELLS)))


def scalar(trajectory: Trajectory, gradient: Trajectory) -> Array:
    return sum(
        (part * weight).sum(axis=(-1, -2, -3))
        for part, weight in zip(trajectory, gradient, strict=True)
    )


def one_more(part: Array, cells: int, more: float = 1.0) -> Array:
    """Copies of an array, each with one more in one of its last `cells` axes."""
    shape = part.shape[-cells:]
    return part + more * np.eye(int(np.prod(shape))).reshape(-1, *shape)


def derivatives(seed: int, width: int, convention: Convention) -> Derivatives:
    population, rates = world(seed, convention)
    trajectory = project(population, rates, width, convention)
    return adjoint(trajectory, rates, weights(seed + 1), width, convention)


def gains(
    seed: int,
    width: int,
    convention: Convention,
    change: Callable[[Array, Rates, float], Changed],
) -> Array:
    """What the scalar gains in runs with one more, one run a cell.

    Half the gain from one less to one more: some migration rates enter a step twice, and of a
    quadratic this is the derivative.
    """
    population, rates = world(seed, convention)
    gradient = weights(seed + 1)

    def reached(more: float) -> Array:
        people, others = change(population, rates, more)
        return scalar(project(people, others, width, convention), gradient)

    return (reached(1.0) - reached(-1.0)) / 2


@pytest.mark.parametrize("convention", CONVENTIONS, ids=str)
@pytest.mark.parametrize("width", [1, 5])
@pytest.mark.parametrize(
    ("name", "axes"),
    [
        ("migration_count", 3),
        ("migration_rate", 3),
        ("fertility", 2),
        ("survival", 3),
    ],
)
def test_every_cell_of_every_rate(
    name: str, axes: int, width: int, convention: Convention
) -> None:
    def change(population: Array, rates: Rates, more: float) -> Changed:
        changed = one_more(getattr(rates, name), axes, more)
        return population, rates._replace(**{name: changed})

    found = getattr(derivatives(3, width, convention), name)
    expected = gains(3, width, convention, change)
    np.testing.assert_allclose(found.ravel(), expected, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("convention", CONVENTIONS, ids=str)
@pytest.mark.parametrize("year", range(PERIODS))
def test_one_more_resident_of_every_year(year: int, convention: Convention) -> None:
    population, rates = world(5, convention)
    gradient = weights(6)
    stock = project(population, rates, 1, convention).population[year]
    rest = Rates(*(part[year:] for part in rates))
    since = Trajectory(*(part[year:] for part in gradient))
    before = scalar(project(stock, rest, 1, convention), since)
    after = scalar(project(one_more(stock, 2), rest, 1, convention), since)
    trajectory = project(population, rates, 1, convention)
    found = adjoint(trajectory, rates, gradient, 1, convention).population[year]
    np.testing.assert_allclose(found.ravel(), after - before, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("convention", CONVENTIONS, ids=str)
@pytest.mark.parametrize("width", [1, 5])
def test_one_more_birth(width: int, convention: Convention) -> None:
    """The child is a birth of that step, survives it by its ratio and lives on."""
    found = derivatives(7, width, convention)
    _, rates = world(7, convention)
    gradient = weights(8)
    kept = rates.survival[..., 0]
    leaving = np.zeros_like(kept)
    if convention.rate_base == "present":
        share = {"start": 0.0, "even": 0.5, "end": 1.0}[convention.timing]
        leaving = share * rates.migration_rate[..., 0]
    value = (1 + leaving) * found.population[1:, :, 0]
    value += leaving * gradient.net_migration[..., 0]
    child = kept * value + (1 - kept) * gradient.deaths[..., 0]
    np.testing.assert_allclose(found.births, gradient.births + child[..., None], rtol=1e-9)


@pytest.mark.parametrize("convention", CONVENTIONS, ids=str)
def test_a_death_avoided_is_a_survival_ratio_that_spares_one(convention: Convention) -> None:
    found, (population, rates) = derivatives(9, 1, convention), world(9, convention)
    trajectory = project(population, rates, 1, convention)
    at_risk = trajectory.deaths + trajectory.population[1:] - _joined(trajectory, convention)
    closed = slice(0, AGES - 1 if convention.open_group == "separate" else AGES)
    np.testing.assert_allclose(
        (found.survivors * at_risk)[..., closed], found.survival[..., closed], rtol=1e-9
    )


def _joined(trajectory: Trajectory, convention: Convention) -> Array:
    """Migrants who joined at the end, of whom nobody was at risk."""
    _, rates = world(9, convention)
    share = {"start": 1.0, "even": 0.5, "end": 0.0}[convention.timing]
    stock = trajectory.population[:-1]
    first = share * (rates.migration_count + rates.migration_rate * stock)
    return trajectory.net_migration - entered(first)


def test_checked_by_hand() -> None:
    """Four ages, a fifth dies in a step: a woman of 1 is one of 2, with 0.8 chances, who is
    half of those of whom 0.2 children are born; she herself was half of those of age 1."""
    none = np.zeros((1, 2, 4))
    rates = Rates(none + 0.8, np.array([[0.0, 0.1, 0.2, 0.0]]), np.ones(1), none, none)
    trajectory = project(np.full((2, 4), 100.0), rates, 1)
    end = np.concatenate([none, none + 1.0])
    found = adjoint(trajectory, rates, Trajectory(end, none, none, none), 1)
    children = 0.1 / 2 + 0.8 * 0.2 / 2
    assert found.population[0, 1, 1] == pytest.approx(0.8 + 0.8 * children, rel=1e-14)
    assert found.population[0, 0].tolist() == pytest.approx([0.8] * 4)
    # 0.1 more children a woman-year: half of 100 at the start, half of 80 survivors.
    assert found.fertility[0, 1] == pytest.approx(0.8 * (100 + 80) / 2, rel=1e-14)


@given(seeds, widths, conventions)
def test_the_transpose_of_the_forward_run(
    seed: int, width: int, convention: Convention
) -> None:
    """<J v, w> = <v, J' w> for any change v of people and any scalar w."""
    (population, rates), (people, other) = world(seed, convention), world(seed + 1, convention)
    gradient = weights(seed)
    trajectory = project(population, rates, width, convention)
    more = rates._replace(migration_count=rates.migration_count + other.migration_count)
    changed = project(population + people, more, width, convention)
    found = adjoint(trajectory, rates, gradient, width, convention)
    forward = scalar(changed, gradient) - scalar(trajectory, gradient)
    backward = (found.population[0] * people).sum()
    backward += (found.migration_count * other.migration_count).sum()
    # The sum of thousands of terms of either sign may be small itself.
    size = (np.abs(found.population[0]) * people).sum()
    np.testing.assert_allclose(forward, backward, rtol=1e-9, atol=1e-10 * size)


@given(seeds, conventions, st.floats(-10, 10))
def test_linear_in_the_gradient(seed: int, convention: Convention, factor: float) -> None:
    population, rates = world(seed, convention)
    trajectory = project(population, rates, 1, convention)
    one, other = weights(seed), weights(seed + 1)
    both = Trajectory(*(a + factor * b for a, b in zip(one, other, strict=True)))
    mixed, first, second = (
        adjoint(trajectory, rates, each, 1, convention) for each in (both, one, other)
    )
    for sum_of, left, right in zip(mixed, first, second, strict=True):
        np.testing.assert_allclose(sum_of, left + factor * right, rtol=1e-9, atol=1e-7)


@given(seeds, conventions)
def test_leading_axes_are_runs_of_their_own(seed: int, convention: Convention) -> None:
    population, rates = world(seed, convention, (SCENARIOS,))
    trajectory = project(population, rates, 1, convention)
    gradient = weights(seed, (SCENARIOS,))
    together = adjoint(trajectory, rates, gradient, 1, convention)
    for index in range(SCENARIOS):
        parts = (Trajectory(*(p[index] for p in each)) for each in (trajectory, gradient))
        own, weighed = parts
        alone = adjoint(own, Rates(*(p[index] for p in rates)), weighed, 1, convention)
        for left, right in zip(together, alone, strict=True):
            np.testing.assert_allclose(left[index], right, rtol=1e-12, atol=1e-12)


def test_several_scalars_of_one_run() -> None:
    population, rates = world(2)
    trajectory = project(population, rates, 1)
    gradient = weights(3, (SCENARIOS,))
    together = adjoint(trajectory, rates, gradient, 1)
    alone = adjoint(trajectory, rates, Trajectory(*(p[1] for p in gradient)), 1)
    for left, right in zip(together, alone, strict=True):
        np.testing.assert_allclose(left[1], right, rtol=1e-12)


def test_the_inputs_are_left_as_they_were() -> None:
    population, rates = world(4)
    trajectory, gradient = project(population, rates, 1), weights(4)
    given_to = [*trajectory, *rates, *gradient]
    copies = [part.copy() for part in given_to]
    adjoint(trajectory, rates, gradient, 1)
    for before, now in zip(copies, given_to, strict=True):
        assert np.array_equal(before, now)
