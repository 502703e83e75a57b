from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import SHIPPED, Called

FOLDER = SHIPPED / "scenarios" / "kiyose"
CURRENT, BOTH, FAMILIES = (
    str(FOLDER / f"{name}.toml") for name in ("current", "vision-retention", "vision-families")
)


def numbers(line: str) -> list[int]:
    """The whole numbers of a line, after its label."""
    found = re.findall(r"(?<!\S)[△+＋-]?[\d,]+(?=\s|$)", line)
    return [int(re.sub("[△]", "-", one).replace(",", "").replace("＋", "")) for one in found]


def table(out: str, first: str, last: str) -> list[list[int]]:
    """The rows of a table from the one that begins with `first` to the one with `last`."""
    lines = out.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(first))
    end = next(at for at in range(start, len(lines)) if lines[at].startswith(last))
    return [numbers(line) for line in lines[start : end + 1]]


def test_the_gap_in_whole_persons(call: Called) -> None:
    said = call("attribute", CURRENT, BOTH, "--year", "2060", "--years", "2030,2040")
    assert (said.code, said.err) == (0, "")
    start, *parts, end = table(said.out, "Current ", "Vision + retention ")
    assert len(start) == 3
    assert [a + sum(each) for a, *each in zip(start, *parts, strict=True)] == end
    births, moves = (part[-1] for part in parts)
    assert births > moves > 0
    sentence = said.out.splitlines()[2]
    assert sentence == (
        f"In 2060 Vision + retention has {end[-1] - start[-1]:,} more residents than Current: "
        f"{births:,} from fertility, {moves:,} from migration 'Ages 20-39 stay'."
    )


def test_the_gap_agrees_with_what_runs_say(call: Called, finished: Path) -> None:
    vision = str(FOLDER / "vision.toml")
    rows = call("attribute", CURRENT, vision, "--year", "2060", "--format", "csv").out
    ours = list(csv.DictReader(io.StringIO(rows)))
    results = [str(finished / f"{name}.nc") for name in ("current", "vision")]
    theirs = call("compare", *results, "--years", "2060", "--format", "csv").out
    expected = [float(row["difference"]) for row in csv.DictReader(io.StringIO(theirs))]
    assert sum(float(row["change"]) for row in ours) == pytest.approx(expected[1], abs=1e-6)


@pytest.mark.parametrize(("by", "rows"), [("age3", 4), ("age5", 22)])
def test_every_age_group_adds_up_in_print(call: Called, by: str, rows: int) -> None:
    said = call("attribute", CURRENT, FAMILIES, "--by", by, "--years", "2030,2060")
    lines = said.out.splitlines()
    heads = [at for at, line in enumerate(lines) if line.startswith("Group")]
    assert [lines[at - 1][:4] for at in heads] == ["2030", "2060"]
    for head in heads:
        body = [numbers(line) for line in lines[head + 2 : head + 2 + rows]]
        assert all(len(row) == 6 for row in body)
        assert [sum(row[:-1]) for row in body] == [row[-1] for row in body]
        assert lines[head + 1 + rows].startswith("Total")
    assert lines[-1] == "Note: age groups may not add up to the total because of rounding."


def test_japanese_signs_where_parts_pull_in_both_directions(call: Called) -> None:
    closed = str(FOLDER / "simulation-2.toml")
    said = call("attribute", CURRENT, closed, "--year", "2060", "--lang", "ja")
    sentence = said.out.splitlines()[2]
    assert re.fullmatch(
        r"2060年の人口は、「シミュレーション2」が「現状」を[\d,]+人下回ります。"
        r"内訳は、移動「封鎖」が△[\d,]+人、出生率が＋[\d,]+人です。",
        sentence,
    )
    back = call("attribute", closed, CURRENT, "--year", "2060", "--lang", "ja")
    swapped = sentence.replace("下回", "上回").translate(str.maketrans("△＋", "＋△"))
    other = back.out.splitlines()[2]
    assert sorted(re.findall(r"[△＋]?[\d,]+", swapped)) == sorted(
        re.findall(r"[△＋]?[\d,]+", other)
    )


def test_a_figure_of_one_s_own(call: Called) -> None:
    women = ["--sex", "female", "--ages", "20-39", "--year", "2050"]
    out = call("attribute", CURRENT, BOTH, *women).out
    assert re.search(
        r"^In 2050 'Population, Female, 20-39' is [\d,]+ higher under Vision \+ retention than "
        r"under Current: [\d,]+ from migration 'Ages 20-39 stay', [\d,]+ from fertility\.$",
        out,
        re.MULTILINE,
    )
    share = call("attribute", CURRENT, BOTH, "--measure", "aged_share", "--year", "2060").out
    assert "points lower under Vision + retention" in share


