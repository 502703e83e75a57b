"""`projection run --region all`: every municipality, one result file a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import xarray as xr

from projection.cli.documents import write_document
from projection.cli.gathering import gather
from projection.cli.output import say, say_warnings, say_wrote
from projection.cli.summary import summary_document
from projection.inputs import MunicipalInputs, read_municipal
from projection.language import Language
from projection.messages import MESSAGES
from projection.results import result_path, write_regions
from projection.running_many import (
    ManyRun,
    fit_area,
    many_horizon,
    many_warnings,
    run_many,
    told_left_out,
    total_of,
)
from projection.scenarios import Scenario, scenario_warnings


class Wanted(NamedTuple):
    """What was asked for: the area, years and step where said, and where files are."""

    area: str
    inputs: Path
    start: int | None
    end: int | None
    step: str | None
    out: Path


class _Span(NamedTuple):
    """What scenarios share that start from the same base rates, and their end."""

    start: int
    step: int
    end: int


def run_everywhere(scenarios: Sequence[Scenario], wanted: Wanted, lang: Language) -> None:
    """Run scenarios for all municipalities of an area; each is written as it is there."""
    inputs = read_municipal(wanted.inputs, wanted.area)
    spans = gather(lambda one: _span(one, wanted, inputs), scenarios)
    for one in scenarios:
        say_warnings([*scenario_warnings(one), *many_warnings(one)], lang)
    say(MESSAGES["many_fitting"].of(lang).format(count=f"{inputs.register.sizes['region']:,}"))
    runs = _runs(inputs, scenarios, spans)
    totals = [*_written(_told(inputs, runs, lang), wanted, lang)]
    for step in dict.fromkeys(span.step for span in spans):
        alike = [one for one in totals if one.attrs["step"] == step]
        document = summary_document(alike)
        notes = (*document.notes, MESSAGES["many_sum_note"])
        write_document(replace(document, notes=notes), lang, "text")


def _span(scenario: Scenario, wanted: Wanted, inputs: MunicipalInputs) -> _Span:
    step = int(wanted.step or scenario.step or inputs.step)
    start, end = many_horizon(inputs, scenario, wanted.start, wanted.end, step)
    return _Span(start, step, end)


def _runs(
    inputs: MunicipalInputs, scenarios: Sequence[Scenario], spans: Sequence[_Span]
) -> Iterator[ManyRun]:
    # Each base date is fitted once, however many scenarios start from it.
    for start, step in dict.fromkeys(span[:2] for span in spans):
        base = fit_area(inputs, start=start, step=step)
        ends = dict.fromkeys(span.end for span in spans if span[:2] == (start, step))
        for end in ends:
            together = [
                one
                for one, span in zip(scenarios, spans, strict=True)
                if span == (start, step, end)
            ]
            yield from run_many(inputs, base, together, end)


def _told(
    inputs: MunicipalInputs, runs: Iterable[ManyRun], lang: Language
) -> Iterator[xr.Dataset]:
    """Say once of every set of municipalities that it was left out."""
    told: list[tuple[str, ...]] = []
    for dataset, left_out in runs:
        if left_out and tuple(left_out) not in told:
            told.append(tuple(left_out))
            say_warnings([told_left_out(inputs, left_out)], lang)
        yield dataset


def _written(
    results: Iterable[xr.Dataset], wanted: Wanted, lang: Language
) -> Iterator[xr.Dataset]:
    """Write each result while the next one is worked out; hand on its sum over regions."""
    with ThreadPoolExecutor(1) as writer:
        waiting = None
        for dataset in results:
            path = result_path(wanted.out / wanted.area, dataset.attrs["scenario"])
            if waiting is not None:
                say_wrote(waiting.result(), lang)
            waiting = writer.submit(_write, dataset, path)
            yield total_of(dataset)
        if waiting is not None:
            say_wrote(waiting.result(), lang)


def _write(dataset: xr.Dataset, path: Path) -> Path:
    write_regions(dataset, path)
    return path
