"""The ministry's yearly tables of the resident register by municipality, as published.

Two tables hold a year: residents by sex and five-year age on 1 January, and what changed
their number in the calendar year before. Both begin with a title that names the day and with
lines of headings; a line of figures begins with the six-digit code. Columns have stood in the
same places since 2013, and the sums that a line prints are checked against their parts.

Source: 総務省「住民基本台帳に基づく人口、人口動態及び世帯数調査」, tables by municipality of
all residents (総計), 年齢階級別人口 and 人口、人口動態及び世帯数, editions 2015 to 2022.
"""

from __future__ import annotations

import csv
import importlib
import importlib.util
import io
import math
import re
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from projection.errors import Fault, InputsError, fault
from projection.inputs.ages import AgeGroup, parse_age
from projection.inputs.netcdf import read_content
from projection.inputs.text import read_text

Row = Sequence[object]

_CODE = re.compile(r"\d{6}", re.ASCII)
_DAY = re.compile(r"(令和|平成)(元|\d+)年1月1日|(20\d\d)年1月1日")
_ERAS = MappingProxyType({"令和": 2018, "平成": 1988})
_SEX, _TOTAL, _FIRST_AGE = 3, 4, 5
_SEXES = MappingProxyType({"男": "male", "女": "female"})
# Columns of the table of changes: its counts, and the sums that it prints with their parts.
_COUNTS: Mapping[str, int] = MappingProxyType(
    {
        "in_migration": 9,
        "births": 10,
        "other_in": 11,
        "out_migration": 15,
        "deaths": 16,
        "other_out": 17,
    }
)
_SUMS: Mapping[int, tuple[int, ...]] = MappingProxyType(
    {5: (3, 4), 9: (7, 8), 12: (9, 10, 11), 15: (13, 14), 18: (15, 16, 17)}
)
_WIDTH = 25
# The ministry's have some 7,000 lines; what is larger is another file.
_MOST, _WIDEST = 20_000, 60
# Bytes of the sheets once unpacked: the ministry's have some 30 million.
_LARGEST_UNPACKED = 100_000_000


class MinistryTable(NamedTuple):
    """One workbook, read.

    Parameters
    ----------
    year
        The day is its 1 January.
    population
        Persons by code, sex and age group; empty in a table of changes.
    changes
        Counts of the year before by code and column; empty in a table of ages.
    """

    year: int
    population: dict[str, dict[tuple[str, AgeGroup], float]]
    changes: dict[str, dict[str, float]]


def is_ministry(rows: Sequence[Row]) -> bool:
    """Say whether rows are one of the ministry's tables: 団体コード heads the first column."""
    return any(_heads(row) for row in rows[:8])


def _heads(row: Row) -> bool:
    return len(row) > 0 and _plain(row[0]) == "団体コード"


def read_rows(path: Path) -> list[Row]:
    """Return the cells of a workbook's first sheet, or of a CSV file.

    Raises
    ------
    InputsError
        The file is not there, is an old workbook (.xls), damaged, or openpyxl is missing.
    """
    if path.suffix.lower() == ".xls":
        raise InputsError(fault("year_old_workbook", file=str(path)))
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return _workbook(path)
    source = read_text(path)
    if isinstance(source, Fault):
        raise InputsError(source)
    try:
        return [*csv.reader(source.text.splitlines())]
    except csv.Error as error:
        wrong = fault("inputs_csv", file=source.file, line=1, reason=str(error))
        raise InputsError(wrong) from error


def _workbook(path: Path) -> list[Row]:
    content = io.BytesIO(read_content(path))
    if _unfolded(content) > _LARGEST_UNPACKED:
        limit = _LARGEST_UNPACKED
        raise InputsError(fault("file_unpacks_too_large", file=str(path), limit=limit))
    if importlib.util.find_spec("openpyxl") is None:
        raise InputsError(fault("year_openpyxl", file=str(path)))
    openpyxl = importlib.import_module("openpyxl")
    try:
        book = openpyxl.load_workbook(content, read_only=True, data_only=True)
        cells = book.worksheets[0].iter_rows(max_row=_MOST, max_col=_WIDEST, values_only=True)
        rows: list[Row] = [*cells]
    # openpyxl fails in many ways on what is no workbook: none of them is our own mistake.
    except Exception as error:
        reason = str(error)[:80]
        raise InputsError(fault("year_no_workbook", file=str(path), reason=reason)) from error
    return rows


