"""Residents of institutions: out of net migration, on their own path, added back."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from projection.balance import check_balance
from projection.errors import EstimationError
from projection.estimation import fit_base_rates
from projection.group_quarters import add_residents
from projection.inputs import Inputs, read_inputs
from projection.kernel import Convention, Rates, project
from projection.report.explorer.engine import engine_data
from projection.running import run, run_from
from projection.scenarios import load_scenario

SHIPPED = Path(__file__).parents[1]
TABLE = SHIPPED / "tests/data/inputs/institutions/group_population.csv"
DECLARED = """
[tables.group_population]
file = "group_population.csv"
unit = "persons"
publisher = "nobody"
source = "made up for a test"
terms = "none"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Kiyose with the synthetic table of residents of institutions."""
    place = tmp_path_factory.mktemp("inputs")
    (place / "japan").symlink_to(SHIPPED / "inputs/japan")
    shutil.copytree(SHIPPED / "inputs/kiyose", place / "kiyose")
    shutil.copy(TABLE, place / "kiyose")
    with (place / "kiyose/inputs.toml").open("a", encoding="utf-8") as file:
        file.write(DECLARED)
    return place / "kiyose"


@pytest.fixture(scope="module")
def inputs(folder: Path) -> Inputs:
    return read_inputs(folder)


@pytest.fixture(scope="module")
def closed(inputs: Inputs) -> xr.Dataset:
    scenario = load_scenario(SHIPPED / "scenarios/kiyose/closed.toml")
    return run(inputs, [scenario], end=2035).isel(scenario=0)


def persons(low: float, high: float, *shape: int) -> st.SearchStrategy[np.ndarray]:
    return arrays(float, shape, elements=st.floats(low, high))


@given(persons(0, 1e5, 2, 6), persons(0, 1e5, 4, 2, 6), persons(0.01, 1, 3, 2, 6))
def test_the_balance_holds_cell_by_cell(
    people: np.ndarray, residents: np.ndarray, survival: np.ndarray
) -> None:
    nobody = np.zeros((3, 2, 6))
    fertility = np.array([[0.0, 0.2, 0.3, 0.0, 0.0, 0.0]] * 3)
    rates = Rates(survival, fertility, np.full(3, 1.05), nobody, nobody)
    alone = project(people, rates, 1, Convention())
    both = add_residents(alone, residents, survival)
    check_balance(both)
    np.testing.assert_array_equal(both.population, alone.population + residents)
    assert (both.births == alone.births).all()
    assert (both.deaths >= alone.deaths).all()


def test_the_window_is_reproduced_with_them(inputs: Inputs) -> None:
    base = fit_base_rates(inputs)
    assert max(base.fit.residuals.values()) < 1e-6
    assert base.institutions is not None
    together = base.population.sum() + base.institutions.at([2020]).sum()
    assert together == pytest.approx(74_636)
    # Residents of hospitals are replaced: that is no arrival of the old.
    without = fit_base_rates(replace(inputs, groups=()))
    old = slice(75, None)
    assert base.fit.net_migrants[..., old].sum() < without.fit.net_migrants[..., old].sum()


def test_a_table_of_nobody_changes_nothing(inputs: Inputs) -> None:
    empty = [replace(one, population=one.population * 0) for one in inputs.groups]
    base, plain = (
        fit_base_rates(replace(inputs, groups=groups)) for groups in (tuple(empty), ())
    )
    np.testing.assert_array_equal(base.population, plain.population)
    np.testing.assert_array_equal(base.net_migrants, plain.net_migrants)
    assert base.multiplier == plain.multiplier


@pytest.mark.parametrize("step", [1, 5])
def test_results_hold_everybody(inputs: Inputs, step: int) -> None:
    scenario = load_scenario(SHIPPED / "scenarios/kiyose/current.toml")
    base = fit_base_rates(inputs, width=step)
    both = run_from(base, [scenario], 2040).isel(scenario=0)
    alone = run_from(replace(base, institutions=None), [scenario], 2040).isel(scenario=0)
    residents = (both["population"] - alone["population"]).sum(("sex", "age"))
    known = {2020: 240, 2025: 240, 2030: 300, 2035: 300, 2040: 300}
    for year, expected in known.items():
        # Rounded by age and sex in the table.
        assert float(residents.sel(year=year)) == pytest.approx(expected, abs=3)
    assert (both["births"] == alone["births"]).all()


def test_the_balancing_equation_of_a_result(closed: xr.Dataset) -> None:
    population = closed["population"].transpose("year", "sex", "age").values
    expected = np.zeros_like(population[1:])
    expected[..., 1:] = population[:-1, :, :-1]
    expected[..., -1] += population[:-1, :, -1]
    expected[..., 0] = closed["births"].transpose("period", "sex").values
    expected -= closed["deaths"].transpose("period", "sex", "age").values
    expected += closed["net_migration"].transpose("period", "sex", "age").values
    np.testing.assert_allclose(expected, population[1:], rtol=1e-9, atol=1e-6)


def test_closed_to_moves_their_path_goes_on(closed: xr.Dataset) -> None:
    moves = closed["net_migration"].sum(("sex", "age"))
    # Those who die in hospitals are replaced every year; thirty places open in 2025 and so on.
    assert (moves > 0).all()
    opened = moves.sel(period=2025) - moves.sel(period=2024)
    assert float(opened) == pytest.approx(30, abs=3)


def test_what_would_leave_them_out_refuses(inputs: Inputs) -> None:
    base = fit_base_rates(inputs)
    scenario = load_scenario(SHIPPED / "scenarios/kiyose/current.toml")
    with pytest.raises(EstimationError, match="residents of institutions"):
        engine_data(scenario, base, 2040, [])


def test_the_result_names_the_table(inputs: Inputs) -> None:
    assert [one.kind for one in inputs.sources].count("group_population") == 1
