"""`projection new`: inputs and scenarios of a municipality, ready to run."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from projection import shipped
from projection.cli.output import say_as, say_warnings, say_wrote
from projection.cli.schema import schema_text
from projection.errors import InputsError, ProjectionError, fault
from projection.files import write_texts
from projection.inputs import (
    Inputs,
    Municipality,
    check_inputs,
    holding_folder,
    inputs_of_one,
    match_municipality,
    read_inputs,
    read_municipal,
)
from projection.inputs.from_csv import completed, read_own_table
from projection.inputs.municipal import EVERYWHERE
from projection.inputs.new_files import (
    folder_files,
    known_gaps,
    own_sources,
    register_sources,
)
from projection.inputs.standard import copy_standard
from projection.language import Language
from projection.scenarios.new_start import starting_scenarios

_STANDARD = "japan"


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    municipality: str | None
    from_csv: str | None
    date: str | None
    inputs: str
    scenarios: str
    force: bool


def command(options: Options, lang: Language) -> None:
    """Write what is not there yet; files of other content are refused unless forced."""
    if options.from_csv is not None:
        _from_csv(options, options.from_csv, lang)
        return
    if options.municipality is None:
        raise ProjectionError(fault("new_needed"))
    municipality = match_municipality(options.municipality)
    folder = holding_folder(Path(options.inputs), municipality.code)
    if folder is None:
        folder = Path(options.inputs, municipality.folder)
        inputs = _of_register(municipality)
        gaps = known_gaps(inputs.population, inputs.components)
        files = folder_files(inputs, register_sources(inputs), gaps)
        _write_inputs(options, folder, files, lang)
    else:
        say_as("new_inputs_there", lang, folder=folder)
    _start(options, municipality, folder, lang)


def _from_csv(options: Options, file: str, lang: Language) -> None:
    table = read_own_table(Path(file), options.municipality, options.date)
    there = holding_folder(Path(options.inputs), table.municipality.code)
    folder = Path(options.inputs, table.municipality.folder)
    if there not in (None, folder):
        raise ProjectionError(
            fault("new_elsewhere", found=table.municipality.name, folder=there)
        )
    register = _of_register(table.municipality)
    inputs = completed(table, register)
    # A gap between a figure of the register and one of the file is not published as it is.
    others = register.population.drop_sel(year=table.population["year"].values, errors="ignore")
    gaps = known_gaps(others, inputs.components)
    files = folder_files(inputs, own_sources(inputs, table.population, file), gaps)
    _write_inputs(options, folder, files, lang)
    missing = _missing(folder)
    if missing is None:
        _start(options, table.municipality, folder, lang)
        return
    say_as("new_missing", lang, folder=folder, faults=missing.text(lang, codes=True))
    again = shlex.join(["projection", "new", table.municipality.code[:5]])
    say_as("new_when_complete", lang, folder=folder, command=again)


def _of_register(municipality: Municipality) -> Inputs:
    everywhere = read_municipal(shipped.japan(), EVERYWHERE)
    return inputs_of_one(everywhere, municipality.region)


def _missing(folder: Path) -> InputsError | None:
    try:
        check_inputs(folder)
    except InputsError as error:
        return error
    return None


def _write_inputs(
    options: Options, folder: Path, files: Mapping[str, str], lang: Language
) -> None:
    root = Path(options.inputs)
    # First, so that no folder is ever there without the schedules that it names.
    if copy_standard(root / _STANDARD):
        say_wrote(root / _STANDARD, lang)
    _write({folder / name: text for name, text in files.items()}, options.force, lang)
    _write(_schemas({root / "inputs.schema.json": "inputs"}), options.force, lang)


def _start(options: Options, municipality: Municipality, folder: Path, lang: Language) -> None:
    """Write the first scenarios, and say what to do next."""
    inputs = read_inputs(folder, municipality.code)
    say_warnings(check_inputs(folder).warnings, lang)
    try:
        observed, files = starting_scenarios(inputs)
    except ProjectionError as error:
        # The inputs stay: with another window they may do.
        told = fault("new_no_scenarios", file=str(folder), window=inputs.window)
        raise ProjectionError(*error.faults, told) from error
    root = Path(options.scenarios)
    place = root / municipality.folder
    _write({place / name: text for name, text in files.items()}, options.force, lang)
    kinds = {root / f"{kind}.schema.json": kind for kind in ("scenario", "vision")}
    _write(_schemas(kinds), options.force, lang)
    values = {"first": observed.first, "last": observed.last, "tfr": f"{observed.tfr:.2f}"}
    say_as("new_fertility", lang, **values)
    command_words = _next(options, municipality, place)
    say_as("ipss_next", lang, command=command_words)


def _schemas(kinds: Mapping[Path, str]) -> dict[Path, str]:
    """Return what editors complete files with, where it is not there yet."""
    return {path: schema_text(kind) for path, kind in kinds.items() if not path.exists()}


def _write(texts: Mapping[Path, str], force: bool, lang: Language) -> None:
    for path in write_texts(texts, overwrite=force):
        say_wrote(path, lang)


def _next(options: Options, municipality: Municipality, place: Path) -> str:
    results = Path("results", municipality.folder)
    words = ["projection", "run", str(place), "--out", str(results)]
    if os.path.normpath(options.inputs) != "inputs":
        words += ["--inputs", options.inputs]
    return shlex.join(words)
