"""Grades, stages and classes of municipalities, from the shipped official projection."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import xarray as xr

import projection
from projection.analysis.assessment import assess, simulated
from projection.analysis.grades import read_grades
from projection.analysis.influence import influence
from projection.analysis.young_women import read_classes
from projection.errors import ResultError
from projection.estimation.published import Country, country_of
from projection.inputs import (
    PublishedProjection,
    Region,
    areas_within,
    find_published,
    read_official,
)
from projection.kernel import entered
from projection.language import Text
from projection.scenarios.official_files import Goals
from projection.scenarios.official_start import official_start

SHIPPED = Path(__file__).parents[2] / "inputs"
CODES = ["132217", "133621", "294519"]  # Kiyose, and two villages with empty cells
KIYOSE = Region("132217", Text(ja="清瀬市", en="Kiyose"))


@pytest.fixture(scope="module")
def official() -> PublishedProjection:
    return find_published(SHIPPED)


@pytest.fixture(scope="module")
def country(official: PublishedProjection) -> Country:
    return country_of(official)


@pytest.fixture(scope="module")
def runs(official: PublishedProjection, country: Country) -> xr.Dataset:
    return simulated(official, country, CODES, tfr=2.1, by=2030)


def test_files_give_the_same_as_the_assessment(
    official: PublishedProjection, country: Country, runs: xr.Dataset, tmp_path: Path
) -> None:
    files = official_start(official, country, KIYOSE, Goals(), str(SHIPPED / "japan"))
    for name, text in (files.inputs | files.scenarios).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    inputs = read_official(tmp_path)
    for name in ("pattern1", "simulation1", "simulation2"):
        scenario = projection.load_scenario(tmp_path / f"{name}.toml")
        result = projection.run_each(inputs, [scenario])[0]
        expected = runs["population"].sel(region="132217", scenario=name).values
        # Files hold ten digits of a ratio, four decimals of a TFR.
        np.testing.assert_allclose(result["population"].values, expected, rtol=5e-5, atol=1e-3)


def test_pattern_1_from_files_is_the_published_table(
    official: PublishedProjection, country: Country, tmp_path: Path
) -> None:
    for code in CODES:
        region = Region(code, Text(ja=code, en=code))
        folder = tmp_path / code
        folder.mkdir()
        files = official_start(official, country, region, Goals(), str(SHIPPED / "japan"))
        for name, text in (files.inputs | files.scenarios).items():
            (folder / name).write_text(text, encoding="utf-8")
        scenario = projection.load_scenario(folder / "pattern1.toml")
        result = projection.run_each(read_official(folder), [scenario])[0]
        published = official.population.sel(region=code).transpose("year", "sex", "age")
        np.testing.assert_array_equal(np.rint(result["population"].values), published.values)


def test_closed_means_births_and_deaths_alone(runs: xr.Dataset) -> None:
    closed = runs["population"].sel(scenario="closed", region="132217")
    cohort = [
        float(closed.sel(year=2015 + 5 * t, age=20 + 5 * t, sex="female")) for t in range(5)
    ]
    assert (np.diff(cohort) < 0).all()
    # Women of 20-39 in 2045 are the girls of 2015 and those born since.
    pattern = runs["population"].sel(scenario="pattern1", region="132217")
    assert float(closed.sel(year=2015).sum()) == float(pattern.sel(year=2015).sum())


def test_without_migration_nobody_comes_as_a_count_either(
    country: Country, runs: xr.Dataset
) -> None:
    for name in ("simulation2", "closed"):
        found = runs["population"].sel(scenario=name).transpose("region", "year", "sex", "age")
        older = entered(found.values[:, :-1]) * country.survival
        np.testing.assert_allclose(found.values[:, 1:, :, 1:], older[..., 1:])


def test_closed_keeps_the_child_woman_ratios_as_published(runs: xr.Dataset) -> None:
    population = runs["population"].sel(region="132217").isel(year=slice(1, None))
    women = population.sel(sex="female", age=slice(15, 49)).sum("age")
    ratio = population.sel(age=0).sum("sex") / women
    closed, pattern, first, second = (
        ratio.sel(scenario=name).values
        for name in ("closed", "pattern1", "simulation1", "simulation2")
    )
    np.testing.assert_allclose(closed, pattern)
    np.testing.assert_allclose(second, first)
    assert (first > 1.05 * pattern).all()


def test_one_area_is_graded_as_by_the_other_command(runs: xr.Dataset) -> None:
    grades, classes = read_grades(), read_classes()
    together = assess(runs, grades, classes)
    for code in CODES:
        alone = influence(runs.sel(region=code).isel(scenario=slice(3)), grades)
        of_year = alone.data.sel(year=2045)
        mine = together.sel(region=code)
        for name in ("natural_ratio", "natural_grade", "social_ratio", "social_grade"):
            assert mine[name].item() == of_year[name].item()
        assert mine["stage"].item() == alone.stages["stage"].sel(year=2045).item()


def test_kiyose_in_figures(runs: xr.Dataset) -> None:
    found = assess(runs, read_grades(), read_classes()).sel(region="132217")
    # 社人研 平成30年推計: 74,864 persons in 2015 and 70,225 in 2045.
    assert found["population"].values.round().tolist() == [74864, 70225]
    women = runs["population"].sel(region="132217", scenario="pattern1", sex="female")
    young = women.sel(age=[20, 25, 30, 35]).sum("age").sel(year=[2015, 2045]).values
    expected = 100 * (young[1] / young[0] - 1)
    assert float(found["young_women_moving"]) == pytest.approx(expected)
    assert found["young_class"].item() == "D-1"
    assert (found["natural_grade"].item(), found["stage"].item()) == (4, 1)


def test_all_of_japan(official: PublishedProjection, country: Country) -> None:
    codes = areas_within(official, [])
    found = assess(
        simulated(official, country, codes, tfr=2.1, by=2030), read_grades(), read_classes()
    )
    assert found.sizes["region"] == 1682
    assert set(found["young_class"].values) <= {
        *("A", "B-1", "B-2", "C-1", "C-2", "C-3", "D-1", "D-2", "D-3")
    }
    for name in ("natural_ratio", "social_ratio", "young_women_moving", "young_women_closed"):
        assert np.isfinite(found[name].values).all()


def test_simulation_1_must_come_after_the_start(
    official: PublishedProjection, country: Country
) -> None:
    with pytest.raises(ResultError, match="expected a year after 2015; found 2015"):
        simulated(official, country, CODES, tfr=2.1, by=2015)
