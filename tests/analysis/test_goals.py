from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from projection.analysis.asked import asked
from projection.analysis.goals import PUBLISHED_FLOWS, Outcome, outcomes, published
from projection.errors import ResultError
from projection.scenarios.vision_model import Goal
from tests.estimation.test_kiyose import BIRTHS, DEATHS, FEMALE_2020, MALE_2020, kiyose
from tests.worlds import together, world

NETS = np.array([[40.0, -10.0, 5.0, 20.0], [-3.0, -2.0, -1.0, -1.5]])


@cache
def runs() -> xr.Dataset:
    """Two runs whose net migration in 2020-2023 is `NETS`."""
    both = together([world(name="alpha"), world(name="beta", seed=1)])
    zero = xr.zeros_like(both["net_migration"])
    nets = xr.DataArray(NETS, dims=("scenario", "period"))
    one_cell = (both["age"] == 30) & (both["sex"] == "male")
    return both.assign(net_migration=zero + nets * one_cell)


def goal(**said: Any) -> Goal:
    return Goal.model_validate({"title": "g", "measure": "net_migration", **said})


def check(**said: Any) -> list[Outcome]:
    return outcomes(goal(**said), runs(), kiyose())


@pytest.mark.parametrize(
    ("said", "met", "years", "margins"),
    [
        ({"at": 2022, "above": 0}, [True, False], [2022, 2022], [5, -1]),
        ({"at": 2022, "above": 5}, [False, False], [2022, 2022], [0, -6]),
        ({"at": 2022, "at_least": 5}, [True, False], [2022, 2022], [0, -6]),
        ({"at": 2023, "below": 0}, [False, True], [2023, 2023], [-20, 1.5]),
        ({"at": 2023, "below": 20}, [False, True], [2023, 2023], [0, 21.5]),
        ({"at": 2023, "at_most": 20}, [True, True], [2023, 2023], [0, 21.5]),
        # By a year: the first good one decides, or else the best.
        ({"by": 2023, "at_least": 5}, [True, False], [2020, 2022], [35, -6]),
        ({"by": 2021, "at_most": -2}, [True, True], [2021, 2020], [8, 1]),
        ({"by": 2020, "below": 0}, [False, True], [2020, 2020], [-40, 3]),
        # Every year: the worst one decides.
        ({"every": [2020, 2023], "above": -11}, [True, True], [2021, 2020], [1, 8]),
        ({"every": [2021, 2023], "at_most": 0}, [False, True], [2023, 2022], [-20, 1]),
        ({"every": [2022, 2022], "at_least": -1}, [True, True], [2022, 2022], [6, 0]),
        # Another year of the same run.
        ({"at": 2022, "above": {"year": 2021}}, [True, True], [2022, 2022], [15, 1]),
        ({"at": 2022, "below": {"year": 2023}}, [True, False], [2022, 2022], [15, -0.5]),
    ],
)
def test_every_kind_of_check(
    said: dict[str, Any], met: list[bool], years: list[int], margins: list[float]
) -> None:
    found = check(**said)
    assert [one.met for one in found] == met
    assert [one.year for one in found] == years
    assert [one.margin for one in found] == pytest.approx(margins)


def test_the_first_year_of_failure() -> None:
    first = [one.first for one in check(every=[2020, 2023], above=0)]
    assert first == [2021, 2020]
    assert [one.first for one in check(every=[2020, 2023], above=-10.5)] == [None, None]
    assert [one.first for one in check(by=2023, above=100)] == [None, None]


def test_margin_is_that_of_the_value_and_the_limit() -> None:
    one, _ = check(at=2021, at_most=-8)
    assert (one.value, one.limit, one.margin) == pytest.approx((-10.0, -8.0, 2.0))


