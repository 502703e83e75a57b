"""What a window leaves to the future, worked out by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from projection.estimation import fit_base_rates
from projection.estimation.build_migration_by_size import csv_of, main
from projection.estimation.by_size import leaning_on_each_other, migration_by_size
from projection.estimation.carried import carry_forward, leaning, smallest_to_come
from projection.estimation.course import Course, standard_course
from projection.inputs.migration_by_size import SIZES
from projection.variables import SEXES
from tests.estimation.test_kiyose import kiyose
from tests.estimation.test_many import INPUTS, many

Array = NDArray[np.float64]
CELLS = 7


@dataclass(frozen=True)
class Window:
    """Three years of made-up figures."""

    years: NDArray[np.int64]
    multipliers: Array
    total_fertility_rates: Array
    population: Array
    net_migrants: Array


@cache
def course() -> Course:
    return standard_course(kiyose().schedules, 101)


def window(seed: int = 4) -> Window:
    rng = np.random.default_rng(seed)
    return Window(
        np.arange(2017, 2020),
        rng.uniform(0.8, 1.2, 3),
        rng.uniform(1, 2, 3),
        rng.uniform(50, 450, (4, 2, CELLS)),
        rng.normal(0, 9, (3, 2, CELLS)),
    )


def by_size(rate: float = -0.02) -> xr.DataArray:
    """Two classes: those below 5,000 lose people at every age, the others none."""
    rates = np.zeros((2, 2, CELLS))
    rates[0] = rate
    coords = {"residents": [0, 5000], "sex": list(SEXES), "age": np.arange(CELLS)}
    return xr.DataArray(rates, coords, ("residents", "sex", "age"))


def test_later_years_of_the_window_weigh_more() -> None:
    one = window()
    found = carry_forward(one, course(), np.arange(CELLS), None)
    first, second, last = one.net_migrants
    np.testing.assert_allclose(found.net_migrants, (first + 2 * second + 3 * last) / 6)
    p = one.population
    lived = (p[0] + p[1]) / 2 + (p[1] + p[2]) + 3 * (p[2] + p[3]) / 2
    np.testing.assert_allclose(found.exposed, lived / 6)
    assert found.multiplier == pytest.approx(one.multipliers.prod() ** (1 / 3))


def test_fertility_is_carried_relative_to_the_nation() -> None:
    national = np.array([course().total_fertility_rate(year) for year in (2017, 2018, 2019)])
    double = replace(window(), total_fertility_rates=2 * national)
    found = carry_forward(double, course(), np.arange(CELLS), None)
    assert found.total_fertility_rate == pytest.approx(2 * national[-1])


def test_small_places_lean_on_their_class() -> None:
    one = window()
    own = carry_forward(one, course(), np.arange(CELLS), None)
    found = carry_forward(one, course(), np.arange(CELLS), by_size())
    residents = one.population[-1].sum()
    share = 1200 / (residents + 1200)
    expected = own.net_migrants + share * (-0.02 * own.exposed - own.net_migrants)
    np.testing.assert_allclose(found.net_migrants, expected)
    np.testing.assert_array_equal(found.exposed, own.exposed)


@given(st.floats(1.0, 4e6), st.floats(-0.5, 0.5))
def test_who_moves_as_the_class_does_goes_on_so(residents: float, rate: float) -> None:
    exposed = np.full((2, CELLS), residents / (2 * CELLS))
    table = by_size(rate) + 0 * by_size()
    table[1] = rate
    found = leaning(rate * exposed, exposed, np.array(residents), table)
    np.testing.assert_allclose(found, rate * exposed, rtol=1e-9, atol=1e-9)


def test_a_number_is_held_as_far_as_every_cohort_to_come_allows() -> None:
    one = window()
    now = one.population[-1]
    now[0, 2], now[1, 0] = 20.0, -1e-17
    found = carry_forward(one, course(), np.arange(CELLS), None)
    lowest = np.minimum.accumulate(now, axis=-1)
    np.testing.assert_allclose(found.held_at_most, 0.05 * np.maximum(lowest, 0))
    assert (found.held_at_most[1] == 0).all()
    assert (found.held_at_most[0, 2:] <= 1).all()


def test_cohorts_older_than_twenty_years_do_not_come_in_time() -> None:
    falling = np.append(1.0, np.full(30, 9.0))
    found = smallest_to_come(falling)
    assert found[:21].tolist() == [1.0] * 21
    assert found[21:].tolist() == [9.0] * 10


def test_wider_cells_hold_what_their_ages_hold() -> None:
    single = carry_forward(window(), course(), np.arange(CELLS), by_size())
    wide = carry_forward(window(), course(), np.array([0, 2, 5]), by_size())
    for one, other in zip(single[2:], wide[2:], strict=True):
        np.testing.assert_allclose(np.add.reduceat(one, [0, 2, 5], axis=-1), other)


def test_without_a_table_a_municipality_goes_on_by_itself() -> None:
    figures = kiyose()
    alone = replace(figures, schedules=replace(figures.schedules, migration_by_size=None))
    own = fit_base_rates(alone)
    weighted = np.einsum("psa,p->sa", own.fit.net_migrants, np.arange(1, 6) / 15)
    np.testing.assert_allclose(own.net_migrants, weighted)
    # Kiyose, 75,000 people, leans by 1.6 %.
    leaning_on = fit_base_rates(figures).net_migrants
    assert 0 < np.abs(leaning_on - weighted).sum() < 0.1 * np.abs(weighted).sum()


def test_a_class_is_the_sum_of_its_members() -> None:
    rates = migration_by_size(many().fits)
    fits = many().fits
    residents = fits.population[:, -1].sum(axis=(1, 2))
    members = (residents >= 5000) & (residents < 20000)
    weights = np.arange(1, 6) / 15
    persons = np.einsum("rpsa,p->sa", fits.net_migrants[members], weights)
    lived = (fits.population[members, :-1] + fits.population[members, 1:]) / 2
    expected = persons / np.einsum("rpsa,p->sa", lived, weights)
    np.testing.assert_allclose(rates.sel(residents=5000).values, expected, atol=1e-12)


def test_municipalities_lean_on_the_classes_they_form() -> None:
    base = leaning_on_each_other(many())
    # Those of a class together go on as they did, but for how much each leans.
    alone = replace(many().of(slice(0, 1)))
    own = leaning_on_each_other(alone)
    weights = np.arange(1, 6) / 15
    expected = np.einsum("psa,p->sa", alone.fits.net_migrants[0], weights)
    np.testing.assert_allclose(own.net_migrants[0], expected, atol=1e-9)
    assert base.codes == many().codes


def test_the_committed_table_is_what_the_register_gives(tmp_path: Path) -> None:
    made = tmp_path / "migration_by_size.csv"
    main(INPUTS / "japan", made)
    committed = INPUTS / "japan" / "migration_by_size.csv"
    assert made.read_text(encoding="utf-8") == committed.read_text(encoding="utf-8")


def test_the_text_of_a_table() -> None:
    lines = csv_of(by_size()).splitlines()
    assert lines[:2] == ["residents_from,sex,age,net_migration_rate", "0,male,0,-0.0200000"]
    assert lines[CELLS] == f"0,male,{CELLS - 1}+,-0.0200000"
    assert len(lines) == 1 + 2 * 2 * CELLS
    assert SIZES[0] == 0
