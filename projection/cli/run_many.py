"""`projection run --region all`: every municipality, one result a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import xarray as xr

from projection.blocks import (
    Area,
    Finished,
    finished_before,
    outgrows_one_file,
    run_folders,
    run_whole,
    watched,
)
from projection.cli.documents import write_document
from projection.cli.gathering import gather
from projection.cli.output import say_as, say_warnings, say_wrote
from projection.cli.progress import shown
from projection.cli.summary import summary_document
from projection.cli.typed_command import typed_command
from projection.cli.working import (
    Working,
    at_work,
    fitted,
    interruptible,
    say_there_already,
    taken_up,
)
from projection.errors import Fault
from projection.estimation.many import Each
from projection.inputs import MunicipalInputs, read_municipal
from projection.language import Language
from projection.messages import MESSAGES
from projection.running_many import many_horizon, many_warnings, told_left_out
from projection.scenarios import Scenario, scenario_warnings


class Wanted(NamedTuple):
    """What was asked for: the area, years and step where said, and where files are."""

    area: str
    inputs: Path
    start: int | None
    end: int | None
    step: str | None
    out: Path
    working: Working


class _Span(NamedTuple):
    """What scenarios share that start from the same base rates, and their end."""

    start: int
    step: int
    end: int


class _Asked(NamedTuple):
    """The scenarios with their spans, and the municipalities."""

    wanted: Wanted
    inputs: MunicipalInputs
    scenarios: Sequence[Scenario]
    spans: Sequence[_Span]


def run_everywhere(scenarios: Sequence[Scenario], wanted: Wanted, lang: Language) -> None:
    """Run scenarios for all municipalities of an area; each is written as it is there."""
    wanted.working.refuse_two_places()
    inputs = read_municipal(wanted.inputs, wanted.area)
    spans = gather(lambda one: _span(one, wanted, inputs), scenarios)
    for one in scenarios:
        say_warnings([*scenario_warnings(one), *many_warnings(one)], lang)
    with interruptible(lang):
        totals = _totals(_Asked(wanted, inputs, scenarios, spans), lang)
    for step in dict.fromkeys(span.step for span in spans):
        alike = [totals[one.name] for one in scenarios]
        document = summary_document([one for one in alike if one.attrs["step"] == step])
        notes = (*document.notes, MESSAGES["many_sum_note"])
        write_document(replace(document, notes=notes), lang, "text")


def _span(scenario: Scenario, wanted: Wanted, inputs: MunicipalInputs) -> _Span:
    step = int(wanted.step or scenario.step or inputs.step)
    start, end = many_horizon(inputs, scenario, wanted.start, wanted.end, step)
    return _Span(start, step, end)


def _totals(asked: _Asked, lang: Language) -> dict[str, xr.Dataset]:
    """Run what is missing, and return the sums over all municipalities by scenario."""
    totals = _there_already(asked, lang) if asked.wanted.working.resume else {}
    left = [
        (one, span)
        for one, span in zip(asked.scenarios, asked.spans, strict=True)
        if one.name not in totals
    ]
    if left:
        for done in _runs(asked, left, lang):
            say_wrote(done.path, lang)
            totals[done.total.attrs["scenario"]] = done.total
    return totals


def _there_already(asked: _Asked, lang: Language) -> dict[str, xr.Dataset]:
    totals = {}
    folder = asked.wanted.out / asked.wanted.area
    for one, span in zip(asked.scenarios, asked.spans, strict=True):
        if (found := finished_before(asked.inputs, one, folder, span)) is not None:
            say_there_already(one.name, found.path, lang)
            totals[one.name] = found.total
    return totals


def _runs(
    asked: _Asked, left: Sequence[tuple[Scenario, _Span]], lang: Language
) -> Iterator[Finished]:
    working, inputs = asked.wanted.working, asked.inputs
    count = f"{inputs.register.sizes['region']:,}"
    with at_work(working) as each:
        say_as("many_fitting", lang, count=count)
        # Each base date is fitted once, however many scenarios start from it.
        for start, step in dict.fromkeys(span[:2] for _, span in left):
            base = fitted(inputs, start, step, each, lang)
            for end in dict.fromkeys(span.end for _, span in left):
                span = _Span(start, step, end)
                folder = asked.wanted.out / asked.wanted.area
                area = Area(inputs, base, end, folder, command=typed_command())
                together = [one for one, own in left if own == span]
                yield from _told(area, _run(area, together, each, working, lang), lang)


def _run(
    area: Area, scenarios: Sequence[Scenario], each: Each, working: Working, lang: Language
) -> Iterator[Finished]:
    if not scenarios:
        return
    with shown(MESSAGES["blocks_bar"].of(lang)) as progress:
        if working.elsewhere or outgrows_one_file(area):
            told, watching = taken_up(lang), watched(each, progress)
            yield from run_folders(area, scenarios, watching, resume=working.resume, told=told)
        else:
            yield from run_whole(area, scenarios, each, progress=progress)


def _told(area: Area, runs: Iterable[Finished], lang: Language) -> Iterator[Finished]:
    """Say once of every set of municipalities that it was left out."""
    told: list[dict[str, Fault]] = []
    for done in runs:
        left_out = area.base.left_out | dict(sorted(done.left_out.items()))
        if left_out and list(left_out) not in [list(one) for one in told]:
            told.append(left_out)
            say_warnings([told_left_out(area.inputs, left_out)], lang)
        yield done
