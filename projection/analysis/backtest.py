"""Does it deserve trust: past projections of every municipality against what came of it.

For a past base year every method sees what was known then: the register up to that date, life
tables and fertility rates up to that year. What it projects is compared with every later
register, as registered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.analysis.backtest_history import (
    OPEN_AGE,
    date_of,
    first_needed,
    known_years,
    stocks,
    unchanged,
    whole_years,
)
from projection.analysis.backtest_methods import (
    at_dates,
    cohort_change,
    constant_growth,
    linear,
    no_change,
    plain,
    shipped,
)
from projection.errors import EstimationError, fault
from projection.estimation.by_size import leaning_on_each_other
from projection.estimation.many import ManyBaseRates, ManyFits, fit_many
from projection.inputs import Schedules
from projection.inputs.published import PublishedProjection

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

WINDOW = 5
# Municipalities fitted between two words on progress.
_PIECE = 64
OWN, PLAIN = "shipped", "plain"
RIVALS = ("cohort_change", "linear", "constant_growth", "no_change")
OFFICIAL = "ipss2018"
METHODS = (OWN, PLAIN, *RIVALS, OFFICIAL)

# Ages from, ages to, both included.
BROAD: Mapping[str, tuple[int, int | None]] = MappingProxyType(
    {
        "total": (0, None),
        "0-14": (0, 14),
        "15-64": (15, 64),
        "65+": (65, None),
        "75+": (75, None),
    }
)
_FIVE_YEARS = {f"{low}-{low + 4}": (low, low + 4) for low in range(0, OPEN_AGE, 5)}
FIGURES: Mapping[str, tuple[int, int | None]] = MappingProxyType(
    {**BROAD, **_FIVE_YEARS, f"{OPEN_AGE}+": (OPEN_AGE, None)}
)


@dataclass(frozen=True)
class Backtest:
    """One base year put to the test.

    Parameters
    ----------
    base
        Base year; `date_of` tells its day.
    codes
        Municipalities tested, six digits.
    residents
        At the base date. Shape (region,).
    years
        Of the later registers. Shape (date,).
    observed
        Persons of `FIGURES`. Shape (region, date, figure).
    projected
        The same by method; NaN where a method says nothing.
    left_out
        How many others had a change of territory, and how many admit no base rates.
    """

    base: int
    codes: tuple[str, ...]
    residents: Array
    years: tuple[int, ...]
    observed: Array
    projected: Mapping[str, Array]
    left_out: tuple[int, int]

    def horizon(self, year: int) -> float:
        """Return the years between the base date and that of a later register."""
        return date_of(year) - date_of(self.base)


Progress = Callable[[int, int], None]


def backtest(
    history: xr.Dataset,
    schedules: Schedules,
    base: int,
    *,
    official: PublishedProjection | None = None,
    progress: Progress | None = None,
) -> Backtest:
    """Project from a past base year and set the later registers beside it.

    The assumption that matters: only municipalities are tested whose territory never changed
    from five years before the base date to the last register, and Japanese residents alone, of
    whom the register goes back far enough.

    Parameters
    ----------
    history
        Register of the municipalities to test, as `backtest_history` describes it.
    schedules
        National schedules; those later than the base year are not looked at.
    base
        Base year.
    official
        社人研 2018: it says something where `base` is its first year. Its growth is applied to
        the register, since it counts the people of the census.
    progress
        Called with the municipalities fitted so far and of how many.

    Returns
    -------
    Backtest
        Of each municipality and method what was projected and observed.

    Raises
    ------
    EstimationError
        The register does not hold the window or nothing later; nobody is left to test.
    """
    _check_base(history, base)
    _, last = known_years(history)
    same = unchanged(history, first_needed(base, WINDOW), last)
    data = history.isel(region=np.flatnonzero(same))
    fitted = _fit(data, known_then(schedules, base), base, progress)
    if not fitted.codes:
        raise EstimationError(fault("backtest_nobody", base=base, tried=same.size))
    data = data.sel(region=list(fitted.codes))
    years = tuple(range(base + 1, last + 1))
    observed = stocks(data, np.array(years))
    projected = _projected(data, fitted, base, years)
    now = figures(stocks(data, np.array([base])))[:, 0]
    if official is not None:
        projected[OFFICIAL] = _official(official, fitted.codes, (base, years), now)
    return Backtest(
        base=base,
        codes=fitted.codes,
        residents=now[:, 0],
        years=years,
        observed=figures(observed),
        projected=projected,
        left_out=(int((~same).sum()), int(same.sum()) - len(fitted.codes)),
    )


def known_then(schedules: Schedules, base: int) -> Schedules:
    """Leave out what a base year could not know: later life tables, rates of birth and moves.

    Life tables of the base year itself count as known, and two tables always remain: the
    earliest improvement there is, 2000 to 2005.
    """
    tables, rates = schedules.death_probability, schedules.fertility_rate
    last_table = max(base, int(tables["year"][1]))
    last_rate = max(base - 1, int(rates["year"][0]))
    return replace(
        schedules,
        death_probability=tables.sel(year=tables["year"] <= last_table),
        fertility_rate=rates.sel(year=rates["year"] <= last_rate),
        mortality_course=None,
        migration_by_size=None,
    )


def figures(persons: Array) -> Array:
    """Add five-year groups up to `FIGURES`, both sexes together.

    Parameters
    ----------
    persons
        Shape (..., 2, group), groups 0-4 to 80+.

    Returns
    -------
    ndarray
        Shape (..., figure).

    Examples
    --------
    >>> one_each = figures(np.ones((2, 17)))
    >>> dict(zip(FIGURES, one_each.tolist()))["65+"]  # four groups of either sex
    8.0
    """
    lower = np.arange(0, OPEN_AGE + 1, 5)
    both = persons.sum(axis=-2)
    columns = [
        both[..., (lower >= low) & (lower <= (OPEN_AGE if high is None else high))].sum(axis=-1)
        for low, high in FIGURES.values()
    ]
    return np.stack(columns, axis=-1)


def _check_base(history: xr.Dataset, base: int) -> None:
    first, last = known_years(history)
    low, high = first + WINDOW, last - 1
    if not low <= base <= high:
        raise EstimationError(fault("backtest_base", base=base, low=low, high=high))


def _fit(
    data: xr.Dataset, schedules: Schedules, base: int, progress: Progress | None
) -> ManyBaseRates:
    register = whole_years(data, base - WINDOW, base)
    codes: list[str] = register["region"].values.tolist()
    parts = []
    for at in range(0, max(len(codes), 1), _PIECE):
        piece = codes[at : at + _PIECE]
        part = register.sel(region=piece)
        parts.append(fit_many(part, schedules, start=base, window=WINDOW))
        if progress is not None:
            progress(at + len(piece), len(codes))
    return _joined(parts)


def _joined(parts: Sequence[ManyBaseRates]) -> ManyBaseRates:
    """Put pieces together; they lean on the classes that all of them form."""
    first, fits = parts[0], [one.fits for one in parts]
    arrays = zip(*([*vars(one).values()][1:] for one in fits), strict=True)
    together = replace(
        first,
        codes=tuple(code for one in parts for code in one.codes),
        left_out={code: why for one in parts for code, why in one.left_out.items()},
        population=np.concatenate([one.population for one in parts]),
        fits=ManyFits(fits[0].years, *(np.concatenate(one) for one in arrays)),
    )
    return leaning_on_each_other(together)


def _projected(
    data: xr.Dataset, fitted: ManyBaseRates, base: int, years: tuple[int, ...]
) -> dict[str, Array]:
    elapsed = np.array([date_of(year) - date_of(base) for year in years])
    ahead = int(np.ceil(elapsed[-1]))
    known = whole_years(data, base - WINDOW, base)["population"].values
    before, now = known[:, 0], known[:, -1]
    carried: dict[str, Array] = {
        OWN: figures(shipped(fitted, ahead)),
        PLAIN: figures(plain(fitted, ahead)),
        "cohort_change": figures(cohort_change(before, now, ahead)),
    }
    simple = {"linear": linear, "constant_growth": constant_growth, "no_change": no_change}
    for name, method in simple.items():
        carried[name] = method(figures(before), figures(now), ahead)
    return {name: at_dates(yearly, elapsed) for name, yearly in carried.items()}


def _official(
    official: PublishedProjection,
    codes: Sequence[str],
    when: tuple[int, tuple[int, ...]],
    now: Array,
) -> Array:
    """Growth of the published projection on the registered figures of the base year."""
    base, years = when
    areas = official.population.transpose("region", "year", "sex", "age")
    found = np.full((len(codes), len(years), len(FIGURES)), np.nan)
    published = areas["year"].values.tolist()
    if base != published[0]:
        return found
    there = np.isin(codes, areas["region"].values)
    of_codes = areas.sel(region=np.array(codes)[there]).values.astype(np.float64)
    groups = np.arange(0, OPEN_AGE + 1, 5) // 5
    persons = figures(np.add.reduceat(of_codes, groups, axis=-1))
    first = persons[:, 0]
    for at, year in enumerate(years):
        if year in published:
            growth = np.divide(
                persons[:, published.index(year)],
                first,
                out=np.full_like(first, np.nan),
                where=first > 0,
            )
            found[there, at] = now[there] * growth
    return found
