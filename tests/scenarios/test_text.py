import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.scenarios import load_scenario, to_toml
from tests.scenarios.strategies import scenarios
from tests.scenarios.writing import scenario_of, write


@given(st.data())
def test_reads_back_as_it_was(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "own.csv").touch()
        scenario = data.draw(scenarios(folder))
        scenario.file.write_text(to_toml(scenario), encoding="utf-8", newline="")
        assert load_scenario(scenario.file) == scenario


def test_is_laid_out_as_a_planner_would(tmp_path: Path) -> None:
    (tmp_path / "own.csv").touch()
    write(
        tmp_path / "base.toml",
        'region = "132217"\nfertility.tfr = { 2030 = 1.80, 2019 = 1.31 }\n'
        'mortality = { improvement = 0.010, table = "own.csv" }\n',
    )
    scenario = scenario_of(
        tmp_path / "below",
        'extends = "../base.toml"\n'
        '[[migration]]\ntitle = "close"\nages = [0, 9]\nclosed = true\n',
    )
    assert to_toml(scenario) == (
        'title = { ja = "試験", en = "Trial" }\n'
        'region = "132217"\n'
        'basis = "rate"\n'
        "\n"
        "[fertility]\n"
        "tfr = { 2019 = 1.31, 2030 = 1.8 }\n"
        "mean_age_shift = 0\n"
        "\n"
        "[mortality]\n"
        "improvement = 0.01\n"
        "level = 1\n"
        'table = "../own.csv"\n'
        "\n"
        "[[migration]]\n"
        'title = "close"\n'
        'sex = "both"\n'
        "ages = [0, 9]\n"
        "closed = true\n"
    )


def test_does_not_depend_on_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own.csv").touch()
    path = write(tmp_path / "trial.toml", 'mortality.table = "own.csv"\n')
    absolute = to_toml(load_scenario(path))
    monkeypatch.chdir(tmp_path)
    assert to_toml(load_scenario(Path("trial.toml"))) == absolute
