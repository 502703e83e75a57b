"""F3."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.report.figure import Pyramid
from projection.report.figures.pyramid import nice_limit, pyramids
from projection.report.material import Material
from tests.report.figures.worlds_material import alone, results


def forms(material: Material) -> list[Pyramid]:
    found = [panel.form for panel in pyramids(material).panels]
    assert all(isinstance(one, Pyramid) for one in found)
    return [one for one in found if isinstance(one, Pyramid)]


@pytest.mark.parametrize(("width", "periods"), [(1, 12), (5, 4)])
def test_every_year_holds_everybody(width: int, periods: int) -> None:
    several = results(width=width, periods=periods)
    for form, one in zip(forms(alone(several)), several, strict=True):
        assert list(form.years) == one["year"].values.tolist()
        assert form.year == int(one["year"].values[-1])
        for sex, drawn in (("male", form.males), ("female", form.females)):
            persons = one["population"].sel(sex=sex).sum("age")
            np.testing.assert_allclose(np.sum(drawn, axis=1), persons)
        assert len(form.ages.categories) == len(form.males[0]) == 21


def test_five_year_groups_are_sums_of_single_ages() -> None:
    several = results()
    form, persons = forms(alone(several))[1], several[1]["population"]
    third = persons.sel(year=2024, sex="female", age=slice(10, 14)).sum()
    assert form.females[4][2] == pytest.approx(float(third))
    assert form.ages.categories[2].ja == "10〜14歳"


def test_one_limit_holds_all_and_the_base_year_is_the_outline() -> None:
    found = forms(alone(results()))
    (limit,) = {one.limit for one in found}
    assert max(max(map(max, (*one.males, *one.females))) for one in found) <= limit
    assert all(one.outline == (one.males[0], one.females[0]) for one in found)
    assert found[0].outline_label.ja == "2020年"


def test_nobody_lives_anywhere() -> None:
    several = results(["alpha"])
    several[0]["population"] = several[0]["population"] * 0.0
    assert forms(alone(several))[0].limit == 1.0


def test_the_largest_group_of_kiyose_is_told(kiyose: Material) -> None:
    # Resident register of 1 January 2020: 6,351 of ages 45-49.
    assert "45〜49歳（男女計6,351人）" in pyramids(kiyose).finding.ja


@given(st.floats(1e-3, 1e7))
def test_an_axis_ends_at_or_shortly_above_the_largest_value(largest: float) -> None:
    assert largest <= nice_limit(largest) <= 1.51 * largest
