from __future__ import annotations

import pytest
import xarray as xr

from projection.report.content import LeftOut
from projection.report.figure import Bars, Figure
from projection.report.figures.outlook import outlook_against_base
from projection.report.material import Material
from tests.report.figures.worlds_material import alone, lines_of, results
from tests.report.figures.worlds_towns import made_up


def figure(material: Material) -> Figure:
    made = outlook_against_base(material)
    assert isinstance(made, Figure)
    return made


def totals(result: xr.Dataset) -> list[float]:
    persons: list[float] = result["population"].sum(("sex", "age")).values.tolist()
    return persons


def test_the_gap_is_the_outlook_less_the_base() -> None:
    material = made_up("alpha", "beta", "gamma", periods=12)
    made = figure(material)
    assert [*lines_of(made)] == ["alpha", "beta"]
    bars = made.panels[1].form
    assert isinstance(bars, Bars)
    base, outlook = (totals(material.results[name]) for name in ("alpha", "beta"))
    assert [year for year, _ in bars.series[0].points] == [2025, 2030]
    gaps = [outlook[at] - base[at] for at in (5, 10)]
    assert [gap for _, gap in bars.series[0].points] == pytest.approx(gaps)


@pytest.mark.parametrize(
    ("factor", "ja", "en"),
    [
        (1.1, "上回る（施策効果 ＋", "more than in the projection"),
        (0.9, "下回る（施策効果 △", "fewer than in the projection"),
        (1.0, "推計と変わらない", "as in the projection"),
    ],
)
def test_the_effect_has_its_sign(factor: float, ja: str, en: str) -> None:
    several = results(["alpha", "beta"])
    several[1]["population"][-1] = factor * several[0]["population"][-1]
    made = figure(alone(several))
    assert ja in made.finding.ja
    assert en in made.finding.en


def test_kiyose_has_the_effect_that_answers_md_prints(kiyose: Material) -> None:
    # docs/answers.md: 11,299 more residents, printed whole.
    made = figure(kiyose)
    assert "＋11,299人" in (made.panels[0].heading or made.title).ja
    assert "11,299 more" in made.finding.en


def test_published_growth_is_an_index_never_a_level(kiyose: Material) -> None:
    made = figure(kiyose)
    assert not any(one.role == "official" for one in lines_of(made).values())
    indices = lines_of(made, 2)
    assert [one.role for one in indices.values()] == ["base", "outlook", "official"]
    assert len(made.sources) == 2


def test_without_published_projections_two_charts_are_left() -> None:
    assert len(figure(made_up("alpha", "beta")).panels) == 2


def test_one_result_has_no_outlook() -> None:
    made = outlook_against_base(made_up("alpha"))
    assert isinstance(made, LeftOut)
    assert "projection report" in made.remedy.ja
