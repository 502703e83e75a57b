import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from projection.scenarios import scenario_schema
from projection.scenarios.model import Fertility, Lever, Mortality, ScenarioFile

EXPORT = Path(__file__).parents[2] / "scenarios" / "scenario.schema.json"


def test_the_export_is_up_to_date() -> None:
    assert json.loads(EXPORT.read_text(encoding="utf-8")) == scenario_schema()


def test_every_key_is_described_and_no_other_allowed() -> None:
    schema = scenario_schema()
    models: dict[str, type[BaseModel]] = {
        "Fertility": Fertility,
        "Mortality": Mortality,
        "Lever": Lever,
    }
    for name, model in models.items():
        check(schema["$defs"][name], model.model_fields)
    check(schema, ScenarioFile.model_fields)


def check(part: dict[str, Any], fields: dict[str, Any]) -> None:
    assert part["additionalProperties"] is False
    assert set(part["properties"]) == set(fields)
    assert all(one["description"] for one in part["properties"].values())


def test_toml_has_no_null() -> None:
    assert "null" not in json.dumps(scenario_schema())


def test_dialect() -> None:
    assert scenario_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
