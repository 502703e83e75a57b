from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from projection.results import QUANTITIES, read_ensemble, read_result
from tests.cli.conftest import SHIPPED, Called


@pytest.fixture
def place(finished: Path) -> Path:
    return finished


def test_csv_holds_every_value_of_every_variable(call: Called, place: Path) -> None:
    said = call("export", "vision.nc")
    assert (said.code, said.err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    result = read_result(place / "vision.nc")
    assert {row["variable"] for row in rows} == set(QUANTITIES)
    assert len(rows) == sum(values.size for values in result.values())
    assert {(row["region"], row["scenario"]) for row in rows} == {("132217", "vision")}
    people = [
        float(row["value"])
        for row in rows
        if (row["variable"], row["year"]) == ("population", "2060")
    ]
    assert sum(people) == pytest.approx(result["population"].sel(year=2060).sum().item())


def test_what_a_variable_lacks_is_empty(call: Called) -> None:
    rows = csv.DictReader(io.StringIO(call("export", "vision.nc", "--format", "csv").out))
    ratio = next(row for row in rows if row["variable"] == "sex_ratio_at_birth")
    assert (ratio["year"], ratio["period"], ratio["sex"], ratio["age"]) == ("", "2020", "", "")


def test_the_header_is_the_same_in_both_languages(call: Called) -> None:
    english, japanese = (
        call("export", "vision.nc", "--lang", lang).out.splitlines()[0] for lang in ("en", "ja")
    )
    assert english == japanese == "region,scenario,variable,year,period,sex,age,value,unit"


def test_a_workbook(call: Called, tmp_path: Path) -> None:
    path = tmp_path / "vision.xlsx"
    assert call("export", "vision.nc", "-o", str(path)).code == 0
    sheet = openpyxl.load_workbook(path).worksheets[0]
    header, first = (
        [cell.value for cell in row] for row in sheet.iter_rows(min_row=1, max_row=2)
    )
    assert header[:3] == ["region", "scenario", "variable"]
    assert isinstance(first[7], float)


def test_a_missing_result(call: Called) -> None:
    said = call("export", "nowhere.nc")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("error: nowhere.nc: the file is not there; files beside it: ")


def test_an_ensemble(call: Called, place: Path, tmp_path: Path) -> None:
    words = ["--inputs", str(SHIPPED / "inputs"), "--out", str(tmp_path), "--end", "2025"]
    scenario = str(SHIPPED / "scenarios/kiyose/vision.toml")
    assert call("ensemble", scenario, *words, "--draws", "9", "--no-chance").code == 0
    path = tmp_path / "ensemble/vision.nc"
    said = call("export", str(path))
    assert (said.code, said.err) == (0, "")
    header, *rows = csv.reader(io.StringIO(said.out))
    assert ",".join(header) == (
        "region,scenario,measure,statistic,year,period,sex,age,quantile,value,unit"
    )
    ensemble = read_ensemble(path)
    assert len(rows) == sum(values.size for values in ensemble.values())
    middle = [row for row in rows if ",".join(row[2:9]) == "births,quantile,,2024,,,0.5"]
    at = {"flow": "births", "period": 2024, "quantile": 0.5}
    assert [float(row[9]) for row in middle] == [ensemble["flow_quantile"].sel(at).item()]
    assert call("export", str(path), "--lang", "ja").out == said.out


def test_an_ensemble_of_many(call: Called, tmp_path: Path) -> None:
    words = ["--inputs", str(SHIPPED / "inputs"), "--out", str(tmp_path), "--end", "2023"]
    scenario = str(SHIPPED / "scenarios/kiyose/vision.toml")
    assert call("ensemble", scenario, *words, "--draws", "5", "--region", "31").code == 0
    said = call("export", str(tmp_path / "31/ensemble/vision.nc"))
    assert (said.code, said.out) == (2, "")
    assert "19 municipalities" in said.err
