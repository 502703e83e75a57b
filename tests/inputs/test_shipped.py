"""The shipped inputs say what was published."""

from __future__ import annotations

from pathlib import Path

import pytest

from projection.inputs import check_inputs, find_inputs, read_inputs

SHIPPED = Path(__file__).parents[2] / "inputs"


def test_kiyose() -> None:
    inputs = read_inputs(find_inputs(SHIPPED, "132217"))
    changes = inputs.components
    natural = changes["births"] - changes["deaths"]
    # 清瀬市まち・ひと・しごと創生総合戦略: natural decrease as of 2015-01-01 and 2019-01-01.
    assert float(natural.sel(period=2014)) == -257
    assert float(natural.sel(period=2018)) == -405
    # 住民基本台帳に基づく人口, 1 January 2015, 2019 and 2020.
    totals = inputs.population.sum(("sex", "age"))
    assert totals.sel(year=[2015, 2019, 2020]).values.tolist() == [74374, 74737, 74636]
    assert dict(inputs.population["age"].attrs) == {"width": 5, "open_age": 100}


@pytest.mark.parametrize("folder", sorted(one.parent for one in SHIPPED.glob("*/inputs.toml")))
def test_nothing_is_wrong(folder: Path) -> None:
    report = check_inputs(folder)
    assert report.sources
    assert all(one.values["gap"] in ("+1", "-1") for one in report.warnings)


@pytest.mark.parametrize("folder", sorted(one.parent for one in SHIPPED.glob("*/inputs.toml")))
def test_terms_are_said_in_both_languages(folder: Path) -> None:
    terms = [one.terms for one in check_inputs(folder).sources]
    assert all(one.ja != one.en for one in terms if not one.en.startswith("CC "))


def test_the_united_nations_course_of_mortality() -> None:
    course = read_inputs(find_inputs(SHIPPED, "132217")).schedules.mortality_course
    assert course is not None
    assert course.dims == ("year", "sex", "age")
    assert course["year"].values.tolist() == list(range(2002, 2098, 5))
    assert course["age"].values.tolist() == [0, 1, *range(5, 101, 5)]
    assert course["age"].attrs == {"width": 0, "open_age": 100}
    # World Population Prospects 2022, Japan, medium: 2000-2005 and 2095-2100.
    assert float(course.sel(year=2002, sex="male", age=0)) == 0.00323862
    assert float(course.sel(year=2097, sex="female", age=100)) == 0.29700774
