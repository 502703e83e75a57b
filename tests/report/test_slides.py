"""Slides, read back with python-pptx, and opened with LibreOffice."""

from __future__ import annotations

import importlib.util
import io
import re
import zipfile
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.oxml import parse_xml

from projection.errors import ProjectionError
from projection.language import LANGUAGES, Language, Text
from projection.report.captions import traced
from projection.report.content import NumberedTable, Report
from projection.report.figure import Axis, Figure, Panel
from projection.report.slides import slides
from projection.report.tables import Column, Table, shown
from tests.office import Office, text_of
from tests.report.decks import (
    alone,
    charts,
    only,
    read,
    tables,
    titles,
    titles_of,
    words,
)
from tests.report.worlds_figures import (
    FORMULA,
    HOSTILE,
    SCRIPT,
    every_form,
    heat,
    lines,
    small_report,
    waterfall,
)


@pytest.fixture(scope="module")
def report() -> Report:
    return small_report()


@pytest.fixture(scope="module")
def decks(report: Report) -> dict[Language, Any]:
    return {lang: read(report, lang) for lang in LANGUAGES}


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
    first = read(report).slides[0]
    said = words(first)
    assert "試験市　基準日：2020年（令和2年）1月1日" in said
    assert "・総人口は減る見込み。" in said
    assert "Base date: 1 January 2020" in words(read(report, "en").slides[0])


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
