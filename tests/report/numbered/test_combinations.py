from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import xarray as xr

from projection.report.material import Material
from projection.report.numbered.combinations import combinations
from tests.report.figures.worlds_material import alone, results
from tests.report.numbered.worlds_tables import left_out, rows_by_label, table, value


def saying(result: xr.Dataset, text: str) -> xr.Dataset:
    return result.assign_attrs(scenario_text=f'title = "a"\n{text}')


def material(*texts: str) -> Material:
    several = results([f"run{at}" for at in range(len(texts))])
    return alone([saying(one, text) for one, text in zip(several, texts, strict=True)])


def total(of: Material, name: str) -> Any:
    return pytest.approx(float(of.results[name]["population"].sel(year=of.year).sum()))


CLOSED = '[[migration]]\ntitle = "{title}"\nclosed = true\n'


def test_results_stand_where_their_assumptions_meet() -> None:
    found = material(
        "[fertility]\ntfr = 1.3",
        "[fertility]\ntfr = 1.8",
        "[fertility]\ntfr = 1.8\n" + CLOSED.format(title="closed"),
    )
    rows = rows_by_label(table(combinations(found)))
    assert rows == {
        "TFR 1.30 throughout": (total(found, "run0"), None),
        "TFR 1.80 throughout": (total(found, "run1"), total(found, "run2")),
    }


def test_the_same_assumption_under_another_title_is_one_column() -> None:
    texts = ("[fertility]\ntfr = 1.3\n", "[fertility]\ntfr = 1.8\n")
    found = material(texts[0] + CLOSED.format(title="a"), texts[1] + CLOSED.format(title="b"))
    assert len(table(combinations(found)).table.columns) == 2


def test_settings_of_one_title_are_told_apart() -> None:
    levers = ("add_per_year = 10", "add_per_year = 20")
    found = material(*(f'[[migration]]\ntitle = "in"\n{one}' for one in levers))
    labels = [one.label.en for one in table(combinations(found)).table.columns[1:]]
    assert labels == ["in [1]", "in [2]"]


def test_another_mortality_has_no_place_and_is_said() -> None:
    found = material("", "[mortality]\nimprovement = 0.01", "[fertility]\ntfr = 1.8")
    item = table(combinations(found))
    assert len(item.table.rows) == 2
    assert "Run1" in " ".join(note.en for note in item.notes)


def test_counts_are_another_setting_than_rates() -> None:
    item = table(combinations(material("", 'basis = "count"')))
    assert [one.label.en for one in item.table.columns[1:]] == [
        "Net migration as in the base period",
        "Net migration as in the base period (counts)",
    ]


def test_titles_that_mean_harm_are_labels_and_no_keys() -> None:
    harm = "=cmd|' /C calc'!A0"
    item = table(combinations(material("", CLOSED.format(title=harm))))
    assert item.table.columns[2].label.ja == harm
    assert [one.key for one in item.table.columns] == [
        "fertility",
        "migration_0",
        "migration_1",
    ]


def test_kiyose_has_two_settings_in_its_shipped_scenarios(whole: Material) -> None:
    rows = rows_by_label(table(combinations(whole)))
    # docs/answers.md: Current has 69,077 in 2060.
    assert round(value(rows["TFR 1.31 throughout"][0])) == 69077
    assert len(rows) == 3


def test_one_result_makes_no_grid(whole: Material) -> None:
    alone_now = replace(whole, results={"current": whole.results["current"]}, outlook=None)
    assert left_out(combinations(alone_now))


def test_a_scenario_that_cannot_be_read_is_said() -> None:
    assert left_out(combinations(alone(results(["alpha", "beta"])))).id == "T5"
