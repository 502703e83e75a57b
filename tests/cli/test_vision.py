from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import SHIPPED, Called

VISION = "scenarios/kiyose/vision-test.toml"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the shipped inputs and Kiyose's scenarios."""
    (tmp_path / "inputs").symlink_to(SHIPPED / "inputs")
    shutil.copytree(SHIPPED / "scenarios", tmp_path / "scenarios")
    return tmp_path


def table(out: str, heading: str) -> list[str]:
    """The rows of the table under a heading."""
    lines = out.splitlines()
    top = next(at for at, line in enumerate(lines) if line.startswith(heading))
    return lines[top + 3 : lines.index("", top)]


def test_the_answer_stands_above_the_tables(call: Called) -> None:
    said = call("vision", VISION)
    assert (said.code, said.err) == (0, "")
    title, _, goals, contributions, _, heading, *_ = said.out.splitlines()
    assert title == "Kiyose: A test of the strategy (trial)"
    assert goals.startswith("'Vision + retention + families' meets 5 of 6 goals. It misses: ")
    assert contributions.startswith("Compared with 'Current', there are ")
    assert " more residents in 2065 (I Marriage, birth, child-rearing " in contributions
    assert heading == "Goals under 'Vision + retention + families'"
    assert "delay" not in said.out.lower()


def test_goals_met_and_missed_by_how_much(call: Called) -> None:
    rows = table(call("vision", VISION).out, "Goals under")
    assert len(rows) == 6
    # What is met stands before what is met without the strategy.
    assert re.search(r"above -366 \(published, 2019\) .*\+\d+ +met +missed$", rows[1])
    assert re.search(r"every year 2020-2060 .*\(20\d\d\) +\+\d+ +met +met$", rows[3])
    assert re.search(r"\(as in 2020\) .* -\d\.\d +missed +missed$", rows[4])


def test_whole_persons_add_up(call: Called) -> None:
    rows = table(call("vision", VISION).out, "What each basic goal contributes")
    numbers = [int(row.split()[-1].replace(",", "")) for row in rows]
    assert sum(numbers[:-1]) == numbers[-1]
    assert len(numbers) == 5


def test_a_delay_in_japanese(call: Called) -> None:
    out = call("vision", VISION, "--delay", "3", "--lang", "ja").out
    assert "着手が3年遅れて2023年からになると、2065年の人口は" in out
    assert "人少なくなります（1年の遅れにつき" in out
    assert "目標に間に合う着手の年：「出生率が2030年までに1.8になる」は2020年まで" in out
    assert "の着手が3年遅れた場合（2023年から）の目標" in out
    rows = table(out, "着手の遅れで2065年の「人口」がどう変わるか")
    assert [row.split()[0] for row in rows] == ["0", "1", "2", "3"]
    assert all("△" in row for row in rows[1:])


def test_the_end_and_the_figure_can_be_chosen(call: Called) -> None:
    said = call("vision", VISION, "--end", "2062", "--measure", "aged_share", "--year", "2050")
    assert said.code == 0
    assert "'Aged share (65+)' of 2050 is " in said.out
    assert " points lower (I Marriage" in said.out
    births = call("vision", VISION, "--measure", "births", "--delay", "1").out
    assert "'Births' of 2064 is " in births


