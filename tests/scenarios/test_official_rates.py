"""Scenarios of the official five-year form, worked out against its base rates."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from projection.errors import ScenarioError
from projection.estimation.official import OfficialBase
from projection.inputs.read import read_folder
from projection.kernel import entered
from projection.official import official_projection
from projection.rates.life_table import death_probability, life_table, survival_ratios
from projection.scenarios import load_scenario, scenario_schema, to_toml
from projection.scenarios.official_rates import (
    OfficialPeriodRates,
    life_expectancy,
    official_rates,
)
from tests.scenarios.writing import scenario_of, write
from tests.worlds_official import AGES, PERIODS, world

HEAD = 'region = "132217"\nmethod = "ipss"\nstep = 5\nend = 2030\n'
SHIPPED = Path(__file__).parents[2]
CONVERSION = np.array([7.0, 7.2, 6.8])


@pytest.fixture
def base() -> OfficialBase:
    population, rates = world(areas=1)
    own = rates.of_area(0)
    return OfficialBase(2015, 5, 5 * np.arange(AGES), population[0], own, CONVERSION)


def worked_out(
    folder: Path, base: OfficialBase, text: str, end: int = 2030
) -> OfficialPeriodRates:
    return official_rates(scenario_of(folder, HEAD + text), base, end)


def test_nothing_said_changes_nothing(tmp_path: Path, base: OfficialBase) -> None:
    found = worked_out(tmp_path, base, "")
    for mine, given in zip(found.rates, base.rates, strict=True):
        np.testing.assert_array_equal(mine, given)
    expected = base.rates.child_woman_ratio * CONVERSION
    np.testing.assert_allclose(found.total_fertility_rate, expected)


def test_a_tfr_path_scales_the_child_woman_ratio(tmp_path: Path, base: OfficialBase) -> None:
    found = worked_out(tmp_path, base, "[fertility]\ntfr = { 2015 = 1.2, 2025 = 2.2 }\n")
    # The mean of 2016 to 2020 is 1.5, that of 2021 to 2025 is 2.0; then 2.2.
    path = np.array([1.5, 2.0, 2.2])
    np.testing.assert_allclose(found.total_fertility_rate, path)
    np.testing.assert_allclose(found.rates.child_woman_ratio, path / CONVERSION)


def test_rates_are_held_beyond_the_last_period(tmp_path: Path, base: OfficialBase) -> None:
    found = worked_out(tmp_path, base, "", end=2045)
    assert found.rates.child_woman_ratio.shape == (6,)
    for after in range(PERIODS, 6):
        for mine, given in zip(found.rates.at(after), base.rates.at(PERIODS - 1), strict=True):
            np.testing.assert_array_equal(mine, given)


def test_a_level_of_mortality_multiplies_the_hazard(tmp_path: Path, base: OfficialBase) -> None:
    found = worked_out(tmp_path, base, "[mortality]\nlevel = 0.5\n")
    np.testing.assert_allclose(
        np.log(found.rates.survival), 0.5 * np.log(base.rates.survival), atol=1e-12
    )
    assert (found.life_expectancy > worked_out(tmp_path, base, "").life_expectancy).all()


def test_a_course_of_mortality_takes_the_mean_of_the_five_years(
    tmp_path: Path, base: OfficialBase
) -> None:
    text = "[mortality]\nlevel = { 2015 = 1.0, 2025 = 0.5 }\n"
    found = worked_out(tmp_path, base, text).rates.survival
    # 2016 to 2020, 2021 to 2025, then 2025 held.
    powers = np.array([0.85, 0.6, 0.5])[:, None, None]
    np.testing.assert_allclose(found, base.rates.survival**powers)


def test_the_sex_ratio_at_birth_is_that_of_the_births(
    tmp_path: Path, base: OfficialBase
) -> None:
    nobody = np.zeros_like(base.rates.migration_count)
    settled = replace(base, rates=base.rates._replace(migration_count=nobody))
    found = worked_out(tmp_path, settled, "")
    born = official_projection(settled.population, found.rates).births.sum(axis=-1)
    np.testing.assert_allclose(found.sex_ratio_at_birth, born[:, 0] / born[:, 1])


def test_net_migrants_are_those_of_a_year_of_the_first_period(base: OfficialBase) -> None:
    moved = official_projection(base.population, base.rates).net_migration[0]
    np.testing.assert_allclose(5 * base.net_migrants, moved)


def test_closed_ages_and_half_of_the_rest(tmp_path: Path, base: OfficialBase) -> None:
    levers = (
        '[[migration]]\ntitle = { ja = "封鎖", en = "Closed" }\nages = [20, 29]\n'
        "closed = true\n"
        '[[migration]]\ntitle = { ja = "半減", en = "Half" }\nhalve_by = 2016\nsex = "male"\n'
    )
    found = worked_out(tmp_path, base, levers).rates
    assert not found.migration_rate[..., 4:6].any()
    assert not found.migration_count[..., 4:6].any()
    before = base.rates.migration_rate
    np.testing.assert_allclose(found.migration_rate[:, 0, 7], before[:, 0, 7] / 2)
    np.testing.assert_array_equal(found.migration_rate[:, 1, 7], before[:, 1, 7])


def test_added_persons_are_spread_from_age_5_on(tmp_path: Path, base: OfficialBase) -> None:
    lever = '[[migration]]\ntitle = { ja = "転入", en = "Arrivals" }\nadd_per_year = 40\n'
    found = worked_out(tmp_path, base, lever).rates
    added = found.migration_count - base.rates.migration_count
    np.testing.assert_allclose(added.sum(axis=(1, 2)), 200.0)
    assert not added[..., 0].any()
    living = base.population[:, 1:]
    np.testing.assert_allclose(added[0, :, 1:], 200.0 * living / living.sum())


def test_an_added_rate_meets_those_who_enter_the_group(
    tmp_path: Path, base: OfficialBase
) -> None:
    lever = (
        '[[migration]]\ntitle = { ja = "転入", en = "Arrivals" }\nages = [20, 24]\n'
        'sex = "female"\nadd_rate = 0.01\n'
    )
    found = worked_out(tmp_path, base, lever).rates
    gained = official_projection(base.population, found).net_migration[0]
    before = official_projection(base.population, base.rates).net_migration[0]
    expected = 0.05 * entered(base.population)[1, 4]
    np.testing.assert_allclose((gained - before)[1, 4], expected)


def test_losses_only_looks_at_the_first_period(tmp_path: Path, base: OfficialBase) -> None:
    lever = (
        '[[migration]]\ntitle = { ja = "定着", en = "Stay" }\nbalance_by = 2016\n'
        "losses_only = true\n"
    )
    found = worked_out(tmp_path, base, lever).rates
    losing = base.net_migrants < 0
    assert losing.any()
    assert not losing.all()
    # The straight line ends before the first period's five years begin.
    assert not found.migration_rate[:, losing].any()
    np.testing.assert_array_equal(
        found.migration_rate[:, ~losing], base.rates.migration_rate[:, ~losing]
    )


def test_life_expectancy_at_birth_is_that_of_the_life_table() -> None:
    hazards = np.multiply.outer([3e-5, 2e-5], np.exp(0.1 * np.arange(111)))
    dying = death_probability(hazards)
    ratios = survival_ratios(dying, 5, 90)
    table = life_table(dying).life_expectancy
    found = life_expectancy(ratios, 5)
    np.testing.assert_allclose(found[:, 0], table[:, 0], rtol=1e-9)
    # Elsewhere survivors at exact ages are interpolated.
    np.testing.assert_allclose(found[:, :17], table[:, 0:85:5], rtol=0.02)


def test_life_expectancy_in_the_open_group_is_near_that_of_japans_tables() -> None:
    schedules = read_folder(SHIPPED / "inputs/japan").schedules
    assert schedules is not None
    dying = schedules.death_probability.transpose("year", "sex", "age").values
    found = life_expectancy(survival_ratios(dying, 5, 90), 5)
    expected = life_table(dying).life_expectancy
    np.testing.assert_allclose(found[..., 18], expected[..., 90], rtol=0.02)


def test_nobody_or_everybody_reaches_the_open_age() -> None:
    found = life_expectancy(np.array([[0.9, 0.0, 0.0, 0.5], [1.0, 1.0, 1.0, 0.5]]), 5)
    assert found[:, 3].tolist() == [0.0, 5.0]


def test_a_child_inherits_the_method(tmp_path: Path) -> None:
    write(tmp_path / "parent.toml", HEAD)
    child = write(tmp_path / "child.toml", 'extends = "parent.toml"\n[fertility]\ntfr = 2.1\n')
    scenario = load_scenario(child)
    assert (scenario.method, scenario.step) == ("ipss", 5)
    assert 'method = "ipss"\nstep = 5\n' in to_toml(scenario)


def test_what_a_child_adds_is_refused_in_the_child(tmp_path: Path) -> None:
    write(tmp_path / "parent.toml", HEAD)
    text = 'extends = "parent.toml"\n[fertility]\nmean_age_shift = 1\n'
    with pytest.raises(ScenarioError, match=r"child.toml, line 4, fertility.mean_age_shift"):
        load_scenario(write(tmp_path / "child.toml", text))
    # Said by the parent, made wrong by the child.
    write(tmp_path / "count.toml", 'basis = "count"\n')
    text = 'extends = "count.toml"\nmethod = "ipss"\n'
    with pytest.raises(ScenarioError, match=r"child.toml, line 3, method: 'basis' has no"):
        load_scenario(write(tmp_path / "child.toml", text))


def test_the_usual_method_is_not_written(tmp_path: Path) -> None:
    scenario = scenario_of(tmp_path, 'method = "cohort-component"\n')
    assert "method" not in to_toml(scenario)


def test_editors_know_the_methods() -> None:
    properties = scenario_schema()["properties"]
    assert properties["method"]["enum"] == ["cohort-component", "ipss"]
    assert properties["step"]["enum"] == [1, 5]
