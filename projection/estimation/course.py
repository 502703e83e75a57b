"""The national course of mortality and fertility: the standard that a municipality scales.

Mortality: between two complete life tables the hazard -ln(1 - qx) of each age runs
log-linearly. After the last table it falls by a constant rate a year, the one at which it fell
from the first table to the last: r(x) = ln(H_first(x) / H_last(x)) / (years between), where
H(x) is the sum of the hazards of ages x - 2 to x + 2 (single ages of the young are a handful of
deaths). A hazard that rose is held: above 105 the tables are extrapolations whose method
changed between them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.inputs import Schedules
from projection.rates.fertility import fertility_pattern
from projection.rates.life_table import hazard
from projection.rates.mortality_course import MortalityCourse, follow_course

Array = NDArray[np.float64]
Years = NDArray[np.int64]

_SMOOTHED_AGES = 5

# Published to five decimals, a zero is less than half of the last one.
_LOWEST_HAZARD = 1e-6


@dataclass(frozen=True)
class Course:
    """Standard schedules as functions of the calendar year.

    Parameters
    ----------
    table_years, log_hazard
        Years of the life tables and ln(-ln(1 - qx)). Shapes (table,), (table, 2, single age).
    improvement
        Yearly fall of the log hazard after the last table. Shape (2, single age).
    fertility_years, patterns, fertility_totals
        Years, age patterns of fertility, each of sum one, and TFR. Shapes (year,), (year, age),
        (year,).
    ratio_years, sex_ratios
        Years and males per female at birth. Shapes (year,), (year,).
    published
        A published course of mortality, which a scenario may follow instead; sexes before
        years. None where the inputs hold none.
    """

    table_years: Years
    log_hazard: Array
    improvement: Array
    fertility_years: Years
    patterns: Array
    fertility_totals: Array
    ratio_years: Years
    sex_ratios: Array
    published: MortalityCourse | None = None

    def hazard(self, year: int) -> Array:
        """Return the hazard over each year of age. Shape (2, single age)."""
        last = self.table_years[-1]
        if year >= last:
            return np.exp(self.log_hazard[-1] - self.improvement * (year - last))
        right = max(int(np.searchsorted(self.table_years, year, side="right")), 1)
        before, after = self.table_years[right - 1 : right + 1]
        share = max(year - before, 0) / (after - before)
        return np.exp((1 - share) * self.log_hazard[right - 1] + share * self.log_hazard[right])

    def pattern(self, year: int) -> Array:
        """Return the fertility pattern of the year, or the nearest one. Shape (age,)."""
        return np.asarray(self.patterns[_nearest(self.fertility_years, year)])

    def total_fertility_rate(self, year: int) -> Array:
        """Return the national TFR of the year, or the nearest one. Shape ()."""
        return np.asarray(self.fertility_totals[_nearest(self.fertility_years, year)])

    def sex_ratio(self, year: int) -> Array:
        """Return males per female at birth of the year, or the nearest one. Shape ()."""
        return np.asarray(self.sex_ratios[_nearest(self.ratio_years, year)])


def standard_course(schedules: Schedules, ages: int) -> Course:
    """Arrange standard schedules by calendar year.

    Parameters
    ----------
    schedules
        Checked national schedules at single ages.
    ages
        How many single ages from 0 fertility patterns are given on.

    Returns
    -------
    Course
        Its improvement is never negative.
    """
    tables = schedules.death_probability.transpose("year", "sex", "age")
    hazards = np.maximum(hazard(tables.values), _LOWEST_HAZARD)
    years = tables["year"].values
    smooth = _moving_sum(hazards[[0, -1]])
    improvement = np.log(smooth[0] / smooth[1]) / (years[-1] - years[0])
    ratios = schedules.sex_ratio_at_birth
    return Course(
        table_years=years,
        log_hazard=np.log(hazards),
        improvement=np.maximum(improvement, 0.0),
        fertility_years=schedules.fertility_rate["year"].values,
        patterns=_patterns(schedules.fertility_rate, ages),
        fertility_totals=schedules.fertility_rate.sum("age").values,
        ratio_years=ratios["period"].values,
        sex_ratios=ratios.values,
        published=_published(schedules.mortality_course),
    )


def published_change(course: MortalityCourse, start: int, years: Years, ages: int) -> Array:
    """Return what a published course leaves of the hazards of the year `start`.

    A single age changes as the published age group in which it lies; before the first
    published year and after the last, mortality stands still.

    Parameters
    ----------
    course
        Sexes before years; its years, as `start` and `years`, are calendar years.
    start
        The year in which nothing has changed yet.
    years
        Calendar years, any shape (...).
    ages
        How many single ages from 0.

    Returns
    -------
    ndarray
        Factors of the hazard -ln(1 - qx). Shape (..., 2, single age); 1 in `start`.
    """
    unchanged = np.ones((*course.mortality_rate.shape[:-2], ages))
    change = follow_course(unchanged, np.arange(ages), start, years.ravel(), course)
    return np.moveaxis(change, -2, 0).reshape(*years.shape, *unchanged.shape)


def each_year(of_year: Callable[[int], Array], years: Years) -> Array:
    """Tabulate a yearly schedule; the shape of `years` comes first."""
    values = np.stack([of_year(int(year)) for year in years.ravel()])
    return values.reshape(*years.shape, *values.shape[1:])


def _published(table: xr.DataArray | None) -> MortalityCourse | None:
    if table is None:
        return None
    rates = table.transpose("sex", "year", "age")
    return MortalityCourse(table["year"].values, table["age"].values, rates.values)


def _patterns(rates: xr.DataArray, ages: int) -> Array:
    table = rates.transpose("year", "age")
    on_all_ages = np.zeros((table.sizes["year"], ages))
    on_all_ages[:, table["age"].values] = table.values
    return fertility_pattern(on_all_ages)


def _nearest(years: Years, year: int) -> int:
    return int(np.abs(years - year).argmin())


def _moving_sum(hazards: Array) -> Array:
    half = _SMOOTHED_AGES // 2
    padded = np.pad(hazards, [(0, 0)] * (hazards.ndim - 1) + [(half, half)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, _SMOOTHED_AGES, axis=-1)
    return windows.sum(axis=-1)
