"""How levels stand to an earlier one."""

from __future__ import annotations

import math

from projection.report.points import Points


def percent_change(value: float, before: float) -> float:
    """Return a change in %; NaN where there was nothing before.

    Examples
    --------
    >>> percent_change(90.0, 120.0), percent_change(1.0, 0.0)
    (-25.0, nan)
    """
    return 100.0 * (value - before) / before if before else math.nan


def indexed(points: Points, year: int) -> Points:
    """Return levels with that of one year as 100; nothing where that is zero or not there.

    Examples
    --------
    >>> indexed(((2015, 80.0), (2020, 50.0), (2025, 55.0)), 2020)
    ((2015, 160.0), (2020, 100.0), (2025, 110.0))
    """
    whole = dict(points).get(year, 0.0)
    return tuple((at, 100.0 * value / whole) for at, value in points) if whole else ()
