"""One cell of a table to one value, or to the fault that says what is wrong with it."""

from __future__ import annotations

import datetime
import math
import re
import unicodedata
from collections.abc import Callable

from projection.errors import Fault, fault
from projection.variables import SEXES

# float() alone would also take "1_000", full-width digits and "nan".
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity)", re.IGNORECASE)
# Spreadsheets rewrite 2020-01-01 as 2020/1/1 when they save a CSV file.
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
# A year out of this range is a date, a serial number or a typing error.
_YEAR = re.compile(r"(1[5-9]|2[0-4])\d\d", re.ASCII)


def number_between(lower: float, upper: float) -> Callable[[str], float | Fault]:
    """Return the reader of numbers from `lower` to `upper`, both included."""

    def parse(cell: str) -> float | Fault:
        value = parse_number(cell)
        if isinstance(value, Fault) or lower <= value <= upper:
            return value
        if lower == 0 and value < 0:
            return fault("inputs_negative", found=cell)
        return fault("inputs_bounds", lower=f"{lower:g}", upper=f"{upper:g}", found=cell)

    return parse


def parse_number(cell: str) -> float | Fault:
    """Read a finite decimal number.

    Examples
    --------
    >>> parse_number("1417")
    1417.0
    >>> parse_number("1,417").message()
    "expected a number; found '1,417' with commas: write 1417"
    """
    if _NUMBER.fullmatch(cell) and math.isfinite(value := float(cell)):
        return value
    if _GROUPED.fullmatch(cell):
        return fault("inputs_number_comma", found=cell, plain=cell.replace(",", ""))
    if _NOT_FINITE.fullmatch(cell) or _NUMBER.fullmatch(cell):
        return fault("inputs_not_finite", found=cell)
    return fault("inputs_number", found=cell)


def parse_official_number(cell: str) -> float | Fault:
    """Read a count as open-data files write it: full-width digits and commas are allowed."""
    plain = unicodedata.normalize("NFKC", cell).strip()
    value = parse_number(plain.replace(",", "") if _GROUPED.fullmatch(plain) else plain)
    if isinstance(value, Fault):
        return fault("inputs_official_number", found=cell, area="地域名")
    return value if value >= 0 else fault("inputs_negative", found=cell)


def parse_date(cell: str) -> datetime.date | Fault:
    """Read a date: `2020-01-01`, or as spreadsheets and offices write it.

    Examples
    --------
    >>> parse_date("2020年1月1日") == parse_date("2020/1/1") == parse_date("2020-01-01")
    True
    """
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", cell))
    try:
        return datetime.date(*map(int, match.groups())) if match else _no_date(cell)
    except ValueError:
        return _no_date(cell)


def _no_date(cell: str) -> Fault:
    return fault("inputs_date", found=cell)


def parse_year(cell: str) -> int | Fault:
    """Read a year of four digits, 1500 to 2499."""
    return int(cell) if _YEAR.fullmatch(cell) else fault("inputs_year", found=cell)


def parse_sex(cell: str) -> str | Fault:
    """Read `male` or `female`."""
    return cell if cell in SEXES else fault("inputs_sex", found=cell)


def parse_residents(cell: str) -> str | Fault:
    """Read `total` or `japanese`."""
    return cell if cell in ("total", "japanese") else fault("inputs_residents", found=cell)


def parse_text(cell: str) -> str | Fault:
    """Read any text."""
    return cell
