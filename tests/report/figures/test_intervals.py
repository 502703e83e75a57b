from __future__ import annotations

from functools import cache

import pytest
import xarray as xr

from projection.analysis.ensembles import run_ensembles
from projection.errors import ResultError
from projection.report.content import LeftOut
from projection.report.figure import Figure, Lines
from projection.report.figures.intervals import simulated_futures
from projection.report.material import Material, gather_material
from projection.running import split_scenarios
from tests.analysis.worlds_ensemble import experiment, plan, scenario
from tests.report.figures.worlds_material import ROOT, lines_of


@cache
def material() -> Material:
    scenarios = [scenario("current"), scenario("vision")]
    drawn = run_ensembles(experiment(), scenarios, plan(30))
    # Runs know nothing of the tables of uncertainty.
    own = drawn[0].attrs
    runs = [
        one.assign_attrs({**own, **one.attrs})
        for one in split_scenarios(experiment().run(scenarios))
    ]
    return gather_material(runs, ROOT / "inputs", outlook="vision", ensembles=drawn)


def figure() -> Figure:
    made = simulated_futures(material())
    assert isinstance(made, Figure)
    return made


def test_a_band_around_every_projection() -> None:
    made = figure()
    assert [panel.scenario for panel in made.panels] == ["current", "vision"]
    for panel, name in enumerate(("current", "vision")):
        lines = lines_of(made, panel)
        assert [*lines] == [
            "observed:total",
            name,
            *(f"{name}:q{level}" for level in (10, 25, 75, 90)),
        ]
        form = made.panels[panel].form
        assert isinstance(form, Lines)
        assert form.bands == (
            (f"{name}:q10", f"{name}:q90"),
            (f"{name}:q25", f"{name}:q75"),
        )


def test_lines_are_in_order_and_begin_at_the_base_year() -> None:
    lines = lines_of(figure())
    low, inner, high = (dict(lines[f"current:q{one}"].points) for one in (10, 25, 90))
    projected = dict(lines["current"].points)
    assert low.keys() == projected.keys()
    assert low[2020] == pytest.approx(high[2020])
    assert all(low[year] < inner[year] < high[year] for year in range(2021, 2031))


def test_the_finding_says_how_many_of_ten_and_the_difference() -> None:
    made = figure()
    assert "10通りの将来のうち8通りで、2030年（令和12年）の人口は" in made.finding.ja
    assert "in 8 of 10 simulated futures the population of 2030 lies between" in made.finding.en
    assert "「現状」との差は、「ビジョン」では8割の試算で" in made.finding.ja
    assert any("30 simulated futures" in one.en for one in made.notes)


def test_without_an_ensemble_the_command_is_named() -> None:
    several = [*material().results.values()]
    made = simulated_futures(gather_material(several, ROOT / "inputs"))
    assert isinstance(made, LeftOut)
    assert "projection ensemble" in made.remedy.en


def test_an_ensemble_of_another_run_is_refused() -> None:
    drawn: xr.Dataset = material().ensembles["vision"]
    drawn = drawn.copy()
    drawn.encoding["source"] = "results/ensemble/vision.nc"
    with pytest.raises(ResultError, match=r"ensemble/vision.nc: there is no result of `proj"):
        gather_material([material().results["current"]], ROOT / "inputs", ensembles=[drawn])
