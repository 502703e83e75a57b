"""What a scenario may say but has hardly been seen; a layer apart from validity."""

from __future__ import annotations

from dataclasses import replace

from projection.errors import Fault, fault
from projection.scenarios.model import Scenario

# Highest of Japan, 1970 to 2024: Human Fertility Database.
HIGHEST_TFR, HIGHEST_YEAR = 2.17, 1971
# Lowest of Tokyo, 1995 to 2023: System of Social and Demographic Statistics.
LOWEST_TFR, LOWEST_YEAR = 0.99, 2023


def scenario_warnings(scenario: Scenario) -> list[Fault]:
    """Say what is far from anything seen, naming the figure that it is compared with.

    Parameters
    ----------
    scenario
        A resolved scenario.

    Returns
    -------
    list of Fault
        Warnings, none of which stops a run.
    """
    tfr = scenario.fertility.tfr
    if tfr == "observed":
        return []
    low, high = min(tfr.values), max(tfr.values)
    found = []
    if high > HIGHEST_TFR:
        found.append(
            fault("scenario_tfr_high", found=high, figure=HIGHEST_TFR, year=HIGHEST_YEAR)
        )
    if low < LOWEST_TFR:
        found.append(fault("scenario_tfr_low", found=low, figure=LOWEST_TFR, year=LOWEST_YEAR))
    return [replace(one, file=str(scenario.file), place="fertility.tfr") for one in found]
