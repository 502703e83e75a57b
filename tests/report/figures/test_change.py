"""F4."""

from __future__ import annotations

import pytest

from projection.analysis import evaluate, find_measure
from projection.report.figure import Bars
from projection.report.figures.change import births_deaths_and_moves
from projection.report.material import Material
from tests.report.figures.worlds_material import alone, lines_of, results


@pytest.mark.parametrize(("width", "periods"), [(1, 12), (5, 4)])
@pytest.mark.parametrize(
    ("panel", "name"), [(0, "births"), (1, "deaths"), (2, "net_migration")]
)
def test_flows_are_per_year(panel: int, name: str, width: int, periods: int) -> None:
    several = results(width=width, periods=periods)
    line = lines_of(births_deaths_and_moves(alone(several)), panel)["beta"]
    measured = evaluate(find_measure(name), several[1])
    measured = measured.sum([dim for dim in measured.dims if dim != "period"])
    assert [year for year, _ in line.points] == several[1]["period"].values.tolist()
    assert [value for _, value in line.points] == pytest.approx(measured.values.tolist())


def test_fiscal_years_of_japanese_residents_stand_apart(town: Material) -> None:
    figure = births_deaths_and_moves(town)
    births = lines_of(figure)
    assert list(births["observed:japanese"].points) == [(2008, 9), (2009, 8)]
    assert [value for _, value in births["observed:total"].points] == [30, 30, 30, 30]
    # 60 - 50 + 2 - 1; 40 - 50 + 0 - 0.
    assert lines_of(figure, 3)["observed:japanese"].points[1][1] == -10
    assert any("年度" in note.ja for note in figure.notes)


def test_moves_are_observed_only(town: Material) -> None:
    form = births_deaths_and_moves(town).panels[2].form
    assert isinstance(form, Bars)
    moves = {one.key: dict(one.points) for one in form.series}
    assert moves["in_migration"][2008] == 60
    assert moves["out_migration"][2009] == 50
    assert sorted(moves["in_migration"]) == [2008, 2009, 2011, 2012, 2013, 2014]


def test_without_inputs_three_charts_are_left() -> None:
    assert len(births_deaths_and_moves(alone(results())).panels) == 3


def test_kiyose_has_more_deaths_than_births_since_2007(kiyose: Material) -> None:
    # Resident register: births and deaths of Japanese residents 639 and 624 in fiscal 2006,
    # 569 and 639 in fiscal 2007; of all residents 555 and 754 in 2013, 453 and 819 in 2019.
    finding = births_deaths_and_moves(kiyose).finding
    assert "出生数は555人から453人（18.4%減）" in finding.ja
    assert "死亡数は754人から819人（8.6%増）" in finding.ja
    assert "Since 2007 deaths have exceeded births every year." in finding.en
