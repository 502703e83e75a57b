from __future__ import annotations

import pytest

from projection.language import Text
from projection.report.material import Material
from projection.report.numbered.assumptions import assumed_values, assumed_words
from tests.report.figures.worlds_material import alone, results
from tests.report.numbered.worlds_tables import left_out, rows_by_label, table, words


def test_values_are_those_of_the_results() -> None:
    several = results(["alpha", "beta"])
    found = table(assumed_values(alone(several)))
    assert [one.key for one in found.table.columns[3:]] == ["2020", "2025", "2030"]
    rows = {(row[0], words(row[1]).en): row[3:] for row in found.table.rows}
    label = Text(ja="略称beta", en="Beta")
    rate = several[1]["fertility_rate"].isel(age=slice(None, -1)).sum("age").values
    assert rows[label, "Total fertility rate"] == pytest.approx(tuple(rate[[0, 5, 10]]))
    expected = several[1]["life_expectancy"].sel(sex="female", age=0).values
    female = rows[label, "Life expectancy at birth: female"]
    assert female == pytest.approx(tuple(expected[[0, 5, 10]]))
    assert len(found.table.rows) == 6
    assert {words(row[2]).en for row in found.table.rows} == {"births per woman", "years"}


def test_a_rate_that_stays_does_not_go_from_itself_to_itself(whole: Material) -> None:
    finding = table(assumed_values(whole)).finding
    assert "「現状」の推計では、合計特殊出生率は1.31のままである。" in finding.ja
    assert "the TFR stays at 1.31." in finding.en
    assert "合計特殊出生率は1.35から1.80となる" in finding.ja


def test_every_scenario_says_what_it_assumes(whole: Material) -> None:
    rows = rows_by_label(table(assumed_words(whole)))
    assert len(rows) == len(whole.results)
    births, deaths, moves = rows["Simulation 2"]
    assert (
        words(births).en == "TFR 1.31 in 2019, 2.10 in 2030 (straight lines between, then held)"
    )
    assert words(deaths).ja == "死亡率が全国の完全生命表の間と同じ速さで年齢ごとに低下する"
    assert words(moves).ja == "全年齢男女の移動をゼロとする（封鎖）"


def test_a_scenario_that_cannot_be_read_is_said() -> None:
    assert left_out(assumed_words(alone(results(["alpha"])))).id == "T12"
