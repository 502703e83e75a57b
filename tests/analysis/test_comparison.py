from __future__ import annotations

import itertools

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from projection.analysis.age_groups import GROUPINGS
from projection.analysis.comparison import compare, default_years, tidy_comparison
from projection.analysis.measures import MEASURES
from projection.errors import ResultError
from tests.worlds import world

NAMES = ("alpha", "beta", "gamma")


def three(periods: int = 7) -> list[xr.Dataset]:
    return [world(name=name, seed=seed, periods=periods) for seed, name in enumerate(NAMES)]


def long() -> list[xr.Dataset]:
    return [world(name="alpha", periods=45), world(name="beta", periods=45, seed=1)]


def test_levels_differences_and_percent_by_hand() -> None:
    results = three()
    totals = [one["population"].sum(["sex", "age"]).sel(year=2024).item() for one in results]
    found = compare(results, years=[2024], to="beta")
    assert found.reference == "beta"
    data = found.data.squeeze(drop=True)
    np.testing.assert_allclose(data["value"], totals)
    np.testing.assert_allclose(data["difference"], np.array(totals) - totals[1])
    np.testing.assert_allclose(
        data["percent"], 100.0 * (np.array(totals) - totals[1]) / totals[1], atol=1e-12
    )


def test_what_a_comparison_tells_of_itself() -> None:
    found = compare(three(), by="age3")
    assert found.data["value"].dims == ("scenario", "sex", "age_group", "year")
    assert found.years == (2020, 2027)
    assert (found.region, found.region_name.ja) == ("132217", "清瀬市")
    assert (found.base_date, found.step) == ("2020-01-01", 1)
    assert [label.en for label in found.labels.values()] == ["Alpha", "Beta", "Gamma"]
    assert found.rows["both", "65+"].ja == "老年人口（65歳以上）"


def test_rows_are_named_by_sex_and_age() -> None:
    found = compare(three(), by="sex", ages="20-39,75+")
    assert [label.ja for label in found.rows.values()] == [
        "男 20〜39歳",
        "男 75歳以上",
        "女 20〜39歳",
        "女 75歳以上",
    ]
    assert [label.en for label in compare(three(), by="sex").rows.values()] == [
        "Male",
        "Female",
    ]
    assert [
        label.en for label in compare(three(), by="age3", measure="deaths").rows.values()
    ] == [
        "0-14",
        "15-64",
        "65+",
    ]


