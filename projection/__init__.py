"""Cohort-component population projection for municipalities, run from scenario files.

Examples
--------
From Python, the same way the command line goes::

    from pathlib import Path
    import projection

    inputs = projection.read_inputs(Path("inputs/kiyose"))
    vision = projection.load_scenario(Path("scenarios/kiyose/vision.toml"))
    result = projection.run(inputs, [vision])
    result["population"].sel(year=2060).sum(("sex", "age"))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from projection._version import __version__

if TYPE_CHECKING:
    from projection.analysis.comparison import compare
    from projection.errors import ProjectionError
    from projection.estimation import fit_base_rates
    from projection.inputs import (
        check_inputs,
        find_inputs,
        read_inputs,
        read_municipal,
        read_rates,
    )
    from projection.kernel import Convention, Rates, project, project_step
    from projection.recurrence import project_rates
    from projection.regions import project_multiregional, project_regions
    from projection.results import read_regions, read_result, write_result
    from projection.running import run, run_each
    from projection.running_many import fit_area, run_many
    from projection.scenarios import load_scenario

__all__ = [
    "Convention",
    "ProjectionError",
    "Rates",
    "__version__",
    "check_inputs",
    "compare",
    "find_inputs",
    "fit_area",
    "fit_base_rates",
    "load_scenario",
    "project",
    "project_multiregional",
    "project_rates",
    "project_regions",
    "project_step",
    "read_inputs",
    "read_municipal",
    "read_rates",
    "read_regions",
    "read_result",
    "run",
    "run_each",
    "run_many",
    "write_result",
]

_ROOMS = {
    "Convention": "kernel",
    "ProjectionError": "errors",
    "Rates": "kernel",
    "check_inputs": "inputs",
    "compare": "analysis.comparison",
    "find_inputs": "inputs",
    "fit_area": "running_many",
    "fit_base_rates": "estimation",
    "load_scenario": "scenarios",
    "project": "kernel",
    "project_multiregional": "regions",
    "project_rates": "recurrence",
    "project_regions": "regions",
    "project_step": "kernel",
    "read_inputs": "inputs",
    "read_municipal": "inputs",
    "read_rates": "inputs",
    "read_regions": "results",
    "read_result": "results",
    "run": "running",
    "run_each": "running",
    "run_many": "running_many",
    "write_result": "results",
}


def __getattr__(name: str) -> object:
    # Lazy, so that `projection --help` does not wait for arrays and tables.
    if name in _ROOMS:
        return getattr(import_module(f"projection.{_ROOMS[name]}"), name)
    raise AttributeError(f"module 'projection' has no attribute {name!r}")
