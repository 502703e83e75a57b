"""`projection export`: everything in a result as one long table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from projection.analysis.export import tidy, tidy_ensemble
from projection.cli.documents import chosen_format, write_document
from projection.cli.frames import frame_rows
from projection.language import Language, Text
from projection.report.tables import Column, Document, Table
from projection.results import read_results_and_ensembles

_FORMATS = ("csv", "xlsx")


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    result: str
    format: str | None
    output: str | None


def command(options: Options, lang: Language) -> None:
    """Write the long table; its header is the same in both languages."""
    form = chosen_format(options.format, options.output, known=_FORMATS)
    runs, drawn = read_results_and_ensembles([Path(options.result)])
    (result,) = (*runs, *drawn)
    frame = tidy_ensemble(result) if drawn else tidy(result)
    title = Text(ja=result.attrs["title_ja"], en=result.attrs["title_en"])
    columns = tuple(Column(str(name), Text(ja=name, en=name)) for name in frame.columns)
    document = Document(title, (), data=Table(title, columns, frame_rows(frame)))
    write_document(document, lang, form, options.output)
