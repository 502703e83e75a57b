"""The thresholds of influence and decline: data in one file, which a user can replace."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from projection.errors import Fault, ResultError, fault
from projection.language import Text
from projection.scenarios.reading import parse_toml, read_text

STANDARD = Path(__file__).with_name("influence.toml")

_KEYS = ("year", "natural", "social", "steep", "source")
_GRADES = 5


@dataclass(frozen=True)
class Grades:
    """Thresholds, in %.

    Parameters
    ----------
    year
        The year compared where none is asked for.
    natural, social
        Lower bounds of the grades 2 to 5, ascending.
    steep
        The fall of the aged population from which on stage 3 begins.
    source
        Where they come from.
    """

    year: int
    natural: tuple[float, ...]
    social: tuple[float, ...]
    steep: float
    source: Text


def read_grades(path: Path = STANDARD) -> Grades:
    """Read thresholds.

    Parameters
    ----------
    path
        A TOML file in the form of `influence.toml` beside this module, which is the default.

    Raises
    ------
    ResultError, ScenarioError
        The file cannot be read, or something in it is missing or wrong; names everything.
    """
    table, faults = parse_toml(read_text(path))
    faults = faults or list(_faults(table))
    if faults:
        raise ResultError(*(one.in_file(str(path)) for one in faults))
    return Grades(
        year=table["year"],
        natural=tuple(map(float, table["natural"])),
        social=tuple(map(float, table["social"])),
        steep=float(table["steep"]),
        source=Text(ja=table["source"]["ja"], en=table["source"]["en"]),
    )


def _faults(table: Mapping[str, Any]) -> Iterator[Fault]:
    for key in table:
        if key not in _KEYS:
            yield fault("unknown_key", found=key, known=", ".join(_KEYS))
    if not _whole(table.get("year")):
        yield fault("grades_year", place="year", found=found_in(table, "year"))
    for key in ("natural", "social"):
        if not _bounds(table.get(key)):
            yield fault("grades_bounds", place=key, found=found_in(table, key))
    if not _number(table.get("steep")):
        yield fault("grades_steep", place="steep", found=found_in(table, "steep"))
    if not is_bilingual(table.get("source")):
        yield fault("grades_source", place="source", found=found_in(table, "source"))


def found_in(table: Mapping[str, Any], key: str) -> Text:
    """Return the value of a key as a message shows it."""
    found = str(table[key])[:60] if key in table else None
    return Text(ja=found or "なし", en=found or "nothing")


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _number(value: object) -> bool:
    return _whole(value) or (isinstance(value, float) and math.isfinite(value))


def _bounds(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == _GRADES - 1
        and all(map(_number, value))
        and all(lower < upper for lower, upper in pairwise(value))
    )


def is_bilingual(value: object) -> bool:
    """Whether a value of a TOML file is a text in both languages, and no more."""
    return (
        isinstance(value, dict)
        and set(value) == {"ja", "en"}
        and all(isinstance(one, str) and one for one in value.values())
    )
