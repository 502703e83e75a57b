"""Demographic chance with NumPy: a step in which whole persons die, are born and move.

Numbers of events are quantiles of their distribution at a uniform random number: found by
search where fewer than four are expected, otherwise by `portable.rounded_quantile`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.batch import stream
from projection.batch.portable import (
    SMALLEST,
    central_quantile,
    exponential,
    logarithm,
    power,
    rounded_quantile,
    tail_quantile,
)
from projection.batch.rows import Chances
from projection.kernel import (
    FEMALE,
    SHARE_AT_START,
    Array,
    Convention,
    Rates,
    Step,
    entered,
)

# Expected events below which their number is searched, and the longest search: of four
# expected, more than that happen once in 10**49.
FEW, LONGEST = 4.0, 64
CENTRAL = 0.425


class Dice(NamedTuple):
    """Chance of a block in one period.

    Parameters
    ----------
    uniforms
        From a kind of event to numbers of two events, each of shape (trajectory, 2, age).
    gross
        Moves in both directions, shape (trajectory or 1, 2, age); zeros: |net|.
    """

    uniforms: Callable[[int], tuple[Array, Array]]
    gross: Array


def chance_of(chances: Chances, first: int, last: int, ages: int) -> Callable[[int], Dice]:
    """Return the chance of trajectories `first` to `last` - 1 by period."""
    words = chances.words[first:last, :, None]
    gross = chances.gross.block(first, last) if chances.gross.given else None
    age = np.arange(ages, dtype=np.uint64)

    def of_period(period: int) -> Dice:
        def uniforms(kind: int) -> tuple[Array, Array]:
            where = age + np.uint64(stream.place(period, kind, 0))
            made = stream.philox(
                where, words[:, 2], words[:, 1], words[:, 0], tuple(chances.key)
            )
            a, b, c, d = (stream.coarse(word) for word in made)
            return np.stack([a, b], axis=-2), np.stack([c, d], axis=-2)

        return Dice(uniforms, np.zeros((1, 2, ages)) if gross is None else gross[:, period])

    return of_period


def chance_step(
    people: Array, rates: Rates, dice: Dice, width: int, convention: Convention
) -> Step:
    """Carry populations over one step by chance.

    Fractions of a person die by expectation, so that means are those of `kernel.project_step`
    but for one limit: no more people leave a cell than it holds at that moment.

    Parameters
    ----------
    people
        Persons at the start, shape (trajectory, 2, age).
    rates
        Of this period; survival ratios above 1 count as 1.
    dice
        Chance of this period.
    width, convention
        As in `kernel.project_step`.

    Returns
    -------
    Step
        The balancing equation holds as there.
    """
    share = SHARE_AT_START[convention.timing]
    moving, dying = dice.uniforms(stream.MOVED_OR_DIED)
    moving_later, bearing = dice.uniforms(stream.MOVED_LATER_OR_BORN)
    count, rate = rates.migration_count, rates.migration_rate
    first = _moves(share * (count + rate * people), share * dice.gross, people, moving)
    start = people + first
    in_open = dice.uniforms(stream.DIED_IN_OPEN)[0][..., -1]
    alive = _survivors(start, rates.survival, (dying, in_open), convention)
    met = people if convention.rate_base == "start" else alive
    rest = (1 - share) * dice.gross
    second = _moves((1 - share) * (count + rate * met), rest, alive, moving_later)
    second[..., 0] = 0.0
    arrivals = second if convention.births_count_arrivals else np.zeros_like(second)
    women = (start + alive + arrivals)[..., FEMALE, :] / 2
    births = _births(width * rates.fertility * women, rates.sex_ratio, bearing)
    at_risk = entered(start)
    at_risk[..., 0] = births.sum(axis=-1)
    alive[..., 0] = _left_alive(at_risk[..., 0], rates.survival[..., 0], dying[..., 0])
    # Who is of the youngest age at the end was not there before the births.
    newborn = (1 - share) * (count[..., 0] + rate[..., 0] * met[..., 0])
    second[..., 0] = _moves(newborn, rest[..., 0], alive[..., 0], moving_later[..., 0])
    return Step(alive + second, births, at_risk - alive, entered(first) + second)


def poisson(mean: Array, u: Array) -> Array:
    """Return Poisson numbers at uniform random numbers.

    Examples
    --------
    With a mean of 1, e**-1 = 0.37 have none and 0.74 at most one.

    >>> poisson(np.ones(3), np.array([0.3, 0.5, 0.75])).tolist()
    [0.0, 1.0, 2.0]
    """
    few, many, events = _sifted(mean, u)
    top = mean[few]
    events[few] = _searched(u[few], exponential(-top), top, np.zeros_like(top)).events
    own = mean[many]
    rounded = rounded_quantile(own, own, 1.0, 1.0, normal_quantile(u[many]))
    events[many] = np.maximum(rounded, 0.0)
    return events


def binomial(number: Array, probability: Array, u: Array) -> Array:
    """Return binomial numbers of whole persons at uniform random numbers.

    Examples
    --------
    Of two, a quarter each: none with 0.5625, at most one with 0.9375.

    >>> binomial(np.full(3, 2.0), np.full(3, 0.25), np.array([0.5, 0.6, 0.95])).tolist()
    [0.0, 1.0, 2.0]
    """
    rarer = np.minimum(probability, 1 - probability)
    mean = number * rarer
    few, many, events = _sifted(mean, u)
    own, rare = number[few], rarer[few]
    odds = rare / (1 - rare)
    nobody = exponential(np.maximum(own * logarithm(1 - rare), SMALLEST))
    events[few] = _searched(u[few], nobody, odds * own, odds).events
    rare, own = rarer[many], mean[many]
    spread = rare * (1.0 - rare)
    events[many] = rounded_quantile(
        own, own * (1.0 - rare), 1.0 - 2.0 * rare, 1.0 - 6.0 * spread, normal_quantile(u[many])
    )
    events = np.minimum(np.maximum(events, 0.0), number)
    return np.where(probability > 0.5, number - events, events)


def skellam(net: Array, both: Array, u: Array) -> Array:
    """Return arrivals less departures, both Poisson, at uniform random numbers.

    Where few are expected, their number is found at `u`, and at the place of `u` among the
    numbers that give as many, how many of them go against the balance (binomial). Of as many
    moves, the higher balance has the more people at the same `u`: scenarios are compared with
    the same luck.

    Parameters
    ----------
    net
        Expected balance.
    both
        Expected moves of both directions, at least |net|.
    u
        Uniform random numbers.

    Source: Skellam (1946), The frequency distribution of the difference between two Poisson
    variates belonging to different populations, Journal of the Royal Statistical Society 109.

    Examples
    --------
    All of four expected moves go one way; of two each way, as many come as go.

    >>> skellam(np.array([4.0, -4.0, 0.0]), np.full(3, 4.0), np.full(3, 0.5)).tolist()
    [4.0, -4.0, 0.0]
    """
    few, many, balance = _sifted(both, u)
    balance[few] = _few_moves(net[few], both[few], u[few])
    own, all_ways = net[many], both[many]
    z = normal_quantile(u[many])
    balance[many] = rounded_quantile(own, all_ways, own / all_ways, 1.0, z)
    return balance


def _few_moves(net: Array, both: Array, u: Array) -> Array:
    found = _searched(u, exponential(-both), both, np.zeros_like(both))
    number = found.events
    within = (u - found.below) / found.exactly
    against = (both - np.abs(net)) / (2 * both)
    odds = against / (1 - against)
    within = np.where(net < 0, within, 1 - within)
    first = power(1 - against, number)
    turned = np.minimum(_searched(within, first, odds * number, odds).events, number)
    return np.where(net < 0, 2 * turned - number, number - 2 * turned)


def _sifted(mean: Array, u: Array) -> tuple[NDArray[np.bool_], NDArray[np.bool_], Array]:
    """Say where few are expected and where many; nobody where u is at most 1 - mean.

    Both distributions have nobody with at least 1 - mean (Bernoulli's inequality).
    """
    many = mean >= FEW
    return (u > 1.0 - mean) & ~many, many, np.zeros(mean.shape)


class Found(NamedTuple):
    """Numbers of events; the probability of fewer, and of exactly as many."""

    events: Array
    below: Array
    exactly: Array


def _searched(u: Array, first: Array, top: Array, slope: Array) -> Found:
    """Count up from 0: P(k) = P(k - 1) (top - slope (k - 1)) / k."""
    probability, reached = first, first
    found = Found(np.zeros(u.shape), np.zeros(u.shape), first.copy())
    more = u > reached
    for k in range(1, LONGEST + 1):
        if not more.any():
            break
        found.events[more] += 1.0
        found.below[more] = reached[more]
        probability = probability * ((top - slope * (k - 1)) * (1.0 / k))
        found.exactly[more] = probability[more]
        reached = reached + probability
        more &= u > reached
    return found


def normal_quantile(u: Array) -> Array:
    """Return standard normal quantiles, the same bits everywhere. Any shape."""
    q = u - 0.5
    tail = np.abs(q) > CENTRAL
    z = central_quantile(q)
    far = u[tail]
    distance = tail_quantile(logarithm(np.minimum(far, 1 - far)))
    z[tail] = np.where(q[tail] < 0, -distance, distance)
    return z


def _left_alive(persons: Array, survival: Array, u: Array) -> Array:
    dead = np.maximum(1 - survival, 0.0)
    whole = np.floor(np.maximum(persons, 0.0))
    dead = np.broadcast_to(dead, whole.shape)
    return persons - (binomial(whole, dead, u) + (persons - whole) * dead)


def _survivors(
    start: Array, survival: Array, u: tuple[Array, Array], convention: Convention
) -> Array:
    at_risk = entered(start)
    if convention.open_group == "joint":
        return _left_alive(at_risk, survival, u[0])
    at_risk[..., -1] = start[..., -2]
    alive = _left_alive(at_risk, survival[..., :-1], u[0])
    alive[..., -1] += _left_alive(start[..., -1], survival[..., -1], u[1])
    return alive


def _moves(net: Array, gross: Array, present: Array, u: Array) -> Array:
    """Draw the balance of moves: at most as many are lost as are there."""
    moved = skellam(net, np.maximum(gross, np.abs(net)), u)
    return np.maximum(moved, -np.floor(np.maximum(present, 0.0)))


def _births(mean: Array, sex_ratio: Array, u: Array) -> Array:
    male = mean * (sex_ratio / (1 + sex_ratio))[..., None]
    return poisson(np.stack([male, mean - male], axis=-2), u)
