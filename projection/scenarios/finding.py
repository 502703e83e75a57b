"""From files, folders and globs to named scenario files."""

from __future__ import annotations

import glob
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from projection.errors import Fault, ScenarioError, fault
from projection.language import Text
from projection.scenarios.refusal import listed, nearest
from projection.toml import LARGEST, is_too_dotted

ENDING = ".toml"
_GOALS = re.compile(rb"^[ \t]*\[\[[ \t]*goals[ \t]*\]\]", re.MULTILINE)


class NamedFile(NamedTuple):
    """A scenario file and its name among those asked for."""

    name: str
    path: Path


def find_scenarios(arguments: Sequence[str]) -> list[NamedFile]:
    """Expand files, folders and globs to scenario files.

    A file found in a folder is named by its path there ("neighbours/kodaira"), any other by
    its stem. A folder's own files come before those of its sub-folders, by name, but a file
    after the one it extends; hidden ones are left out, and vision files too, unless named. A
    file asked for twice is taken once.

    Parameters
    ----------
    arguments
        As typed.

    Returns
    -------
    list of NamedFile
        In the order asked for.

    Raises
    ------
    ScenarioError
        An argument finds nothing, or two files would have one name.
    """
    found: list[NamedFile] = []
    faults: list[Fault] = []
    for argument in arguments:
        files = [*_expanded(argument)]
        found += files
        faults += [] if files else [_nothing(argument)]
    found = _without_repeats(found)
    faults += _names_twice(found)
    if faults:
        raise ScenarioError(*faults)
    return found


def beside(folder: Path) -> Text:
    """List the scenario files and folders in a folder, or in the nearest one that exists."""
    there = next((one for one in (folder, *folder.parents) if exists(one)), folder)
    found = entries(there)
    folders = [f"{one.name}/" for one in found if one.is_dir() and not _hidden(one.name)]
    return listed([*scenario_names(found), *folders])


def entries(folder: Path) -> list[Path]:
    """Return what a folder holds, in order of name; nothing where it cannot be read."""
    try:
        return sorted(folder.iterdir())
    except (OSError, ValueError):
        return []


def scenario_names(paths: Iterable[Path]) -> list[str]:
    """Return the names of those paths that are scenario files."""
    return [one.name for one in paths if one.suffix == ENDING and not _hidden(one.name)]


def is_vision(path: Path) -> bool:
    """Return whether a file holds goals to check, not a scenario: it has sections [[goals]]."""
    try:
        with path.open("rb") as file:
            return _GOALS.search(file.read(LARGEST)) is not None
    except (OSError, ValueError):
        return False


def not_there(path: Path, name: str) -> Fault:
    """Return the fault of a file that another names; a near name beside it is suggested.

    Parameters
    ----------
    path
        Where it was looked for.
    name
        Its name as written.
    """
    there = beside(path.parent)
    near = nearest(path.name, scenario_names(entries(path.parent)))
    if not near:
        return fault("scenario_parent_missing", found=listed([name]), beside=there)
    near = Path(name).with_name(near).as_posix()
    return fault("scenario_parent_missing_near", found=listed([name]), near=near, beside=there)


def exists(path: Path) -> bool:
    """Return whether there is such a path; one that no system can have is not."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _expanded(argument: str) -> Iterator[NamedFile]:
    given = Path(argument)
    if argument and exists(given):
        paths = [given]
    else:
        # A pattern may be absolute, which Path.glob refuses.
        paths = sorted(map(Path, glob.glob(argument, recursive=True)))  # noqa: PTH207
    for path in paths:
        if path.is_dir():
            yield from _of_folder(path)
        elif path == given or (path.suffix == ENDING and not is_vision(path)):
            yield NamedFile(path.stem, path)


def _of_folder(top: Path) -> Iterator[NamedFile]:
    for folder, below, names in os.walk(top):
        below[:] = sorted(name for name in below if not _hidden(name))
        paths = [Path(folder, name) for name in scenario_names(map(Path, names))]
        shown = sorted((one for one in paths if not is_vision(one)), key=lambda one: one.stem)
        for path in _parents_first(shown):
            yield NamedFile(path.relative_to(top).with_suffix("").as_posix(), path)


def _parents_first(paths: Sequence[Path]) -> list[Path]:
    by_place = {os.path.realpath(path): path for path in paths}
    ordered: dict[Path, None] = {}
    for path in paths:
        chain: list[Path] = []
        following: Path | None = path
        while following is not None and following not in (*chain, *ordered):
            chain.append(following)
            following = by_place.get(_place_of_parent(following))
        ordered |= dict.fromkeys(reversed(chain))
    return [*ordered]


def _place_of_parent(path: Path) -> str:
    """Return where the file that `path` extends lies; what is wrong with it is told later."""
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST).decode("utf-8-sig")
        said = None if is_too_dotted(text) else tomllib.loads(text).get("extends")
        return os.path.realpath(path.parent / said) if isinstance(said, str) else ""
    except (OSError, ValueError, RecursionError):
        return ""


def _hidden(name: str) -> bool:
    return name.startswith(".")


def _nothing(argument: str) -> Fault:
    given = Path(argument)
    there = given if exists(given) else given.parent
    return fault("scenario_none_found", file=argument, beside=beside(there))


def _without_repeats(files: Iterable[NamedFile]) -> list[NamedFile]:
    first: dict[str, NamedFile] = {}
    for one in files:
        first.setdefault(os.path.realpath(one.path), one)
    return [*first.values()]


def _names_twice(files: Iterable[NamedFile]) -> Iterator[Fault]:
    # Names that differ in case alone are one file on many systems.
    first: dict[str, NamedFile] = {}
    for one in files:
        other = first.setdefault(one.name.casefold(), one)
        if other is not one:
            yield fault(
                "scenario_name_twice", file=str(one.path), name=one.name, first=other.path
            )
