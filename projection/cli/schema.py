"""`projection schema`: what editors complete and check files with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

from projection.analysis.measures import ALIASES, MEASURES
from projection.cli.output import print_data
from projection.inputs import inputs_schema, rates_schema
from projection.language import Language
from projection.scenarios import scenario_schema, vision_schema


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    kind: Literal["scenario", "vision", "inputs", "rates"]


def command(options: Options, _: Language) -> None:
    """Print the JSON Schema of scenario or vision files, `inputs.toml` or `rates.toml`."""
    print_data(schema_text(options.kind).encode())


def schema_text(kind: str) -> str:
    """Return the JSON Schema of a kind of file, as `Options.kind` names it."""
    schemas = {
        "scenario": scenario_schema,
        "vision": lambda: vision_schema([*MEASURES, *ALIASES]),
        "inputs": inputs_schema,
        "rates": rates_schema,
    }
    return f"{json.dumps(schemas[kind](), ensure_ascii=False, indent=2)}\n"
