"""What a scenario file takes over from the one that it extends."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel

from projection.scenarios.model import Lever, ScenarioFile

_Model = TypeVar("_Model", bound=BaseModel)

# A child says these of itself, or not at all.
_OWN = ("title", "label", "notes", "extends")


def merge(parent: ScenarioFile, child: ScenarioFile) -> ScenarioFile:
    """Lay a scenario file over the one that it extends.

    Parameters
    ----------
    parent, child
        What the two files say; `parent` with all that it inherits.

    Returns
    -------
    ScenarioFile
        Everything but title, label and notes is inherited; fertility and mortality key by
        key; levers are appended, and one of the same title replaces its parent's.
    """
    update = {
        **{name: getattr(child, name) for name in _OWN},
        "fertility": _over(parent.fertility, child.fertility),
        "mortality": _over(parent.mortality, child.mortality),
        "migration": _levers(parent.migration, child.migration),
    }
    return _over(parent, child).model_copy(update=update)


def _over(parent: _Model, child: _Model) -> _Model:
    given = {name: getattr(child, name) for name in child.model_fields_set}
    return parent.model_copy(update=given)


def _levers(parents: tuple[Lever, ...], children: tuple[Lever, ...]) -> tuple[Lever, ...]:
    levers = list(parents)
    # By title: eight files of thousands of levers would take minutes pair by pair.
    places = {name: at for at, one in reversed([*enumerate(levers)]) for name in _names(one)}
    for lever in children:
        found = [places[name] for name in _names(lever) if name in places]
        at = min(found, default=len(levers))
        levers[at : at + 1] = [lever]
        places |= dict.fromkeys(_names(lever), at)
    return tuple(levers)


def _names(lever: Lever) -> tuple[tuple[str, str], ...]:
    return ("ja", lever.title.ja), ("en", lever.title.en)
