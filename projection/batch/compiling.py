"""What compiled functions share: how they are compiled, and the cells of one trajectory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from projection.batch.portable import exponential
from projection.kernel import Array

Words = NDArray[np.uint64]
F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """Compile a function when it is first called, and keep the result for other processes.

    Without Numba's own reference counting (`_nrt`): a step is short, and counting the users of
    its arrays would take as long as the step. So nothing is allocated inside.
    """
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
    return cast("F", numba.njit(cache=True, **options)(function))


class Rule(NamedTuple):
    """A convention in numbers; ages of mothers; whether deaths and moves are kept."""

    share_at_start: float
    counts_arrivals: bool
    separate: bool
    present: bool
    width: float
    youngest: int
    oldest: int
    keeps_flows: bool


class Space(NamedTuple):
    """One trajectory's rates of a period, and what they make of it; shape (2, age)."""

    survival: Array
    fertility: Array
    migration_count: Array
    migration_rate: Array
    people: Array
    births: Array
    deaths: Array
    moved: Array
    start: Array
    alive: Array
    first: Array
    second: Array
    uniform: Array
    later: Array
    more: Array
    less: Array
    nobody: Array


class Period(NamedTuple):
    """One trajectory's rates of one period, as `kernel.Rates` without leading axes."""

    survival: Array
    fertility: Array
    male_share: float
    migration_count: Array
    migration_rate: Array


exponential_of = compiled(exponential)


@compiled
def close(space: Space, rule: Rule, boys: float, girls: float) -> None:
    """Make deaths, moves by cohort and the new population of what joined and survived."""
    people, start, alive = space.people.reshape(-1), space.start, space.alive.reshape(-1)
    second = space.second.reshape(-1)
    if rule.keeps_flows:
        _close_flows(space)
        last = start.shape[1] - 1
        for sex in range(2):
            at_risk = start[sex, last - 1] + start[sex, last]
            space.deaths[sex, last] = at_risk - space.alive[sex, last]
            space.moved[sex, last] += space.first[sex, last]
            space.moved[sex, 0] = space.second[sex, 0]
        space.deaths[0, 0] = boys - space.alive[0, 0]
        space.deaths[1, 0] = girls - space.alive[1, 0]
    for cell in range(people.size):
        people[cell] = alive[cell] + second[cell]


@compiled
def _close_flows(space: Space) -> None:
    start, first = space.start.reshape(-1), space.first.reshape(-1)
    survived, coming = space.alive.reshape(-1)[1:], space.second.reshape(-1)[1:]
    died, came = space.deaths.reshape(-1)[1:], space.moved.reshape(-1)[1:]
    for cell in range(died.size):
        died[cell] = start[cell] - survived[cell]
    for cell in range(came.size):
        came[cell] = first[cell] + coming[cell]


@compiled
def copy(values: Array, out: Array) -> None:
    """Copy numbers; an assignment of arrays would allocate."""
    for cell in range(out.size):
        out[cell] = values[cell]


@compiled
def total(values: Array) -> float:
    """Add up by eight sums side by side: one alone waits for every addition before the next."""
    a, b, c, d, e, f, g, h = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    whole = values.size // 8 * 8
    for i in range(0, whole, 8):
        a, b, c, d = a + values[i], b + values[i + 1], c + values[i + 2], d + values[i + 3]
        e, f, g, h = e + values[i + 4], f + values[i + 5], g + values[i + 6], h + values[i + 7]
    for i in range(whole, values.size):
        a += values[i]
    return ((a + b) + (c + d)) + ((e + f) + (g + h))
