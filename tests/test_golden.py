"""Golden: published projections, read by the project's own reader and reproduced."""

from __future__ import annotations

from dataclasses import replace

import pytest

from projection.analysis.deviation import CaseResult
from projection.analysis.validation import SHIPPED, cases, deviations, validate
from projection.gross import GrossConvention
from projection.inputs import read_rates
from projection.kernel import Convention
from projection.rates.separation import AxRule

# Case: how many figures are compared, and how near they must be. Sources and reasons stand in
# the case's TOML file; the tolerances stand here too, so that nobody eases one there unseen.
COMPARED = {
    # Swiss Federal Statistical Office 2025: rounded to the person, 31 years chained.
    "aargau": [(37572, 1.0)],
    # popReconstruct: the same formulas.
    "burkina_faso": [(153, 1e-12)],
    # The UN's own engine: the same formulas, figures of 13 digits.
    "canada_end": [(14140, 1e-10), (140, 1e-10), (14140, 1e-10)],
    "canada_even": [(14140, 1e-10), (140, 1e-10), (14140, 1e-10)],
    # MortCast: the same formulas, figures of 13 digits. WPP 2019: years of two decimals.
    "life_tables": [(8352, 1e-10), (9684, 1e-10), (4, 0.005)],
    # Willekens and Rogers (1978): whole persons, four and three decimals.
    "slovenia_1978": [(288, 0.5), (72, 5e-5), (68, 5e-5), (36, 6e-4)],
    # Preston, Heuveline and Guillot (2001), box 6.2: whole persons.
    "sweden_1993": [(36, 0.5), (7, 0.5)],
    # UN World Population Prospects 2012: rates of few digits; thousands in the third table.
    "wpp2012_japan": [(18, 1e-4), (756, 5e-4), (720, 0.05), (36, 5e-4)],
    # Of Sweden's 433 men of 100 and over, the smallest cell, half a person is 1.2e-3.
    "wpp2012_sweden": [(18, 1e-4), (720, 5e-4), (36, 1.2e-3), (720, 0.05), (36, 5e-4)],
}


def test_every_case_is_held_here() -> None:
    assert [folder.name for folder in cases(SHIPPED)] == sorted(COMPARED)


@pytest.mark.parametrize("name", COMPARED)
def test_a_published_case_is_reproduced(name: str) -> None:
    results = validate(SHIPPED / name)
    assert [(one.figures, one.tolerance) for one in results] == COMPARED[name]
    assert [one for one in results if not one.passed] == []


def changed(name: str, convention: Convention | GrossConvention) -> list[CaseResult]:
    return deviations(replace(read_rates(SHIPPED / name), convention=convention))


@pytest.mark.parametrize("timing", ["start", "end"])
def test_other_timings_miss_sweden_by_far(timing: str) -> None:
    """The tolerance of half a person tells conventions apart."""
    population, _ = changed("sweden_1993", Convention(timing))  # type: ignore[arg-type]
    assert population.deviation > 1000


@pytest.mark.parametrize(
    ("convention", "misses"),
    [
        # As found when these conventions were tried on the published figures.
        (Convention("even"), 6.0e-3),
        (Convention("end", births_count_arrivals=False), 6.7e-3),
        (Convention("start"), 1.2e-2),
    ],
)
def test_other_conventions_miss_japan_by_far(convention: Convention, misses: float) -> None:
    by_cell = changed("wpp2012_japan", convention)[1]
    assert by_cell.deviation == pytest.approx(misses, rel=0.05)


def test_the_other_slope_at_the_last_closed_group_misses_japan() -> None:
    case = replace(read_rates(SHIPPED / "wpp2012_japan"), ax=AxRule("coale_demeny", "greville"))
    assert deviations(case)[2].deviation > 1.0


@pytest.mark.parametrize(
    ("name", "convention"),
    [
        ("canada_even", Convention("end", births_count_arrivals=False)),
        ("canada_even", Convention("even", births_count_arrivals=False)),
        ("canada_end", Convention("even")),
        ("canada_end", Convention("end")),
        ("burkina_faso", Convention("even", True, "separate")),
        ("burkina_faso", Convention("end", False, "separate")),
    ],
)
def test_other_conventions_miss_the_peers_by_far(name: str, convention: Convention) -> None:
    assert changed(name, convention)[0].deviation > 1e-4


def test_two_ratios_into_the_open_group_are_not_one() -> None:
    case = read_rates(SHIPPED / "burkina_faso")
    joint = replace(
        case,
        rates=case.rates.drop_vars("open_survival_ratio"),
        convention=Convention("even", births_count_arrivals=False),
    )
    assert deviations(joint)[0].deviation > 1e-2


def test_mortality_meets_movers_for_part_of_the_step() -> None:
    (population,) = changed("aargau", GrossConvention(exposure=0.0))
    assert population.deviation > 2.0
