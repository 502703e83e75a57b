"""Demographic chance with NumPy: a step in which whole persons die, are born and move.

Numbers of events are quantiles of their distribution at a uniform random number: found by
search where fewer than ten are expected, otherwise a rounded normal with the skewness, and a
variance corrected for both, of the distribution (Cornish and Fisher 1938; Sheppard 1898).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from projection.batch import stream
from projection.batch.portable import (
    SMALLEST,
    central_quantile,
    exponential,
    logarithm,
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

# Expected events below which their number is searched, and the longest search: of ten expected,
# more than that happen once in 10**30.
FEW, LONGEST = 10.0, 64
CENTRAL, TAIL = 0.425, 0.075


class Dice(NamedTuple):
    """Chance of a block in one period.

    Parameters
    ----------
    uniforms
        From a kind of event to numbers of shape (trajectory, 2, age).
    gross
        Moves in both directions, shape (trajectory or 1, 2, age); zeros: |net|.
    """

    uniforms: Callable[[int], Array]
    gross: Array


def chance_of(chances: Chances, first: int, last: int, ages: int) -> Callable[[int], Dice]:
    """Return the chance of trajectories `first` to `last` - 1 by period."""
    words = chances.words[first:last, :, None]
    gross = chances.gross.block(first, last) if chances.gross.given else None
    age = np.arange(ages, dtype=np.uint64)

    def of_period(period: int) -> Dice:
        def uniforms(kind: int) -> Array:
            where = age + np.uint64(stream.place(period, kind, 0))
            made = stream.philox(
                where, words[:, 2], words[:, 1], words[:, 0], tuple(chances.key)
            )
            return np.stack([stream.uniform(*made[:2]), stream.uniform(*made[2:])], axis=-2)

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
    uniforms, gross = dice
    first = _moves(
        share * (rates.migration_count + rates.migration_rate * people),
        share * gross,
        people,
        (uniforms(stream.CAME), uniforms(stream.LEFT)),
    )
    start = people + first
    alive = _survivors(start, rates.survival, uniforms, convention)
    met = people if convention.rate_base == "start" else alive
    later = uniforms(stream.CAME_LATER), uniforms(stream.LEFT_LATER)
    rest = (1 - share) * gross
    second = _moves(
        (1 - share) * (rates.migration_count + rates.migration_rate * met), rest, alive, later
    )
    second[..., 0] = 0.0
    arrivals = second if convention.births_count_arrivals else np.zeros_like(second)
    women = (start + alive + arrivals)[..., FEMALE, :] / 2
    births = _births(width * rates.fertility * women, rates.sex_ratio, uniforms(stream.BORN))
    at_risk = entered(start)
    at_risk[..., 0] = births.sum(axis=-1)
    dead = 1 - rates.survival[..., 0]
    alive[..., 0] = at_risk[..., 0] - _deaths(
        at_risk[..., 0], dead, uniforms(stream.DIED)[..., 0]
    )
    met = people if convention.rate_base == "start" else alive
    second[..., 0] = _moves(
        (1 - share)
        * (rates.migration_count[..., 0] + rates.migration_rate[..., 0] * met[..., 0]),
        rest[..., 0],
        alive[..., 0],
        (later[0][..., 0], later[1][..., 0]),
    )
    return Step(alive + second, births, at_risk - alive, entered(first) + second)


def poisson(mean: Array, u: Array) -> Array:
    """Return Poisson numbers at uniform random numbers.

    Examples
    --------
    With a mean of 1, e**-1 = 0.37 have none and 0.74 at most one.

    >>> poisson(np.ones(3), np.array([0.3, 0.5, 0.75])).tolist()
    [0.0, 1.0, 2.0]
    """
    few = np.minimum(mean, FEW)
    searched = _search(u, exponential(-few), few, np.zeros_like(few))
    return np.where(mean < FEW, searched, np.maximum(_rounded(mean, mean, 1.0, u), 0.0))


def binomial(number: Array, probability: Array, u: Array) -> Array:
    """Return binomial numbers of whole persons at uniform random numbers.

    Examples
    --------
    Of two, a quarter each: none with 0.5625, at most one with 0.9375.

    >>> binomial(np.full(3, 2.0), np.full(3, 0.25), np.array([0.5, 0.6, 0.95])).tolist()
    [0.0, 1.0, 2.0]
    """
    rarer = np.minimum(probability, 1 - probability)
    mean, odds = number * rarer, rarer / (1 - rarer)
    nobody = exponential(np.maximum(number * logarithm(1 - rarer), SMALLEST))
    searched = _search(np.where(mean < FEW, u, 0.0), nobody, odds * number, odds)
    many = _rounded(mean, mean * (1 - rarer), 1 - 2 * rarer, u)
    events = np.minimum(np.maximum(np.where(mean < FEW, searched, many), 0.0), number)
    return np.where(probability > 0.5, number - events, events)


def _search(u: Array, first: Array, top: Array, slope: Array) -> Array:
    """Count up from 0: P(k) = P(k - 1) (top - slope (k - 1)) / k."""
    probability, reached = first, first
    found = np.zeros(np.broadcast_shapes(u.shape, first.shape))
    more = u > reached
    for k in range(1, LONGEST + 1):
        if not more.any():
            break
        found += more
        probability = probability * ((top - slope * (k - 1)) / k)
        reached = reached + probability
        more &= u > reached
    return found


def _rounded(mean: Array, variance: Array, skew: Array | float, u: Array) -> Array:
    z = _normal(u)
    left = np.maximum(variance - 1 / 12 - skew * skew / 18, 0.0)
    return np.floor(mean + np.sqrt(left) * z + skew * ((z * z - 1) / 6) + 0.5)


def _normal(u: Array) -> Array:
    q = u - 0.5
    tail = tail_quantile(logarithm(np.minimum(np.minimum(u, 1 - u), TAIL)))
    central = central_quantile(np.minimum(np.maximum(q, -CENTRAL), CENTRAL))
    return np.where(np.abs(q) <= CENTRAL, central, np.where(q < 0, -tail, tail))


def _deaths(persons: Array, probability: Array, u: Array) -> Array:
    whole = np.floor(np.maximum(persons, 0.0))
    probability = np.maximum(probability, 0.0)
    return binomial(whole, probability, u) + (persons - whole) * probability


def _survivors(
    start: Array, survival: Array, uniforms: Callable[[int], Array], convention: Convention
) -> Array:
    if convention.open_group == "joint":
        at_risk = entered(start)
        return at_risk - _deaths(at_risk, 1 - survival, uniforms(stream.DIED))
    at_risk = entered(start)
    at_risk[..., -1] = start[..., -2]
    alive = at_risk - _deaths(at_risk, 1 - survival[..., :-1], uniforms(stream.DIED))
    last, dead = start[..., -1], 1 - survival[..., -1]
    alive[..., -1] += last - _deaths(last, dead, uniforms(stream.DIED_IN_OPEN)[..., -1])
    return alive


def _moves(net: Array, gross: Array, present: Array, u: tuple[Array, Array]) -> Array:
    both = np.maximum(gross, np.abs(net))
    left = poisson((both - net) / 2, u[1])
    return poisson((both + net) / 2, u[0]) - np.minimum(
        left, np.floor(np.maximum(present, 0.0))
    )


def _births(mean: Array, sex_ratio: Array, u: Array) -> Array:
    male = mean * (sex_ratio / (1 + sex_ratio))[..., None]
    return poisson(np.stack([male, mean - male], axis=-2), u)
