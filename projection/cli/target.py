"""`projection target`: what it would take to reach a figure, and who has done so."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from projection.analysis.applying import span_of
from projection.analysis.asked import asked
from projection.analysis.experiment import Experiment
from projection.analysis.measures import find_measure
from projection.analysis.target import Solution, Target, frontier, solve
from projection.analysis.unknowns import Unknown, parse_unknown
from projection.cli.documents import chosen_format, write_document
from projection.cli.frontier_document import frontier_document
from projection.cli.gathering import gather
from projection.cli.output import say_wrote
from projection.cli.questions import Asking, open_question
from projection.cli.target_document import target_document
from projection.cli.target_words import saved_words
from projection.errors import ProjectionError, ResultError, fault
from projection.inputs import find_register
from projection.language import Language
from projection.scenarios import Scenario
from projection.scenarios.saving import refuse_target, save_extension

_FORMATS = ("text", "csv", "xlsx", "json")


@dataclass(frozen=True)
class Options(Asking):
    """What was asked for."""

    scenario: str
    measure: str
    sex: str
    ages: str | None
    year: int | None
    value: str
    solve: tuple[str, ...]
    first: int | None
    by: int | None
    save: str | None


def command(options: Options, lang: Language) -> None:
    """Write what it would take."""
    form = chosen_format(options.format, options.output, known=_FORMATS)
    unknowns = _unknowns(options)
    value = _number(options.value)
    experiment, (scenario,) = open_question([options.scenario], options, lang)
    if options.save is not None:
        refuse_target(scenario, Path(options.save))
    target = _target(options, experiment, value)
    register = find_register(experiment.inputs.folder)
    if len(unknowns) == 2:
        pairs = frontier(experiment, scenario, (unknowns[0], unknowns[1]), target)
        document = frontier_document(pairs, target, experiment, scenario, register)
        write_document(document, lang, form, options.output)
        _refuse_unreached(any(solution.reached for _, solution in pairs.pairs))
        return
    solution = solve(experiment, scenario, unknowns[0], target)
    document = target_document(solution, target, experiment, scenario, register)
    write_document(document, lang, form, options.output)
    if options.save is None:
        _refuse_unreached(solution.reached)
    else:
        _save(solution, target, experiment, scenario, options)
        say_wrote(Path(options.save), lang)


def _refuse_unreached(reached: bool) -> None:
    # The answer has been given; a script must not take it for a solution.
    if not reached:
        raise ResultError(fault("target_unreached"))


def _unknowns(options: Options) -> list[Unknown]:
    if len(options.solve) > 2:
        raise ResultError(fault("target_solve_many", found=len(options.solve)))
    if len(options.solve) == 2 and options.save is not None:
        raise ResultError(fault("target_save_two"))
    return gather(parse_unknown, options.solve)


def _number(typed: str) -> float:
    plain = unicodedata.normalize("NFKC", typed).replace("△", "-").replace(",", "")
    try:
        value = float(plain.strip().removesuffix("%"))
    except ValueError as error:
        raise ResultError(fault("target_value", found=typed)) from error
    if not math.isfinite(value):
        raise ResultError(fault("target_value", found=typed))
    return value


def _target(options: Options, experiment: Experiment, value: float) -> Target:
    year = options.year
    if year is None:
        # The last period begins a year before the last 1 January.
        flow = find_measure(options.measure).dim == "period"
        year = experiment.end - 1 if flow else experiment.end
    question = asked(options.measure, year, sex=options.sex, ages=options.ages)
    span = span_of(experiment.base, experiment.end, options.first, options.by)
    return Target(question, value, span)


def _save(
    solution: Solution,
    target: Target,
    experiment: Experiment,
    scenario: Scenario,
    options: Options,
) -> None:
    path = Path(str(options.save))
    if not solution.reached:
        raise ProjectionError(fault("target_nothing_to_save", file=str(path)))
    # What replaced the scenario's own must be in the file, or it would give another figure.
    place = {
        "region": experiment.inputs.region.code if options.region else scenario.region,
        "start": options.start or scenario.start,
        "end": options.end or scenario.end,
    }
    words = saved_words(solution, target, scenario)
    child = solution.scenario.model_copy(update={**place, **words})
    save_extension(child, scenario, path)
