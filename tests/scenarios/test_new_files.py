"""The first scenarios of a municipality: they load, and say what was observed of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from projection.inputs import Region
from projection.language import Text
from projection.scenarios import load_scenario, load_vision
from projection.scenarios.new_files import Observed, new_scenarios

REGION = Region("132110", Text(ja="小平市", en="Kodaira"))
NAMES = ["current", "vision", "retention", "vision-retention", "closed", "goals"]


def written(folder: Path, observed: Observed) -> Path:
    for name, text in new_scenarios(observed).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_every_file_loads(tmp_path: Path) -> None:
    folder = written(tmp_path, Observed(REGION, 2015, 2019, 1.37))
    assert sorted(path.stem for path in folder.iterdir()) == sorted(NAMES)
    scenarios = {name: load_scenario(folder / f"{name}.toml") for name in NAMES[:-1]}
    assert {one.region for one in scenarios.values()} == {"132110"}
    # Runs begin at the base date, wherever that moves.
    assert {(one.start, one.end) for one in scenarios.values()} == {(None, 2065)}
    tfr = {name: one.fertility.tfr for name, one in scenarios.items()}
    assert tfr["current"] == tfr["closed"] == tfr["retention"]
    path = tfr["vision-retention"]
    assert path == tfr["vision"]
    assert not isinstance(path, str | None)
    assert path.years == (2019, 2030)
    assert path.values == (1.37, 1.8)
    assert [len(one.migration) for one in scenarios.values()] == [0, 0, 1, 1, 1]
    for one in scenarios.values():
        assert one.title.ja != one.title.en
        assert one.label.ja != one.label.en


def test_the_vision_file_names_its_goals(tmp_path: Path) -> None:
    folder = written(tmp_path, Observed(REGION, 2015, 2019, 1.37))
    vision = load_vision(folder / "goals.toml").said
    assert len(vision.goals) == 3
    assert vision.goals[0].title.en == "The TFR reaches 1.8 by 2030"
    assert vision.goals[2].title.ja == "20〜39歳の女性が2040年に2020年より減らない"


@pytest.mark.parametrize(
    ("tfr", "aim"), [(0.76, 1.8), (1.79, 1.8), (1.8, 2.1), (2.09, 2.1), (2.31, 2.4)]
)
def test_a_vision_is_above_what_is_there(tfr: float, aim: float) -> None:
    assert Observed(REGION, 2015, 2019, tfr).aim == aim


def test_a_later_base_has_a_later_goal() -> None:
    later = Observed(REGION, 2023, 2027, 1.2)
    assert later.by == 2032
    assert "{ 2027 = 1.20, 2032 = 1.8 }" in new_scenarios(later)["vision.toml"]
