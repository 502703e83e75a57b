"""`projection verify`: what a user meets."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from projection.results import read_regions, read_result, write_regions, write_result
from tests.cli.conftest import SHIPPED, Called

RESULT = "results/current.nc"


def rewritten(path: Path, **attributes: str) -> None:
    """Write a result anew that says something else of itself."""
    write_result(read_result(path).assign_attrs(attributes), path)


def with_population(path: Path, change: float) -> None:
    """Write a result anew, the women of 40 in 2025 multiplied."""
    result = read_result(path)
    population = result["population"].copy()
    population.loc[{"year": 2025, "sex": "female", "age": 40}] *= change
    write_result(result.assign(population=population), path)


@pytest.fixture
def ran(call: Called, place: Path) -> Path:
    """The result of a run from inputs of one's own."""
    (place / "inputs").unlink()
    for name in ("kiyose", "japan"):
        shutil.copytree(SHIPPED / "inputs" / name, place / "inputs" / name)
    assert call("run", "scenarios/current.toml").code == 0
    return place / RESULT


@pytest.mark.usefixtures("ran")
def test_a_result_is_the_same_again(call: Called) -> None:
    said = call("verify", RESULT)
    assert (said.code, said.err) == (0, "")
    figures = sum(one.size for one in read_result(Path(RESULT)).data_vars.values())
    line = f"{RESULT}: all {figures:,} numbers are the same, bit for bit."
    assert said.out.splitlines()[2] == line
    assert "What differs" not in said.out
    ja = call("verify", RESULT, "--lang", "ja")
    assert f"{RESULT}：{figures:,}個の数値は、すべてビット単位まで一致しました。" in ja.out
    checksum = hashlib.sha256(Path("inputs/kiyose/population.csv").read_bytes()).hexdigest()
    assert f"population           {checksum}   inputs/kiyose/population.csv" in said.out


OTHERS = {
    "five years": ["run", "scenarios/current.toml", "--step", "5", "--start", "2018", "--end",
                   "2033", "--region", "132110"],
    "course": ["run", "scenarios/course.toml"],
    "together": ["run", "scenarios"],
    "area": ["run", "scenarios/vision.toml", "--region", "47"],
    "area and course": ["run", "scenarios/course.toml", "--region", "47"],
}  # fmt: skip


@pytest.mark.parametrize("words", OTHERS.values(), ids=OTHERS)
def test_runs_of_every_kind(call: Called, place: Path, words: list[str]) -> None:
    text = 'extends = "current.toml"\ntitle = "x"\n[mortality]\ncourse = "published"\n'
    (place / "scenarios/course.toml").write_text(text, encoding="utf-8")
    assert call(*words).code == 0
    files = [str(one) for one in sorted((place / "results").rglob("*.nc"))]
    said = call("verify", *files, "--format", "json")
    assert said.code == 0
    rows = json.loads(said.out)["rows"]
    assert [row["verdict"] for row in rows] == ["identical"] * len(files)
    assert {row["what"] for row in rows} == {None}


def test_the_official_form(call: Called, place: Path) -> None:
    (place / "inputs").unlink()
    shutil.copytree(SHIPPED / "inputs/japan", place / "inputs/japan")
    assert call("ipss", "13221").code == 0
    assert call("run", "scenarios/ipss/13221").code == 0
    assert call("verify", "results").code == 0


def test_tables_are_found_by_their_content(call: Called, ran: Path) -> None:
    inputs = ran.parents[1] / "inputs"
    population = inputs / "kiyose/population.csv"
    (inputs / "archive").mkdir()
    population.rename(inputs / "archive/population-2020.csv")
    population.write_text("another table\n", encoding="utf-8")
    toml = inputs / "kiyose/inputs.toml"
    # Base date, window and units are those of the result, whatever is written today.
    text = toml.read_text(encoding="utf-8").replace("window = 5", "window = 3")
    toml.write_text(text.replace("2020-01-01", "2019-01-01", 1), encoding="utf-8")
    said = call("verify", RESULT)
    assert said.code == 0
    assert "inputs/archive/population-2020.csv" in said.out


