"""Native charts of slides, read back with python-pptx and openpyxl."""

from __future__ import annotations

import io
import math
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from projection.language import LANGUAGES, Language, Text
from projection.report.figure import Form, Lines
from projection.report.slide_axes import round_start
from projection.report.slide_charts import apart
from projection.report.style import looks
from tests.report.decks import (
    alone,
    charts,
    only,
    read,
    series,
    tables,
    words,
    years,
)
from tests.report.worlds_figures import (
    CONTROL,
    FORMULA,
    LONG,
    by_age,
    changes,
    grouped,
    heat,
    lines,
    pyramid,
    stacked,
    trails,
    waterfall,
)

MINUS = {"ja": "△", "en": "-"}


def drawn(form: Form, lang: Language = "ja") -> Any:
    (chart,) = [one for slide in read(only(alone(form)), lang).slides for one in charts(slide)]
    return chart


def known(values: Any) -> dict[Any, float]:
    """Return the values that a series has, by category."""
    return {x: y for x, y in values if y is not None and not math.isnan(y)}


def of_series(chart: Any) -> dict[str, dict[Any, float]]:
    """Return what the series of a chart of categories hold, by name."""
    (plot,) = chart.plots
    labels = [str(one.label) for one in plot.categories]
    return {one.name: known(zip(labels, one.values, strict=True)) for one in plot.series}


@pytest.mark.parametrize("form", [lines(), by_age(), changes(), grouped()])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_charts_hold_the_numbers(form: Any, lang: Language) -> None:
    names = [one.of(lang) for one in form.x.categories]

    def at(x: float) -> str:
        return names[int(x)] if names else str(int(x))

    chart = drawn(form, lang)
    assert of_series(chart) == {
        one.label.of(lang): known((at(x), y) for x, y in one.points) for one in form.series
    }


def test_lines_on_an_axis_of_their_own_stand_beside_the_bars() -> None:
    (slide,) = [one for one in read(only(alone(stacked()))).slides if charts(one)]
    bars, shares = charts(slide)
    assert bars.value_axis.axis_title.text_frame.text == "総人口（人）"
    assert shares.value_axis.axis_title.text_frame.text == "割合（%）"
    form = stacked()
    assert of_series(bars).keys() == {one.label.ja for one in form.series}
    assert of_series(shares) == {"高齢化率": {str(int(x)): y for x, y in form.lines[0].points}}


def test_males_are_left_over_the_outline_of_the_base_year() -> None:
    form = pyramid(40.0)
    chart, year = drawn(form), form.years.index(form.year)
    sides = [list(found.values()) for found in of_series(chart).values()]
    males, females = form.outline
    assert sides == [
        [-one for one in form.males[year]],
        list(form.females[year]),
        [-one for one in males],
        list(females),
    ]
    assert list(of_series(chart)) == ["2030年 男", "2030年 女", "2020年 男", "2020年 女"]
    assert chart.value_axis.minimum_scale == -form.limit
    assert chart.value_axis.maximum_scale == form.limit
    # Persons left of zero are not negative.
    assert chart.value_axis.tick_labels.number_format == "#,##0;#,##0"
    assert [one.format.fill.type is None for one in chart.plots[0].series] == [False] * 4
    assert chart.plots[0].overlap == 100


def test_trails_hold_their_points_in_order() -> None:
    form, chart = trails(), drawn(trails())
    for found, one in zip(chart.plots[0].series, form.series, strict=True):
        x = [float(value.text) for value in found._element.iterfind(".//{*}xVal//{*}v")]
        assert list(zip(x, found.values, strict=True)) == list(one.points)
    named = [one.text for one in chart._chartSpace.iterfind(".//{*}dLbl//{*}t")]
    assert named == ["2017年", "2019年"]


def test_a_bridge_stands_on_what_came_before() -> None:
    chart = drawn(waterfall())
    parts = of_series(chart)
    assert parts["level"] == {"現状維持": 61_350.0, "ビジョン": 64_059.5}
    assert parts["rise"] == {"出生率の変化": 3_120.0}
    assert parts["fall"] == {"純移動の変化": 410.5}
    assert parts["floor"] == {
        "現状維持": 0.0,
        "出生率の変化": 61_350.0,
        "純移動の変化": 64_059.5,
        "ビジョン": 0.0,
    }
    told = [one.text for one in chart._chartSpace.iterfind(".//{*}dLbl//{*}t")]
    assert told == ["61,350", "＋3,120", "△410", "64,060"]
    assert not chart.has_legend


def test_a_bridge_may_cross_zero() -> None:
    steps = (
        replace(waterfall().steps[0], value=100.0),
        replace(waterfall().steps[2], value=-250.0),
        replace(waterfall().steps[3], value=-150.0),
    )
    parts = of_series(drawn(replace(waterfall(), steps=steps)))
    assert parts["fall"] == {"純移動の変化": 100.0}
    assert parts["fall -"] == {"純移動の変化": -150.0}
    assert parts["level -"] == {"ビジョン": -150.0}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_grid_is_a_table_in_colours(lang: Language) -> None:
    deck = read(only(alone(heat())), lang)
    (slide,) = [one for one in deck.slides if tables(one)]
    (found,) = tables(slide)
    assert found[1:] == [
        ["1.3", f"{MINUS[lang]}18.2", "-", "0.0"],
        ["1.8", f"{MINUS[lang]}9.9", "3.3", "11.0"],
    ]
    (grid,) = [shape.table for shape in slide.shapes if shape.has_table]
    colours = [
        [str(grid.cell(row, column).fill.fore_color.rgb) for column in (1, 2, 3)]
        for row in (1, 2)
    ]
    # The farthest has the full colour, nothing is white, and next to nothing nearly so.
    assert colours == [["D55E00", "FFFFFF", "FEFFFF"], ["E8A774", "D1E5F1", "65AAD0"]]
    assert {"ja": "増減率（%） → 純移動", "en": "Change (%) → Migration"}[lang] in words(slide)


