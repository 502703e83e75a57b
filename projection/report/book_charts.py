"""Native charts of Excel, one a form of figure; their numbers stand in sheets of data.

Charts stay editable: a series refers to cells. Only its name is written out, for the header
of a column has the unit as well.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from projection.language import Language, Text
from projection.report.book_axes import (
    GREY,
    Options,
    axis_begin,
    categories,
    font,
    legend,
    name_of,
    positions,
    values_axis,
)
from projection.report.book_data import Block
from projection.report.book_drawing import BRIDGE_PARTS
from projection.report.figure import (
    Axis,
    Bars,
    Form,
    Heat,
    Lines,
    Pyramid,
    Series,
    Trails,
    Waterfall,
)
from projection.report.sheets import number_pattern
from projection.report.style import FALL, FEMALE, LEVEL, MALE, OUTLINE, RISE, Look, looks
from projection.report.words import number
from projection.report.wrapping import cell_width

BAND = "#dbe9f4"
WIDTH = 640  # pixels: ten columns
_HEIGHT, _LEGEND_LINE = 380, 20
_LONGEST_TITLE = 80
_ABREAST = 96  # cells of text beside each other in a legend
_SEXES = (Text(ja="男", en="Male"), Text(ja="女", en="Female"))
# How much of its colour a bar loses: shades differ in grey print, where colours do not.
_PALER = (0, 60, 28, 78)
_BAR_COLOURS: Mapping[str, str] = MappingProxyType(
    {"level": LEVEL, "rise": RISE, "rise_below": RISE, "fall": FALL, "fall_below": FALL}
)


@dataclass(frozen=True)
class Drawn:
    """A chart's place and words.

    Parameters
    ----------
    workbook
        XlsxWriter's.
    block
        Where its numbers stand.
    title
        Above the chart.
    lang
        Of its words.
    """

    workbook: Any
    block: Block
    title: str
    lang: Language

    def cells(self, column: int, first: int = 0, last: int | None = None) -> list[Any]:
        """Return cells of one column of the block, by rows counted from its first."""
        end = self.block.last if last is None else self.block.first + last
        place = self.block.left + column
        return [self.block.sheet.of(self.lang), self.block.first + first, place, end, place]


def chart_of(form: Form, drawn: Drawn) -> Any:
    """Return the chart of a form; None of a `Heat`, which is cells in colours.

    Parameters
    ----------
    form
        What is drawn.
    drawn
        Where its numbers stand: in the data, of a pyramid or bridge in a `DrawingSheet`.
    """
    match form:
        case Lines():
            chart = _lines(form, drawn)
        case Bars():
            chart = _bars(form, drawn)
        case Pyramid():
            chart = _pyramid(form, drawn)
        case Trails():
            chart = _trails(form, drawn)
        case Waterfall():
            chart = _waterfall(form, drawn)
        case Heat():
            return None
    chart.set_title(
        {"name": name_of(drawn.title, _LONGEST_TITLE), "name_font": font(11), "overlay": False}
    )
    chart.set_size({"width": WIDTH, "height": chart_height(form, drawn.lang)})
    chart.show_blanks_as("gap")
    return chart


def chart_height(form: Form, lang: Language) -> int:
    """Return how many pixels high a chart is: more where its legend has many lines."""
    match form:
        case Lines() | Trails():
            series = form.series
        case Bars():
            series = (*form.series, *form.lines)
        case _:
            series = ()
    names = [cell_width(name_of(one.label.of(lang))) for one in series]
    abreast = max(1, _ABREAST // (max(names, default=0) + 8))
    return _HEIGHT + _LEGEND_LINE * math.ceil(len(names) / abreast)


def _lines(form: Lines, drawn: Drawn) -> Any:
    chart = drawn.workbook.add_chart({"type": "line"})
    _add_lines(chart, form.series, looks(form.series), form.series, drawn)
    if form.bands:
        # No native chart has bands beside lines: upright lines from the lowest to the highest.
        chart.set_high_low_lines({"line": {"color": BAND, "width": 3}})
    chart.set_x_axis(categories(form.x, form.series, drawn.lang))
    least = (
        0.0 if form.from_zero else axis_begin(y for one in form.series for _, y in one.points)
    )
    chart.set_y_axis(
        values_axis(form.y, drawn.lang) | ({} if least is None else {"min": least})
    )
    chart.set_legend(legend())
    return chart


def _add_lines(
    chart: Any,
    series: Sequence[Series],
    shown: Sequence[Look],
    every: Sequence[Series],
    drawn: Drawn,
    **more: object,
) -> None:
    """Add lines; those of a second axis stand right of the bars in the same rows."""
    left = 1 + len(every) - len(series)
    rows = positions(every)
    for position, (one, look) in enumerate(zip(series, shown, strict=True), start=left):
        chart.add_series(
            {
                "name": name_of(one.label.of(drawn.lang)),
                "categories": drawn.cells(0),
                "values": drawn.cells(position),
                "line": _line(one, look),
                "marker": _marker(one, rows, look),
                **more,
            }
        )


def _line(one: Series, look: Look) -> Options:
    heavy = one.role in ("history", "base", "outlook")
    return {
        "color": look.colour,
        "width": 2.25 if heavy else 1.5,
        "dash_type": dash_type(look.dash),
    }


def dash_type(dash: tuple[int, ...]) -> str:
    """Return which of Excel's dashes is nearest to lengths of marks and gaps.

    Examples
    --------
    >>> [dash_type(dash) for dash in ((), (5, 3), (2, 3), (12, 4), (10, 3, 2, 3))]
    ['solid', 'dash', 'square_dot', 'long_dash', 'long_dash_dot']
    """
    if not dash:
        return "solid"
    long = dash[0] >= 8
    if len(dash) == 2:
        return "square_dot" if dash[0] <= 3 else "long_dash" if long else "dash"
    if len(dash) == 4:
        return "long_dash_dot" if long else "dash_dot"
    return "long_dash_dot_dot"


def _marker(one: Series, rows: Sequence[float], look: Look) -> Options:
    """Mark a line of which a point stands alone, for a lone point has no line."""
    known = {x for x, y in one.points if not math.isnan(y)}
    has = [row in known for row in rows]
    around = zip([False, *has[:-1]], has, [*has[1:], False], strict=True)
    if not any(here and not before and not after for before, here, after in around):
        return {"type": "none"}
    return {
        "type": "circle",
        "size": 5,
        "fill": {"color": look.colour},
        "border": {"color": look.colour},
    }


def _bars(form: Bars, drawn: Drawn) -> Any:
    kind = {"type": "column", **({"subtype": "stacked"} if form.stacked else {})}
    chart = drawn.workbook.add_chart(kind)
    every = (*form.series, *form.lines)
    shown = looks(every)
    for position, (one, look) in enumerate(zip(form.series, shown, strict=False)):
        paler = _PALER[position % len(_PALER)]
        chart.add_series(
            {
                "name": name_of(one.label.of(drawn.lang)),
                "categories": drawn.cells(0),
                "values": drawn.cells(position + 1),
                "fill": {"color": look.colour, "transparency": paler},
                "border": {"color": GREY, "width": 0.5},
                "gap": 40,
            }
        )
    chart.set_x_axis(categories(form.x, every, drawn.lang))
    chart.set_y_axis(values_axis(form.y, drawn.lang))
    chart.set_legend(legend())
    if form.lines_axis is not None and form.lines:
        second = drawn.workbook.add_chart({"type": "line"})
        of_lines = shown[len(form.series) :]
        _add_lines(second, form.lines, of_lines, every, drawn, y2_axis=True)
        right: Options = {"major_gridlines": {"visible": False}, "label_position": "next_to"}
        if all(not y < 0.0 for one in form.lines for _, y in one.points):
            right["min"] = 0
        second.set_y2_axis(values_axis(form.lines_axis, drawn.lang) | right)
        chart.combine(second)
    return chart


def _pyramid(form: Pyramid, drawn: Drawn) -> Any:
    chart = drawn.workbook.add_chart({"type": "bar"})
    year = Text(ja=f"{form.year}年", en=str(form.year))
    for position, sex in enumerate(_SEXES):
        chart.add_series(
            {
                **_side(year, sex, drawn, position + 1),
                "fill": {"color": (MALE, FEMALE)[position]},
                "border": {"none": True},
                "overlap": 100,
                "gap": 12,
            }
        )
    for position, sex in enumerate(_SEXES):
        chart.add_series(
            {
                **_side(form.outline_label, sex, drawn, position + 3),
                "fill": {"none": True},
                "border": {"color": OUTLINE, "width": 1},
            }
        )
    ages = categories(form.ages, (), drawn.lang) | {"num_font": font(8), "interval_unit": 1}
    chart.set_y_axis(ages | {"major_tick_mark": "none"})
    chart.set_x_axis(
        values_axis(form.persons, drawn.lang)
        | {"min": -form.limit, "max": form.limit}
        | {"num_format": number_pattern(form.persons.decimals or 0, drawn.lang, negative="")}
    )
    chart.set_legend(legend())
    return chart


def _side(when: Text, sex: Text, drawn: Drawn, column: int) -> Options:
    joined = Text(ja=f"{when.ja} {sex.ja}", en=f"{when.en}, {sex.en}")
    return {
        "name": name_of(joined.of(drawn.lang)),
        "categories": drawn.cells(0),
        "values": drawn.cells(column),
    }


def _trails(form: Trails, drawn: Drawn) -> Any:
    chart = drawn.workbook.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    first = 0
    for one, look, names in zip(form.series, looks(form.series), form.names, strict=True):
        last = first + len(one.points) - 1
        chart.add_series(
            {
                "name": name_of(one.label.of(drawn.lang)),
                "categories": drawn.cells(2, first, last),
                "values": drawn.cells(3, first, last),
                "line": _line(one, look) | {"width": 1.25},
                "marker": {
                    "type": "circle",
                    "size": 4,
                    "fill": {"color": look.colour},
                    "border": {"color": look.colour},
                },
                **_ends(names, drawn.lang),
            }
        )
        first = last + 1
    chart.set_x_axis(values_axis(form.x, drawn.lang))
    chart.set_y_axis(values_axis(form.y, drawn.lang))
    chart.set_legend(legend())
    return chart


def _ends(names: Sequence[Text], lang: Language) -> Options:
    """Name the first and the last point of a trail."""
    if not names:
        return {}
    custom: list[Options] = [{"delete": True} for _ in names]
    for end in (0, -1):
        custom[end] = {"value": name_of(names[end].of(lang)), "font": font(8)}
    return {"data_labels": {"value": True, "position": "above", "custom": custom}}


def _waterfall(form: Waterfall, drawn: Drawn) -> Any:
    chart = drawn.workbook.add_chart({"type": "column", "subtype": "stacked"})
    for position, part in enumerate(BRIDGE_PARTS[:-1], start=1):
        colour = _BAR_COLOURS.get(part.key)
        seen = {"fill": {"color": colour}, "border": {"color": GREY, "width": 0.5}}
        unseen = {"fill": {"none": True}, "border": {"none": True}}
        chart.add_series(
            {
                "name": part.label.of(drawn.lang),
                "categories": drawn.cells(0),
                "values": drawn.cells(position),
                "gap": 40,
                **(seen if colour else unseen),
            }
        )
    chart.combine(_steps(form, drawn))
    axis = Axis(Text(ja="項目", en="Item"), categories=tuple(one.label for one in form.steps))
    chart.set_x_axis(categories(axis, (), drawn.lang))
    chart.set_y_axis(values_axis(form.y, drawn.lang))
    chart.set_legend({"none": True})
    return chart


def _steps(form: Waterfall, drawn: Drawn) -> Any:
    """Return an unseen line over the bars that carries their values."""
    tops = drawn.workbook.add_chart({"type": "line"})
    custom = [
        {
            "value": number(
                step.value, form.y.decimals or 0, signed=step.kind == "change"
            ).of(drawn.lang),
            "font": font(9),
        }
        for step in form.steps
    ]  # fmt: skip
    tops.add_series(
        {
            "name": BRIDGE_PARTS[-1].label.of(drawn.lang),
            "categories": drawn.cells(0),
            "values": drawn.cells(len(BRIDGE_PARTS)),
            "line": {"none": True},
            "marker": {"type": "none"},
            "data_labels": {"value": True, "position": "above", "custom": custom},
        }
    )
    return tops
