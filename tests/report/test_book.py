"""The workbook, read back with openpyxl and opened with LibreOffice."""

from __future__ import annotations

import importlib.util
import io
import math
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from projection.errors import ProjectionError
from projection.language import LANGUAGES, Language, Text
from projection.report.book import book
from projection.report.content import NumberedTable, Report
from projection.report.figure import Bars, Figure, Lines, Pyramid, Series
from projection.report.figure_tables import figure_tables
from projection.report.wrapping import cell_width
from tests.office import Office, text_of
from tests.report.worlds_figures import HOSTILE, LONG, SCRIPT, small_report

MINUS = {"ja": "△", "en": "-"}


@pytest.fixture(scope="module")
def report() -> Report:
    return small_report()


@pytest.fixture(scope="module")
def opened(report: Report) -> dict[Language, openpyxl.Workbook]:
    return {lang: openpyxl.load_workbook(io.BytesIO(book(report, lang))) for lang in LANGUAGES}


def rows(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.rows]


def drawn(sheet: Any) -> list[list[tuple[list[Any], list[Any]]]]:
    """Return what the series of each chart of a sheet refer to: categories and values."""
    return [
        [referred(one, sheet.parent) for part in chart._charts for one in part.series]
        for chart in sheet._charts
    ]


def referred(series: Any, workbook: Any) -> tuple[list[Any], list[Any]]:
    x, y = where(series, "cat", "xVal"), where(series, "val", "yVal")
    return cells(workbook, x), cells(workbook, y)


def where(series: Any, *names: str) -> str:
    source = next(one for name in names if (one := getattr(series, name, None)) is not None)
    return str((source.numRef or source.strRef).f)


def cells(workbook: Any, reference: str) -> list[Any]:
    name, place = reference.rsplit("!", 1)
    found = workbook[name.strip("'")][place.replace("$", "")]
    return [one[0].value for one in found] if isinstance(found, tuple) else [found.value]


