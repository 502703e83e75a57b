"""The fields of a vision file: what is read, what is refused, and what an editor is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from projection.errors import fault
from projection.scenarios.refusal import listed, refuse, wrong_kind
from projection.scenarios.values import YEARS, parse_name

_REFERENCES = ("year", "published")
_LARGEST = 1e12


@dataclass(frozen=True)
class Limit:
    """What a figure is held against: a number, or the same figure in another year.

    Parameters
    ----------
    number
        The number; None where the limit is a year's figure.
    year
        The other year.
    published
        Whether that year's figure is the published one, not that of the run.
    """

    number: float | None = None
    year: int | None = None
    published: bool = False


def _parse_limit(value: object) -> Limit:
    if isinstance(value, Limit):
        return value
    if isinstance(value, dict):
        return _parse_reference(value)
    # No nan, no infinity either.
    if (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and -_LARGEST <= value <= _LARGEST
    ):
        return Limit(number=float(value))
    return refuse(((), wrong_kind("vision_a_limit", value)))


def _parse_reference(table: Mapping[str, object]) -> Limit:
    unknown = [key for key in table if key not in _REFERENCES]
    if unknown or len(table) != 1:
        found = listed(table)
        refuse(((), fault("vision_reference", known=listed(_REFERENCES), found=found)))
    ((key, year),) = table.items()
    lower, upper = YEARS
    if isinstance(year, bool) or not isinstance(year, int) or not lower <= year <= upper:
        refuse(((key,), wrong_kind("scenario_a_year", year, lower=lower, upper=upper)))
    return Limit(year=year, published=key == "published")


def _parse_span(value: object) -> tuple[int, int]:
    years = list(value) if isinstance(value, list | tuple) else []
    whole = all(isinstance(year, int) and not isinstance(year, bool) for year in years)
    if len(years) == 2 and whole and YEARS[0] <= years[0] <= years[1] <= YEARS[1]:
        return years[0], years[1]
    return refuse(((), wrong_kind("vision_two_years", value)))


def _parse_files(value: object) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not names:
        refuse(((), wrong_kind("vision_files", value)))
    return tuple(parse_name(name) for name in names)


def _parse_names(value: object) -> tuple[str, ...]:
    names = list(value) if isinstance(value, list | tuple) else []
    if not names or not all(isinstance(one, str) and one for one in names):
        refuse(((), wrong_kind("vision_names", value)))
    return tuple(names)


_YEAR_SCHEMA = {"type": "integer", "minimum": YEARS[0], "maximum": YEARS[1]}
_LIMIT_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "number"},
        *(
            {
                "type": "object",
                "properties": {key: _YEAR_SCHEMA},
                "required": [key],
                "additionalProperties": False,
            }
            for key in _REFERENCES
        ),
    ]
}
_SPAN_SCHEMA = {"type": "array", "items": _YEAR_SCHEMA, "minItems": 2, "maxItems": 2}
_NAME_SCHEMA: dict[str, Any] = {"type": "string", "minLength": 1}
_NAMES_SCHEMA = {"type": "array", "items": _NAME_SCHEMA, "minItems": 1}

LimitField = Annotated[Limit, BeforeValidator(_parse_limit), WithJsonSchema(_LIMIT_SCHEMA)]
Span = Annotated[tuple[int, int], BeforeValidator(_parse_span), WithJsonSchema(_SPAN_SCHEMA)]
Files = Annotated[
    tuple[str, ...],
    BeforeValidator(_parse_files),
    WithJsonSchema({"anyOf": [_NAME_SCHEMA, _NAMES_SCHEMA]}),
]
Names = Annotated[tuple[str, ...], BeforeValidator(_parse_names), WithJsonSchema(_NAMES_SCHEMA)]
