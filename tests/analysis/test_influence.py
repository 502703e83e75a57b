from __future__ import annotations

import numpy as np
import pytest
import xarray as xr

from projection.analysis.grades import read_grades
from projection.analysis.influence import SCENARIOS, influence, stages
from projection.errors import ResultError
from tests.worlds import together, world

GRADES = read_grades()


def runs(natural: float, social: float) -> xr.Dataset:
    """Three runs whose totals of every year are in these ratios (%)."""
    base = world(name="base")
    first = base.assign(population=base["population"] * natural / 100)
    second = first.assign(population=first["population"] * social / 100)
    sides = zip("abc", (base, first, second), strict=True)
    named = [one.assign_attrs(scenario=name) for name, one in sides]
    labels = {
        f"label_{lang}": ("scenario", [f"{name} {lang}" for name in "abc"])
        for lang in ("ja", "en")
    }
    return together(named).assign_coords(labels)


@pytest.mark.parametrize(
    ("natural", "social", "grades"),
    [
        (99.9, 99.9, (1, 1)),
        (100.0, 100.0, (2, 2)),
        (104.9, 109.9, (2, 2)),
        (105.0, 110.0, (3, 3)),
        (109.9, 119.9, (3, 3)),
        (110.0, 120.0, (4, 4)),
        (114.9, 129.9, (4, 4)),
        (115.0, 130.0, (5, 5)),
        (200.0, 50.0, (5, 1)),
    ],
)
def test_every_edge_belongs_to_the_grade_above(
    natural: float, social: float, grades: tuple[int, int]
) -> None:
    found = influence(runs(natural, social), GRADES, year=2024, years=[2022])
    of_year = found.data.sel(year=2024)
    assert of_year["natural_ratio"].item() == pytest.approx(natural)
    assert of_year["social_ratio"].item() == pytest.approx(social)
    assert (of_year["natural_grade"].item(), of_year["social_grade"].item()) == grades
    assert found.data["year"].values.tolist() == [2022, 2024]
    assert found.data["scenario"].values.tolist() == list(SCENARIOS)
    assert [one.ja for one in found.labels] == ["a ja", "b ja", "c ja"]


def test_the_year_of_the_thresholds_must_be_in_the_run() -> None:
    with pytest.raises(ResultError, match="no figure for 2045; expected a year from 2020"):
        influence(runs(100, 100), GRADES)


def declining(total: float, aged: float) -> xr.Dataset:
    """Two years; in the second, everybody and the aged at these indices (first year = 100)."""
    ages = np.array([0, 15, 65, 80])
    before = np.array([[40.0, 35.0, 15.0, 10.0], [20.0, 55.0, 15.0, 10.0]])
    others = (total - 0.25 * aged) / 75
    after = before * np.where(ages >= 65, aged / 100, others)
    coords = {
        "year": [2020, 2021],
        "sex": ["male", "female"],
        "age": ("age", ages, {"width": 0, "open_age": 80}),
    }
    population = (("year", "sex", "age"), np.stack([before, after]))
    return xr.Dataset({"population": population}, coords)


@pytest.mark.parametrize(
    ("total", "aged", "stage"),
    [
        (100.0, 120.0, 0),
        (103.0, 80.0, 0),
        (99.0, 100.1, 1),
        (99.0, 100.0, 2),
        (95.0, 90.1, 2),
        (95.0, 90.0, 3),
        (80.0, 60.0, 3),
    ],
)
def test_stages_of_decline(total: float, aged: float, stage: int) -> None:
    found = stages(declining(total, aged), GRADES)
    assert found["stage"].values.tolist() == [0, stage]
    np.testing.assert_allclose(found["index"].isel(year=0), 100.0)
    assert found["index"].isel(year=1, age_group=0).item() == pytest.approx(total)
    assert found["index"].isel(year=1, age_group=3).item() == pytest.approx(aged)
