"""Workbooks in the layout of the ministry's yearly tables, made from the register.

The figures are the register's; the files are synthetic: the ministry's own are not shipped.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import openpyxl
import xarray as xr

from projection.inputs import find_register

JAPAN = Path(__file__).parents[2] / "inputs" / "japan"
CODES = ("012092", "132110", "132217")
LOWER = range(0, 100, 5)

Rows = list[list[object]]


@cache
def register() -> xr.Dataset:
    found = find_register(JAPAN)
    assert found is not None
    return found.data


def era(year: int) -> str:
    if year > 2019:
        return f"令和{year - 2018}年"
    return f"平成{year - 1988}年"


def ages_rows(year: int, codes: Sequence[str] = CODES) -> Rows:
    """Residents by sex and age on 1 January: title, two lines of headings, three lines each."""
    rows: Rows = [
        [f"{era(year)}1月1日住民基本台帳年齢階級別人口（市区町村別）（総計）"],
        [
            *[None] * 4,
            "総数",
            *(f"{age}歳～{age + 4}歳" for age in LOWER),
            "100歳以上",
        ],
        ["団体コード", "都道府県名", "市区町村名", "性別", *["人"] * 22],
        ["-", "合計", "-", "計", *[99] * 22],
    ]
    for code in codes:
        male, female = register()["population"].sel(region=code, year=year).values.tolist()
        both = [one + other for one, other in zip(male, female, strict=True)]
        for sex, persons in (("計", both), ("男", male), ("女", female)):
            rows.append([code, "県", "市", sex, sum(persons), *persons])
    return rows


def _headings(count: int) -> Rows:
    return [[None, None, None, "人口"] for _ in range(count)]


def changes_rows(year: int, codes: Sequence[str] = CODES) -> Rows:
    """What changed in the year before 1 January: title, five lines of headings, a line each."""
    rows: Rows = [
        [f"{era(year)}1月1日住民基本台帳人口・世帯数、前年人口動態（市区町村別）（総計）"],
        *_headings(4),
        ["団体コード", "都道府県名", "市区町村名", "男", "女", "計", *["人"] * 19],
    ]
    for code in codes:
        men, women = (
            register()["population"].sel(region=code, year=year).sum("age").values.tolist()
        )
        flows = register().sel(region=code, period=year - 1)
        of = {
            str(name): int(value) for name, value in flows.data_vars.items() if not value.dims
        }
        came, left = of["in_migration"], of["out_migration"]
        more = came + of["births"] + of["other_in"]
        fewer = left + of["deaths"] + of["other_out"]
        natural = of["births"] - of["deaths"]
        rows.append(
            [
                *(code, "県", "市", men, women, men + women, 7),
                *(came - 3, 3, came, of["births"], of["other_in"], more),
                *(left - 5, 5, left, of["deaths"], of["other_out"], fewer),
                *(more - fewer, 0.1, natural, 0.2, more - fewer - natural, 0.3),
            ]
        )
    return rows


def save(rows: Rows, path: Path) -> Path:
    """Write rows as a workbook, or as CSV where the name says so."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
        return path
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path
