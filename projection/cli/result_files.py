"""From files, folders and wildcards to result files."""

from __future__ import annotations

import glob
from collections.abc import Sequence
from pathlib import Path

from projection.cli.gathering import gather
from projection.errors import ResultError, fault

_ENDINGS = (".nc", ".zarr")
_MOST_LISTED = 12


def find_results(arguments: Sequence[str]) -> list[Path]:
    """Expand files, folders and wildcards to result files.

    A folder stands for the results right in it, by name; those of other regions lie in
    folders below. A file named twice is taken once, where it stands first, so that
    `current.nc .` puts one result before the others.

    Raises
    ------
    ResultError
        An argument finds nothing.
    """
    first: dict[Path, Path] = {}
    for paths in gather(_expanded, arguments):
        for path in paths:
            first.setdefault(path.resolve(), path)
    return list(first.values())


def _expanded(argument: str) -> list[Path]:
    given = Path(argument)
    if given.is_file() or (given.is_dir() and given.suffix in _ENDINGS):
        paths = [given]
    elif given.is_dir():
        found = (one for ending in _ENDINGS for one in given.glob(f"[!.]*{ending}"))
        paths = sorted(found, key=lambda one: one.stem)
    else:
        # Path.glob raises on some patterns where this one finds nothing.
        paths = sorted(map(Path, glob.glob(argument, recursive=True)))  # noqa: PTH207
    if not paths:
        raise ResultError(fault("results_not_there", file=argument, beside=_beside(given)))
    return paths


def _beside(given: Path) -> str:
    folder = given if given.is_dir() else given.parent
    # One folder deep and no more: below may lie a whole disk.
    places = ("[!.]*", "*/[!.]*")
    paths = [one for ending in _ENDINGS for at in places for one in folder.glob(at + ending)]
    names = [path.relative_to(folder).as_posix() for path in paths]
    listed = sorted(names)[:_MOST_LISTED]
    return ", ".join([*listed, "..."] if len(names) > _MOST_LISTED else listed) or "-"
