"""What the forms share: words, axes, legends, and the names of rows' fields.

Rows have short field names, for a page has tens of thousands of them: `x`, `y`; `k` the
position of the series; `s` its scenario; `m` whether the point is marked.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from projection.language import Language
from projection.report.figure import Axis, Series
from projection.report.office import plain
from projection.report.wrapping import cell_width, wrap

Spec = dict[str, Any]

# 1 January 2019 is still Heisei; planners write the whole year as Reiwa.
_ERAS = (
    "datum.value<1926?'':datum.value<1989?'(S'+(datum.value-1925)+')'"
    ":datum.value<2019?'(H'+(datum.value-1988)+')':'(R'+(datum.value-2018)+')'"
)
_YEAR: Mapping[Language, str] = MappingProxyType({"ja": "年", "en": ""})
_TITLE, _LINE = 50, 14  # cells of a line of text above a chart, and its pixels
_SLANTED, _UPRIGHT, _MANY = -65, -90, 10
SIDE_BY_SIDE = 42  # cells of text below a chart on a telephone
SHOWN = "datum.s===''||indexof(shown,datum.s)>=0"


def measured(axis: Axis, lang: Language) -> str:
    """Return what an axis measures, with its unit."""
    label = plain(axis.label, lang)
    if axis.unit is None:
        return label
    unit = plain(axis.unit, lang)
    return f"{label}（{unit}）" if lang == "ja" else f"{label} ({unit})"


def number_format(axis: Axis) -> str:
    """Return the D3 format of an axis' values; the locale has the minus sign."""
    return f",.{axis.decimals or 0}f"


def literal(values: Sequence[object]) -> str:
    """Return a list as it stands in an expression: ASCII, whatever the words hold."""
    return json.dumps(values)


def labels(axis: Axis, lang: Language) -> list[str]:
    """Return the names of an axis' categories."""
    return [plain(one, lang) for one in axis.categories]


def rounded(number: float, axis: Axis) -> float | None:
    """Return a number with two decimals more than readers see: exact on paper, short in files.

    Examples
    --------
    >>> from projection.language import Text
    >>> rounded(74_635.123456, Axis(Text("人口", "Population"), decimals=0))
    74635.12
    """
    return None if math.isnan(number) else round(number, (axis.decimals or 0) + 2)


def along(axis: Axis, years: Iterable[float], lang: Language) -> Spec:
    """Return the channel x of lines: years from first to last, or a place for each category."""
    if axis.categories:
        return places(axis, range(len(axis.categories)), lang)
    return {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": list(ends_of(years)), "nice": False, "zero": False},
        "axis": _years(lang) | {"tickMinStep": 1, "tickCount": 8},
    }


def places(axis: Axis, positions: Sequence[float], lang: Language) -> Spec:
    """Return a channel x of one place for each position: a year, or a category."""
    look = _years(lang) | {"labelOverlap": "greedy"}
    if axis.categories:
        names = labels(axis, lang)
        angle = _UPRIGHT if len(names) > _MANY else _SLANTED
        turned = {"labelAngle": angle} if sum(map(cell_width, names)) > SIDE_BY_SIDE else {}
        look = {"labelAngle": 0, "labelLimit": 160, "labelOverlap": False, **turned}
        look |= {"labelExpr": f"{literal(names)}[datum.value]"}
    return {
        "field": "x",
        "type": "ordinal",
        "scale": {"domain": list(positions)},
        "axis": look | {"title": None},
    }


def _years(lang: Language) -> Spec:
    shown = f"[datum.label,{_ERAS}]" if lang == "ja" else "datum.label"
    return {
        "title": None,
        "format": "d",
        "labelExpr": shown,
        "labelAngle": 0,
        "labelFlush": False,
        "labelSeparation": 6,
    }


def upright(
    axis: Axis, lang: Language, ends: tuple[float, float], *, right: bool = False
) -> Spec:
    """Return the channel y, with what it measures above it and unturned.

    Parameters
    ----------
    axis
        What is measured.
    ends
        The least and the greatest value; round numbers beyond them end the axis.
    right
        Whether it is a second axis.
    """
    title = wrap(measured(axis, lang), _TITLE)
    side = {"orient": "right", "titleAlign": "right", "titleX": 46, "grid": False}
    left = {"titleAlign": "left", "titleX": -46}
    return {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": list(ends), "nice": True, "zero": False},
        "axis": {
            "title": title,
            "titleAngle": 0,
            "titleBaseline": "bottom",
            # Its first line stands here, the others below.
            "titleY": -10 - _LINE * (len(title) - 1),
            "tickMinStep": 10.0 ** -(axis.decimals or 0),
            **(side if right else left),
        },
    }


def level(axis: Axis, lang: Language, ends: tuple[float, float]) -> Spec:
    """Return a channel x of numbers, with what it measures below it."""
    return {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": list(ends), "nice": True, "zero": False},
        "axis": {"title": measured(axis, lang), "grid": True, "tickCount": 6},
    }


def ends_of(values: Iterable[float], *, zero: bool = False) -> tuple[float, float]:
    """Return the least and the greatest value, apart from each other.

    Examples
    --------
    >>> ends_of([3.0, float("nan"), 7.0]), ends_of([3.0], zero=True), ends_of([])
    ((3.0, 7.0), (0.0, 3.0), (0.0, 1.0))
    """
    known = [one for one in values if not math.isnan(one)]
    if zero or not known:
        known = [0.0, *known]
    low, high = min(known), max(known)
    return (low, high) if low < high else (low, low + 1.0)


def legend(series: Sequence[Series], lang: Language, symbol: str) -> Spec:
    """Return the legend of series: below the chart, in their order."""
    names = [plain(one.label, lang) for one in series]
    size = {"stroke": 700, "square": 120}[symbol]
    return {
        "title": None,
        "symbolType": symbol,
        "symbolSize": size,
        "labelExpr": f"{literal(names)}[datum.value]",
    }


def by_series(values: Sequence[object]) -> Spec:
    """Return the scale of what tells series apart."""
    return {"domain": list(range(len(values))), "range": list(values)}


def named(axis: Axis, lang: Language) -> Spec:
    """Return the step of a chart's data that names x for a tooltip."""
    if axis.categories:
        return {"calculate": f"{literal(labels(axis, lang))}[datum.x]", "as": "xn"}
    return {"calculate": f"format(datum.x,'d')+{literal([_YEAR[lang]])}[0]", "as": "xn"}
