"""What the government's guide asks of municipalities, from a published projection, all at once.

Source: 内閣府「地方人口ビジョンの策定のための手引き」 for パターン1, シミュレーション1・2,
grades and stages; 人口戦略会議 (2024) for the classes by women aged 20-39.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.analysis.grades import Grades
from projection.analysis.influence import influence
from projection.analysis.young_women import YoungWomenClasses, change_of_young_women
from projection.errors import ResultError, fault
from projection.estimation.official import years_of_periods
from projection.estimation.published import Country, first_fertility, rates_of
from projection.inputs import PublishedProjection
from projection.official import WIDTH, OfficialRates, official_projection
from projection.scenarios.year_path import YearPath
from projection.variables import SEXES

Array = NDArray[np.float64]

RUNS = ("pattern1", "simulation1", "simulation2", "closed")


def simulated(
    published: PublishedProjection,
    country: Country,
    codes: Sequence[str],
    *,
    tfr: float,
    by: int,
) -> xr.Dataset:
    """Run the pattern and simulations of the guide for areas, all at once.

    pattern1 is the published projection. In simulation1 the TFR goes in a straight line from
    that of the first year to `tfr` in the year `by`; simulation2 is simulation1 without net
    migration, closed is pattern1 without it (births and deaths alone).

    Parameters
    ----------
    published, country
        The projection, and what it is split by.
    codes
        Six digits.
    tfr, by
        Of simulation 1.

    Returns
    -------
    xarray.Dataset
        `population` on (region, scenario, year, sex, age); scenarios as in `RUNS`.

    Raises
    ------
    ResultError
        `by` is not after the first year.
    """
    start = int(country.years[0])
    if by <= start:
        raise ResultError(
            fault("simulation_too_early", option="--replacement-by", start=start, found=by)
        )
    population, pattern = rates_of(published, country, codes)
    years = years_of_periods(start, country.years.size - 1)
    way = YearPath.of({start: 0.0, by: 1.0}).at(years).mean(axis=-1)
    first = first_fertility(population, country)[:, None]
    path = (1 - way) * first + way * tfr
    ratio = path / country.fertility_conversion[1:]
    simulation = pattern._replace(child_woman_ratio=ratio)
    runs = (pattern, simulation, _closed(simulation), _closed(pattern))
    persons = [official_projection(population, rates).population for rates in runs]
    dims = ("region", "scenario", "year", "sex", "age")
    ages = ("age", country.ages, {"width": WIDTH, "open_age": int(country.ages[-1])})
    return xr.Dataset(
        {"population": (dims, np.stack(persons, axis=1))},
        coords={
            "region": list(codes),
            "scenario": list(RUNS),
            "year": country.years,
            "sex": list(SEXES),
            "age": ages,
            "label_ja": ("scenario", list(RUNS)),
            "label_en": ("scenario", list(RUNS)),
        },
    )


def assess(runs: xr.Dataset, grades: Grades, classes: YoungWomenClasses) -> xr.Dataset:
    """Grade areas: influence of births and of moves, stage of decline, class by young women.

    Parameters
    ----------
    runs
        As `simulated` gives them.
    grades
        Thresholds of grades and stages, and the year that they are about.
    classes
        Of the change in women aged 20-39.

    Returns
    -------
    xarray.Dataset
        On `region`: `population` (also on `year`: the first, and that of the grades),
        `natural_ratio` and `social_ratio` (%), `natural_grade` and `social_grade` (1-5),
        `aged_index` (first year = 100), `stage` (1-3; 0 where the population has not
        declined), `young_women_moving` and `young_women_closed` (change in %), `young_class`.

    Raises
    ------
    ResultError
        A year outside the runs.
    """
    found = influence(runs.isel(scenario=slice(3)), grades)
    of_year = found.data.sel(year=grades.year, drop=True).drop_vars("population")
    declining = found.stages.sel(year=grades.year, drop=True)
    change = change_of_young_women(runs, classes.years)
    moving, closed = (change.sel(scenario=name, drop=True) for name in ("pattern1", "closed"))
    pattern = runs["population"].sel(scenario="pattern1", drop=True).sum(("sex", "age"))
    return of_year.assign(
        population=pattern.sel(year=[int(runs["year"][0]), grades.year]),
        aged_index=declining["index"].sel(age_group="65+", drop=True),
        stage=declining["stage"],
        young_women_moving=moving,
        young_women_closed=closed,
        young_class=("region", classes.of(closed.values, moving.values)),
    )


def _closed(rates: OfficialRates) -> OfficialRates:
    nobody = np.zeros_like(rates.migration_rate)
    return rates._replace(migration_rate=nobody, migration_count=nobody)
