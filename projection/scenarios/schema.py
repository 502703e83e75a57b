"""The grammar of scenario and vision files for editors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from projection.scenarios.model import EFFECTS, ScenarioFile
from projection.scenarios.vision_model import LIMITS, WHENS, VisionFile


class _Grammar(GenerateJsonSchema):
    """JSON Schema for editors of TOML, which has no null and whose keys are titles enough."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if schema.get("default") is None:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def scenario_schema() -> dict[str, Any]:
    """Return the JSON Schema of a scenario file (draft 2020-12).

    Returns
    -------
    dict
        Ready for `json.dumps`; scenarios/scenario.schema.json is its export.
    """
    schema = ScenarioFile.model_json_schema(schema_generator=_Grammar)
    schema["$defs"]["Lever"]["oneOf"] = [{"required": [effect]} for effect in EFFECTS]
    dialect = {"$schema": _Grammar.schema_dialect}
    return {**dialect, **schema, "title": "Scenario file / シナリオファイル"}


def vision_schema(measures: Sequence[str]) -> dict[str, Any]:
    """Return the JSON Schema of a vision file (draft 2020-12).

    Parameters
    ----------
    measures
        The names that `measure` may have, which this room does not know.

    Returns
    -------
    dict
        Ready for `json.dumps`; scenarios/vision.schema.json is its export.
    """
    schema = VisionFile.model_json_schema(schema_generator=_Grammar)
    goal = schema["$defs"]["Goal"]
    goal["properties"]["measure"]["enum"] = list(measures)
    goal["allOf"] = [
        {"oneOf": [{"required": [key]} for key in keys]} for keys in (WHENS, LIMITS)
    ]
    owner = schema["$defs"]["BasicGoal"]
    owner["anyOf"] = [{"required": [key]} for key in ("components", "ages")]
    dialect = {"$schema": _Grammar.schema_dialect}
    return {**dialect, **schema, "title": "Vision file / ビジョンファイル"}
