"""A vision file to a frozen, checked vision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from projection.errors import Fault, ScenarioError, fault
from projection.files import fault_of_outside
from projection.scenarios.faults import Sections, faults_of
from projection.scenarios.finding import exists, not_there
from projection.scenarios.lines import key_lines, line_of
from projection.scenarios.reading import parse_toml, read_text
from projection.scenarios.refusal import Loc, place_of
from projection.scenarios.vision_model import BasicGoal, Goal, Vision, VisionFile

_SECTIONS: Sections = {"": VisionFile, "[[goals]]": Goal, "[[basic_goals]]": BasicGoal}

_OF_SCENARIOS = ("extends", "end", "fertility", "mortality", "migration")


def load_vision(path: Path) -> Vision:
    """Read a vision file.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Vision
        Frozen. What only a run can tell (measures, years, levers) is not checked yet; the
        scenario files that it names are there, but not read.

    Raises
    ------
    ScenarioError
        Every fault of the file, with its line.
    """
    vision = vision_of(read_text(path), path)
    missing = [*_missing(vision)]
    if missing:
        raise ScenarioError(*missing)
    return vision


def vision_of(text: str, path: Path) -> Vision:
    """Read a vision back from its text; the scenario files that it names need not be there.

    Parameters
    ----------
    text
        As in the attributes of a result (`Vision.text`).
    path
        The file that messages name.

    Raises
    ------
    ScenarioError
        Every fault of the text, with its line.
    """
    table, faults = parse_toml(text)
    if faults:
        raise ScenarioError(*(one.in_file(str(path)) for one in faults))
    if "goals" not in table and not table.keys().isdisjoint(_OF_SCENARIOS):
        raise ScenarioError(fault("vision_is_scenario", file=str(path)))
    lines = key_lines(text)
    try:
        said = VisionFile.model_validate(table)
    except ValidationError as error:
        wrong = faults_of(error, lines, sections=_SECTIONS)
        raise ScenarioError(*(one.in_file(str(path)) for one in wrong)) from error
    return Vision(said, path, lines, text)


def fault_in(vision: Vision, loc: Loc, found: Fault) -> Fault:
    """Place a fault at a path of keys of a vision file."""
    line = line_of(vision.lines, loc)
    return replace(found, file=str(vision.file), line=line, place=place_of(loc))


def _missing(vision: Vision) -> Iterator[Fault]:
    named: list[tuple[Loc, str, Path]] = [(("base",), vision.said.base, vision.base)]
    for at, (name, path) in enumerate(zip(vision.said.scenario, vision.scenarios, strict=True)):
        loc: Loc = ("scenario", at) if ("scenario", at) in vision.lines else ("scenario",)
        named.append((loc, name, path))
    for loc, name, path in named:
        if outside := fault_of_outside(path, vision.file.parent):
            yield fault_in(vision, loc, outside)
        elif not exists(path):
            yield fault_in(vision, loc, not_there(path, name))
