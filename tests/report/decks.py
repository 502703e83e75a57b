"""Slides for tests: small reports of a few items, and what their slides hold."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pptx

from projection.language import Language, Text
from projection.report.content import Chapter, Report
from projection.report.figure import Figure, Form, Lines, Panel, Series
from projection.report.slides import slides
from tests.report.worlds_figures import (
    every_form,
    lines,
    small_report,
)


def read(report: Report, lang: Language = "ja") -> Any:
    return pptx.Presentation(io.BytesIO(slides(report, lang)))


def only(*items: Any, **other: Any) -> Report:
    """Return a report of these items alone."""
    chapters = (Chapter(Text(ja="1 章", en="1 Chapter"), items),)
    return replace(small_report(), summary=(), chapters=chapters, **other)


def alone(*forms: Form, **other: Any) -> Figure:
    panels = tuple(Panel(form) for form in forms)
    return replace(every_form()[0], panels=panels, **other)


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def tables(slide: Any) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for shape in slide.shapes
        if shape.has_table
    ]


def words(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def titles(deck: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def series(key: str, points: dict[int, float]) -> Series:
    return Series(key, Text(ja=key, en=key), tuple(points.items()))


def years(*several: Series) -> Lines:
    return replace(lines(), series=several)


def titles_of(slide: Any) -> str:
    return str(slide.shapes.title.text_frame.text)
