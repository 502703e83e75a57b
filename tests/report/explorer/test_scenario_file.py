"""The parts of the file that the page saves; whether it runs is told in a browser."""

from __future__ import annotations

import tomllib
from pathlib import Path

from projection.report.explorer.scenario_file import file_parts
from tests.report.explorer.worlds import nowhere
from tests.scenarios.test_levers import scenario


def test_region_and_years_are_written_out_and_words_left_to_the_page(tmp_path: Path) -> None:
    parts = file_parts(scenario(tmp_path, "", 'title = "t"\n'), "132217", 2020, 2044)
    assert parts["head"] == {
        "region": '"132217"',
        "start": "2020",
        "end": "2044",
        "basis": '"rate"',
    }


def test_everything_that_is_inherited_is_there(tmp_path: Path) -> None:
    world = nowhere(tmp_path)
    parts = file_parts(world.scenarios[1], "132217", 2015, 2032)
    assert parts["fertility"]["tfr"] == "1.9"
    assert tomllib.loads(f"x = {parts['mortality']['level']}")["x"] == {"2015": 1, "2020": 0.95}
    assert [one["title"] for one in parts["levers"][1:]] == [
        '"newborn and oldest leave"',
        '"to balance"',
        '"closed"',
    ]


def test_movers_are_levers_without_their_persons(tmp_path: Path) -> None:
    parts = file_parts(scenario(tmp_path, ""), "132217", 2020, 2044)
    parents, children = parts["movers"]["families"]
    assert (parents["persons"], children["persons"]) == (2.0, 1.5)
    assert parents["values"]["ages"] == "[30, 39]"
    assert set(parents["values"]) == {"title", "sex", "ages"}
