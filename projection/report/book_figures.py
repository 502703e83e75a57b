"""One sheet of a workbook: a figure with what it says, its charts, and what is below them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from projection.language import Language, Text
from projection.report.book_charts import Drawn, chart_height, chart_of
from projection.report.book_data import Block
from projection.report.captions import item_number
from projection.report.figure import Figure, Heat, Panel
from projection.report.sheets import Formats, write_height, write_lines
from projection.report.style import FALL, RISE
from projection.report.tables import one_line
from projection.report.wrapping import wrap

_WIDE = 86  # cells of text beside each other above a chart
_ROW = 20  # pixels
_SCALE = 84  # %: charts are wider where a font is
_PAGE = 54  # rows of an upright A4 page, at this scale
_A4 = 9
_NARROW, _FIRST, _MOST = 7, 20, 8  # columns of a grid: widths, and how many a page has
_LONGEST = 5000  # characters of a chart's description


def write_figure(
    sheet: Any,
    figure: Figure,
    where: Mapping[int, Block],
    captions: Sequence[Text],
    of: tuple[Any, Formats],
    top: int,
) -> None:
    """Write a figure below the links at the top of its sheet.

    Parameters
    ----------
    sheet
        Its worksheet.
    figure
        Any figure; all its charts are written.
    where
        Where the numbers of each chart stand, by its position.
    captions
        What stands below the charts: 注, 出典, runs.
    of
        XlsxWriter's workbook, and its formats.
    top
        The first row, from 0: links stand above it.
    """
    workbook, formats = of
    lang = formats.lang
    sheet.set_portrait()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.6, right=0.6)
    sheet.set_print_scale(_SCALE)
    sheet.hide_gridlines(2)
    title = f"{item_number(figure.id).of(lang)}  {one_line(figure.title.of(lang))}"
    head, finding = wrap(title, _WIDE - 12), wrap(one_line(figure.finding.of(lang)), _WIDE)
    lines = [line for one in captions for line in wrap(one_line(one.of(lang)), _WIDE)]
    write_lines(sheet, head, top, formats.title)
    write_lines(sheet, finding, top + len(head) + 1)
    heights = [_height(panel, lang) for panel in figure.panels]
    rows = _placed(top + len(head) + len(finding) + 2, [*heights, len(lines)])
    for position, (panel, row) in enumerate(zip(figure.panels, rows.starts, strict=False)):
        drawn = Drawn(workbook, where[position], _title(figure, panel).of(lang), lang)
        _write_panel(sheet, row, panel, drawn, formats)
    write_lines(sheet, lines, rows.starts[-1])
    sheet.set_h_pagebreaks(rows.breaks)


@dataclass(frozen=True)
class _Placed:
    starts: list[int]
    breaks: list[int]


def _placed(row: int, heights: Sequence[int]) -> _Placed:
    """Return the first row of each block, and the rows where a page begins: no block is cut."""
    starts, breaks, top = [], [], 0
    for height in heights:
        if row + height - top > _PAGE and row > top:
            breaks.append(row)
            top = row
        starts.append(row)
        row += height + 1
    return _Placed(starts, breaks)


def _title(figure: Figure, panel: Panel) -> Text:
    return panel.heading or figure.title


def _height(panel: Panel, lang: Language) -> int:
    """Return how many rows a chart covers."""
    if isinstance(panel.form, Heat):
        return len(panel.form.cells) + 3
    return math.ceil(chart_height(panel.form, lang) / _ROW)


def _write_panel(sheet: Any, row: int, panel: Panel, drawn: Drawn, formats: Formats) -> None:
    if isinstance(panel.form, Heat):
        _write_grid(sheet, row, panel.form, drawn.title, formats)
        return
    chart = chart_of(panel.form, drawn)
    sheet.insert_chart(row, 0, chart, {"description": one_line(drawn.title)[:_LONGEST]})


def _write_grid(sheet: Any, top: int, form: Heat, title: str, formats: Formats) -> None:
    """Write cells in colours: white is zero, as in pictures."""
    lang = formats.lang
    sheet.set_column(0, 0, _FIRST)
    columns = len(form.x.categories)
    sheet.set_column(1, max(1, columns), _NARROW)
    if columns > _MOST:
        sheet.fit_to_pages(1, 0)
    sheet.write_string(top, 0, one_line(title), formats.heading)
    across = f"{one_line(form.y.label.of(lang))} \\ {one_line(form.x.label.of(lang))}"
    sheet.write_string(top + 1, 0, across, formats.header)
    write_height(sheet, top + 1, [across], _FIRST - 2)
    for column, name in enumerate(form.x.categories, start=1):
        sheet.write_string(top + 1, column, one_line(name.of(lang)), formats.number_header)
    rows = zip(form.y.categories, form.cells, strict=True)
    for row, (name, cells) in enumerate(rows, start=top + 2):
        sheet.write_string(row, 0, one_line(name.of(lang)))
        for column, cell in enumerate(cells, start=1):
            if not math.isnan(cell):
                sheet.write_number(row, column, cell, formats.numbers[form.value.decimals or 0])
    known = [abs(cell) for cells in form.cells for cell in cells if not math.isnan(cell)]
    greatest = max(known, default=0.0) or 1.0
    last = (top + 1 + len(form.cells), len(form.x.categories))
    sheet.conditional_format(top + 2, 1, *last, _colours(greatest))


def _colours(greatest: float) -> dict[str, object]:
    ends = {"min": (-greatest, FALL), "mid": (0, "#ffffff"), "max": (greatest, RISE)}
    return {
        "type": "3_color_scale",
        **{f"{end}_type": "num" for end in ends},
        **{f"{end}_value": value for end, (value, _) in ends.items()},
        **{f"{end}_color": colour for end, (_, colour) in ends.items()},
    }
