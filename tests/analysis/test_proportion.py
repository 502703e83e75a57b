"""Answers in proportion: counts among municipalities, checked against plain counting."""

from __future__ import annotations

import numpy as np
import pytest

from projection.analysis.proportion import (
    Proportion,
    in_proportion,
    nearest_group,
    pace,
    size_class,
    yearly_rate,
)
from projection.analysis.register import implied_tfr, mortality_ratio, net_migration
from projection.analysis.unknowns import parse_unknown
from projection.inputs.ages import AgeGroup
from tests.analysis.test_register import shipped
from tests.estimation.test_kiyose import base

KIYOSE = "132217"


def counted(typed: str, value: float) -> Proportion:
    (found,) = in_proportion(parse_unknown(typed), [value], base(), shipped(), KIYOSE)
    assert found is not None
    return found


def test_the_tfr_is_counted_among_all_and_among_those_of_the_same_size() -> None:
    found = counted("fertility.tfr", 1.8)
    levels = implied_tfr(shipped(), base().course)
    residents = shipped().data["population"].sel(year=2020).sum(("sex", "age"))
    alike = (residents >= 50_000) & (residents < 100_000)
    assert (found.every.counted, found.every.of) == (int((levels >= 1.8).sum()), 1741)
    assert found.alike.counted == int((levels[alike.values] >= 1.8).sum())
    assert found.alike.of == int(alike.sum())
    assert found.every.percent == pytest.approx(100 * found.every.counted / 1741)
    assert found.size.en == "50,000-99,999 residents"
    assert (found.first, found.last) == (2015, 2019)


def test_below_its_own_level_those_at_or_below_are_counted() -> None:
    up, down = counted("fertility.tfr", 1.5), counted("fertility.tfr", 1.0)
    assert (up.at_least, down.at_least) == (True, False)
    levels = implied_tfr(shipped(), base().course)
    assert down.every.counted == int((levels <= 1.0).sum())
    assert up.own == down.own == float(levels.sel(region=KIYOSE))


def test_persons_are_a_rate_on_top_of_the_city_s_own() -> None:
    found = counted("migration: 25-39, female", 60.0)
    women = base().population[1, 25:40].sum()
    flows = net_migration(shipped(), base().course).sel(sex="female", age=[25, 30, 35])
    rates = flows["net_migrants"].sum("age") / flows["person_years"].sum("age")
    assert found.change == pytest.approx(60 / women)
    assert found.own == pytest.approx(float(rates.sel(region=KIYOSE)))
    assert found.needed == pytest.approx(found.own + found.change)
    assert found.every.counted == int((rates >= found.needed).sum())


def test_a_household_is_a_rate_of_the_cells_of_its_members_together() -> None:
    unknown = parse_unknown("households: 1 male 30-34, 1 female 30-34, 2 both 0-4")
    persons = base().population[:, 30:35].sum() + base().population[:, :5].sum()
    assert yearly_rate(unknown, 10.0, base()) == pytest.approx(40 / persons)


def test_cells_that_members_share_count_once() -> None:
    unknown = parse_unknown("households: 1 male 30-39, 1 both 35-39")
    males, females = base().population
    persons = males[30:40].sum() + females[35:40].sum()
    assert yearly_rate(unknown, 1.0, base()) == pytest.approx(2 / persons)


def test_a_multiplier_of_mortality_is_taken_of_the_city_s_own_ratio() -> None:
    found = counted("mortality.level", 0.9)
    ratios = mortality_ratio(shipped(), base().course)
    assert found.needed == pytest.approx(0.9 * float(ratios.sel(region=KIYOSE)))
    assert found.every.counted == int((ratios <= found.needed).sum())


def test_nothing_to_count_without_a_register_or_outside_it() -> None:
    unknown = parse_unknown("fertility.tfr")
    assert in_proportion(unknown, [1.5, 1.8], base(), None, KIYOSE) == [None, None]
    assert in_proportion(unknown, [1.5], base(), shipped(), "999999") == [None]
    fall = parse_unknown("mortality.improvement")
    assert in_proportion(fall, [0.01], base(), shipped(), KIYOSE) == [None]


def test_the_pace_of_mortality() -> None:
    slow, fast = pace(0.0, base()), pace(0.06, base())
    assert slow.as_fast == pytest.approx(100.0)
    assert fast.as_fast == 0.0
    assert 0.01 < slow.national < 0.02
    assert slow.national == fast.national
    assert (slow.first, slow.last) == (2000, 2020)


@pytest.mark.parametrize(
    ("ages", "label"),
    [
        (AgeGroup(25, 39), "25-39"),
        (AgeGroup(23, 37), "25-39"),
        (AgeGroup(22, 36), "20-34"),
        (AgeGroup(18, 18), "15-19"),
        (AgeGroup(97, 99), "95+"),
        (AgeGroup(0, None), "0+"),
    ],
)
def test_ages_are_taken_as_the_nearest_published_groups(ages: AgeGroup, label: str) -> None:
    assert nearest_group(ages).label == label


def test_the_groups_taken_are_named() -> None:
    (member,) = counted("migration: 23-37, female", 10.0).members
    assert member.ages.label == "25-39"


@pytest.mark.parametrize("residents", [0, 4_999, 5_000, 99_999, 100_000, 4_000_000])
def test_every_size_has_a_class(residents: int) -> None:
    lower, upper = size_class(residents)
    assert lower <= residents < upper
    assert np.isfinite(lower)
