from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.batch import Computing, Factors, Reducer, chosen_body, project_batch
from projection.batch.model import Quantity
from projection.kernel import Convention, Rates, Trajectory, project
from tests.batch.worlds import DRAWS, MANY_AGES, batch, by_chance, factors, written_out
from tests.worlds_kernel import AGES, CONVENTIONS, PERIODS, SCENARIOS, Array, world

seeds = st.integers(0, 10**6)
conventions = st.sampled_from(CONVENTIONS)
widths = st.sampled_from([1, 5])
bodies = st.sampled_from(["numpy", "numba"])


def assert_same(found: Trajectory, expected: Trajectory) -> None:
    # Flows are differences of people, so their rounding is measured by the people.
    scale = float(np.abs(expected.population).max())
    for name, one, other in zip(expected._fields, found, expected, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-12 * scale, err_msg=name)


@given(seeds, conventions, widths, bodies, st.sampled_from([AGES, MANY_AGES]))
def test_factors_give_what_rates_written_out_give(
    seed: int, convention: Convention, width: int, body: str, ages: int
) -> None:
    population, rates, drawn = batch(seed, convention, ages)
    computing = Computing(body, block=4)  # type: ignore[arg-type]
    found = project_batch(population, rates, drawn, width, convention, computing=computing)
    expected = project(population, written_out(rates, drawn), width, convention)
    assert found.population.shape == (SCENARIOS, DRAWS, PERIODS + 1, 2, ages)
    assert_same(found, expected)


@given(seeds, conventions, widths, bodies)
def test_without_factors_it_is_the_kernel(
    seed: int, convention: Convention, width: int, body: str
) -> None:
    population, rates = world(seed, convention, (SCENARIOS,))
    computing = Computing(body)  # type: ignore[arg-type]
    found = project_batch(population, rates, None, width, convention, computing=computing)
    assert_same(found, project(population, rates, width, convention))


@given(seeds, conventions, bodies)
def test_women_of_the_youngest_age_bear_too(
    seed: int, convention: Convention, body: str
) -> None:
    population, rates = world(seed, convention, (SCENARIOS,), MANY_AGES)
    early = rates._replace(fertility=rates.fertility + 0.1)
    computing = Computing(body)  # type: ignore[arg-type]
    found = project_batch(population, early, None, 1, convention, computing=computing)
    assert_same(found, project(population, early, 1, convention))


@pytest.mark.parametrize("body", ["numpy", "numba"])
def test_factors_of_zero_leave_the_rates(body: str) -> None:
    population, rates, drawn = batch(1)
    mortality, fertility, scores = (0.0 * np.asarray(part) for part in drawn[:3])
    none = Factors(mortality, fertility, scores, drawn.modes)
    found = project_batch(population, rates, none, 1, computing=Computing(body))  # type: ignore[arg-type]
    expected = project(population, rates, 1)
    assert_same(found, Trajectory(*(np.repeat(part, DRAWS, axis=1) for part in expected)))


@pytest.mark.parametrize("body", ["numpy", "numba"])
def test_a_cell_where_nobody_survives_stays_empty(body: str) -> None:
    population, rates = world(3)
    dead = rates._replace(
        survival=0.0 * rates.survival,
        migration_count=0.0 * rates.migration_count,
        migration_rate=0.0 * rates.migration_rate,
    )
    found = project_batch(
        population,
        dead,
        Factors(mortality=np.full((DRAWS, PERIODS), -0.5)),
        1,
        computing=Computing(body),  # type: ignore[arg-type]
    )
    assert found.population.shape == (DRAWS, PERIODS + 1, 2, AGES)
    assert found.population[:, 1:].max() < 1e-300


def test_the_mortality_factor_multiplies_the_hazard() -> None:
    population, rates = world(5)
    closed = rates._replace(
        migration_count=0.0 * rates.migration_count, migration_rate=0.0 * rates.migration_rate
    )
    doubled = Factors(mortality=np.full(PERIODS, np.log(2.0)))
    found = project_batch(population, closed, doubled, 1)
    survivors = population[:, :-2] * rates.survival[0, :, 1:-1] ** 2
    np.testing.assert_allclose(found.population[1, :, 1:-1], survivors, rtol=1e-13)


def reducers(seed: int) -> list[Reducer]:
    rng = np.random.default_rng(seed)
    young_women = np.zeros((1, 2, AGES))
    young_women[0, 1, 2:4] = 1.0
    of: list[tuple[Quantity, Array]] = [
        ("births", np.ones((1, 2, AGES))),
        ("population", young_women),
        ("deaths", rng.uniform(-1.0, 1.0, (2, 2, AGES))),
        ("population", rng.integers(0, 3, (4, 2, AGES)).astype(float)),
        ("net_migration", np.zeros((1, 2, AGES))),
    ]
    return [Reducer(*one) for one in of]


