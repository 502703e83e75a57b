"""A solved lever in proportion: how many municipalities have had what it asks for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.analysis.applying import cells_of
from projection.analysis.register import (
    OPEN_AGE,
    WIDTH,
    implied_tfr,
    mortality_ratio,
    net_migration,
)
from projection.analysis.unknowns import Member, Unknown
from projection.estimation import BaseRates
from projection.estimation.course import Course
from projection.inputs import Register
from projection.inputs.ages import AgeGroup
from projection.language import Text

Concept = Literal["tfr", "mortality_ratio", "net_rate"]

# Classes by number of residents of the national statistics (人口階級).
_SIZES = (
    5_000,
    10_000,
    20_000,
    30_000,
    50_000,
    100_000,
    200_000,
    300_000,
    500_000,
    1_000_000,
)


@dataclass(frozen=True)
class Among:
    """How many of a set of municipalities are at or beyond a level."""

    counted: int
    of: int

    @property
    def percent(self) -> float:
        """The share, in %; NaN in an empty set."""
        return 100 * self.counted / self.of if self.of else math.nan


@dataclass(frozen=True)
class Proportion:
    """A level that an answer asks for, among those of all municipalities.

    Parameters
    ----------
    concept
        "tfr": children per woman that the births imply; "mortality_ratio": deaths over those
        expected; "net_rate": net migration a year per person of these sexes and ages.
    change, needed, own
        What the lever adds (zero where it sets a level), the level that comes of it, and the
        level of the municipality itself over the window.
    at_least
        Whether municipalities at or above the level are counted, or those at or below it.
    members
        Sexes and published age groups that stand for those of the lever; none where all do.
    every, alike
        Among all municipalities, and among those of the same size.
    size
        The residents of these: "50,000-99,999 residents".
    first, last
        The window's first and last year.
    """

    concept: Concept
    change: float
    needed: float
    own: float
    at_least: bool
    members: tuple[Member, ...]
    every: Among
    alike: Among
    size: Text
    first: int
    last: int


@dataclass(frozen=True)
class Pace:
    """A yearly fall of mortality beside that between the national life tables.

    Parameters
    ----------
    needed, national
        The fall asked for; the mean national one over the deaths of the base year.
    as_fast
        Share of these deaths, in %, at ages whose hazard fell as fast or faster.
    first, last
        Years of the life tables.
    """

    needed: float
    national: float
    as_fast: float
    first: int
    last: int


def in_proportion(
    unknown: Unknown,
    values: Sequence[float],
    base: BaseRates,
    register: Register | None,
    region: str,
) -> list[Proportion | None]:
    """Count the municipalities that have had what each value of a lever asks for.

    Parameters
    ----------
    unknown, values
        The lever. Added net migration is taken per person of its sexes and ages at the base
        date and put on top of the municipality's own net rate over the window.
    base
        Base rates of the municipality.
    register, region
        All municipalities, and the code of this one.

    Returns
    -------
    list of Proportion or None
        One a value. None without a register or for a municipality that is not in it, and for
        a yearly fall of mortality (`pace`).
    """
    if register is None or region not in register.data["region"].values:
        return [None] * len(values)
    if unknown.kind == "improvement":
        return [None] * len(values)
    if unknown.kind == "tfr":
        levels = _Levels("tfr", implied_tfr(register, base.course))
        return [_counted(levels, register, region, value) for value in values]
    if unknown.kind == "level":
        levels = _Levels("mortality_ratio", mortality_ratio(register, base.course))
        own = float(levels.values.sel(region=region))
        return [_counted(levels, register, region, value * own) for value in values]
    members = tuple(replace(one, ages=nearest_group(one.ages)) for one in unknown.members)
    levels = _Levels("net_rate", _net_rates(members, register, base.course), members)
    own = float(levels.values.sel(region=region))
    changes = [yearly_rate(unknown, value, base) for value in values]
    return [
        replace(_counted(levels, register, region, own + change), change=change)
        for change in changes
    ]


def yearly_rate(unknown: Unknown, value: float, base: BaseRates) -> float:
    """Return added net migration a year per person of its sexes and ages at the base date."""
    if unknown.kind == "rate":
        return value
    persons = value * sum(member.persons for member in unknown.members)
    return persons / float((_union(unknown.members, base.ages) * base.population).sum())


def pace(value: float, base: BaseRates) -> Pace:
    """Put a yearly fall of mortality beside the national one.

    Notes
    -----
    The national fall at each age is r(s, a) of `estimation.course`. It is averaged with the
    deaths of the base year that the base rates expect, D(s, a) = P(s, a) mu(s, a).
    """
    course, top = base.course, base.population.shape[-1]
    falls = course.improvement[:, :top]
    deaths = base.population * course.hazard(base.start)[:, :top] * base.multiplier
    years = course.table_years
    return Pace(
        needed=value,
        national=float((falls * deaths).sum() / deaths.sum()),
        as_fast=float(100 * deaths[falls >= value].sum() / deaths.sum()),
        first=int(years[0]),
        last=int(years[-1]),
    )


def size_class(residents: float) -> tuple[float, float]:
    """Return the bounds of the class of municipalities of the same size, the upper excluded.

    Examples
    --------
    >>> size_class(74_636)
    (50000.0, 100000.0)
    """
    bounds = (0.0, *map(float, _SIZES), math.inf)
    return next(pair for pair in pairwise(bounds) if pair[0] <= residents < pair[1])


def _net_rates(members: Sequence[Member], register: Register, course: Course) -> xr.DataArray:
    flows = net_migration(register, course)
    mask = xr.Variable(("sex", "age"), _union(members, flows["age"].values))
    persons, lived = (
        (flows[name] * mask).sum(("sex", "age")) for name in ("net_migrants", "person_years")
    )
    return persons / lived.where(lived > 0)


def _union(members: Sequence[Member], ages: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return one in the cells of any member, by sex and age."""
    cells: NDArray[np.float64] = np.max([cells_of(one, ages) for one in members], axis=0)
    return cells


