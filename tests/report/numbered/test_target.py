from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from projection.analysis.applying import applied
from projection.analysis.unknowns import parse_unknown
from projection.report.goal import FAMILIES, way_to_goal
from projection.report.material import Material
from projection.report.numbered.target import goal_conditions
from projection.scenarios import load_vision
from tests.report.numbered.worlds_tables import left_out, table, value, words

GOAL = '\n[[goals]]\ntitle = "{title}"\nmeasure = "{measure}"\nat = {at}\n{limit}\n'


def with_goals(material: Material, folder: Path, *goals: str) -> Material:
    for name in ("current", "vision"):
        (folder / f"{name}.toml").write_text("", encoding="utf-8")
    path = folder / "goals.toml"
    text = 'title = "t"\nbase = "current.toml"\nscenario = "vision.toml"\n' + "".join(goals)
    path.write_text(text, encoding="utf-8")
    return replace(material, vision=load_vision(path))


def goal(limit: str, *, measure: str = "population", at: int = 2060) -> str:
    return GOAL.format(title=f"{measure} {limit}", measure=measure, at=at, limit=limit)


def test_each_level_alone_reaches_the_goal(whole: Material, tmp_path: Path) -> None:
    material = with_goals(whole, tmp_path, goal("at_least = 72_000"))
    experiment = material.experiment
    assert experiment is not None
    way = way_to_goal(material, experiment)
    rows = table(goal_conditions(material)).table.rows
    for row, typed in zip(rows, ("fertility.tfr", FAMILIES, "migration: 25-39, female"),
                          strict=True):  # fmt: skip
        answer = applied(way.scenario, parse_unknown(typed), value(row[3]),
                         way.target.span, experiment.base)  # fmt: skip
        run = experiment.run([answer])
        # The level has nine digits.
        assert way.target.asked.value(run).item() == pytest.approx(72_000, abs=1e-3)


def test_answers_md_knows_the_tfr_that_keeps_75000(whole: Material, tmp_path: Path) -> None:
    # There it works from 2025 to 2035; here from 2020 to 2030, so a little less is needed.
    material = with_goals(whole, tmp_path, goal("at_least = 75_000"))
    found = table(goal_conditions(material))
    needed = value(found.table.rows[0][3])
    assert 1.31 < needed < 1.85
    assert "下回る" in found.finding.ja


def test_a_goal_that_is_met_says_how_far_one_could_fall(
    whole: Material, tmp_path: Path
) -> None:
    found = table(goal_conditions(with_goals(whole, tmp_path, goal("at_least = 69_050"))))
    # docs/answers.md: 69,077 are projected.
    assert "27 above the goal" in found.finding.en
    assert "目標を27人上回り、仮定のままで届く" in found.finding.ja
    assert (
        "合計特殊出生率は、推計の仮定（1.31）から下げる余地がほとんどない" in found.finding.ja
    )
    assert "下がっても届く" in found.finding.ja
    assert [words(row[4]).en for row in found.table.rows] == ["yes"] * 3


def test_out_of_reach_is_said(whole: Material, tmp_path: Path) -> None:
    material = with_goals(whole, tmp_path, goal("above = 990_000"))
    found = table(goal_conditions(material))
    assert [row[3] for row in found.table.rows] == [None] * 3
    assert "届かない" in words(found.table.rows[0][4]).ja
    assert "does not reach it" in found.finding.en


def test_people_come_before_births(whole: Material, tmp_path: Path) -> None:
    births = goal("at_least = 500", measure="births", at=2040)
    material = with_goals(whole, tmp_path, births, goal("at_least = 71_000"))
    assert material.experiment is not None
    assert way_to_goal(material, material.experiment).target.value == 71_000
    alone = with_goals(whole, tmp_path, births)
    assert "births of 500 persons per year in 2040" in table(goal_conditions(alone)).finding.en


@pytest.mark.parametrize(
    "unfit",
    ["at_most = 70_000", "at_least = { year = 2040 }"],
)
def test_goals_of_another_kind_give_no_way(whole: Material, tmp_path: Path, unfit: str) -> None:
    found = left_out(goal_conditions(with_goals(whole, tmp_path, goal(unfit))))
    assert "at_least" in found.remedy.ja


def test_the_base_year_may_be_the_limit(whole: Material, tmp_path: Path) -> None:
    material = with_goals(whole, tmp_path, goal("at_least = { year = 2020 }"))
    assert material.experiment is not None
    assert way_to_goal(material, material.experiment).target.value == pytest.approx(74_636)


def test_without_goals_the_option_is_named(whole: Material) -> None:
    found = left_out(goal_conditions(replace(whole, vision=None)))
    assert "--vision" in found.remedy.en
    assert "--vision" in found.remedy.ja


def test_without_inputs_the_option_is_named(whole: Material) -> None:
    found = left_out(goal_conditions(replace(whole, inputs=None)))
    assert "--inputs" in found.remedy.en
