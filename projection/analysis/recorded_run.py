"""A result made again from what it records: a run or an ensemble, of one region or of many."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import xarray as xr

from projection.analysis.ensembles import Plan, run_ensembles
from projection.analysis.experiment import prepare
from projection.ensemble import AreaDrawing, run_area
from projection.ensemble.vocabulary import is_ensemble
from projection.inputs import read_inputs, read_municipal, read_official
from projection.inputs.model import OFFICIAL
from projection.inputs.uncertainty import find_uncertainty
from projection.running import run_each
from projection.running_many import fit_area, plans_of, run_many
from projection.scenarios import Scenario
from projection.scenarios.vision_model import Vision


def made_again(
    result: xr.Dataset,
    folder: Path,
    scenarios: Sequence[Scenario],
    vision: Vision | None,
) -> xr.Dataset:
    """Run a result again.

    Parameters
    ----------
    result
        As the readers of `projection.results` give it.
    folder
        The inputs that it records (`recorded_folder`).
    scenarios
        Those that it records; its own is the last (`recorded_scenarios`).
    vision
        Whose goals an ensemble was asked for (`recorded_vision`).

    Returns
    -------
    xarray.Dataset
        With the variables and attributes of `result`, but for the command.

    Raises
    ------
    ProjectionError
        As the command that made the result.
    """
    many = "region" in result.dims
    if is_ensemble(result):
        if many:
            return _area_ensemble(result, folder, scenarios)
        return _ensemble(result, folder, scenarios, vision)
    return _area(result, folder, scenarios) if many else _run(result, folder, scenarios)


def _run(result: xr.Dataset, folder: Path, scenarios: Sequence[Scenario]) -> xr.Dataset:
    region, step = str(result.attrs["region"]), int(result.attrs["step"])
    start, end = _horizon(result)
    official = scenarios[-1].method == OFFICIAL
    inputs = read_official(folder, region) if official else read_inputs(folder, region)
    return run_each(inputs, scenarios, start=start, end=end, step=step)[-1]


def _area(result: xr.Dataset, folder: Path, scenarios: Sequence[Scenario]) -> xr.Dataset:
    inputs = read_municipal(folder, str(result.attrs["region"]))
    start, end = _horizon(result)
    base = fit_area(inputs, start=start, step=int(result.attrs["step"]))
    return next(run_many(inputs, base, scenarios, end)).dataset


def _ensemble(
    result: xr.Dataset,
    folder: Path,
    scenarios: Sequence[Scenario],
    vision: Vision | None,
) -> xr.Dataset:
    attrs, (start, end) = result.attrs, _horizon(result)
    inputs = read_inputs(folder, str(attrs["region"]))
    experiment = prepare(inputs, scenarios, start=start, end=end)
    plan = Plan(
        find_uncertainty(folder),
        draws=int(attrs["draws"]),
        seed=int(attrs["seed"]),
        chance=bool(attrs["chance"]),
        vision=vision,
    )
    return run_ensembles(experiment, scenarios, plan)[-1]


def _area_ensemble(
    result: xr.Dataset, folder: Path, scenarios: Sequence[Scenario]
) -> xr.Dataset:
    attrs, (start, end) = result.attrs, _horizon(result)
    inputs = read_municipal(folder, str(attrs["region"]))
    base = fit_area(inputs, start=start, step=int(attrs["step"]))
    (plan,) = plans_of(scenarios, base, end)
    # 2: where there are less than 100,000 residents.
    chance = None if attrs["chance"] == 2 else bool(attrs["chance"])
    drawing = AreaDrawing(
        int(attrs["draws"]), int(attrs["seed"]), chance, find_uncertainty(folder)
    )
    return run_area(inputs, base, plan, drawing)[0]


def _horizon(result: xr.Dataset) -> tuple[int, int]:
    years = result["year"].values
    return int(years[0]), int(years[-1])
