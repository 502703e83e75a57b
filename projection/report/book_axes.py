"""Axes, names and legends of Excel's charts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from projection.language import Language
from projection.report.figure import Axis, Series
from projection.report.sheets import number_pattern, shortened
from projection.report.tables import one_line
from projection.report.wrapping import cell_width

GREY = "#595959"
_PALE = "#d9d9d9"
_LONGEST_NAME = 44  # cells of text
_LABELS = 15  # on an axis of years
_BESIDE = 90  # cells of text below a chart
Options = dict[str, Any]


def name_of(text: str, longest: int = _LONGEST_NAME) -> str:
    """Return a name as charts can have it: short, on one line, and never taken for a cell.

    XlsxWriter takes whatever looks like "sheet!A1" for a formula; a full-width mark does not.

    Examples
    --------
    >>> name_of("=cmd|' /C calc'!A0"), len(name_of("x" * 300))
    ("=cmd|' /C calc'！A0", 44)
    """
    return shortened(text.replace("!", "！"), longest)


def measured(axis: Axis, lang: Language) -> str:
    """Return what an axis measures, with its unit."""
    label = axis.label.of(lang)
    if axis.unit is None:
        return label
    return f"{label}（{axis.unit.ja}）" if lang == "ja" else f"{label} ({axis.unit.en})"


def axis_begin(values: Iterable[float]) -> float | None:
    """Return a round number at which an axis of positive values begins; None for Excel's own.

    Excel begins at zero where values differ by a fifth, and flattens the lines.

    Examples
    --------
    >>> axis_begin([57_600.0, 78_900.0]), axis_begin([1.15, 1.8]), axis_begin([-3.0, 9.0])
    (50000.0, 1.0, None)
    >>> axis_begin([3.0, 900.0])
    0.0
    """
    known = [value for value in values if not math.isnan(value)]
    low, high = min(known, default=0.0), max(known, default=0.0)
    if low <= 0.0:
        return None
    power = 10.0 ** math.floor(math.log10((high - low) / 4.0 or high))
    step = next(one * power for one in (1.0, 2.0, 5.0, 10.0) if 4.0 * one * power >= high - low)
    return round(math.floor(low / step) * step, 9)


def categories(axis: Axis, series: Sequence[Series], lang: Language) -> Options:
    """Return an axis of names or years, below the chart even where it is in its middle."""
    names = [one_line(one.of(lang)) for one in axis.categories]
    crowded = sum(map(cell_width, names)) > _BESIDE
    every = 1 if names else _every(len(positions(series)))
    return {
        "name": name_of(measured(axis, lang)),
        "name_font": font(9),
        "num_font": font(9) | ({"rotation": -45} if crowded else {}),
        "label_position": "low",
        "interval_unit": every,
        "interval_tick": every,
        "line": {"color": GREY},
    }


def _every(count: int) -> int:
    return next((step for step in (1, 2, 5, 10) if count <= _LABELS * step), 20)


def values_axis(axis: Axis, lang: Language) -> Options:
    """Return an axis of numbers, with lines across the chart."""
    return {
        "name": name_of(measured(axis, lang)),
        "name_font": font(9),
        "num_font": font(9),
        "num_format": number_pattern(axis.decimals or 0, lang),
        "label_position": "low",
        "major_gridlines": {"visible": True, "line": {"color": _PALE, "width": 0.5}},
        "line": {"color": GREY},
    }


def font(size: int) -> Options:
    """Return a plain font of a size in points."""
    return {"size": size, "bold": False}


def legend() -> Options:
    """Return the legend: below the chart."""
    return {"position": "bottom", "font": font(9)}


def positions(series: Sequence[Series]) -> list[float]:
    """Return the years or categories of several series, each once, in their order."""
    return sorted({x for one in series for x, _ in one.points})
