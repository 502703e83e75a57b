"""Slides, read back with python-pptx and openpyxl, and opened with LibreOffice."""

from __future__ import annotations

import importlib.util
import io
import math
import re
import zipfile
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import openpyxl
import pptx
import pytest
from pptx.oxml import parse_xml

from projection.errors import ProjectionError
from projection.language import LANGUAGES, Language, Text
from projection.report.captions import traced
from projection.report.content import Chapter, NumberedTable, Report
from projection.report.figure import Axis, Figure, Form, Lines, Panel, Series
from projection.report.slide_axes import round_start
from projection.report.slide_charts import apart
from projection.report.slides import slides
from projection.report.style import looks
from projection.report.tables import Column, Table, shown
from tests.office import Office, text_of
from tests.report.worlds_figures import (
    CONTROL,
    FORMULA,
    HOSTILE,
    LONG,
    SCRIPT,
    by_age,
    changes,
    every_form,
    grouped,
    heat,
    lines,
    pyramid,
    small_report,
    stacked,
    trails,
    waterfall,
)

MINUS = {"ja": "△", "en": "-"}


@pytest.fixture(scope="module")
def report() -> Report:
    return small_report()


@pytest.fixture(scope="module")
def decks(report: Report) -> dict[Language, Any]:
    return {lang: read(report, lang) for lang in LANGUAGES}


def read(report: Report, lang: Language = "ja") -> Any:
    return pptx.Presentation(io.BytesIO(slides(report, lang)))


def only(*items: Any, **other: Any) -> Report:
    """Return a report of these items alone."""
    chapters = (Chapter(Text(ja="1 章", en="1 Chapter"), items),)
    return replace(small_report(), summary=(), chapters=chapters, **other)


def alone(*forms: Form, **other: Any) -> Figure:
    panels = tuple(Panel(form) for form in forms)
    return replace(every_form()[0], panels=panels, **other)


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def tables(slide: Any) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for shape in slide.shapes
        if shape.has_table
    ]


def every_chart(deck: Any) -> list[Any]:
    return [chart for slide in deck.slides for chart in charts(slide)]


def drawn(form: Form, lang: Language = "ja") -> Any:
    (chart,) = every_chart(read(only(alone(form)), lang))
    return chart


def known(values: Any) -> dict[Any, float]:
    """Return the values that a series has, by category."""
    return {x: y for x, y in values if y is not None and not math.isnan(y)}


def of_series(chart: Any) -> dict[str, dict[Any, float]]:
    """Return what the series of a chart of categories hold, by name."""
    (plot,) = chart.plots
    labels = [str(one.label) for one in plot.categories]
    return {one.name: known(zip(labels, one.values, strict=True)) for one in plot.series}


