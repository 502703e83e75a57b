from __future__ import annotations

from dataclasses import replace

import pytest

from projection.report.material import Material
from projection.report.numbered.outlook import outlook_assumptions
from tests.report.figures.worlds_material import alone, results
from tests.report.numbered.worlds_tables import left_out, table, words


def test_years_are_those_that_the_scenario_names(whole: Material) -> None:
    found = table(outlook_assumptions(whole))
    assert [row[0] for row in found.table.rows] == [2020, 2025, 2030, 2060]


def test_tfr_lies_on_the_path_of_the_file(whole: Material) -> None:
    # 1.31 in 2019, 1.8 in 2030: 0.49 / 11 a year.
    rates = [row[1] for row in table(outlook_assumptions(whole)).table.rows]
    assert rates == pytest.approx([1.31 + 0.49 / 11, 1.31 + 6 * 0.49 / 11, 1.8, 1.8])


def test_conditions_say_what_levers_do_in_the_year(whole: Material) -> None:
    rows = table(outlook_assumptions(whole)).table.rows
    in_2025, in_2030 = (words(rows[at][2]) for at in (1, 2))
    assert "30〜39歳男女：年＋20人" in in_2025.ja
    assert "2030年の均衡（ゼロ）に向け" in in_2025.ja
    assert in_2030.en.endswith("0-9, both sexes: +45 a year")
    assert "5歳階級：均衡（ゼロ）" in in_2030.ja


def test_without_levers_the_base_period_goes_on(whole: Material) -> None:
    found = table(outlook_assumptions(replace(whole, outlook="vision")))
    assert {words(row[2]).en for row in found.table.rows} == {
        "net migration stays as in the base period"
    }
    assert "基準期間の純移動が続く" in found.finding.ja
    assert "基準期間は2015〜2019年。" in [one.ja for one in found.notes]


def test_what_is_assumed_after_the_result_ends_is_not_shown(whole: Material) -> None:
    short = {
        name: one.isel(year=slice(8), period=slice(7)) for name, one in whole.results.items()
    }
    found = table(outlook_assumptions(replace(whole, results=short, year=2026)))
    assert [row[0] for row in found.table.rows] == [2020, 2025, 2026, 2027]


def test_one_result_has_no_outlook() -> None:
    found = left_out(outlook_assumptions(alone(results(["alpha"]))))
    assert "projection report" in found.remedy.en
