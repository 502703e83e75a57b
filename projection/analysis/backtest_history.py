"""The register of past years, made fit for a test: which municipalities, on which dates.

Populations are as of 31 March until 2013 and as of 1 January since; flows are those of fiscal
years (from 1 April) until 2012 and of calendar years since (`inputs.history`).
"""

from __future__ import annotations

import numpy as np
import xarray as xr
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Years = NDArray[np.int64]

FIRST_IN_JANUARY = 2014
OPEN_AGE = 80
FLOWS = ("births", "deaths", "in_migration", "out_migration", "other_in", "other_out")

# Most who leave school in March move before 1 April, at these ages.
_SPRING_AGES = [15, 20]


def date_of(year: int) -> float:
    """Return the date of a year's population in years: 2013.25 is 31 March 2013.

    Examples
    --------
    >>> date_of(2013), date_of(2014)
    (2013.25, 2014.0)
    """
    return float(year) if year >= FIRST_IN_JANUARY else year + 0.25


def known_years(history: xr.Dataset) -> tuple[int, int]:
    """Return the first and the last year of the register."""
    years = history["year"].values
    return int(years[0]), int(years[-1])


def first_needed(base: int, window: int) -> int:
    """Return the first register that a window needs: carried to January, it takes one more.

    Examples
    --------
    >>> first_needed(2010, 5), first_needed(2015, 5), first_needed(2019, 5)
    (2005, 2009, 2014)
    """
    first = base - window
    return first - 1 if base >= FIRST_IN_JANUARY > first else first


def unchanged(history: xr.Dataset, first: int, last: int) -> Mask:
    """Tell which municipalities existed throughout, on the same territory.

    Parameters
    ----------
    history
        As `inputs.history.History.japanese`: no figures before the present territory was whole.
    first, last
        The years between which nothing may have changed.

    Returns
    -------
    ndarray
        Of those with residents in every year. Shape (region,).
    """
    years = np.arange(first, last)
    residents = history["population"].sel(year=np.append(years, last)).sum(("sex", "age"))
    flows = [_flow(history, name, years) for name in FLOWS]
    known = np.isfinite(np.stack(flows)).all(axis=(0, 2))
    living = (residents.transpose("region", "year").values > 0).all(axis=1)
    return np.asarray(known & living)


def stocks(history: xr.Dataset, years: Years) -> Array:
    """Return persons by five-year group, 80+ open. Shape (region, year, 2, group)."""
    chosen = history["population"].sel(year=years)
    return chosen.transpose("region", "year", "sex", "age").values.astype(np.float64)


def whole_years(history: xr.Dataset, first: int, base: int) -> xr.Dataset:
    """Return populations a whole year apart, as a fit needs them, with the flows between.

    To 2013 these are the registers of 31 March and the flows of fiscal years. For a later base
    year, earlier registers are carried back to 1 January: between two registers people age
    evenly, and what the accounts of 2013 say on its first three months (the moves of March) is
    taken off at ages 15-24, alike in all years. An estimate, of the window alone: what a
    projection is compared with is always as registered.

    Parameters
    ----------
    history
        As in `unchanged`.
    first, base
        The first year and the last.

    Returns
    -------
    xarray.Dataset
        population (region, year, sex, age), births, deaths, in_migration, out_migration
        (region, period).
    """
    years, periods = np.arange(first, base + 1), np.arange(first, base)
    january = base >= FIRST_IN_JANUARY
    persons = _in_january(history, years) if january else stocks(history, years)
    flows = {
        name: (("region", "period"), _calendar_flow(history, name, periods, january=january))
        for name in FLOWS[:4]
    }
    return xr.Dataset(
        {"population": (("region", "year", "sex", "age"), persons), **flows},
        coords={
            "region": history["region"].values,
            "year": years,
            "period": periods,
            "sex": history["sex"].values,
            "age": np.arange(0, OPEN_AGE + 1, 5),
        },
    )


def _in_january(history: xr.Dataset, years: Years) -> Array:
    before = years < FIRST_IN_JANUARY
    found = stocks(history, years)
    if not before.any():
        return found
    early = years[before]
    carried = 0.25 * stocks(history, early - 1) + 0.75 * found[:, before]
    last = FIRST_IN_JANUARY - 1
    at_end = stocks(history, np.array([last - 1, last, last + 1]))
    by_age = 0.25 * at_end[:, 0] + 0.75 * at_end[:, 1]
    change = _net_change(history, np.array([last]))[:, 0]
    missing = at_end[:, 2].sum(axis=(1, 2)) - change - by_age.sum(axis=(1, 2))
    young = np.isin(np.arange(0, OPEN_AGE + 1, 5), _SPRING_AGES)
    spread = np.where(young, by_age, 0.0)
    shares = spread / np.maximum(spread.sum(axis=(1, 2), keepdims=True), 1.0)
    found[:, before] = np.maximum(carried + (missing[:, None, None] * shares)[:, None], 0.0)
    return found


def _calendar_flow(history: xr.Dataset, name: str, periods: Years, *, january: bool) -> Array:
    found = _flow(history, name, periods)
    early = periods < FIRST_IN_JANUARY - 1
    if january and early.any():
        # A calendar year is the last quarter of one fiscal year and three of the next.
        found[:, early] = (
            0.25 * _flow(history, name, periods[early] - 1) + 0.75 * found[:, early]
        )
    return found


def _net_change(history: xr.Dataset, periods: Years) -> Array:
    births, deaths, came, left, more, less = (_flow(history, one, periods) for one in FLOWS)
    return births - deaths + came - left + more - less


def _flow(history: xr.Dataset, name: str, periods: Years) -> Array:
    chosen = history[name].sel(period=periods)
    return chosen.transpose("region", "period").values.astype(np.float64)