def test_csv_is_long_and_exact(call: Called) -> None:
    said = call("vision", VISION, "--delay", "2", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    of_kind = {
        kind: [row for row in rows if row["kind"] == kind]
        for kind in ("goal", "contribution", "delay")
    }
    assert {kind: len(found) for kind, found in of_kind.items()} == {
        "goal": 12,
        "contribution": 8,
        "delay": 3,
    }
    for row in of_kind["goal"]:
        margin, value, limit = (float(row[key]) for key in ("margin", "value", "limit"))
        assert abs(margin) == pytest.approx(abs(value - limit))
        assert (row["met"] == "met") == (margin >= 0)
    shares = [float(row["value"]) for row in of_kind["contribution"]]
    without = float(of_kind["delay"][0]["value"]) - sum(shares[:4])
    late = float(of_kind["delay"][2]["value"]) - sum(shares[4:])
    assert late == pytest.approx(without, rel=1e-9)


def test_json_and_a_workbook(call: Called, tmp_path: Path) -> None:
    read = json.loads(call("vision", VISION, "--format", "json", "--lang", "ja").out)
    assert read["rows"][0]["item"] == "出生率が2030年までに1.8になる"
    assert len(read["sentences"]) == 2
    path = tmp_path / "vision.xlsx"
    assert call("vision", VISION, "--delay", "1", "-o", str(path)).code == 0
    assert len(openpyxl.load_workbook(path).worksheets) == 5


def test_a_goal_that_fails_in_some_year_names_the_first(call: Called, place: Path) -> None:
    path = place / VISION
    text = path.read_text(encoding="utf-8").replace("every = [2020, 2060]\nabove = 0", "")
    text = text.replace(
        'measure = "net_migration"\n',
        'measure = "natural_change"\nevery = [2020, 2060]\nabove = -345\n',
    )
    path.write_text(text, encoding="utf-8")
    said = call("vision", VISION)
    assert said.code == 0
    assert "First failure" in said.out
    assert "(from 2021, by " in said.out
    assert "（2021年から、最大で" in call("vision", VISION, "--lang", "ja").out


def test_goals_all_met_and_no_basic_goals(call: Called, place: Path) -> None:
    text = """
title = { ja = "検証", en = "Test" }
base = "kiyose/current.toml"
scenario = ["kiyose/vision.toml", "kiyose/simulation-1.toml"]
[[goals]]
title = { ja = "出生率", en = "Fertility" }
measure = "tfr"
by = 2030
at_least = 1.8
[[goals]]
title = { ja = "高齢化率", en = "Aged share" }
measure = "aged_share"
at = 2065
at_most = 100
"""
    (place / "scenarios" / "mine.toml").write_text(text, encoding="utf-8")
    out = call("vision", "scenarios/mine.toml").out
    assert "'Vision' meets all 2 goals." in out
    assert "'Simulation 1' meets all 2 goals." in out
    assert "Chapter" not in out
    assert "Shapley" not in out


def test_a_single_goal(call: Called, place: Path) -> None:
    path = place / VISION
    head, goal, *_ = path.read_text(encoding="utf-8").split("[[goals]]")
    path.write_text(f"{head}[[goals]]{goal}", encoding="utf-8")
    assert " families' meets its goal.\n" in call("vision", VISION).out
    path.write_text(f"{head}[[goals]]{goal.replace('1.8', '2.8')}", encoding="utf-8")
    missed = call("vision", VISION, "--lang", "ja").out
    assert "目標1件のうち0件を達成します。達成できないもの：" in missed
    assert "（1.00足りない）" in missed


def test_run_passes_the_vision_file_by(call: Called) -> None:
    said = call("run", "scenarios/kiyose", "--end", "2022")
    assert said.code == 0
    assert "vision-test" not in said.err
    named = call("run", VISION)
    assert (named.code, named.out) == (2, "")
    assert "use it with `projection vision`" in named.err


MISTAKES = {
    "scenarios/kiyose/vision.toml": "this is a scenario file; expected a vision file",
    "scenarios/kiyose/vision-tset.toml": "the file is not there",
    f"{VISION} --delay 50": "--delay: expected 0 to 45 years; found 50",
    f"{VISION} --delay -1": "--delay: expected 0 to 45 years; found -1",
    f"{VISION} --delay soon": "--delay: expected a whole number",
    f"{VISION} --measure populaton": "did you mean 'population'?",
    f"{VISION} --year 2066": "no figure for 2066; expected a year from 2020 to 2065",
    f"{VISION} --ages 9-1": "9-1",
    f"{VISION} --end 2050": "goals[3].every: no figure for 2060",
    f"{VISION} --format md": "expected one of text, csv, xlsx, json",
}


@pytest.mark.parametrize("words", MISTAKES)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_mistake_is_one_message(call: Called, words: str, lang: str) -> None:
    said = call("vision", *words.split(), "--lang", lang)
    assert (said.code, said.out) == (2, "")
    assert {"en": "error: ", "ja": "誤り："}[lang] in said.err
    assert lang == "ja" or MISTAKES[words] in said.err


def test_faults_of_the_scenarios_are_told_too(call: Called, place: Path) -> None:
    for name in ("current", "vision-families"):
        path = place / "scenarios" / "kiyose" / f"{name}.toml"
        path.write_text("tilte = 'x'\n", encoding="utf-8")
    said = call("vision", VISION)
    assert said.code == 2
    assert "kiyose/current.toml: 2 faults" in said.err
    assert "kiyose/vision-families.toml: 2 faults" in said.err
