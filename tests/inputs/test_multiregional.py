"""A folder with the rates of several regions."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from projection.errors import InputsError
from projection.inputs.multiregional import read_multiregional
from tests.inputs.worlds_rates import edit

SLOVENIA = Path(__file__).parents[2] / "inputs" / "validation" / "slovenia_1978"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SLOVENIA, tmp_path / "case"))


def refused(folder: Path) -> str:
    with pytest.raises(InputsError) as caught:
        read_multiregional(folder)
    assert any("\u3040" < one < "\u9fff" for one in caught.value.text("ja"))
    return caught.value.text("en").replace(f"{folder}/", "")


def test_the_shipped_case() -> None:
    case = read_multiregional(SLOVENIA)
    assert (case.start, case.steps, case.open_rule) == (1961, 8, "dropped")
    slovenes = case.rates.sel(region="slovenia", age=0)
    assert float(slovenes["population"]) == 67800
    # 192 of the 67,800 aged 0-4 moved in 1961, 417 died.
    assert float(slovenes["move_rate"].sel(to_region="rest")) == pytest.approx(192 / 67800)
    assert float(slovenes["mortality_rate"]) == pytest.approx(417 / 67800)
    assert [one.unit for one in case.expected] == [1.0, 1.0, 1.0, 0.01]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "multiregional.toml",
            'open_rule = "dropped"',
            'open_rule = "lost"',
            'open_rule: expected one of "joint", "dropped"; found \'lost\'',
        ),
        (
            "multiregional.toml",
            "move_rate",
            "moves",
            "unknown key 'moves'; known keys: population",
        ),
        ("move_rate.csv", "slovenia,rest,0-4,", "slovenia,est,0-4,", "no rows of"),
        (
            "population.csv",
            "slovenia,0-4,",
            "slovenia,0-4,x",
            "expected a number; found 'x67800'",
        ),
    ],
)
def test_a_fault_is_told(folder: Path, file: str, old: str, new: str, expected: str) -> None:
    edit(folder / file, old, new)
    assert expected in refused(folder)


def test_files_are_kept_by_kind() -> None:
    files = read_multiregional(SLOVENIA).files
    assert {kind: Path(file).name for kind, file in files.items()} == {
        "population": "population.csv",
        "mortality_rate": "rates.csv",
        "fertility_rate": "rates.csv",
        "move_rate": "move_rate.csv",
    }


MOVES = "move_rate.csv"
FAULTS = {
    "row missing": (
        (MOVES, "slovenia,rest,0-4,"),
        ["move_rate.csv: there are no rows of slovenia, rest, 0-4"],
    ),
    "row of a region to itself missing": (
        (MOVES, "rest,rest,85+,"),
        ["move_rate.csv: there are no rows of rest, rest, 85+"],
    ),
    "age of the population missing": (
        ("population.csv", "rest,85+,"),
        ["population.csv: there are no rows of rest, 85+"],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_row_that_is_missing_is_told(folder: Path, name: str) -> None:
    (file, beginning), expected = FAULTS[name]
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(beginning)]
    assert len(kept) == len(lines) - 1
    (folder / file).write_text("\n".join(kept), encoding="utf-8")
    assert refused(folder).splitlines() == expected


def test_every_wrong_region_is_told(folder: Path) -> None:
    moves = folder / MOVES
    text = moves.read_text(encoding="utf-8")
    moves.write_text(text.replace(",rest,", ",serbia,"), encoding="utf-8")
    said = refused(folder)
    assert "to_region: found serbia, which the other tables do not have" in said
    assert "to_region: no rows of rest, which other tables have" in said


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("steps = 8", "steps = 8\nsteps_more = 1", "unknown key 'steps_more'"),
        ("steps = 8", 'steps = "8"', "steps: expected a whole number; found '8'"),
        ("start = 1961", "", "start"),
        ("tolerance = 0.5", "tolerance = 0.5\ncompared = 1", "unknown key 'compared'"),
        ("tolerance = 0.5", "tolerance = -1", "expected a tolerance above 0; found -1"),
        ('"population.csv"', '"persons.csv"', "persons.csv: the file is not there"),
    ],
)
def test_a_fault_of_the_toml_file_is_told(
    folder: Path, old: str, new: str, expected: str
) -> None:
    edit(folder / "multiregional.toml", old, new)
    assert expected in refused(folder)


def test_all_tables_have_the_regions_of_the_population(folder: Path) -> None:
    table = folder / "rates.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("slovenia", "slovenija"), encoding="utf-8")
    said = refused(folder)
    assert "region: found slovenija, which the other tables do not have" in said
