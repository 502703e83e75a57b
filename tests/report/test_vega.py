"""Views of every form: their numbers, their words, and that the grammar accepts them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
import vl_convert

from projection.language import LANGUAGES, Language, Text
from projection.report.figure import Axis, Form, Lines, Series, Trails
from projection.report.vega import (
    chart,
    legend_columns,
    number_locale,
    pyramid_sides,
    settings,
    without_legend,
)
from tests.report import worlds_figures as worlds

FORMS = {
    f"{figure.id}-{position}": panel.form
    for figure in worlds.every_form()
    for position, panel in enumerate(figure.panels)
}


def compiled(form: Form, lang: Language, *, page: bool = False) -> dict[str, Any]:
    view = chart(form, lang, page=page) | {"width": 600, "config": settings(3)}
    return vl_convert.vegalite_to_vega(view, show_warnings=True)


def svg(form: Form, lang: Language) -> str:
    view = chart(form, lang, page=False) | {"width": 600, "config": settings(3)}
    return vl_convert.vegalite_to_svg(view, format_locale=number_locale(lang))


def parts(value: object) -> Iterator[tuple[str, object]]:
    """Every name in a view with what stands under it."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield name, part
            yield from parts(part)
    elif isinstance(value, list):
        for part in value:
            yield from parts(part)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", [False, True])
@pytest.mark.parametrize("name", FORMS)
def test_the_grammar_accepts_every_form_without_a_warning(
    name: str, page: bool, lang: Language, capfd: pytest.CaptureFixture[str]
) -> None:
    assert compiled(FORMS[name], lang, page=page)["marks"]
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("name", FORMS)
def test_views_are_json_without_nan(name: str) -> None:
    assert json.dumps(chart(FORMS[name], "ja", page=True), allow_nan=False)


def test_lines_have_the_points_of_the_series_and_gaps_stay_gaps() -> None:
    form = worlds.lines()
    rows = chart(form, "en", page=False)["data"]["values"]
    expected = [
        (position, x, None if math.isnan(y) else y)
        for position, one in enumerate(form.series)
        for x, y in one.points
    ]
    assert [(row["k"], row["x"], row["y"]) for row in rows] == expected


def test_a_point_between_gaps_is_marked_in_a_long_line() -> None:
    points = tuple(
        (year, math.nan if year in (2001, 2003) else 1.0) for year in range(2000, 2020)
    )
    label = Text("線", "Line")
    form = replace(worlds.lines(), series=(Series("a", label, points),))
    rows = chart(form, "ja", page=False)["data"]["values"]
    assert [row["x"] for row in rows if row["m"]] == [2000, 2002]


def test_lines_of_few_points_are_marked() -> None:
    rows = chart(worlds.by_age(), "ja", page=False)["data"]["values"]
    assert all(row["m"] for row in rows)


def test_the_axis_holds_all_scenarios_whichever_are_shown() -> None:
    scale = chart(worlds.lines(), "ja", page=True)["encoding"]["y"]["scale"]
    assert scale["domain"] == [74_450.0 - 702.25 * 10, 74_450.0]
    from_zero = chart(replace(worlds.lines(), from_zero=True), "ja", page=True)
    assert from_zero["encoding"]["y"]["scale"]["domain"][0] == 0


def test_the_axis_of_years_stays_when_no_line_is_shown(
    capfd: pytest.CaptureFixture[str],
) -> None:
    view = chart(worlds.lines(), "ja", page=True)
    view |= {"width": 600, "config": settings(3), "data": {"values": []}}
    assert vl_convert.vegalite_to_svg(view, show_warnings=True)
    assert "extent" not in capfd.readouterr().err
    assert view["encoding"]["x"]["scale"]["domain"] == [2015, 2030]


def test_stacked_bars_reach_from_the_lowest_to_the_highest_sum() -> None:
    bars = chart(worlds.changes(), "ja", page=False)["layer"][0]
    # 2019 is the lowest: -244 - 12; 2018 the highest: 301.
    assert bars["encoding"]["y"]["scale"]["domain"] == [-256.0, 301.0]


def test_bars_side_by_side_stand_on_zero() -> None:
    bars = chart(worlds.grouped(), "ja", page=False)["layer"][0]
    assert bars["encoding"]["y"]["scale"]["domain"] == [-12.3, 6.25]
    assert bars["encoding"]["xOffset"]["field"] == "k"


def test_shades_of_bars_differ_in_grey() -> None:
    bars = chart(worlds.stacked(), "ja", page=False)["layer"][0]
    greys = [
        sum(
            weight * int(colour[place : place + 2], 16)
            for weight, place in ((0.299, 1), (0.587, 3), (0.114, 5))
        )
        for colour in bars["encoding"]["fill"]["scale"]["range"]
    ]
    neighbours = [abs(one - other) for one, other in pairwise(greys)]
    assert min(neighbours) > 12


