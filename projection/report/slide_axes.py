"""The axes of native charts: their names, their numbers, how many years are named."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from projection.report.figure import Axis
from projection.report.libraries import library
from projection.report.office import cut, plain
from projection.report.sheets import number_pattern
from projection.report.slide_data import Column
from projection.report.slide_parts import Place, points
from projection.report.vega.axes import measured
from projection.report.wrapping import cell_width

_PALE, _DARK = "D9D9D9", "7F7F7F"
_SLANTED, _UPRIGHT = "-2700000", "-5400000"  # 60,000ths of a degree
_NUDGE = 0.05


def year_steps(x: Axis, columns: Sequence[Column]) -> list[float]:
    """Return the positions of an axis: all categories, or years that are equally far apart.

    Parameters
    ----------
    x
        The axis.
    columns
        The series on it.

    Examples
    --------
    >>> from projection.language import Text
    >>> one = Column("a", {2010.0: 1.0, 2015.0: 2.0, 2025.0: 3.0}, "0")
    >>> year_steps(Axis(Text("年", "Year")), [one])
    [2010, 2015, 2020, 2025]
    """
    if x.categories:
        return list(range(len(x.categories)))
    years = sorted({int(year) for one in columns for year in one.values})
    if not years:
        return []
    apart = math.gcd(*(year - years[0] for year in years)) or 1
    return list(range(years[0], years[-1] + 1, apart))


def name_categories(
    chart: Any,
    x: Axis,
    steps: Sequence[float],
    place: Place,
    *,
    upright: bool = False,
    titled: bool = True,
) -> None:
    """Set the axis of years or categories, below the chart also where values are negative.

    Parameters
    ----------
    chart
        The library's.
    x, steps
        The axis and its positions.
    place
        Where the chart is.
    upright
        Whether the axis runs upwards.
    titled
        Whether it says what it measures.
    """
    axis = chart.category_axis
    _look(axis, cut(measured(x, place.lang), 60) if titled else "", place)
    axis.has_major_gridlines = False
    room = (place.box.height if upright else place.box.width) - 80
    if upright:
        every = _every(len(steps), room / (1.2 * place.size))
    elif not x.categories:
        every = _every(len(steps), room / (3.2 * place.size))
    else:
        every = 1
        _turn(axis, [plain(one, place.lang) for one in x.categories], room, place.size)
    _skip(axis, every)


def _every(count: int, most: float) -> int:
    return next((step for step in (1, 2, 5, 10, 20) if count <= most * step), 50)


def _turn(axis: Any, names: Sequence[str], room: float, size: float) -> None:
    """Turn names that would not stand side by side on two lines."""
    each = room / max(1, len(names))
    longest = max(map(cell_width, names), default=0) * 0.5 * size
    if longest > 2 * each:
        angle = _UPRIGHT if 2 * size > each else _SLANTED
        axis._element.find("{*}txPr/{*}bodyPr").attrib.update({"rot": angle, "vert": "horz"})


def _skip(axis: Any, every: int) -> None:
    before = axis._element.find("{*}noMultiLvlLbl")
    for name in ("tickLblSkip", "tickMarkSkip"):
        before.addprevious(
            before.makeelement(before.tag.replace("noMultiLvlLbl", name), {"val": str(every)})
        )


def name_values(
    axis: Any,
    measure: Axis,
    place: Place,
    *,
    pattern: str | None = None,
    low: Sequence[float] | None = None,
) -> None:
    """Set an axis of numbers, with what it measures and its unit.

    Parameters
    ----------
    axis
        The library's.
    measure
        What is measured.
    place
        Where the chart is.
    pattern
        How numbers look, where not as the measure's decimals say.
    low
        Values below the least of which the axis begins; it begins at zero where left out.
    """
    _look(axis, cut(measured(measure, place.lang), 60), place)
    axis.has_major_gridlines = True
    _line(axis.major_gridlines.format.line, _PALE)
    axis.tick_labels.number_format = pattern or number_pattern(
        measure.decimals or 0, place.lang
    )
    axis.tick_labels.number_format_is_linked = False
    if low is not None and (start := round_start(low)) is not None:
        axis.minimum_scale = start


def round_start(values: Sequence[float]) -> float | None:
    """Return a round number somewhat below all values; None where the axis may choose.

    Examples
    --------
    >>> round_start([51_252.0, 86_700.0]), round_start([1.05, 1.8]), round_start([-3.0, 5.0])
    (50000.0, 1.0, None)
    """
    known = [one for one in values if not math.isnan(one)]
    if not known or min(known) <= 0.0:
        return None
    low, high = min(known), max(known)
    step = 10.0 ** math.floor(math.log10(max(high - low, _NUDGE * high)))
    return round(math.floor(low / step) * step, 6)


def _look(axis: Any, title: str, place: Place) -> None:
    enums = library("pptx.enum.chart", "python-pptx")
    axis.has_title = bool(title)
    if title:
        words = axis.axis_title.text_frame
        words.text = title
        words.paragraphs[0].runs[0].font.size = points(place.size)
        words.paragraphs[0].runs[0].font.bold = False
    axis.tick_labels.font.size = points(place.size)
    axis.tick_label_position = enums.XL_TICK_LABEL_POSITION.LOW
    axis.major_tick_mark = enums.XL_TICK_MARK.OUTSIDE
    _line(axis.format.line, _DARK)


def _line(line: Any, colour: str) -> None:
    line.color.rgb = library("pptx.dml.color", "python-pptx").RGBColor.from_string(colour)
    line.width = points(0.75)
