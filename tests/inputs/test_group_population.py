"""The table `group_population`: read by group, refused where it does not fit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from projection.errors import Fault, InputsError
from projection.inputs import check_inputs
from projection.inputs.csv_table import parse_table
from projection.inputs.group_population import read_group_population
from projection.inputs.groups import GroupPopulation, residents_at
from projection.inputs.regions import Region
from projection.inputs.text import SourceText
from projection.language import Text

SHIPPED = Path(__file__).parents[2] / "inputs"
PLACE = Region("132217", Text(ja="清瀬市", en="Kiyose"))
HEAD = "group,date,sex,age,population"
AGES = ("0-9", "10-64", "65+")


def everybody() -> xr.DataArray:
    coords = {"year": [2019, 2020], "sex": ["male", "female"], "age": [0, 10, 65]}
    return xr.DataArray(np.full((2, 2, 3), 50.0), coords, ("year", "sex", "age"))


def rows(group: str, date: str, persons: float, ages: tuple[str, ...] = AGES) -> list[str]:
    return [
        f"{group},{date},{sex},{age},{persons}" for sex in ("male", "female") for age in ages
    ]


def read(*lines: str, unit: float = 1.0) -> tuple[tuple[GroupPopulation, ...], list[str]]:
    faults: list[Fault] = []
    table = parse_table(SourceText("groups.csv", "\n".join([HEAD, *lines]), ""), faults)
    assert table is not None
    found = read_group_population(table, unit, PLACE, everybody(), faults)
    return found, [one.message() for one in faults]


def test_groups_may_have_dates_of_their_own() -> None:
    lines = [*rows("hospital", "2018-01-01", 4), *rows("home", "2020-01-01", 10)]
    found, wrong = read(*lines, *rows("home", "2030-01-01", 20))
    assert wrong == []
    assert [one.name for one in found] == ["hospital", "home"]
    sums = residents_at(found, [2010, 2020, 2025, 2040]).sum(axis=(1, 2))
    assert sums.tolist() == [84, 84, 114, 144]


def test_finer_ages_and_thousands() -> None:
    finer = ("0-4", "5-9", "10-64", "65-79", "80+")
    found, wrong = read(*rows("home", "2020-01-01", 0.01, finer), unit=1000.0)
    assert wrong == []
    (one,) = found
    assert one.population["age"].values.tolist() == [0, 10, 65]
    assert one.population.sel(year=2020, sex="male").values.tolist() == [20, 10, 20]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (rows("a", "2020-04-01", 1), "2020-04-01"),
        (rows("a", "2020-01-01", 1, ("0-64", "65+")), "expected 0-9, 10-64, 65+"),
        (rows("a", "2020-01-01", 1, ("0-9", "65+")), "10-64"),
        (rows("a", "2020-01-01", 1)[:-1], "65+"),
        (rows("a", "2020-01-01", 1) * 2, "duplicate"),
        (rows("a", "2020-01-01", -1), "a number of 0 or more"),
        (rows("a", "2020-01-01", 51), "51 persons live in institutions, but 50 in all"),
        (
            [*rows("a", "2018-01-01", 30), *rows("b", "2020-01-01", 30)],
            "on 1 January 2019 (Male, 0-9) 60 persons",
        ),
    ],
)
def test_what_is_wrong_is_said(lines: list[str], words: str) -> None:
    _, wrong = read(*lines)
    assert any(words in one for one in wrong), wrong


def test_columns_are_needed() -> None:
    faults: list[Fault] = []
    table = parse_table(SourceText("g.csv", "date,sex\n2020-01-01,male", ""), faults)
    assert table is not None
    assert read_group_population(table, 1.0, PLACE, everybody(), faults) == ()
    assert len(faults) == 3


def test_folders_of_several_regions_have_none(tmp_path: Path) -> None:
    folder = tmp_path / "tokyo"
    folder.mkdir()
    for path in (SHIPPED / "tokyo").glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    text = (SHIPPED / "tokyo/inputs.toml").read_text(encoding="utf-8")
    text = text.replace("../japan", str(SHIPPED / "japan"))
    text += '\n[tables.group_population]\nfile = "g.csv"\nunit = "persons"\n'
    text += 'publisher = "x"\nsource = "x"\nterms = "x"\n'
    (folder / "inputs.toml").write_text(text, encoding="utf-8")
    (folder / "g.csv").write_text("\n".join([HEAD, *rows("a", "2020-01-01", 1)]), "utf-8")
    with pytest.raises(InputsError, match="needs a folder of one region"):
        check_inputs(folder)
