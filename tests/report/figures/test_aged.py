"""F11 and T3."""

from __future__ import annotations

import pytest

from projection.analysis import evaluate, find_measure
from projection.report.figures.aged import aged_shares, aged_table
from projection.report.material import Material
from tests.report.figures.worlds_material import alone, lines_of, results


@pytest.mark.parametrize(("panel", "name"), [(0, "aged_share"), (1, "aged_share_75")])
def test_results_are_drawn_as_they_are_measured(panel: int, name: str) -> None:
    several = results()
    line = lines_of(aged_shares(alone(several)), panel)["beta"]
    measured = evaluate(find_measure(name), several[1])
    assert [value for _, value in line.points] == pytest.approx(measured.values.tolist())


def test_the_table_has_every_fifth_year_and_two_rows_a_result() -> None:
    several = results()
    table = aged_table(alone(several)).table
    assert [one.key for one in table.columns] == ["scenario", "measure", "2020", "2025", "2030"]
    assert len(table.rows) == 6
    share = evaluate(find_measure("aged_share_75"), several[2]).sel(year=2030)
    assert table.rows[5][4] == pytest.approx(float(share))


def test_a_shorter_result_has_no_value_where_it_has_ended() -> None:
    long, short = results(["alpha", "beta"])
    short = short.sel(year=slice(2020, 2027), period=slice(2020, 2026))
    table = aged_table(alone([long, short], year=2027)).table
    assert table.rows[2][-1] is None
    assert table.rows[0][-1] is not None


def test_of_2010_only_the_aged_are_known(town: Material) -> None:
    figure = aged_shares(town)
    assert 2010 in dict(lines_of(figure, 0)["observed:total"].points)
    assert "observed:total" not in lines_of(figure, 1)


def test_thresholds_of_kiyose_are_told(kiyose: Material) -> None:
    figure, table = aged_shares(kiyose), aged_table(kiyose)
    assert "2033年（令和15年）に30%を超える。" in figure.finding.ja
    assert "It passes 30 % in 2033." in figure.finding.en
    assert "75歳以上人口割合は2020年（令和2年）の15.7%から" in table.finding.ja


def test_nobody_lives_anywhere() -> None:
    several = results(["alpha"])
    several[0]["population"] = several[0]["population"] * 0.0
    assert "(no comparison)" in aged_shares(alone(several)).finding.en
