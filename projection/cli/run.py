"""`projection run`: scenarios to result files, and a table of the main figures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

import xarray as xr

from projection.cli.documents import write_document
from projection.cli.gathering import gather
from projection.cli.output import say_warnings, say_wrote
from projection.cli.run_many import Wanted, run_everywhere
from projection.cli.summary import summary_document
from projection.cli.typed_command import typed_command
from projection.cli.working import Working
from projection.errors import RunError, ScenarioError, fault
from projection.inputs import (
    Inputs,
    OfficialInputs,
    find_inputs,
    read_inputs,
    read_official,
    residents_of,
    stands_for_many,
)
from projection.inputs.model import OFFICIAL
from projection.language import Language
from projection.results import result_path, write_result
from projection.running import run_each
from projection.scenarios import (
    NamedFile,
    Scenario,
    find_scenarios,
    load_scenario,
    warnings_of_all,
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
    workers: int | None
    scheduler: str | None
    resume: bool


class _Group(NamedTuple):
    """What scenarios must share to be run together."""

    region: str
    method: str
    step: int | None


class _Placed(NamedTuple):
    scenario: Scenario
    group: _Group


def command(options: Options, lang: Language) -> None:
    """Run the scenarios; nothing is written before all of them have been read and run."""
    many = options.region is not None and stands_for_many(options.region)
    Working(options.workers, options.scheduler, options.resume).refuse_one_region(many=many)
    files = find_scenarios(options.scenarios or (_ALL_SCENARIOS,))
    if options.region is not None and stands_for_many(options.region):
        run_everywhere(gather(_scenario, files), _wanted(options, options.region), lang)
        return
    placed = gather(lambda file: _load(file, options.region), files)
    groups = list(dict.fromkeys(each.group for each in placed))
    # Each region is read and fitted once, however many scenarios it has.
    inputs = dict(zip(groups, gather(lambda one: _inputs(options, one), groups), strict=True))
    for group in groups:
        of_place = [each.scenario for each in placed if each.group == group]
        say_warnings(warnings_of_all(of_place, residents_of(inputs[group])), lang)
    results = gather(lambda one: _run(options, one, inputs[one], placed), groups)
    for of_group in results:
        _write(options, of_group, lang)
    for alike in _comparable([one for each in results for one in each]):
        write_document(summary_document(alike), lang, "text")


def _wanted(options: Options, area: str) -> Wanted:
    return Wanted(
        area=area,
        inputs=Path(options.inputs),
        start=options.start,
        end=options.end,
        step=options.step,
        out=Path(options.out),
        working=Working(options.workers, options.scheduler, options.resume),
    )


def _scenario(file: NamedFile) -> Scenario:
    # Two folders may hold files of one stem; the path in the folder tells them apart.
    return load_scenario(file.path).model_copy(update={"name": file.name})


def _load(file: NamedFile, region: str | None) -> _Placed:
    scenario = _scenario(file)
    wanted = region or scenario.region
    if wanted is None:
        raise ScenarioError(fault("region_nowhere", file=str(file.path)))
    return _Placed(scenario, _Group(wanted, scenario.method, scenario.step))


def _inputs(options: Options, group: _Group) -> Inputs | OfficialInputs:
    folder = find_inputs(Path(options.inputs), group.region, group.method)
    if group.method == OFFICIAL:
        return read_official(folder, group.region)
    return read_inputs(folder, group.region)


def _run(
    options: Options, group: _Group, inputs: Inputs | OfficialInputs, placed: list[_Placed]
) -> list[xr.Dataset]:
    scenarios = [each.scenario for each in placed if each.group == group]
    step = int(options.step or group.step or inputs.step)
    if group.method == OFFICIAL and step != inputs.step:
        raise RunError(fault("official_step", file=str(scenarios[0].file), found=step))
    return run_each(inputs, scenarios, start=options.start, end=options.end, step=step)


def _comparable(results: list[xr.Dataset]) -> list[list[xr.Dataset]]:
    """Part results whose flows are of different lengths, or stocks of different days."""
    groups: dict[tuple[str, int], list[xr.Dataset]] = {}
    for one in results:
        day = str(one.attrs["base_date"])[4:]
        groups.setdefault((day, one.attrs["step"]), []).append(one)
    return list(groups.values())


def _write(options: Options, results: list[xr.Dataset], lang: Language) -> None:
    for result in results:
        folder = Path(options.out, result.attrs["region"] if options.region else "")
        path = result_path(folder, result.attrs["scenario"])
        write_result(result.assign_attrs(command=typed_command()), path)
        say_wrote(path, lang)
