from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.cli.conftest import Called, Started
from tests.inputs.worlds_rates import edit, write_world


def test_the_shipped_cases_are_found_and_met(call: Called) -> None:
    said = call("validate", "--format", "csv")
    assert (said.code, said.err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert len({row["case"] for row in rows}) == 9
    assert {row["verdict"] for row in rows} == {"met"}
    assert all(float(row["deviation"]) <= float(row["tolerance"]) for row in rows)


def test_a_case_of_ones_own(call: Called, place: Path) -> None:
    write_world(place / "town")
    said = call("validate", "town")
    assert (said.code, said.err) == (0, "")
    assert "Comparisons within their tolerance: 1 of 1 (cases: 1)." in said.out
    assert "A small town: made up" in said.out
    assert "Note: why these tolerances (A small town): whole persons." in said.out


def test_a_missed_tolerance_ends_with_code_1(call: Called, place: Path) -> None:
    edit(
        write_world(place / "town") / "expected.csv",
        "foreign,female,1,900",
        "foreign,female,1,903",
    )
    said = call("validate", "town")
    assert (said.code, said.err) == (1, "")
    assert "Comparisons within their tolerance: 0 of 1 (cases: 1)." in said.out
    assert [line.split()[1:] for line in said.out.splitlines() if "MISSED" in line] == [
        ["6", "0.5", "persons", "3", "persons", "MISSED"]
    ]


def test_in_japanese(call: Called, place: Path) -> None:
    write_world(place / "town")
    said = call("validate", "town", "--lang", "ja")
    assert "許容差以内の比較：1件中1件（1事例）。" in said.out
    assert "小さな町：made up" in said.out
    assert "合格" in said.out


def test_machines_get_the_place_of_the_largest_deviation(call: Called, place: Path) -> None:
    edit(
        write_world(place / "town") / "expected.csv",
        "foreign,female,1,900",
        "foreign,female,1,903",
    )
    (row,) = json.loads(call("validate", "town", "--format", "json").out)["rows"]
    assert (row["verdict"], row["measured"], row["figures"]) == ("missed", "persons", 6)
    assert row["where"] == "population[nationality=foreign, year=2021, sex=female, age=1]"


def test_something_where_nothing_was_published_has_no_share(call: Called, place: Path) -> None:
    town = write_world(place / "town")
    edit(town / "expected.csv", "foreign,female,1,900", "foreign,female,1,0")
    edit(town / "rates.toml", '"absolute"', '"relative"')
    said = call("validate", "town", "--format", "json")
    assert said.code == 1
    assert json.loads(said.out)["rows"][0]["deviation"] is None
    assert "inf of the figure" in call("validate", "town").out


def test_faults_of_several_cases_are_told_at_once(call: Called, place: Path) -> None:
    for name in ("a", "b"):
        edit(write_world(place / "cases" / name) / "rates.csv", "0.9", "x")
    said = call("validate", "cases", "--lang", "ja")
    assert (said.code, said.out) == (2, "")
    assert said.err.count("survival_ratio: 数値が必要ですが、「x」です") == 2


def test_no_case_there(projection: Started, tmp_path: Path) -> None:
    ended = projection("validate")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert (
        "inputs/validation: expected cases to validate (folders with rates.toml" in ended.stderr
    )


def test_editors_get_the_schema_of_a_case(call: Called, place: Path) -> None:
    said = call("schema", "rates")
    committed = (place / "inputs/validation/rates.schema.json").read_text(encoding="utf-8")
    assert (said.code, said.out) == (0, committed)
