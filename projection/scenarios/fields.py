"""The fields of a scenario file: how each is read, and what an editor is told of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema

from projection.language import LANGUAGES, Text
from projection.scenarios.values import (
    AGES,
    STEPS,
    YEARS,
    Bounds,
    parse_ages,
    parse_flag,
    parse_name,
    parse_path,
    parse_region,
    parse_step,
    parse_table,
    parse_text,
    parse_tfr,
    parse_year,
)
from projection.scenarios.year_path import YearPath


def _of_bounds(parse: Callable[[object, Bounds], object], bounds: Bounds) -> BeforeValidator:
    return BeforeValidator(lambda value: parse(value, bounds))


def _path_schema(bounds: Bounds) -> dict[str, Any]:
    number = {"type": "number", "minimum": bounds.lower, "maximum": bounds.upper}
    by_year = {
        "type": "object",
        "patternProperties": {"^(19|20|21)[0-9]{2}$|^2200$": number},
        "additionalProperties": False,
        "minProperties": 2,
    }
    return {"anyOf": [number, by_year]}


TFR_BOUNDS = (0.1, 10)
_TFR = Bounds(*TFR_BOUNDS, "scenario_unit_tfr", (0.5, 5))
_SHIFT = Bounds(-15, 15, "scenario_unit_shift")
_IMPROVEMENT = Bounds(-0.2, 0.2, "scenario_unit_improvement", (-0.05, 0.05))
_LEVEL = Bounds(0.01, 10, "scenario_unit_level", (0.5, 2))
_PERSONS = Bounds(-1_000_000, 1_000_000, "scenario_unit_persons")
_RATE = Bounds(-1, 1, "scenario_unit_rate", (-0.2, 0.2))

_TEXT_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "minLength": 1},
        {
            "type": "object",
            "properties": {lang: {"type": "string"} for lang in LANGUAGES},
            "additionalProperties": False,
            "minProperties": 1,
        },
    ]
}
_YEAR_SCHEMA = {"type": "integer", "minimum": YEARS[0], "maximum": YEARS[1]}
_AGE_SCHEMA = {"type": "integer", "minimum": AGES[0], "maximum": AGES[1]}
_AGES_SCHEMA = {"type": "array", "items": _AGE_SCHEMA, "minItems": 2, "maxItems": 2}
_FILE_SCHEMA = {"type": "string", "minLength": 1}

TextField = Annotated[Text, BeforeValidator(parse_text), WithJsonSchema(_TEXT_SCHEMA)]
Year = Annotated[int, BeforeValidator(parse_year), WithJsonSchema(_YEAR_SCHEMA)]
Ages = Annotated[tuple[int, int], BeforeValidator(parse_ages), WithJsonSchema(_AGES_SCHEMA)]
Region = Annotated[
    str,
    BeforeValidator(parse_region),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{6}$"}),
]
StepWidth = Annotated[
    int, BeforeValidator(parse_step), WithJsonSchema({"type": "integer", "enum": list(STEPS)})
]
Flag = Annotated[bool, BeforeValidator(parse_flag)]
FileName = Annotated[str, BeforeValidator(parse_name), WithJsonSchema(_FILE_SCHEMA)]
TableFile = Annotated[Path, BeforeValidator(parse_table), WithJsonSchema(_FILE_SCHEMA)]
FertilityPath = Annotated[
    YearPath | Literal["observed"],
    _of_bounds(parse_tfr, _TFR),
    WithJsonSchema({"anyOf": [{"const": "observed"}, *_path_schema(_TFR)["anyOf"]]}),
]
AgeShift = Annotated[
    YearPath, _of_bounds(parse_path, _SHIFT), WithJsonSchema(_path_schema(_SHIFT))
]
Improvement = Annotated[
    YearPath, _of_bounds(parse_path, _IMPROVEMENT), WithJsonSchema(_path_schema(_IMPROVEMENT))
]
Level = Annotated[
    YearPath, _of_bounds(parse_path, _LEVEL), WithJsonSchema(_path_schema(_LEVEL))
]
Persons = Annotated[
    YearPath, _of_bounds(parse_path, _PERSONS), WithJsonSchema(_path_schema(_PERSONS))
]
PersonRate = Annotated[
    YearPath, _of_bounds(parse_path, _RATE), WithJsonSchema(_path_schema(_RATE))
]
