from __future__ import annotations

from dataclasses import replace

from projection.report.content import LeftOut
from projection.report.figure import Figure, Waterfall
from projection.report.figures.attribution import attributed_gap
from projection.report.material import Material
from tests.report.figures.worlds_material import WHY_NOT
from tests.report.figures.worlds_towns import made_up


def steps(material: Material, panel: int = 0) -> list[tuple[str, float, str]]:
    made = attributed_gap(material)
    assert isinstance(made, Figure)
    form = made.panels[panel].form
    assert isinstance(form, Waterfall)
    return [(one.label.en, one.value, one.kind) for one in form.steps]


def test_parts_are_those_that_answers_md_prints(kiyose: Material) -> None:
    # docs/answers.md: `projection attribute`, whole persons.
    assert steps(kiyose) == [
        ("Current", 69_077, "level"),
        ("Fertility", 7_059, "change"),
        ("Migration 'Ages 20-39 stay'", 4_240, "change"),
        ("Vision + retention", 80_376, "level"),
    ]


def test_parts_add_up_as_printed_in_every_year(kiyose: Material) -> None:
    for year in (2031, 2047, 2065):
        first, *parts, last = steps(replace(kiyose, year=year))
        assert first[1] + sum(one for _, one, _ in parts) == last[1]


def test_the_finding_names_gap_and_parts(kiyose: Material) -> None:
    made = attributed_gap(kiyose)
    assert isinstance(made, Figure)
    assert "＋11,299人の差がある。内訳は、出生率が＋7,059人" in made.finding.ja
    assert "fertility +7,059" in made.finding.en


def test_others_than_the_outlook_have_charts_for_the_page(kiyose: Material) -> None:
    third = kiyose.results["vision-retention"].assign_attrs(scenario="third")
    more = replace(
        kiyose,
        results={**kiyose.results, "third": third},
        labels={**kiyose.labels, "third": kiyose.labels["current"]},
    )
    made = attributed_gap(more)
    assert isinstance(made, Figure)
    assert [(one.scenario, one.still) for one in made.panels] == [
        ("vision-retention", True),
        ("third", False),
    ]
    assert [value for _, value, _ in steps(more, 1)] == [value for _, value, _ in steps(more)]


def test_the_same_assumptions_leave_nothing_to_explain(kiyose: Material) -> None:
    twin = kiyose.results["current"].assign_attrs(scenario="twin")
    same = replace(
        kiyose,
        results={"current": kiyose.results["current"], "twin": twin},
        labels=dict.fromkeys(("current", "twin"), kiyose.labels["current"]),
        outlook="twin",
    )
    made = attributed_gap(same)
    assert isinstance(made, Figure)
    assert "nothing differs" in made.finding.en


def test_without_inputs_the_option_is_named(kiyose: Material) -> None:
    made = attributed_gap(replace(kiyose, inputs=None, why_no_inputs=WHY_NOT))
    assert isinstance(made, LeftOut)
    assert "--inputs" in made.remedy.en


def test_one_result_has_no_gap() -> None:
    assert isinstance(attributed_gap(made_up("alpha")), LeftOut)
