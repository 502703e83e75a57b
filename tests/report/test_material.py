"""What a report is written from."""

from __future__ import annotations

from pathlib import Path

import pytest

from projection.analysis import find_measure
from projection.errors import ResultError
from projection.report.material import gather_material
from projection.report.points import points_of
from projection.scenarios import Vision, load_vision
from tests.report.figures.worlds_material import alone, results

GOALS = """
title = "Goals"
base = "base.toml"
scenario = "base.toml"
[[goals]]
title = { ja = "人口", en = "People" }
measure = "population"
at = 2030
at_least = 1
"""


def goals_of(folder: Path, base: str) -> Vision:
    """Return goals beside a scenario file of the text `base`."""
    (folder / "base.toml").write_text(base, encoding="utf-8")
    (folder / "goals.toml").write_text(GOALS, encoding="utf-8")
    return load_vision(folder / "goals.toml")


def test_a_life_table_out_of_sight_leaves_the_rest_to_report(tmp_path: Path) -> None:
    # Its path is as seen from the scenario's folder, where people may not stand.
    ran = results()
    text = 'title = "Own"\n[mortality]\ntable = "gone.csv"\n'
    base = ran[0].assign_attrs(scenario_text=text)
    material = gather_material([base, *ran[1:]], tmp_path)
    assert material.inputs is None
    assert "gone.csv" in str(material.why_no_inputs)


def test_a_measure_is_worked_out_once_for_every_result() -> None:
    material, births = alone(results(["alpha", "beta"])), find_measure("births")
    first, second = (material.points(name, births) for name in ("alpha", "beta"))
    assert first == points_of(births, material.results["alpha"]) != second
    assert material.points("alpha", births) is first


def test_the_base_year_is_no_target_year(tmp_path: Path) -> None:
    with pytest.raises(ResultError, match=r"2020 is the base year .* --year, up to 2032"):
        gather_material(results(), tmp_path, year=2020)
    assert gather_material(results(), tmp_path, year=2021).year == 2021


def test_goals_of_another_region_are_refused(tmp_path: Path) -> None:
    vision = goals_of(tmp_path, 'title = "Kodaira"\nregion = "132110"\n')
    with pytest.raises(ResultError) as caught:
        gather_material(results(), tmp_path, vision=vision)
    said = str(caught.value)
    assert "goals.toml: goals of another municipality, 132110; the results are of" in said
    assert "(132217)" in said


@pytest.mark.parametrize("base", ['title = "Anywhere"\n', "no scenario"])
def test_goals_of_nobody_knows_where_are_taken(tmp_path: Path, base: str) -> None:
    vision = goals_of(tmp_path, base)
    assert gather_material(results(), tmp_path, vision=vision).vision is vision
