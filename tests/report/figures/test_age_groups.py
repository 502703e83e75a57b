"""F2."""

from __future__ import annotations

import numpy as np
import pytest

from projection.analysis import evaluate, find_measure
from projection.report.figure import Bars
from projection.report.figures.age_groups import three_age_groups
from projection.report.material import Material
from tests.report.figures.worlds_material import HOSTILE, alone, results


def bars_of(material: Material, panel: int = 0) -> Bars:
    form = three_age_groups(material).panels[panel].form
    assert isinstance(form, Bars)
    return form


@pytest.mark.parametrize(("width", "periods"), [(1, 12), (5, 4)])
def test_parts_add_up_to_the_population_every_five_years(width: int, periods: int) -> None:
    several = results(width=width, periods=periods)
    form = bars_of(alone(several))
    assert form.stacked
    total = evaluate(find_measure("population"), several[0]).sum(["sex", "age"])
    for points in zip(*(one.points for one in form.series), strict=True):
        (year,) = {year for year, _ in points}
        assert (year - 2020) % 5 == 0
        np.testing.assert_allclose(sum(v for _, v in points), total.sel(year=year))
    assert len(form.series[0].points) == (3 if width == 1 else 5)


def test_shares_are_the_measures() -> None:
    several = results()
    for line in bars_of(alone(several)).lines:
        measured = evaluate(find_measure(line.key), several[0])
        for year, share in line.points:
            assert share == pytest.approx(float(measured.sel(year=year)))


def test_a_chart_a_result_and_two_of_them_in_print() -> None:
    panels = three_age_groups(alone(results())).panels
    assert [panel.scenario for panel in panels] == ["alpha", "beta", HOSTILE]
    assert [panel.still for panel in panels] == [True, True, False]
    headings = [panel.heading.ja for panel in panels if panel.heading]
    assert headings[:2] == ["推計：略称alpha", "将来展望：略称beta"]


def test_years_that_are_not_known_by_these_ages_are_left_out(town: Material) -> None:
    # Every fifth year before 2015: of 2010 nobody knows who is 75; 2005 is of Japanese.
    children = bars_of(town).series[0]
    assert [year for year, _ in children.points][:2] == [2005, 2015]
    assert list(children.points[0]) == [2005, 200]
    assert any("2005年は日本人住民" in note.ja for note in three_age_groups(town).notes)


def test_the_finding_tells_both_directions(kiyose: Material) -> None:
    finding = three_age_groups(kiyose).finding
    assert finding.ja.startswith("2020年（令和2年）の老年人口割合は28.2%、")
    assert "順に36.3%（8.1ポイント上昇）" in finding.ja
    assert "ポイント上昇" in finding.ja
    assert "ポイント低下" in finding.ja
    assert "将来展望「ビジョン＋定着」では" in finding.ja
