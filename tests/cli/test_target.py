from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest

from projection.results import read_result
from tests.cli.conftest import SHIPPED, Called

CURRENT = str(SHIPPED / "scenarios/kiyose/current.toml")
WOMEN = "migration: 25-39, female, add_per_year"
FAMILIES = "households: 1 male 30-34, 1 female 30-34, 1 both 0-4"
SPAN = ("--year", "2060", "--from", "2025", "--by", "2030")


def rows_of(said: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(said)))


def test_the_answer_stands_above_the_tables(call: Called) -> None:
    said = call("target", CURRENT, "--value", "72000", "--solve", "fertility.tfr", *SPAN)
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == "Kiyose: 'Population' at 72,000 in 2060"
    assert re.fullmatch(
        r"To have 'Population' at 72,000 in 2060, total fertility rate would have to be "
        r"1\.\d\d from 2030 on\.",
        lines[2],
    )
    assert lines[3].startswith("'Current' as it is (total fertility rate 1.31) gives 69,0")
    assert lines[3].endswith("below the target.")
    assert re.match(
        r"In 2015-2019, \d+ of the 1,741 municipalities of Japan \(\d+\.\d %\) had a TFR, as "
        r"births imply it, of at least 1\.\d\d; of the 253 with 50,000-99,999 residents, ",
        lines[4],
    )
    assert "What it takes" in lines
    assert "Municipalities that have had it (2015-2019)" in lines


def test_japanese(call: Called) -> None:
    said = call(
        *("target", CURRENT, "--measure", "natural_change", "--value", "△300"),
        *("--solve", WOMEN, *SPAN, "--lang", "ja"),
    )
    assert said.out.startswith("清瀬市：2060年の「自然増減」を△300人/年にするには\n")
    assert "純移動の上乗せ（25〜39歳女性）が2030年以降" in said.out
    assert "全国1,741のうち" in said.out
    assert "同じ人口規模（50,000〜99,999人）では253のうち" in said.out


@pytest.mark.parametrize("solve", ["fertility.tfr", WOMEN, FAMILIES, "mortality.level"])
def test_the_saved_answer_run_again_hits_the_target(
    call: Called, place: Path, solve: str
) -> None:
    where = ("--save", "scenarios/answer.toml")
    said = call(
        *("target", "scenarios/current.toml", "--value", "71500", "--solve", solve),
        *("--year", "2050", "--end", "2055", *where),
    )
    assert (said.code, said.err) == (0, "wrote scenarios/answer.toml\n")
    assert call("run", "scenarios/answer.toml").code == 0
    result = read_result(place / "results" / "answer.nc")
    assert result["year"].values[-1] == 2055
    assert abs(float(result["population"].sel(year=2050).sum()) - 71_500) < 0.5
    assert result.attrs["title_ja"] != result.attrs["title_en"]
    shown = call("scenario", "show", "scenarios/answer.toml").out
    assert "Solved by projection target" in shown


def test_another_region_is_written_into_the_saved_answer(call: Called, place: Path) -> None:
    said = call(
        *("target", "scenarios/current.toml", "--region", "小平市", "--value", "207500"),
        *("--solve", "fertility.tfr", "--save", "scenarios/answer.toml"),
    )
    assert said.code == 0
    assert said.out.startswith("Kodaira: ")
    assert 'region = "132110"' in (place / "scenarios" / "answer.toml").read_text("utf-8")
    assert call("run", "scenarios/answer.toml").code == 0
    result = read_result(place / "results" / "answer.nc")
    assert abs(float(result["population"].sel(year=2030).sum()) - 207_500) < 0.5


def test_out_of_reach_is_an_answer(call: Called) -> None:
    said = call("target", CURRENT, "--value", "150000", "--solve", "fertility.tfr", *SPAN)
    assert said.code == 2
    assert said.err.count("no value inside the bounds reaches the target") == 1
    assert "No value from 0.60 to 3.00 (total fertility rate) puts 'Population' at" in said.out
    assert "3.00 comes closest: " in said.out
    assert "Closest" in said.out


def test_out_of_reach_saves_nothing(call: Called, place: Path) -> None:
    said = call(
        *("target", CURRENT, "--value", "150000", "--solve", "fertility.tfr"),
        *("--save", "answer.toml", *SPAN),
    )
    assert said.code == 2
    assert said.out.startswith("Kiyose: ")
    assert said.err == (
        "error: answer.toml: not written, since no value reaches the target [E510]\n"
    )
    assert not (place / "answer.toml").exists()


def test_ages_between_the_published_groups_are_compared_with_the_nearest(call: Called) -> None:
    words = ("target", CURRENT, "--value", "72000", *SPAN)
    said = call(*words, "--solve", "migration: 23-37, female")
    assert "of those living there (23-37, female)" in said.out
    assert "of the nearest published age groups (25-39, female)" in said.out
    same = call(*words, "--solve", WOMEN)
    assert "net migration rate of these ages" in same.out


def test_csv_is_exact(call: Called) -> None:
    said = call(
        *("target", CURRENT, "--measure", "women_20_39", "--value", "8,000"),
        *("--solve", WOMEN, *SPAN, "--format", "csv"),
    )
    (row,) = rows_of(said.out)
    assert float(row["figure"]) == pytest.approx(8_000, abs=1e-3)
    assert (row["reached"], row["solve"], row["measure"]) == ("yes", WOMEN, "women_20_39")
    assert float(row["percent"]) == pytest.approx(100 * float(row["counted"]) / 1741)
    assert float(row["needed"]) == pytest.approx(float(row["own"]) + float(row["change"]))