def test_inputs_that_lie_elsewhere(call: Called, ran: Path) -> None:
    ran.parents[1].joinpath("inputs").rename(ran.parents[1] / "kept")
    assert call("verify", RESULT, "--inputs", "kept").code == 0
    without = call("verify", RESULT)
    assert without.code == 1
    assert "no file has the recorded content of population, components" in without.out


def test_a_table_that_changed(call: Called, ran: Path) -> None:
    path = ran.parents[1] / "inputs/kiyose/population.csv"
    old = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(path.read_bytes() + b"\n")
    new = hashlib.sha256(path.read_bytes()).hexdigest()
    said = call("verify", RESULT, "--format", "json")
    assert said.code == 1
    (row,) = json.loads(said.out)["rows"]
    assert (row["verdict"], row["what"], row["name"]) == ("not_run", "inputs", "population")
    assert (row["recorded"], row["found"]) == (old, new)
    assert row["where"] == "inputs/kiyose/population.csv"
    ja = call("verify", RESULT, "--lang", "ja").out
    assert (
        "もう一度推計することができません。記録と同じ内容のファイルがない表：population。" in ja
    )


def test_a_table_of_charts_changes_no_number(call: Called, ran: Path) -> None:
    ran.parents[1].joinpath("inputs/kiyose/published_tfr.csv").unlink()
    said = call("verify", RESULT)
    assert said.code == 0
    assert "the same, bit for bit, though not: inputs." in said.out
    assert "published_tfr" in said.out.partition("What differs")[2]


def test_numbers_that_were_changed(call: Called, ran: Path) -> None:
    with_population(ran, 1.5)
    said = call("verify", RESULT, "--format", "json")
    assert said.code == 1
    (row,) = json.loads(said.out)["rows"]
    assert (row["verdict"], row["what"], row["name"]) == ("different", "numbers", "population")
    assert row["where"] == "population[year=2025, sex=female, age=40]"
    assert row["difference"] == pytest.approx(float(row["found"]) / 2, rel=1e-9)
    text = call("verify", RESULT)
    assert "nothing (inputs, scenario, version and convention are the same)" in text.out
    assert "DIFFERENT" in text.out


def test_the_last_bit_of_one_number(call: Called, ran: Path) -> None:
    with_population(ran, 1 + 2**-50)
    said = call("verify", RESULT)
    assert said.code == 1
    assert "the numbers agree but for rounding (by " in said.out
    assert "端数を除いて一致" in call("verify", RESULT, "--lang", "ja").out


def test_another_version_and_machine_are_told(call: Called, ran: Path) -> None:
    environment = {**json.loads(read_result(ran).attrs["environment"]), "numpy": "1.26.4"}
    rewritten(ran, software="projection 0.0.9", environment=json.dumps(environment))
    said = call("verify", RESULT)
    assert said.code == 0
    assert "though not: version, environment." in said.out
    with_population(ran, 1.5)
    rewritten(ran, convention='{"migration": "start"}')
    rows = json.loads(call("verify", RESULT, "--format", "json").out)["rows"]
    named = [(row["what"], row["name"], row["recorded"]) for row in rows]
    assert ("version", "software", "projection 0.0.9") in named
    assert ("environment", "numpy", "1.26.4") in named
    assert ("convention", "migration", "start") in named


def test_a_scenario_that_is_read_otherwise(call: Called, ran: Path) -> None:
    text = read_result(ran).attrs["scenario_text"]
    rewritten(ran, scenario_text=text.replace("tfr = 1.31", "tfr = 1.310"))
    said = call("verify", RESULT, "--format", "json")
    (row,) = json.loads(said.out)["rows"]
    assert (row["verdict"], row["what"]) == ("identical", "scenario")
    assert (row["recorded"], row["found"]) == ("tfr = 1.310", "tfr = 1.31")
    rewritten(ran, scenario_text=f"colour = 1\n{text}")
    said = call("verify", RESULT)
    assert said.code == 1
    assert "it cannot be run again; current.toml, line 1: unknown key 'colour'" in said.out


