"""Native charts of slides, one a form of figure; each has its numbers in a workbook of its own.

python-pptx knows no second axis: the lines over bars are a chart beside them (`apart`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from projection.language import Language, Text
from projection.report.book_charts import BAND, dash_type
from projection.report.book_drawing import bridge_bar
from projection.report.figure import (
    Axis,
    Bars,
    Form,
    Lines,
    Pyramid,
    Role,
    Series,
    Step,
    Trails,
    Waterfall,
)
from projection.report.libraries import library
from projection.report.office import cut, plain
from projection.report.sheets import number_pattern
from projection.report.slide_axes import name_categories, name_values, year_steps
from projection.report.slide_data import Column, category_data, point_data
from projection.report.slide_parts import Place, points
from projection.report.style import (
    FALL,
    FEMALE,
    LEVEL,
    MALE,
    OUTLINE,
    RISE,
    Look,
    looks,
)
from projection.report.vega.bars import shade
from projection.report.words import number
from projection.variables import SEX_LABELS

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_MAIN: tuple[Role, ...] = ("history", "base", "outlook", "goal")
_THICK, _THIN = 2.25, 1.5
_LONGEST_NAME = 44  # cells of text
# How light bars are in grey print, where colours do not tell them apart.
_GREYS = (95, 205, 150, 232)
_EDGE = "#595959"
_DASHES: Mapping[str, str] = MappingProxyType(
    {
        "solid": "SOLID",
        "dash": "DASH",
        "square_dot": "SQUARE_DOT",
        "long_dash": "LONG_DASH",
        "dash_dot": "DASH_DOT",
        "long_dash_dot": "LONG_DASH_DOT",
        "long_dash_dot_dot": "DASH_DOT_DOT",
    }
)


def apart(form: Form) -> tuple[Form, ...]:
    """Return a form as charts with one axis of values each.

    Examples
    --------
    >>> people, share = (Axis(Text(ja=one, en=one)) for one in ("人口", "割合"))
    >>> [type(one).__name__ for one in apart(Bars(people, people, (), lines_axis=share))]
    ['Bars', 'Lines']
    """
    if not isinstance(form, Bars) or form.lines_axis is None:
        return (form,)
    shares = Lines(form.x, form.lines_axis, form.lines, from_zero=True)
    return (replace(form, lines=(), lines_axis=None), shares)


def draw(place: Place, form: Lines | Bars | Pyramid | Trails | Waterfall) -> None:
    """Draw a chart that can be edited.

    Parameters
    ----------
    place
        Where, and in which words.
    form
        Bars have no lines (`apart`); a `Heat` is a table.
    """
    match form:
        case Lines():
            _lines(place, form)
        case Bars():
            _bars(place, form)
        case Pyramid():
            _pyramid(place, form)
        case Trails():
            _trails(place, form)
        case Waterfall():
            _waterfall(place, form)


def _chart(place: Place, kind: str, data: Any, *, legend: bool = True) -> Any:
    enums = library("pptx.enum.chart", "python-pptx")
    frame = place.slide.shapes.add_chart(
        getattr(enums.XL_CHART_TYPE, kind), *place.box.emu, data
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", place.says)
    chart = frame.chart
    chart.font.size = points(place.size)
    chart.has_title = bool(place.heading)
    if place.heading:
        words = chart.chart_title.text_frame
        words.text = cut(place.heading, int(place.box.width / 7))
        words.paragraphs[0].runs[0].font.size = points(12)
        words.paragraphs[0].runs[0].font.bold = True
    chart.has_legend = legend
    if legend:
        chart.legend.position = enums.XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size = points(place.size)
    return chart


def _columns(form: Lines | Bars, lang: Language) -> list[Column]:
    pattern = number_pattern(form.y.decimals or 0, lang)
    return [Column(_name(one.label, lang), dict(one.points), pattern) for one in form.series]


def _name(label: Text, lang: Language) -> str:
    return cut(plain(label, lang), _LONGEST_NAME)


def _lines(place: Place, form: Lines) -> None:
    columns = _columns(form, place.lang)
    steps = year_steps(form.x, columns)
    chart = _chart(place, "LINE", category_data(form.x, steps, columns, place.lang))
    for drawn, one, look in zip(
        chart.plots[0].series, form.series, looks(form.series), strict=True
    ):
        drawn.smooth = False
        _stroke(drawn.format.line, look.colour, _width(one), look)
        _mark(drawn, look.colour if _is_alone(one, steps) else None)
    if any(_skips(one, steps) for one in form.series):
        # Published every five years: the line goes on over the years between.
        chart._chartSpace.chart.find(".//{*}dispBlanksAs").set("val", "span")
    if form.bands:
        _shade(chart)
    name_categories(chart, form.x, steps, place)
    values = [y for one in form.series for _, y in one.points]
    name_values(chart.value_axis, form.y, place, low=None if form.from_zero else values)


def _shade(chart: Any) -> None:
    """Draw upright lines from the lowest to the highest line of every year."""
    look = (
        f'<c:hiLowLines xmlns:c="{_CHART}" xmlns:a="{_DRAWING}"><c:spPr><a:ln w="38100">'
        f'<a:solidFill><a:srgbClr val="{BAND[1:]}"/></a:solidFill></a:ln></c:spPr>'
        "</c:hiLowLines>"
    )
    lines = chart.plots[0]._element
    # Its place in the schema: right before the marker.
    lines.find(f"{{{_CHART}}}marker").addprevious(
        library("lxml.etree", "lxml").fromstring(look)
    )


def _width(one: Series) -> float:
    return _THICK if one.role in _MAIN else _THIN


def _known(one: Series) -> set[float]:
    return {x for x, y in one.points if not math.isnan(y)}


def _is_alone(one: Series, steps: Sequence[float]) -> bool:
    """Tell whether a point has no neighbours: a line of one point cannot be seen."""
    known = _known(one)
    has = [False, *(step in known for step in steps), False]
    return any(
        here and not before and not after
        for before, here, after in zip(has, has[1:], has[2:], strict=False)
    )


def _skips(one: Series, steps: Sequence[float]) -> bool:
    told = {x for x, _ in one.points}
    return bool(told) and any(
        min(told) < step < max(told) and step not in told for step in steps
    )


def _stroke(line: Any, colour: str, width: float, look: Look | None = None) -> None:
    line.color.rgb = _rgb(colour)
    line.width = points(width)
    if look is not None and look.dash:
        kinds = library("pptx.enum.dml", "python-pptx").MSO_LINE_DASH_STYLE
        line.dash_style = getattr(kinds, _DASHES[dash_type(look.dash)])


def _rgb(colour: str) -> Any:
    return library("pptx.dml.color", "python-pptx").RGBColor.from_string(colour[1:])


def _mark(drawn: Any, colour: str | None) -> None:
    kinds = library("pptx.enum.chart", "python-pptx").XL_MARKER_STYLE
    drawn.marker.style = kinds.NONE if colour is None else kinds.CIRCLE
    if colour is not None:
        drawn.marker.size = 5
        _paint(drawn.marker.format, colour)
        drawn.marker.format.line.fill.background()


def _paint(look: Any, colour: str | None) -> None:
    """Fill a bar or marker; without a colour it is not seen."""
    if colour is None:
        look.fill.background()
    else:
        look.fill.solid()
        look.fill.fore_color.rgb = _rgb(colour)


def _bars(place: Place, form: Bars) -> None:
    columns = _columns(form, place.lang)
    steps = year_steps(form.x, columns)
    kind = "COLUMN_STACKED" if form.stacked else "COLUMN_CLUSTERED"
    chart = _chart(place, kind, category_data(form.x, steps, columns, place.lang))
    plot = chart.plots[0]
    plot.gap_width = 40
    plot.overlap = 100 if form.stacked else 0
    for position, (drawn, look) in enumerate(zip(plot.series, looks(form.series), strict=True)):
        drawn.invert_if_negative = False
        _paint(drawn.format, shade(look.colour, _GREYS[position % len(_GREYS)]))
        _stroke(drawn.format.line, _EDGE, 0.5)
    name_categories(chart, form.x, steps, place)
    name_values(chart.value_axis, form.y, place)


def _pyramid(place: Place, form: Pyramid) -> None:
    pattern = number_pattern(form.persons.decimals or 0, place.lang, negative="")
    columns = [Column(name, side, pattern) for name, side in _sides(form, place.lang)]
    steps = year_steps(form.ages, columns)
    data = category_data(form.ages, steps, columns, place.lang)
    chart = _chart(place, "BAR_CLUSTERED", data)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 12, 100
    for drawn, colour in zip(plot.series, (MALE, FEMALE, None, None), strict=True):
        drawn.invert_if_negative = False
        _paint(drawn.format, colour)
        if colour is None:
            _stroke(drawn.format.line, OUTLINE, 1.0)
    name_categories(chart, form.ages, steps, place, upright=True)
    name_values(chart.value_axis, form.persons, place, pattern=pattern)
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = -form.limit, form.limit


def _sides(form: Pyramid, lang: Language) -> Iterator[tuple[str, dict[float, float]]]:
    """Yield names and bars: males grow to the left, so they are below zero."""
    shown = form.years.index(form.year)
    year = Text(ja=f"{form.year}年", en=str(form.year))
    of_year = (form.males[shown], form.females[shown])
    for when, both in ((year, of_year), (form.outline_label, form.outline)):
        for sex, sign, people in zip(("male", "female"), (-1.0, 1.0), both, strict=True):
            label = SEX_LABELS[sex]
            name = Text(ja=f"{when.ja} {label.ja}", en=f"{when.en}, {label.en.lower()}")
            yield _name(name, lang), {at: sign * one for at, one in enumerate(people)}


def _trails(place: Place, form: Trails) -> None:
    lang = place.lang
    pattern = number_pattern(form.y.decimals or 0, lang)
    data = point_data([(_name(one.label, lang), one.points) for one in form.series], pattern)
    chart = _chart(place, "XY_SCATTER_LINES", data)
    shown = zip(chart.plots[0].series, form.series, looks(form.series), form.names, strict=True)
    for drawn, one, look, names in shown:
        _stroke(drawn.format.line, look.colour, _THIN, look)
        _mark(drawn, look.colour)
        for position in _named(one) if names else ():
            label = drawn.points[position].data_label.text_frame
            label.text = _name(names[position], lang)
            label.paragraphs[0].runs[0].font.size = points(9)
    name_values(chart.category_axis, form.x, place)
    name_values(chart.value_axis, form.y, place)


def _named(one: Series) -> list[int]:
    """Return which points have names: first and last of what was observed, else the last."""
    last = len(one.points) - 1
    if one.role == "history":
        return sorted({0, last})
    return [last] if one.role in _MAIN else []


def _waterfall(place: Place, form: Waterfall) -> None:
    lang, pattern = place.lang, number_pattern(form.y.decimals or 0, place.lang)
    axis = Axis(form.y.label, categories=tuple(step.label for step in form.steps))
    parts = _parts(form.steps)
    columns = [Column(key, values, pattern) for key, values in parts.items()]
    steps = year_steps(axis, columns)
    data = category_data(axis, steps, columns, lang)
    chart = _chart(place, "COLUMN_STACKED", data, legend=False)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 100
    colours = {"level": LEVEL, "rise": RISE, "fall": FALL}
    for drawn in plot.series:
        drawn.invert_if_negative = False
        _paint(drawn.format, colours.get(drawn.name.partition(" ")[0]))
        if drawn.name == "top":
            _label_steps(drawn, form, lang)
    name_categories(chart, axis, steps, place, titled=False)
    name_values(chart.value_axis, form.y, place)


def _parts(steps: Sequence[Step]) -> dict[str, dict[float, float]]:
    """Return the parts of stacked bars by step: an unseen floor, what is seen, and its top."""
    found: dict[str, dict[float, float]] = {}
    reached = 0.0
    for position, step in enumerate(steps):
        before = 0.0 if step.kind == "level" else reached
        reached = before + step.value
        bar = bridge_bar(before, reached)
        kind = "level" if step.kind == "level" else "rise" if step.value >= 0 else "fall"
        for key, value in (("floor", bar.floor), (kind, bar.above), (f"{kind} -", bar.below)):
            if value or key == "floor":
                found.setdefault(key, {})[position] = value
    # Without a height, it carries the numbers.
    return found | {"top": dict.fromkeys(range(len(steps)), 0.0)}


def _label_steps(drawn: Any, form: Waterfall, lang: Language) -> None:
    places = library("pptx.enum.chart", "python-pptx").XL_LABEL_POSITION
    for position, step in enumerate(form.steps):
        label = drawn.points[position].data_label
        signed = step.kind == "change"
        label.text_frame.text = number(step.value, form.y.decimals or 0, signed=signed).of(lang)
        label.text_frame.paragraphs[0].runs[0].font.size = points(12)
        label.position = places.INSIDE_BASE
