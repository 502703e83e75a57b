"""Demographic chance, one trajectory at a time, compiled by Numba.

The same numbers as `chance`, bit for bit: every operation is the same and in the same order,
for one bit of a threshold makes another person die.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from projection.batch.compiled_events import die, poisson, skellam
from projection.batch.compiling import (
    Period,
    Rule,
    Sieve,
    Space,
    Words,
    apart,
    compiled,
    total,
)
from projection.batch.stream import (
    DIED_IN_OPEN,
    MOVED_LATER_OR_BORN,
    MOVED_OR_DIED,
    coarse,
    philox,
    place,
)
from projection.kernel import Array


class Luck(NamedTuple):
    """Chance of one trajectory in one period: key and words of its stream, gross moves."""

    key: Words
    words: Words
    gross: Array
    period: int


philox_of, coarse_of, place_of = compiled(philox), compiled(coarse), compiled(place)


@apart
def chance_step(space: Space, rule: Rule, now: Period, luck: Luck) -> None:
    """Carry one trajectory over one step, as `chance.chance_step`."""
    cells, rest = space.people.size, 1 - rule.share_at_start
    _draw(luck, DIED_IN_OPEN + 1 if rule.separate else DIED_IN_OPEN, space.uniforms)
    _net(rule.share_at_start, now, space.people, space.first)
    if rule.share_at_start > 0.0:
        u = space.uniforms[MOVED_OR_DIED, 0].reshape(-1)
        moving = space.people.reshape(-1), space.first.reshape(-1)
        _move(space.sieve, rule.share_at_start, luck, moving, u, (0, cells))
    _survive(space, rule, now.survival)
    met = space.alive if rule.present else space.people
    _net(rest, now, met, space.second)
    space.second[0, 0], space.second[1, 0] = 0.0, 0.0
    u = space.uniforms[MOVED_LATER_OR_BORN, 0].reshape(-1)
    moving = space.alive.reshape(-1), space.second.reshape(-1)
    if rest > 0.0:
        _move(space.sieve, rest, luck, moving, u, (0, cells))
    _bear(space, rule, now)
    for sex in range(2):
        space.alive[sex, 0] = total(space.births[sex])
        newborn = space.alive[sex, :1]
        dying = space.uniforms[MOVED_OR_DIED, 1, sex, :1]
        die(space.sieve, newborn, now.survival[sex, :1], dying)
        if rest > 0.0:
            space.second[sex, 0] = rest * (
                now.migration_count[sex, 0] + now.migration_rate[sex, 0] * met[sex, 0]
            )
            first = sex * space.people.shape[1]
            _move(space.sieve, rest, luck, moving, u, (first, first + 1))
    _close(space, rule, total(space.births[0]), total(space.births[1]))


@compiled
def _draw(luck: Luck, kinds: int, out: Array) -> None:
    """Put the uniform random numbers of all kinds of events in place."""
    key = (luck.key[0], luck.key[1])
    for kind in range(kinds):
        _draw_kind(luck.words, key, np.uint64(place_of(luck.period, kind, 0)), out[kind])


# Apart from the loop over kinds: only so the one over ages becomes vector instructions.
@compiled
def _draw_kind(words: Words, key: tuple[Any, Any], first: Any, out: Array) -> None:
    b, c, d = words[2], words[1], words[0]
    for age in range(out.shape[2]):
        made = philox_of(first + np.uint64(age), b, c, d, key)
        out[0, 0, age], out[0, 1, age] = coarse_of(made[0]), coarse_of(made[1])
        out[1, 0, age], out[1, 1, age] = coarse_of(made[2]), coarse_of(made[3])


@compiled
def _net(share: float, now: Period, met: Array, out: Array) -> None:
    count, rate = now.migration_count.reshape(-1), now.migration_rate.reshape(-1)
    persons, net = met.reshape(-1), out.reshape(-1)
    for cell in range(net.size):
        net[cell] = share * (count[cell] + rate[cell] * persons[cell])


@apart
def _move(
    sieve: Sieve,
    share: float,
    luck: Luck,
    moving: tuple[Array, Array],
    uniforms: Array,
    cells: tuple[int, int],
) -> None:
    """Put moves by chance in the place of net migration, given who is present."""
    present, net = moving[0][cells[0] : cells[1]], moving[1][cells[0] : cells[1]]
    gross, u = luck.gross.reshape(-1)[cells[0] : cells[1]], uniforms[cells[0] : cells[1]]
    both = sieve.expected[: net.size]
    for cell in range(net.size):
        both[cell] = max(share * gross[cell], abs(net[cell]))
    skellam(sieve, net, both, u)
    for cell in range(net.size):
        net[cell] = max(sieve.events[cell], -np.floor(max(present[cell], 0.0)))


@compiled
def _survive(space: Space, rule: Rule, survival: Array) -> None:
    last = space.people.shape[1] - 1
    people, first, start = space.people.reshape(-1), space.first.reshape(-1), space.start
    flat, older, u = start.reshape(-1), space.alive.reshape(-1), space.uniforms
    for cell in range(people.size):
        flat[cell] = people[cell] + first[cell]
    for cell in range(people.size - 1):
        older[cell + 1] = flat[cell]
    # Nobody is at risk of dying into age 0: those are the newborn, later.
    space.alive[0, 0], space.alive[1, 0] = 0.0, 0.0
    dying = u[MOVED_OR_DIED, 1]
    if not rule.separate:
        for sex in range(2):
            space.alive[sex, last] += start[sex, last]
        die(space.sieve, older, survival.reshape(-1), dying.reshape(-1))
        return
    for sex in range(2):
        die(space.sieve, space.alive[sex], survival[sex, : last + 1], dying[sex])
        staying, ratio = space.staying[sex], survival[sex, last + 1 :]
        staying[0] = start[sex, last]
        die(space.sieve, staying, ratio, u[DIED_IN_OPEN, 0, sex, last:])
        space.alive[sex, last] += staying[0]


@compiled
def _bear(space: Space, rule: Rule, now: Period) -> None:
    fertility, male_share = now.fertility, now.male_share
    counted = 1.0 if rule.counts_arrivals else 0.0
    start, alive, second = space.start[1], space.alive[1], space.second[1]
    boys, girls = space.births[0], space.births[1]
    for age in range(rule.youngest, rule.oldest):
        women = start[age] + alive[age] + counted * second[age]
        girls[age] = rule.width * fertility[age] * (women / 2)
    for age in range(rule.youngest, rule.oldest):
        boys[age] = girls[age] * male_share
        girls[age] -= boys[age]
    for sex in range(2):
        own = space.births[sex, rule.youngest : rule.oldest]
        u = space.uniforms[MOVED_LATER_OR_BORN, 1, sex, rule.youngest : rule.oldest]
        poisson(space.sieve, own, u)
        for age in range(own.size):
            own[age] = space.sieve.events[age]


@compiled
def _close(space: Space, rule: Rule, boys: float, girls: float) -> None:
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
