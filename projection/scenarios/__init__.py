"""The only door to scenarios/: TOML to a frozen, checked scenario."""

from projection.scenarios.difference import Difference, scenario_difference
from projection.scenarios.finding import NamedFile, find_scenarios
from projection.scenarios.loading import load_scenario
from projection.scenarios.model import Fertility, Lever, Mortality, Scenario
from projection.scenarios.plausibility import scenario_warnings, warnings_of_all
from projection.scenarios.schema import scenario_schema, vision_schema
from projection.scenarios.text import to_toml
from projection.scenarios.vision_loading import load_vision
from projection.scenarios.vision_model import Vision
from projection.scenarios.year_path import YearPath

__all__ = [
    "Difference",
    "Fertility",
    "Lever",
    "Mortality",
    "NamedFile",
    "Scenario",
    "Vision",
    "YearPath",
    "find_scenarios",
    "load_scenario",
    "load_vision",
    "scenario_difference",
    "scenario_schema",
    "scenario_warnings",
    "to_toml",
    "vision_schema",
    "warnings_of_all",
]