def test_a_pyramid_has_males_left_and_females_right() -> None:
    form = worlds.pyramid(40.0)
    males, females = pyramid_sides(form, form.years.index(2025))
    assert males == [-2100.0, -1980.0, -1860.0, -1740.0, -1620.0]
    assert females == [2010.0, 1890.0, 1770.0, 1650.0, 1530.0]


def test_the_outline_of_a_pyramid_is_a_stair_behind_the_bars() -> None:
    outline, people = chart(worlds.pyramid(40.0), "ja", page=True)["layer"][:2]
    stair = [(row["x"], row["y"]) for row in outline["data"]["values"] if row["k"] == 0]
    assert stair[:4] == [(-2300.0, 0), (-2300.0, 1), (-2180.0, 1), (-2180.0, 2)]
    assert people["data"]["name"] == "people"


def test_a_bridge_adds_up() -> None:
    rows = chart(worlds.waterfall(), "ja", page=False)["data"]["values"]
    assert [(row["a"], row["b"], row["v"]) for row in rows] == [
        (0.0, 61_350.0, "61,350"),
        (61_350.0, 64_470.0, "＋3,120"),
        (64_470.0, 64_059.5, "△410"),
        (0.0, 64_059.5, "64,060"),
    ]


def test_cells_say_their_values_and_nothing_where_there_is_none() -> None:
    rows = chart(worlds.heat(), "ja", page=False)["data"]["values"]
    assert [row["n"] for row in rows] == ["△18.2", "-", "0.0", "△9.9", "3.3", "11.0"]


def test_negative_numbers_have_a_triangle_in_japanese_and_a_hyphen_in_english() -> None:
    assert ">△200<" in svg(worlds.changes(), "ja")
    assert ">-200<" in svg(worlds.changes(), "en")


def test_years_stand_in_both_calendars_in_japanese() -> None:
    shown = svg(worlds.lines(), "ja")
    assert ">2018<" in shown
    assert ">(H30)<" in shown
    assert ">(R12)<" in shown
    assert "(H30)" not in svg(worlds.lines(), "en")


@pytest.mark.parametrize("hostile", worlds.HOSTILE)
def test_labels_are_words_and_nothing_else(
    hostile: str, capfd: pytest.CaptureFixture[str]
) -> None:
    text = Text(ja=hostile, en=hostile)
    form = worlds.lines(dict.fromkeys(("current", "vision", "closed"), text))
    compiled(form, "ja", page=True)
    assert capfd.readouterr().err == ""
    drawn = svg(form, "ja")
    assert "<script" not in drawn
    assert not {"\x1b", "\x00", "\u202e"} & {*drawn}


def test_words_reach_expressions_only_as_lists_of_escaped_strings() -> None:
    quote = "\"+alert(1)+'\\"
    form = worlds.lines(dict.fromkeys(("current", "vision", "closed"), Text(quote, quote)))
    told = chart(form, "ja", page=True)["transform"][0]["calculate"]
    names = told.removesuffix("[datum.k]")
    assert json.loads(names)[1:] == [quote] * 3
    assert names.isascii()


@pytest.mark.parametrize(("width", "columns"), [(640, 3), (350, 2), (100, 1)])
def test_a_legend_has_as_many_names_in_a_row_as_fit(width: int, columns: int) -> None:
    assert legend_columns({"usermeta": {"longest": 150}}, width) == columns


def test_a_chart_without_legend_has_none_and_all_else() -> None:
    view = chart(worlds.lines(), "ja", page=False)
    bare = without_legend(view)
    assert {str(part) for name, part in parts(bare) if name == "legend"} == {"None"}
    assert bare["data"] == view["data"]
    assert bare["encoding"] == view["encoding"]


def test_series_without_any_value_make_an_empty_chart() -> None:
    nothing = Series("a", Text("線", "Line"), ((2020, math.nan), (2021, math.nan)))
    form = Lines(worlds.lines().x, worlds.lines().y, (nothing,))
    assert compiled(form, "ja")["marks"]


def test_only_views_of_scenarios_answer_to_switches() -> None:
    answering = {
        name for name, form in FORMS.items() if "params" in chart(form, "ja", page=True)
    }
    assert answering == {"F1-0", "F2-0", "F3-0", "F3-1", "F4-0", "F6-0"}


def test_names_of_points_that_meet_do_not_lie_on_each_other() -> None:
    axis = Axis(Text(ja="数", en="count"))
    walked = Series(
        "past", Text(ja="実績", en="Past"), ((0, 0), (50, 90), (99, 100)), "history"
    )
    ending = Series("base", Text(ja="推計", en="Base"), ((10, 50), (100, 99)), "base")
    names = tuple(Text(ja=f"{one}年", en=str(one)) for one in (2000, 2001, 2002))
    form = Trails(axis, axis, (walked, ending), (names, names[1:]))
    rows = chart(form, "en", page=False)["data"]["values"]
    named = [(row["k"], row["n"]) for row in rows if row["l"]]
    # Of the two ends that meet one is named.
    assert named == [(0, "2000"), (0, "2001"), (0, "2002")]