def test_json_and_a_workbook(call: Called, place: Path) -> None:
    words = ("target", CURRENT, "--value", "35%", "--measure", "aged_share")
    solve = ("--solve", "mortality.improvement", "--year", "2060")
    read = json.loads(call(*words, *solve, "--format", "json").out)
    assert len(read["sentences"]) == 3
    assert read["rows"][0]["national_pace"] == pytest.approx(0.015, abs=0.005)
    assert "throughout" in read["sentences"][0]
    assert call(*words, *solve, "-o", "answer.xlsx").code == 0
    book = openpyxl.load_workbook(place / "answer.xlsx")
    assert len(book.worksheets) == 3


def test_two_levers_are_a_frontier(call: Called) -> None:
    words = ("target", CURRENT, "--value", "72000", "--solve", "fertility.tfr", *SPAN)
    said = call(*words, "--solve", WOMEN)
    assert said.code == 0
    assert "together: from " in said.out
    rows = rows_of(call(*words, "--solve", WOMEN, "--format", "csv").out)
    reached = [row for row in rows if row["reached"] == "yes"]
    assert len(reached) >= 5
    assert all(abs(float(row["figure"]) - 72_000) < 1e-3 for row in reached)
    japanese = call(*words, "--solve", WOMEN, "--lang", "ja").out
    assert "にする合計特殊出生率と純移動の上乗せ（25〜39歳女性）の組合せは" in japanese


def test_a_frontier_out_of_reach(call: Called) -> None:
    words = ("target", CURRENT, "--value", "9000000", "--solve", "fertility.tfr", *SPAN)
    said = call(*words, "--solve", "mortality.level")
    assert said.code == 2
    assert "No pair within the bounds" in said.out
    assert "no value inside the bounds reaches the target" in said.err


def test_without_a_register_nothing_is_said_of_others(call: Called, place: Path) -> None:
    (place / "inputs").unlink()
    for name in ("kiyose", "japan"):
        (place / "inputs" / name).mkdir(parents=True)
        for file in (SHIPPED / "inputs" / name).iterdir():
            (place / "inputs" / name / file.name).write_bytes(file.read_bytes())
    toml = place / "inputs" / "japan" / "inputs.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(text.partition("[tables.municipal_register]")[0], encoding="utf-8")
    words = ("target", CURRENT, "--value", "72000", *SPAN, "--solve")
    for solve in ("fertility.tfr", "mortality.improvement"):
        said = call(*words, solve)
        assert said.code == 0
        assert "no register of all municipalities" in said.out
        assert "of the 1,741" not in said.out
    both = call(*words, "fertility.tfr", "--solve", WOMEN)
    assert "no register of all municipalities" in both.out


MISTAKES = {
    ("--value", "many"): "--value: expected a number such as 70000; found 'many'",
    ("--value", "nan"): "--value: expected a number such as 70000; found 'nan'",
    ("--solve", "fertility.tfrr"): "did you mean 'fertility.tfr'?",
    ("--solve", "migration: 25-39, girls"): "cannot read 'girls'",
    ("--measure", "populaton"): "did you mean 'population'?",
    ("--measure", "births", "--ages", "0-4"): "cannot be split by age",
    ("--year", "2099"): "no figure for 2099; expected a year from 2020 to 2065",
    ("--from", "2040", "--by", "2030"): "expected a year after --from, 2040; found 2030",
    ("--by", "2070"): "expected years of the run, 2020 to 2065; found 2070",
    ("--year", "2020"): "'Total fertility rate' does nothing to 'Population' in 2020",
    ("--save", CURRENT): "choose another name",
    ("--save", "answer.txt"): "ends in .toml",
    ("-o", "answer.pdf"): "known formats: text, csv, xlsx, json",
}


@pytest.mark.parametrize("options", MISTAKES)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_mistake_is_one_message(call: Called, options: tuple[str, ...], lang: str) -> None:
    words = ["--value", "72000"] if "--value" not in options else []
    words += ["--solve", "fertility.tfr"] if "--solve" not in options else []
    said = call("target", CURRENT, *words, *options, "--lang", lang)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith({"en": "error: ", "ja": "誤り："}[lang])
    assert len(said.err.splitlines()) == 1
    assert lang == "ja" or MISTAKES[options] in said.err


def test_levers_too_many_alike_or_with_save(call: Called) -> None:
    words = ["target", CURRENT, "--value", "72000", "--solve", "fertility.tfr"]
    twice = [*words, "--solve", "fertility.tfr"]
    assert "both --solve ask for the same lever" in call(*twice).err
    assert "expected one lever or two; found 3" in call(*twice, "--solve", WOMEN).err
    two = call(*words, "--solve", WOMEN, "--save", "answer.toml")
    assert (two.code, two.out) == (2, "")
    assert "--save needs one --solve" in two.err
    assert call("target", CURRENT, "--value", "72000").code == 2
    assert call("target", CURRENT, "--solve", "fertility.tfr").code == 2
