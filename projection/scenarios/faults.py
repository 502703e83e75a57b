"""From what pydantic refuses to faults with the line and place in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from projection.errors import Fault, fault
from projection.language import Text
from projection.messages import MESSAGES
from projection.scenarios.lines import line_of
from projection.scenarios.model import Fertility, Lever, Mortality, ScenarioFile
from projection.scenarios.refusal import (
    REFUSED,
    Loc,
    listed,
    nearest,
    place_of,
    shown,
    wrong_kind,
)

Sections = Mapping[str, type[BaseModel]]

SECTIONS: Sections = {
    "": ScenarioFile,
    "[fertility]": Fertility,
    "[mortality]": Mortality,
    "[[migration]]": Lever,
}


def faults_of(
    error: ValidationError,
    lines: Mapping[Loc, int],
    in_file: Callable[[Loc], Loc] = tuple,
    sections: Sections = SECTIONS,
) -> list[Fault]:
    """Translate everything that pydantic found wrong, in the order of the file's lines.

    Parameters
    ----------
    error
        What validation raised.
    lines
        The file's lines by path of keys (`lines.key_lines`).
    in_file
        Gives the path in the file for one in what was validated, where the two differ.
    sections
        The sections of such files: heading to model; the top's heading is empty.

    Returns
    -------
    list of Fault
        With line and place; the file is left to the caller.
    """
    found = [
        replace(one, line=line_of(lines, loc), place=place_of(_around(loc, one)))
        for details in error.errors(include_url=False)
        for loc, one in ((in_file(loc), one) for loc, one in _faults(details, sections))
    ]
    return sorted(found, key=lambda one: one.line or 0)


def _faults(details: ErrorDetails, sections: Sections) -> Iterator[tuple[Loc, Fault]]:
    loc: Loc = tuple(details["loc"])
    if details["type"] == REFUSED:
        yield from (((*loc, *below), one) for below, one in details["ctx"]["found"])
    elif details["type"] == "extra_forbidden":
        yield loc, _unknown_key(loc, sections)
    elif details["type"] == "missing":
        yield loc, fault("scenario_key_missing", found=loc[-1])
    else:
        yield loc, _other(loc, details, sections)


def _other(loc: Loc, details: ErrorDetails, sections: Sections) -> Fault:
    section = _section(loc, sections)
    if details["type"] == "literal_error":
        return _choice(sections[section], loc, details["input"])
    return wrong_kind("scenario_a_section", details["input"], section=section)


def _choice(model: type[BaseModel], loc: Loc, value: object) -> Fault:
    known = get_args(model.model_fields[str(loc[-1])].annotation)
    return fault(
        "scenario_choice", expected=listed(f'"{one}"' for one in known), found=shown(value)
    )


def _unknown_key(loc: Loc, sections: Sections) -> Fault:
    key = str(loc[-1])
    known = tuple(sections[_section(loc, sections) if loc[1:] else ""].model_fields)
    homes = [name for name, model in sections.items() if key in model.model_fields]
    if homes:
        return fault("scenario_key_elsewhere", found=listed([key]), home=_home(homes[0]))
    if near := nearest(key, known):
        return fault("unknown_key_near", found=listed([key]), near=near)
    return fault("unknown_key", found=listed([key]), known=listed(known))


def _section(loc: Loc, sections: Sections) -> str:
    return next((name for name in sections if name.strip("[]") == loc[0]), "")


def _home(section: str) -> Text:
    if not section:
        return MESSAGES["scenario_home_top"]
    words = MESSAGES["scenario_home_section"]
    return Text(ja=words.ja.format(section=section), en=words.en.format(section=section))


def _around(loc: Loc, one: Fault) -> Loc:
    # An unknown or missing key is named by its message; its place is what is around it.
    named = (
        "unknown_key",
        "unknown_key_near",
        "scenario_key_missing",
        "scenario_key_elsewhere",
    )
    return loc[:-1] if one.key in named else loc
