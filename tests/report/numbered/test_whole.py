"""The whole report: order of the guide, words in both languages, and nothing that breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from projection.language import Text
from projection.report.chapters import make_report
from projection.report.content import LeftOut, NumberedTable, Paragraphs, Report
from projection.report.figure import Figure
from projection.report.figure_tables import figure_tables
from projection.report.figures.comparison import total_table
from projection.report.material import Material
from projection.report.numbered.assumptions import assumed_values
from projection.report.numbered.changes import changes_by_age
from projection.report.tables import Table
from tests.report.figures.worlds_material import alone, results
from tests.report.worlds_figures import HOSTILE


@pytest.fixture(scope="module")
def report(whole: Material) -> Report:
    return make_report(whole)


def items(report: Report) -> Iterator[Figure | NumberedTable | Paragraphs | LeftOut]:
    for chapter in report.chapters:
        yield from chapter.items


def words(report: Report) -> Iterator[Text]:
    """Yield every text of a report, cells and labels too."""
    for item in items(report):
        match item:
            case Paragraphs():
                yield from (item.heading, *item.lines)
            case LeftOut():
                yield from (item.title, item.remedy)
            case _:
                yield from (item.title, item.finding, *item.notes, *item.sources)
                for table in tables(item):
                    yield table.heading
                    yield from (one.label for one in table.columns)
                    yield from (
                        cell for row in table.rows for cell in row if isinstance(cell, Text)
                    )


def numbered(report: Report) -> list[Figure | NumberedTable]:
    return [*report.figures, *report.tables]


def tables(item: Figure | NumberedTable) -> tuple[Table, ...]:
    return figure_tables(item) if isinstance(item, Figure) else (item.table,)


def test_chapters_stand_in_the_official_order(report: Report) -> None:
    assert [chapter.title.ja for chapter in report.chapters] == [
        "はじめに",
        "1 人口動向分析",
        "2 将来人口推計",
        "3 人口の将来展望",
        "資料編",
    ]
    assert all(chapter.items for chapter in report.chapters)


def test_everything_is_there_once(report: Report) -> None:
    found = [
        item.id for item in items(report) if isinstance(item, Figure | NumberedTable | LeftOut)
    ]
    assert len({*found}) == len(found)
    # No ensemble lies beside these results.
    assert {one.id for one in report.left_out} == {"F14"}
    assert {*(f"T{one}" for one in (1, 2, 4, 5, 6, 7, 9, 10, 11, 12))} <= {*found}
    assert {"F9", "F10", "F12", "F13", "F15", "F16"} <= {*found}


def test_every_figure_and_table_has_a_note_a_source_and_a_finding(report: Report) -> None:
    for item in numbered(report):
        assert item.notes, item.id
        assert item.sources, item.id
        assert item.finding.ja.endswith("。"), item.id
        assert item.finding.en.endswith("."), item.id


def test_all_is_said_in_both_languages_and_nothing_foretold(report: Report) -> None:
    for one in words(report):
        assert one.ja.strip(), one
        assert one.en.strip(), one
        assert "forecast" not in one.en.lower()
        assert "予測" not in one.ja
        # A negative number of Japanese text has its triangle.
        assert "-0" not in one.ja
        assert "nan" not in one.en.split()


def test_the_outlook_is_no_projection_and_a_goal_is_neither(report: Report) -> None:
    outlook = "「ビジョン＋定着＋子育て世帯」"
    for one in words(report):
        assert f"{outlook}の推計" not in one.ja
        assert "推計目標" not in one.ja
        assert "将来展望「現状」" not in one.ja


def test_numbers_are_numbers(report: Report) -> None:
    for item in numbered(report):
        for table in tables(item):
            for row in table.rows:
                assert not any(isinstance(one, float) and math.isinf(one) for one in row)


def test_labels_that_mean_harm_go_unchanged_and_break_nothing(whole: Material) -> None:
    labels = {
        name: Text(ja=harm, en=harm) for name, harm in zip(whole.results, HOSTILE, strict=True)
    }
    made = make_report(replace(whole, labels=labels, vision=None))
    shown = {cell for one in made.tables for row in one.table.rows for cell in row[:1]}
    assert {*labels.values()} <= shown
    assert {one.id for one in made.left_out} == {"T6", "F14", "F16"}


@pytest.mark.parametrize(("width", "periods"), [(1, 3), (5, 3), (5, 12)])
def test_made_up_results_make_a_report_without_inputs(width: int, periods: int) -> None:
    made = make_report(alone(results(width=width, periods=periods)))
    found = {one.id for one in numbered(made)}
    assert {"F9", "F10", "F12", "T2", "T10", "T11"} <= found
    assert all(one.remedy.ja and "\n" not in one.remedy.en for one in made.left_out)


@pytest.mark.parametrize("make", [changes_by_age, total_table, assumed_values])
def test_numbers_do_not_depend_on_the_order_of_results(
    whole: Material, make: Callable[[Material], NumberedTable]
) -> None:
    turned = replace(
        whole,
        results=dict(reversed([*whole.results.items()])),
        labels=dict(reversed([*whole.labels.items()])),
    )
    first, second = (make(one).table.rows for one in (whole, turned))
    assert first != second
    assert sorted(map(repr, first)) == sorted(map(repr, second))
