"""A scenario saved as an extension of another says the same when it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from projection.errors import ProjectionError, ScenarioError
from projection.language import Text
from projection.scenarios import Scenario, YearPath, load_scenario
from projection.scenarios.loading import DEEPEST
from projection.scenarios.model import Lever
from projection.scenarios.saving import save_extension

PARENT = """title = "Parent"
region = "132217"
end = 2060
[fertility]
tfr = 1.31
mean_age_shift = 0.5
[mortality]
table = "own.csv"
[[migration]]
title = "there before"
add_per_year = 3
"""
WORDS = {
    "title": Text(ja="題", en="Title"),
    "label": Text(ja="略称", en="Label"),
    "notes": Text(ja="説明「引用」", en='Notes with "quotes"'),
}


@pytest.fixture
def parent(tmp_path: Path) -> Scenario:
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (folder / "own.csv").touch()
    (folder / "parent.toml").write_text(PARENT, encoding="utf-8")
    return load_scenario(folder / "parent.toml")


def child_of(parent: Scenario) -> Scenario:
    tfr = YearPath.of({2020: 1.31, 2030: 1.23456789})
    fertility = parent.fertility.model_copy(update={"tfr": tfr})
    lever = Lever.model_validate(
        {"title": Text(ja="新", en="new"), "sex": "female", "add_rate": YearPath.constant(0.01)}
    )
    return parent.model_copy(
        update={
            **WORDS,
            "start": 2020,
            "end": 2065,
            "fertility": fertility,
            "migration": (*parent.migration, lever),
        }
    )


@pytest.mark.parametrize("place", ["scenarios/child.toml", "elsewhere/deep/child.toml"])
def test_read_again_it_is_the_same(parent: Scenario, tmp_path: Path, place: str) -> None:
    path = tmp_path / place
    save_extension(child_of(parent), parent, path)
    again = load_scenario(path)
    assert again.mortality.table is not None
    assert again.mortality.table.samefile(tmp_path / "scenarios" / "own.csv")
    expected = child_of(parent).model_copy(
        update={"name": "child", "file": path, "mortality": again.mortality}
    )
    assert again == expected
    assert [one.name for one in path.parent.iterdir() if one.name.startswith(".")] == []


def test_only_what_differs_is_written(parent: Scenario, tmp_path: Path) -> None:
    path = tmp_path / "scenarios" / "child.toml"
    save_extension(child_of(parent), parent, path)
    text = path.read_text(encoding="utf-8")
    assert 'extends = "parent.toml"' in text
    for word in ("mean_age_shift", "table", "region", "there before", "[mortality]"):
        assert word not in text


def test_a_file_that_is_extended_is_never_replaced(parent: Scenario, tmp_path: Path) -> None:
    child = tmp_path / "scenarios" / "child.toml"
    save_extension(child_of(parent), parent, child)
    loaded = load_scenario(child)
    before = parent.file.read_bytes()
    for path in (child, parent.file, tmp_path / "scenarios" / ".." / "scenarios/parent.toml"):
        with pytest.raises(ScenarioError, match="choose another name"):
            save_extension(child_of(loaded), loaded, path)
    assert parent.file.read_bytes() == before


def test_an_answer_of_before_is_replaced(parent: Scenario, tmp_path: Path) -> None:
    path = tmp_path / "scenarios" / "child.toml"
    path.write_text("# an older one", encoding="utf-8")
    save_extension(child_of(parent), parent, path)
    assert load_scenario(path).title == WORDS["title"]


def test_another_ending_is_refused(parent: Scenario, tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"ends in \.toml"):
        save_extension(child_of(parent), parent, tmp_path / "child.txt")


def test_a_chain_that_could_not_be_read_is_not_written(
    parent: Scenario, tmp_path: Path
) -> None:
    last = parent
    for number in range(DEEPEST):
        path = tmp_path / "scenarios" / f"{number}.toml"
        save_extension(last.model_copy(update=WORDS), last, path)
        last = load_scenario(path)
    with pytest.raises(ScenarioError, match=f"more than {DEEPEST} steps"):
        save_extension(last.model_copy(update=WORDS), last, tmp_path / "one-more.toml")


def test_a_file_in_the_way_of_the_folder(parent: Scenario, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ProjectionError, match="file"):
        save_extension(child_of(parent), parent, tmp_path / "file" / "child.toml")


def test_a_fall_that_takes_the_place_of_a_course_is_saved_with_it(parent: Scenario) -> None:
    followed = parent.mortality.model_copy(update={"course": "published"})
    first = parent.file.with_name("followed.toml")
    save_extension(parent.model_copy(update={"mortality": followed}), parent, first)
    before = load_scenario(first)
    assert before.mortality == followed
    fall = {"course": "national", "improvement": YearPath.constant(0.02)}
    after = before.mortality.model_copy(update=fall)
    path = parent.file.with_name("answer.toml")
    save_extension(before.model_copy(update={"mortality": after}), before, path)
    assert load_scenario(path).mortality == after
