"""The faults of a folder in the order in which a person mends them."""

from __future__ import annotations

from collections.abc import Sequence

from projection.errors import Fault, few_alike


def arranged(faults: Sequence[Fault]) -> list[Fault]:
    """Return faults file by file and line by line, each once; of many alike, the first."""
    # A table of two columns of figures is read twice, and its labels with them.
    once = {_identity(one): one for one in faults}.values()
    files = [*dict.fromkeys(one.file for one in faults)]
    keys = [*dict.fromkeys(one.key for one in faults)]

    def place(one: Fault) -> tuple[int, int, int]:
        return files.index(one.file), one.line or 0, keys.index(one.key)

    return few_alike(sorted(once, key=place))


def _identity(one: Fault) -> tuple[object, ...]:
    return one.file, one.line, one.place, one.key, repr(sorted(one.values.items()))
