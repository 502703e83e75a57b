"""How far a reader may go, and whom a slider moves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from projection.report.explorer.sliders import MOVERS, levers_of, sliders, spread
from tests.estimation.test_kiyose import base
from tests.scenarios.test_levers import lever, scenario


def test_ends_come_from_the_population_and_are_round() -> None:
    found = sliders(base(), 2065)
    young = base().population[:, 20:40].sum()
    assert 0.02 * young == pytest.approx(307.6, abs=0.1)
    assert (found["young"].lower, found["young"].upper, found["young"].step) == (-500, 500, 5)
    # 8,052 people of 30-39 are two to a family.
    assert (found["families"].lower, found["families"].upper) == (-100, 100)
    assert (found["start"].lower, found["start"].upper) == (2020, 2040)


def test_a_hamlet_has_round_ends_too_and_a_short_run_an_early_last_start() -> None:
    hamlet = replace(base(), population=base().population / 5000)
    found = sliders(hamlet, 2027)
    assert (found["young"].upper, found["young"].step) == (10, 1)
    assert found["start"].upper == 2026


def test_where_nobody_lives_nobody_is_moved() -> None:
    people = base().population.copy()
    people[:, :10] = 0
    assert "families" not in sliders(replace(base(), population=people), 2065)


def test_one_unit_is_spread_as_people_live(tmp_path: Path) -> None:
    one = spread("families", scenario(tmp_path, ""), base())
    people = base().population
    assert one.sum() == pytest.approx(3.5)
    assert one[:, 30:40].sum() == pytest.approx(2.0)
    assert one[0, 3] / one[1, 3] == pytest.approx(people[0, 3] / people[1, 3])
    assert not one[:, 10:30].any()


def test_nobody_comes_to_closed_ages(tmp_path: Path) -> None:
    closed = lever('ages = [36, 37]\nsex = "male"\nclosed = true')
    one = spread("families", scenario(tmp_path, closed), base())
    free = spread("families", scenario(tmp_path, ""), base())
    assert not one[0, 36:38].any()
    np.testing.assert_array_equal(one[1], free[1])


@pytest.mark.parametrize("key", MOVERS)
def test_levers_have_titles_of_their_own(tmp_path: Path, key: str) -> None:
    plain = levers_of(key, scenario(tmp_path, ""))
    taken = scenario(tmp_path, lever("closed = true", plain[0].title.ja))
    (again, *_) = levers_of(key, taken)
    assert again.title.ja == plain[0].title.ja.replace("試算", "試算2")
    assert again.title.en != plain[0].title.en