@given(seeds, conventions, bodies)
def test_sums_are_those_of_the_whole(seed: int, convention: Convention, body: str) -> None:
    population, rates, drawn = batch(seed, convention)
    computing = Computing(body, block=4)  # type: ignore[arg-type]
    asked = reducers(seed)
    found = project_batch(
        population, rates, drawn, 1, convention, reducers=asked, computing=computing
    )
    whole = project(population, written_out(rates, drawn), 1, convention)
    for one, sums in zip(asked, found, strict=True):
        expected = np.einsum("...sa,msa->...m", getattr(whole, one.of), one.weights)
        np.testing.assert_allclose(sums, expected, rtol=1e-11, atol=1e-9)


@pytest.mark.parametrize("chance", [False, True])
@pytest.mark.parametrize("body", ["numpy", "numba"])
def test_blocks_workers_and_pieces_change_no_bit(body: str, chance: bool) -> None:
    population, rates, drawn = batch(11, Convention(rate_base="present"))
    if chance:
        drawn = drawn._replace(chance=by_chance())

    def carried(block: int | None, workers: int | None, part: slice) -> list[Array]:
        mortality, fertility, scores = (np.asarray(one)[part] for one in drawn[:3])
        own = drawn._replace(mortality=mortality, fertility=fertility, migration=scores)
        if own.chance is not None:
            own = own._replace(chance=own.chance._replace(draw=own.chance.draw[part]))
        computing = Computing(body, workers, block)  # type: ignore[arg-type]
        convention = Convention(rate_base="present")
        kept = project_batch(population, rates, own, 1, convention, computing=computing)
        sums = project_batch(
            population, rates, own, 1, convention, reducers=reducers(1), computing=computing
        )
        return [*kept, *sums]

    whole = carried(None, None, slice(None))
    for block, workers in ((1, 1), (4, 2), (7, 3)):
        for one, other in zip(carried(block, workers, slice(None)), whole, strict=True):
            np.testing.assert_array_equal(one, other)
    pieces = carried(2, 1, slice(0, 2)), carried(3, 2, slice(2, None))
    for first, second, other in zip(*pieces, whole, strict=True):
        np.testing.assert_array_equal(np.concatenate([first, second], axis=1), other)


@given(seeds, conventions, bodies)
def test_people_are_conserved(seed: int, convention: Convention, body: str) -> None:
    population, rates, drawn = batch(seed, convention)
    computing = Computing(body)  # type: ignore[arg-type]
    people, births, deaths, moved = project_batch(
        population, rates, drawn, 5, convention, computing=computing
    )
    after = people[..., :-1, :, :].sum(axis=(-2, -1)) + (births - deaths + moved).sum((-2, -1))
    np.testing.assert_allclose(people[..., 1:, :, :].sum(axis=(-2, -1)), after, rtol=1e-11)


def test_small_batches_never_wait_for_the_compiler() -> None:
    program = (
        "import sys, numpy as np; from projection.batch import project_batch;"
        "from tests.worlds_kernel import world; project_batch(*world(1), None, 1);"
        "print('numba' in sys.modules)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ended.stdout == "False\n"


def test_large_batches_are_compiled_and_a_named_body_is_taken() -> None:
    cells = np.zeros((45, 2, 101))
    rates = Rates(cells, cells[:, 0], cells[:, 0, 0], cells, cells)
    assert chosen_body(20_000, rates, Computing()).body == "numba"
    assert chosen_body(2, rates, Computing()).body == "numpy"
    assert chosen_body(2, rates, Computing("numba")).body == "numba"


def test_chance_is_compiled_sooner() -> None:
    cells = np.zeros((45, 2, 101))
    rates = Rates(cells, cells[:, 0], cells[:, 0, 0], cells, cells)
    assert chosen_body(1000, rates, Computing()).body == "numpy"
    assert chosen_body(1000, rates, Computing(), by_chance=True).body == "numba"
    assert chosen_body(10, rates, Computing(), by_chance=True).body == "numpy"


def test_a_second_process_does_not_compile() -> None:
    population, rates = world(1)
    project_batch(population, rates, None, 1, computing=Computing("numba"))
    program = (
        "from projection.batch import Computing, project_batch;"
        "from projection.batch.compiled import _carry; from tests.worlds_kernel import world;"
        "project_batch(*world(1), None, 1, computing=Computing('numba'));"
        "print(sum(_carry.stats.cache_hits.values()), sum(_carry.stats.cache_misses.values()))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ended.stdout == "1 0\n"


def test_axes_that_say_the_same_are_taken_once() -> None:
    population, rates = world(1)
    alike = Rates(*(np.broadcast_to(part, (10**6, *part.shape)) for part in rates))
    one = Factors(mortality=factors(1).mortality)
    few = Rates(*(part[:1] for part in alike))
    computing = Computing("numba")
    asked = reducers(1)[:1]
    found = project_batch(population, alike, None, 1, reducers=asked, computing=computing)[0]
    assert found.shape == (10**6, PERIODS, 1)
    assert np.ptp(found, axis=0).max() == 0.0
    assert project_batch(population, few, one, 1).population.shape[0] == DRAWS
