from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from projection.analysis.age_groups import (
    GROUPINGS,
    OFFICIAL_LABELS,
    age_label,
    group_ages,
    group_total,
    parse_age_groups,
)
from projection.errors import ResultError
from projection.inputs.ages import AgeGroup
from projection.language import Text
from tests.worlds import world


@pytest.mark.parametrize("grouping", GROUPINGS)
@pytest.mark.parametrize("variable", ["population", "deaths", "net_migration"])
def test_groups_sum_to_the_total(grouping: str, variable: str) -> None:
    values = world(open_age=100)[variable]
    grouped = group_ages(values, GROUPINGS[grouping](100))
    xr.testing.assert_allclose(grouped.sum("age_group"), values.sum("age"), rtol=1e-12)


@pytest.mark.parametrize("grouping", ["total", "age3", "age5"])
def test_groups_of_a_five_year_result_sum_to_the_total(grouping: str) -> None:
    values = world(width=5, open_age=85)["population"]
    grouped = group_ages(values, GROUPINGS[grouping](85))
    xr.testing.assert_allclose(grouped.sum("age_group"), values.sum("age"), rtol=1e-12)


@pytest.mark.parametrize(
    ("grouping", "first", "last", "count"),
    [
        ("total", "0+", "0+", 1),
        ("age3", "0-14", "65+", 3),
        ("age5", "0-4", "85+", 18),
        ("single", "0", "85+", 86),
    ],
)
def test_groupings(grouping: str, first: str, last: str, count: int) -> None:
    labels = [group.label for group in GROUPINGS[grouping](85)]
    assert (labels[0], labels[-1], len(labels)) == (first, last, count)


@given(st.integers(0, 99), st.integers(0, 99))
def test_a_group_holds_its_ages_both_ends_included(one: int, other: int) -> None:
    lower, upper = sorted((one, other))
    persons = xr.DataArray(2.0 ** -np.arange(101), dims="age", coords={"age": np.arange(101)})
    grouped = group_ages(persons, [AgeGroup(lower, upper), AgeGroup(lower, None)])
    assert grouped.values[0] == pytest.approx(sum(2.0**-age for age in range(lower, upper + 1)))
    assert grouped.values[1] == pytest.approx(persons.values[lower:].sum())


def test_overlapping_groups_are_sums_of_their_own() -> None:
    persons = world()["population"]
    grouped = group_ages(persons, parse_age_groups("65+,75+,85+"))
    for label, lower in (("65+", 65), ("75+", 75), ("85+", 85)):
        expected = persons.sel(age=slice(lower, None)).sum("age")
        np.testing.assert_allclose(grouped.sel(age_group=label), expected)


@pytest.mark.parametrize("order", [("year", "sex", "age"), ("age", "year", "sex")])
def test_a_group_alone_is_what_it_is_among_others(order: tuple[str, ...]) -> None:
    persons = world()["population"].transpose(*order)
    for group in parse_age_groups("0-14,20-39,75+"):
        among = group_ages(persons, [AgeGroup(0, None), group]).isel(age_group=1, drop=True)
        xr.testing.assert_allclose(group_total(persons, group), among, rtol=1e-14)
        assert group_total(persons, group).dims == among.dims


@pytest.mark.parametrize("add_up", [lambda values, of: group_ages(values, [of]), group_total])
@pytest.mark.parametrize(
    ("group", "cut", "labels"),
    [
        (AgeGroup(7, 7), "5-9", "0-4, 5-9, ..., 85+"),
        (AgeGroup(0, 17), "15-19", "0-4, 5-9, ..., 85+"),
        (AgeGroup(80, 89), "85+", "0-4, 5-9, ..., 85+"),
        (AgeGroup(90, None), "85+", "0-4, 5-9, ..., 85+"),
    ],
)
def test_groups_that_cut_are_refused(
    group: AgeGroup, cut: str, labels: str, add_up: Callable[[xr.DataArray, AgeGroup], object]
) -> None:
    with pytest.raises(ResultError) as caught:
        add_up(world(width=5, open_age=85)["population"], group)
    assert caught.value.text() == (
        f"the age group {group.label} cuts through {cut} of the result, whose groups are "
        f"{labels}; keep to these, or take a result of single ages (--step 1)"
    )


@pytest.mark.parametrize(
    "text", ["6-11,12-14,75+", "６〜１１、12～14歳, 75歳以上", " 6-11 ,12-14,75+"]
)
def test_custom_groups(text: str) -> None:
    assert parse_age_groups(text) == (AgeGroup(6, 11), AgeGroup(12, 14), AgeGroup(75, None))


def test_every_fault_of_custom_groups_at_once() -> None:
    with pytest.raises(ResultError) as caught:
        parse_age_groups("6-11,young,39-20,,6-11")
    expected = "ages: expected age groups such as 6-11, 65 or 75+, the lower age first, with "
    assert caught.value.text().splitlines() == [
        f"{expected}commas between them; found 'young'",
        f"{expected}commas between them; found '39-20'",
        f"{expected}commas between them; found ''",
        "ages: the age group 6-11 stands there twice; leave one out",
    ]
    assert caught.value.text("ja").splitlines()[-1] == (
        "ages: 年齢の区分 6-11 が2回あります。1つにしてください"
    )


def test_labels() -> None:
    assert age_label(AgeGroup(0, None)) == Text(ja="総数", en="Total")
    assert age_label(AgeGroup(7, 7)) == Text(ja="7歳", en="7")
    assert age_label(AgeGroup(0, 14)) == Text(ja="0〜14歳", en="0-14")
    assert [label.ja for label in OFFICIAL_LABELS.values()] == [
        "総人口",
        "年少人口（0〜14歳）",
        "生産年齢人口（15〜64歳）",
        "老年人口（65歳以上）",
    ]
