"""Runs of the official five-year form through the public door."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

import projection
from projection.analysis import summary, tidy
from projection.errors import RunError
from projection.inputs import OfficialInputs, read_official
from projection.results import read_result, write_result
from projection.running import run
from projection.scenarios import Scenario
from projection.variables import check_dataset
from tests.inputs.worlds_official import (
    REGIONS,
    YEARS,
    control_totals,
    write_official,
)
from tests.scenarios.writing import scenario_of

HEAD = f'region = "{REGIONS[0]}"\nmethod = "ipss"\nstep = 5\nend = 2030\n'
SHIPPED = Path(__file__).parents[1]


@pytest.fixture
def inputs(tmp_path: Path) -> OfficialInputs:
    return read_official(write_official(tmp_path), REGIONS[0])


@pytest.fixture
def pattern(tmp_path: Path) -> Scenario:
    return scenario_of(tmp_path, HEAD)


def run_one(inputs: OfficialInputs, scenario: Scenario) -> xr.Dataset:
    return projection.run_each(inputs, [scenario])[0]


def test_the_result_is_one_like_any_other(
    inputs: OfficialInputs, pattern: Scenario, tmp_path: Path
) -> None:
    result = run_one(inputs, pattern)
    assert check_dataset(result) == []
    assert result["year"].values.tolist() == [2015, *YEARS]
    assert (result.attrs["base_date"], result.attrs["step"]) == ("2015-10-01", 5)
    fit = json.loads(result.attrs["fit"])
    assert fit["approximations"]
    # The last period of the inputs is 2025 to 2030.
    assert fit["rates_held_after"] == 2030
    write_result(result, tmp_path / "one.nc")
    xr.testing.assert_identical(read_result(tmp_path / "one.nc"), result)
    assert not tidy(result)["value"].isna().any()
    assert summary([result]).columns


def test_the_tfr_of_the_result_is_that_of_the_file(
    inputs: OfficialInputs, tmp_path: Path
) -> None:
    scenario = scenario_of(tmp_path, HEAD + "[fertility]\ntfr = 1.8\n")
    compared = projection.compare([run_one(inputs, scenario)], measure="tfr", years=[2015])
    np.testing.assert_allclose(compared.data["value"].values.ravel(), 1.8)


def test_control_totals_are_met_by_all_regions_together(tmp_path: Path) -> None:
    folder = write_official(tmp_path, {"control_totals": control_totals()})
    runs = []
    for region in REGIONS:
        text = HEAD.replace(REGIONS[0], region)
        one = scenario_of(tmp_path, text)
        runs.append(run_one(read_official(folder, region), one)["population"])
    np.testing.assert_allclose((runs[0] + runs[1]).sel(year=list(YEARS)).values, 2000.0)
    # What the totals were met by holds in other scenarios, which then miss them.
    more = scenario_of(tmp_path, HEAD + "[fertility]\ntfr = 2.8\n")
    other = run_one(read_official(folder, REGIONS[0]), more)["population"]
    assert float(other.sel(year=2030).sum()) > float(runs[0].sel(year=2030).sum())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('method = "cohort-component"\nend = 2030\n', "inputs are of ipss"),
        ('method = "ipss"\nstart = 2016\nend = 2031\n', "base date, 2015; found 2016"),
        ('method = "ipss"\nend = 2031\n', "whole number of steps of 5 years"),
    ],
)
def test_what_does_not_fit_the_inputs(
    inputs: OfficialInputs, tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(RunError, match=said):
        run(inputs, [scenario_of(tmp_path, text)])


def test_the_official_form_needs_its_own_inputs(pattern: Scenario) -> None:
    inputs = projection.read_inputs(SHIPPED / "inputs/kiyose")
    with pytest.raises(
        RunError, match="method is ipss, but the inputs are of cohort-component"
    ):
        run(inputs, [pattern])


def test_nobodys_number_falls_below_zero(inputs: OfficialInputs, tmp_path: Path) -> None:
    lever = (
        '[[migration]]\ntitle = { ja = "転出", en = "Leaving" }\nages = [20, 24]\n'
        "add_per_year = -1000\n"
    )
    with pytest.raises(RunError, match=r"in 2020 the group \(Male, from age 20\) would hold -"):
        run(inputs, [scenario_of(tmp_path, HEAD + lever)])
