"""A resolved scenario back to TOML."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel

from projection.language import Text
from projection.scenarios.model import Scenario
from projection.scenarios.year_path import YearPath
from projection.toml import bilingual, quoted

# Hardly a file says so, and no file need.
_USUAL = ("cohort-component", "national")
_NOT_WRITTEN = ("name", "file", "fertility", "mortality", "migration")


def to_toml(scenario: Scenario) -> str:
    """Write a resolved scenario as TOML.

    Parameters
    ----------
    scenario
        The scenario; the path of its life table is written as seen from its file's folder.

    Returns
    -------
    str
        Read from the same place, it gives an equal scenario.
    """
    folder = scenario.file.parent
    blocks = ["", "[fertility]", "[mortality]", *["[[migration]]"] * len(scenario.migration)]
    parts = (scenario, scenario.fertility, scenario.mortality, *scenario.migration)
    values = [values_of(part, folder) for part in parts]
    if scenario.label == scenario.title:
        del values[0]["label"]
    return "\n".join(section(*block) for block in zip(blocks, values, strict=True))


def values_of(part: BaseModel, folder: Path, *, usual: bool = False) -> dict[str, str]:
    """Return what a scenario, one of its sections or a lever says: key to value in TOML.

    Parameters
    ----------
    part
        The model; a scenario's sections are left out.
    folder
        Where paths of files start from.
    usual
        Whether words that hardly a file says are among them: only they undo a parent's.
    """
    return {
        key: _value(value, folder)
        for key, value in part
        if key not in _NOT_WRITTEN
        and value is not None
        and value is not False
        and (usual or value not in _USUAL)
    }


def section(head: str, values: Mapping[str, str]) -> str:
    """Return the lines of a section: its heading, empty at the top, then keys and values."""
    lines = [head] if head else []
    lines += [f"{key} = {value}" for key, value in values.items()]
    return "".join(f"{line}\n" for line in lines)


def _value(value: object, folder: Path) -> str:
    if isinstance(value, Text):
        return bilingual(value)
    if isinstance(value, YearPath):
        return _path(value)
    if isinstance(value, Path):
        return quoted(Path(os.path.relpath(value, folder)).as_posix())
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    return quoted(value) if isinstance(value, str) else str(value).lower()


def _path(path: YearPath) -> str:
    numbers = [repr(value).removesuffix(".0") for value in path.values]
    if not path.years:
        return numbers[0]
    points = zip(path.years, numbers, strict=True)
    return f"{{ {', '.join(f'{year} = {number}' for year, number in points)} }}"
