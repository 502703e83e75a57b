import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from projection.analysis.measures import ALIASES, MEASURES
from projection.scenarios import scenario_schema, vision_schema
from projection.scenarios.model import Fertility, Lever, Mortality, ScenarioFile
from projection.scenarios.vision_model import BasicGoal, Goal, VisionFile

FOLDER = Path(__file__).parents[2] / "scenarios"
EXPORT = FOLDER / "scenario.schema.json"


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


def test_the_export_of_vision_files_is_up_to_date() -> None:
    exported = json.loads((FOLDER / "vision.schema.json").read_text(encoding="utf-8"))
    assert exported == vision_schema([*MEASURES, *ALIASES])


def test_every_key_of_vision_files_is_described() -> None:
    schema = vision_schema(["population"])
    check(schema["$defs"]["Goal"], Goal.model_fields)
    check(schema["$defs"]["BasicGoal"], BasicGoal.model_fields)
    check(schema, VisionFile.model_fields)
    assert schema["$defs"]["Goal"]["properties"]["measure"]["enum"] == ["population"]


def test_toml_has_no_null() -> None:
    assert "null" not in json.dumps([scenario_schema(), vision_schema(["population"])])


def test_dialect() -> None:
    assert scenario_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
