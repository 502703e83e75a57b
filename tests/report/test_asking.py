from __future__ import annotations

from dataclasses import replace

from projection.errors import ResultError, fault
from projection.language import Text
from projection.report.asking import asked_anew, missing_inputs, or_left_out
from projection.report.content import LeftOut, Paragraphs
from tests.report.figures.worlds_material import alone, results

TITLE = Text(ja="題", en="title")
MADE = Paragraphs(TITLE, ())


def refuse() -> Paragraphs:
    raise ResultError(fault("report_year", found=2, first=0, last=1))


def test_what_can_be_made_is_made() -> None:
    assert or_left_out("T5", TITLE, lambda: MADE) is MADE


def test_what_a_user_can_mend_is_said_on_one_line() -> None:
    found = or_left_out("T5", TITLE, refuse)
    assert isinstance(found, LeftOut)
    assert (found.id, found.title) == ("T5", TITLE)
    assert "they share 0 to 1" in found.remedy.en
    assert "\n" not in found.remedy.ja


def test_without_inputs_the_option_and_the_reason_are_named() -> None:
    material = alone(results(["alpha"]))
    found = asked_anew(material, "F13", TITLE, lambda _: MADE)
    assert isinstance(found, LeftOut)
    assert "--inputs FOLDER" in found.remedy.en
    assert "population.csv" in found.remedy.ja


def test_results_of_five_years_need_single_ones() -> None:
    assert "--step 1" in missing_inputs(alone(results(["alpha"], width=5))).en


def test_where_no_reason_is_known_the_option_is_named() -> None:
    material = replace(alone(results(["alpha"])), why_no_inputs=None)
    assert "--inputs" in missing_inputs(material).ja
