"""`projection report`: pages, workbooks, slides, documents, pictures and data from results."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import click

from projection.cli.documents import chosen_format, write_document
from projection.cli.output import write_file
from projection.cli.reporting import DATA, FORMATS
from projection.cli.result_files import find_results
from projection.errors import ProjectionError, fault
from projection.language import Language
from projection.report.chapters import make_report
from projection.report.content import Report
from projection.report.figure import Figure
from projection.report.material import Material, gather_material
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
        write_file(_function("explorer.page", "write_explorer")(material, lang), path, lang)
    elif form in _PICTURED:
        _write_pictures(options, make_report(material), "png" if form == "png" else "svg", lang)
    elif form == "csv":
        data = _function(*_DATA[options.data])(material)
        write_file(data, _path(options, form), lang)
    else:
        written = _function(*_WRITERS[form])(make_report(material), lang)
        write_file(written, _path(options, form), lang)


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
    picture = _function("pictures", "picture")
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
    check, told = (_function("machine_readable", name) for name in _CHECK)
    findings = check(path)
    write_document(told(findings, str(path)), lang, "text")
    if findings:
        raise click.exceptions.Exit(_FOUND)


def _function(module: str, name: str) -> Callable[..., Any]:
    """Return a function of `projection.report`: to import all writers takes a while."""
    found: Callable[..., Any] = getattr(
        importlib.import_module(f"projection.report.{module}"), name
    )
    return found


_CHECK = ("check_workbook", "machine_readable_document")
_WRITERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "html": ("page", "page"),
        "xlsx": ("book", "book"),
        "pptx": ("slides", "slides"),
        "docx": ("document", "document"),
    }
)
_DATA: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "tidy": ("tidy", "tidy_csv"),
        "sdmx": ("sdmx", "sdmx_csv"),
        "open-data": ("open_data", "open_data_csv"),
    }
)
