"""Numbers of deaths and of other events by chance in many cells, compiled by Numba.

The same numbers as `chance.binomial` and `chance.poisson`, bit for bit. Cells in which chance
must be looked at closely are listed first and worked out side by side: loops over few arrays
become vector instructions.
"""

from __future__ import annotations

import numpy as np

from projection.batch.chance import CENTRAL, FEW, LONGEST
from projection.batch.compiling import Sieve, apart, compiled, exponential_of
from projection.batch.portable import (
    SMALLEST,
    central_quantile,
    logarithm,
    rounded_quantile,
    tail_quantile,
)
from projection.kernel import Array

# Steps of the search that all listed cells make side by side.
TOGETHER = 4

logarithm_of, rounded = compiled(logarithm), compiled(rounded_quantile)
central, tail = compiled(central_quantile), compiled(tail_quantile)


@apart
def die(sieve: Sieve, persons: Array, survival: Array, u: Array) -> None:
    """Leave the survivors."""
    mean, events = sieve.expected, sieve.events
    for cell in range(persons.size):
        dead = max(1 - survival[cell], 0.0)
        mean[cell] = np.floor(max(persons[cell], 0.0)) * min(dead, 1 - dead)
    few, many = _sift(sieve, mean[: persons.size], u, events)
    for listed in range(few):
        cell = sieve.at[listed]
        dead = max(1 - survival[cell], 0.0)
        sieve.rarer[listed], sieve.u[listed] = min(dead, 1 - dead), u[cell]
        sieve.top[listed] = np.floor(max(persons[cell], 0.0))
    number, rarer = sieve.top, sieve.rarer
    for listed in range(few):
        exponent = number[listed] * logarithm_of(1 - rarer[listed])
        sieve.nobody[listed] = exponential_of(max(exponent, SMALLEST))
    for listed in range(few):
        rarer[listed] = rarer[listed] / (1 - rarer[listed])
        number[listed] = rarer[listed] * number[listed]
    _search_listed(sieve, few, events)
    for listed in range(many):
        cell = sieve.at[u.size - 1 - listed]
        dead = max(1 - survival[cell], 0.0)
        sieve.rarer[listed], sieve.u[listed] = min(dead, 1 - dead), u[cell]
        sieve.top[listed] = mean[cell]
    _round_listed(sieve, many, u.size, events)
    for cell in range(persons.size):
        dead = max(1 - survival[cell], 0.0)
        whole = np.floor(max(persons[cell], 0.0))
        rare = min(events[cell], whole)
        died = whole - rare if dead > 0.5 else rare
        persons[cell] -= died + (persons[cell] - whole) * dead


@apart
def poisson(sieve: Sieve, mean: Array, u: Array, out: Array) -> None:
    few, many = _sift(sieve, mean, u, out)
    top, nobody = sieve.top, sieve.nobody
    for listed in range(few):
        cell = sieve.at[listed]
        top[listed], sieve.u[listed], sieve.rarer[listed] = mean[cell], u[cell], 0.0
    for listed in range(few):
        nobody[listed] = exponential_of(-top[listed])
    _search_listed(sieve, few, out)
    for listed in range(many):
        cell = sieve.at[mean.size - 1 - listed]
        top[listed], sieve.u[listed], sieve.rarer[listed] = mean[cell], u[cell], 0.0
    _round_listed(sieve, many, mean.size, out)


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
def _search_listed(sieve: Sieve, few: int, out: Array) -> None:
    top, slope, nobody = sieve.top, sieve.rarer, sieve.nobody
    u, found = sieve.u, sieve.found
    for listed in range(few):
        probability, reached, events = nobody[listed], nobody[listed], 0.0
        for k in range(1, TOGETHER + 1):
            events += 1.0 if u[listed] > reached else 0.0
            probability = probability * ((top[listed] - slope[listed] * (k - 1)) * (1.0 / k))
            reached = reached + probability
        found[listed] = events
    for listed in range(few):
        events = found[listed]
        if events == TOGETHER:
            events = _search(u[listed], nobody[listed], top[listed], slope[listed])
        out[sieve.at[listed]] = events


@compiled
def _search(u: float, first: float, top: float, slope: float) -> float:
    probability, reached, k = first, first, 0
    while u > reached and k < LONGEST:
        k += 1
        probability = probability * ((top - slope * (k - 1)) * (1.0 / k))
        reached = reached + probability
    return float(k)


@compiled
def _round_listed(sieve: Sieve, many: int, cells: int, out: Array) -> None:
    mean, rarer, u, found = sieve.top, sieve.rarer, sieve.u, sieve.found
    for listed in range(many):
        found[listed] = rounded(mean[listed], rarer[listed], central(u[listed] - 0.5))
    for listed in range(many):
        events, q = found[listed], u[listed] - 0.5
        if abs(q) > CENTRAL:
            distance = tail(logarithm_of(min(u[listed], 1 - u[listed])))
            z = -distance if q < 0 else distance
            events = rounded(mean[listed], rarer[listed], z)
        out[sieve.at[cells - 1 - listed]] = max(events, 0.0)