def test_a_figure_computed_twice_is_equal_to_itself() -> None:
    """0.1 + 0.2 is 0.3, whatever the computer says."""
    one_cell = (runs()["age"] == 30) & (runs()["sex"] == "male")
    dataset = runs().assign(
        net_migration=xr.zeros_like(runs()["net_migration"]) + (0.1 + 0.2) * one_cell
    )
    equal = outcomes(goal(at=2020, at_most=0.3), dataset, kiyose())
    above = outcomes(goal(at=2020, above=0.3), dataset, kiyose())
    assert [one.met for one in equal] == [True, True]
    assert [one.met for one in above] == [False, False]


def test_one_sex_and_age_group() -> None:
    persons = runs()["population"].sel(sex="female", year=2022, age=range(20, 40)).sum("age")
    expected = persons.values.tolist()
    split = {"measure": "population", "sex": "female", "ages": [20, 39], "at": 2022}
    assert [one.value for one in check(**split, above=0)] == pytest.approx(expected)
    aged = check(measure="population", ages=[75, 130], at=2022, above=0)
    assert aged[0].asked.ages == "75+"


@given(st.integers(2020, 2023), st.floats(-50, 50))
def test_some_year_and_every_year_are_opposites(last: int, limit: float) -> None:
    some = check(by=last, at_least=limit)
    no_year = check(every=[2020, last], below=limit)
    assert [one.met for one in some] == [not one.met for one in no_year]


# Kiyose's figures: resident register, Ministry of Internal Affairs and Communications.
@pytest.mark.parametrize(
    ("measure", "year", "figure"),
    [
        ("births", 2019, BIRTHS[-1]),
        ("deaths", 2018, DEATHS[-2]),
        ("natural_change", 2019, BIRTHS[-1] - DEATHS[-1]),
        ("net_migration", 2019, 3658 - 3379 + 49 - 63),
        ("population", 2020, sum(MALE_2020) + sum(FEMALE_2020)),
        ("women_20_39", 2020, sum(FEMALE_2020[4:8])),
    ],
)
def test_published_figures(measure: str, year: int, figure: float) -> None:
    assert published(asked(measure, year), kiyose()) == figure


def test_published_population_of_a_group_and_a_share() -> None:
    boys = asked("population", 2020, sex="male", ages="0-4")
    assert published(boys, kiyose()) == MALE_2020[0]
    aged = 100 * (sum(MALE_2020[13:]) + sum(FEMALE_2020[13:]))
    share = aged / (sum(MALE_2020) + sum(FEMALE_2020))
    assert published(asked("aged_share", 2020), kiyose()) == pytest.approx(share)


def test_natural_change_and_net_migration_add_up_to_the_published_change() -> None:
    parts = [published(asked(one, 2019), kiyose()) for one in PUBLISHED_FLOWS]
    births, deaths, natural, moves, change = parts
    assert (births - deaths, natural + moves) == (natural, change)


def test_a_limit_may_be_published() -> None:
    found = check(at=2020, above={"published": 2019})
    assert [one.limit for one in found] == [265.0, 265.0]
    assert [one.margin for one in found] == pytest.approx([40 - 265, -3 - 265])


@pytest.mark.parametrize(
    ("said", "key", "place"),
    [
        ({"measure": "nothing", "at": 2021, "above": 0}, "measure_unknown", "measure"),
        ({"at": 2024, "above": 0}, "asked_year_outside", "at"),
        ({"every": [2021, 2030], "above": 0}, "asked_year_outside", "every"),
        ({"at": 2021, "above": {"year": 2019}}, "vision_limit_year", "above"),
        ({"at": 2021, "below": {"published": 1950}}, "vision_published_year", "below"),
        ({"ages": [101, 120], "at": 2021, "above": 0}, "vision_too_old", "ages"),
    ],
)
def test_what_cannot_be_answered_names_its_key(
    said: dict[str, Any], key: str, place: str
) -> None:
    with pytest.raises(ResultError) as caught:
        check(**said)
    assert [(one.key, one.place) for one in caught.value.faults] == [(key, place)]
