"""Lines and trails."""

from __future__ import annotations

import math
from collections.abc import Sequence

from projection.language import Language, Text
from projection.report.figure import Axis, Lines, Role, Series, Trails
from projection.report.office import plain
from projection.report.style import Look, looks
from projection.report.vega.axes import (
    SHOWN,
    Spec,
    along,
    by_series,
    ends_of,
    legend,
    level,
    literal,
    measured,
    named,
    number_format,
    rounded,
    upright,
)

SERIES = Text(ja="系列", en="Series")
_POINT = Text(ja="点", en="Point")
_THICK, _THIN = 2.2, 1.5
_MARKED = 12  # a line of so few points shows each of them
_NAMED = 4  # of a trail's points
_NAME = (0.16, 0.05)  # room for a name, as parts of the axes on a telephone
_BAND = "#9ecae1"
_MAIN: tuple[Role, ...] = ("history", "base", "outlook", "goal")


def lines_chart(form: Lines, lang: Language, *, page: bool) -> Spec:
    """Return lines: with marks where they are few or stand alone, names below the chart."""
    years, values = (
        [point[side] for one in form.series for point in one.points] for side in (0, 1)
    )
    shown = drawn_lines(form.series, looks(form.series), lang, page=page)
    return {
        "height": 260,
        "data": {"values": line_rows(form.series, form.y)},
        "transform": [*told(form.series, lang), named(form.x, lang), *switched(page=page)],
        "layer": [*_shaded(form, page=page), *shown],
        "encoding": {
            "x": along(form.x, years, lang),
            "y": upright(form.y, lang, ends_of(values, zero=form.from_zero)),
            "tooltip": [
                {"field": "t", "title": plain(SERIES, lang)},
                {"field": "xn", "title": plain(form.x.label, lang)},
                {
                    "field": "y",
                    "title": measured(form.y, lang),
                    "format": number_format(form.y),
                },
            ],
        },
    }


def _shaded(form: Lines, *, page: bool) -> list[Spec]:
    """Return a layer for every band, below the lines."""
    known = {one.key: one for one in form.series}
    return [
        {
            "data": {"values": _band_rows(known[low], known[high], form.y)},
            "transform": switched(page=page),
            "mark": {"type": "area", "color": _BAND, "opacity": 0.35},
            "encoding": {"y2": {"field": "y2"}, "tooltip": None},
        }
        for low, high in form.bands
    ]


def _band_rows(low: Series, high: Series, axis: Axis) -> list[Spec]:
    return [
        {"x": x, "y": rounded(y, axis), "y2": rounded(top, axis), "s": low.scenario}
        for (x, y), (_, top) in zip(low.points, high.points, strict=True)
    ]


def line_rows(series: Sequence[Series], axis: Axis) -> list[Spec]:
    """Return a row for every point."""
    return [
        {"x": x, "y": rounded(y, axis), "k": position, "s": one.scenario, "m": marked}
        for position, one in enumerate(series)
        for (x, y), marked in zip(one.points, _marks(one), strict=True)
    ]


def _marks(one: Series) -> list[int]:
    known = [not math.isnan(y) for _, y in one.points]
    few = len(known) <= _MARKED
    before, after = [False, *known[:-1]], [*known[1:], False]
    return [
        int(here and (few or not (left or right)))
        for here, left, right in zip(known, before, after, strict=True)
    ]


def told(series: Sequence[Series], lang: Language) -> list[Spec]:
    """Return the step of a chart's data that names the series for a tooltip."""
    names = literal([plain(one.label, lang) for one in series])
    return [{"calculate": f"{names}[datum.k]", "as": "t"}]


def switched(*, page: bool) -> list[Spec]:
    """Return the step of a chart's data that leaves out scenarios switched off on a page."""
    return [{"filter": SHOWN}] if page else []


def drawn_lines(
    series: Sequence[Series], shown: Sequence[Look], lang: Language, *, page: bool
) -> list[Spec]:
    """Return the layers of lines, their marks, and on a page what answers to a pointer."""
    named_below = legend(series, lang, "stroke")
    colour = {
        "field": "k",
        "type": "nominal",
        "scale": by_series([look.colour for look in shown]),
        "legend": named_below,
    }
    dash = colour | {"scale": by_series([list(look.dash) or [1, 0] for look in shown])}
    line = {
        "mark": {"type": "line", "strokeWidth": _THICK},
        "encoding": {"color": colour, "strokeDash": dash, **_widths(series, colour)},
    }
    marks = {
        "transform": [{"filter": "datum.m"}],
        "mark": {"type": "point", "filled": True, "size": 26, "opacity": 1},
        "encoding": {"color": colour},
    }
    return [line, marks, *([_answering(colour)] if page else [])]


