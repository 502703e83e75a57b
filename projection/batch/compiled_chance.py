"""Demographic chance, one trajectory at a time, compiled by Numba.

The same numbers as `chance`, bit for bit: every operation is the same and in the same order,
for one bit of a threshold makes another person die.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from projection.batch.chance import CENTRAL, FEW, LONGEST
from projection.batch.compiling import (
    Period,
    Rule,
    Space,
    Words,
    close,
    compiled,
    exponential_of,
    total,
)
from projection.batch.portable import SMALLEST, central_quantile, logarithm, tail_quantile
from projection.batch.stream import (
    BORN,
    CAME,
    CAME_LATER,
    DIED,
    DIED_IN_OPEN,
    philox,
    place,
    uniform,
)
from projection.kernel import Array


class Luck(NamedTuple):
    """Chance of one trajectory in one period: key and words of its stream, gross moves."""

    key: Words
    words: Words
    gross: Array
    period: int


philox_of, uniform_of, place_of = compiled(philox), compiled(uniform), compiled(place)
logarithm_of, central, tail = (
    compiled(logarithm),
    compiled(central_quantile),
    compiled(tail_quantile),
)


@compiled
def chance_step(space: Space, rule: Rule, now: Period, luck: Luck) -> None:
    """Carry one trajectory over one step, as `chance.chance_step`."""
    ages, rest = space.people.shape[1], 1 - rule.share_at_start
    _net(rule.share_at_start, now, space.people, space.first, (0, ages))
    _move(space, luck, CAME, (rule.share_at_start, space.people, space.first), (0, ages))
    _survive(space, rule, now.survival, luck)
    met = space.alive if rule.present else space.people
    _net(rest, now, met, space.second, (1, ages))
    _move(space, luck, CAME_LATER, (rest, space.alive, space.second), (1, ages))
    _bear(space, rule, now, luck)
    _draw(luck, DIED, space.uniform, (0, 1))
    for sex in range(2):
        space.alive[sex, 0] = total(space.births[sex])
        _die(space, space.alive[sex, :1], now.survival[sex], space.uniform[sex])
    _net(rest, now, met, space.second, (0, 1))
    _move(space, luck, CAME_LATER, (rest, space.alive, space.second), (0, 1))
    close(space, rule, total(space.births[0]), total(space.births[1]))


@compiled
def _draw(luck: Luck, kind: int, out: Array, ages: tuple[int, int]) -> None:
    b, c, d = luck.words[2], luck.words[1], luck.words[0]
    key = (luck.key[0], luck.key[1])
    first = np.uint64(place_of(luck.period, kind, 0))
    for age in range(ages[0], ages[1]):
        made = philox_of(first + np.uint64(age), b, c, d, key)
        out[0, age] = uniform_of(made[0], made[1])
        out[1, age] = uniform_of(made[2], made[3])


@compiled
def _net(share: float, now: Period, met: Array, out: Array, ages: tuple[int, int]) -> None:
    for sex in range(2):
        for age in range(ages[0], ages[1]):
            out[sex, age] = share * (
                now.migration_count[sex, age] + now.migration_rate[sex, age] * met[sex, age]
            )


@compiled
def _move(
    space: Space,
    luck: Luck,
    kind: int,
    moving: tuple[float, Array, Array],
    ages: tuple[int, int],
) -> None:
    """Put moves by chance in the place of net migration; who leaves is of the kind after."""
    share, first, last = moving[0], ages[0], ages[1]
    _draw(luck, kind, space.uniform, ages)
    _draw(luck, kind + 1, space.later, ages)
    for sex in range(2):
        present, net = moving[1][sex, first:last], moving[2][sex, first:last]
        gross = luck.gross[sex, first:last]
        more, less = space.more[sex, first:last], space.less[sex, first:last]
        u, other = space.uniform[sex, first:last], space.later[sex, first:last]
        both_ways = 0.0
        for age in range(net.size):
            both = max(share * gross[age], abs(net[age]))
            came, left = (both + net[age]) / 2, (both - net[age]) / 2
            more[age], less[age] = max(came, left), min(came, left)
            both_ways = max(both_ways, less[age])
            if net[age] < 0.0:
                u[age], other[age] = other[age], u[age]
        _poisson(more, u, space.nobody[sex])
        if both_ways > 0.0:
            _poisson(less, other, space.nobody[sex])
        for age in range(net.size):
            most = np.floor(max(present[age], 0.0))
            if net[age] < 0.0:
                net[age] = less[age] - min(more[age], most)
            else:
                net[age] = more[age] - min(less[age], most)


@compiled
def _survive(space: Space, rule: Rule, survival: Array, luck: Luck) -> None:
    ages = space.people.shape[1]
    _draw(luck, DIED, space.uniform, (1, ages))
    _draw(luck, DIED_IN_OPEN, space.later, (ages - 1, ages))
    for sex in range(2):
        people, first, start = space.people[sex], space.first[sex], space.start[sex]
        alive, last = space.alive[sex], ages - 1
        for age in range(ages):
            start[age] = people[age] + first[age]
        older = alive[1:]
        for age in range(last):
            older[age] = start[age]
        if not rule.separate:
            alive[last] += start[last]
        _die(space, older, survival[sex, 1:], space.uniform[sex, 1:])
        if rule.separate:
            in_open = space.less[sex, :1]
            in_open[0] = start[last]
            _die(space, in_open, survival[sex, ages:], space.later[sex, last:])
            alive[last] += in_open[0]
        alive[0], space.second[sex, 0] = 0.0, 0.0


@compiled
def _bear(space: Space, rule: Rule, now: Period, luck: Luck) -> None:
    ages = (rule.youngest, rule.oldest)
    counted = 1.0 if rule.counts_arrivals else 0.0
    for age in range(ages[0], ages[1]):
        women = space.start[1, age] + space.alive[1, age] + counted * space.second[1, age]
        births = rule.width * now.fertility[age] * (women / 2)
        male = births * now.male_share
        space.births[0, age], space.births[1, age] = male, births - male
    _draw(luck, BORN, space.uniform, ages)
    for sex in range(2):
        own = space.births[sex, ages[0] : ages[1]]
        _poisson(own, space.uniform[sex, ages[0] : ages[1]], space.nobody[sex])


@compiled
def _die(space: Space, persons: Array, survival: Array, u: Array) -> None:
    """Leave the survivors."""
    nobody = space.nobody[0]
    for age in range(persons.size):
        dead = max(1 - survival[age], 0.0)
        rarer = min(dead, 1 - dead)
        whole = np.floor(max(persons[age], 0.0))
        nobody[age] = exponential_of(max(whole * logarithm_of(1 - rarer), SMALLEST))
    for age in range(persons.size):
        dead = max(1 - survival[age], 0.0)
        whole = np.floor(max(persons[age], 0.0))
        died = _binomial(whole, dead, u[age], nobody[age])
        persons[age] -= died + (persons[age] - whole) * dead


@compiled
def _poisson(mean: Array, u: Array, nobody: Array) -> None:
    """Put numbers of events in the place of their means."""
    for age in range(mean.size):
        nobody[age] = exponential_of(-min(mean[age], FEW))
    for age in range(mean.size):
        if mean[age] < FEW:
            mean[age] = _search(u[age], nobody[age], mean[age], 0.0)
        else:
            mean[age] = max(_rounded(mean[age], mean[age], 1.0, u[age]), 0.0)


@compiled
def _binomial(number: float, probability: float, u: float, nobody: float) -> float:
    rarer = min(probability, 1 - probability)
    mean = number * rarer
    if mean < FEW:
        odds = rarer / (1 - rarer)
        events = _search(u, nobody, odds * number, odds)
    else:
        events = _rounded(mean, mean * (1 - rarer), 1 - 2 * rarer, u)
    events = min(max(events, 0.0), number)
    return number - events if probability > 0.5 else events


@compiled
def _search(u: float, first: float, top: float, slope: float) -> float:
    probability, reached, k = first, first, 0
    while u > reached and k < LONGEST:
        k += 1
        probability = probability * ((top - slope * (k - 1)) / k)
        reached = reached + probability
    return float(k)


@compiled
def _rounded(mean: float, variance: float, skew: float, u: float) -> float:
    z = _normal(u)
    left = max(variance - 1 / 12 - skew * skew / 18, 0.0)
    return np.floor(mean + np.sqrt(left) * z + skew * ((z * z - 1) / 6) + 0.5)


@compiled
def _normal(u: float) -> float:
    q = u - 0.5
    if abs(q) <= CENTRAL:
        return central(q)
    z = tail(logarithm_of(min(u, 1 - u)))
    return -z if q < 0 else z
