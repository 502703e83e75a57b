"""`projection validate`: published projections and life tables, reproduced."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import click

from projection.analysis.deviation import CaseResult
from projection.analysis.validation import SHIPPED, cases, validate
from projection.cli.documents import chosen_format, write_document
from projection.cli.gathering import gather
from projection.cli.trusting.validate import FORMATS
from projection.language import Language, Text
from projection.report.tables import Cell, Column, Document, Table

_FAILED = 1

_UNITS = {
    "persons": Text(ja="人", en="persons"),
    "thousands": Text(ja="千人", en="thousand"),
    "years": Text(ja="年", en="years"),
    "percent": Text(ja="ポイント", en="points"),
}
_RELATIVE = Text(ja="（公表値に対する比）", en=" of the figure")
_VERDICT = {True: Text(ja="合格", en="met"), False: Text(ja="不合格", en="MISSED")}

_CASE = Column("case", Text(ja="事例", en="Case"))
_TITLE = Column("title", Text(ja="題", en="Title"))
_PUBLICATION = Column("publication", Text(ja="公表資料", en="Publication"))
_COMPARED = Column("compared", Text(ja="比べる数値", en="Compared"))
_FIGURES = Column("figures", Text(ja="個数", en="Figures"), 0)
_TOLERANCE = Column("tolerance", Text(ja="許容差", en="Tolerance"))
_DEVIATION = Column("deviation", Text(ja="最大の差", en="Reached"))
_PASSED = Column("verdict", Text(ja="判定", en="Verdict"))
_REASON = Column("reason", Text(ja="許容差の理由", en="Reason of the tolerance"))
_MEASURED = Column("measured", Text(ja="差の単位", en="Measured in"))
_WHERE = Column("where", Text(ja="最大の差のある所", en="Where"))


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    folders: tuple[str, ...]
    format: str | None
    output: str | None


def command(options: Options, lang: Language) -> None:
    """Write the table of cases; the exit code tells whether all tolerances are met."""
    form = chosen_format(options.format, options.output, known=FORMATS)
    roots = [Path(folder) for folder in options.folders] or [SHIPPED]
    folders = [one for found in gather(cases, roots) for one in found]
    results = [one for found in gather(validate, folders) for one in found]
    write_document(validation_document(results), lang, form, options.output)
    if not all(one.passed for one in results):
        raise click.exceptions.Exit(_FAILED)


def validation_document(results: list[CaseResult]) -> Document:
    """Return the table of cases, a table a case.

    Parameters
    ----------
    results
        Of every case, those of a case together.
    """
    by_case = [list(group) for _, group in groupby(results, key=lambda one: one.case)]
    met, count = sum(one.passed for one in results), len(results)
    said = Text(
        ja=f"許容差以内の比較：{count}件中{met}件（{len(by_case)}事例）。",
        en=f"Comparisons within their tolerance: {met} of {count} (cases: {len(by_case)}).",
    )
    return Document(
        Text(
            ja="公表された推計・生命表の再現",
            en="Published projections and life tables, reproduced",
        ),
        tuple(_table(group) for group in by_case),
        notes=tuple(_note(group) for group in by_case),
        data=_long(results),
        sentences=(said,),
    )


def _table(results: list[CaseResult]) -> Table:
    title, publication = results[0].title, results[0].publication
    return Table(
        Text(ja=f"{title.ja}：{publication.ja}", en=f"{title.en}: {publication.en}"),
        (_COMPARED, _FIGURES, _TOLERANCE, _DEVIATION, _PASSED),
        tuple(_row(one) for one in results),
    )


def _row(one: CaseResult) -> tuple[Cell, ...]:
    limit, reached = (_shown(value, one) for value in (one.tolerance, one.deviation))
    return (one.compared, one.figures, limit, reached, _VERDICT[one.passed])


def _note(results: list[CaseResult]) -> Text:
    title, reasons = results[0].title, list(dict.fromkeys(one.reason for one in results))
    ja, en = ("；".join(one.ja for one in reasons), "; ".join(one.en for one in reasons))
    return Text(
        ja=f"注：許容差の理由（{title.ja}）：{ja}。",
        en=f"Note: why these tolerances ({title.en}): {en}.",
    )


def _shown(value: float, one: CaseResult) -> Cell:
    digits = f"{value:.3g}"
    if one.relative:
        return Text(ja=digits + _RELATIVE.ja, en=digits + _RELATIVE.en)
    if one.unit not in _UNITS:
        return digits
    unit = _UNITS[one.unit]
    return Text(ja=f"{digits}{unit.ja}", en=f"{digits} {unit.en}")


def _long(results: list[CaseResult]) -> Table:
    keys = (_CASE, _TITLE, _PUBLICATION, _COMPARED, _FIGURES, _TOLERANCE, _DEVIATION)
    return Table(
        Text(ja="公表値との差", en="Deviations"),
        (*keys, _MEASURED, _PASSED, _WHERE, _REASON),
        tuple(
            (
                one.case,
                one.title,
                one.publication,
                one.compared,
                one.figures,
                one.tolerance,
                # No number for machines: something where nothing was published.
                one.deviation if math.isfinite(one.deviation) else None,
                "relative" if one.relative else one.unit,
                "met" if one.passed else "missed",
                one.where,
                one.reason,
            )
            for one in results
        ),
    )
