"""A scenario to a file that extends another: what it says differently, and no more."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from projection.errors import ScenarioError, fault
from projection.files import replacing
from projection.scenarios.finding import ENDING
from projection.scenarios.loading import DEEPEST
from projection.scenarios.model import Scenario, same_title
from projection.scenarios.reading import parse_toml, read_text
from projection.scenarios.text import section, values_of
from projection.toml import quoted

_WORDS = ("title", "label", "notes")


def save_extension(child: Scenario, parent: Scenario, path: Path) -> None:
    """Write a scenario as a file that extends the file of another.

    Parameters
    ----------
    child
        The scenario; it has all levers of `parent` as they are, and may have more.
    parent
        What it was made from.
    path
        The file, replaced where it is there; read again it gives `child`.

    Raises
    ------
    ScenarioError
        The file is one that `parent` extends, or `parent` itself; no scenario file's ending.
    ProjectionError
        It cannot be written.
    """
    refuse_target(parent, path)
    with replacing(path) as temporary:
        temporary.write_text(_extension(child, parent, path), encoding="utf-8")


def refuse_target(parent: Scenario, path: Path) -> None:
    """Refuse a name under which an extension of `parent` cannot be saved.

    Raises
    ------
    ScenarioError
        As in `save_extension`.
    """
    if path.suffix != ENDING:
        raise ScenarioError(fault("save_ending", file=str(path), ending=ENDING))
    chain = [*_chain(parent.file)]
    if os.path.realpath(path) in map(os.path.realpath, chain):
        raise ScenarioError(fault("save_onto_parent", file=str(path), parent=parent.file))
    if len(chain) > DEEPEST:
        names = " → ".join([path.name, *(one.name for one in chain)])
        raise ScenarioError(
            fault("scenario_chain_too_long", file=str(path), limit=DEEPEST, chain=names)
        )


def _chain(path: Path) -> Iterator[Path]:
    """Yield a file and those it extends; read before, they are all there."""
    yield path
    table, _ = parse_toml(read_text(path))
    if "extends" in table:
        yield from _chain(path.parent / table["extends"])


def _extension(child: Scenario, parent: Scenario, path: Path) -> str:
    folder = path.parent
    head = {"extends": quoted(Path(os.path.relpath(parent.file, folder)).as_posix())}
    own = values_of(child, folder)
    words = {key: own.pop(key) for key in _WORDS if key in own}
    plain = _changed(own, values_of(parent, folder))
    blocks = [section("", {**words, **head, **plain})]
    for name in ("fertility", "mortality"):
        new, old = (
            values_of(getattr(one, name), folder, usual=True) for one in (child, parent)
        )
        if changed := _changed(new, old):
            blocks.append(section(f"[{name}]", changed))
    for lever in child.migration:
        if not any(same_title(lever.title, one.title) for one in parent.migration):
            blocks.append(section("[[migration]]", values_of(lever, folder)))
    return "\n".join(blocks)


def _changed(values: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in values.items() if others.get(key) != value}
