"""What the register counted before the base year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import xarray as xr

from projection.analysis.labelled import sum_over
from projection.errors import ResultError
from projection.inputs import Inputs
from projection.inputs.ages import scale_of
from projection.inputs.cells import parse_date
from projection.inputs.components import COUNTS
from projection.inputs.csv_table import read_column
from projection.inputs.manifest import read_manifest
from projection.inputs.regions import parse_code
from projection.inputs.tables import open_tables
from projection.report.points import Points
from projection.variables import SEXES

_FISCAL_YEAR = (4, 1)

People = Mapping[str, tuple[xr.Dataset, ...]]
Changes = Mapping[str, xr.Dataset]


def observed_populations(inputs: Inputs) -> People:
    """Return the persons of every year that the register knows, by sex and age.

    Parameters
    ----------
    inputs
        Of one region.

    Returns
    -------
    mapping
        "japanese" and "total" (all residents), without a kind that no table has, to datasets
        of `population`, dims (year, sex, age), with the `date` of every year: one for all years
        that share their age groups. Of a year counted twice (1 January and 31 March) 1 January
        stands.
    """
    # Of a year that the table `population` has too, that table stands.
    known = set(inputs.population["year"].values.tolist())
    rows: dict[tuple[str, str], dict[tuple[str, int], float]] = defaultdict(dict)
    for row in inputs.history:
        if row["residents"] != "total" or int(str(row["date"])[:4]) not in known:
            cell = str(row["sex"]), int(str(row["age"]).rstrip("+").split("-")[0])
            rows[str(row["residents"]), str(row["date"])][cell] = float(row["population"])
    found = {"japanese": _datasets(rows, "japanese"), "total": _datasets(rows, "total")}
    dates = [f"{year}-01-01" for year in inputs.population["year"].values]
    last = inputs.population.to_dataset(name="population").assign_coords(date=("year", dates))
    found["total"] = (*found["total"], last)
    return {residents: several for residents, several in found.items() if several}


def _datasets(
    rows: Mapping[tuple[str, str], Mapping[tuple[str, int], float]], residents: str
) -> tuple[xr.Dataset, ...]:
    """Gather the dates that share their age groups."""
    dates: dict[int, str] = {}
    for date in sorted(date for of, date in rows if of == residents):
        dates.setdefault(int(date[:4]), date)
    scales: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for date in dates.values():
        scales[tuple(sorted({lower for _, lower in rows[residents, date]}))].append(date)
    return tuple(
        _population({date: rows[residents, date] for date in several}, lower)
        for lower, several in scales.items()
    )


def _population(
    rows: Mapping[str, Mapping[tuple[str, int], float]], lower: Sequence[int]
) -> xr.Dataset:
    values = [[[row[sex, age] for age in lower] for sex in SEXES] for row in rows.values()]
    years, scale = [int(date[:4]) for date in rows], scale_of(lower)
    age = ("age", scale.lower, {"width": scale.width, "open_age": scale.open_age})
    return xr.Dataset(
        {"population": (("year", "sex", "age"), np.array(values))},
        {"year": years, "sex": list(SEXES), "age": age, "date": ("year", list(rows))},
    )


def observed_points(
    people: People, formula: Callable[[xr.Dataset], xr.DataArray]
) -> Mapping[str, Points]:
    """Return a figure of the register's people by kind of residents: (year, value).

    Parameters
    ----------
    people
        As `observed_populations` gives them.
    formula
        Of a dataset of `population`; what it gives is added up over sexes and ages.

    Returns
    -------
    mapping
        "japanese" and "total" to points, years ascending; without years whose age groups do
        not tell it.
    """
    return {
        residents: tuple(sorted(point for one in several for point in _told(formula, one)))
        for residents, several in people.items()
    }


def _told(
    formula: Callable[[xr.Dataset], xr.DataArray], people: xr.Dataset
) -> Iterator[tuple[float, float]]:
    try:
        values = sum_over(formula(people), "sex", "age")
    except ResultError:  # the group asked for cuts through a published one
        return
    years = people["year"].values.astype(np.float64).tolist()
    yield from zip(years, values.values.tolist(), strict=True)


def observed_changes(inputs: Inputs) -> Changes:
    """Return births, deaths and moves of the years that the register knows.

    Parameters
    ----------
    inputs
        Of one region.

    Returns
    -------
    mapping
        "japanese": Japanese residents by fiscal year (1 April to 31 March), of which nothing is
        computed. "total": all residents by calendar year. Without a kind of which no year is
        there. Dim `period`, the year in which it begins.
    """
    japanese = dict(sorted(_fiscal_years(inputs)))
    counts = {name: ("period", [one[name] for one in japanese.values()]) for name in COUNTS}
    found = {"japanese": xr.Dataset(counts, {"period": list(japanese)})}
    found["total"] = inputs.components
    return {residents: one for residents, one in found.items() if one.sizes["period"]}


def spliced(changes: Changes, formula: Callable[[xr.Dataset], xr.DataArray]) -> Points:
    """Return a figure of Japanese residents up to the years of which all residents are known.

    Parameters
    ----------
    changes
        As `observed_changes` gives them.
    formula
        Of a dataset of counts by period.
    """
    known: dict[float, float] = {}
    for residents in ("japanese", "total"):
        if residents in changes:
            years = changes[residents]["period"].values.tolist()
            known |= dict(zip(years, formula(changes[residents]).values.tolist(), strict=True))
    return tuple(sorted(known.items()))


def _fiscal_years(inputs: Inputs) -> Iterator[tuple[int, Mapping[str, float]]]:
    manifest, _ = read_manifest(inputs.folder)
    opened = open_tables(inputs.folder, manifest, []).get("components")
    if opened is None:
        return
    table = opened.table
    regions = table.columns.get("region", [inputs.region.code] * len(table.lines))
    columns = [table.columns[name] for name in COUNTS]
    rows = zip(
        read_column(table, "from", parse_date, []),
        table.columns["residents"],
        regions,
        zip(*columns, strict=True),
        strict=True,
    )
    for start, residents, region, counts in rows:
        if start is None or (start.month, start.day) != _FISCAL_YEAR:
            continue
        if residents == "japanese" and parse_code(region) == inputs.region.code:
            yield start.year, dict(zip(COUNTS, map(float, counts), strict=True))
