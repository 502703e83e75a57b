"""Numbers of deaths and of other events by chance in many cells, compiled by Numba.

The same numbers as `chance.binomial`, `poisson` and `skellam`, bit for bit. Cells in which
chance must be looked at closely are listed first and worked out side by side: loops over few
arrays become vector instructions.
"""

from __future__ import annotations

import numpy as np

from projection.batch.chance import CENTRAL, FEW, LONGEST
from projection.batch.compiling import Sieve, apart, compiled, exponential_of
from projection.batch.model import Integers
from projection.batch.portable import (
    SMALLEST,
    central_quantile,
    logarithm,
    power,
    rounded_quantile,
    tail_quantile,
)
from projection.kernel import Array

# Steps of the search that all listed cells make side by side.
TOGETHER = 4

logarithm_of, power_of = compiled(logarithm), compiled(power)
rounded = compiled(rounded_quantile)
central, tail = compiled(central_quantile), compiled(tail_quantile)


@apart
def die(sieve: Sieve, persons: Array, survival: Array, u: Array) -> None:
    """Leave the survivors."""
    mean, events = sieve.expected, sieve.events
    for cell in range(persons.size):
        dead = max(1 - survival[cell], 0.0)
        mean[cell] = np.floor(max(persons[cell], 0.0)) * min(dead, 1 - dead)
    few, many = _sift(sieve, mean[: persons.size], u, events)
    number, rarer = sieve.top, sieve.slope
    for listed in range(few):
        cell = sieve.at[listed]
        dead = max(1 - survival[cell], 0.0)
        rarer[listed], sieve.u[listed] = min(dead, 1 - dead), u[cell]
        number[listed] = np.floor(max(persons[cell], 0.0))
    for listed in range(few):
        exponent = number[listed] * logarithm_of(1 - rarer[listed])
        sieve.nobody[listed] = exponential_of(max(exponent, SMALLEST))
    for listed in range(few):
        rarer[listed] = rarer[listed] / (1 - rarer[listed])
        number[listed] = rarer[listed] * number[listed]
    _search_listed(sieve, few)
    _put(sieve.found, sieve.at[:few], events)
    for listed in range(many):
        cell = sieve.at[u.size - 1 - listed]
        dead = max(1 - survival[cell], 0.0)
        sieve.peak[listed], sieve.u[listed] = min(dead, 1 - dead), u[cell]
        sieve.mean[listed] = mean[cell]
    for listed in range(many):
        rare = sieve.peak[listed]
        sieve.variance[listed] = sieve.mean[listed] * (1.0 - rare)
        sieve.skew[listed] = 1.0 - 2.0 * rare
        sieve.peak[listed] = 1.0 - 6.0 * (rare * (1.0 - rare))
    _round_listed(sieve, many)
    _put_at_least_none(sieve, many, u.size, events)
    for cell in range(persons.size):
        dead = max(1 - survival[cell], 0.0)
        whole = np.floor(max(persons[cell], 0.0))
        rare = min(events[cell], whole)
        died = whole - rare if dead > 0.5 else rare
        persons[cell] -= died + (persons[cell] - whole) * dead


@apart
def poisson(sieve: Sieve, mean: Array, u: Array) -> None:
    """Put numbers of events in place."""
    few, many = _sift(sieve, mean, u, sieve.events)
    for listed in range(few):
        cell = sieve.at[listed]
        sieve.top[listed], sieve.u[listed], sieve.slope[listed] = mean[cell], u[cell], 0.0
    for listed in range(few):
        sieve.nobody[listed] = exponential_of(-sieve.top[listed])
    _search_listed(sieve, few)
    _put(sieve.found, sieve.at[:few], sieve.events)
    for listed in range(many):
        cell = sieve.at[mean.size - 1 - listed]
        sieve.mean[listed], sieve.variance[listed] = mean[cell], mean[cell]
        sieve.skew[listed], sieve.peak[listed], sieve.u[listed] = 1.0, 1.0, u[cell]
    _round_listed(sieve, many)
    _put_at_least_none(sieve, many, mean.size, sieve.events)