def test_a_run_that_is_refused_today(call: Called, ran: Path) -> None:
    text = read_result(ran).attrs["scenario_text"]
    lever = '[[migration]]\ntitle = "x"\nages = [20, 24]\nadd_per_year = -3000\n'
    rewritten(ran, scenario_text=f"{text}\n{lever}")
    said = call("verify", RESULT)
    assert said.code == 1
    assert "it cannot be run again; current.toml: " in said.out


def test_a_life_table_of_the_scenarios_own(call: Called, place: Path) -> None:
    table = place / "scenarios/tables/own.csv"
    table.parent.mkdir()
    shutil.copy(SHIPPED / "inputs/japan/death_probability.csv", table)
    text = 'extends = "current.toml"\ntitle = "x"\n[mortality]\ntable = "tables/own.csv"\n'
    (place / "scenarios/own.toml").write_text(text, encoding="utf-8")
    assert call("run", "scenarios/own.toml").code == 0
    assert call("verify", "results/own.nc").code == 0
    # A file of the same content takes its place; another content does not.
    (place / "kept").mkdir()
    table.rename(place / "kept/table.csv")
    table.write_text("year,sex,age,death_probability\n", encoding="utf-8")
    shutil.copytree(SHIPPED / "inputs/kiyose", place / "kept/kiyose")
    shutil.copytree(SHIPPED / "inputs/japan", place / "kept/japan")
    assert call("verify", "results/own.nc", "--inputs", "kept").code == 0
    shutil.rmtree(place / "kept/japan")
    (place / "kept/table.csv").unlink()
    said = call("verify", "results/own.nc", "--inputs", "kept")
    assert said.code == 1
    assert "no file has the content of the scenario's own life table" in said.out


def test_many_regions_that_differ(call: Called, place: Path) -> None:
    assert call("run", "scenarios/current.toml", "--region", "47").code == 0
    path = place / "results/47/current.nc"
    result = read_regions(path)
    deaths = result["deaths"].copy()
    deaths[3, 2, 0, 80] += np.float32(1.0)
    write_regions(result.assign(deaths=deaths), path)
    said = call("verify", "results/47/current.nc", "--format", "json")
    assert said.code == 1
    (row,) = json.loads(said.out)["rows"]
    code = result["region"].values[3]
    assert row["where"] == f"deaths[region={code}, period=2022, sex=male, age=80]"


def test_what_a_user_can_do_wrong(call: Called, ran: Path) -> None:
    said = call("verify", RESULT, "--inputs", "nowhere")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("error: nowhere: the folder is not there; name a folder of")
    missing = call("verify", "results/none.nc", "--lang", "ja")
    assert missing.code == 2
    assert missing.err.startswith("誤り：results/none.nc: 結果ファイル（.nc）がありません")
    ran.write_bytes(ran.read_bytes().replace(b"tfr = 1.31", b"tfr = 1.32"))
    damaged = call("verify", RESULT)
    assert (damaged.code, damaged.out) == (2, "")
    assert "cut off, damaged or changed" in damaged.err


def test_a_result_that_does_not_record_enough(call: Called, ran: Path) -> None:
    records = json.loads(read_result(ran).attrs["inputs"])
    older = [{key: one[key] for key in one if key != "unit"} for one in records]
    rewritten(ran, inputs=json.dumps(older))
    said = call("verify", RESULT)
    assert (said.code, said.out) == (2, "")
    assert f"{RESULT}: the result was written by projection " in said.err


def test_keys_are_the_same_in_both_languages(call: Called, ran: Path) -> None:
    with_population(ran, 2.0)
    each = [
        call("verify", RESULT, "--format", "csv", "--lang", one).out for one in ("ja", "en")
    ]
    assert each[0] == each[1]
    assert each[0].startswith("result,scenario,region,verdict,figures,software,command,what,")


def test_the_command_is_shown(call: Called, place: Path) -> None:
    assert call("run", "--end", "2027", str(place / "scenarios/current.toml")).code == 0
    command = "projection run scenarios/current.toml --end 2027"
    assert read_result(place / RESULT).attrs["command"] == command
    assert command in call("verify", RESULT).out
    assert call("run", "scenarios/current.toml", "--region", "47").code == 0
    area = read_regions(place / "results/47/current.nc").attrs["command"]
    assert area == "projection run scenarios/current.toml --region 47"
