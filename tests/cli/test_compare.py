from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from projection.results import read_result
from tests.cli.conftest import SHIPPED, Called, Started


@pytest.fixture
def place(finished: Path) -> Path:
    return finished


def test_levels_differences_and_percent_against_the_first(call: Called) -> None:
    said = call("compare", "current.nc", "vision.nc", "--years", "2030,2060")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == "Kiyose: Population, compared with 'Current'"
    headings = [line for line in lines if line.endswith(")") and "Difference" in line]
    assert headings == ["Difference from 'Current' (persons)", "Difference from 'Current' (%)"]
    rows = [line.split() for line in lines if line.startswith(("Current ", "Vision "))]
    assert [row[0] for row in rows] == ["Current", "Vision", "Vision", "Vision"]
    current, vision, difference, percent = rows
    level, other = (int(row[1].replace(",", "")) for row in (current, vision))
    assert abs(other - level - int(difference[1])) <= 1
    assert float(percent[1]) == pytest.approx(100 * (other - level) / level, abs=0.06)


def test_a_folder_has_its_results_by_name_and_to_chooses_the_reference(call: Called) -> None:
    said = call("compare", ".", "--to", "vision", "--lang", "ja", "--measure", "births")
    assert said.out.startswith("清瀬市：出生数（基準は「ビジョン」）\n")
    assert "「ビジョン」との差（人/年）" in said.out
    assert "△" in said.out


def test_one_result_alone_has_no_differences(call: Called) -> None:
    said = call("compare", "vision.nc", "--measure", "tfr")
    assert "Total fertility rate (births per woman)" in said.out
    assert "1.80" in said.out
    assert "Difference" not in said.out


def test_shares_differ_in_points_alone(call: Called) -> None:
    said = call("compare", "current.nc", "vision.nc", "--measure", "aged_share")
    assert "Difference from 'Current' (points)" in said.out
    assert "Difference from 'Current' (%)" not in said.out


@pytest.mark.parametrize(
    ("options", "first", "last"),
    [
        (["--by", "age3"], "Children (0-14)", "Aged (65+)"),
        (["--by", "sex"], "Male", "Female"),
        (["--ages", "6-11,75+"], "6-11", "75+"),
        (["--by", "age5"], "0-4", "100+"),
        (["--by", "single"], "0 ", "100+"),
    ],
)
def test_groups_are_rows(call: Called, options: list[str], first: str, last: str) -> None:
    lines = call("compare", "current.nc", "vision.nc", *options).out.splitlines()
    table = lines[5 : lines.index("", 5)]
    assert table[0].startswith(first)
    assert table[-1].startswith(last)
    assert lines[-1] == "Note: figures may not add up because of rounding."


def test_csv_is_long_and_exact(call: Called, place: Path) -> None:
    said = call("compare", "current.nc", "vision.nc", "--years", "2060", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert [row["scenario"] for row in rows] == ["current", "vision"]
    population = read_result(place / "vision.nc")["population"].sel(year=2060).sum().item()
    assert float(rows[1]["value"]) == pytest.approx(population, rel=1e-12)
    assert float(rows[1]["difference"]) == float(rows[1]["value"]) - float(rows[0]["value"])
    header = "region,measure,unit,label,scenario,sex,age,year,value,difference,percent"
    assert said.out.splitlines()[0] == header


def test_json_and_markdown(call: Called) -> None:
    words = ["compare", "current.nc", "vision.nc", "--measure", "natural_change"]
    read = json.loads(call(*words, "--format", "json", "--lang", "ja").out)
    assert read["rows"][0]["period"] == 2020
    assert read["rows"][0]["measure"] == "natural_change"
    assert read["rows"][0]["label"] == "現状"
    assert "| 現状 | △" in call(*words, "--format", "md", "--lang", "ja").out


@pytest.mark.parametrize(
    "name", ["table.xlsx", "table.csv", "table.md", "table.json", "table.txt"]
)
def test_a_file_is_written_by_its_ending(call: Called, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    said = call("compare", "current.nc", "vision.nc", "-o", str(path))
    assert (said.code, said.out, said.err) == (0, "", f"wrote {path}\n")
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_the_workbook_has_numbers_as_numbers(call: Called, tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    call("compare", "current.nc", "vision.nc", "-o", str(path), "--lang", "ja")
    book = openpyxl.load_workbook(path)
    assert [sheet.title for sheet in book] == [
        "1 人口（人）",
        "2 「現状」との差（人）",
        "3 「現状」との差（%）",
        "データ",
    ]
    cell = book.worksheets[0]["B5"]
    assert (cell.data_type, cell.number_format) == ("n", "#,##0;△#,##0")
    assert round(float(str(cell.value))) == 74636


MISTAKES = {
    "--measure populaton": "did you mean 'population'?",
    "--measure tfr --by age3": "cannot be split by age",
    "--years soon": "expected years with commas between (2030,2040); found 'soon'",
    "--years 1066": "1066",
    "--to nobody": "there is no result 'nobody' to compare with",
    "--ages 9-1": "9-1",
    "-o table.pdf": "known formats: text, csv, xlsx, md, json",
    "nowhere.nc": "results beside it: current.nc, vision.nc",
}


@pytest.mark.parametrize("options", MISTAKES)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_mistake_is_one_message(call: Called, options: str, lang: str) -> None:
    said = call("compare", "current.nc", *options.split(), "--lang", lang)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith({"en": "error: ", "ja": "誤り："}[lang])
    assert lang == "ja" or MISTAKES[options] in said.err


def test_a_result_cut_in_half(call: Called, place: Path, tmp_path: Path) -> None:
    content = (place / "vision.nc").read_bytes()
    half = tmp_path / "half.nc"
    half.write_bytes(content[: len(content) // 2])
    foreign = tmp_path / "foreign.nc"
    foreign.write_text("no NetCDF at all")
    said = call("compare", "current.nc", str(half), str(foreign))
    assert (said.code, said.out) == (2, "")
    assert f"{half}: the file is cut off, damaged or changed" in said.err
    assert f"{foreign}: this is not a NetCDF-4 file" in said.err


def test_results_of_two_regions_are_refused(call: Called, tmp_path: Path) -> None:
    scenario = str(SHIPPED / "scenarios/kiyose/current.toml")
    where = ["--inputs", str(SHIPPED / "inputs"), "--out", str(tmp_path)]
    assert call("run", scenario, "--region", "132110", *where).code == 0
    said = call("compare", "current.nc", str(tmp_path / "132110"))
    assert said.code == 2
    assert "132110" in said.err
    assert "132217" in said.err


def test_a_pipe_gets_plain_unbroken_lines(
    projection: Started, place: Path, tmp_path: Path
) -> None:
    shutil.copytree(place, tmp_path, dirs_exist_ok=True)
    years = ",".join(map(str, range(2020, 2066)))
    ended = projection("compare", "current.nc", "vision.nc", "--years", years, COLUMNS="40")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "\x1b" not in ended.stdout
    assert "…" not in ended.stdout
    widths = {len(line) for line in ended.stdout.splitlines() if line.startswith("Vision")}
    assert len(widths) == 1
    assert widths.pop() > 46 * 6