@dataclass(frozen=True)
class _Levels:
    """What each municipality has had, dim (region)."""

    concept: Concept
    values: xr.DataArray
    members: tuple[Member, ...] = ()


def _counted(levels: _Levels, register: Register, region: str, needed: float) -> Proportion:
    residents = register.data["population"].isel(year=-1).sum(("sex", "age"))
    lower, upper = size_class(float(residents.sel(region=region)))
    alike = (residents >= lower) & (residents < upper)
    values = levels.values
    own = float(values.sel(region=region))
    # A ratio over nobody is no level: a village without anyone of these ages.
    known = np.isfinite(values)
    at_least = needed >= own
    beyond = (values >= needed) if at_least else (values <= needed)
    years = register.data["year"].values
    return Proportion(
        concept=levels.concept,
        change=0.0,
        needed=needed,
        own=own,
        at_least=at_least,
        members=levels.members,
        every=Among(int(beyond.sum()), int(known.sum())),
        alike=Among(int((beyond & alike).sum()), int((known & alike).sum())),
        size=_size_label(lower, upper),
        first=int(years[0]),
        last=int(years[-1]) - 1,
    )


def nearest_group(ages: AgeGroup) -> AgeGroup:
    """Return the published groups that come nearest to some ages, as one group.

    Groups of which more than half belongs to the ages; where there is none, that of which
    most does.

    Examples
    --------
    >>> [nearest_group(AgeGroup(*ages)).label for ages in [(23, 37), (18, 19), (90, None)]]
    ['25-39', '15-19', '90+']
    """
    lower = np.arange(0, OPEN_AGE + 1, WIDTH)
    ends = np.append(lower[1:].astype(np.float64), math.inf)
    upper = math.inf if ages.upper is None else ages.upper + 1
    inside = np.minimum(ends, upper) - np.maximum(lower, ages.lower)
    chosen = np.flatnonzero(inside > WIDTH / 2)
    first, last = (chosen[0], chosen[-1]) if chosen.size else (inside.argmax(),) * 2
    closed = int(lower[last]) + WIDTH - 1
    return AgeGroup(int(lower[first]), None if lower[last] == OPEN_AGE else closed)


def _size_label(lower: float, upper: float) -> Text:
    if lower == 0:
        return Text(ja=f"{upper:,.0f}人未満", en=f"fewer than {upper:,.0f} residents")
    if math.isinf(upper):
        return Text(ja=f"{lower:,.0f}人以上", en=f"{lower:,.0f} residents or more")
    return Text(
        ja=f"{lower:,.0f}〜{upper - 1:,.0f}人", en=f"{lower:,.0f}-{upper - 1:,.0f} residents"
    )
