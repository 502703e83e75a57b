"""Native tables of slides: rows of a table, and grids in colours."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from projection.language import Language
from projection.report.figure import Heat
from projection.report.libraries import library
from projection.report.office import Grid, cells_in, cut, laid_out
from projection.report.slide_parts import ACCENT, INK, Box, Place, points, write_line
from projection.report.style import FALL, RISE
from projection.report.tables import Table

SIZES = (12, 11, 10, 9, 8, 7)
_LEADING = 1.25
_PADDING = 5.0  # points, above and below the words of a row together
_TALLEST = 12  # lines of a row; what is longer is cut
_PALE, _WHITE = "F2F2F2", "FFFFFF"
_DARK = 0.62  # of the farthest colour: words on it are white


def grid_of(table: Table, lang: Language, width: float) -> Grid:
    """Lay a table out on a slide."""
    return laid_out(table, lang, width, SIZES)


def row_pages(grid: Grid, height: float) -> list[list[int]]:
    """Part the rows of a table into slides, each with the header.

    Parameters
    ----------
    grid
        The table.
    height
        Points that a slide has.

    Returns
    -------
    list of list of int
        Rows of the grid, without the header's, which is row 0.

    Examples
    --------
    >>> row_pages(Grid(10.0, (90.0,), (("a",), ("b",), ("c",), ("d",)), (1, 1, 1, 1)), 53.0)
    [[1, 2], [3]]
    """
    found: list[list[int]] = [[]]
    left = height - row_height(grid, 0)
    for row in range(1, len(grid.cells)):
        if row_height(grid, row) > left and found[-1]:
            found.append([])
            left = height - row_height(grid, 0)
        found[-1].append(row)
        left -= row_height(grid, row)
    return found


def row_height(grid: Grid, row: int) -> float:
    """Return how high a row is, in points."""
    return min(grid.heights[row], _TALLEST) * grid.size * _LEADING + _PADDING


def draw_table(place: Place, table: Table, grid: Grid, rows: Sequence[int]) -> None:
    """Draw some rows of a table, with its header.

    Parameters
    ----------
    place
        Where, and in which words.
    table, grid
        The table, and how it is laid out.
    rows
        Of the grid.
    """
    shown = [0, *rows]
    drawn = _table(place, grid.widths, [row_height(grid, row) for row in shown])
    for at, row in enumerate(shown):
        for column, words in enumerate(grid.cells[row]):
            numeric = table.columns[column].decimals is not None
            cell = drawn.cell(at, column)
            shown_words = cut(words, _TALLEST * cells_in(grid.size, grid.widths[column]))
            _write(cell, shown_words, grid.size, dark=at == 0, align="r" if numeric else "l")
            _fill(cell, ACCENT if at == 0 else (_WHITE if at % 2 else _PALE))


def draw_heat(place: Place, form: Heat, table: Table) -> None:
    """Draw a grid of numbers, white where they are zero, darker where they are farther.

    Parameters
    ----------
    place
        Where, and in which words.
    form, table
        The grid, and its numbers as `figure_tables` gives them.
    """
    grid = laid_out(table, place.lang, place.box.width, SIZES)
    each = min(28.0, place.box.height / len(grid.cells))
    size = max(6.0, min(grid.size, (each - _PADDING) / _LEADING))
    drawn = _table(place, grid.widths, [each] * len(grid.cells))
    farthest = max(
        (abs(one) for row in form.cells for one in row if not math.isnan(one)), default=0.0
    )
    for row, words in enumerate(grid.cells):
        for column, one in enumerate(words):
            value = form.cells[row - 1][column - 1] if row and column else math.nan
            colour, dark = (ACCENT, True) if row == 0 else _shade(value, farthest)
            cell = drawn.cell(row, column)
            _write(cell, one, size, dark=dark, align="r" if column else "l")
            _fill(cell, colour)


def _shade(value: float, farthest: float) -> tuple[str, bool]:
    """Return the colour of a cell, and whether it is dark."""
    if math.isnan(value) or not farthest:
        return _WHITE, False
    part = abs(value) / farthest
    colour = FALL if value < 0 else RISE
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    mixed = "".join(f"{round(255 - part * (255 - one)):02X}" for one in parts)
    return mixed, part > _DARK


def _table(place: Place, widths: Sequence[float], heights: Sequence[float]) -> Any:
    box = Box(place.box.left, place.box.top, sum(widths), sum(heights))
    frame = place.slide.shapes.add_table(len(heights), len(widths), *box.emu)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", place.says)
    for column, width in zip(frame.table.columns, widths, strict=True):
        column.width = points(width)
    for row, height in zip(frame.table.rows, heights, strict=True):
        row.height = points(height)
    return frame.table


def _write(cell: Any, words: str, size: float, *, dark: bool, align: str) -> None:
    cell.margin_left = cell.margin_right = points(3)
    cell.margin_top = cell.margin_bottom = points(_PADDING / 2 - 0.5)
    cell.vertical_anchor = library("pptx.enum.text", "python-pptx").MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    write_line(paragraph, words, size, bold=False, colour=_WHITE if dark else INK, align=align)


def _fill(cell: Any, colour: str) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = library("pptx.dml.color", "python-pptx").RGBColor.from_string(
        colour
    )
