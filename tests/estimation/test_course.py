from __future__ import annotations

import numpy as np
import pytest

from projection.rates.life_table import death_probability, life_table
from tests.estimation.test_kiyose import base, kiyose

# Complete life tables of Japan, Ministry of Health, Labour and Welfare; e0 as published with
# two decimals, which is the tolerance.
PUBLISHED_E0 = {
    2000: (77.72, 84.60),
    2005: (78.56, 85.52),
    2010: (79.55, 86.30),
    2015: (80.75, 86.99),
    2020: (81.56, 87.71),
}


@pytest.mark.parametrize("year", PUBLISHED_E0)
def test_life_expectancy_as_published(year: int) -> None:
    table = kiyose().schedules.death_probability.sel(year=year).transpose("sex", "age")
    e0 = life_table(table.values).life_expectancy[:, 0]
    np.testing.assert_allclose(e0, PUBLISHED_E0[year], atol=0.01)


def test_the_tables_years_are_met_and_joined_log_linearly() -> None:
    course = base().course
    table = kiyose().schedules.death_probability.sel(year=2015).transpose("sex", "age")
    np.testing.assert_allclose(death_probability(course.hazard(2015)), table.values)
    between = np.log(course.hazard(2016))
    ends = np.log(course.hazard(2015)), np.log(course.hazard(2020))
    np.testing.assert_allclose(between, 0.8 * ends[0] + 0.2 * ends[1])


def test_before_the_first_table_it_is_held() -> None:
    course = base().course
    np.testing.assert_array_equal(course.hazard(1990), course.hazard(2000))


def test_improvement_is_never_negative_and_goes_on() -> None:
    course = base().course
    assert (course.improvement >= 0).all()
    assert (course.improvement[:, 105:] < 0.01).all()
    fall = np.log(course.hazard(2040) / course.hazard(2050))
    np.testing.assert_allclose(fall, 10 * course.improvement, atol=1e-12)


def test_fertility_patterns_sum_to_one_and_the_nearest_year_is_taken() -> None:
    course = base().course
    np.testing.assert_allclose(course.patterns.sum(axis=-1), 1.0)
    np.testing.assert_array_equal(course.pattern(1950), course.pattern(2000))
    assert not np.array_equal(course.pattern(2018), course.pattern(2019))


def test_sex_ratio_of_the_published_ranges() -> None:
    course = base().course
    # UN World Population Prospects 2022, Japan.
    assert [float(course.sex_ratio(year)) for year in (2019, 2020, 2064)] == [
        1.053,
        1.051,
        1.05,
    ]
