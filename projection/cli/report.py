"""`projection report`: pages, workbooks, slides, documents, pictures and data from results."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import click

from projection.cli.documents import chosen_format, write_document
from projection.cli.output import write_file
from projection.cli.reporting import DATA, FORMATS
from projection.cli.result_files import find_results
from projection.errors import ProjectionError, fault
from projection.language import Language
from projection.report.book import book
from projection.report.chapters import make_report
from projection.report.content import Report
from projection.report.document import document
from projection.report.explorer.page import write_explorer
from projection.report.figure import Figure
from projection.report.machine_readable import check_workbook, machine_readable_document
from projection.report.material import Material, gather_material
from projection.report.open_data import open_data_csv
from projection.report.page import page
from projection.report.pictures import picture
from projection.report.sdmx import sdmx_csv
from projection.report.slides import slides
from projection.report.tidy import tidy_csv
from projection.results import read_results_and_ensembles
from projection.scenarios import load_vision

_DEFAULT = "results/report"
_EXPLORER = "results/explorer.html"
_PICTURES = "results/figures"
_FOUND = 1
_PICTURED = ("png", "svg")


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    results: tuple[str, ...]
    format: str | None
    output: str | None
    figure: str | None
    data: str
    base: str | None
    outlook: str | None
    year: int | None
    vision: str | None
    inputs: str
    explorer: bool
    check_machine_readable: str | None


def command(options: Options, lang: Language) -> None:
    """Write what was asked for."""
    if options.check_machine_readable is not None:
        _check(Path(options.check_machine_readable), lang)
        return
    if not options.results:
        raise ProjectionError(fault("report_no_results"))
    form = chosen_format(options.format, options.output, known=FORMATS)
    _check_together(options, form)
    material = _material(options)
    if options.explorer:
        path = Path(options.output or _EXPLORER)
        write_file(write_explorer(material, lang), path, lang)
    elif form in _PICTURED:
        _write_pictures(options, make_report(material), "png" if form == "png" else "svg", lang)
    elif form == "csv":
        write_file(_DATA[options.data](material), _path(options, form), lang)
    else:
        write_file(_WRITERS[form](make_report(material), lang), _path(options, form), lang)


def _check_together(options: Options, form: str) -> None:
    """Refuse options that would do nothing in this format, or belie a file's ending."""
    if options.explorer and form != "html":
        raise ProjectionError(fault("report_explorer_format", found=form))
    if options.figure is not None and form not in _PICTURED:
        raise ProjectionError(fault("report_figure_format", found=form))
    if options.data != DATA[0] and form != "csv":
        raise ProjectionError(fault("report_data_format", data=options.data, found=form))


def _material(options: Options) -> Material:
    vision = load_vision(Path(options.vision)) if options.vision else None
    runs, ensembles = read_results_and_ensembles(find_results(options.results))
    return gather_material(
        runs,
        Path(options.inputs),
        base=options.base,
        outlook=options.outlook,
        year=options.year,
        vision=vision,
        ensembles=ensembles,
    )


def _path(options: Options, ending: str) -> Path:
    return Path(options.output or f"{_DEFAULT}.{ending}")


def _write_pictures(
    options: Options, report: Report, form: Literal["png", "svg"], lang: Language
) -> None:
    """Write one figure to a file, or all of them to a folder."""
    if options.figure is not None:
        figure = _figure(report, options.figure)
        path = Path(options.output or f"{_PICTURES}/{figure.id}.{form}")
        write_file(picture(figure, form, lang), path, lang)
        return
    folder = Path(options.output or _PICTURES)
    # All drawn before any is written: a failure leaves no half of them.
    drawn = {figure.id: picture(figure, form, lang) for figure in report.figures}
    for name, content in drawn.items():
        write_file(content, folder / f"{name}.{form}", lang)


def _figure(report: Report, name: str) -> Figure:
    wanted = name.upper()
    for figure in report.figures:
        if figure.id.upper() == wanted:
            return figure
    for one in report.left_out:
        if one.id.upper() == wanted:
            raise ProjectionError(fault("report_left_out", found=one.id, remedy=one.remedy))
    known = ", ".join(figure.id for figure in report.figures)
    raise ProjectionError(fault("report_no_figure", found=name, known=known))


def _check(path: Path, lang: Language) -> None:
    findings = check_workbook(path)
    write_document(machine_readable_document(findings, str(path)), lang, "text")
    if findings:
        raise click.exceptions.Exit(_FOUND)


_WRITERS: Mapping[str, Callable[[Report, Language], bytes]] = MappingProxyType(
    {"html": page, "xlsx": book, "pptx": slides, "docx": document}
)
_DATA: Mapping[str, Callable[[Material], bytes]] = MappingProxyType(
    {"tidy": tidy_csv, "sdmx": sdmx_csv, "open-data": open_data_csv}
)
