"""A whole report: order, words, and what holds of every figure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import pytest

from projection.language import Text
from projection.report.chapters import make_report
from projection.report.content import Report
from projection.report.figure import Bars, Figure, Lines, Panel, Series, Trails
from projection.report.figure_tables import figure_tables
from tests.report.figures.worlds_material import HOSTILE, alone, kiyose, results

OURS = {"F1", "F2", "F3", "F4", "F5", "F5b", "F6", "F8", "F11"}
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def report() -> Report:
    """A report of Kiyose."""
    return make_report(kiyose("current", "vision-retention"))


def series_of(panel: Panel) -> tuple[Series, ...]:
    match panel.form:
        case Bars():
            return (*panel.form.series, *panel.form.lines)
        case Lines() | Trails():
            return panel.form.series
        case _:
            return ()


def words_of(figure: Figure) -> Iterator[Text]:
    yield from (figure.title, figure.finding, *figure.notes)
    yield from (panel.heading for panel in figure.panels if panel.heading is not None)


def ours(report: Report) -> list[Figure]:
    return [figure for figure in report.figures if figure.id in OURS]


def test_all_figures_are_there_in_the_order_of_the_guide(report: Report) -> None:
    assert [one.id for one in ours(report)] == [
        *("F1", "F2", "F3", "F4", "F5", "F5b", "F6", "F8", "F11"),
    ]
    assert "T3" in [one.id for one in report.tables]


def test_every_figure_has_sources_notes_and_a_finding(report: Report) -> None:
    for figure in ours(report):
        assert figure.sources
        assert figure.notes
        assert figure.finding.ja.endswith("。")
        assert figure.finding.en.endswith(".")


def test_keys_are_one_of_their_own_in_every_chart(report: Report) -> None:
    for figure in ours(report):
        for panel in figure.panels:
            keys = [one.key for one in series_of(panel)]
            assert len(set(keys)) == len(keys)


def test_every_figure_has_a_table_behind_it(report: Report) -> None:
    for figure in ours(report):
        tables = figure_tables(figure)
        assert all(table.rows for table in tables)


def test_projection_is_never_forecast_and_goals_are_not_ours(report: Report) -> None:
    for figure in ours(report):
        for words in words_of(figure):
            assert "forecast" not in words.en.lower()
            assert "most likely" not in words.en.lower()
            assert "予測" not in words.ja
            assert "目標" not in words.ja.replace("目標年", "")


def test_the_outlook_is_never_called_a_projection(report: Report) -> None:
    for figure in ours(report):
        for words in words_of(figure):
            assert "「ビジョン＋定着」の推計" not in words.ja
            assert "推計：ビジョン＋定着" not in words.ja
            assert "展望「現状」" not in words.ja


def test_the_report_begins_with_its_main_findings(report: Report) -> None:
    findings = {figure.id: figure.finding for figure in report.figures}
    assert len(report.summary) == 5
    for said, figure in zip(report.summary, ("F1", "F1", "F5", "F5", "F11"), strict=True):
        assert said.ja in findings[figure].ja
        assert said.en in findings[figure].en


def test_points_are_numbers(report: Report) -> None:
    for figure in ours(report):
        for panel in figure.panels:
            for one in series_of(panel):
                assert all(math.isfinite(value) for point in one.points for value in point)


def test_labels_of_the_files_go_unchanged() -> None:
    hostile = results()[2].assign_attrs(label_ja="=cmd|'", label_en="../../x" * 50)
    made = make_report(alone([hostile, *results()[:2]]))
    labels = [one.label for one in series_of(made.figures[0].panels[0])]
    assert Text(ja="=cmd|'", en="../../x" * 50) in labels
    assert made.runs[0].name == HOSTILE


@pytest.mark.parametrize("periods", [3, 4, 6])
def test_short_results_make_a_report(periods: int) -> None:
    made = make_report(alone(results(["alpha"], periods=periods), year=2021))
    assert {"F1", "F2", "F3", "F4"} <= {figure.id for figure in made.figures}


def test_the_base_year_may_be_the_target_year() -> None:
    made = make_report(alone(results(["alpha"], periods=3), year=2020))
    assert "増減なし" in made.figures[0].finding.ja
