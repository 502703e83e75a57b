"""From a scenario file and those that it extends to one frozen, checked scenario."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from projection.errors import Fault, ScenarioError, fault
from projection.files import fault_of_outside
from projection.scenarios.faults import faults_of
from projection.scenarios.finding import exists, not_there
from projection.scenarios.lines import key_lines
from projection.scenarios.merging import merge
from projection.scenarios.model import Assumptions, Scenario, ScenarioFile
from projection.scenarios.reading import parse_toml, read_text
from projection.scenarios.refusal import Loc
from projection.scenarios.values import FOLDER

DEEPEST = 8


@dataclass(frozen=True)
class _Source:
    """One file of a chain; `said` is None where the file has faults."""

    path: Path
    text: str
    table: Mapping[str, Any]
    said: ScenarioFile | None


def load_scenario(path: Path) -> Scenario:
    """Read a scenario file with everything that it inherits.

    Parameters
    ----------
    path
        The file; its name without ending becomes the scenario's.

    Returns
    -------
    Scenario
        Frozen and checked.

    Raises
    ------
    ScenarioError
        Every fault of the file and of those that it extends, each under its file.
    """
    sources, faults = _chain(path)
    said = [source.said for source in sources if source.said is not None]
    if faults:
        raise ScenarioError(*_tidied(faults))
    merged = reduce(merge, reversed(said))
    fields = {key: getattr(merged, key) for key in Assumptions.model_fields}
    fields |= {"label": merged.label or merged.title, "name": path.stem, "file": path}
    try:
        return Scenario.model_validate(fields)
    except ValidationError as error:
        together = _faults_together(error, sources[0], merged)
        raise ScenarioError(*_tidied(together)) from error


def resolved_scenario(text: str, name: str, folder: Path = Path()) -> Scenario:
    """Read a resolved scenario back from the text that `to_toml` wrote.

    Parameters
    ----------
    text
        It extends nothing, as in the attributes of a result.
    name
        The scenario's name.
    folder
        Where the path of its life table, if it has one, starts from.

    Raises
    ------
    ScenarioError
        The text was not written by `to_toml`, or its life table is not there.
    """
    source, faults = _source(folder / f"{name}.toml", text)
    if source.said is None:
        raise ScenarioError(*(one.in_file(str(source.path)) for one in faults))
    said = source.said
    fields = {key: getattr(said, key) for key in Assumptions.model_fields}
    fields |= {"label": said.label or said.title, "name": name, "file": source.path}
    return Scenario.model_validate(fields)


def _tidied(faults: Iterable[Fault]) -> list[Fault]:
    """Name files without the detours that their parents' relative paths make."""
    return [one.in_file(os.path.normpath(one.file)) for one in faults]


def _chain(path: Path) -> tuple[list[_Source], list[Fault]]:
    sources: list[_Source] = []
    faults: list[Fault] = []
    following: Path | None = path
    while following is not None:
        try:
            text = read_text(following)
        except ScenarioError as error:
            return sources, [*faults, *error.faults]
        source, found = _source(following, text)
        sources.append(source)
        following, wrong = _parent(sources)
        faults += (one.in_file(str(source.path)) for one in (*found, *wrong))
    return sources, faults


def _source(path: Path, text: str) -> tuple[_Source, list[Fault]]:
    table, faults = parse_toml(text)
    if "goals" in table:
        faults = [fault("vision_no_scenario")]
    if faults:
        return _Source(path, text, table, None), faults
    try:
        said = ScenarioFile.model_validate(table, context={FOLDER: path.parent})
    except ValidationError as error:
        return _Source(path, text, table, None), faults_of(error, key_lines(text))
    return _Source(path, text, table, said), []


def _parent(sources: list[_Source]) -> tuple[Path | None, list[Fault]]:
    child = sources[-1]
    name = child.table.get("extends")
    if not isinstance(name, str) or not name:
        return None, []
    parent = child.path.parent / name
    wrong = _wrong_parent(sources, parent, name)
    if wrong is None:
        return parent, []
    line = key_lines(child.text)["extends",]
    return None, [replace(wrong, line=line, place="extends")]


def _wrong_parent(sources: list[_Source], parent: Path, name: str) -> Fault | None:
    if outside := fault_of_outside(parent, sources[-1].path.parent):
        return outside
    if not exists(parent):
        return not_there(parent, name)
    chain = " → ".join([*(source.path.name for source in sources), parent.name])
    if os.path.realpath(parent) in {os.path.realpath(source.path) for source in sources}:
        return fault("scenario_cycle", chain=chain)
    if len(sources) > DEEPEST:
        return fault("scenario_chain_too_long", limit=DEEPEST, chain=chain)
    return None


def _faults_together(
    error: ValidationError, child: _Source, merged: ScenarioFile
) -> list[Fault]:
    """Place in the child's file the faults that only the merged scenario shows."""
    lines = key_lines(child.text)
    own = child.said.migration if child.said else ()

    def in_file(loc: Loc) -> Loc:
        if loc[0] == "migration" and (lever := merged.migration[int(loc[1])]) in own:
            return ("migration", own.index(lever), *loc[2:])
        if loc in lines:
            return loc
        causes = {"title": ("migration",), "end": ("end", "start")}.get(
            str(loc[-1]), ("start",)
        )
        return next((key,) for key in (*causes, "method", "extends") if (key,) in lines)

    return [one.in_file(str(child.path)) for one in faults_of(error, lines, in_file)]
