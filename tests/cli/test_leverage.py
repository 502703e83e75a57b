from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Called

SCENARIO = "scenarios/current.toml"
WORDS = ("leverage", SCENARIO, "--year", "2030")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_sentences_and_tables(call: Called) -> None:
    said = call(*WORDS)
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert (
        lines[0]
        == "Kiyose: what one more person is worth to 'Population' of 2030 ('The current')"
    )
    assert lines[2].startswith("One more woman of 27 arriving in 2025 adds 1.")
    assert lines[2].endswith(" residents in 2030.")
    assert lines[3].startswith("One more man of 27 arriving in 2025 adds 0.")
    assert lines[4].startswith("Of all who arrive in 2025, a woman of ")
    assert lines[5].startswith("A TFR that is 0.1 higher in 2025 alone is worth ")
    headings = [line for line in lines if line.endswith("(persons)")]
    assert [heading.split(",")[0] for heading in headings] == [
        "One more woman or girl",
        "One more man or boy",
        "Births",
    ]
    assert sum(line.startswith("100+") for line in lines) == 2
    assert [line.split()[-2:] for line in lines if line.startswith("Age")] == [
        ["2020", "2025"]
    ] * 2


def test_in_japanese(call: Called) -> None:
    said = call(*WORDS, "--measure", "aged_share", "--lang", "ja")
    assert (
        "2025年に27歳の女性が100人多く転入すると、2030年の「高齢化率（65歳以上）」は"
        in said.out
    )
    assert "ポイント下がります。" in said.out
    assert "△0." in said.out
    assert "率や割合への効果は1次の近似" in said.out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["--measure", "births", "--year", "2029"],
            "100 more women of 27 arriving in 2025 add",
        ),
        (["--measure", "aged_share"], "take 0."),
        (["--ages", "0-4"], "to 'Population, 0-4' of 2030."),
        (["--sex", "male"], "to 'Population, Male' of 2030."),
        (["--arrival", "2027"], "arriving in 2027"),
    ],
)
def test_other_figures(call: Called, words: list[str], sentence: str) -> None:
    assert sentence in call(*WORDS, *words).out


def test_the_last_year_where_none_is_given(call: Called) -> None:
    assert "'Population' of 2030" in call("leverage", SCENARIO).out
    assert "'Births' of 2029" in call("leverage", SCENARIO, "--measure", "births").out


def test_csv_holds_every_cell(call: Called) -> None:
    read = rows(call(*WORDS, "--format", "csv").out)
    migrants = [row for row in read if row["event"] == "migrant"]
    assert len(migrants) == 10 * 2 * 101
    one = next(
        row
        for row in migrants
        if (row["period"], row["sex"], row["age"]) == ("2025", "female", "27")
    )
    assert 1.0 < float(one["value"]) < 2.0
    assert {row["event"] for row in read} == {
        "migrant",
        "birth",
        "death_avoided",
        "average_death_avoided",
        "fertility",
    }
    assert all(row["age"] == row["sex"] == "" for row in read if row["event"] == "fertility")


def test_json_and_single_ages(call: Called) -> None:
    read = json.loads(call(*WORDS, "--format", "json", "--lang", "ja").out)
    assert read["rows"][0]["of_year"] == 2030
    assert len(read["sentences"]) == 4
    single = call(*WORDS, "--by", "single").out
    assert sum(line.startswith("27 ") for line in single.splitlines()) == 2


def test_a_workbook(call: Called, tmp_path: Path) -> None:
    path = tmp_path / "leverage.xlsx"
    said = call(*WORDS, "-o", str(path), "--lang", "ja")
    assert (said.code, said.out) == (0, "")
    assert len(openpyxl.load_workbook(path).worksheets) == 4


MISTAKES = {
    "--measure populaton": "did you mean 'population'?",
    "--measure tfr": "one more person does not change 'Total fertility rate'",
    "--year 2080": "expected a year from 2020 to 2030",
    "--year 2020": "2020 is the first year of the run",
    "--arrival 2030": "expected a year from 2020 to 2029",
    "--by month": "--by: expected one of age5, single",
    "--format md": "--format: expected one of text, csv, xlsx, json",
    "--ages 9-1": "9-1",
}


@pytest.mark.parametrize("options", MISTAKES)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_mistake_is_one_message(call: Called, options: str, lang: str) -> None:
    said = call(*WORDS, *options.split(), "--lang", lang)
    assert (said.code, said.out) == (2, "")
    assert {"en": "error: ", "ja": "誤り："}[lang] in said.err
    assert lang == "ja" or MISTAKES[options] in said.err


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_help(call: Called, lang: str) -> None:
    said = call("leverage", "--help", "--lang", lang)
    assert said.code == 0
    assert "--arrival" in said.out
