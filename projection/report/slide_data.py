"""The numbers of native charts, and the workbooks inside slides in which they are edited."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from projection.language import Language
from projection.report.figure import Axis
from projection.report.libraries import library
from projection.report.office import cut, plain
from projection.report.sheets import new_workbook

_LONGEST_NAME = 40  # cells of text


@dataclass(frozen=True)
class Column:
    """A series as its chart has it.

    Parameters
    ----------
    name
        What readers see.
    values
        By position: a year, or the place of a category; NaN where there is no value.
    pattern
        How numbers look.
    """

    name: str
    values: Mapping[float, float]
    pattern: str


def category_data(
    x: Axis, steps: Sequence[float], columns: Sequence[Column], lang: Language
) -> Any:
    """Return the data of a chart of lines or bars.

    Parameters
    ----------
    x
        Years, or categories.
    steps
        Its positions, equally far apart.
    columns
        The series; a position that one does not have stays empty.
    lang
        Of the names of categories.
    """
    pattern = columns[0].pattern if columns else "General"
    data = _data_class("CategoryChartData")(number_format=pattern)
    data.categories = [
        cut(plain(x.categories[int(step)], lang), _LONGEST_NAME) if x.categories else int(step)
        for step in steps
    ]
    for one in columns:
        known = {step: value for step, value in one.values.items() if not math.isnan(value)}
        data.add_series(one.name, [known.get(step) for step in steps], one.pattern)
    return data


def point_data(
    series: Sequence[tuple[str, Sequence[tuple[float, float]]]], pattern: str
) -> Any:
    """Return the data of a chart of points.

    Parameters
    ----------
    series
        Names and points (x, y).
    pattern
        How numbers look.
    """
    data = _data_class("XyChartData")(number_format=pattern)
    for name, pairs in series:
        one = data.add_series(name)
        for x, y in pairs:
            one.add_data_point(x, y)
    return data


def _data_class(name: str) -> Any:
    """Return a class of chart data whose workbook is our own.

    The library's own writes names as if they were typed in: "=..." becomes a formula,
    "external:..." a link; and it holds the time of writing.
    """
    base = getattr(library("pptx.chart.data", "python-pptx"), name)
    return type(name, (base,), {"xlsx_blob": property(_workbook)})


def _workbook(data: Any) -> bytes:
    rows = _categories(data) if hasattr(data, "categories") else _pairs(data)
    file = io.BytesIO()
    workbook = new_workbook(file)
    sheet = workbook.add_worksheet("Sheet1")
    pattern = workbook.add_format({"num_format": data.number_format})
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(row, column, cell)
            elif cell is not None:
                sheet.write_number(row, column, cell, pattern if column else None)
    workbook.close()
    return file.getvalue()


def _categories(data: Any) -> list[list[str | float | None]]:
    head = [None, *(one.name for one in data)]
    labels = [one.label for one in data.categories]
    return [head, *map(list, zip(labels, *(one.values for one in data), strict=True))]


def _pairs(data: Any) -> list[list[str | float | None]]:
    """Return the rows where the library's references expect them: a blank one between."""
    rows: list[list[str | float | None]] = []
    for one in data:
        pairs = [list(pair) for pair in zip(one.x_values, one.y_values, strict=True)]
        rows += [[None, one.name], *pairs, []]
    return rows
