from pathlib import Path

import pytest

from projection.errors import ScenarioError
from projection.scenarios import find_scenarios
from tests.scenarios.writing import write


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b", "a", "below/c", "below/a", ".hidden/d", ".e"):
        write(tmp_path / "city" / f"{name}.toml", "")
    (tmp_path / "city" / "README.md").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*arguments: str) -> list[str]:
    return [one.name for one in find_scenarios(arguments)]


@pytest.mark.usefixtures("folder")
def test_a_folder_with_its_own_files_first() -> None:
    found = find_scenarios(["city"])
    assert [one.name for one in found] == ["a", "b", "below/a", "below/c"]
    assert found[2].path == Path("city/below/a.toml")


def test_a_file_comes_after_the_one_it_extends(folder: Path) -> None:
    for name, parent in {
        "a": "z",
        "y": "a",
        "q": "q",
        "d-1": "d",
        "d": "../x",
        "z": "x",
    }.items():
        write(folder / "city" / f"{name}.toml", f'extends = "{parent}.toml"')
    assert names("city")[:7] == ["z", "a", "b", "d", "d-1", "q", "y"]
    assert names("city/a.toml", "city/z.toml") == ["a", "z"]


@pytest.mark.usefixtures("folder")
def test_files_and_globs_are_named_by_their_stem() -> None:
    assert names("city/b.toml", "city/below/c.toml") == ["b", "c"]
    assert names("city/*.toml") == ["a", "b"]
    assert names("city/**/c.toml") == ["c"]


def test_a_glob_may_be_absolute(folder: Path) -> None:
    assert names(f"{folder}/city/?.toml") == ["a", "b"]


@pytest.mark.usefixtures("folder")
def test_a_file_asked_for_twice_is_taken_once() -> None:
    assert names("city/b.toml", "city", "./city/a.toml") == ["b", "a", "below/a", "below/c"]


@pytest.mark.usefixtures("folder")
def test_two_files_of_one_name() -> None:
    with pytest.raises(ScenarioError) as caught:
        find_scenarios(["city/a.toml", "city/below/a.toml"])
    assert caught.value.text() == (
        "city/below/a.toml: the name 'a' is also that of city/a.toml; "
        "their results would share one file: rename one of the two"
    )


def test_names_that_differ_in_case_alone(folder: Path) -> None:
    write(folder / "other" / "A.toml", "")
    with pytest.raises(ScenarioError, match="also that of"):
        find_scenarios(["city/a.toml", "other/A.toml"])


@pytest.mark.usefixtures("folder")
def test_everything_that_finds_nothing_is_told_at_once() -> None:
    with pytest.raises(ScenarioError) as caught:
        find_scenarios(["city/c.toml", "nowhere/*.toml", "city", "x" * 5000, ""])
    assert [fault.file for fault in caught.value.faults] == [
        "city/c.toml",
        "nowhere/*.toml",
        "x" * 5000,
        "",
    ]
    assert caught.value.text().startswith(
        "city/c.toml: no scenario file (*.toml) found; what is here: a.toml, b.toml, below/\n"
        "nowhere/*.toml: no scenario file (*.toml) found; what is here: city/\n"
    )


def test_no_arguments_find_nothing() -> None:
    assert find_scenarios([]) == []


def test_vision_files_are_passed_by_unless_named(folder: Path) -> None:
    goals = 'base = "a.toml"\n  [[ goals ]]\ntitle = "g"\n'
    write(folder / "city" / "goals.toml", goals)
    write(folder / "city" / "speaks_of_it.toml", "# [[goals]]\n")
    assert names("city") == ["a", "b", "speaks_of_it", "below/a", "below/c"]
    assert names("city/*.toml") == ["a", "b", "speaks_of_it"]
    assert names("city/goals.toml") == ["goals"]
