from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import SHIPPED, Called


def test_show_prints_what_is_inherited_as_toml(call: Called, place: Path) -> None:
    said = call("scenario", "show", "scenarios/more/closed.toml")
    assert (said.code, said.err) == (0, "")
    shown = tomllib.loads(said.out)
    assert shown["fertility"]["tfr"] == 1.31
    assert shown["migration"][0]["closed"] is True
    (place / "again.toml").write_text(said.out, encoding="utf-8")
    assert call("scenario", "show", "again.toml").out == said.out


def test_diff_shows_both_sides(call: Called) -> None:
    said = call("scenario", "diff", "scenarios/current.toml", "scenarios/vision.toml")
    assert (said.code, said.err) == (0, "")
    rows = [line for line in said.out.splitlines() if line.startswith("fertility.tfr")]
    assert rows[0].split()[:2] == ["fertility.tfr", "1.31"]
    assert rows[0].endswith("{ 2019 = 1.31, 2025 = 1.8 }")


def test_diff_of_the_same(call: Called) -> None:
    same = ["scenario", "diff", *["scenarios/current.toml"] * 2]
    assert call(*same).out.endswith("Nothing differs.\n")
    assert call(*same, "--lang", "ja").out.endswith("違いはありません。\n")


def test_the_faults_of_both_are_told_at_once(call: Called) -> None:
    said = call("scenario", "diff", "one.toml", "other.toml")
    assert (said.code, said.out) == (2, "")
    assert "one.toml" in said.err
    assert "other.toml" in said.err


@pytest.mark.parametrize(
    ("words", "file"),
    [
        ([], "scenarios/scenario.schema.json"),
        (["scenario"], "scenarios/scenario.schema.json"),
        (["vision"], "scenarios/vision.schema.json"),
        (["inputs"], "inputs/inputs.schema.json"),
    ],
)
def test_schema_prints_the_schema_that_ships(call: Called, words: list[str], file: str) -> None:
    shipped = json.loads((SHIPPED / file).read_text(encoding="utf-8"))
    assert json.loads(call("schema", *words).out) == shipped
