from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from projection.analysis.applying import applied
from projection.analysis.unknowns import parse_unknown
from projection.report.content import LeftOut
from projection.report.figure import Figure, Trails
from projection.report.figures.frontier import target_frontier
from projection.report.goal import FAMILIES, way_to_goal
from projection.report.material import Material
from projection.scenarios import load_vision

GOAL = """title = "t"
base = "base.toml"
scenario = "base.toml"
[[goals]]
title = "g"
measure = "population"
at = 2060
above = {limit}
"""


def aiming(material: Material, folder: Path, limit: int) -> Material:
    (folder / "base.toml").write_text("", encoding="utf-8")
    path = folder / "goals.toml"
    path.write_text(GOAL.format(limit=limit), encoding="utf-8")
    return replace(material, vision=load_vision(path))


def trails(material: Material) -> Trails:
    made = target_frontier(material)
    assert isinstance(made, Figure)
    form = made.panels[0].form
    assert isinstance(form, Trails)
    return form


def test_every_pair_reaches_the_goal(kiyose: Material, tmp_path: Path) -> None:
    material = aiming(kiyose, tmp_path, 74_000)
    experiment = material.experiment
    assert experiment is not None
    way = way_to_goal(material, experiment)
    goal, base = trails(material).series
    assert goal.role == "goal"
    assert len(goal.points) > 4
    for tfr, families in goal.points[::3]:
        given = way.scenario
        for typed, value in (("fertility.tfr", tfr), (FAMILIES, families)):
            given = applied(
                given, parse_unknown(typed), value, way.target.span, experiment.base
            )
        found = way.target.asked.value(experiment.run([given])).item()
        # Nine digits of the number of families.
        assert found == pytest.approx(74_000, abs=1e-2)
    assert base.points == ((1.31, 0.0),)
    assert base.role == "base"


def test_points_are_named_by_their_fertility(kiyose: Material, tmp_path: Path) -> None:
    form = trails(aiming(kiyose, tmp_path, 74_000))
    for one, names in zip(form.series, form.names, strict=True):
        assert [name.en for name in names] == [f"TFR {tfr:.2f}" for tfr, _ in one.points]


def test_the_goal_is_called_a_goal_and_the_base_a_projection(
    kiyose: Material, tmp_path: Path
) -> None:
    goal, base = trails(aiming(kiyose, tmp_path, 74_000)).series
    assert goal.label.ja == "目標：2060年（令和42年）の人口 74,000人"
    assert base.label.ja == "推計：現状"


def test_the_finding_says_first_whether_the_goal_is_met(
    kiyose: Material, tmp_path: Path
) -> None:
    for limit, ja, en in (
        (69_000, "に届く。", "is met"),
        (74_000, "に届かない。", "is not met"),
    ):
        made = target_frontier(aiming(kiyose, tmp_path, limit))
        assert isinstance(made, Figure)
        assert made.finding.ja.startswith("「現状」の推計では、仮定のままで目標「2060年")
        assert ja in made.finding.ja
        assert en in made.finding.en
        # 1.31 lies between; 0.75 and 3.00 are no plan.
        assert "1.00" in made.finding.en
        assert "1.50" in made.finding.en
        assert "3.00" not in made.finding.en


def test_out_of_reach_is_said(kiyose: Material, tmp_path: Path) -> None:
    made = target_frontier(aiming(kiyose, tmp_path, 900_000))
    assert isinstance(made, Figure)
    assert "No pair within the bounds" in made.finding.en
    assert "届く組合せは、探した範囲にはない" in made.finding.ja


def test_without_goals_the_option_is_named(kiyose: Material) -> None:
    made = target_frontier(kiyose)
    assert isinstance(made, LeftOut)
    assert "--vision" in made.remedy.en
