"""`projection run`: scenarios to result files, and a table of the main figures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

import xarray as xr

from projection.cli.documents import write_document
from projection.cli.gathering import gather
from projection.cli.output import say_warnings, say_wrote
from projection.cli.summary import summary_document
from projection.errors import ScenarioError, fault
from projection.inputs import Inputs, find_inputs, read_inputs
from projection.language import Language
from projection.results import result_path, write_result
from projection.run import run_each
from projection.scenarios import (
    NamedFile,
    Scenario,
    find_scenarios,
    load_scenario,
    scenario_warnings,
)

_ALL_SCENARIOS = "scenarios"


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    scenarios: tuple[str, ...]
    inputs: str
    region: str | None
    start: int | None
    end: int | None
    step: Literal["1", "5"] | None
    out: str


class _Placed(NamedTuple):
    scenario: Scenario
    region: str


def command(options: Options, lang: Language) -> None:
    """Run the scenarios; nothing is written before all of them have been read and run."""
    files = find_scenarios(options.scenarios or (_ALL_SCENARIOS,))
    placed = gather(lambda file: _load(file, options.region), files)
    say_warnings((one for each in placed for one in scenario_warnings(each.scenario)), lang)
    # Each region is read and fitted once, however many scenarios it has.
    regions = list(dict.fromkeys(each.region for each in placed))
    inputs = dict(zip(regions, gather(lambda one: _inputs(options, one), regions), strict=True))
    results = gather(lambda one: _run(options, inputs[one], _of_region(placed, one)), regions)
    for of_region in results:
        _write(options, of_region, lang)
    write_document(summary_document([one for each in results for one in each]), lang, "text")


def _load(file: NamedFile, region: str | None) -> _Placed:
    # Two folders may hold files of one stem; the path in the folder tells them apart.
    scenario = load_scenario(file.path).model_copy(update={"name": file.name})
    wanted = region or scenario.region
    if wanted is None:
        raise ScenarioError(fault("region_nowhere", file=str(file.path)))
    return _Placed(scenario, wanted)


def _inputs(options: Options, region: str) -> Inputs:
    return read_inputs(find_inputs(Path(options.inputs), region), region)


def _of_region(placed: list[_Placed], region: str) -> list[Scenario]:
    return [each.scenario for each in placed if each.region == region]


def _run(options: Options, inputs: Inputs, scenarios: list[Scenario]) -> list[xr.Dataset]:
    step = int(options.step or inputs.step)
    return run_each(inputs, scenarios, start=options.start, end=options.end, step=step)


def _write(options: Options, results: list[xr.Dataset], lang: Language) -> None:
    for result in results:
        folder = Path(options.out, result.attrs["region"] if options.region else "")
        path = result_path(folder, result.attrs["scenario"])
        write_result(result, path)
        say_wrote(path, lang)
