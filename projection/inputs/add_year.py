"""A year's register tables added to a folder of inputs, whose base date they move on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import xarray as xr

from projection.errors import Fault, InputsError, fault
from projection.inputs.ages import scale_of
from projection.inputs.appending import appended, moved
from projection.inputs.components import COUNTS, is_large_gap, net_change
from projection.inputs.jumps import jumps
from projection.inputs.manifest import FILE_NAME, read_manifest
from projection.inputs.read import Observations, read_folder
from projection.inputs.regions import Region
from projection.inputs.text import read_text
from projection.inputs.year_files import Figures, in_groups, read_figures
from projection.variables import SEXES


class Addition(NamedTuple):
    """What adding years comes to.

    Parameters
    ----------
    years
        The new 1 Januaries, ascending.
    texts
        The folder's files as they are to be, the manifest last.
    warnings
        What is unusual.
    """

    years: tuple[int, ...]
    texts: dict[Path, str]
    warnings: tuple[Fault, ...]


class _Told(NamedTuple):
    what: Fault
    refused: bool
    gap: int | None = None


def add_years(
    folder: Path,
    files: Sequence[Path],
    register: xr.Dataset,
    *,
    year: int | None = None,
    force: bool = False,
) -> Addition:
    """Read new years, check them against the years before, and return the folder's new files.

    Parameters
    ----------
    folder
        A folder of inputs without faults.
    files
        For every new year the residents by sex and age on 1 January, and what changed their
        number in the year before (`read_figures`).
    register
        All municipalities, as `Register.data`: what cohorts are compared with.
    year
        Of a workbook whose title names no day.
    force
        Whether figures that do not fit the year before are taken all the same.

    Returns
    -------
    Addition
        Nothing has been written.

    Raises
    ------
    InputsError
        With everything that is wrong.
    """
    seen = read_folder(folder).observations
    if seen is None:
        raise InputsError(fault("inputs_no_population", file=str(folder / FILE_NAME)))
    figures = read_figures(files, seen.regions, year)
    years = _new_years(figures, seen, folder)
    stocks = {region.code: _stocks(figures, seen, region, years) for region in seen.regions}
    told = [
        one._replace(what=one.what.in_file(str(folder)))
        for region in seen.regions
        for one in _checked(figures, stocks[region.code], region, register)
    ]
    refused = [one.what for one in told if one.refused]
    if refused and not force:
        raise InputsError(*refused, fault("year_force", file=str(folder)))
    gaps = {one.gap for one in told if one.refused and one.gap is not None}
    texts = _texts(folder, _rows(stocks, figures, years), years[-1], gaps)
    return Addition(tuple(years), texts, tuple(one.what for one in told))


def _new_years(figures: Figures, seen: Observations, folder: Path) -> list[int]:
    """Return the years to add: after the base year, without a gap, each with both tables."""
    base = seen.base_date.year
    found = {year for _, year in figures.stocks} | {year + 1 for _, year in figures.changes}
    years = [*range(base + 1, max(found, default=base) + 1)]
    if not years:
        listed = ", ".join(map(str, sorted(found))) or "-"
        raise InputsError(fault("year_not_new", file=str(folder), base=base, found=listed))
    faults = [
        fault(key, file=str(folder), region=region.name, year=at)
        for region in seen.regions
        for year in years
        for key, at, there in (
            ("year_no_stock", year, (region.code, year) in figures.stocks),
            ("year_no_changes", year - 1, (region.code, year - 1) in figures.changes),
        )
        if not there
    ]
    if faults:
        raise InputsError(*faults)
    return years


def _stocks(
    figures: Figures, seen: Observations, region: Region, years: Sequence[int]
) -> xr.DataArray:
    """Return the base population and the new ones, in the folder's age groups."""
    base = seen.populations[region.code].sel(year=[seen.base_date.year])
    lower = base["age"].values.tolist()
    new = np.stack(
        [in_groups(figures.stocks[region.code, year], lower, year) for year in years]
    )
    coords = {"year": list(years), "sex": list(SEXES), "age": base["age"]}
    added = xr.DataArray(new, coords, base.dims, base.name)
    return xr.concat([base, added], "year", join="exact")


def _checked(
    figures: Figures, stocks: xr.DataArray, region: Region, register: xr.Dataset
) -> Iterator[_Told]:
    """Yield what is unusual in a region's new years."""
    for year in stocks["year"].values[1:].tolist():
        before, after = stocks.sel(year=year - 1), stocks.sel(year=year)
        changes = figures.changes[region.code, year - 1]
        start, end, change = float(before.sum()), float(after.sum()), net_change(changes)
        if abs(gap := end - start - change) > 0.5:
            what = fault(
                "year_gap",
                region=region.name,
                year=year - 1,
                before=f"{start:,.0f}",
                change=f"{change:+,.0f}",
                found=f"{end:,.0f}",
                gap=f"{gap:+,.0f}",
            )
            yield _Told(what, is_large_gap(gap, start), year - 1)
        found = jumps(before, after, changes["births"], register)
        yield from (_Told(one, refused=False) for one in found.unusual)
        yield from (_Told(one, refused=True) for one in found.wrong)


Rows = Mapping[str, list[dict[str, str]]]


def _rows(stocks: Mapping[str, xr.DataArray], figures: Figures, years: Sequence[int]) -> Rows:
    """Return the new rows of the tables population and components."""
    several = len(stocks) > 1
    persons = [
        {"date": f"{year}-01-01", "sex": sex, "age": label, "population": f"{value:.10g}"}
        | ({"region": code} if several else {})
        for code, stock in stocks.items()
        for year in years
        for sex in SEXES
        for label, value in zip(
            scale_of(stock["age"].values.tolist()).labels,
            stock.sel(year=year, sex=sex).values.tolist(),
            strict=True,
        )
    ]
    changes = [
        {"from": f"{year - 1}-01-01", "to": f"{year}-01-01", "residents": "total"}
        | {name: f"{figures.changes[code, year - 1][name]:.10g}" for name in COUNTS}
        | ({"region": code} if several else {})
        for code in stocks
        for year in years
    ]
    return {"population": persons, "components": changes}


def _texts(folder: Path, rows: Rows, year: int, gaps: set[int]) -> dict[Path, str]:
    manifest, toml = read_manifest(folder)
    texts = {}
    for kind, added in rows.items():
        model = manifest.table(kind)
        source = read_text(folder / model.file) if model else None
        if source is None or isinstance(source, Fault):
            raise InputsError(fault("inputs_no_population", file=str(folder / FILE_NAME)))
        texts[Path(source.file)] = appended(source, added)
    known = sorted({*manifest.known_gaps, *gaps})
    return texts | {folder / FILE_NAME: moved(toml.text, year, known)}
