"""The faults of a folder in the order in which a person mends them."""

from __future__ import annotations

from collections.abc import Sequence

from projection.errors import Fault, fault

# A shifted column spoils every row: so many faults of one kind in one file tell enough.
_SHOWN = 20


def arranged(faults: Sequence[Fault]) -> list[Fault]:
    """Return faults file by file and line by line, each once; of many alike, the first."""
    # A table of two columns of figures is read twice, and its labels with them.
    faults = list({_identity(one): one for one in faults}.values())
    files = list(dict.fromkeys(one.file for one in faults))
    alike: dict[tuple[str, str], list[Fault]] = {}
    for one in sorted(faults, key=lambda one: one.line or 0):
        alike.setdefault((one.file, one.key), []).append(one)
    shown = [one for group in alike.values() for one in group[:_SHOWN]]
    shown.sort(key=lambda one: (files.index(one.file), one.line or 0))
    more = [
        fault("inputs_more_alike", file=file, more=len(group) - _SHOWN, line=group[_SHOWN].line)
        for (file, _), group in alike.items()
        if len(group) > _SHOWN
    ]
    return sorted([*shown, *more], key=lambda one: files.index(one.file))


def _identity(one: Fault) -> tuple[object, ...]:
    return one.file, one.line, one.place, one.key, repr(sorted(one.values.items()))