def words(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def titles(deck: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sentence_of_a_figure_is_the_title_of_its_slide(
    decks: dict[Language, Any], report: Report, lang: Language
) -> None:
    said = [figure.finding.of(lang) for figure in report.figures]
    others = {
        "ja": ["総人口は減る。", "推計方法", "掲載していない図表"],
        "en": ["The population falls.", "Methods", "Figures and tables left out"],
    }
    assert titles(decks[lang]) == [report.title.of(lang), *said, *others[lang]]


def test_slides_are_wide_and_in_one_font(report: Report) -> None:
    deck = read(report)
    assert deck.slide_width * 9 == deck.slide_height * 16
    with zipfile.ZipFile(io.BytesIO(slides(report, "ja"))) as package:
        themes = [name for name in package.namelist() if "theme/theme" in name]
        assert len(themes) == 2  # of slides and of notes
        for name in themes:
            scheme = parse_xml(package.read(name)).find(".//{*}fontScheme")
            for kind in ("latin", "ea"):
                faces = {one.get("typeface") for one in scheme.iter(f"{{*}}{kind}")}
                assert faces == {"Yu Gothic"}
        for name in package.namelist():
            if name.startswith("ppt/slides/slide"):
                assert b"typeface" not in package.read(name)


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


def series(key: str, points: dict[int, float]) -> Series:
    return Series(key, Text(ja=key, en=key), tuple(points.items()))


def years(*several: Series) -> Lines:
    return replace(lines(), series=several)


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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_are_tables(decks: dict[Language, Any], report: Report, lang: Language) -> None:
    (item,) = report.tables
    (slide,) = [one for one in decks[lang].slides if titles_of(one) == item.finding.of(lang)]
    (found,) = tables(slide)
    assert found[0] == [column.label.of(lang) for column in item.table.columns]
    for row, cells in zip(found[1:], item.table.rows, strict=True):
        assert row[1] == shown(cells[1], item.table.columns[1], lang)
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    alignment = table.cell(1, 1).text_frame.paragraphs[0].alignment
    assert alignment.name == "RIGHT"


def titles_of(slide: Any) -> str:
    return str(slide.shapes.title.text_frame.text)


def long_table(rows: int) -> NumberedTable:
    columns = (Column("label", Text(ja="番号", en="No")), Column("n", Text(ja="値", en="n"), 0))
    table = Table(
        Text(ja="値", en="Values"), columns, tuple((f"r{n}", float(n)) for n in range(rows))
    )
    (item,) = small_report().tables
    return replace(item, table=table)


def test_a_long_table_goes_on_with_its_header() -> None:
    pages = [found for slide in read(only(long_table(95))).slides for found in tables(slide)]
    assert len(pages) > 2
    assert all(page[0] == ["番号", "値"] for page in pages)
    rows = [row for page in pages for row in page[1:]]
    assert rows == [[f"r{n}", str(n)] for n in range(95)]


def test_a_figure_of_many_lines_has_a_slide_to_itself() -> None:
    def per_slide(count: int) -> list[int]:
        many = years(*(series(str(n), {2020: 1.0, 2021: 2.0}) for n in range(count)))
        deck = read(only(alone(many, many)))
        return [len(charts(slide)) for slide in deck.slides if charts(slide)]

    assert per_slide(6) == [2]
    assert per_slide(7) == [1, 1]


def test_panels_that_are_not_printed_are_not_shown(decks: dict[Language, Any]) -> None:
    (slide,) = [one for one in decks["ja"].slides if "ピラミッド" in titles_of(one)]
    headings = [one.chart_title.text_frame.text for one in charts(slide)]
    assert headings == ["現状維持", "ビジョン"]


def test_the_title_is_about_the_scenario_that_is_shown() -> None:
    finding = Text(ja="ビジョン＋では増える。ビジョンでは減る。", en="A.")
    runs = small_report().runs
    names = {run.name: run for run in runs}
    longer = replace(names["closed"], label=Text(ja="ビジョン＋", en="Vision +"))
    panels = tuple(
        Panel(waterfall(), Text(ja=name, en=name), scenario=name)
        for name in ("vision", "closed", "current")
    )
    figure = replace(every_form()[6], finding=finding, panels=panels)
    deck = read(only(figure, runs=(names["current"], names["vision"], longer)))
    of_vision, first = "ビジョンでは減る。", "ビジョン＋では増える。"
    assert titles(deck)[1:4] == [of_vision, first, first]
    # What is not the title stands below it.
    assert "ビジョン＋では増える。" in words(deck.slides[1]).replace(titles(deck)[1], "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_and_table_says_where_it_comes_from(
    decks: dict[Language, Any], report: Report, lang: Language
) -> None:
    items: list[Figure | NumberedTable] = [*report.figures, *report.tables]
    for slide, item in zip(list(decks[lang].slides)[1:], items, strict=False):
        whole = slide.notes_slide.notes_text_frame.text
        for one in (*item.notes, *item.sources):
            assert one.of(lang) in words(slide)
            assert one.of(lang) in whole
        assert traced(report).of(lang) in whole
        shown_runs = {panel.scenario for panel in getattr(item, "panels", ()) if panel.still}
        for run in report.runs:
            is_there = f"{run.label.of(lang)} [{run.identifier}]" in words(slide)
            assert is_there == (not any(shown_runs) or run.name in shown_runs)
        assert "projection 0.1.0" in words(slide)


def test_the_first_slide_says_what_the_report_says(report: Report) -> None:
    first = read(replace(report, start=2020)).slides[0]
    said = words(first)
    assert "試験市　基準日：2020年（令和2年）1月1日" in said
    assert "・総人口は減る見込み。" in said
    assert "base date: 1 January 2020" in words(
        read(replace(report, start=2020), "en").slides[0]
    )
    assert "基準日" not in words(read(report).slides[0])


def test_the_last_slide_says_what_is_left_out(decks: dict[Language, Any]) -> None:
    assert "図12　施策効果：projection run で結果を作成。" in words(decks["ja"].slides[-1])
    assert "掲載していない図表" not in titles(read(only(every_form()[0])))


def test_what_is_drawn_is_told_in_words(decks: dict[Language, Any], report: Report) -> None:
    told = [
        shape._element.nvGraphicFramePr.cNvPr.get("descr")
        for slide in decks["ja"].slides
        for shape in slide.shapes
        if shape.has_chart or shape.has_table
    ]
    assert len(told) == 12
    for figure in report.figures:
        assert any(figure.title.ja in one and figure.finding.ja in one for one in told)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_lies_over_anything(decks: dict[Language, Any], lang: Language) -> None:
    deck = decks[lang]
    for slide in deck.slides:
        boxes = [
            (one.left, one.top, one.left + one.width, one.top + one.height)
            for one in slide.shapes
        ]
        for left, top, right, bottom in boxes:
            assert 0 <= left < right <= deck.slide_width
            assert 0 <= top < bottom <= deck.slide_height
        for one, two in combinations(boxes, 2):
            assert one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]


@pytest.mark.parametrize("text", [*HOSTILE, "\uffff", "{0}", "&amp;", "{=1+1}", "external:x"])
def test_words_of_users_do_no_harm(text: str) -> None:
    both = Text(ja=text, en=text)
    labels = dict.fromkeys(("current", "vision", "closed"), both)
    named = replace(lines(labels), x=Axis(both), y=Axis(both, both, 0))
    hostile = alone(named, heat(), waterfall(), title=both, finding=both, notes=(both,))
    report = only(hostile, long_table(2), title=both, place=both)
    report = replace(
        report,
        summary=(both,),
        chapters=tuple(replace(chapter, title=both) for chapter in report.chapters),
        runs=tuple(replace(run, label=both, title=both) for run in report.runs),
    )
    content = slides(report, "ja")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not any(".." in name for name in package.namelist())
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                root = parse_xml(package.read(name))
                assert root.find(".//script") is None
                assert not any(
                    one.get("Target") == "x" or one.get("TargetMode") == "External"
                    for one in root.iter("{*}Relationship")
                )
    deck = pptx.Presentation(io.BytesIO(content))
    for shape in (shape for slide in deck.slides for shape in slide.shapes):
        assert 0 <= shape.top < shape.top + shape.height <= deck.slide_height


def test_labels_are_cut_where_a_legend_has_no_room() -> None:
    labels = dict.fromkeys(("current", "vision", "closed"), Text(ja=LONG, en=LONG))
    chart = drawn(lines(labels))
    names = [one.name for one in chart.plots[0].series]
    assert names[1].endswith("…")
    assert len(names[1]) <= 22
    assert CONTROL not in names


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    once = slides(report, "ja")
    assert slides(report, "ja") == once
    with zipfile.ZipFile(io.BytesIO(once)) as package:
        assert {one.date_time[0] for one in package.infolist()} == {1980}
        names = [one for one in package.namelist() if one.endswith(".xlsx")]
        assert len(names) == 10
        core = [package.read("docProps/core.xml")]
        for name in names:
            with zipfile.ZipFile(io.BytesIO(package.read(name))) as inner:
                core.append(inner.read("docProps/core.xml"))
        for one in core:
            assert {*re.findall(rb">(\d{4})-\d\d-\d\dT", one)} == {b"2000"}


def test_lines_over_bars_are_parted_and_other_forms_are_not() -> None:
    bars, shares = apart(stacked())
    assert isinstance(shares, Lines)
    assert shares.series == stacked().lines
    assert apart(lines()) == (lines(),)
    assert bars != stacked()


def test_a_missing_library_is_one_clear_fault(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ProjectionError, match="needs python-pptx; run: python -m pip"):
        slides(report, "ja")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_libreoffice_opens_them(
    libreoffice: Office, report: Report, tmp_path: Path, lang: Language
) -> None:
    file = tmp_path / "report.pptx"
    file.write_bytes(slides(report, lang))
    found = text_of(libreoffice.pdf(file))
    assert found.count("\f") == len(pptx.Presentation(str(file)).slides)
    packed = found.replace(" ", "")
    for figure in report.figures:
        assert figure.finding.of(lang).replace(" ", "") in packed
    for one in (SCRIPT, FORMULA.replace(" ", ""), "△7.2" if lang == "ja" else "-7.2"):
        assert one in packed
    for name in ("実績（総計）", "年少人口（0〜14歳）") if lang == "ja" else ("Vision", "0-14"):
        assert name in packed
