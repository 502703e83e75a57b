"""Events that a municipality reckons with, and how likely each is by year."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.analysis.asked import Asked
from projection.analysis.measures import MEASURES
from projection.language import Text

Array = NDArray[np.float64]
Single = NDArray[np.float32]

LEVELS = (0.5, 0.8)
_ROUND = 3
_FEW = 3.0
_SHARES = (("aged_share", 40.0), ("aged_share_75", 25.0))


class Event(NamedTuple):
    """A figure below or above a limit.

    Parameters
    ----------
    key
        Its name for machines: "women_20_39<half".
    label
        What readers see.
    asked
        The figure, a stock.
    below
        Whether it is below the limit; above it otherwise.
    limit
        In the figure's unit.
    """

    key: str
    label: Text
    asked: Asked
    below: bool
    limit: float


def usual_events(projected: xr.Dataset) -> tuple[Event, ...]:
    """Return the events that planning reports ask about, measured by the base year.

    Women of 20-39 and everybody below half of the base year; everybody below the next round
    numbers; two people in five 65 or over, one in four 75 or over.

    Parameters
    ----------
    projected
        The projection of one scenario; its first year is the base year.
    """
    total = Asked(MEASURES["population"], 0)
    base, year = float(total.series(projected)[0]), int(projected["year"][0])
    women = Asked(MEASURES["women_20_39"], 0)
    halves = [_half(asked, projected, year) for asked in (women, total)]
    return (
        *halves,
        *(_round(total, level) for level in round_levels(base)),
        *(_share(name, limit) for name, limit in _SHARES),
    )


def round_levels(persons: float) -> tuple[float, ...]:
    """Return the next three round numbers below a level.

    Examples
    --------
    >>> round_levels(74_600.0), round_levels(12_000.0), round_levels(0.5)
    ((70000.0, 60000.0, 50000.0), (11000.0, 10000.0, 9000.0), ())
    """
    if persons <= 1.0:
        return ()
    unit = 10.0 ** math.floor(math.log10(persons))
    if persons / unit < _FEW and unit > 1.0:
        unit /= 10.0
    first = math.ceil(persons / unit) - 1
    return tuple(unit * (first - step) for step in range(_ROUND) if first > step)


def probability(event: Event, series: Single) -> Array:
    """Return the share of members in which an event is so, by year.

    Parameters
    ----------
    event
        The event.
    series
        Its figure. Shape (year, draw).

    Examples
    --------
    >>> share = Event("x", Text("x", "x"), Asked(MEASURES["aged_share"], 0), False, 40.0)
    >>> probability(share, np.array([[39.0, 41.0, 42.0, 40.0]], np.float32)).tolist()
    [0.5]
    """
    so = series < event.limit if event.below else series > event.limit
    return np.asarray(so.mean(axis=-1))


def first_over(chances: Array, years: NDArray[np.int64], level: float) -> int | None:
    """Return the first year in which a probability is above a level.

    Examples
    --------
    >>> first_over(np.array([0.0, 0.5, 0.6]), np.array([2020, 2021, 2022]), 0.5)
    2022
    """
    over = np.flatnonzero(chances > level)
    return int(years[over[0]]) if over.size else None


def _half(asked: Asked, projected: xr.Dataset, year: int) -> Event:
    label = asked.label
    return Event(
        f"{asked.measure.name}<half",
        Text(ja=f"{label.ja}が{year}年の半分を下回る", en=f"{label.en} below half of {year}"),
        asked,
        below=True,
        limit=float(asked.series(projected)[0]) / 2.0,
    )


def _round(asked: Asked, level: float) -> Event:
    return Event(
        f"population<{level:.0f}",
        Text(ja=f"人口が{level:,.0f}人を下回る", en=f"Population below {level:,.0f}"),
        asked,
        below=True,
        limit=level,
    )


def _share(name: str, limit: float) -> Event:
    label = MEASURES[name].label
    return Event(
        f"{name}>{limit:.0f}",
        Text(ja=f"{label.ja}が{limit:.0f}%を超える", en=f"{label.en} above {limit:.0f} %"),
        Asked(MEASURES[name], 0),
        below=False,
        limit=limit,
    )
