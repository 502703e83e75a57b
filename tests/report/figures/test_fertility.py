"""F8."""

from __future__ import annotations

import pytest

from projection.analysis import evaluate, find_measure
from projection.report.figure import Bars
from projection.report.figures.fertility import fertility
from projection.report.material import Material
from tests.report.figures.worlds_material import alone, lines_of, results


@pytest.mark.parametrize(
    ("panel", "name"), [(0, "total_fertility_rate"), (1, "child_woman_ratio")]
)
def test_results_are_drawn_as_they_are_measured(panel: int, name: str) -> None:
    several = results()
    lines = lines_of(fertility(alone(several)), panel)
    assert list(lines) == ["alpha", "beta", "<script>alert(1)</script>"]
    measured = evaluate(find_measure(name), several[1])
    assert [value for _, value in lines["beta"].points] == pytest.approx(measured.values)


def test_published_series_are_never_joined(town: Material) -> None:
    lines = lines_of(fertility(town))
    ours, tokyo = lines["published:1"], lines["published:2"]
    assert list(ours.points) == [(2010, 1.18), (2015, 1.15)]
    assert ours.label.ja == "架空市（公表値：省）"
    assert list(tokyo.points) == [(2010, 1.12), (2011, 1.06), (2012, 1.09)]
    assert {ours.role, tokyo.role} == {"official"}
    assert "published:3" not in lines


def test_places_of_a_series_stand_side_by_side_ours_first(town: Material) -> None:
    panel = fertility(town).panels[1]
    assert panel.heading is not None
    assert panel.heading.ja == "省「ベイズ」"
    form = panel.form
    assert isinstance(form, Bars)
    assert [one.en for one in form.x.categories] == ["Nowhere", "Kodaira"]
    early, late = (dict(one.points) for one in form.series)
    assert early == {0: 1.18, 1: 1.29}
    assert late == {0: 1.15}
    assert not form.stacked


def test_sources_name_every_series(town: Material) -> None:
    assert [one.en for one in fertility(town).sources][:2] == [
        "The ministry, Bayes",
        "The bureau, By year",
    ]


def test_what_births_imply_comes_from_the_fit(kiyose: Material) -> None:
    # About 1.26 in 2017 and 1.17 in 2018 by the national pattern; 1.31 published for 2017.
    implied = dict(lines_of(fertility(kiyose))["observed:births"].points)
    assert implied[2017] == pytest.approx(1.26, abs=0.02)
    assert implied[2018] == pytest.approx(1.17, abs=0.02)


def test_the_finding_of_kiyose(kiyose: Material) -> None:
    finding = fertility(kiyose).finding
    assert "「現状」の推計では、2059年（令和41年）の合計特殊出生率は1.31。" in finding.ja
    assert (
        "将来展望「ビジョン＋定着」では、2059年（令和41年）の合計特殊出生率は1.80。"
        in finding.ja
    )
    assert "最も新しい公表値は2018〜2022年の1.15（厚生労働省「" in finding.ja
