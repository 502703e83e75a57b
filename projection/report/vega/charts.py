"""One chart of any form, and what all charts have in common."""

from __future__ import annotations

from typing import Any

from projection.language import Language
from projection.report.figure import Bars, Form, Heat, Lines, Pyramid, Trails, Waterfall
from projection.report.fonts import FAMILY
from projection.report.office import plain
from projection.report.vega.axes import Spec
from projection.report.vega.bars import bars_chart, waterfall_chart
from projection.report.vega.grids import heat_chart, pyramid_chart
from projection.report.vega.lines import lines_chart, trails_chart
from projection.report.wrapping import cell_width

_CELL = 6.2  # pixels that half a full-width character takes
_SYMBOL = 48  # pixels of a legend's symbol and gaps
_AXIS = 50  # pixels left of a chart
_LONGEST = 46  # cells of a legend's label
_INK, _PALE = "#333333", "#e2e2e2"


def chart(form: Form, lang: Language, *, page: bool) -> Spec:
    """Return the Vega-Lite view of one chart; its width is the reader's to set.

    Parameters
    ----------
    form
        Any form of figure.
    lang
        The language of its words.
    page
        Whether it answers to a pointer and to the scenarios of the parameter `shown`.

    Returns
    -------
    dict
        A view. Numbers have two decimals more than readers see. No word of it is an
        expression: names stand in lists of strings, escaped as JSON.
    """
    view = _view(form, lang, page=page)
    switches = {"params": [{"name": "shown", "value": []}]} if page and _switched(form) else {}
    return view | {
        **switches,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "usermeta": {"longest": _longest(form, lang)},
    }


def _view(form: Form, lang: Language, *, page: bool) -> Spec:
    match form:
        case Lines():
            return lines_chart(form, lang, page=page)
        case Bars():
            return bars_chart(form, lang, page=page)
        case Pyramid():
            return pyramid_chart(form, lang, page=page)
        case Trails():
            return trails_chart(form, lang, page=page)
        case Waterfall():
            return waterfall_chart(form, lang)
        case Heat():
            return heat_chart(form, lang)


def _switched(form: Form) -> bool:
    return isinstance(form, Lines | Bars | Trails)


def _longest(form: Form, lang: Language) -> int:
    """Return the pixels of the longest name in a legend."""
    match form:
        case Lines() | Trails():
            series = form.series
        case Bars():
            series = (*form.series, *form.lines)
        case _:
            series = ()
    cells = max((cell_width(plain(one.label, lang)) for one in series), default=0)
    return round(_CELL * min(cells, _LONGEST)) + _SYMBOL


def legend_columns(view: Spec, width: float) -> int:
    """Return how many names a legend has in a row; it begins right of the y axis.

    Examples
    --------
    >>> legend_columns({"usermeta": {"longest": 150}}, 640)
    3
    """
    return max(1, int((width - _AXIS) // view["usermeta"]["longest"]))


def without_legend(view: Spec) -> Spec:
    """Return the same chart without its legend."""
    return {name: _bare(name, part) for name, part in view.items()}


def _bare(name: str, part: Any) -> Any:
    if name == "legend":
        return None
    if isinstance(part, dict):
        return without_legend(part)
    return [_bare("", one) for one in part] if name == "layer" else part


def number_locale(lang: Language) -> Spec:
    """Return how numbers look: thousands by commas, △ before negative ones in Japanese."""
    return {
        "decimal": ".",
        "thousands": ",",
        "grouping": [3],
        "currency": ["", ""],
        "minus": "△" if lang == "ja" else "-",
    }


def settings(columns: int) -> Spec:
    """Return the looks that all charts share.

    Parameters
    ----------
    columns
        How many names a legend has in a row (`legend_columns`).
    """
    small = {"labelFont": FAMILY, "labelFontSize": 11, "labelColor": _INK}
    return {
        "font": FAMILY,
        "background": "white",
        "padding": {"left": 2, "right": 10, "top": 6, "bottom": 4},
        "view": {"stroke": None},
        # The page names each chart and has its table; a voice for every mark would drown them.
        "aria": False,
        "axis": {
            **small,
            "titleFont": FAMILY,
            "titleFontSize": 11,
            "titleFontWeight": "normal",
            "titleColor": _INK,
            "domainColor": "#888888",
            "tickColor": "#888888",
            "gridColor": {
                "condition": {"test": "datum.value === 0", "value": "#777777"},
                "value": _PALE,
            },
        },
        "axisX": {"grid": False},
        "legend": {
            **small,
            "orient": "bottom",
            "direction": "horizontal",
            "columns": columns,
            "layout": {"bottom": {"direction": "vertical", "anchor": "start"}},
            "labelLimit": _CELL * _LONGEST,
            "columnPadding": 14,
            "rowPadding": 3,
        },
        "text": {"font": FAMILY, "fontSize": 11, "fill": _INK},
    }
