"""`projection report diff`: which numbers of two results differ, and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from projection.cli.declaring import FORMATS
from projection.cli.documents import chosen_format, write_document
from projection.language import Language
from projection.report.differing import difference_document
from projection.results import read_results


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    old: str
    new: str
    format: str | None
    output: str | None


def command(options: Options, lang: Language) -> None:
    """Write the differences."""
    form = chosen_format(options.format, options.output, known=FORMATS)
    old, new = read_results([Path(options.old), Path(options.new)])
    write_document(difference_document(old, new), lang, form, options.output)
