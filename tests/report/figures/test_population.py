"""F1."""

from __future__ import annotations

import numpy as np
import pytest
import xarray as xr

from projection.analysis import evaluate, find_measure
from projection.report.figures.population import total_population
from projection.report.material import Material
from tests.report.figures.worlds_material import HOSTILE, alone, lines_of, results


def test_results_are_drawn_as_they_are_measured() -> None:
    several = results()
    lines = lines_of(total_population(alone(several)))
    assert list(lines) == ["alpha", "beta", HOSTILE]
    assert [one.role for one in lines.values()] == ["base", "outlook", "scenario"]
    for one, line in zip(several, lines.values(), strict=True):
        persons = evaluate(find_measure("population"), one).sum(["sex", "age"])
        np.testing.assert_allclose(
            line.points, list(zip(one["year"].values, persons.values, strict=True))
        )


def test_the_register_is_drawn_by_kind_of_residents(town: Material) -> None:
    lines = lines_of(total_population(town))
    # Of 2008, 1 January stands: 2 (200 + 201 + 202 + 203).
    assert list(lines["observed:japanese"].points) == [(2005, 812), (2008, 1612), (2010, 2406)]
    assert list(lines["observed:total"].points[0]) == [2010, 3006]
    assert [year for year, _ in lines["observed:total"].points] == [2010, *range(2011, 2016)]


def test_history_and_results_meet_in_the_base_year(kiyose: Material) -> None:
    lines = lines_of(total_population(kiyose))
    # Resident register of 1 January 2020, total: 74,636.
    assert dict(lines["observed:total"].points)[2020] == 74_636
    assert dict(lines["current"].points)[2020] == pytest.approx(74_636, abs=1e-6)


def test_the_finding_of_kiyose(kiyose: Material) -> None:
    finding = total_population(kiyose).finding
    assert "日本人住民は、1995年（平成7年）の約67,100人から" in finding.ja
    assert "「現状」の推計では2060年（令和42年）に約" in finding.ja
    assert "将来展望「ビジョン＋定着」では2060年" in finding.ja
    assert "2056年（令和38年）に70,000人を下回る。" in finding.ja
    assert "In 2056 it falls below 70,000." in finding.en


def test_a_peak_and_the_fall_below_the_base_year_are_told() -> None:
    (one,) = results(["alpha"])
    level = np.array([10.0, 11, 13, 12, 11, 10.5, 10, 9.9, 9, 8, 7, 6, 5]) / 10.0
    one["population"] = one["population"].isel(year=0) * xr.DataArray(
        level, dims="year", coords={"year": one["year"]}
    )
    told = total_population(alone([one])).finding.en
    assert "It is highest in 2022, at" in told
    assert "In 2027 it falls below that of the base year." in told


def test_without_inputs_the_reason_is_a_note() -> None:
    notes = total_population(alone(results())).notes
    assert any(note.ja.startswith("実績は示していない。入力データが") for note in notes)
    assert any(note.en.startswith("Observed figures are not shown") for note in notes)


def test_nobody_lives_anywhere() -> None:
    (one,) = results(["alpha"])
    one["population"] = one["population"] * 0.0
    assert "0人（増減なし）" in total_population(alone([one])).finding.ja
