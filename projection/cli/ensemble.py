"""`projection ensemble`: how sure scenarios are, from many simulated futures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import xarray as xr

from projection.analysis.ensembles import Plan, run_ensembles
from projection.analysis.experiment import Experiment
from projection.batch import Computing
from projection.cli.documents import chosen_format, write_document
from projection.cli.ensemble_document import ensemble_document
from projection.cli.ensemble_many import Wanted, ensembles_everywhere
from projection.cli.ensemble_many_document import area_document
from projection.cli.gathering import gather
from projection.cli.output import say_wrote
from projection.cli.progress import shown
from projection.cli.questions import Asking, open_question
from projection.cli.typed_command import typed_command
from projection.cli.working import Working
from projection.errors import Fault, ResultError, RunError, fault
from projection.inputs import stands_for_many
from projection.inputs.uncertainty import find_uncertainty
from projection.language import Language
from projection.messages import MESSAGES
from projection.results import result_path, write_ensemble
from projection.scenarios import Scenario, load_scenario, load_vision

FOLDER = "ensemble"
FORMATS = ("text", "csv", "xlsx", "json")
_USUAL_YEAR = 2060
_DRAWS, _DRAWS_EACH = 10_000, 1_000
_MOST_DRAWS, _LARGEST_SEED = 10_000_000, 2**64 - 1


@dataclass(frozen=True)
class Options(Asking):
    """What was asked for."""

    scenarios: tuple[str, ...]
    draws: int | None
    seed: int
    chance: bool | None
    workers: int | None
    scheduler: str | None
    resume: bool
    vision: str | None
    year: int | None
    out: str


def command(options: Options, lang: Language) -> None:
    """Simulate, write a file a scenario, and tell what they say."""
    form = chosen_format(options.format, options.output, known=FORMATS)
    _check_numbers(options)
    many = options.region is not None and stands_for_many(options.region)
    _working(options).refuse_one_region(many=many, threads=True)
    if options.region is not None and many:
        _everywhere(options, options.region, form, lang)
        return
    vision = None if options.vision is None else load_vision(Path(options.vision))
    experiment, scenarios = open_question(options.scenarios, options, lang)
    _check_steps(experiment, scenarios)
    year = _year(options.year, experiment.base.start, experiment.end)
    plan = Plan(
        find_uncertainty(Path(options.inputs)),
        draws=options.draws or _DRAWS,
        seed=options.seed,
        chance=options.chance,
        vision=vision,
        computing=Computing(workers=options.workers),
    )
    with shown(MESSAGES["ensemble_bar"].of(lang)) as progress:
        ensembles = run_ensembles(experiment, scenarios, plan, progress)
    _write(options, ensembles, lang)
    document = ensemble_document(ensembles, experiment.inputs, plan.uncertainty, year)
    write_document(document, lang, form, options.output)


def _everywhere(options: Options, area: str, form: str, lang: Language) -> None:
    """Simulate all municipalities of an area, a file a scenario."""
    if options.vision is not None:
        raise RunError(fault("ensemble_goals_of_many"))
    scenarios = gather(lambda file: load_scenario(Path(file)), options.scenarios)
    wanted = Wanted(
        area,
        Path(options.inputs),
        options.start,
        options.end,
        options.draws or _DRAWS_EACH,
        options.seed,
        options.chance,
        Path(options.out, area, FOLDER),
        _working(options),
    )
    found = [one.dataset for one in ensembles_everywhere(scenarios, wanted, lang)]
    first, last = (int(found[0]["year"].values[at]) for at in (0, -1))
    year = _year(options.year, first, last)
    write_document(area_document(found, year), lang, form, options.output)


def _working(options: Options) -> Working:
    return Working(options.workers, options.scheduler, options.resume)


def _check_numbers(options: Options) -> None:
    wrong: list[Fault] = []
    if options.draws is not None and not 1 <= options.draws <= _MOST_DRAWS:
        most = f"{_MOST_DRAWS:,}"
        wrong.append(fault("ensemble_draws", most=most, found=f"{options.draws:,}"))
    if not 0 <= options.seed <= _LARGEST_SEED:
        wrong.append(fault("ensemble_seed", most=_LARGEST_SEED, found=options.seed))
    if options.workers is not None and options.workers < 1:
        wrong.append(fault("ensemble_workers", found=options.workers))
    if wrong:
        raise RunError(*wrong)


def _check_steps(experiment: Experiment, scenarios: Sequence[Scenario]) -> None:
    usual = experiment.inputs.step
    steps = {str(one.file): one.step or usual for one in scenarios}
    if wrong := [
        fault("ensemble_step", file=file, found=step)
        for file, step in steps.items()
        if step != 1
    ]:
        raise RunError(*wrong)


def _year(asked: int | None, first: int, last: int) -> int:
    if asked is None:
        return min(_USUAL_YEAR, last)
    if not first < asked <= last:
        raise ResultError(fault("asked_year_outside", year=asked, first=first + 1, last=last))
    return asked


def _write(options: Options, ensembles: Sequence[xr.Dataset], lang: Language) -> None:
    folder = Path(options.out, options.region or "", FOLDER)
    for one in ensembles:
        path = result_path(folder, one.attrs["scenario"])
        write_ensemble(one.assign_attrs(command=typed_command()), path)
        say_wrote(path, lang)
