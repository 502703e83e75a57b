"""The open-data file 「地域・年齢別人口」 of 自治体標準オープンデータセット, both header forms.

One line holds one area of a municipality on one date, with a column for each age and sex. Where
a date has a line for the whole municipality, that line counts and the areas are left aside, as
small areas are often withheld; otherwise the areas are added up.

Source: Digital Agency of Japan, 自治体標準オープンデータセット, 地域・年齢別人口.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from projection.errors import Fault, fault
from projection.inputs.ages import AgeGroup, parse_age
from projection.inputs.cellgrid import Cells, Key, duplicate_faults
from projection.inputs.cells import parse_date, parse_official_number
from projection.inputs.csv_table import Table, read_column
from projection.inputs.regions import Region, code_among

_DATE = "調査年月日"
_CODES = ("全国地方公共団体コード", "都道府県コード又は市区町村コード")
_MUNICIPALITIES = ("地方公共団体名", "市区町村名")
_AREA, _AREA_CODE = "地域名", "地域コード"
# What offices write where a line is the sum of its areas.
_TOTALS = ("", "総数", "合計", "総計", "全域", "全体", "市全体", "全市", "計")
_SEXES = {"男性": "male", "女性": "female"}
_PERSONS = re.compile(r"(.+)の(男性|女性)")
_UNKNOWN = "年齢不詳"


def is_open_data(table: Table) -> bool:
    """Say whether a table has the header of the open-data file, in either form."""
    names = {_plain(name) for name in table.columns}
    return _DATE in names and any(code in names for code in _CODES)


def codes_in(table: Table) -> list[str]:
    """Return the codes of municipalities that an open-data file names, each once."""
    plain = {_plain(name): at for name, at in table.columns.items()}
    cells = next((plain[code] for code in _CODES if code in plain), [])
    return [*dict.fromkeys(cell for cell in cells if cell)]


def read_open_data(table: Table, regions: Sequence[Region], faults: list[Fault]) -> Cells:
    """Read persons by sex and age, one row for each date, sex and age of a municipality.

    Parameters
    ----------
    table
        A table for which `is_open_data` holds.
    regions
        The regions that the folder declares.
    faults
        Whatever is wrong is appended.
    """
    plain = replace(table, columns={_plain(name): at for name, at in table.columns.items()})
    columns, wrong = _person_columns(table)
    faults += wrong
    places = _places(plain, regions, faults)
    totals = _total_rows(plain)
    faults += _duplicates(plain, places, totals)
    used = _used_rows(places, totals)
    counts = {
        name: read_column(_only(plain, used), name, parse_official_number, faults)
        for name in columns
    }
    _check_sums(_only(plain, used), columns, counts, faults)
    whole = table.whole and not wrong and None not in places
    return _add_up(plain, [(row, places[row]) for row in used], columns, counts, whole=whole)


def _plain(name: str) -> str:
    # Headers in the wild mix full-width digits, tildes and stray spaces.
    return unicodedata.normalize("NFKC", name).replace(" ", "")


def _person_columns(table: Table) -> tuple[dict[str, tuple[str, AgeGroup]], list[Fault]]:
    columns: dict[str, tuple[str, AgeGroup]] = {}
    faults = []
    for name in table.columns:
        match = _PERSONS.fullmatch(_plain(name))
        if not match or match[1] == _UNKNOWN:
            continue
        age = parse_age(match[1])
        if isinstance(age, Fault):
            faults.append(replace(age, file=table.file, line=1, place=name))
        elif (_SEXES[match[2]], age) in columns.values():
            faults.append(fault("inputs_column_twice", file=table.file, line=1, column=name))
        else:
            columns[_plain(name)] = (_SEXES[match[2]], age)
    if not columns and not faults:
        faults.append(
            fault("inputs_no_age_columns", file=table.file, line=1, example="0-4歳の男性")
        )
    return columns, faults


def _places(
    table: Table, regions: Sequence[Region], faults: list[Fault]
) -> list[tuple[str, str] | None]:
    """Return region and date of every line; None where they cannot be read."""
    code_column = next(name for name in _CODES if name in table.columns)
    codes = read_column(table, code_column, code_among(regions), faults)
    dates = read_column(table, _DATE, parse_date, faults)
    return [
        None if code is None or date is None else (code, date.isoformat())
        for code, date in zip(codes, dates, strict=True)
    ]


def _total_rows(table: Table) -> list[bool]:
    """Say of every line whether it holds the whole municipality."""
    municipality = next((name for name in _MUNICIPALITIES if name in table.columns), "")
    names = zip(_cells(table, _AREA), _cells(table, municipality), strict=True)
    return [_plain(area) in (*_TOTALS, _plain(of)) for area, of in names]


def _duplicates(
    table: Table, places: Sequence[tuple[str, str] | None], totals: Sequence[bool]
) -> list[Fault]:
    areas = list(zip(_cells(table, _AREA_CODE), _cells(table, _AREA), strict=True))
    # A line whose place could not be read is like no other: its fault is said already.
    keys = [
        (place or line, "" if total else area)
        for place, line, total, area in zip(places, table.lines, totals, areas, strict=True)
    ]
    return duplicate_faults(
        table.file, keys, table.lines, lambda row: _shown(places[row], *areas[row])
    )


def _shown(place: tuple[str, str] | None, *area: str) -> str:
    return ", ".join(part for part in (*(place or ()), *area) if part)


def _used_rows(places: Sequence[tuple[str, str] | None], totals: Sequence[bool]) -> list[int]:
    # Counts of areas that are left aside are never parsed: they may be withheld ("X").
    with_total = {place for place, total in zip(places, totals, strict=True) if total}
    return [
        row
        for row, place in enumerate(places)
        if place is not None and (totals[row] or place not in with_total)
    ]


def _cells(table: Table, name: str) -> list[str]:
    return table.columns.get(name, [""] * len(table.lines))


def _only(table: Table, rows: Sequence[int]) -> Table:
    return replace(
        table,
        lines=[table.lines[row] for row in rows],
        columns={name: [at[row] for row in rows] for name, at in table.columns.items()},
    )


def _check_sums(
    table: Table,
    columns: Mapping[str, tuple[str, AgeGroup]],
    counts: Mapping[str, Sequence[float | None]],
    faults: list[Fault],
) -> None:
    """Append a fault where ages are unknown, or do not add up to the column of their sex."""
    for name, sex in _SEXES.items():
        unknown = _numbers(table, f"{_UNKNOWN}の{name}")
        totals = _numbers(table, name)
        of_sex = [counts[column] for column, (one, _) in columns.items() if one == sex]
        for line, aside, total, *ages in zip(
            table.lines, unknown, totals, *of_sex, strict=True
        ):
            if aside:
                values = {"found": f"{aside:g}", "column": f"{_UNKNOWN}の{name}"}
                faults.append(fault("inputs_age_unknown", file=table.file, line=line, **values))
            # Totals are optional; where they stand, they catch a column left out or shifted.
            elif total is not None and None not in ages and sum(ages) != total:
                values = {"total": f"{total:g}", "sum": f"{sum(ages):g}"}
                faults.append(
                    fault("inputs_age_sum", file=table.file, line=line, place=name, **values)
                )


def _numbers(table: Table, name: str) -> list[float | None]:
    """Return a column that need not be there; None where it holds no number."""
    read = [parse_official_number(cell) for cell in _cells(table, name)]
    return [None if isinstance(value, Fault) else value for value in read]


def _add_up(
    table: Table,
    used: Sequence[tuple[int, tuple[str, str] | None]],
    columns: Mapping[str, tuple[str, AgeGroup]],
    counts: Mapping[str, Sequence[float | None]],
    *,
    whole: bool,
) -> Cells:
    sums: dict[tuple[Key, AgeGroup], float] = {}
    lines: dict[tuple[Key, AgeGroup], int] = {}
    for name, (sex, age) in sorted(
        columns.items(), key=lambda one: (one[1][0], one[1][1].lower)
    ):
        for (row, place), count in zip(used, counts[name], strict=True):
            region, date = place or ("", "")
            # One unreadable area makes the sum NaN: a sum of the others would look right.
            key = (Key(region, "", date, sex), age)
            sums[key] = sums.get(key, 0.0) + (math.nan if count is None else count)
            lines.setdefault(key, table.lines[row])
    keys = [key for key, _ in sums]
    ages = [age for _, age in sums]
    return Cells(table.file, list(lines.values()), keys, ages, list(sums.values()), whole)
