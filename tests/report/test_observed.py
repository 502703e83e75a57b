"""What the register counted, by kind of residents."""

from __future__ import annotations

import shutil
from functools import partial
from operator import itemgetter
from pathlib import Path

import pytest

from projection.analysis import evaluate, find_measure
from projection.inputs import Inputs, read_inputs
from projection.report.observed import (
    observed_changes,
    observed_points,
    observed_populations,
    spliced,
)
from tests.inputs.worlds import write_world
from tests.report.figures.worlds_material import ROOT, town


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    """A town with histories of several kinds."""
    found = town(tmp_path_factory.mktemp("town")).inputs
    assert found is not None
    return found


def test_dates_with_the_same_ages_stand_together(inputs: Inputs) -> None:
    kinds = observed_populations(inputs)
    assert [one["date"].values.tolist() for one in kinds["japanese"]] == [
        ["2005-03-31", "2008-01-01"],
        ["2010-03-31"],
    ]
    assert [one["age"].values.tolist() for one in kinds["japanese"]] == [
        [0, 15, 65, 75],
        [0, 15, 65],
    ]
    assert kinds["japanese"][0]["age"].attrs == {"width": 0, "open_age": 75}


def test_cells_are_in_their_places(inputs: Inputs) -> None:
    people = observed_populations(inputs)["japanese"][0]["population"]
    assert people.sel(year=2005, sex="female").values.tolist() == [100, 101, 102, 103]


def test_the_population_table_stands_for_all_residents(inputs: Inputs) -> None:
    (_, last) = observed_populations(inputs)["total"]
    assert last["population"].drop_vars("date").identical(inputs.population)


def test_a_share_that_the_ages_do_not_tell_is_left_out(inputs: Inputs) -> None:
    older = observed_points(
        observed_populations(inputs), partial(evaluate, find_measure("aged_share_75"))
    )
    assert list(older["japanese"]) == [(2005, 100 * 206 / 812), (2008, 100 * 406 / 1612)]
    assert older["total"] == ()


def test_fiscal_years_are_of_japanese_residents(inputs: Inputs) -> None:
    changes = observed_changes(inputs)
    assert changes["japanese"]["period"].values.tolist() == [2008, 2009]
    assert changes["japanese"]["deaths"].values.tolist() == [7, 9]
    assert changes["total"].identical(inputs.components)


def test_all_residents_follow_japanese_residents(inputs: Inputs) -> None:
    births = spliced(observed_changes(inputs), itemgetter("births"))
    years = [2008, 2009, 2011, 2012, 2013, 2014]
    assert births == tuple(zip(years, [9, 8, 30, 30, 30, 30], strict=True))


def test_a_town_without_histories(tmp_path: Path) -> None:
    plain = read_inputs(write_world(tmp_path))
    assert list(observed_populations(plain)) == ["total"]
    assert list(observed_changes(plain)) == ["total"]


def test_fiscal_years_of_another_region_are_left_aside(tmp_path: Path) -> None:
    for folder in ("tokyo", "japan"):
        shutil.copytree(ROOT / "inputs" / folder, tmp_path / folder)
    with (tmp_path / "tokyo" / "components.csv").open("a", encoding="utf-8") as file:
        file.write("132110,2005-04-01,2006-03-31,japanese,1,2,3,4,5,6\n")
    kodaira, other = (
        observed_changes(read_inputs(tmp_path / "tokyo", code)) for code in ("132110", "132136")
    )
    assert kodaira["japanese"]["births"].values.tolist() == [1]
    assert list(other) == ["total"]
