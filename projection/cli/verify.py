"""`projection verify`: results run again, and what differs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from projection.analysis.verification import verify
from projection.cli.declaring import FORMATS
from projection.cli.documents import chosen_format, write_document
from projection.cli.gathering import gather
from projection.cli.result_files import find_results
from projection.cli.verify_document import verification_document
from projection.language import Language
from projection.results import read_any

_NOT_IDENTICAL = 1


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    results: tuple[str, ...]
    inputs: str | None
    format: str | None
    output: str | None


def command(options: Options, lang: Language) -> None:
    """Write what became of each result; the exit code tells whether all are identical."""
    form = chosen_format(options.format, options.output, known=FORMATS)
    places = () if options.inputs is None else (Path(options.inputs),)
    results = gather(read_any, find_results(options.results))
    found = gather(lambda one: verify(one, places), results)
    write_document(verification_document(found), lang, form, options.output)
    if any(one.verdict != "identical" for one in found):
        raise click.exceptions.Exit(_NOT_IDENTICAL)
