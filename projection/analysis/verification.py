"""A result run again from what it says of itself, and compared bit for bit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Literal

import xarray as xr

from projection._version import __version__
from projection.analysis.differing_numbers import Difference, differing_numbers
from projection.analysis.recorded_inputs import (
    RecordedTable,
    recorded_folder,
    recorded_tables,
)
from projection.analysis.recorded_run import made_again
from projection.analysis.recorded_scenario import (
    recorded_scenarios,
    recorded_vision,
    text_without_table,
)
from projection.ensemble.area_drawing import LIBRARIES
from projection.ensemble.vocabulary import is_ensemble
from projection.errors import ProjectionError
from projection.files import allowing_outside
from projection.language import LANGUAGES, Text
from projection.recording import environment

What = Literal["inputs", "scenario", "version", "environment", "convention", "fit", "numbers"]
Verdict = Literal["identical", "rounding", "different", "not_run"]


@dataclass(frozen=True)
class Departure:
    """One thing in which the run of now is not that of the result.

    Parameters
    ----------
    what
        The kind of thing.
    name
        Which: the kind of a table, a key, the name of a variable.
    recorded, found
        As the result has it and as it is now; empty where there is none. Of numbers, the two
        that are furthest apart.
    difference
        Of numbers, the largest absolute difference, in their own unit.
    where
        The cell of the largest difference ("population[year=2065, sex=female, age=85]").
    """

    what: What
    name: str
    recorded: str | Text
    found: str | Text
    difference: float | None = None
    where: str = ""


@dataclass(frozen=True)
class Verification:
    """What became of a result that was run again.

    Parameters
    ----------
    result
        The result.
    verdict
        "identical": every number has the same bits. "rounding": they agree to a billionth (a
        millionth in single precision), as between processors. "different": they do not.
        "not_run": it could not be run again.
    departures
        What differs, in the order of `What`; of an identical result, what does not matter.
    tables
        The tables of the result, as found.
    """

    result: xr.Dataset
    verdict: Verdict
    departures: tuple[Departure, ...]
    tables: tuple[RecordedTable, ...]

    @property
    def figures(self) -> int:
        """How many numbers the result holds."""
        return sum(one.size for one in self.result.variables.values() if one.dtype.kind == "f")


def verify(result: xr.Dataset, places: Sequence[Path] = ()) -> Verification:
    """Run a result again and compare every number, bit for bit.

    The scenario is the resolved text in the result; the inputs are the tables in it, found by
    their SHA-256 wherever they lie below `places`. An ensemble is drawn again, with its seed,
    the scenario that it is compared with and the goals of its vision.

    Parameters
    ----------
    result
        A run or an ensemble, of one region or of many, as the readers of `projection.results`
        give it.
    places
        Folders to look for tables in; where there is none, their recorded paths and the
        folder `inputs`.

    Returns
    -------
    Verification
        The same inputs, scenario, version and libraries give the same bits on one kind of
        processor; elsewhere the last digits of exponentials and linear systems may differ.

    Raises
    ------
    ResultError
        The result was written before it recorded what verifying takes.
    InputsError
        A folder is not there, or a file in it cannot be read.
    """
    tables = tuple(recorded_tables(result, places))
    departures = [*_of_tables(tables)]
    here = _here(result)
    try:
        scenarios, vision = recorded_scenarios(result, places), recorded_vision(result)
    except ProjectionError as error:
        departures += [_refusal("scenario", error), *_stated(result, here)]
        return Verification(result, "not_run", tuple(departures), tables)
    if any(one.needed and one.found is None for one in tables):
        return Verification(result, "not_run", (*departures, *_stated(result, here)), tables)
    try:
        # The folder put together for this names tables wherever they were found.
        with recorded_folder(result, tables) as folder, allowing_outside():
            again = made_again(result, folder, scenarios, vision)
    except ProjectionError as error:
        departures += [*_stated(result, here), _refusal("numbers", error)]
        return Verification(result, "not_run", tuple(departures), tables)
    numbers = differing_numbers(result, again)
    departures += [*_of_texts(result, again), *_stated(result, {**again.attrs, **here})]
    departures += [_of_numbers(one) for one in numbers]
    return Verification(result, _verdict(numbers), tuple(departures), tables)


def _here(result: xr.Dataset) -> dict[str, str]:
    """Return what a run of now would say of its making, were it begun."""
    libraries = LIBRARIES if is_ensemble(result) else ()
    found = json.dumps(environment(*libraries))
    return {"software": f"projection {__version__}", "environment": found}


def _verdict(numbers: Sequence[Difference]) -> Verdict:
    if not numbers:
        return "identical"
    return "rounding" if all(one.is_rounding for one in numbers) else "different"


def _of_tables(tables: Sequence[RecordedTable]) -> Iterator[Departure]:
    for one in tables:
        if one.found is None:
            yield Departure("inputs", one.kind, one.sha256, one.now, where=one.file)


def _of_texts(result: xr.Dataset, again: xr.Dataset) -> Iterator[Departure]:
    """Give the first line of every recorded text that this version writes otherwise."""
    for name in ("scenario_text", "reference_text", "vision_text"):
        texts = (text_without_table(str(one.attrs.get(name, ""))) for one in (result, again))
        lines = zip_longest(*(text.splitlines() for text in texts), fillvalue="")
        unlike = next(((old, new) for old, new in lines if old != new), None)
        if unlike is not None:
            yield Departure("scenario", name, *unlike)


def _stated(result: xr.Dataset, now: Mapping[str, object]) -> Iterator[Departure]:
    """Compare what a result says of its making with what is said now."""
    attrs = result.attrs
    if attrs["software"] != now["software"]:
        yield Departure("version", "software", attrs["software"], str(now["software"]))
    for what in ("environment", "convention", "fit"):
        if what not in now:
            continue
        old, new = (json.loads(str(one.get(what, "{}"))) for one in (attrs, now))
        for key in dict.fromkeys([*old, *new]):
            if old.get(key) != new.get(key):
                yield Departure(what, key, _said(old.get(key)), _said(new.get(key)))


def _said(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _refusal(what: What, error: ProjectionError) -> Departure:
    ja, en = (" ".join(error.text(lang).split()) for lang in LANGUAGES)
    return Departure(what, "run", "", Text(ja=ja, en=en))


def _of_numbers(one: Difference) -> Departure:
    return Departure("numbers", one.name, one.recorded, one.found, one.largest, one.where)