def _unfolded(content: io.BytesIO) -> int:
    """Return the bytes that an archive says it holds; no more can be read from it."""
    try:
        with zipfile.ZipFile(content) as archive:
            return sum(one.file_size for one in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return 0  # no archive: its reader says so


def read_ministry(
    rows: Sequence[Row], file: str, codes: Sequence[str], year: int | None
) -> MinistryTable:
    """Read the lines of some municipalities.

    Parameters
    ----------
    rows, file
        The cells, and their file's name for messages.
    codes
        Six digits, those wanted.
    year
        Where the title does not name the day.

    Raises
    ------
    InputsError
        Names everything: no day, not all residents, a municipality missing, a sum that does not
        agree with its parts.
    """
    heading = rows[: next(at for at, row in enumerate(rows, 1) if _heads(row))]
    lines = {
        code: [(at, row) for at, row in enumerate(rows, start=1) if _is_line(row, code)]
        for code in codes
    }
    faults = [fault("year_no_line", found=code) for code, found in lines.items() if not found]
    title = "".join(_plain(cell) for row in heading[:2] for cell in row if cell)
    if "日本人住民" in title or "外国人住民" in title:
        faults.append(fault("year_not_total", found=title[:60]))
    day = year or _year(title)
    if day is None:
        faults.append(fault("year_undated"))
    by_age = any(_plain(row[_SEX]) in _SEXES for found in lines.values() for _, row in found)
    there = {code: found for code, found in lines.items() if found}
    ages, changes = {}, {}
    if by_age:
        ages = {code: _ages(found, heading, faults) for code, found in there.items()}
    else:
        changes = {code: _changes(*found[0], faults) for code, found in there.items()}
    if faults or day is None:
        raise InputsError(*(one.in_file(file) for one in faults))
    return MinistryTable(day, ages, changes)


def _plain(cell: object) -> str:
    text = "" if cell is None else unicodedata.normalize("NFKC", str(cell))
    return text.replace(" ", "").replace("\n", "")


def _is_line(row: Row, code: str | None = None) -> bool:
    found = _plain(row[0]) if len(row) > _FIRST_AGE else ""
    return bool(_CODE.fullmatch(found)) and (code is None or found == code)


def _year(title: str) -> int | None:
    match = _DAY.search(title)
    if match is None:
        return None
    if match[3]:
        return int(match[3])
    return _ERAS[match[1]] + (1 if match[2] == "元" else int(match[2]))


def _number(cell: object) -> float | None:
    try:
        number = float(_plain(cell).replace(",", ""))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _ages(
    lines: Sequence[tuple[int, Row]], heading: Sequence[Row], faults: list[Fault]
) -> dict[tuple[str, AgeGroup], float]:
    groups = _groups(heading)
    if not groups:
        faults.append(fault("year_no_ages"))
        return {}
    persons = {}
    for at, row in lines:
        sex = _SEXES.get(_plain(row[_SEX]))
        if sex is None:
            continue
        for column, group in groups.items():
            # A line may end before its heading does.
            cell = row[column] if column < len(row) else ""
            value = _number(cell)
            if value is None or value < 0:
                faults.append(
                    fault("year_cell", line=at, column=column + 1, found=_plain(cell))
                )
            else:
                persons[sex, group] = value
    return persons


def _groups(heading: Sequence[Row]) -> dict[int, AgeGroup]:
    """Return the age group that each column holds; the heading of ages is the longest one."""
    found: list[dict[int, AgeGroup]] = [{}]
    for row in heading:
        read = {column: parse_age(_plain(cell)) for column, cell in enumerate(row) if cell}
        found.append({column: one for column, one in read.items() if isinstance(one, AgeGroup)})
    best = max(found, key=len)
    return best if len(best) > 2 else {}


def _changes(at: int, row: Row, faults: list[Fault]) -> dict[str, float]:
    values = [_number(cell) for cell in row]
    if len(values) < _WIDTH or None in values[3:19]:
        faults.append(fault("year_columns", line=at, expected=_WIDTH, found=len(values)))
        return {}
    known = [value or 0.0 for value in values]
    for total, parts in _SUMS.items():
        if sum(known[part] for part in parts) != known[total]:
            faults.append(
                fault(
                    "year_sum",
                    line=at,
                    column=total + 1,
                    total=f"{known[total]:,.0f}",
                    sum=f"{sum(known[part] for part in parts):,.0f}",
                )
            )
    return {name: known[column] for name, column in _COUNTS.items()}