def test_scenarios_that_say_the_same(call: Called) -> None:
    said = call("attribute", CURRENT, CURRENT)
    assert said.code == 0
    assert said.out.splitlines()[2] == "Nothing differs in what 'Current' and 'Current' assume."


def test_a_figure_that_nothing_changes(call: Called) -> None:
    vision = str(FOLDER / "vision.toml")
    said = call("attribute", CURRENT, vision, "--ages", "65+", "--year", "2060")
    expected = "In 2060 'Population, 65+' is the same under Vision as under Current."
    assert said.out.splitlines()[2] == expected
    japanese = call("attribute", CURRENT, vision, "--ages", "65+", "--lang", "ja")
    assert "「現状」と「ビジョン」で同じです。" in japanese.out


def test_one_scenario_accounts_for_its_change(call: Called) -> None:
    said = call("attribute", CURRENT, "--years", "2030,2060")
    rows = table(said.out, "Population of 2020", "Population of the year")
    # The label of the first row has a year in it.
    start, births, deaths, moves, end = (row[-2:] for row in rows)
    assert [sum(column) for column in zip(start, births, deaths, moves, strict=True)] == end
    assert start == [74636, 74636]
    assert said.out.splitlines()[2] == (
        f"Under Current the population falls from 74,636 in 2020 to {end[1]:,} in 2060, by "
        f"{start[1] - end[1]:,}: births +{births[1]:,}, deaths -{-deaths[1]:,}, "
        f"net migration +{moves[1]:,}."
    )


def test_one_scenario_by_age(call: Called) -> None:
    said = call("attribute", CURRENT, "--by", "age3", "--year", "2040", "--lang", "ja")
    rows = table(said.out, "年少人口", "総人口")
    assert len(rows) == 4
    assert all(sum(row[:-1]) == row[-1] for row in rows)
    children, working, aged, total = rows
    assert children[5] == -working[4] or abs(children[5] + working[4]) <= 1
    assert aged[4] > 0 == aged[5]
    assert total[4:6] == [0, 0]


def test_machines_get_the_same_keys_in_both_languages(call: Called, tmp_path: Path) -> None:
    words = ["attribute", CURRENT, FAMILIES, "--by", "age3", "--year", "2060"]
    english = call(*words, "--format", "csv").out
    japanese = call(*words, "--format", "csv", "--lang", "ja").out
    head = "region,measure,unit,sex,age,year,part,label,start,end,change"
    assert english.splitlines()[0] == japanese.splitlines()[0] == head
    assert len(english.splitlines()) == 1 + 3 * 4
    read = json.loads(call(*words, "--format", "json").out)
    assert read["sentences"][0].startswith("In 2060 Vision + retention + families has")
    assert {row["part"] for row in read["rows"]} == {
        "fertility",
        "migration: Ages 20-39 stay",
        "migration: Young families: parents",
        "migration: Young families: children",
    }
    path = tmp_path / "gap.xlsx"
    assert call(*words, "-o", str(path)).code == 0
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == 2
    assert str(book.worksheets[0]["A2"].value).startswith("In 2060")


MISTAKES = {
    "--measure populaton": "did you mean 'population'?",
    "--measure tfr --ages 20-39": "'Total fertility rate' cannot be split by age",
    "--measure aged_share --by age3": "cannot be split by age",
    "--by age3 --ages 20-39": "exclude each other",
    "--measure life_expectancy": "exists for each sex only",
    "--year 2066": "no figure for 2066; expected a year from 2020 to 2065",
    "--years 2010 --year 2050": "no figure for 2010",
    "--years soon": "found 'soon'",
    "--ages 9-1": "9-1",
    "--by sex": "--by: expected one of total, age3, age5",
    "-o table.pdf": "known formats: text, csv, xlsx, json",
    "--start 1990": "1990",
}


@pytest.mark.parametrize("options", MISTAKES)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_mistake_is_one_message(call: Called, options: str, lang: str) -> None:
    said = call("attribute", CURRENT, BOTH, *options.split(), "--lang", lang)
    assert (said.code, said.out) == (2, "")
    assert {"en": "error: ", "ja": "誤り："}[lang] in said.err
    assert lang == "ja" or MISTAKES[options] in said.err


def test_births_need_a_second_scenario(call: Called) -> None:
    said = call("attribute", CURRENT, "--measure", "births")
    assert (said.code, said.out) == (2, "")
    assert said.err.endswith("say --measure population, or give a second scenario [E502]\n")


def test_scenarios_of_two_regions_are_refused(call: Called, place: Path) -> None:
    other = place / "other.toml"
    other.write_text('title = "t"\nregion = "132110"\nend = 2065\n', encoding="utf-8")
    said = call("attribute", CURRENT, str(other))
    assert said.code == 2
    assert "the scenarios are of different regions: 132110, 132217" in said.err