def _widths(series: Sequence[Series], colour: Spec) -> Spec:
    widths = [_THICK if one.role in _MAIN else _THIN for one in series]
    if len({*widths}) == 1:
        return {}
    # Widths have an order: the grammar warns of them between mere names.
    return {"strokeWidth": colour | {"type": "ordinal", "scale": by_series(widths)}}


def _answering(colour: Spec) -> Spec:
    # Seen by a pointer only. The grammar's own choice of the nearest point loses its words.
    return {
        "mark": {"type": "point", "filled": True, "size": 170, "opacity": 0},
        "encoding": {"color": colour},
    }


def trails_chart(form: Trails, lang: Language, *, page: bool) -> Spec:
    """Return points joined in their order, some of them named."""
    shown = drawn_lines(form.series, looks(form.series), lang, page=page)
    shown[0]["encoding"]["order"] = {"field": "i", "type": "quantitative"}
    axes = (("x", form.x), ("y", form.y))
    values = [
        {"field": field, "title": measured(axis, lang), "format": number_format(axis)}
        for field, axis in axes
    ]
    return {
        "height": 320,
        "data": {"values": _trail_rows(form, lang)},
        "transform": [*told(form.series, lang), *switched(page=page)],
        "layer": [*shown, *_point_names()],
        "encoding": {
            "x": level(form.x, lang, _ends(form, 0)),
            "y": upright(form.y, lang, _ends(form, 1)),
            "tooltip": [
                {"field": "t", "title": plain(SERIES, lang)},
                {"field": "n", "title": plain(_POINT, lang)},
                *values,
            ],
        },
    }


def _ends(form: Trails, side: int) -> tuple[float, float]:
    return ends_of((point[side] for one in form.series for point in one.points), zero=True)


def _trail_rows(form: Trails, lang: Language) -> list[Spec]:
    named_points = _named_points(form)
    return [
        {
            "x": rounded(x, form.x),
            "y": rounded(y, form.y),
            "k": position,
            "s": one.scenario,
            "i": order,
            "n": plain(names[order], lang) if names else "",
            "m": 1,
            "l": int((position, order) in named_points),
        }
        for position, (one, names) in enumerate(zip(form.series, form.names, strict=True))
        for order, (x, y) in enumerate(one.points)
        if not (math.isnan(x) or math.isnan(y))
    ]


def _named_points(form: Trails) -> set[tuple[int, int]]:
    """Return which points are named, as (series, point), so that no name lies on another.

    Where the main projections and what was observed end comes first, then some points of what
    was observed.
    """
    wanted = [(k, one) for k, one in enumerate(form.series) if one.role in _MAIN]
    ends = [(k, len(one.points) - 1) for k, one in wanted if one.points]
    some = [
        (k, order)
        for k, one in wanted
        if one.role == "history" and one.points
        for order in range(0, len(one.points), math.ceil(len(one.points) / _NAMED))
    ]
    wide, high = (max(_ends(form, side)) - min(_ends(form, side)) or 1.0 for side in (0, 1))
    found: dict[tuple[int, int], tuple[float, float]] = {}
    for k, order in (*ends, *some):
        x, y = form.series[k].points[order][0] / wide, form.series[k].points[order][1] / high
        free = all(abs(x - a) > _NAME[0] or abs(y - b) > _NAME[1] for a, b in found.values())
        if free and not (math.isnan(x) or math.isnan(y)):
            found[k, order] = x, y
    return {*found}


def _point_names() -> list[Spec]:
    name = {
        "transform": [{"filter": "datum.l"}],
        "encoding": {"text": {"field": "n"}, "tooltip": None},
    }
    mark = {"type": "text", "align": "left", "dx": 6, "dy": -6, "fontSize": 10}
    # White beneath: a name is read where it crosses a line.
    return [
        name | {"mark": mark | look} for look in ({"stroke": "white", "strokeWidth": 3}, {})
    ]
