from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import SHIPPED, Called

KIYOSE = SHIPPED / "scenarios/kiyose"
LOW, HIGH = str(KIYOSE / "current.toml"), str(KIYOSE / "vision.toml")
WORDS = ("monitor", LOW, HIGH)


def test_sentences_and_tables(call: Called) -> None:
    said = call(*WORDS)
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == "Kiyose: telling 'Current' from 'Vision' (Births)"
    assert lines[2].startswith("It takes 3 years (2020-2022) of registered births")
    assert "'Vision' is no longer credible (a chance of 5 % at most" in lines[2]
    assert lines[3].startswith("A single year of births tells them apart from 2023 on")
    assert lines[4].startswith("Published births of 2018-2019: 924; run from 2018")
    assert lines[5] == "In these years the two paths do not differ yet."
    assert lines[6].startswith(
        "If 'Current' held, so few or fewer would have a chance of 0.02 %"
    )
    assert lines[6].endswith("the figures agree with neither.")
    assert sum(line.startswith("Alarm lines: Births") for line in lines) == 2
    assert sum(line.startswith("2029 ") for line in lines) == 2
    assert "looking every year" in said.out


def test_in_japanese(call: Called) -> None:
    said = call(*WORDS, "--lang", "ja", "--alpha", "0.01", "--since", "2019")
    assert "（2020〜202" in said.out
    assert "公表された2019年の出生数は453です。" in said.out
    assert "正しいのにそうなる確率は1%以下" in said.out


def test_more_than_both_expected(call: Called) -> None:
    said = call(*WORDS, "--region", "132110")
    assert "If 'Current' held, so many or more would have a chance of" in said.out


def test_a_single_year_suffices(call: Called) -> None:
    closed = str(KIYOSE / "closed.toml")
    said = call("monitor", closed, LOW, "--measure", "net_migration")
    assert "It takes 1 year (2020) of registered net migration" in said.out
    assert "if 'Current' did, so few or fewer" in said.out


def test_net_moves_of_an_age_group(call: Called) -> None:
    retention = str(KIYOSE / "retention.toml")
    words = ("monitor", LOW, retention, "--measure", "net_migration", "--ages", "20-39")
    said = call(*words)
    assert said.code == 0
    assert (
        "of registered net migration, 20-39 to tell 'Current' and 'Retention' apart" in said.out
    )
    assert "never tells them apart" in said.out
    assert "every age is given the moves per resident of all" in said.out
    assert "Published" not in said.out


def test_paths_too_near_to_be_told_apart(call: Called) -> None:
    retention = str(KIYOSE / "retention.toml")
    words = ("monitor", LOW, retention, "--measure", "net_migration", "--end", "2025")
    said = call(*words, "--lang", "ja")
    assert (
        "2024年までの純移動数（社会増減）では、「現状」と「定着」を見分けられません。"
        in said.out
    )


def test_csv_has_all_years(call: Called) -> None:
    read = list(csv.DictReader(io.StringIO(call(*WORDS, "--format", "csv").out)))
    assert len(read) == 2 * 45
    assert set(read[0]) >= {"count", "period", "low", "high", "alarm", "found"}
    yearly = [row for row in read if row["count"] == "yearly"]
    assert all(row["found_so_far"] == "" for row in yearly)


def test_json_and_a_workbook(call: Called, tmp_path: Path) -> None:
    read = json.loads(call(*WORDS, "--format", "json").out)
    assert len(read["sentences"]) == 5
    path = tmp_path / "monitor.xlsx"
    assert call(*WORDS, "-o", str(path)).code == 0
    assert len(openpyxl.load_workbook(path).worksheets) == 4


MISTAKES = {
    "--alpha 0.7": "--alpha: expected a chance above 0 and below 0.5; found 0.7",
    "--beta few": "--beta: expected a chance above 0 and below 0.5; found few",
    "--measure deaths": "--measure: expected one of births, net_migration",
    "--ages 20-39": "births are counted as a whole",
    "--since 2012": "years published with one before them: 2016, 2017, 2018, 2019",
    "--format md": "--format: expected one of text, csv, xlsx, json",
}


@pytest.mark.parametrize("options", MISTAKES)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_mistake_is_one_message(call: Called, options: str, lang: str) -> None:
    said = call(*WORDS, *options.split(), "--lang", lang)
    assert (said.code, said.out) == (2, "")
    assert {"en": "error: ", "ja": "誤り："}[lang] in said.err
    assert lang == "ja" or MISTAKES[options] in said.err


def test_the_wrong_order(call: Called) -> None:
    said = call("monitor", HIGH, LOW)
    assert (said.code, said.out) == (2, "")
    assert "'Vision' does not expect less than 'Current' (Births)" in said.err


def test_a_scenario_is_missing(call: Called) -> None:
    said = call("monitor", LOW)
    assert said.code == 2
    assert "HIGH is missing" in said.err


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_help(call: Called, lang: str) -> None:
    said = call("monitor", "--help", "--lang", lang)
    assert said.code == 0
    assert "--alpha" in said.out
