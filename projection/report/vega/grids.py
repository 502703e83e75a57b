"""Pyramids and heat maps."""

from __future__ import annotations

import math
from collections.abc import Iterator

from projection.language import Language, Text
from projection.report.figure import Axis, Heat, Pyramid
from projection.report.office import plain
from projection.report.sentences import year_words
from projection.report.style import FALL, FEMALE, MALE, OUTLINE, RISE
from projection.report.tables import NOTHING
from projection.report.vega.axes import (
    SIDE_BY_SIDE,
    Spec,
    labels,
    literal,
    measured,
    number_format,
    rounded,
)
from projection.report.words import number
from projection.report.wrapping import cell_width

_SEX = Text(ja="性別", en="Sex")
_SEXES = (Text(ja="男", en="Male"), Text(ja="女", en="Female"))
_ROOM = 0.06  # of a pyramid's height
_GAP = 0.08
_HIGH, _LOW, _ROWS = 34, 20, 10  # pixels of a cell, where rows are few and many
_FEW = 30  # groups, each of which is named


def pyramid_chart(form: Pyramid, lang: Language, *, page: bool) -> Spec:
    """Return males left, females right, over the outline of the base year.

    On a page the rows of other years replace those of `people`, and their name that of `when`.
    """
    people, when = ({"name": "people"}, {"name": "when"}) if page else ({}, {})
    shown = form.years.index(form.year)
    rows = [
        {"k": sex, "g": group, "x": persons}
        for sex, side in enumerate(pyramid_sides(form, shown))
        for group, persons in enumerate(side)
    ]
    male, female = (plain(sex, lang) for sex in _SEXES)
    return {
        "height": min(420, max(220, 18 * len(form.ages.categories))),
        "layer": [
            _outline(form, lang),
            {"data": {"values": rows, **people}, **_people(form, lang)},
            _at_top(form, year_words(form.year).of(lang), (0.0, "center"), **when),
            _at_top(form, male, (-form.limit, "left")),
            _at_top(form, female, (form.limit, "right")),
        ],
        "encoding": {"x": _persons(form, lang), "y": _ages(form, lang)},
    }


def pyramid_sides(form: Pyramid, shown: int) -> tuple[list[float | None], list[float | None]]:
    """Return the ends of the bars of one year, those of males below zero."""
    males, females = (
        [rounded(side * persons, form.persons) for persons in people[shown]]
        for side, people in ((-1.0, form.males), (1.0, form.females))
    )
    return males, females


def _persons(form: Pyramid, lang: Language) -> Spec:
    return {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": [-form.limit, form.limit], "nice": False},
        "axis": {
            "title": measured(form.persons, lang),
            "labelExpr": "format(abs(datum.value),',')",
            "tickCount": 6,
        },
    }


def _ages(form: Pyramid, lang: Language) -> Spec:
    count = len(form.ages.categories)
    every = 1 if count <= _FEW else 10
    return {
        "field": "y",
        "type": "quantitative",
        # Above the oldest there is room for the year and the sexes.
        "scale": {"domain": [0, (1 + _ROOM) * count], "nice": False},
        "axis": {
            "title": None,
            "values": [group + 0.5 for group in range(0, count, every)],
            "labelExpr": f"{literal(labels(form.ages, lang))}[floor(datum.value)]",
            "labelOverlap": "greedy",
            "grid": False,
            "ticks": False,
        },
    }


def _outline(form: Pyramid, lang: Language) -> Spec:
    """Return a stair on each side: out along the lower edge of a group, up along its end."""
    rows = [
        {"x": side * persons, "y": group + edge, "k": sex, "i": 2 * group + edge}
        for sex, (side, people) in enumerate(zip((-1.0, 1.0), form.outline, strict=True))
        for group, persons in enumerate(people)
        for edge in (0, 1)
    ]
    label = literal([plain(form.outline_label, lang)])
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "strokeWidth": 1.4},
        "encoding": {
            "order": {"field": "i", "type": "quantitative"},
            "detail": {"field": "k"},
            "stroke": {
                "datum": "outline",
                "type": "nominal",
                "scale": {"range": [OUTLINE]},
                "legend": {
                    "title": None,
                    "symbolType": "stroke",
                    "symbolSize": 700,
                    "labelExpr": f"{label}[0]",
                },
            },
        },
    }


