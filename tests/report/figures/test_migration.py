"""F6."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.analysis.age_groups import GROUPINGS
from projection.inputs.ages import AgeGroup
from projection.report.content import LeftOut
from projection.report.figure import Figure, Lines
from projection.report.figures.migration import along_cohorts, net_migration_by_age
from projection.report.material import Material
from tests.report.figures.worlds_material import alone, lines_of, results

GROUPS = GROUPINGS["age5"](90)


def figure_of(material: Material) -> Figure:
    figure = net_migration_by_age(material)
    assert isinstance(figure, Figure)
    return figure


@given(st.integers(0, 9), st.integers(2020, 2027))
def test_groups_that_tile_all_ages_hold_every_mover(seed: int, start: int) -> None:
    moved = results([str(seed)])[0]["net_migration"]
    expected = moved.sel(period=slice(start, start + 4)).sum(["period", "age"])
    found = along_cohorts(moved, GROUPS, start).sum(axis=-1)
    np.testing.assert_allclose(found, expected)


def test_single_years_are_followed_along_cohorts() -> None:
    moved = results()[0]["net_migration"]
    # Who is 20-24 on 1 January 2025 was 16-20 on 1 January 2021, and 20-24 in the last year.
    by_hand = sum(
        float(moved.sel(period=2020 + k, sex="male", age=slice(16 + k, 20 + k)).sum())
        for k in range(5)
    )
    assert along_cohorts(moved, [AgeGroup(20, 24)], 2020)[0, 0] == pytest.approx(by_hand)


def test_a_step_of_five_years_is_one_period() -> None:
    moved = results(width=5, periods=4)[0]["net_migration"]
    found = along_cohorts(moved, GROUPS, 2030)
    np.testing.assert_allclose(found[1, 3], moved.sel(period=2030, sex="female", age=15))
    open_group = moved.sel(period=2030, sex="male", age=slice(90, None)).sum()
    np.testing.assert_allclose(found[0, -1], open_group)


def test_categories_are_cohorts() -> None:
    form = figure_of(alone(results())).panels[0].form
    assert isinstance(form, Lines)
    names = [one.ja for one in form.x.categories]
    assert names[0] == "出生→0〜4歳"
    assert names[4] == "15〜19歳→20〜24歳"
    assert names[-1] == "85歳以上→90歳以上"
    assert len(names) == len(GROUPS)


def test_charts_by_span_and_sex() -> None:
    figure = figure_of(alone(results()))
    headings = [panel.heading.ja for panel in figure.panels if panel.heading]
    spans = ["2020→2025年", "2027→2032年"]
    assert headings == [f"{sex}（{span}）" for span in spans for sex in "男女"]
    assert list(lines_of(figure)) == ["alpha", "beta"]


def test_results_that_are_too_short_are_left_out() -> None:
    left = net_migration_by_age(alone(results(periods=4)))
    assert isinstance(left, LeftOut)
    assert "projection run --end" in left.remedy.ja
    assert "projection run --end" in left.remedy.en


def test_a_window_of_four_years_is_not_drawn(town: Material) -> None:
    assert "observed:total" not in lines_of(figure_of(town))


def test_the_observed_window_of_kiyose_holds_the_register(kiyose: Material) -> None:
    figure = figure_of(kiyose)
    observed = sum(
        value
        for panel in (0, 1)
        for _, value in lines_of(figure, panel)["observed:total"].points
    )
    # Resident register: 74,104 on 1 January 2015 and 74,636 on 1 January 2020; births and
    # deaths of 2015-2019 are 2,516 and 4,075.
    assert kiyose.inputs is not None
    first, last = (float(kiyose.inputs.population.sel(year=y).sum()) for y in (2015, 2020))
    counts = kiyose.inputs.components.sel(period=slice(2015, 2019)).sum()
    expected = last - first - float(counts["births"]) + float(counts["deaths"])
    assert observed == pytest.approx(expected, abs=1e-6)


def test_young_people_come_to_kiyose(kiyose: Material) -> None:
    assert "15〜19歳→20〜24歳（＋" in figure_of(kiyose).finding.ja
