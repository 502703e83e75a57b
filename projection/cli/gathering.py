"""Doing the same for many, and telling everything that is wrong with them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from projection.errors import Fault, ProjectionError

Item = TypeVar("Item")
Value = TypeVar("Value")


def gather(function: Callable[[Item], Value], items: Iterable[Item]) -> list[Value]:
    """Call `function` on every item, go on after a failure, and raise all faults together.

    Raises
    ------
    ProjectionError
        One item or more failed; a fault that several share (a common parent's) is told once.
    """
    values: list[Value] = []
    faults: list[Fault] = []
    for item in items:
        try:
            values.append(function(item))
        except ProjectionError as error:
            faults += [one for one in error.faults if one not in faults]
    if faults:
        raise ProjectionError(*faults)
    return values
