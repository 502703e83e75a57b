"""F5 and F5b."""

from __future__ import annotations

import numpy as np
import pytest

from projection.analysis import evaluate, find_measure
from projection.report.figure import Bars, Trails
from projection.report.figures.natural_social import (
    natural_against_social_change,
    natural_and_social_change,
)
from projection.report.material import Material
from tests.report.figures.worlds_material import alone, results


def bars_of(material: Material, panel: int = 0) -> dict[str, dict[float, float]]:
    form = natural_and_social_change(material).panels[panel].form
    assert isinstance(form, Bars)
    assert form.stacked
    return {one.key: dict(one.points) for one in form.series}


def trails_of(material: Material) -> Trails:
    form = natural_against_social_change(material).panels[0].form
    assert isinstance(form, Trails)
    return form


@pytest.mark.parametrize(("width", "periods"), [(1, 12), (5, 4)])
def test_both_bars_are_the_change_of_the_population(width: int, periods: int) -> None:
    several = results(width=width, periods=periods)
    bars = bars_of(alone(several), 1)
    persons = several[1]["population"].sum(["sex", "age"])
    change = dict(
        zip(several[1]["period"].values, np.diff(persons.values) / width, strict=True)
    )
    assert bars["natural_change"].keys() == change.keys()
    for year, expected in change.items():
        both = bars["natural_change"][year] + bars["net_migration"][year]
        assert both == pytest.approx(expected)


def test_bars_begin_with_the_register(town: Material) -> None:
    bars = bars_of(town)
    assert bars["natural_change"][2009] == 8 - 9
    assert bars["net_migration"][2011] == 1450 - 60 + 3 - 3
    assert list(bars["natural_change"])[:7] == [2008, 2009, 2011, 2012, 2013, 2014, 2015]


def test_trails_are_named_by_their_years(town: Material) -> None:
    form = trails_of(town)
    names = {
        one.key: [name.ja for name in of_one]
        for one, of_one in zip(form.series, form.names, strict=True)
    }
    assert names["observed:japanese"] == ["2008年度", "2009年度"]
    assert names["current"] == ["2015年", "2020年", "2025年"]
    assert form.series[0].points[1] == (-10, -1)


def test_trails_have_social_change_across_and_natural_change_up() -> None:
    several = results()
    trail = trails_of(alone(several)).series[1]
    for name, place in (("net_migration", 0), ("natural_change", 1)):
        value = evaluate(find_measure(name), several[1]).sel(period=2025).sum()
        assert trail.points[1][place] == pytest.approx(float(value))


def test_the_findings_of_kiyose(kiyose: Material) -> None:
    # Resident register of 2019: 453 - 819, and 3,658 - 3,379 + 49 - 63.
    told = natural_and_social_change(kiyose).finding
    assert "2019年（令和元年）は自然増減が△366人、社会増減が＋265人だった。" in told.ja
    assert "from 2020 on" in told.en
    assert "最後の年も人口は減らない。" in told.ja
    where = natural_against_social_change(kiyose).finding
    assert where.ja.startswith("2019年（令和元年）は自然減・社会増だった。")


def test_zero_is_neither_more_nor_less() -> None:
    (one,) = results(["alpha"])
    for name in ("births", "deaths", "net_migration"):
        one[name] = one[name] * 0.0
    told = natural_against_social_change(alone([one])).finding
    assert "自然増減なし・社会増減なし" in told.ja
