"""A table of residents of one's own, completed from the register where it can be."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import xarray as xr

from projection.errors import Fault, InputsError, fault
from projection.inputs.arranging import arranged
from projection.inputs.csv_table import Table, parse_table
from projection.inputs.data import Inputs
from projection.inputs.names import Municipality, match_municipality
from projection.inputs.opendata import codes_in, is_open_data
from projection.inputs.population import population_faults, populations_of, read_persons
from projection.inputs.text import read_text
from projection.rates.age_groups import regroup

# How offices head and fill such tables; sums over both sexes are left aside.
_HEADERS = MappingProxyType(
    {
        "性別": "sex",
        "年齢": "age",
        "年齢階級": "age",
        "人口": "population",
        "人数": "population",
        "年月日": "date",
        "基準日": "date",
    }
)
_SEXES = MappingProxyType({"男": "male", "男性": "male", "女": "female", "女性": "female"})
_SUMS = ("計", "総数", "合計", "男女計", "総計")


@dataclass(frozen=True)
class OwnTable:
    """Residents from a file.

    Parameters
    ----------
    municipality
        Whose.
    population
        Persons on 1 January, dims (year, sex, age).
    """

    municipality: Municipality
    population: xr.DataArray

    @property
    def base_year(self) -> int:
        """The last year."""
        return int(self.population["year"].values[-1])


def read_own_table(path: Path, wanted: str | None, date: str | None) -> OwnTable:
    """Read an open-data file, or a table of sex, age and population.

    Parameters
    ----------
    path
        CSV, UTF-8 or CP932.
    wanted
        The municipality, as `match_municipality` takes it; open data name their own.
    date
        Of a table without dates, such as 2024-01-01.

    Raises
    ------
    InputsError
        With everything that is wrong in the file, found in one pass.
    """
    faults: list[Fault] = []
    source = read_text(path)
    table = None if isinstance(source, Fault) else parse_table(source, faults)
    if table is None:
        raise InputsError(*([source] if isinstance(source, Fault) else faults))
    municipality = match_municipality(wanted or _code(table))
    plain = table if is_open_data(table) else _dated(_in_english(table), date)
    cells = read_persons(plain, [municipality.region], faults)
    if cells is not None and cells.keys:
        last = max(key.when for key in cells.keys)
        faults += population_faults(cells, [municipality.region], [int(last[:4])])
    if faults or cells is None:
        raise InputsError(*arranged(faults))
    found = populations_of(cells, [municipality.region], 1.0)
    return OwnTable(municipality, found[municipality.code])


def _code(table: Table) -> str:
    codes = codes_in(table) if is_open_data(table) else []
    if len(codes) != 1:
        raise InputsError(
            fault("new_csv_whose", file=table.file, found=", ".join(codes) or "-")
        )
    return codes[0]


def _in_english(table: Table) -> Table:
    columns = {_HEADERS.get(name, name): cells for name, cells in table.columns.items()}
    sexes = columns.get("sex", [])
    columns["sex"] = [_SEXES.get(cell, cell) for cell in sexes]
    kept = [row for row, cell in enumerate(sexes) if cell not in _SUMS]
    if not sexes:
        del columns["sex"]
        return replace(table, columns=columns)
    return replace(
        table,
        lines=[table.lines[row] for row in kept],
        columns={name: [cells[row] for row in kept] for name, cells in columns.items()},
    )


def _dated(table: Table, date: str | None) -> Table:
    if "date" in table.columns:
        return table
    if date is None:
        raise InputsError(fault("new_csv_undated", file=table.file))
    return replace(table, columns={**table.columns, "date": [date] * len(table.lines)})


def completed(table: OwnTable, register: Inputs) -> Inputs:
    """Return inputs whose base is the table's last year, with what the register has before it.

    Parameters
    ----------
    table
        Residents on one 1 January or several.
    register
        The same municipality as the register has it.

    Returns
    -------
    Inputs
        All populations in the finest age groups that they share. Years of the window may be
        missing: `check` says which.
    """
    base, window = table.base_year, register.window
    own = table.population["year"].values.tolist()
    before = [
        year
        for year in register.population["year"].values.tolist()
        if base - window <= year <= base and year not in own
    ]
    periods = register.components["period"]
    kept = periods.values[(periods >= base - window) & (periods < base)]
    return replace(
        register,
        base_date=datetime.date(base, 1, 1),
        population=_together(table.population, register.population, before),
        components=register.components.sel(period=kept),
    )


def _together(own: xr.DataArray, register: xr.DataArray, years: Sequence[int]) -> xr.DataArray:
    if not years:
        return own
    shared = sorted({*own["age"].values.tolist()} & {*register["age"].values.tolist()})
    parts = [_regrouped(own, shared), _regrouped(register.sel(year=list(years)), shared)]
    return xr.concat(parts, "year", join="exact").sortby("year")


def _regrouped(population: xr.DataArray, lower: Sequence[int]) -> xr.DataArray:
    values = regroup(population.values, population["age"].values, xr.DataArray(lower).values)
    coords = {"year": population["year"].values, "sex": population["sex"].values, "age": lower}
    return xr.DataArray(values, coords, ("year", "sex", "age"), "population")
