"""What may be solved for, as typed."""

from __future__ import annotations

import pytest

from projection.analysis.age_groups import ALL_AGES
from projection.analysis.unknowns import Member, parse_unknown
from projection.errors import ResultError
from projection.inputs.ages import AgeGroup


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("fertility.tfr", "tfr"),
        ("mortality.level", "level"),
        ("mortality.improvement", "improvement"),
        ("migration", "persons"),
        ("migration:", "persons"),
        ("migration: add_rate", "rate"),
    ],
)
def test_forms(typed: str, kind: str) -> None:
    assert parse_unknown(typed).kind == kind


@pytest.mark.parametrize(
    "typed",
    [
        "migration: 25-39, female, add_per_year",
        "migration: female, add_per_year, 25-39",
        "migration：25〜39歳、female",
    ],
)
def test_the_words_of_a_migration_stand_in_any_order(typed: str) -> None:
    found = parse_unknown(typed)
    assert found.kind == "persons"
    assert found.members == (Member("female", AgeGroup(25, 39)),)
    assert "25-39, female" in found.label.en
    assert "25〜39歳女性" in found.label.ja


def test_all_ages_and_both_sexes_where_left_out() -> None:
    assert parse_unknown("migration: add_rate").members == (Member("both", ALL_AGES),)


def test_a_household_is_its_members_and_the_same_twice_is_added_up() -> None:
    found = parse_unknown("households: 1 male 30-34, 1 female 30-34, 1 both 0-4, 0.5 both 0-4")
    assert [(one.sex, one.ages.label, one.persons) for one in found.members] == [
        ("male", "30-34", 1.0),
        ("female", "30-34", 1.0),
        ("both", "0-4", 1.5),
    ]
    assert "1.5 x 0-4" in found.label.en


MISTAKES = {
    "fertility.tfrr": "did you mean 'fertility.tfr'?",
    "weather": "known ones: fertility.tfr, mortality.level",
    "migration: 25-39, girls": "cannot read 'girls'",
    "migration: 39-25": "cannot read '39-25'",
    "migration: male, female": "expected ages, sex and unit once each",
    "households:": "nobody is in the household",
    "households: 1 male": "cannot read '1 male'",
    "households: one male 30-34": "cannot read 'one male 30-34'",
    "households: 0 male 30-34": "cannot read '0 male 30-34'",
    "households: nan male 30-34": "cannot read 'nan male 30-34'",
    "households: 1 male old": "cannot read 'old'",
    "households: 1 boys 0-4": "cannot read '1 boys 0-4'",
}


@pytest.mark.parametrize("typed", MISTAKES)
def test_a_mistake_is_one_message(typed: str) -> None:
    with pytest.raises(ResultError) as raised:
        parse_unknown(typed)
    assert len(raised.value.faults) == 1
    assert MISTAKES[typed] in raised.value.text("en")
    assert raised.value.text("ja") != raised.value.text("en")
