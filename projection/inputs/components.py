"""The table `components`: what changed the population from one 1 January to the next."""

from __future__ import annotations

import datetime
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from math import inf, nan

import xarray as xr

from projection.errors import Fault, fault
from projection.inputs.cellgrid import duplicate_faults
from projection.inputs.cells import number_between, parse_date, parse_residents
from projection.inputs.csv_table import Table, has_columns, read_column
from projection.inputs.regions import Region, code_among

COUNTS = ("births", "deaths", "in_migration", "out_migration", "other_in", "other_out")
_SIGNS = {"deaths": -1, "out_migration": -1, "other_out": -1}
OUT_OF_BALANCE = "inputs_balance"
# Of the years 2013-2019 of all areas of the register, one in four is out by some persons as
# published, one in 25 by more than this. A wrong row is out by more.
_SMALL_GAP = 10
_SMALL_SHARE = 0.001


@dataclass(frozen=True)
class Changes:
    """Calendar years of all residents.

    Parameters
    ----------
    file
        The table's path as shown in messages.
    lines, counts
        The line and the counts (by name) of each region and year.
    """

    file: str
    lines: dict[tuple[str, int], int]
    counts: dict[tuple[str, int], Mapping[str, float]]


def read_components(
    table: Table, regions: Sequence[Region], years: Sequence[int], faults: list[Fault]
) -> Changes | None:
    """Read the calendar years of all residents; None where columns are missing.

    Parameters
    ----------
    table, regions
        The table, and the regions it may hold.
    years
        The calendar years that must be there for every region.
    faults
        Whatever is wrong is appended.
    """
    wanted = ["region"] if len(regions) > 1 else []
    if not has_columns(table, [*wanted, "from", "to", "residents", *COUNTS], faults):
        return None
    # Rows of other residents and of fiscal years are for charts: read, checked, not used.
    codes: list[str | None] = [regions[0].code] * len(table.lines)
    if "region" in table.columns:
        codes = read_column(table, "region", code_among(regions), faults)
    starts = read_column(table, "from", parse_date, faults)
    ends = read_column(table, "to", parse_date, faults)
    residents = read_column(table, "residents", parse_residents, faults)
    counts = [read_column(table, name, number_between(0, inf), faults) for name in COUNTS]
    keys = list(zip(codes, starts, ends, residents, strict=True))
    show = [", ".join(str(part) for part in key) for key in keys]
    faults += duplicate_faults(table.file, keys, table.lines, show.__getitem__)
    changes = Changes(table.file, {}, {})
    for line, (code, start, end, of), *row in zip(table.lines, keys, *counts, strict=True):
        if code and start and end and of == "total" and (start.month, start.day) == (1, 1):
            faults += _end_faults(table.file, line, start, end)
            changes.lines[code, start.year] = line
            values = [nan if value is None else value for value in row]
            changes.counts[code, start.year] = dict(zip(COUNTS, values, strict=True))
    if table.whole and None not in (*codes, *starts, *ends, *residents):
        faults += _year_faults(changes, regions, years)
    return changes


def _end_faults(file: str, line: int, start: datetime.date, end: datetime.date) -> list[Fault]:
    expected = start.replace(year=start.year + 1)
    if end == expected:
        return []
    values = {"expected": expected.isoformat(), "found": end.isoformat()}
    return [fault("inputs_year_end", file=file, line=line, place="to", **values)]


def _year_faults(
    changes: Changes, regions: Sequence[Region], years: Sequence[int]
) -> list[Fault]:
    faults = []
    for region in regions:
        there = sorted(year for code, year in changes.lines if code == region.code)
        missing = [year for year in years if year not in there]
        if missing:
            faults.append(
                fault(
                    "inputs_years_missing",
                    file=changes.file,
                    region=region.name,
                    missing=", ".join(map(str, missing)),
                    found=", ".join(map(str, there)) or "-",
                )
            )
    return faults


def balance_faults(
    changes: Changes,
    region: Region,
    population: xr.DataArray,
    known: Container[int] = (),
) -> list[Fault]:
    """Say in which years the population does not change by what the components say.

    `population[t+1] = population[t] + births - deaths + in_migration - out_migration
    + other_in - other_out`; small gaps, which published figures have, are told apart by the
    key of their message: only `OUT_OF_BALANCE` is a reason to stop.

    Parameters
    ----------
    changes
        The calendar years.
    region, population
        Whose, and the persons on 1 January, dims (year, sex, age).
    known
        Calendar years whose gap, however large, is how figures were published.
    """
    # A count that could not be read makes a sum NaN, and NaN is out of balance with nothing.
    sums = population.sum(("sex", "age"), skipna=False)
    totals = dict(zip(sums["year"].values.tolist(), sums.values.tolist(), strict=True))
    return [
        _gap(changes, region, year, (totals[year], totals[year + 1]), known=year in known)
        for code, year in changes.counts
        if code == region.code
        and {year, year + 1} <= totals.keys()
        and abs(totals[year + 1] - totals[year] - _change(changes, code, year)) > 0.5
    ]


def net_change(counts: Mapping[str, float]) -> float:
    """Return by how many persons a year's counts change the population.

    Examples
    --------
    >>> net_change(dict.fromkeys(COUNTS, 3.0) | {"births": 5.0})
    2.0
    """
    return sum(_SIGNS.get(name, 1) * counts[name] for name in COUNTS)


def _change(changes: Changes, code: str, year: int) -> float:
    return net_change(changes.counts[code, year])


def is_large_gap(gap: float, before: float) -> bool:
    """Say whether a gap in a year's accounts is larger than published figures mostly have.

    Parameters
    ----------
    gap, before
        Persons too many at the end of the year; persons at its start.
    """
    return abs(gap) > max(_SMALL_GAP, _SMALL_SHARE * before)


def _gap(
    changes: Changes, region: Region, year: int, stocks: tuple[float, float], *, known: bool
) -> Fault:
    before, found = stocks
    change = _change(changes, region.code, year)
    gap = found - before - change
    refused = is_large_gap(gap, before) and not known
    return fault(
        OUT_OF_BALANCE if refused else "inputs_balance_nearly",
        file=changes.file,
        line=changes.lines[region.code, year],
        region=region.name,
        start=f"{year}-01-01",
        end=f"{year + 1}-01-01",
        before=f"{before:,.10g}",
        change=f"{change:+,.10g}",
        expected=f"{before + change:,.10g}",
        found=f"{found:,.10g}",
        gap=f"{gap:+,.10g}",
    )


def components_of(changes: Changes, code: str) -> xr.Dataset:
    """Return the counts of one region by calendar year, dim (period)."""
    periods = sorted(year for region, year in changes.counts if region == code)
    counts = [changes.counts[code, year] for year in periods]
    return xr.Dataset(
        {name: ("period", [one[name] for one in counts]) for name in COUNTS},
        {"period": periods},
    )
