from __future__ import annotations

from dataclasses import replace

import pytest

from projection.report.material import Material
from projection.report.numbered.influence import influence_table
from tests.report.figures.worlds_material import alone, results
from tests.report.numbered.worlds_tables import left_out, rows_by_label, table, value


def test_grades_of_kiyose_are_those_of_the_influence_command(whole: Material) -> None:
    # docs/answers.md, printed by `projection influence`: one decimal.
    found = table(influence_table(whole))
    base, first, second, natural, births, social, moves = rows_by_label(found)["2045"]
    assert [round(value(one)) for one in (base, first, second)] == [71452, 77366, 68067]
    assert (round(value(natural), 1), births) == (108.3, 3)
    assert (round(value(social), 1), moves) == (88.0, 1)
    assert "108.3 %" in found.finding.en
    assert "自然増減の影響度は3" in found.finding.ja


def test_the_base_year_has_no_row(whole: Material) -> None:
    assert next(iter(rows_by_label(table(influence_table(whole))))) == "2025"


def test_where_the_year_of_the_guide_is_beyond_the_results_the_target_year_counts() -> None:
    short = results(["base", "simulation-1", "simulation-2"], periods=6)
    found = table(influence_table(alone(short, year=2023)))
    assert [*rows_by_label(found)] == ["2023", "2025"]
    assert "2023" in found.finding.en


def test_years_that_all_three_have_are_shown() -> None:
    longer, first, second = (
        results([name], periods=periods)[0]
        for name, periods in (("base", 16), ("simulation-1", 11), ("simulation-2", 12))
    )
    found = table(influence_table(alone([longer, first, second], year=2030)))
    assert [*rows_by_label(found)] == ["2025", "2030"]


@pytest.mark.parametrize("missing", ["simulation-1", "simulation-2"])
def test_without_a_simulation_the_table_names_it(whole: Material, missing: str) -> None:
    fewer = {name: one for name, one in whole.results.items() if name != missing}
    found = left_out(influence_table(replace(whole, results=fewer)))
    assert missing in found.remedy.ja
    assert "projection run" in found.remedy.en
