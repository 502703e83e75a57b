from __future__ import annotations

from dataclasses import replace

from projection.report.material import Material
from projection.report.numbered.methods import methods
from tests.report.figures.worlds_material import alone, results
from tests.report.numbered.worlds_tables import left_out, paragraphs


def test_three_paragraphs_are_written_from_the_scenarios(whole: Material) -> None:
    births, deaths, moves = paragraphs(methods(whole)).lines
    assert births.ja.startswith("＜出生に関する仮定＞")
    assert "「現状」の推計では、合計特殊出生率 1.31（一定）と仮定した。" in births.ja
    assert "2019年1.31、2030年1.80" in births.ja
    assert deaths.ja.startswith("＜死亡に関する仮定＞")
    # hazard_multiplier of the fit, to two decimals
    assert "全国の1.05倍" in deaths.ja
    assert moves.ja.startswith("＜移動に関する仮定＞")
    assert "2030年に均衡する（ゼロになる）" in moves.ja
    assert "2015〜2019年" in moves.ja


def test_what_both_assume_is_said_once(whole: Material) -> None:
    deaths = paragraphs(methods(whole)).lines[1]
    assert deaths.ja.count("完全生命表の間と同じ速さ") == 1
    assert "推計・将来展望とも" in deaths.ja


def test_one_result_has_no_outlook_to_speak_of(whole: Material) -> None:
    alone_now = replace(whole, outlook=None)
    for line in paragraphs(methods(alone_now)).lines:
        assert "展望" not in line.ja
        assert "outlook" not in line.en


def test_counts_are_no_rates(whole: Material) -> None:
    base = whole.results["current"]
    text = str(base.attrs["scenario_text"]).replace('basis = "rate"', 'basis = "count"')
    counted = replace(
        whole, results={"current": base.assign_attrs(scenario_text=text)}, outlook=None
    )
    moves = paragraphs(methods(counted)).lines[2]
    assert "率に移" not in moves.ja
    assert "kept as numbers" in moves.en


def test_the_official_form_has_words_of_its_own(whole: Material) -> None:
    text = 'title = "公表"\nmethod = "ipss"\n'
    base = whole.results["current"].assign_attrs(scenario_text=text, fit="{}")
    births, deaths, moves = paragraphs(
        methods(replace(whole, results={"current": base}, outlook=None))
    ).lines
    assert "子ども女性比" in births.ja
    assert "生残率" in deaths.ja
    assert "純移動率" in moves.ja
    assert "完全生命表" not in deaths.ja


def test_a_scenario_that_cannot_be_read_is_said() -> None:
    assert left_out(methods(alone(results(["alpha"])))).id == "T8"
