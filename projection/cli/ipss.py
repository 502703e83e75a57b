"""`projection ipss`: files to start from, or an assessment, from the official projection."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from pathlib import Path

from projection.analysis import grades as influence_grades
from projection.analysis import young_women
from projection.analysis.assessment import assess, simulated
from projection.cli.documents import chosen_format, write_document
from projection.cli.ipss_document import assessment_document
from projection.cli.output import say_as, say_wrote
from projection.cli.starting.ipss import FORMATS
from projection.errors import ProjectionError, fault
from projection.estimation.published import country_of
from projection.files import write_texts
from projection.inputs import (
    PublishedProjection,
    Region,
    areas_within,
    find_published,
    known_region,
    match_area,
)
from projection.language import Language, Text
from projection.scenarios.official_files import REPLACEMENT, Goals, refuse_goals
from projection.scenarios.official_start import official_start

_FOLDER = "ipss"
_DIGITS = 5


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    areas: tuple[str, ...]
    tfr: float
    by: int
    replacement_by: int
    end: int
    inputs: str
    scenarios: str
    force: bool
    assess: bool
    grades: str | None
    classes: str | None
    format: str | None
    output: str | None


def command(options: Options, lang: Language) -> None:
    """Write starting files of one area, or an assessment of several."""
    if options.assess:
        _assess(options, lang)
    elif len(options.areas) != 1:
        raise ProjectionError(fault("ipss_area_needed"))
    else:
        _start(options, lang)


def _start(options: Options, lang: Language) -> None:
    published = find_published(Path(options.inputs))
    country = country_of(published)
    goals = Goals(options.tfr, options.by, options.replacement_by, options.end)
    refuse_goals(goals, country.years.tolist())
    region = _region(published, options)
    place = Path(_FOLDER, region.code[:_DIGITS])
    inputs, scenarios = Path(options.inputs, place), Path(options.scenarios, place)
    standard = Path(os.path.relpath(published.folder, inputs)).as_posix()
    files = official_start(published, country, region, goals, standard)
    texts = {inputs / name: text for name, text in files.inputs.items()}
    texts |= {scenarios / name: text for name, text in files.scenarios.items()}
    written = write_texts(texts, overwrite=options.force)
    for path in written:
        say_wrote(path, lang)
    if not written:
        say_as("ipss_unchanged", lang, folder=f"{inputs}, {scenarios}")
    say_as("ipss_next", lang, command=_next(options, scenarios, place))


def _region(published: PublishedProjection, options: Options) -> Region:
    code = match_area(published, options.areas[0])
    known = known_region(Path(options.inputs), code)
    name = str(published.population.sel(region=code)["name"].item())
    # Only Japanese names were published; other inputs may know the area's English one.
    return known or Region(code, Text(ja=name, en=name))


def _next(options: Options, scenarios: Path, place: Path) -> str:
    words = ["projection", "run", str(scenarios), "--out", str(Path("results", place))]
    if options.inputs != "inputs":
        words += ["--inputs", options.inputs]
    return shlex.join(words)


def _assess(options: Options, lang: Language) -> None:
    form = chosen_format(options.format, options.output, known=FORMATS)
    grades = influence_grades.read_grades(
        Path(options.grades) if options.grades else influence_grades.STANDARD
    )
    classes = young_women.read_classes(
        Path(options.classes) if options.classes else young_women.STANDARD
    )
    published = find_published(Path(options.inputs))
    codes = areas_within(published, options.areas)
    country, by = country_of(published), options.replacement_by
    runs = simulated(published, country, codes, tfr=REPLACEMENT, by=by)
    names = published.population.sel(region=codes)["name"].values.tolist()
    found = assess(runs, grades, classes).assign_coords(name=("region", names))
    document = assessment_document(found, grades, classes, published.source, by)
    write_document(document, lang, form, options.output)
