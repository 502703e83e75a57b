"""The nine classes by young women, and the file that says them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from projection.analysis.young_women import STANDARD, change_of_young_women, read_classes
from projection.errors import ResultError
from tests.worlds import world


@pytest.mark.parametrize(
    ("closed", "moving", "name"),
    [
        # As reported in 2024, declines in %: A, B-1, B-2, C-1 to C-3, D-1 to D-3.
        (-10, -10, "A"),
        (-50, -19.99, "B-1"),
        (-60, -20, "B-2"),
        (-19.99, -50, "C-1"),
        (-49.99, -70, "C-2"),
        (-50, -50, "C-3"),
        (-20, 5, "D-1"),
        (5, -20, "D-2"),
        (-49.99, -49.99, "D-3"),
        (float("nan"), -10, "-"),
    ],
)
def test_the_nine_classes(closed: float, moving: float, name: str) -> None:
    assert read_classes().of(np.array([closed]), np.array([moving])).tolist() == [name]


def test_the_change_of_women() -> None:
    run = world(width=5, periods=3)
    women = run["population"].sel(sex="female", age=[20, 25, 30, 35]).sum("age")
    expected = 100 * (float(women[2]) / float(women[0]) - 1)
    assert float(change_of_young_women(run, (2020, 2030))) == pytest.approx(expected)
    with pytest.raises(ResultError, match="found 2020, 2031"):
        change_of_young_women(run, (2020, 2031))


def test_no_women_no_change() -> None:
    run = world(width=5, periods=3)
    run["population"].loc[{"year": 2020, "sex": "female"}] = 0.0
    assert np.isnan(change_of_young_women(run, (2020, 2030)))


def test_a_bound_met_but_for_rounding_is_met() -> None:
    near = np.array([-20.0 + 1e-12, -50.0 + 1e-12, -20.0 + 1e-6])
    assert read_classes().of(near, near).tolist() == ["D-3", "C-3", "A"]


def test_bounds_of_ones_own(tmp_path: Path) -> None:
    text = STANDARD.read_text(encoding="utf-8").replace("[20, 50]", "[10, 30]")
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    found = read_classes(path)
    assert found.bounds == (10.0, 30.0)
    assert found.of(np.array([-15.0]), np.array([-29.0])).tolist() == ["D-3"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[2015, 2045]", "[2045, 2015]", "years: expected two years"),
        ("[20, 50]", "[50, 20]", "bounds: expected two bounds"),
        ("[20, 50]", '["a", 50]', "bounds: expected two bounds"),
        ('["A", "D-2", "C-1"],', "", "classes: expected nine names"),
        ('en = "other"', 'eng = "other"', "names: expected a name in both languages"),
        ("[source]", "[sources]", "unknown key 'sources'"),
    ],
)
def test_files_that_say_something_else(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = STANDARD.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "wrong.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ResultError) as caught:
        read_classes(path)
    assert said in caught.value.text()