def test_looks_are_those_of_all_formats() -> None:
    form, chart = lines(), drawn(lines())
    for found, one, look in zip(
        chart.plots[0].series, form.series, looks(form.series), strict=True
    ):
        line = found.format.line
        assert f"#{line.color.rgb}".lower() == look.colour
        assert (line.dash_style is None) == (look.dash == ())
        assert (line.width.pt > 2) == (one.role != "scenario")
        assert not found.smooth


def test_numbers_look_as_planners_write_them() -> None:
    patterns: dict[Language, str] = {"ja": "#,##0;△#,##0", "en": "#,##0;-#,##0"}
    for lang, pattern in patterns.items():
        axis = drawn(changes(), lang).value_axis
        assert axis.tick_labels.number_format == pattern
        assert not axis.tick_labels.number_format_is_linked
    title = drawn(changes(), "en").value_axis.axis_title.text_frame.text
    assert title == "Change (persons per year)"


def test_a_year_without_a_number_is_a_gap() -> None:
    chart = drawn(lines())
    assert chart._chartSpace.chart.find(".//{*}dispBlanksAs").get("val") == "gap"
    assert "2017" not in of_series(chart)["実績（総計）"]


def test_a_line_of_every_fifth_year_goes_on_between_and_is_marked() -> None:
    yearly = series("yearly", {year: float(year) for year in range(2020, 2031)})
    fifth = series("fifth", {2020: 1.0, 2025: 2.0, 2030: 3.0})
    chart = drawn(years(yearly, fifth))
    assert chart._chartSpace.chart.find(".//{*}dispBlanksAs").get("val") == "span"
    symbols = [
        one.find("{*}marker/{*}symbol").get("val")
        for one in chart._chartSpace.iterfind(".//{*}ser")
    ]
    assert symbols == ["none", "circle"]


def test_years_are_equally_far_apart() -> None:
    chart = drawn(years(series("a", {2010: 1.0, 2015: 2.0, 2030: 4.0})))
    labels = [str(one.label) for one in chart.plots[0].categories]
    assert labels == ["2010", "2015", "2020", "2025", "2030"]


def test_an_axis_begins_below_the_least_value_or_at_zero() -> None:
    assert drawn(lines()).value_axis.minimum_scale == 67_000.0
    assert drawn(replace(lines(), from_zero=True)).value_axis.minimum_scale is None
    assert round_start([math.nan]) is None


_FORMULAS = dict.fromkeys(("current", "vision", "closed"), Text(ja=FORMULA, en=FORMULA))


@pytest.mark.parametrize("form", [lines(_FORMULAS), trails()])
def test_the_workbook_of_a_chart_has_its_numbers_and_no_formula(form: Any) -> None:
    chart = drawn(form)
    blob = chart.part.chart_workbook.xlsx_part.blob
    sheet = openpyxl.load_workbook(io.BytesIO(blob)).worksheets[0]
    space = chart._chartSpace
    for reference in space.iterfind(".//{*}ser//{*}f"):
        place = reference.text.replace("$", "").removeprefix("Sheet1!")
        cells = sheet[place] if ":" in place else ((sheet[place],),)
        count = int(reference.getparent().find(".//{*}ptCount").get("val"))
        held = {
            int(one.get("idx")): one.find("{*}v").text
            for one in reference.getparent().iterfind(".//{*}pt")
        }
        assert len(cells) == count
        for position, (cell,) in enumerate(cells):
            assert cell.data_type != "f"
            if position not in held:
                assert cell.value is None
            elif cell.data_type == "n":
                assert cell.value == float(held[position])
            else:
                assert cell.value == held[position]


def test_a_figure_of_many_lines_has_a_slide_to_itself() -> None:
    def per_slide(count: int) -> list[int]:
        many = years(*(series(str(n), {2020: 1.0, 2021: 2.0}) for n in range(count)))
        deck = read(only(alone(many, many)))
        return [len(charts(slide)) for slide in deck.slides if charts(slide)]

    assert per_slide(6) == [2]
    assert per_slide(7) == [1, 1]


def test_labels_are_cut_where_a_legend_has_no_room() -> None:
    labels = dict.fromkeys(("current", "vision", "closed"), Text(ja=LONG, en=LONG))
    chart = drawn(lines(labels))
    names = [one.name for one in chart.plots[0].series]
    assert names[1].endswith("…")
    assert len(names[1]) <= 22
    assert CONTROL not in names


def test_lines_over_bars_are_parted_and_other_forms_are_not() -> None:
    bars, shares = apart(stacked())
    assert isinstance(shares, Lines)
    assert shares.series == stacked().lines
    assert apart(lines()) == (lines(),)
    assert bars != stacked()
