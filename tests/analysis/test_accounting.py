from __future__ import annotations

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from projection.analysis.accounting import account
from projection.analysis.asked import asked
from projection.analysis.bridge import Bridge, with_total
from projection.errors import ResultError
from projection.variables import SEXES
from tests.worlds import world

GROUPS = ["0-14", "15-64", "65+", "20-39", "0-4", "100+", "75+"]
PARTS = ["births", "deaths", "net_migration", "ageing_in", "ageing_out"]


def assert_closes(found: Bridge) -> None:
    data = found.data
    left = data["start"] + data["change"].sum("part") - data["end"]
    np.testing.assert_allclose(left.values, 0.0, rtol=0, atol=1e-8)


@given(
    st.integers(0, 99),
    st.sampled_from([1, 5]),
    st.sampled_from(["total", "age3", "age5"]),
    st.sampled_from(["both", "male", "female"]),
)
def test_it_closes_in_every_cell(seed: int, width: int, by: str, sex: str) -> None:
    run = world(seed=seed, width=width)
    last = int(run["year"][-1])
    years = run["year"].values.tolist()[1:]
    assert_closes(account(run, asked("population", last, sex=sex), by=by, years=years))


@given(st.integers(0, 99), st.sampled_from(GROUPS), st.integers(1, 4))
def test_it_closes_for_any_age_group(seed: int, ages: str, after: int) -> None:
    run = world(seed=seed)
    assert_closes(account(run, asked("population", 2020 + after, ages=ages)))


def test_ages_of_one_year_by_hand() -> None:
    run = world()
    change = account(run, asked("population", 2021, ages="20-39")).data["change"]
    persons, moves = (run[name].sum("sex") for name in ("population", "net_migration"))
    before = persons.sel(year=2020)
    assert change.sel(part="births").item() == 0.0
    assert change.sel(part="ageing_in").item() == before.sel(age=19).item()
    assert change.sel(part="ageing_out").item() == -before.sel(age=39).item()
    moved = moves.sel(period=2020, age=slice(20, 39)).sum().item()
    assert change.sel(part="net_migration").item() == pytest.approx(moved)


def test_flows_are_added_up_from_the_base_date() -> None:
    run = world()
    found = account(run, asked("population", 2024), years=[2022])
    births = run["births"].sum("sex").values
    expected = [births[:2].sum(), births.sum()]
    np.testing.assert_allclose(found.data["change"].sel(part="births").values[0], expected)
    assert [one.name for one in found.parts] == PARTS[:3]
    assert (found.ends[0].en, found.years) == ("Population of 2020", (2022, 2024))


def test_nobody_grows_into_or_out_of_all_ages() -> None:
    found = with_total(account(world(), asked("population", 2024), by="age3"))
    assert [one.name for one in found.parts] == PARTS
    assert list(found.groups) == ["0-14", "15-64", "65+", "0+"]
    total = found.data.isel(age_group=-1)
    assert not total["change"].sel(part=PARTS[3:]).any()
    between = found.data["change"].isel(age_group=slice(3)).sel(part=PARTS[3:])
    xr.testing.assert_allclose(between.sum(), xr.zeros_like(between.sum()), atol=1e-8)
    assert_closes(found)


@pytest.mark.parametrize(
    ("measure", "year", "ages", "message"),
    [
        ("births", 2024, None, "only the change of the population .* not 'Births'"),
        ("population", 2020, None, "no figure for 2020; expected a year from 2021 to 2024"),
        ("population", 2040, "7-9", "7-9 cuts through 5-9"),
    ],
)
def test_what_cannot_be_accounted_for(
    measure: str, year: int, ages: str | None, message: str
) -> None:
    with pytest.raises(ResultError, match=message):
        account(world(width=5 if ages else 1), asked(measure, year, ages=ages))


@pytest.mark.parametrize("sex", SEXES)
def test_the_account_of_one_sex_holds_nobody_of_the_other(sex: str) -> None:
    run = world()
    data = account(run, asked("population", 2022, sex=sex)).data
    people = run["population"].sel(sex=sex).sum("age")
    assert data["start"].item() == pytest.approx(people.sel(year=2020).item())
    assert data["end"].item() == pytest.approx(people.sel(year=2022).item())
    deaths = run["deaths"].sel(sex=sex, period=[2020, 2021]).sum().item()
    assert data["change"].sel(part="deaths").item() == pytest.approx(-deaths)


def test_nobody_grows_into_the_youngest_ages_or_out_of_the_oldest() -> None:
    change = account(world(), asked("population", 2024), by="age3").data["change"]
    assert change.sel(part="ageing_in", age_group="0-14").item() == 0.0
    assert change.sel(part="ageing_out", age_group="65+").item() == 0.0


def test_the_ends_are_named_in_both_languages() -> None:
    start, end = account(world(), asked("population", 2022)).ends
    assert (start.ja, start.en) == ("2020年の人口", "Population of 2020")
    assert (end.ja, end.en) == ("その年の人口", "Population of the year")