def _people(form: Pyramid, lang: Language) -> Spec:
    outline = [[rounded(one, form.persons) for one in people] for people in form.outline]
    told = {
        "n": f"{literal(labels(form.ages, lang))}[datum.g]",
        "t": f"{literal([plain(sex, lang) for sex in _SEXES])}[datum.k]",
        "v": "abs(datum.x)",
        "b": f"{literal(outline)}[datum.k][datum.g]",
        "y0": f"datum.g+{_GAP}",
        "y1": f"datum.g+{1 - _GAP}",
    }
    style = number_format(form.persons)
    return {
        "transform": [{"calculate": way, "as": field} for field, way in told.items()],
        # The outline behind stays visible.
        "mark": {"type": "rect", "fillOpacity": 0.75},
        "encoding": {
            "x": {"field": "x", "type": "quantitative"},
            "x2": {"datum": 0},
            "y": {"field": "y0", "type": "quantitative"},
            "y2": {"field": "y1"},
            "fill": {
                "field": "k",
                "type": "nominal",
                "scale": {"domain": [0, 1], "range": [MALE, FEMALE]},
                "legend": None,
            },
            "tooltip": [
                {"field": "n", "title": plain(form.ages.label, lang)},
                {"field": "t", "title": plain(_SEX, lang)},
                {"field": "v", "title": measured(form.persons, lang), "format": style},
                {"field": "b", "title": plain(form.outline_label, lang), "format": style},
            ],
        },
    }


def _at_top(form: Pyramid, text: str, place: tuple[float, str], **name: str) -> Spec:
    x, align = place
    top = (1 + _ROOM) * len(form.ages.categories)
    return {
        "data": {"values": [{"n": text, "x": x, "y": top}], **name},
        "mark": {"type": "text", "align": align, "fontSize": 12, "baseline": "top"},
        "encoding": {"text": {"field": "n"}},
    }


def heat_chart(form: Heat, lang: Language) -> Spec:
    """Return a grid of coloured cells with their values in them."""
    wide = max(map(cell_width, labels(form.x, lang)), default=0)
    angle = -65 if wide * len(form.x.categories) > SIDE_BY_SIDE else 0
    beside = {"titleAngle": 0, "titleAlign": "right", "titleX": -6, "titleY": -6}
    return {
        "height": (_HIGH if len(form.y.categories) <= _ROWS else _LOW) * len(form.y.categories),
        "data": {"values": list(_cells(form, lang))},
        "encoding": {
            "x": _category("x", form.x, lang, {"orient": "top", "labelAngle": angle}),
            "y": _category("y", form.y, lang, beside),
            "tooltip": [
                {"field": "yn", "title": plain(form.y.label, lang)},
                {"field": "xn", "title": plain(form.x.label, lang)},
                {"field": "n", "title": measured(form.value, lang)},
            ],
        },
        "layer": [
            {"mark": {"type": "rect", "stroke": "white"}, "encoding": {"fill": _colours(form)}},
            {
                "mark": {"type": "text"},
                "encoding": {
                    "text": {"field": "n"},
                    "color": {
                        "condition": {"test": "datum.dark", "value": "white"},
                        "value": "#111111",
                    },
                },
            },
        ],
    }


def _category(field: str, axis: Axis, lang: Language, look: Spec) -> Spec:
    names = f"{literal(labels(axis, lang))}[datum.value]"
    shown = {"title": measured(axis, lang), "labelExpr": names, "labelLimit": 150}
    return {"field": field, "type": "ordinal", "axis": shown | look}


def _cells(form: Heat, lang: Language) -> Iterator[Spec]:
    greatest = _greatest(form)
    across, down = labels(form.x, lang), labels(form.y, lang)
    for y, row in enumerate(form.cells):
        for x, cell in enumerate(row):
            known = not math.isnan(cell)
            words_of_cell = (
                number(cell, form.value.decimals or 0).of(lang) if known else NOTHING
            )
            yield {
                "x": x,
                "y": y,
                "v": rounded(cell, form.value),
                "n": words_of_cell,
                "xn": across[x],
                "yn": down[y],
                "dark": known and abs(cell) > 0.62 * greatest,
            }


def _greatest(form: Heat) -> float:
    known = [abs(cell) for row in form.cells for cell in row if not math.isnan(cell)]
    return max(known, default=0.0) or 1.0


def _colours(form: Heat) -> Spec:
    # White is zero, and darker is farther; in grey print the words in the cells have the sign.
    greatest = _greatest(form)
    return {
        "field": "v",
        "type": "quantitative",
        "scale": {
            "domain": [-greatest, 0, greatest],
            "range": [FALL, "#ffffff", RISE],
            "interpolate": "rgb",
        },
        "legend": None,
    }
