"""Values and words that figures share."""

from __future__ import annotations

import pytest

from projection.analysis import find_measure
from projection.report.series import heading_of, last_year, role_of, under, value_at
from projection.report.sources import change_notes, people_notes
from tests.report.figures.worlds_material import alone, results


@pytest.mark.parametrize(("width", "periods", "flow_of"), [(1, 12, 2029), (5, 4, 2025)])
def test_flows_of_a_year_are_of_the_step_that_ends_with_it(
    width: int, periods: int, flow_of: int
) -> None:
    several = results(width=width, periods=periods)
    material = alone(several, year=2030)
    births = float(several[1]["births"].sel(period=flow_of).sum()) / width
    assert value_at(material, "beta", find_measure("births"), 2030) == pytest.approx(births)
    persons = float(several[1]["population"].sel(year=2030).sum())
    found = value_at(material, "beta", find_measure("population"), 2030)
    assert found == pytest.approx(persons)


def test_steps_are_named() -> None:
    assert last_year(alone(results(), year=2030)).ja == "2029年（令和11年）"
    assert (
        last_year(alone(results(width=5, periods=4), year=2030)).ja == "2025〜2029年（年平均）"
    )
    assert last_year(alone(results(), year=2020)).en == "2020"


def test_base_outlook_and_others() -> None:
    material = alone(results(["alpha", "beta", "gamma"]))
    assert [role_of(material, name) for name in material.results] == [
        "base",
        "outlook",
        "scenario",
    ]
    assert under(material, "gamma").ja == "「略称gamma」の推計では"
    assert under(material, "beta").en == "In the outlook (Beta)"
    assert heading_of(material, "beta").ja == "将来展望：略称beta"


def test_notes_say_how_long_a_step_is() -> None:
    yearly, five = results(["alpha"]), results(["alpha"], width=5, periods=4)
    assert change_notes(alone(five))[0].ja.startswith("推計は5年間の年平均")
    assert people_notes(alone(yearly))[0].ja == "人口は各年1月1日現在。"
