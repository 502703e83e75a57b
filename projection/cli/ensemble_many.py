"""`projection ensemble --region all`: every municipality, and the area as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from projection.blocks import FinishedEnsemble, Futures, draw_ensemble, drawn_before, watched
from projection.cli.gathering import gather
from projection.cli.output import say_as, say_warnings, say_wrote
from projection.cli.progress import shown
from projection.cli.typed_command import typed_command
from projection.cli.working import (
    Working,
    at_work,
    fitted,
    interruptible,
    say_there_already,
    taken_up,
)
from projection.ensemble import AreaDrawing
from projection.errors import RunError, fault
from projection.inputs import MunicipalInputs, read_municipal
from projection.inputs.uncertainty import find_uncertainty
from projection.language import Language
from projection.messages import MESSAGES
from projection.running_many import many_horizon, many_warnings, told_left_out
from projection.scenarios import Scenario, scenario_warnings


class Wanted(NamedTuple):
    """What was asked for."""

    area: str
    inputs: Path
    start: int | None
    end: int | None
    draws: int
    seed: int
    chance: bool | None
    folder: Path
    working: Working


class _Asked(NamedTuple):
    """The scenarios with their first and last years, and what is drawn of whom."""

    wanted: Wanted
    inputs: MunicipalInputs
    drawing: AreaDrawing
    scenarios: Sequence[Scenario]
    spans: Sequence[tuple[int, int]]


def ensembles_everywhere(
    scenarios: Sequence[Scenario], wanted: Wanted, lang: Language
) -> list[FinishedEnsemble]:
    """Simulate scenarios for all municipalities of an area; each is written as it is there.

    Returns
    -------
    list of FinishedEnsemble
        One a scenario.
    """
    wanted.working.refuse_two_places()
    inputs, table = read_municipal(wanted.inputs, wanted.area), find_uncertainty(wanted.inputs)
    spans = gather(lambda one: _span(one, wanted, inputs), scenarios)
    for one in scenarios:
        say_warnings([*scenario_warnings(one), *many_warnings(one)], lang)
    drawing = AreaDrawing(wanted.draws, wanted.seed, wanted.chance, table)
    asked = _Asked(wanted, inputs, drawing, scenarios, spans)
    with interruptible(lang):
        found = _there_already(asked, lang) if wanted.working.resume else {}
        found |= {
            done.dataset.attrs["scenario"]: done for done in _drawn(asked, {*found}, lang)
        }
    return [found[one.name] for one in scenarios]


def _span(scenario: Scenario, wanted: Wanted, inputs: MunicipalInputs) -> tuple[int, int]:
    step = scenario.step or inputs.step
    if step != 1:
        raise RunError(fault("ensemble_step", file=str(scenario.file), found=step))
    return many_horizon(inputs, scenario, wanted.start, wanted.end, 1)


def _there_already(asked: _Asked, lang: Language) -> dict[str, FinishedEnsemble]:
    there = {}
    for one, span in zip(asked.scenarios, asked.spans, strict=True):
        found = drawn_before(asked.inputs, asked.drawing, one, asked.wanted.folder, span)
        if found is not None:
            say_there_already(one.name, found.path, lang)
            there[one.name] = found
    return there


def _drawn(asked: _Asked, there: set[str], lang: Language) -> Iterator[FinishedEnsemble]:
    """Draw the scenarios that are not there; each first year is fitted once."""
    spans = zip(asked.scenarios, asked.spans, strict=True)
    left = [(one, span) for one, span in spans if one.name not in there]
    if not left:
        return
    inputs, working = asked.inputs, asked.wanted.working
    with at_work(working) as each:
        say_as("many_fitting", lang, count=f"{inputs.register.sizes['region']:,}")
        starts = dict.fromkeys(start for _, (start, _) in left)
        bases = {start: fitted(inputs, start, 1, each, lang) for start in starts}
        for scenario, (start, end) in left:
            base, folder = bases[start], asked.wanted.folder
            futures = Futures(inputs, base, asked.drawing, end, folder, command=typed_command())
            with shown(MESSAGES["ensemble_bar"].of(lang)) as progress:
                watching, told = watched(each, progress), taken_up(lang)
                done = draw_ensemble(
                    futures, scenario, watching, resume=working.resume, told=told
                )
            if done.left_out:
                say_warnings([told_left_out(inputs, done.left_out)], lang)
            say_wrote(done.path, lang)
            yield done
