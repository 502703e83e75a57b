"""Members: departures drawn once, and every scenario projected with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from projection.batch import (
    Chance,
    Computing,
    Factors,
    Reducer,
    available_cores,
    chosen_body,
    project_batch,
)
from projection.batch.model import Body
from projection.deviations import simulate
from projection.ensemble.model import Course, Drawing, Drawn, Members, Start, Varying
from projection.ensemble.room import room
from projection.kernel import Array

Progress = Callable[[int, int], None]

# Members projected by one call: a block of them takes some twenty megabytes.
BLOCK = 1000
AUTOMATIC = Computing()


def draw_members(
    varying: Varying, drawing: Drawing, periods: int, *, body: Body = "numpy"
) -> Drawn:
    """Draw how every member departs from a scenario, the same for all scenarios.

    The assumption that moves numbers: variances and correlations of `varying`.

    Parameters
    ----------
    varying
        What varies, and by how much.
    drawing
        Which members.
    periods
        Years.
    body
        "numba" or "numpy"; the numbers do not depend on it.

    Raises
    ------
    RunError
        Variances or correlations that are none.
    """
    found = room((drawing.draws, periods, 2 + len(varying.modes)), np.float64)

    def draw(some: slice) -> None:
        found[some] = simulate(
            varying.deviations,
            seed=drawing.seed,
            region=drawing.region,
            draws=np.arange(some.start, some.stop),
            periods=periods,
            body=body,
        )

    with ThreadPoolExecutor(available_cores()) as pool:
        for _ in pool.map(draw, _pieces(drawing.draws, BLOCK)):
            pass
    return Drawn(drawing, varying.modes, found)


def room_of_members(start: Start, drawn: Drawn) -> Members:
    """Return room for the sums of all members, to be filled."""
    draws, periods = drawn.departures.shape[:2]
    return Members(
        room((periods + 1, 2, len(start.bounds), draws)),
        *(room((periods, 2, draws)) for _ in range(3)),
    )


def members_of(
    start: Start,
    course: Course,
    drawn: Drawn,
    *,
    into: Members | None = None,
    computing: Computing = AUTOMATIC,
    then: Callable[[slice], None] = lambda some: None,
    progress: Progress = lambda done, total: None,
) -> Members:
    """Project all members of a scenario, and keep their sums.

    The assumption that moves numbers: a departure acts alike on all ages of its year, but for
    the modes of migration.

    Parameters
    ----------
    start
        Where they begin, and the groups that are kept.
    course
        The path around which they lie.
    drawn
        How they depart from it.
    into
        Room for them (`room_of_members`), where something else looks at it before the end.
    computing
        Body, workers, and how many members one worker projects together; numbers depend on
        neither workers nor block.
    then
        Called with the members of a block as soon as they are kept, by its worker: work on
        some goes on beside the projection of others.
    progress
        Called with members done and all of them.

    Returns
    -------
    Members
        Without departures and chance, each is the projection of `course`.
    """
    kept = into or room_of_members(start, drawn)
    draws, reducers = len(drawn.departures), _reducers(start)
    chance = drawn.drawing.chance
    # Chosen for all members at once: a block alone would be too small to pay.
    body = chosen_body(draws, course.rates, computing, by_chance=chance).body
    alone = Computing(body, workers=1)

    def carry(some: slice) -> int:
        sums = _project(start.population, course, drawn, some, reducers, alone)
        for room_of, values in zip(kept, sums, strict=True):
            flat = room_of.reshape(len(room_of), -1, draws)
            flat[..., some] = np.moveaxis(values, 0, -1)
        then(some)
        return some.stop

    with ThreadPoolExecutor(computing.workers or available_cores()) as pool:
        for done in pool.map(carry, _pieces(draws, computing.block or BLOCK)):
            progress(done, draws)
    return kept


def blocks_of(
    population: Array,
    course: Course,
    drawn: Drawn,
    reducers: Sequence[Reducer],
    computing: Computing,
    block: int = BLOCK,
) -> Iterator[tuple[slice, list[Array]]]:
    """Project members some at a time.

    Parameters
    ----------
    population
        Persons at the start. Shape (2, cell).
    course, drawn, computing, block
        As in `members_of`.
    reducers
        What is kept.

    Yields
    ------
    slice and list of ndarray
        Which members, and their sums by reducer as `project_batch` gives them.
    """
    draws = len(drawn.departures)
    # Chosen for all members at once: a block alone would be too small to pay.
    computing = chosen_body(draws, course.rates, computing, by_chance=drawn.drawing.chance)
    for some in _pieces(draws, block):
        yield some, _project(population, course, drawn, some, reducers, computing)


def _pieces(draws: int, block: int) -> Iterator[slice]:
    for first in range(0, draws, block):
        yield slice(first, min(first + block, draws))


def _project(
    population: Array,
    course: Course,
    drawn: Drawn,
    some: slice,
    reducers: Sequence[Reducer],
    computing: Computing,
) -> list[Array]:
    factors = _factors(course, drawn, some)
    return project_batch(
        population,
        course.rates,
        factors,
        1,
        course.convention,
        reducers=reducers,
        computing=computing,
    )


def _factors(course: Course, drawn: Drawn, some: slice) -> Factors:
    drawing, departures = drawn.drawing, drawn.departures[some]
    chance = None
    if drawing.chance:
        draws = np.arange(some.start, some.stop)
        # Scenarios share their random numbers: one identifier for all.
        places = np.full_like(draws, drawing.region), np.zeros_like(draws), draws
        chance = Chance(drawing.seed, *places, course.gross)
    return Factors(
        mortality=np.ascontiguousarray(departures[..., 1]),
        fertility=np.ascontiguousarray(departures[..., 0]),
        migration=np.ascontiguousarray(departures[..., 2:]),
        modes=drawn.modes,
        chance=chance,
    )


def _reducers(start: Start) -> list[Reducer]:
    group = np.searchsorted(start.bounds, start.ages, side="right") - 1
    inside = (group == np.arange(len(start.bounds))[:, None]).astype(np.float64)
    everybody = _by_sex(np.ones((1, len(start.ages))))
    return [
        Reducer("population", _by_sex(inside)),
        Reducer("births", everybody),
        Reducer("deaths", everybody),
        Reducer("net_migration", everybody),
    ]


def _by_sex(inside: Array) -> Array:
    """Return weights of every sex and group. Shape (2 x group, 2, cell)."""
    weights = np.zeros((2, len(inside), 2, inside.shape[-1]))
    weights[0, :, 0] = inside
    weights[1, :, 1] = inside
    return weights.reshape(-1, 2, inside.shape[-1])
