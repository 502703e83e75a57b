"""`projection scenario show`: a scenario with everything it inherits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from projection.cli.output import print_data, say_warnings
from projection.language import Language
from projection.report.wrapping import escaped
from projection.scenarios import load_scenario, scenario_warnings, to_toml


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    file: str


def command(options: Options, lang: Language) -> None:
    """Print the resolved scenario as TOML."""
    scenario = load_scenario(Path(options.file))
    say_warnings(scenario_warnings(scenario), lang)
    print_data(escaped(to_toml(scenario)).encode())
