from __future__ import annotations

from dataclasses import replace

import pytest

from projection.report.content import LeftOut
from projection.report.figure import Figure, Heat
from projection.report.figures.leverage import leverage_by_age
from projection.report.material import Material
from tests.report.figures.worlds_material import WHY_NOT


def grids(material: Material) -> list[Heat]:
    made = leverage_by_age(material)
    assert isinstance(made, Figure)
    forms = [panel.form for panel in made.panels]
    assert all(isinstance(form, Heat) for form in forms)
    return [form for form in forms if isinstance(form, Heat)]


def test_cells_are_those_that_answers_md_prints(kiyose: Material) -> None:
    # docs/answers.md: `projection leverage`, two decimals; rows of five years of age.
    women, men = grids(kiyose)
    assert [one.en for one in women.x.categories][:3] == ["2020", "2025", "2030"]
    assert women.y.categories[4].ja == "20〜24歳"
    assert women.cells[4][:3] == pytest.approx((2.34, 2.16, 2.04), abs=0.005)
    assert men.cells[4][:3] == pytest.approx((0.92, 0.91, 0.90), abs=0.005)
    assert len(women.cells) == len(women.y.categories) == 21


def test_nobody_arrives_after_the_target_year(kiyose: Material) -> None:
    women, _ = grids(replace(kiyose, year=2032))
    assert [one.en for one in women.x.categories] == ["2020", "2025", "2030"]


def test_who_adds_most_is_named(kiyose: Material) -> None:
    made = leverage_by_age(kiyose)
    # docs/answers.md: a woman of 22 adds most (2.17 persons).
    assert isinstance(made, Figure)
    assert "a woman of 22 adds most" in made.finding.en
    assert "22歳の女性が2.17人で最も大きい" in made.finding.ja


def test_before_the_base_year_nothing_can_happen(kiyose: Material) -> None:
    made = leverage_by_age(replace(kiyose, year=2020))
    assert isinstance(made, LeftOut)
    assert "2020" in made.remedy.ja


def test_without_inputs_the_option_is_named(kiyose: Material) -> None:
    made = leverage_by_age(replace(kiyose, inputs=None, why_no_inputs=WHY_NOT))
    assert isinstance(made, LeftOut)
    assert "--inputs" in made.remedy.ja
