"""What a file names stays inside its project, unless the user allows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from projection.cli.main import main
from projection.errors import ProjectionError
from projection.files import allowing_outside, project_folder
from projection.inputs.manifest import read_manifest
from projection.scenarios import load_scenario
from projection.scenarios.vision_loading import load_vision

SCENARIO = 'title = "t"\nend = 2050\n'
TABLE = (
    '[tables.population]\nfile = "{name}"\nunit = "persons"\npublisher = "p"\n'
    'source = "s"\nterms = "t"\n'
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project beside which lies a file that is nobody's business."""
    (tmp_path / "project" / "scenarios" / "city").mkdir(parents=True)
    (tmp_path / "project" / "inputs" / "city").mkdir(parents=True)
    (tmp_path / "secret.toml").write_text(SCENARIO, encoding="utf-8")
    (tmp_path / "project" / "base.toml").write_text(SCENARIO, encoding="utf-8")
    return tmp_path / "project"


def keys_of(error: ProjectionError) -> list[str]:
    return [one.key for one in error.faults]


def names(project: Path) -> dict[str, str]:
    (project / "linked.toml").symlink_to(project.parent / "secret.toml")
    return {
        "climbing": "../../../secret.toml",
        "absolute": str(project.parent / "secret.toml"),
        "linked": "../../linked.toml",
        "not there": "../../../../../../nothing/here.toml",
        "detour": "../../../project/../secret.toml",
    }


CASES = ("climbing", "absolute", "linked", "not there", "detour")


@pytest.mark.parametrize("case", CASES)
def test_what_a_scenario_extends(case: str, project: Path) -> None:
    file = project / "scenarios" / "city" / "s.toml"
    file.write_text(f'extends = "{names(project)[case]}"\n{SCENARIO}', encoding="utf-8")
    with pytest.raises(ProjectionError) as caught:
        load_scenario(file)
    assert keys_of(caught.value) == ["file_outside"]
    assert caught.value.faults[0].line == 1


@pytest.mark.parametrize("case", CASES)
def test_table_of_a_scenario(case: str, project: Path) -> None:
    file = project / "scenarios" / "city" / "s.toml"
    table = f'[mortality]\ntable = "{names(project)[case]}"\n'
    file.write_text(SCENARIO + table, encoding="utf-8")
    with pytest.raises(ProjectionError) as caught:
        load_scenario(file)
    assert keys_of(caught.value) == ["file_outside"]
    assert caught.value.faults[0].place == "mortality.table"


@pytest.mark.parametrize("case", CASES)
def test_scenario_of_a_vision(case: str, project: Path) -> None:
    file = project / "scenarios" / "city" / "v.toml"
    goal = '[[goals]]\ntitle = "g"\nmeasure = "population"\nat = 2040\nat_least = 1\n'
    head = f'title = "v"\nbase = "../../base.toml"\nscenario = "{names(project)[case]}"\n'
    file.write_text(head + goal, encoding="utf-8")
    with pytest.raises(ProjectionError) as caught:
        load_vision(file)
    assert keys_of(caught.value) == ["file_outside"]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("key", ["file", "standard"])
def test_tables_of_inputs(case: str, key: str, project: Path) -> None:
    name = names(project)[case]
    head = 'title = "t"\nbase_date = 2020-01-01\nwindow = 1\n'
    rest = TABLE.format(name=name) if key == "file" else f'standard = "{name}"\n'
    (project / "inputs" / "city" / "inputs.toml").write_text(head + rest, encoding="utf-8")
    with pytest.raises(ProjectionError) as caught:
        read_manifest(project / "inputs" / "city")
    assert keys_of(caught.value) == ["file_outside"]
    assert caught.value.faults[0].line == (5 if key == "file" else 4)


def test_inside_the_project_all_is_well(project: Path) -> None:
    file = project / "scenarios" / "city" / "s.toml"
    file.write_text('extends = "../../base.toml"\ntitle = "s"\n', encoding="utf-8")
    assert load_scenario(file).end == 2050


def test_allowed_by_the_user_for_as_long_as_asked(project: Path) -> None:
    file = project / "scenarios" / "city" / "s.toml"
    file.write_text('extends = "../../../secret.toml"\ntitle = "s"\n', encoding="utf-8")
    with allowing_outside():
        assert load_scenario(file).end == 2050
    with pytest.raises(ProjectionError):
        load_scenario(file)


def test_flag_of_the_command_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = project / "scenarios" / "city" / "s.toml"
    file.write_text('extends = "../../../secret.toml"\ntitle = "s"\n', encoding="utf-8")
    assert main(["scenario", "show", str(file), "--lang", "en"]) == 2
    assert "--allow-outside" in capsys.readouterr().err
    assert main(["scenario", "show", str(file), "--lang", "en", "--allow-outside"]) == 0
    assert "2050" in capsys.readouterr().out


def test_project_is_known_by_its_folders(project: Path, tmp_path: Path) -> None:
    assert project_folder(project / "scenarios" / "city") == project
    (tmp_path / "alone" / "below").mkdir(parents=True)
    assert project_folder(tmp_path / "alone" / "below") == tmp_path / "alone"
