"""Colours and dashes, safe for colour-blind readers and told apart in grey print.

Source of the colours: Okabe and Ito (2008), Color Universal Design; Wong (2011), Points of
view: Color blindness, Nature Methods 8-6.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from projection.report.figure import Role, Series


@dataclass(frozen=True)
class Look:
    """How a series looks: a colour "#rrggbb", and lengths of marks and gaps (none: solid)."""

    colour: str
    dash: tuple[int, ...]


BLACK = "#000000"
_COLOURS = ("#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#7f7f7f")
# Lengths of marks and gaps. History alone is unbroken: 実績 solid, 推計 dashed.
_DASHES = ((6, 3), (10, 3, 2, 3), (2, 3), (8, 2), (3, 2, 1, 2), (12, 4), (4, 4, 1, 4))
_OF_ROLE: Mapping[Role, tuple[str, tuple[int, ...]]] = MappingProxyType(
    {
        "base": (BLACK, (5, 3)),
        "outlook": ("#0072b2", (9, 2)),
        "goal": ("#7f7f7f", (1, 3)),
    }
)
# All history is unbroken; where two counts stand side by side, the second is grey.
_HISTORY = (Look(BLACK, ()), Look("#7f7f7f", ()))
# Quantiles from the lowest to the highest: those as far from the middle look alike.
_INTERVAL = (Look("#7f7f7f", (1, 2)), Look("#7f7f7f", (4, 2)))
MALE, FEMALE, OUTLINE = "#56b4e9", "#e69f00", "#000000"
RISE, FALL, LEVEL = "#0072b2", "#d55e00", "#999999"


def looks(series: Sequence[Series]) -> tuple[Look, ...]:
    """Return the look of every series, in their order.

    A series looks the same in every figure of a report as long as series of other roles come
    and go: colours are dealt out to those without a look of their own, by their order.

    Examples
    --------
    >>> from projection.language import Text
    >>> pair = [Series(key, Text(key, key), (), role) for key, role in
    ...         (("seen", "history"), ("vision", "scenario"))]
    >>> [look.colour for look in looks(pair)]
    ['#000000', '#d55e00']
    """
    history = [one for one in series if one.role == "history"]
    quantiles = [one for one in series if one.role == "interval"]
    apart = (*history, *quantiles)
    others = [one for one in series if one.role not in _OF_ROLE and one not in apart]

    def look(one: Series) -> Look:
        if one.role == "interval":
            at = quantiles.index(one)
            return _INTERVAL[min(at, len(quantiles) - 1 - at) % len(_INTERVAL)]
        if one.role == "history":
            return _HISTORY[history.index(one) % len(_HISTORY)]
        return Look(*_OF_ROLE[one.role]) if one.role in _OF_ROLE else _dealt(others.index(one))

    return tuple(look(one) for one in series)


def _dealt(position: int) -> Look:
    # Six colours and seven dashes: no two of 42 series look alike.
    return Look(_COLOURS[position % len(_COLOURS)], _DASHES[position % len(_DASHES)])
