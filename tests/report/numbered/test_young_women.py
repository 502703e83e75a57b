from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import xarray as xr

from projection.analysis.young_women import change_of_young_women
from projection.report.material import Material
from projection.report.numbered.young_women import young_women
from tests.report.figures.worlds_material import alone, results
from tests.report.numbered.worlds_tables import (
    left_out,
    rows_by_label,
    table,
    value,
    words,
)


def test_changes_are_those_of_the_results_over_thirty_years(whole: Material) -> None:
    rows = rows_by_label(table(young_women(whole)))
    closed, moving, found = rows["Current"]
    years = (2020, 2050)
    assert closed == float(change_of_young_women(whole.results["closed"], years))
    assert moving == float(change_of_young_women(whole.results["current"], years))
    # Births and deaths alone: 20 % to 50 %; with migration below 20 %.
    assert -50 < value(closed) <= -20 < value(moving)
    assert words(found).en == "D-1 (other)"
    assert words(found).ja == "D-1（その他）"


def test_the_closed_run_of_the_outlook_keeps_its_fertility(whole: Material) -> None:
    rows = rows_by_label(table(young_women(whole)))
    closed = value(rows["Vision + retention + families"][0])
    # More daughters are born than in the closed run of the base before 2030, none moves.
    assert value(rows["Current"][0]) < closed < 0


def test_a_closed_result_serves_where_nothing_can_be_run(results_only: Material) -> None:
    rows = rows_by_label(table(young_women(results_only)))
    assert [*rows] == ["Current"]


def test_without_closed_results_and_inputs_the_option_is_named(results_only: Material) -> None:
    fewer = {name: one for name, one in results_only.results.items() if name != "closed"}
    found = left_out(young_women(replace(results_only, results=fewer)))
    assert "--inputs" in found.remedy.ja


def test_results_of_less_than_thirty_years_are_left_out(whole: Material) -> None:
    short = {
        name: one.isel(year=slice(20), period=slice(19)) for name, one in whole.results.items()
    }
    remedy = left_out(young_women(replace(whole, results=short, year=2035))).remedy
    assert "2050" in remedy.en
    assert "projection run --end" in remedy.ja


def test_results_whose_scenario_cannot_be_read_are_left_out() -> None:
    long = results(["alpha"], periods=32)
    assert "alpha" in left_out(young_women(alone(long))).remedy.ja


def test_no_women_no_class(whole: Material) -> None:
    def without_women(name: str) -> xr.Dataset:
        copy = whole.results[name].copy(deep=True)
        copy["population"].loc[{"sex": "female", "age": np.arange(20, 40)}] = 0.0
        return copy

    emptied = {name: without_women(name) for name in ("current", "closed")}
    material = replace(whole, results=emptied, outlook=None)
    closed, _, found = rows_by_label(table(young_women(material)))["Current"]
    assert math.isnan(value(closed))
    assert words(found).en == "-"
