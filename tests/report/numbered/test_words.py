"""The introduction and the appendix: words, sources and identifiers."""

from __future__ import annotations

from dataclasses import replace

from projection.report.material import Material
from projection.report.numbered.introduction import standing, years_covered
from projection.report.numbered.origins import sources_of_figures
from projection.report.numbered.terms import terms
from tests.report.figures.worlds_material import alone, results


def test_the_introduction_parts_projection_outlook_and_goal(whole: Material) -> None:
    lines = [one.ja for one in standing(whole).lines]
    assert "総務省" in lines[0]
    assert "2020年（令和2年）1月1日" in lines[0]
    assert [line.split("」")[0] for line in lines[1:]] == ["「推計", "「将来展望", "「目標"]


def test_what_is_not_there_is_not_spoken_of(results_only: Material) -> None:
    lines = standing(replace(results_only, outlook=None)).lines
    assert len(lines) == 2
    assert not any("outlook" in one.en or "Goals" in one.en for one in lines)


def test_years_are_named_with_those_shown() -> None:
    first, second = years_covered(alone(results(["alpha", "beta"]), year=2030)).lines
    assert first.ja.startswith("基準年は2020年（令和2年）、目標年は2030年（令和12年）")
    assert "2032" in first.en
    assert second.ja == "示すもの：「略称alpha」、「略称beta」。"


def test_sources_are_named_once_with_their_terms(whole: Material) -> None:
    lines = [one.ja for one in sources_of_figures(whole).lines]
    assert len({*lines}) == len(lines)
    assert any("利用条件：CC BY 4.0" in one for one in lines)
    assert any(one.startswith("国立社会保障・人口問題研究所「") for one in lines)


def test_results_that_know_no_terms_have_sources_still() -> None:
    assert sources_of_figures(alone(results(["alpha"]))).lines[0].en == "The city, 台帳"


def test_terms_are_said_in_both_languages() -> None:
    for one in terms(alone(results(["alpha"]))).lines:
        assert "：" in one.ja
        assert ":" in one.en
