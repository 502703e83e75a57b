from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projection.analysis.backtest_methods import (
    cohort_change,
    constant_growth,
    linear,
    no_change,
    plain,
    shipped,
)
from projection.estimation.many import ManyBaseRates, fit_many
from projection.inputs import read_municipal
from projection.rates.age_groups import regroup
from projection.running import run_from
from projection.scenarios import load_scenario

SHIPPED = Path(__file__).parents[2] / "inputs"
KIYOSE = "132217"
GROUPS = np.arange(0, 81, 5)


@pytest.fixture(scope="module")
def fitted() -> ManyBaseRates:
    inputs = read_municipal(SHIPPED, "13")
    codes = [KIYOSE, "132021", "133078"]
    return fit_many(inputs.register, inputs.schedules, start=2020, window=5, codes=codes)


def test_what_is_tested_is_what_the_program_projects(
    fitted: ManyBaseRates, tmp_path: Path
) -> None:
    path = tmp_path / "nothing.toml"
    path.write_text(f'title = "x"\nregion = "{KIYOSE}"\n[fertility]\ntfr = "observed"\n')
    result = run_from(fitted.one(KIYOSE), [load_scenario(path)], 2027)
    persons = result["population"].transpose("scenario", "year", "sex", "age").values[0]
    np.testing.assert_allclose(
        shipped(fitted, 7)[0], regroup(persons, fitted.ages, GROUPS), rtol=1e-12
    )


def test_all_methods_start_from_the_base_population(fitted: ManyBaseRates) -> None:
    start = regroup(fitted.population, fitted.ages, GROUPS)
    for method in (shipped, plain):
        assert method(fitted, 3).shape == (3, 4, 2, GROUPS.size)
        np.testing.assert_allclose(method(fitted, 3)[:, 0], start)


def test_the_plain_mean_weighs_all_years_alike_and_keeps_to_itself(
    fitted: ManyBaseRates,
) -> None:
    fits = fitted.fits
    early, late = (
        fits.net_migrants + 1.0 * (fits.years == year)[:, None, None] for year in (2015, 2019)
    )
    totals = [
        plain(replace(fitted, fits=replace(fits, net_migrants=one)), 1)[:, 1].sum()
        for one in (fits.net_migrants, early, late)
    ]
    # A fifth of a person in every cell, in three places; some of those who come also die.
    gained = np.diff(totals)
    assert gained[0] == pytest.approx(3 * 202 / 5, rel=0.1)
    assert gained[1] == pytest.approx(0, abs=1e-6)
    # What was carried forward otherwise is not looked at.
    other = replace(fitted, net_migrants=fitted.net_migrants + 1.0, held_at_most=fitted.exposed)
    np.testing.assert_array_equal(plain(other, 3), plain(fitted, 3))


def test_cohort_change_by_hand() -> None:
    before = np.zeros((1, 2, GROUPS.size))
    now = np.zeros((1, 2, GROUPS.size))
    before[0, 1, 4], now[0, 1, 5] = 100.0, 90.0  # women 20-24, five years on 25-29
    now[0, 1, 4] = 50.0
    before[0, :, -2:], now[0, :, -1] = 10.0, 8.0  # four in ten survive into 80+
    now[0, 0, 0], now[0, 1, 0] = 14.0, 7.0  # for 140 women of 15-49
    after = cohort_change(before, now, 5)[0, 5]
    assert after[1, 5] == pytest.approx(50 * 0.9)
    assert after[:, -1].tolist() == pytest.approx([8 * 0.4, 8 * 0.4])
    # 45 aged 25-29, and 90 aged 30-34, to whose group nobody had come before: the ratio is one.
    assert after[1, 3:10].sum() == pytest.approx(135)
    assert after[:, 0].tolist() == pytest.approx([13.5, 6.75])


@given(years=st.integers(1, 12), seed=st.integers(0, 99))
@settings(deadline=None)
def test_where_nothing_changed_nobody_expects_change(years: int, seed: int) -> None:
    figures = np.random.default_rng(seed).uniform(1, 50, (3, 4))
    for method in (no_change, linear, constant_growth):
        found = method(figures, figures, years)
        np.testing.assert_allclose(found, np.repeat(figures[:, None], years + 1, axis=1))
    people = np.broadcast_to(np.full(GROUPS.size, 7.0), (3, 2, GROUPS.size)).copy()
    people[..., -1] = 14.0
    stationary = people.copy()
    np.testing.assert_allclose(
        cohort_change(stationary, stationary, years),
        np.repeat(stationary[:, None], years + 1, axis=1),
    )


def test_rivals_never_go_below_zero() -> None:
    before, now = np.array([[100.0]]), np.array([[10.0]])
    assert linear(before, now, 9)[0, -1, 0] == 0
    assert 0 < constant_growth(before, now, 9)[0, -1, 0] < 1
