"""A value by year: points joined by straight lines, held outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class YearPath:
    """A value by year, linear between its points and held before the first and after the last.

    Parameters
    ----------
    years
        The points' years, ascending; empty where one value holds throughout.
    values
        The points' values, or the one value.

    Examples
    --------
    >>> tfr = YearPath.of({2019: 1.31, 2030: 1.8})
    >>> tfr.at([2010, 2019, 2030, 2065]).tolist()
    [1.31, 1.31, 1.8, 1.8]
    >>> YearPath.constant(1.5).at([2020, 2021]).tolist()
    [1.5, 1.5]
    """

    years: tuple[int, ...]
    values: tuple[float, ...]

    @classmethod
    def constant(cls, value: float) -> YearPath:
        """Return the path that holds `value` throughout."""
        return cls((), (float(value),))

    @classmethod
    def of(cls, points: Mapping[int, float]) -> YearPath:
        """Return the path through `points` (year to value), in any order."""
        years = tuple(sorted(points))
        return cls(years, tuple(float(points[year]) for year in years))

    def at(self, years: ArrayLike) -> NDArray[np.float64]:
        """Return the values in `years`, in the shape of `years`."""
        asked = np.asarray(years, dtype=np.float64)
        if not self.years:
            return np.full(asked.shape, self.values[0])
        return np.asarray(np.interp(asked, self.years, self.values), dtype=np.float64)

    def later(self, years: int) -> YearPath:
        """Return the path with every point `years` later."""
        return YearPath(tuple(year + years for year in self.years), self.values)
