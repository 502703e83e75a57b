"""`projection estimate uncertainty`: how far futures depart, from the register."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from pathlib import Path

from projection.analysis.departures import uncertainty_of
from projection.cli.output import say_as, say_wrote
from projection.errors import InputsError
from projection.files import write_texts
from projection.inputs import find_past_register
from projection.inputs.uncertainty import Uncertainty, find_uncertainty
from projection.inputs.uncertainty_tables import uncertainty_texts
from projection.language import Language


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    inputs: str
    last: int | None
    out: str | None
    force: bool


def command(options: Options, lang: Language) -> None:
    """Write the tables; where they say the same already, they keep their date."""
    past = find_past_register(Path(options.inputs))
    folder = Path(options.out) if options.out else Path(past.source.file).parent
    today = datetime.date.today()
    found = uncertainty_of(past.data, past.schedules, last=options.last, made=today)
    before = _before(folder)
    if before and uncertainty_texts(before) == uncertainty_texts(
        replace(found, made=before.made)
    ):
        say_as("uncertainty_unchanged", lang, folder=folder)
        return
    texts = {folder / f"{kind}.csv": text for kind, text in uncertainty_texts(found).items()}
    for path in write_texts(texts, overwrite=options.force):
        say_wrote(path, lang)


def _before(folder: Path) -> Uncertainty | None:
    """Return what the tables of a folder say, if it has any that can be read."""
    try:
        return find_uncertainty(folder)
    except InputsError:
        return None