def numbers(points: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    return [(x, y) for x, y in points if not math.isnan(y)]


def test_sheets_stand_in_the_order_of_the_report(opened: dict[str, Any]) -> None:
    names = opened["ja"].sheetnames
    assert names[:10] == ["目次", *(f"図{n}" for n in range(1, 9)), "表1"]
    assert names[10:14] == ["本文", "データ_図1", "データ_図2", "データ_図3-1"]
    assert names[-3:] == ["データ_表1", "作図_図5", "作図（階段）_図7"]
    assert len({*names}) == len(names)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sheet_is_linked_from_the_contents_and_back(
    opened: dict[str, Any], lang: Language
) -> None:
    workbook = opened[lang]
    links = {
        cell.hyperlink.location for row in workbook.worksheets[0].rows for cell in row
        if cell.hyperlink is not None
    }  # fmt: skip
    aimed = {link.rsplit("!", 1)[0].strip("'") for link in links}
    drawing = {
        name for name in workbook.sheetnames if name.startswith(("作図", "Draw", "Bridge"))
    }
    assert aimed == {*workbook.sheetnames[1:]} - drawing
    for name in workbook.sheetnames[1:11]:
        assert workbook[name]["A1"].hyperlink.location == f"'{workbook.sheetnames[0]}'!A1"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_data_are_the_numbers_of_the_figures(
    opened: dict[str, Any], report: Report, lang: Language
) -> None:
    for figure in report.figures:
        tables = figure_tables(figure)
        pattern = re.compile(rf"(データ_図|Data_Figure ){figure.id[1:]}(-\d)?")
        own = [name for name in opened[lang].sheetnames if pattern.fullmatch(name)]
        assert len(own) == len(tables)
        for name, table in zip(own, tables, strict=True):
            written = rows(opened[lang][name])
            assert [row[:2] for row in written[1:]] == [
                ["132217", report.place.of(lang)]
            ] * len(table.rows)
            for cells_of_row, row in zip(written[1:], table.rows, strict=True):
                for cell, value in zip(cells_of_row[2:], row, strict=True):
                    if isinstance(value, float | int):
                        assert cell == value or (cell is None and math.isnan(value))


def test_units_stand_in_the_headers(opened: dict[str, Any]) -> None:
    def header(name: str) -> list[Any]:
        return rows(opened["ja"][name])[0]

    assert header("データ_図1")[:5] == [
        "対象地域コード", "対象地域名", "年", "実績（総計）（人）", "現状維持（人）",
    ]  # fmt: skip
    assert header("データ_図2")[-1] == "高齢化率（%）"
    assert header("データ_図3-2")[-2:] == ["社会増減（人/年）", "自然増減（人/年）"]
    assert header("データ_図8")[2:4] == ["合計特殊出生率（女性1人当たり）", "0人/年（%）"]
    assert header("データ_表1")[-1] == "総人口（%）"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_negative_numbers_are_numbers_with_the_mark_of_the_language(
    opened: dict[str, Any], lang: Language
) -> None:
    name = {"ja": "データ_図3-1", "en": "Data_Figure 3-1"}[lang]
    cell = opened[lang][name]["D2"]
    assert (cell.value, cell.data_type) == (-210, "n")
    assert cell.number_format == f"#,##0;{MINUS[lang]}#,##0"


def test_charts_refer_to_the_data(opened: dict[str, Any], report: Report) -> None:
    workbook = opened["ja"]
    figures = {one.id: one for one in report.figures}
    for number, panel in ((1, 0), (2, 0), (3, 0), (4, 0), (6, 0)):
        form = figures[f"F{number}"].panels[panel].form
        assert isinstance(form, Lines | Bars)
        series: tuple[Series, ...] = form.series
        if isinstance(form, Bars):
            series = (*form.series, *form.lines)
        shown = drawn(workbook[f"図{number}"])[panel]
        for one, (x, y) in zip(series, shown, strict=True):
            names = [name.ja for name in form.x.categories]
            places = [names.index(name) for name in x] if names else x
            found = [pair for pair in zip(places, y, strict=True) if pair[1] is not None]
            assert found == numbers(one.points)


def test_trails_refer_to_their_own_rows(opened: dict[str, Any], report: Report) -> None:
    form: Any = report.figures[2].panels[1].form
    shown = drawn(opened["ja"]["図3"])[1]
    assert [list(zip(x, y, strict=True)) for x, y in shown] == [
        list(one.points) for one in form.series
    ]


def test_pyramids_have_males_left_and_an_outline(
    opened: dict[str, Any], report: Report
) -> None:
    sheet = opened["ja"]["図5"]
    assert len(sheet._charts) == 3
    for panel, chart, series in zip(
        report.figures[4].panels, sheet._charts, drawn(sheet), strict=True
    ):
        form = panel.form
        assert isinstance(form, Pyramid)
        shown = form.years.index(form.year)
        assert [one.ja for one in form.ages.categories] == series[0][0]
        males, females, before, outline = (values for _, values in series)
        assert [-one for one in males] == list(form.males[shown])
        assert females == list(form.females[shown])
        assert ([-one for one in before], outline) == tuple(map(list, form.outline))
        assert chart.y_axis.numFmt.formatCode == "#,##0;#,##0"
        assert (chart.y_axis.scaling.min, chart.y_axis.scaling.max) == (-2500, 2500)
        assert chart._charts[0].overlap == 100


def test_bridges_hang_where_the_steps_end(opened: dict[str, Any]) -> None:
    ((floor, level, rise, _, fall, _, top),) = drawn(opened["ja"]["図7"])
    assert floor[1] == [0, 61_350, 64_059.5, 0]
    assert level[1] == [61_350, None, None, 64_059.5]
    assert (rise[1][1], fall[1][2]) == (3_120, 410.5)
    assert top[1] == [61_350, 64_470, 64_470, 64_059.5]


def test_a_bar_has_no_line_between_known_years_but_a_lone_point_is_marked() -> None:
    report = small_report()
    lone = Series("lone", Text(ja="公表値", en="Published"), ((2016, 1.0), (2019, 2.0)))
    figure = report.figures[0]
    form = figure.panels[0].form
    assert isinstance(form, Lines)
    panel = replace(figure.panels[0], form=replace(form, series=(*form.series, lone)))
    chapter = replace(report.chapters[0], items=(replace(figure, panels=(panel,)),))
    made = book(replace(report, chapters=(chapter,)), "en")
    chart = openpyxl.load_workbook(io.BytesIO(made))["Figure 1"]._charts[0]
    symbols = [one.marker.symbol for one in chart.series]
    assert symbols == [None] * 4 + ["circle"]


def test_a_heat_map_is_cells_in_colours(opened: dict[str, Any]) -> None:
    sheet = opened["ja"]["図8"]
    (formatting,) = sheet.conditional_formatting
    (rule,) = formatting.rules
    assert [float(one.val) for one in rule.colorScale.cfvo] == [-18.2, 0, 18.2]
    assert str(formatting.sqref) == "B9:D10"
    assert [cell.value for cell in sheet["B9:D10"][0]] == [-18.2, None, 0.04]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_say_what_they_are_and_where_numbers_come_from(
    opened: dict[str, Any], report: Report, lang: Language
) -> None:
    items: list[Figure | NumberedTable] = [*report.figures, *report.tables]
    for number, item in enumerate(items, start=1):
        sheet = opened[lang].worksheets[number]
        words = "".join(str(row[0].value) for row in sheet.rows if row[0].value is not None)
        for text in (item.title, item.finding, *item.sources):
            assert text.of(lang) in words
        assert report.runs[0].identifier in words
        assert report.runs[0].software in words


def test_the_contents_say_what_is_left_out_and_which_runs(opened: dict[str, Any]) -> None:
    words = [str(cell) for row in rows(opened["en"].worksheets[0]) for cell in row if cell]
    assert "Run `projection run`." in words
    assert "00000001" in words
    assert max(map(len, words)) <= 80


def test_user_texts_are_words_and_never_formulas(report: Report) -> None:
    texts = [Text(ja=text, en=text) for text in HOSTILE]
    figure = report.figures[0]
    form = figure.panels[0].form
    assert isinstance(form, Lines)
    for text in texts:
        series = tuple(replace(one, label=text) for one in form.series)
        panel = replace(figure.panels[0], form=replace(form, series=series), heading=text)
        items = (replace(figure, title=text, finding=text, panels=(panel,)),)
        chapters = (replace(report.chapters[0], title=text, items=items),)
        made = book(replace(report, title=text, place=text, chapters=chapters), "ja")
        workbook = openpyxl.load_workbook(io.BytesIO(made))
        assert workbook.sheetnames == ["目次", "図1", "データ_図1"]
        kinds = {c.data_type for sheet in workbook for row in sheet.rows for c in row}
        assert kinds <= {"s", "n"}
        with zipfile.ZipFile(io.BytesIO(made)) as parts:
            charts = parts.read("xl/charts/chart1.xml").decode()
        references = re.findall(r"<c:f>([^<]*)</c:f>", charts)
        assert len(references) == 8
        assert {one.rsplit("!", 1)[0].strip("'") for one in references} == {"データ_図1"}
        assert "<c:tx><c:strRef>" not in charts


def test_long_titles_are_wrapped_and_cut(report: Report) -> None:
    long = Text(ja=LONG, en=LONG)
    figure = replace(report.figures[0], title=long, finding=long)
    chapters = (replace(report.chapters[0], items=(figure,)),)
    made = book(replace(report, title=long, chapters=chapters), "ja")
    workbook = openpyxl.load_workbook(io.BytesIO(made))
    for name in ("目次", "図1"):
        widths = [cell_width(str(cell)) for row in rows(workbook[name]) for cell in row if cell]
        assert max(widths) <= 96
    titles = "".join(str(row[0]) for row in rows(workbook["図1"]) if row[0])
    assert titles.count(LONG) == 2


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    assert book(report, "ja") == book(report, "ja")


def test_a_figure_prints_upright_without_cutting_a_chart(opened: dict[str, Any]) -> None:
    sheet = opened["ja"]["図5"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("portrait", 9)
    tops = [chart.anchor._from.row for chart in sheet._charts]
    (line,) = [one.id for one in sheet.row_breaks.brk]
    assert line == tops[2]


def test_without_xlsxwriter_the_message_says_how_to_install_it(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ProjectionError, match="pip install XlsxWriter"):
        book(report, "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_libreoffice_opens_it(
    libreoffice: Office, report: Report, tmp_path: Path, lang: Language
) -> None:
    file = tmp_path / "report.xlsx"
    file.write_bytes(book(report, lang))
    words = text_of(libreoffice.pdf(file))
    assert "###" not in words
    assert SCRIPT in words
    for figure in report.figures:
        assert figure.title.of(lang) in words
    axis = {"ja": "総人口（人）", "en": "Population(persons)"}[lang]
    assert axis in words.replace(" ", "")
