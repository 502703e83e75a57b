"""Base rates fitted once, and as many runs from them as a question takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import xarray as xr

from projection.estimation import BaseRates, fit_base_rates
from projection.inputs import Inputs
from projection.running import horizon, run_from
from projection.scenarios import Scenario
from projection.scenarios.rates import PeriodRates, period_rates


@dataclass(frozen=True)
class Experiment:
    """One region from its base year to a last year.

    Parameters
    ----------
    inputs
        Where base rates come from.
    base
        Base rates by single years.
    end
        Last year, as of 1 January.
    """

    inputs: Inputs
    base: BaseRates
    end: int

    def run(self, scenarios: Sequence[Scenario]) -> xr.Dataset:
        """Project scenarios together; dims (scenario, year or period, ...).

        Raises
        ------
        RunError, ScenarioError, InputsError
            As `projection.run`.
        """
        return run_from(self.base, scenarios, self.end)

    def rates(self, scenario: Scenario) -> PeriodRates:
        """Return the rates of every period under a scenario."""
        return period_rates(scenario, self.base, self.end)


def prepare(
    inputs: Inputs,
    scenarios: Sequence[Scenario],
    *,
    start: int | None = None,
    end: int | None = None,
) -> Experiment:
    """Fit base rates for scenarios that share their first and last year.

    Parameters
    ----------
    inputs
        Checked inputs of the region.
    scenarios
        What will be run; they set the horizon where `start` and `end` do not.
    start, end
        Years, as of 1 January, instead of the scenarios' own.

    Raises
    ------
    RunError, EstimationError
        The horizons differ, or the base year was not observed.
    """
    first, last = horizon(inputs, scenarios, start, end, 1)
    return Experiment(inputs, fit_base_rates(inputs, start=first), last)
