"""What one more person is worth, against runs with one more person, on Kiyose's inputs."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import xarray as xr

from projection.analysis.asked import Asked, asked
from projection.analysis.experiment import Experiment
from projection.analysis.leverage import (
    Leverage,
    arrival_year,
    extremes,
    figure_gradient,
    in_groups,
    last_year,
    leverage,
    tidy_leverage,
)
from projection.analysis.measures import MEASURES
from projection.errors import ResultError
from projection.inputs.ages import AgeGroup
from projection.kernel import Rates
from projection.running import run_rates
from tests.estimation.test_kiyose import base, kiyose
from tests.test_running import shipped

YEAR = 2060
REFUSED = {"total_fertility_rate", "life_expectancy", "median_age"}
COUNTS = ["population", "births", "deaths", "natural_change", "net_migration", "women_20_39"]
RATIOS = ["aged_share", "dependency_ratio", "child_woman_ratio", "sex_ratio"]
CRUDE = ["crude_birth_rate", "crude_natural_change_rate"]
# Arrivals in 2020 and later, the young and the oldest, both sexes: period, sex, age.
CELLS = [(5, 1, 27), (0, 0, 0), (0, 1, 35), (12, 0, 18), (30, 1, 4), (39, 1, 100), (39, 0, 99)]


@cache
def experiment() -> Experiment:
    return Experiment(kiyose(), base(), 2065)


@cache
def found(measure: str, year: int = YEAR, scenario: str = "vision-families") -> Leverage:
    return leverage(experiment(), shipped(scenario), asked(measure, year))


def run(**more: np.ndarray) -> xr.Dataset:
    """The scenario with something added to its rates."""
    worked_out = experiment().rates(shipped("vision-families"))
    rates = worked_out.rates
    changed = {name: getattr(rates, name) + array for name, array in more.items()}
    return run_rates(base(), [worked_out._replace(rates=rates._replace(**changed))], ["x"])


def with_migrants(cell: tuple[int, int, int], persons: float = 1.0) -> xr.Dataset:
    extra = np.zeros(rates().migration_count.shape)
    extra[cell] = persons
    return run(migration_count=extra)


def rates() -> Rates:
    return experiment().rates(shipped("vision-families")).rates


def gain(question: Asked, changed: xr.Dataset) -> float:
    return float((question.value(changed) - question.value(run())).item())


@pytest.mark.parametrize("measure", COUNTS)
@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_counts_agree_with_a_run_with_one_more_migrant(
    measure: str, cell: tuple[int, int, int]
) -> None:
    """Ten thousand more, so that the difference of two runs has nine figures of its own."""
    expected = gain(asked(measure, YEAR), with_migrants(cell, 1e4)) / 1e4
    value = found(measure).data["migrant"].values[cell]
    assert value == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_one_single_person_more() -> None:
    expected = gain(asked("population", YEAR), with_migrants(CELLS[0]))
    assert found("population").data["migrant"].values[CELLS[0]] == pytest.approx(
        expected, rel=1e-9
    )


@pytest.mark.parametrize("measure", RATIOS + CRUDE)
@pytest.mark.parametrize("cell", CELLS[:4], ids=str)
def test_ratios_agree_to_the_first_order(measure: str, cell: tuple[int, int, int]) -> None:
    question = asked(measure, YEAR)
    both = [gain(question, with_migrants(cell, persons)) for persons in (1.0, -1.0)]
    expected = (both[0] - both[1]) / 2.0
    value = found(measure).data["migrant"].values[cell]
    assert value == pytest.approx(expected, rel=1e-6, abs=1e-10)


def test_the_quotient_rule() -> None:
    share = found("aged_share").data["migrant"]
    whole = leverage(experiment(), shipped("vision-families"), asked("population", YEAR))
    aged = leverage(
        experiment(), shipped("vision-families"), asked("population", YEAR, ages="65+")
    )
    ratio = aged.value / whole.value
    expected = 100 * (aged.data["migrant"] - ratio * whole.data["migrant"]) / whole.value
    np.testing.assert_allclose(share.values, expected.values, rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize("period", [0, 7, 39])
@pytest.mark.parametrize("measure", ["population", "births", "deaths"])
def test_a_higher_tfr_in_one_year(measure: str, period: int) -> None:
    fertility = rates().fertility
    extra = np.zeros_like(fertility)
    extra[period] = 0.1 * fertility[period] / fertility[period].sum()
    expected = gain(asked(measure, YEAR), run(fertility=extra))
    value = found(measure).data["fertility"].values[period]
    assert value == pytest.approx(expected, rel=1e-7, abs=1e-8)


@pytest.mark.parametrize("cell", [(3, 1, 0), (10, 0, 55), (20, 1, 30)], ids=str)
def test_a_death_avoided(cell: tuple[int, int, int]) -> None:
    """A survival ratio higher by one in those at risk keeps one of them alive."""
    before = run().isel(scenario=0)
    deaths = before["deaths"].values[cell]
    ratio = rates().survival[cell]
    extra = np.zeros(rates().survival.shape)
    extra[cell] = (1.0 - ratio) / deaths
    value = found("population").data["death_avoided"].values[cell]
    after = run(survival=extra).isel(scenario=0)
    assert before["deaths"].values[cell] - after["deaths"].values[cell] == pytest.approx(1.0)
    expected = gain(asked("population", YEAR), run(survival=extra))
    assert value == pytest.approx(expected, rel=1e-8)


@pytest.mark.parametrize("period", [0, 12, 39])
def test_one_more_birth(period: int) -> None:
    """Fertility higher by so much that one more child is born, of either sex by its share."""
    births = run().isel(scenario=0, period=period)["births"].values
    extra = np.zeros_like(rates().fertility)
    extra[period] = rates().fertility[period] / births.sum()
    expected = gain(asked("population", YEAR), run(fertility=extra))
    each = found("population").data["birth"].values[period]
    assert (each * births).sum() / births.sum() == pytest.approx(expected, rel=1e-8)


def test_births_of_the_year_count_themselves() -> None:
    data = found("births").data
    assert data["birth"].sel(period=YEAR).values.tolist() == [1.0, 1.0]
    assert data["birth"].sel(sex="male").values[:-1] == pytest.approx(0.0, abs=1e-12)


def test_nothing_is_said_of_years_that_do_not_matter() -> None:
    assert int(found("population").data["period"][-1]) == YEAR - 1
    assert int(found("deaths").data["period"][-1]) == YEAR
    assert found("deaths").people == found("aged_share").people == 100
    assert found("population").people == 1


def test_the_value_itself() -> None:
    assert found("population").value == pytest.approx(
        float(asked("population", YEAR).value(run()).item()), rel=1e-12
    )


@pytest.mark.parametrize("measure", sorted(set(MEASURES) - REFUSED))
def test_a_linear_figure_is_its_gradient(measure: str) -> None:
    """Counts are homogeneous of degree one in stocks and flows, ratios of degree zero."""
    question, result = asked(measure, YEAR), run().isel(scenario=0)
    gradient = figure_gradient(question, result)
    births = gradient.births[..., :1] * result["births"].values[..., None]
    total = births.sum() + sum(
        (part * result[name].values).sum()
        for name, part in zip(
            ("population", "deaths", "net_migration"), gradient[:1] + gradient[2:], strict=True
        )
    )
    value = float(question.value(result))
    degree = 0 if MEASURES[measure].kind == "rate" else 1
    assert total == pytest.approx(degree * value, rel=1e-9, abs=1e-9 * abs(value))


@pytest.mark.parametrize("measure", sorted(REFUSED))
def test_measures_that_people_do_not_change_are_refused(measure: str) -> None:
    sex = "female" if measure == "life_expectancy" else "both"
    question = asked(measure, YEAR, sex=sex)
    with pytest.raises(ResultError, match="population, births"):
        leverage(experiment(), shipped("current"), question)


@pytest.mark.parametrize(
    ("measure", "year", "words"),
    [
        ("population", 2020, "first year"),
        ("population", 2066, "2065"),
        ("births", 2065, "2064"),
    ],
)
def test_years_without_an_answer(measure: str, year: int, words: str) -> None:
    with pytest.raises(ResultError, match=words):
        leverage(experiment(), shipped("current"), asked(measure, year))


def test_births_of_the_first_year_have_an_answer() -> None:
    data = found("births", 2020).data
    assert data.sizes["period"] == 1
    assert (data["migrant"].sel(sex="female", age=slice(20, 40)) > 0).all()


def test_year_of_arrival() -> None:
    assert arrival_year(found("population"), None) == 2025
    assert arrival_year(found("births", 2020), None) == 2020
    assert arrival_year(found("population"), 2059) == 2059
    for year in (2019, 2060):
        with pytest.raises(ResultError, match="from 2020 to 2059"):
            arrival_year(found("population"), year)


def test_last_year() -> None:
    assert last_year(experiment(), "population") == 2065
    assert last_year(experiment(), "births") == 2064
    with pytest.raises(ResultError, match="did you mean 'population'"):
        last_year(experiment(), "populaton")


def test_groups_have_the_mean_of_their_ages() -> None:
    migrant = found("population").data["migrant"]
    grouped = in_groups(migrant, [AgeGroup(25, 29), AgeGroup(100, None)])
    np.testing.assert_allclose(
        grouped.isel(age_group=0).values, migrant.sel(age=slice(25, 29)).mean("age").values
    )
    np.testing.assert_allclose(
        grouped.isel(age_group=1).values, migrant.sel(age=100).values, rtol=1e-12
    )


def test_extremes() -> None:
    migrant = found("population").data["migrant"].sel(period=2025)
    most, least = extremes(migrant)
    assert most.sex == "female"
    assert 15 <= most.age <= 30
    assert most.gain == float(migrant.max())
    assert (least.age, least.gain) == (100, float(migrant.min()))
    assert extremes(migrant.transpose("age", "sex")) == (most, least)


def test_for_readers() -> None:
    one = found("births")
    shown = one.for_readers()
    np.testing.assert_allclose(shown["migrant"].values, 100 * one.data["migrant"].values)
    np.testing.assert_array_equal(shown["fertility"].values, one.data["fertility"].values)


def test_one_long_table() -> None:
    frame, data = tidy_leverage(found("population")), found("population").data
    assert list(frame.columns) == ["event", "period", "sex", "age", "value"]
    assert len(frame) == sum(values.size for values in data.values())
    row = frame.query("event == 'migrant' and period == 2025 and sex == 'female' and age == 27")
    assert row["value"].item() == float(data["migrant"].sel(period=2025, sex="female", age=27))
