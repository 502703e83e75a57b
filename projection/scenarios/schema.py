"""The grammar of scenario files for editors."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from projection.scenarios.model import EFFECTS, ScenarioFile


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
