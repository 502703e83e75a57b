"""Alarm lines and years needed, on made-up counts and on Kiyose's register."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm, poisson

from projection.analysis.asked import Asked
from projection.analysis.experiment import Experiment
from projection.analysis.monitor import (
    Monitor,
    alarm_lines,
    contradicted,
    expected_counts,
    monitor,
    tidy_lines,
    watched,
)
from projection.errors import ResultError
from tests.estimation.test_kiyose import BIRTHS, base, kiyose
from tests.test_running import shipped

ALPHA, BETA = 0.05, 0.20
PERIODS = np.arange(2020, 2028)


def counts(low: list[float], high: list[float], variance: float | None = None) -> xr.Dataset:
    mean = xr.DataArray(
        [low, high],
        dims=("path", "period"),
        coords={"path": ["low", "high"], "period": PERIODS[: len(low)]},
    )
    of_moves = xr.full_like(mean, variance or 0.0)
    return xr.Dataset({"mean": mean, "variance": mean if variance is None else of_moves})


@cache
def experiment() -> Experiment:
    return Experiment(kiyose(), base(), 2065)


@cache
def of_births(**options: float) -> Monitor:
    paths = [shipped("current"), shipped("vision")]
    return monitor(experiment(), paths, watched("births", 2020), **options)  # type: ignore[arg-type]


def of_moves(question: Asked, **options: int) -> Monitor:
    return monitor(
        experiment(), [shipped("current"), shipped("retention")], question, **options
    )


def test_a_year_checked_by_hand() -> None:
    """Ten against four expected: P(X <= 4 | 10) = 0.0293, P(X <= 4 | 4) = 0.6288."""
    lines = alarm_lines(counts([4.0, 4.0], [10.0, 10.0]), ALPHA).sel(count="yearly")
    assert lines["alarm"].values.tolist() == [4.0, 4.0]
    np.testing.assert_allclose(lines["found"].values, 0.6288, atol=5e-5)


def test_sums_of_years_are_poisson_too() -> None:
    """Twenty against eight: P(X <= 12 | 20) = 0.039, P(X <= 12 | 8) = 0.936."""
    lines = alarm_lines(counts([4.0, 4.0], [10.0, 10.0]), ALPHA)
    second = lines.sel(count="cumulated", period=2021)
    assert (float(second["low"]), float(second["high"]), float(second["alarm"])) == (8, 20, 12)
    assert float(second["found"]) == pytest.approx(poisson.cdf(12, 8))
    first = lines.isel(period=0)
    for name in ("low", "high", "alarm", "found"):
        assert float(first[name].sel(count="yearly")) == float(
            first[name].sel(count="cumulated")
        )


positive = st.lists(st.floats(1.0, 900.0), min_size=8, max_size=8)


@given(positive, st.floats(1.01, 2.0))
def test_the_larger_the_gap_the_likelier_it_is_found(low: list[float], factor: float) -> None:
    high = [factor * one for one in low]
    higher = [factor * one for one in high]
    near, far = (alarm_lines(counts(low, each), ALPHA) for each in (high, higher))
    assert (far["alarm"] >= near["alarm"]).all()
    assert (far["found"] >= near["found"] - 1e-12).all()


@given(positive, st.floats(0.01, 0.45), st.floats(1.0, 1.5))
def test_the_errors_are_what_was_accepted(
    low: list[float], alpha: float, factor: float
) -> None:
    lines = alarm_lines(counts(low, [factor * one for one in low]), alpha)
    false = np.asarray(poisson.cdf(lines["alarm"].values, lines["high"].values))
    assert (false <= alpha + 1e-12).all()
    so_far = lines["false_alarm_so_far"].sel(count="cumulated").values
    assert (so_far >= false[1] - 1e-9).all()
    assert (np.diff(so_far) >= 0).all()
    assert np.isnan(lines["false_alarm_so_far"].sel(count="yearly").values).all()


def test_net_moves_are_normal() -> None:
    """Sums of four years: 0 against 80, each with variance 4 * 400: 80 is two deviations."""
    lines = alarm_lines(counts([0.0] * 4, [20.0] * 4, variance=400.0), ALPHA)
    fourth = lines.sel(count="cumulated", period=2023)
    assert float(fourth["alarm"]) == pytest.approx(80 + 40 * norm.ppf(ALPHA))
    assert float(fourth["found"]) == pytest.approx(norm.cdf(2 + norm.ppf(ALPHA)))
    assert "false_alarm_so_far" not in lines


def test_years_needed_in_kiyose() -> None:
    found = of_births()
    together, alone = found.told_apart("cumulated"), found.told_apart("yearly")
    assert together is not None
    assert alone is not None
    assert 2020 < together < alone < 2030
    chance = found.lines["found"].sel(count="cumulated")
    assert float(chance.sel(period=together)) >= 1 - BETA
    assert (chance.sel(period=slice(None, together - 1)) < 1 - BETA).all()
    stricter = of_births(alpha=0.01, beta=0.05)
    assert (stricter.told_apart("cumulated") or 0) > together
    assert (stricter.lines["alarm"] < found.lines["alarm"]).all()


def test_paths_that_meet_again_are_not_apart_for_good() -> None:
    assert of_births().apart_for_good("yearly")
    lines = of_births().lines.copy(deep=True)
    lines["found"].loc[{"count": "yearly", "period": 2060}] = 0.1
    assert not replace(of_births(), lines=lines).apart_for_good("yearly")


def test_the_lines_stand_between_the_paths_once_they_are_told_apart() -> None:
    later = of_births().lines.sel(period=slice(2025, None))
    assert (later["low"] < later["alarm"]).all()
    assert (later["alarm"] < later["high"]).all()


def test_the_registered_births_against_both_paths() -> None:
    found = of_births()
    assert found.registered is not None
    yearly, sums = (found.registered.sel(count=count) for count in ("yearly", "cumulated"))
    assert yearly["period"].values.tolist() == [2018, 2019]
    assert yearly["registered"].values.tolist() == BIRTHS[-2:]
    assert sums["registered"].values.tolist() == [BIRTHS[-2], sum(BIRTHS[-2:])]
    # Up to 2019 both scenarios have the TFR of 1.31, which the register does not show.
    assert np.ptp(yearly["mean"].values, axis=yearly["mean"].dims.index("path")).max() < 1e-9
    assert (yearly["mean"] > yearly["registered"]).all()
    assert contradicted(found) == ("low", "high")
    few = poisson.cdf(yearly["registered"].values, yearly["mean"].sel(path="low").values)
    np.testing.assert_allclose(yearly["so_few"].sel(path="low").values, few)
    more = yearly["so_many"] + yearly["so_few"]
    assert (more > 1).all()  # both hold the registered number itself


def test_the_first_year_to_look_at() -> None:
    found = of_births(since=2016)
    assert found.registered is not None
    assert found.registered["period"].values.tolist() == [2016, 2017, 2018, 2019]
    for year in (2015, 2020):
        with pytest.raises(ResultError, match="2016, 2017, 2018, 2019"):
            of_births(since=year)


def test_the_path_of_the_observed_tfr_fits_better() -> None:
    paths = [shipped("observed"), shipped("vision")]
    found = monitor(experiment(), paths, watched("births", 2020))
    assert found.registered is not None
    few = found.registered["so_few"].sel(count="cumulated", period=2019)
    assert float(few.sel(path="low")) > 5 * float(few.sel(path="high"))
    assert "high" in contradicted(found)


def test_net_moves_by_age_group() -> None:
    found = of_moves(watched("net_migration", 2020, ages="20-39"))
    assert found.registered is None
    year = found.told_apart("cumulated")
    assert year is not None
    births = of_births().told_apart("cumulated")
    assert births is not None
    assert year > births
    women = of_moves(watched("net_migration", 2020, sex="female", ages="20-39"))
    lines = women.lines["high"].sel(count="yearly")
    assert (lines < found.lines["high"].sel(count="yearly")).all()


def test_net_moves_of_all_against_the_register() -> None:
    found = of_moves(watched("net_migration", 2020))
    assert found.registered is not None
    # In minus out and other entries minus removals of 2018 and 2019.
    expected = [3709 - 3364 + 54 - 102, 3658 - 3379 + 49 - 63]
    assert found.registered["registered"].sel(count="yearly").values.tolist() == expected


def test_the_variance_of_moves_is_their_number() -> None:
    """Of all ages in the base year: arrivals, departures, others a resident, times them."""
    question = watched("net_migration", 2020)
    paths = [shipped("current"), shipped("retention")]
    variance = expected_counts(experiment(), paths, question)["variance"].isel(path=0)
    flows = kiyose().components.sel(period=slice(2015, 2019))
    moves = sum(
        float(flows[name].sum())
        for name in ("in_migration", "out_migration", "other_in", "other_out")
    )
    people = float(kiyose().population.sel(year=slice(2015, 2019)).sum())
    first = float(kiyose().population.sel(year=2020).sum())
    assert float(variance.sel(period=2020)) == pytest.approx(moves / people * first)


def test_paths_in_the_wrong_order_or_equal() -> None:
    question = watched("births", 2020)
    for names in (("vision", "current"), ("current", "current")):
        with pytest.raises(ResultError, match="give first the scenario that expects less"):
            monitor(experiment(), [shipped(name) for name in names], question)


@pytest.mark.parametrize("rates", [{"alpha": 0.0}, {"beta": 0.5}, {"alpha": 1.5}])
def test_error_rates_out_of_bounds(rates: dict[str, float]) -> None:
    with pytest.raises(ResultError, match=r"above 0 and below 0\.5"):
        of_births(**rates)


def test_what_cannot_be_watched() -> None:
    with pytest.raises(ResultError, match="births, net_migration"):
        watched("deaths", 2020)
    for options in ({"sex": "female"}, {"ages": "0-4"}):
        with pytest.raises(ResultError, match="as a whole"):
            watched("births", 2020, **options)


def test_one_long_table() -> None:
    lines = of_births().lines
    frame = tidy_lines(lines)
    assert len(frame) == 2 * lines.sizes["period"]
    row = frame.query("count == 'cumulated' and period == 2022")
    assert row["alarm"].item() == float(lines["alarm"].sel(count="cumulated", period=2022))
