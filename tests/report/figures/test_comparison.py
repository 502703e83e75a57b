from __future__ import annotations

from dataclasses import replace

import pytest

from projection.report.figures.comparison import total_comparison, total_table
from projection.report.material import Material
from projection.report.publications import OTHER_COUNT
from tests.report.figures.worlds_material import HOSTILE, alone, lines_of, results
from tests.report.figures.worlds_towns import made_up
from tests.report.numbered.worlds_tables import words


def test_every_result_is_an_index_of_its_base_year() -> None:
    material = made_up("alpha", "beta", HOSTILE)
    lines = lines_of(total_comparison(material))
    assert [*lines] == ["alpha", "beta", HOSTILE]
    for name, line in lines.items():
        totals = material.results[name]["population"].sum(("sex", "age")).values
        assert line.points[0] == (2020.0, 100.0)
        assert line.points[7][1] == pytest.approx(100 * totals[7] / totals[0])
    assert [line.role for line in lines.values()] == ["base", "outlook", "scenario"]


def test_published_projections_start_at_100_too(kiyose: Material) -> None:
    figure = total_comparison(kiyose)
    official = [one for one in lines_of(figure).values() if one.role == "official"]
    # IPSS 2023: 76,208 in 2020 (census), 72,531 in 2050.
    latest = dict(official[-1].points)
    assert latest[2020] == 100.0
    assert latest[2050] == pytest.approx(100 * 72_531 / 76_208)
    assert min(year for one in official for year, _ in one.points) == 2020
    assert official[-1].label.ja == "社人研 令和5年推計（国勢調査）"
    assert OTHER_COUNT in figure.notes
    assert any("国立社会保障・人口問題研究所" in one.ja for one in figure.sources)
    assert "2020年を100とすると2050年（令和32年）に95.2で" in figure.finding.ja
    # docs/answers.md: 70,755 of 74,636.
    assert "同じ期間に94.8となる" in figure.finding.ja


def test_levels_of_both_counts_stand_under_their_own_names(kiyose: Material) -> None:
    table = total_table(kiyose).table
    counts = [words(row[1]).ja for row in table.rows]
    assert counts == ["住民基本台帳（1月1日）"] * 2 + ["国勢調査（10月1日）"] * 3
    assert [one.key for one in table.columns[2:5]] == ["2020", "2025", "2030"]
    assert table.rows[-1][2] == 76_208
    assert table.rows[-1][-1] is None
    current = kiyose.results["current"]["population"].sel(year=2025).sum()
    assert table.rows[0][3] == pytest.approx(float(current))


def test_without_inputs_only_results_are_compared() -> None:
    figure = total_comparison(made_up("alpha"))
    assert OTHER_COUNT not in figure.notes
    assert len(figure.sources) == 1
    assert len(total_table(made_up("alpha")).table.rows) == 1


def test_the_highest_and_the_lowest_are_named() -> None:
    several = results(["alpha", "beta", "gamma"])
    for one, factor in zip(several, (1.0, 0.5, 1.3), strict=True):
        one["population"][-1] = factor * one["population"][0]
    finding = total_comparison(alone(several)).finding
    assert "Gamma is highest at 130.0, Beta lowest at 50.0" in finding.en
    assert "「略称alpha」の推計では100.0、将来展望「略称beta」では50.0" in finding.ja


def test_where_nobody_lives_there_is_no_index() -> None:
    empty = results(["alpha"])[0]
    empty["population"][:] = 0.0
    assert lines_of(total_comparison(alone([empty])))["alpha"].points == ()


def test_over_the_same_years_growth_is_compared(kiyose: Material) -> None:
    later = {
        name: one.isel(year=slice(3, None), period=slice(3, None))
        for name, one in kiyose.results.items()
    }
    figure = total_comparison(replace(kiyose, results=later))
    labels = [one.label.en for one in lines_of(figure).values() if one.role == "official"]
    assert labels[-1] == "IPSS 2023 (census, 2020 = 100)"
    # The base of 2023 does not know 2020: nothing is compared.
    assert "IPSS" not in figure.finding.en
