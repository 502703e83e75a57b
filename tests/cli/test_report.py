from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from projection.results import read_result
from tests.cli.conftest import SHIPPED, Called, Started

INPUTS = ["--inputs", str(SHIPPED / "inputs")]
VISION = ["--vision", str(SHIPPED / "scenarios" / "kiyose" / "vision-test.toml")]


@pytest.fixture
def place(finished: Path, tmp_path: Path) -> Path:
    for name in ("current", "vision"):
        (tmp_path / f"{name}.nc").symlink_to(finished / f"{name}.nc")
    return tmp_path


def test_the_page_goes_to_results_unless_told_otherwise(call: Called, place: Path) -> None:
    said = call("report", "current.nc", "vision.nc", *INPUTS, "--lang", "ja")
    assert (said.code, said.out) == (0, "")
    assert said.err == "書き出しました：results/report.html\n"
    page = (place / "results" / "report.html").read_text(encoding="utf-8")
    assert '<html lang="ja">' in page
    assert "推計番号" in page


@pytest.mark.parametrize("ending", ["xlsx", "pptx", "docx"])
def test_the_ending_chooses_the_format(call: Called, place: Path, ending: str) -> None:
    said = call("report", "current.nc", "vision.nc", *INPUTS, "-o", f"out.{ending}")
    assert said.code == 0
    assert zipfile.ZipFile(place / f"out.{ending}").testzip() is None


def test_a_figure_is_drawn_by_its_number(call: Called, place: Path) -> None:
    words = ["--figure", "f1", "--format", "svg"]
    said = call("report", "current.nc", "vision.nc", *INPUTS, *words)
    assert said.err == "wrote results/figures/F1.svg\n"
    assert "<svg" in (place / "results/figures/F1.svg").read_text(encoding="utf-8")


def test_an_unknown_figure_is_refused_with_those_there_are(call: Called) -> None:
    said = call("report", "current.nc", *INPUTS, "--figure", "F99", "--format", "png")
    assert said.code == 2
    assert "there is no figure 'F99'; this report has: F1, F2" in said.err


def test_a_figure_left_out_says_what_supplies_it(call: Called) -> None:
    said = call("report", "current.nc", *INPUTS, "--figure", "F16", "--format", "png")
    assert said.code == 2
    assert "figure F16 cannot be made" in said.err
    assert "--vision" in said.err


def test_data_has_the_numbers_of_the_result(call: Called, place: Path) -> None:
    said = call("report", "current.nc", *INPUTS, "--data", "sdmx", "-o", "out.csv")
    assert said.code == 0
    text = (place / "out.csv").read_text(encoding="utf-8-sig")
    rows = [
        float(row["OBS_VALUE"])
        for row in csv.DictReader(io.StringIO(text))
        if row["TIME_PERIOD"] == "2060" and row["SEX"] == "F" and row["AGE"] == "Y30"
    ]
    result = read_result(place / "current.nc")
    assert rows == [result["population"].sel(year=2060, sex="female", age=30).item()]


def test_the_workbook_of_kiyose_obeys_the_rules(call: Called, place: Path) -> None:
    words = [*INPUTS, *VISION, "-o", "book.xlsx", "--lang", "ja"]
    assert call("report", "current.nc", "vision.nc", *words).code == 0
    said = call("report", "--check-machine-readable", "book.xlsx")
    assert (said.code, said.err) == (0, "")
    assert "breaks none of the rules" in said.out


def test_findings_in_a_workbook_end_with_code_1(call: Called, place: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["年", "人口"])
    sheet.append([2020, "△1,234"])
    book.save(place / "bad.xlsx")
    said = call("report", "--check-machine-readable", "bad.xlsx")
    assert said.code == 1
    assert "bad.xlsx" in said.out


def test_the_explorer_is_a_page_of_its_own(call: Called, place: Path) -> None:
    said = call("report", "current.nc", "vision.nc", *INPUTS, "--explorer", "-o", "try.html")
    assert said.code == 0
    assert 'type: "range"' in (place / "try.html").read_text(encoding="utf-8")


def test_two_results_alike_differ_in_nothing(call: Called) -> None:
    said = call("report", "diff", "current.nc", "current.nc")
    assert said.code == 0
    assert "Current" in said.out


def test_the_scenario_is_why_numbers_differ(call: Called) -> None:
    said = call("report", "diff", "current.nc", "vision.nc", "--lang", "ja")
    assert said.code == 0
    assert "シナリオ" in said.out
    assert "fertility" in said.out or "出生" in said.out


def test_no_results_a_wrong_year_and_a_wrong_name_are_refused(call: Called) -> None:
    assert "no results are given" in call("report").err
    said = call("report", "current.nc", *INPUTS, "--year", "2200")
    assert (said.code, "they share 2020 to 2065" in said.err) == (2, True)
    said = call("report", "current.nc", *INPUTS, "--outlook", "nobody")
    assert "there is no result 'nobody'" in said.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--figure", "F1"], "--figure is for pictures (png, svg), not for html"),
        (["--explorer", "-o", "out.png"], "--explorer writes HTML, not png"),
        (["--explorer", "--figure", "F1"], "--figure is for pictures"),
        (["--data", "sdmx", "-o", "out.xlsx"], "--data sdmx is for csv, not for xlsx"),
        (["--outlook", "current"], "'current' cannot be both the base and the outlook"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    call: Called, place: Path, words: list[str], said: str
) -> None:
    found = call("report", "current.nc", "vision.nc", *INPUTS, *words)
    assert (found.code, said in found.err) == (2, True)
    assert not [*place.glob("out.*")]
    assert not (place / "results").exists()


def test_a_report_that_fails_leaves_the_older_one(call: Called, place: Path) -> None:
    (place / "kept.html").write_text("older", encoding="utf-8")
    assert call("report", "current.nc", "--year", "1800", "-o", "kept.html").code == 2
    assert (place / "kept.html").read_text(encoding="utf-8") == "older"


def test_help_knows_both_commands(projection: Started) -> None:
    whole = projection("report", "--help")
    assert "diff" in whole.stdout
    assert "--check-machine-readable" in whole.stdout
    branch = projection("report", "diff", "--help", "--lang", "ja")
    assert branch.stdout.startswith("使い方：projection report diff")
