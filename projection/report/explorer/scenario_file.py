"""The parts of the scenario file that the page saves; the page adds what the reader changed.

The file stands by itself: it extends nothing, for it is saved where its reader wants it.
"""

from __future__ import annotations

from typing import Any

from projection.report.explorer.sliders import MOVERS, levers_of
from projection.scenarios import Scenario
from projection.scenarios.text import values_of

_WORDS = ("title", "label", "notes")


def file_parts(scenario: Scenario, region: str, start: int, end: int) -> dict[str, Any]:
    """Return what the scenario itself says, as TOML.

    Parameters
    ----------
    scenario
        What the reader starts from.
    region, start, end
        Written out, where the scenario leaves them to the command.

    Returns
    -------
    dict
        For JSON, values in TOML by key: `head`, `fertility`, `mortality`, one dict a lever in
        `levers`; `movers` are the levers of one unit a year: `persons` and the lever's values.
    """
    folder = scenario.file.parent
    whole = scenario.model_copy(update={"region": region, "start": start, "end": end})
    head = values_of(whole, folder)
    movers = {
        key: [_mover(values_of(lever, folder)) for lever in levers_of(key, scenario)]
        for key in MOVERS
    }
    return {
        "head": {key: value for key, value in head.items() if key not in _WORDS},
        "fertility": values_of(scenario.fertility, folder),
        "mortality": values_of(scenario.mortality, folder),
        "levers": [values_of(lever, folder) for lever in scenario.migration],
        "movers": movers,
    }


def _mover(values: dict[str, str]) -> dict[str, Any]:
    return {"persons": float(values.pop("add_per_year")), "values": values}
