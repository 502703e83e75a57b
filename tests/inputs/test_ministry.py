"""The ministry's tables: known by their form, read by municipality, their sums checked."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from projection.errors import InputsError
from projection.inputs.ages import AgeGroup
from projection.inputs.ministry import is_ministry, read_ministry, read_rows
from tests.inputs.worlds_ministry import ages_rows, changes_rows, register, save


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
@pytest.mark.parametrize("year", [2016, 2020])
def test_ages(tmp_path: Path, name: str, year: int) -> None:
    rows = read_rows(save(ages_rows(year), tmp_path / name))
    assert is_ministry(rows)
    table = read_ministry(rows, name, ["132217"], None)
    assert (table.year, table.changes) == (year, {})
    population = register()["population"].sel(region="132217", year=year)
    assert table.population["132217"] == {
        (sex, AgeGroup(age, age + 4 if age < 100 else None)): float(
            population.sel(sex=sex, age=age)
        )
        for sex in ("male", "female")
        for age in population["age"].values.tolist()
    }


@pytest.mark.parametrize("name", ["c.xlsx", "c.csv"])
def test_changes(tmp_path: Path, name: str) -> None:
    rows = read_rows(save(changes_rows(2020), tmp_path / name))
    table = read_ministry(rows, name, ["132217", "012092"], None)
    assert (table.year, table.population) == (2020, {})
    for code, counts in table.changes.items():
        of_year = register().sel(region=code, period=2019)
        assert counts == {name: float(of_year[name]) for name in counts}
    assert set(table.changes) == {"132217", "012092"}


def test_the_first_year_of_an_era_and_western_years() -> None:
    rows = ages_rows(2020)
    rows[0] = ["令和元年1月1日"]
    assert read_ministry(rows, "", ["132217"], None).year == 2019
    rows[0] = ["2031年1月1日 住民基本台帳"]
    assert read_ministry(rows, "", ["132217"], None).year == 2031


def refused(rows: list[list[object]], codes: list[str] | None = None) -> str:
    with pytest.raises(InputsError) as caught:
        read_ministry(rows, "x.xlsx", codes or ["132217"], None)
    return caught.value.text("en")


def test_everything_wrong_is_told_at_once() -> None:
    rows = ages_rows(2020)
    rows[0] = ["住民基本台帳年齢階級別人口（市区町村別）（日本人住民）"]
    said = refused(rows, ["132217", "131016"])
    assert "no line has the code 131016" in said
    assert "expected the table of all residents" in said
    assert "names no 1 January" in said


def test_cells_that_are_no_persons() -> None:
    rows = ages_rows(2020, ["132217"])
    rows[-1][7] = "***"
    assert "line 7: column 8: expected a number of persons; found '***'" in refused(rows)
    rows = ages_rows(2020, ["132217"])
    rows[1] = [None] * 10
    assert "no heading of age groups" in refused(rows)


def test_columns_that_have_moved() -> None:
    rows = changes_rows(2020, ["132217"])
    rows[-1][10:10] = [0]
    assert "check whether columns have moved" in refused(rows)
    rows = changes_rows(2020, ["132217"])
    rows[-1] = rows[-1][:20]
    assert "expected the 25 columns" in refused(rows)


def test_files_that_are_no_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, broken = tmp_path / "a.xls", tmp_path / "b.xlsx"
    broken.write_bytes(b"PK\x03\x04 no archive")
    for path, words in (
        (old, "old Excel files (.xls)"),
        (broken, "cannot be read as an Excel file"),
        (tmp_path / "c.xlsx", "is not there"),
        (tmp_path / "d.csv", "is not there"),
    ):
        with pytest.raises(InputsError) as caught:
            read_rows(path)
        assert words in caught.value.text("en")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(InputsError, match="needs openpyxl"):
        read_rows(broken)