@apart
def skellam(sieve: Sieve, net: Array, both: Array, u: Array) -> None:
    """Put arrivals less departures in the place of numbers of events."""
    few, many = _sift(sieve, both, u, sieve.events)
    for listed in range(few):
        cell = sieve.at[listed]
        sieve.top[listed], sieve.u[listed], sieve.slope[listed] = both[cell], u[cell], 0.0
        sieve.mean[listed] = net[cell]
    for listed in range(few):
        sieve.nobody[listed] = exponential_of(-sieve.top[listed])
    _search_listed(sieve, few)
    _turn_listed(sieve, few)
    _put(sieve.found, sieve.at[:few], sieve.events)
    for listed in range(many):
        cell = sieve.at[net.size - 1 - listed]
        sieve.mean[listed], sieve.variance[listed], sieve.u[listed] = (
            net[cell],
            both[cell],
            u[cell],
        )
    for listed in range(many):
        sieve.skew[listed] = sieve.mean[listed] / sieve.variance[listed]
        sieve.peak[listed] = 1.0
    _round_listed(sieve, many)
    for listed in range(many):
        sieve.events[sieve.at[net.size - 1 - listed]] = sieve.found[listed]


@compiled
def _sift(sieve: Sieve, mean: Array, u: Array, out: Array) -> tuple[int, int]:
    """List the cells of few events from the front, of many from the back; others have none."""
    few, many, last = 0, 0, mean.size - 1
    at = sieve.at
    for cell in range(mean.size):
        at[few], at[last - many] = cell, cell
        large = mean[cell] >= FEW
        some = u[cell] > 1.0 - mean[cell]
        many += large
        few += some & (not large)
        out[cell] = 0.0
    return few, many


@compiled
def _put(found: Array, at: Integers, out: Array) -> None:
    for listed in range(at.size):
        out[at[listed]] = found[listed]


@compiled
def _put_at_least_none(sieve: Sieve, many: int, cells: int, out: Array) -> None:
    for listed in range(many):
        out[sieve.at[cells - 1 - listed]] = max(sieve.found[listed], 0.0)


@compiled
def _turn_listed(sieve: Sieve, few: int) -> None:
    """Make a balance of numbers of moves: some go against it."""
    net, both, number = sieve.mean, sieve.top, sieve.variance
    for listed in range(few):
        number[listed] = sieve.found[listed]
        within = (sieve.u[listed] - sieve.below[listed]) / sieve.exactly[listed]
        against = (both[listed] - abs(net[listed])) / (2 * both[listed])
        odds = against / (1 - against)
        sieve.u[listed] = within if net[listed] < 0 else 1 - within
        sieve.nobody[listed] = power_of(1 - against, number[listed])
        sieve.top[listed], sieve.slope[listed] = odds * number[listed], odds
    _search_listed(sieve, few)
    for listed in range(few):
        turned, moves = min(sieve.found[listed], number[listed]), number[listed]
        balance = moves - 2 * turned
        sieve.found[listed] = -balance if net[listed] < 0 else balance


@compiled
def _search_listed(sieve: Sieve, few: int) -> None:
    top, slope, nobody = sieve.top, sieve.slope, sieve.nobody
    u, found, below, exactly = sieve.u, sieve.found, sieve.below, sieve.exactly
    for listed in range(few):
        probability, reached, events = nobody[listed], nobody[listed], 0.0
        fewer, same = 0.0, nobody[listed]
        for k in range(1, TOGETHER + 1):
            more = u[listed] > reached
            events += 1.0 if more else 0.0
            fewer = reached if more else fewer
            probability = probability * ((top[listed] - slope[listed] * (k - 1)) * (1.0 / k))
            same = probability if more else same
            reached = reached + probability
        found[listed], below[listed], exactly[listed] = events, fewer, same
    for listed in range(few):
        if found[listed] == TOGETHER:
            found[listed], below[listed], exactly[listed] = _search(
                u[listed], nobody[listed], top[listed], slope[listed]
            )


@compiled
def _search(u: float, first: float, top: float, slope: float) -> tuple[float, float, float]:
    probability, reached, fewer, k = first, first, 0.0, 0
    while u > reached and k < LONGEST:
        k += 1
        fewer = reached
        probability = probability * ((top - slope * (k - 1)) * (1.0 / k))
        reached = reached + probability
    return float(k), fewer, probability


@compiled
def _round_listed(sieve: Sieve, many: int) -> None:
    mean, variance, skew, peak = sieve.mean, sieve.variance, sieve.skew, sieve.peak
    u, found, far, z = sieve.u, sieve.found, sieve.far, sieve.below
    count = 0
    for listed in range(many):
        far[count] = listed
        count += abs(u[listed] - 0.5) > CENTRAL
    for listed in range(many):
        z[listed] = central(u[listed] - 0.5)
    for at in range(count):
        own = u[far[at]]
        distance = tail(logarithm_of(min(own, 1 - own)))
        z[far[at]] = -distance if own < 0.5 else distance
    for listed in range(many):
        found[listed] = rounded(
            mean[listed], variance[listed], skew[listed], peak[listed], z[listed]
        )
