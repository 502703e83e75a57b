"""What a shell offers for a value while it is being typed.

Nothing is read but names of files and the table of municipalities: shells ask at every tab.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from click.shell_completion import CompletionItem

from projection import shipped

Found = list[CompletionItem]

_RESULTS = (".nc", ".zarr")
_SCENARIOS = (".toml",)
_MOST = 60
_DIGITS_BEFORE_CODES = 2
# Other names have to be quoted, which the shells' own completion of files does.
_PLAIN = re.compile(r"[\w.,+=@/\\~%-]*")
MEASURES = (
    *("population", "births", "deaths", "natural_change", "net_migration", "tfr"),
    *("aged_share", "women_20_39"),
)
LEVERS = ("fertility.tfr", "mortality.improvement", "mortality.level")


def candidates(value: str, incomplete: str) -> Found:
    """Return what may stand for a value, from its name in the help.

    Parameters
    ----------
    value
        Its English name ("FOLDER", "SCENARIO_A", "ja|en").
    incomplete
        What has been typed of it.

    Examples
    --------
    >>> [one.value for one in candidates("both|male|female", "ma")]
    ['male']
    >>> [one.value for one in candidates("MEASURE", "nat")], candidates("TFR", "1.")
    (['natural_change'], [])
    """
    if "|" in value:
        return _beginning(tuple(value.split("|")), incomplete)
    kind = _KINDS.get(value)
    return kind(incomplete) if kind else []


def _beginning(words: tuple[str, ...], incomplete: str) -> Found:
    return [CompletionItem(word) for word in words if word.startswith(incomplete)]


def _shells_own(kind: str) -> Callable[[str], Found]:
    return lambda incomplete: [CompletionItem(incomplete, type=kind)]


def _words(words: tuple[str, ...]) -> Callable[[str], Found]:
    return lambda incomplete: _beginning(words, incomplete)


def _files(endings: tuple[str, ...]) -> Callable[[str], Found]:
    def found(incomplete: str) -> Found:
        paths = list(_paths(incomplete, endings))
        # A shell ends the word after a single answer: not yet where that is a folder.
        while len(paths) == 1 and paths[0].endswith("/"):
            inside = list(_paths(paths[0], endings))
            if not inside:
                break
            paths = inside
        if all(map(_PLAIN.fullmatch, paths)):
            return [CompletionItem(path) for path in paths]
        return [CompletionItem(incomplete, type="file")]

    return found


def _paths(incomplete: str, endings: tuple[str, ...]) -> Iterator[str]:
    folder, begun = os.path.split(incomplete)
    try:
        entries = sorted(Path(folder).expanduser().iterdir())
    except OSError:
        return
    for entry in entries:
        hidden = entry.name.startswith(".") and not begun.startswith(".")
        if hidden or not entry.name.startswith(begun):
            continue
        shown = Path(folder, entry.name).as_posix()
        if entry.suffix in endings:
            yield shown
        elif entry.is_dir():
            yield f"{shown}/"


def _codes(incomplete: str) -> Found:
    if len(incomplete) < _DIGITS_BEFORE_CODES:
        return []
    rows = (row for row in shipped.municipality_rows() if row["code"].startswith(incomplete))
    return [CompletionItem(row["code"], help=row["name"]) for row in islice(rows, _MOST)]


def _fault_codes(incomplete: str) -> Found:
    # Not before somebody asks for it: the explanations are long.
    from projection.messages.explained import EXPLAINED  # noqa: PLC0415

    return _beginning(tuple(EXPLAINED), incomplete)


_KINDS: dict[str, Callable[[str], Found]] = {
    "FILE": _shells_own("file"),
    "FOLDER": _shells_own("dir"),
    "CODE": _codes,
    "CODES": _fault_codes,
    "MEASURE": _words(MEASURES),
    "LEVER": _words(LEVERS),
    **dict.fromkeys(("RESULT", "RESULTS", "OLD", "NEW"), _files(_RESULTS)),
    **dict.fromkeys(("SCENARIO", "SCENARIO_A", "SCENARIO_B", "SCENARIOS"), _files(_SCENARIOS)),
    **dict.fromkeys(("BASE", "SIMULATION_1", "SIMULATION_2"), _files(_SCENARIOS)),
    **dict.fromkeys(("VISION", "LOW", "HIGH"), _files(_SCENARIOS)),
}