@pytest.mark.parametrize("by", [*GROUPINGS, "sex"])
@pytest.mark.parametrize("measure", ["population", "deaths", "net_migration", "natural_change"])
def test_groups_sum_to_the_total(by: str, measure: str) -> None:
    split = compare(three(), by=by, measure=measure).data["value"].sum(["sex", "age_group"])
    total = compare(three(), measure=measure).data["value"].sum(["sex", "age_group"])
    np.testing.assert_allclose(split.values, total.values, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("measure", MEASURES)
def test_no_difference_from_itself(measure: str) -> None:
    data = compare([world(), world()], measure=measure).data
    assert (data["difference"] == 0.0).all()
    assert (data["percent"] == 0.0).all()


@given(st.permutations(range(3)))
def test_order_does_not_matter_for_levels(order: list[int]) -> None:
    results = three()
    first = compare(results, by="age5").data["value"]
    second = compare([results[index] for index in order], by="age5").data["value"]
    xr.testing.assert_identical(second.sel(scenario=list(NAMES)), first)


def test_percent_follows_the_sign_of_the_difference() -> None:
    loses, loses_less = world(), world(name="beta")
    loses["net_migration"][:] = -4.0
    loses_less["net_migration"][:] = -1.0
    percent = compare([loses, loses_less], measure="net_migration").data["percent"]
    np.testing.assert_allclose(percent.sel(scenario="beta"), 75.0)


def test_no_percent_of_nothing() -> None:
    closed, opened = world(), world(name="beta")
    closed["net_migration"][:] = 0.0
    data = compare([closed, opened], measure="net_migration").data
    assert np.isnan(data["percent"]).all()
    assert (data["difference"].sel(scenario="beta") != 0.0).all()


def test_flows_are_per_year_and_begin_with_the_year() -> None:
    result = world(width=5, open_age=85, periods=9)
    found = compare([result], measure="births")
    assert found.measure.dim == "period"
    assert found.years == (2020, 2030, 2040, 2050, 2060)
    births = result["births"].sum("sex").sel(period=2030).item()
    assert found.data["value"].sel(period=2030).item() == pytest.approx(births / 5.0)


def test_rates_are_of_each_sex() -> None:
    result = world()
    persons = result["population"].sel(sex="female", year=2024)
    found = compare([result], measure="aged_share", by="sex", years=[2024])
    expected = 100.0 * persons.sel(age=slice(65, None)).sum() / persons.sum()
    assert found.data["value"].sel(sex="female").item() == pytest.approx(expected.item())


def test_life_expectancy_is_always_by_sex() -> None:
    result = world()
    found = compare([result], measure="e0", years=[2023])
    assert list(found.rows) == [("male", "0+"), ("female", "0+")]
    expected = result["life_expectancy"].sel(age=0, period=2023)
    np.testing.assert_array_equal(found.data["value"].squeeze(), expected)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("by", [*GROUPINGS, "sex"])
def test_each_measure_is_split_or_refused(measure: str, by: str) -> None:
    row = MEASURES[measure]
    ages = by not in ("total", "sex")
    if (ages and not row.by_age) or (by == "sex" and row.sexes == "both"):
        with pytest.raises(ResultError, match="cannot be split by"):
            compare(three(), by=by, measure=measure)
    else:
        assert not compare(three(), by=by, measure=measure).data["value"].isnull().any()


def test_default_years() -> None:
    assert compare(long()).years == (2020, 2030, 2040, 2050, 2060)
    assert default_years([range(2020, 2066), range(2025, 2051)]) == [2025, 2030, 2040, 2050]
    assert default_years([[2018, 2023, 2028, 2033]]) == [2018, 2033]
    assert default_years([[2020, 2021], [2030, 2031]]) == []


def test_years_are_taken_once_and_in_order() -> None:
    assert compare(three(), years=[2025, 2021, 2025]).years == (2021, 2025)


def test_a_long_table() -> None:
    table = tidy_comparison(compare(three(), by="sex", ages="0-14,65+", years=[2021, 2022]))
    assert list(table) == ["scenario", "sex", "age", "year", "value", "difference", "percent"]
    keys = list(itertools.product(NAMES, ("male", "female"), ("0-14", "65+"), (2021, 2022)))
    assert (
        list(table[["scenario", "sex", "age", "year"]].itertuples(index=False, name=None))
        == keys
    )
    expected = three()[1]["population"].sel(year=2022, sex="female", age=slice(0, 14)).sum()
    chosen = table.query("scenario == 'beta' and sex == 'female' and age == '0-14'")
    assert chosen["value"].iloc[-1] == pytest.approx(expected.item())


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (
            {"years": [2019, 2024, 2070]},
            "alpha: no figures for 2019, 2070; the result has the years 2020 to 2027, "
            "with a step of 1",
        ),
        (
            {"years": [2027], "measure": "births"},
            "alpha: no figures for the period from 2027; the periods of the result start in "
            "2020 to 2026, with a step of 1",
        ),
        (
            {"by": "age3", "measure": "tfr"},
            "'Total fertility rate' cannot be split by age; leave the ages out, or take one "
            "of: population, deaths, natural_change, net_migration, total_change",
        ),
        (
            {"to": "delta"},
            "there is no result 'delta' to compare with; the results given are: ",
        ),
        (
            {"by": "age4"},
            "unknown way to split 'age4'; known ones: total, age3, age5, single, sex",
        ),
        (
            {"by": "age3", "ages": "0-4"},
            "the split 'age3' and the ages '0-4' exclude each other; leave one of them out",
        ),
        ({"by": "sex", "measure": "tfr"}, "'Total fertility rate' cannot be split by sex; "),
    ],
)
def test_refusals(wanted: dict[str, object], message: str) -> None:
    with pytest.raises(ResultError) as caught:
        compare([three()[0]], **wanted)  # type: ignore[arg-type]
    assert caught.value.text().startswith(message)


def test_years_outside_are_told_for_every_result() -> None:
    with pytest.raises(ResultError) as caught:
        compare([world(periods=4), world(name="beta", periods=6)], years=[2025])
    assert [one.file for one in caught.value.faults] == ["alpha"]
    with pytest.raises(ResultError) as caught:
        compare([world(periods=4), world(name="beta", periods=6)], years=[2030])
    assert [one.file for one in caught.value.faults] == ["alpha", "beta"]


def test_results_without_a_common_year() -> None:
    late = world(name="beta", start=2050)
    late.attrs["base_date"] = "2020-01-01"
    with pytest.raises(ResultError, match="no year in common"):
        compare([world(), late])
