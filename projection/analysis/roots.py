"""The root of a function of one unknown, where values of either sign are known.

SciPy's Brent method finds the same roots, but importing it takes longer than most searches.
"""

from __future__ import annotations

import math
from collections.abc import Callable

Point = tuple[float, float]

# Relative to the root, and next to zero by itself.
_CLOSE, _CLOSE_TO_ZERO = 1e-11, 1e-12


def root_between(function: Callable[[float], float], one: Point, other: Point) -> float:
    """Find a root of a continuous function between two points of it.

    Each step takes the parabola through the last three points where it is sure to be
    monotonic between them, and halves the interval where not.

    Parameters
    ----------
    function
        Of one unknown.
    one, other
        Two values of the unknown, each with what the function gives there: not zero, of
        different signs.

    Returns
    -------
    float
        Within 1e-11 of a root, relatively; NaN where the function gives NaN on the way.

    Source: Chandrupatla (1997), A new hybrid quadratic/bisection algorithm for finding the zero
    of a nonlinear function without using derivatives, Advances in Engineering Software 28-3;
    Scherer (2010), Computational Physics, section 6.1.7.

    Examples
    --------
    >>> round(root_between(lambda x: x**2 - 2, (0.0, -2.0), (2.0, 2.0)), 9)
    1.414213562
    """
    share = _secant(one, other)
    while True:
        value = one[0] + share * (other[0] - one[0])
        newest = value, function(value)
        if math.isnan(newest[1]):
            return math.nan
        if (newest[1] > 0) == (one[1] > 0):
            last, one = one, newest
        else:
            last, other, one = other, one, newest
        best = min(one, other, key=lambda point: abs(point[1]))
        least = (_CLOSE * abs(best[0]) + _CLOSE_TO_ZERO) / abs(other[0] - one[0])
        if best[1] == 0 or least > 0.5:
            return best[0]
        share = min(max(_next_share(one, other, last), least), 1 - least)


def _secant(one: Point, other: Point) -> float:
    return one[1] / (one[1] - other[1])


def _next_share(one: Point, other: Point, last: Point) -> float:
    """Return how far from `one` to `other` the parabola through all three has its root."""
    place = (one[0] - other[0]) / (last[0] - other[0])
    height = (one[1] - other[1]) / (last[1] - other[1])
    if not 1 - math.sqrt(1 - place) < height < math.sqrt(place):
        return 0.5
    along = (last[0] - one[0]) / (other[0] - one[0])
    by_other = one[1] / (other[1] - one[1]) * last[1] / (other[1] - last[1])
    by_last = one[1] / (last[1] - one[1]) * other[1] / (last[1] - other[1])
    return by_other + along * by_last
