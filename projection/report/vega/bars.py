"""Bars, and bridges from one level to another."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from projection.language import Language, Text
from projection.report.figure import Axis, Bars, Series, Waterfall
from projection.report.office import plain
from projection.report.style import FALL, LEVEL, RISE, looks
from projection.report.vega.axes import (
    Spec,
    by_series,
    ends_of,
    legend,
    level,
    literal,
    measured,
    named,
    number_format,
    places,
    rounded,
    upright,
)
from projection.report.vega.lines import SERIES, drawn_lines, line_rows, switched, told
from projection.report.words import number

# How light bars are in grey print, where colours do not tell them apart.
_GREYS = (95, 205, 150, 232)
_BENEATH_LINES = 0.5
_LUMA = (0.299, 0.587, 0.114)  # ITU-R BT.601
_STEP = Text(ja="項目", en="Item")
_BAR = 34


def bars_chart(form: Bars, lang: Language, *, page: bool) -> Spec:
    """Return bars, stacked or side by side, and the lines of a second axis."""
    every = (*form.series, *form.lines)
    positions = sorted({x for one in every for x, _ in one.points})
    shared = {"x": places(form.x, positions, lang)}
    axis = form.lines_axis
    second = [] if axis is None else [_second_axis(form, axis, lang, page=page)]
    own = dict.fromkeys(("y", "color", "strokeDash", "strokeWidth"), "independent")
    return {
        "height": 260,
        "encoding": shared,
        "layer": [_bars(form, lang, page=page), *second],
        "resolve": {"scale": own},
    }


def _bars(form: Bars, lang: Language, *, page: bool) -> Spec:
    paler = _BENEATH_LINES if form.lines else 1.0
    shades = [
        shade(look.colour, 255 - paler * (255 - _GREYS[position % len(_GREYS)]))
        for position, look in enumerate(looks(form.series))
    ]
    stack = "zero" if form.stacked else None
    aside = {} if form.stacked else {"xOffset": {"field": "k", "type": "nominal"}}
    ends = ends_of(_sums(form.series) if form.stacked else _values(form.series), zero=True)
    return {
        "data": {"values": line_rows(form.series, form.y)},
        "transform": [*told(form.series, lang), named(form.x, lang), *switched(page=page)],
        "mark": {"type": "bar", "stroke": "#444", "strokeWidth": 0.5},
        "encoding": {
            "y": upright(form.y, lang, ends) | {"stack": stack},
            **aside,
            "fill": {
                "field": "k",
                "type": "nominal",
                "scale": by_series(shades),
                "legend": legend(form.series, lang, "square"),
            },
            "order": {"field": "k", "type": "quantitative"},
            "tooltip": _tooltip(form, lang),
        },
    }


def _tooltip(form: Bars, lang: Language) -> list[Spec]:
    return [
        {"field": "t", "title": plain(SERIES, lang)},
        {"field": "xn", "title": plain(form.x.label, lang)},
        {"field": "y", "title": measured(form.y, lang), "format": number_format(form.y)},
    ]


def shade(colour: str, lightness: float) -> str:
    """Return a colour mixed with white until its grey has a lightness; no colour gets darker.

    Parameters
    ----------
    colour
        "#rrggbb".
    lightness
        From 0 (black) to 255 (white).

    Examples
    --------
    >>> shade("#000000", 153), shade("#e69f00", 95), shade("#0072b2", 255)
    ('#999999', '#e69f00', '#ffffff')
    """
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    grey = sum(weight * part for weight, part in zip(_LUMA, parts, strict=True))
    kept = min(1.0, (255 - lightness) / (255 - grey))
    return "#" + "".join(f"{round(255 - kept * (255 - part)):02x}" for part in parts)


def _values(series: Sequence[Series]) -> Iterator[float]:
    return (y for one in series for _, y in one.points)


def _sums(series: Sequence[Series]) -> Iterator[float]:
    """Yield the ends of all stacks, above and below zero."""
    above: dict[float, float] = defaultdict(float)
    below: dict[float, float] = defaultdict(float)
    for x, y in chain.from_iterable(one.points for one in series):
        if not math.isnan(y):
            (above if y > 0 else below)[x] += y
    return chain(above.values(), below.values())


def _second_axis(form: Bars, axis: Axis, lang: Language, *, page: bool) -> Spec:
    shown = looks((*form.series, *form.lines))[len(form.series) :]
    line, *others = drawn_lines(form.lines, shown, lang, page=False)
    # White beneath: a line stands out from the bars that it crosses.
    beneath = {
        "mark": {"type": "line", "stroke": "white", "strokeWidth": 4},
        "encoding": {"detail": {"field": "k"}},
    }
    return {
        "data": {"values": line_rows(form.lines, axis)},
        "transform": [*told(form.lines, lang), named(form.x, lang), *switched(page=page)],
        "layer": [beneath, line, *others],
        "encoding": {
            "y": upright(axis, lang, ends_of(_values(form.lines), zero=True), right=True),
            "tooltip": [
                {"field": "t", "title": plain(SERIES, lang)},
                {"field": "xn", "title": plain(form.x.label, lang)},
                {"field": "y", "title": measured(axis, lang), "format": number_format(axis)},
            ],
        },
    }


def waterfall_chart(form: Waterfall, lang: Language) -> Spec:
    """Return a bridge, downwards: at the left there is room for the long names of steps."""
    rows = list(_bridge(form, lang))
    # The number below the name: beside the bar there may be no room for it.
    names = literal([[row["n"], row["v"]] for row in rows])
    return {
        "height": max(120, _BAR * len(form.steps)),
        "data": {"values": rows},
        "mark": {"type": "bar", "stroke": "#444", "strokeWidth": 0.5},
        "encoding": {
            **_step_ends(form, lang),
            "y": {
                "field": "i",
                "type": "ordinal",
                "scale": {"paddingInner": 0.3, "paddingOuter": 0.15},
                "axis": {
                    "title": None,
                    "labelExpr": f"{names}[datum.value]",
                    "labelLimit": 200,
                },
            },
            "tooltip": [
                {"field": "n", "title": plain(_STEP, lang)},
                {"field": "v", "title": measured(form.y, lang)},
            ],
        },
    }


def _step_ends(form: Waterfall, lang: Language) -> Spec:
    ends = ends_of(chain.from_iterable(_reached(form)), zero=True)
    kinds = {"level": LEVEL, "rise": RISE, "fall": FALL}
    return {
        "x": level(form.y, lang, ends) | {"field": "a"},
        "x2": {"field": "b"},
        "fill": {
            "field": "d",
            "type": "nominal",
            "scale": {"domain": list(kinds), "range": list(kinds.values())},
            "legend": None,
        },
    }


def _reached(form: Waterfall) -> Iterator[tuple[float, float]]:
    """Yield the ends of every bar: a level stands on zero, a change on what came before."""
    end = 0.0
    for step in form.steps:
        start = 0.0 if step.kind == "level" else end
        end = start + step.value
        yield start, end


def _bridge(form: Waterfall, lang: Language) -> Iterator[Spec]:
    decimals = form.y.decimals or 0
    for position, (step, (start, end)) in enumerate(
        zip(form.steps, _reached(form), strict=True)
    ):
        change = step.kind == "change"
        yield {
            "i": position,
            "n": plain(step.label, lang),
            "a": rounded(start, form.y),
            "b": rounded(end, form.y),
            "d": ("rise" if step.value >= 0 else "fall") if change else "level",
            "v": number(step.value, decimals, signed=change).of(lang),
        }
