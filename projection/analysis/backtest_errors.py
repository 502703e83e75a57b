"""How far past projections were off: by class of size, horizon, figure and method."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.analysis.backtest import FIGURES, OFFICIAL, Backtest
from projection.inputs.migration_by_size import SIZES

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

# Where the published projection speaks, all methods are compared on its municipalities.
EVERY, WITH_OFFICIAL = "unchanged", "with_official"
_EIGHT_IN_TEN = 80.0


@dataclass(frozen=True)
class SizeClass:
    """Municipalities of `low` residents or more and fewer than `high`, any number if None."""

    low: int
    high: int | None

    def holds(self, residents: Array) -> Mask:
        """Tell which belong to it."""
        return (residents >= self.low) & (
            residents < (np.inf if self.high is None else self.high)
        )


ALL_SIZES = SizeClass(0, None)


class Measured(NamedTuple):
    """Errors of several municipalities, in % of what was observed.

    Parameters
    ----------
    municipalities
        How many have residents of this age at the later date.
    median_absolute, eight_in_ten, mean_absolute
        Half, and eight in ten, were off by less; the mean.
    bias, median
        Mean and median with their sign: above zero, too many were projected.
    weighted
        Sum of absolute differences over the sum observed: errors weighted by people.
    """

    municipalities: int
    median_absolute: float
    eight_in_ten: float
    mean_absolute: float
    bias: float
    median: float
    weighted: float


@dataclass(frozen=True)
class Errors:
    """Of one base year, date, class, figure and method.

    Parameters
    ----------
    base, year
        Base year, and the year of the register compared with.
    horizon
        Years between the two.
    among
        "unchanged": every municipality tested; "with_official": those with a figure of
        the published projection.
    size
        The class; `ALL_SIZES` for all together.
    figure
        "total", "65+" and so on: `backtest.FIGURES`.
    method
        One of `backtest.METHODS`.
    measured
        How far it was off.
    """

    base: int
    year: int
    horizon: float
    among: str
    size: SizeClass
    figure: str
    method: str
    measured: Measured


def size_classes() -> list[SizeClass]:
    """Return the classes, smallest first, without `ALL_SIZES`."""
    return [SizeClass(low, high) for low, high in pairwise([*SIZES, None]) if low is not None]


def errors(tested: Backtest) -> list[Errors]:
    """Measure how far each method was off.

    Parameters
    ----------
    tested
        As `backtest` gives it.

    Returns
    -------
    list of Errors
        One for each date, class with municipalities in it, figure and method.
    """
    return [one for year in tested.years for one in _of_year(tested, year)]


def _of_year(tested: Backtest, year: int) -> Iterator[Errors]:
    at = tested.years.index(year)
    for among, (chosen, methods) in _sets(tested, at).items():
        for size in (ALL_SIZES, *size_classes()):
            if not (members := chosen & size.holds(tested.residents)).any():
                continue
            for (column, figure), method in product(enumerate(FIGURES), methods):
                projected = tested.projected[method][members, at, column]
                found = measured(projected, tested.observed[members, at, column])
                horizon = tested.horizon(year)
                yield Errors(tested.base, year, horizon, among, size, figure, method, found)


def _sets(tested: Backtest, at: int) -> dict[str, tuple[Mask, list[str]]]:
    """Return the municipalities compared at a date, and the methods."""
    every = np.ones(tested.residents.shape, dtype=bool)
    methods = [name for name in tested.projected if name != OFFICIAL]
    if OFFICIAL not in tested.projected:
        return {EVERY: (every, methods)}
    said = np.isfinite(tested.projected[OFFICIAL][:, at, 0])
    if said.all():
        return {EVERY: (every, [*methods, OFFICIAL])}
    sets = {EVERY: (every, methods)}
    if said.any():
        sets[WITH_OFFICIAL] = (said, [*methods, OFFICIAL])
    return sets


def measured(projected: Array, observed: Array) -> Measured:
    """Compare projections of several municipalities with what was observed.

    Parameters
    ----------
    projected, observed
        Persons. Shape (region,). Where nobody was observed there is no percentage.

    Examples
    --------
    >>> found = measured(np.array([102.0, 97.0, 300.0]), np.array([100.0, 100.0, 400.0]))
    >>> [round(one, 2) for one in found]
    [3, 3.0, 16.2, 10.0, -8.67, -3.0, 17.5]
    """
    there = np.isfinite(projected) & (observed > 0)
    if not there.any():
        return Measured(0, *[math.nan] * 6)
    difference = projected[there] - observed[there]
    percent = 100 * difference / observed[there]
    off = np.abs(percent)
    return Measured(
        municipalities=int(there.sum()),
        median_absolute=float(np.median(off)),
        eight_in_ten=float(np.percentile(off, _EIGHT_IN_TEN)),
        mean_absolute=float(off.mean()),
        bias=float(percent.mean()),
        median=float(np.median(percent)),
        weighted=float(100 * np.abs(difference).sum() / observed[there].sum()),
    )


def select(
    found: Sequence[Errors],
    *,
    year: int,
    figure: str = "total",
    size: SizeClass = ALL_SIZES,
    among: str = EVERY,
) -> dict[str, Measured]:
    """Return the errors of one date, figure and class, by method."""
    return {
        one.method: one.measured
        for one in found
        if (one.year, one.figure, one.size, one.among) == (year, figure, size, among)
    }
