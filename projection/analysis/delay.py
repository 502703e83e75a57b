"""What it costs to begin later, and how long one may wait."""

from __future__ import annotations

from collections.abc import Sequence

import xarray as xr

from projection.analysis.asked import Asked
from projection.analysis.experiment import Experiment
from projection.analysis.goals import Outcome
from projection.running import run_rates
from projection.scenarios import Scenario
from projection.scenarios.delaying import delayed_rates


def delayed_runs(
    experiment: Experiment, scenario: Scenario, without: Scenario, delays: Sequence[int]
) -> xr.Dataset:
    """Run a strategy that begins later, once for every delay.

    What a delay of fertility, mortality and levers is, `scenarios.delaying.delayed_rates` says.

    Parameters
    ----------
    experiment
        Base rates and last year.
    scenario, without
        The strategy, and what happens until it begins.
    delays
        Years; 0 is the strategy as it is, the years of the whole run are `without`.

    Returns
    -------
    xarray.Dataset
        As `run_rates` gives it; the dim `scenario` is named by the delays.
    """
    base, end = experiment.base, experiment.end
    rates = [delayed_rates(scenario, without, base, end, delay) for delay in delays]
    return run_rates(base, rates, [str(delay) for delay in delays])


def delay_costs(runs: xr.Dataset, figure: Asked) -> xr.Dataset:
    """Return what every year of delay costs.

    Parameters
    ----------
    runs
        From `delayed_runs`, with the delays 0, 1, 2, ... in this order.
    figure
        What is lost.

    Returns
    -------
    xarray.Dataset
        On dim `delay`: `value`, the figure `v(d)`; `cost`, `v(d) - v(0)`; `yearly_cost`, that
        of this year of delay alone, `v(d) - v(d - 1)`, zero for none. The yearly costs up to
        a delay sum to its cost.
    """
    delays = [int(name) for name in runs["scenario"].values]
    value = figure.value(runs).drop_vars("scenario").rename(scenario="delay")
    value = value.assign_coords(delay=delays)
    cost = value - value.isel(delay=0, drop=True)
    yearly = cost.diff("delay").reindex(delay=delays, fill_value=0.0)
    return xr.Dataset({"value": value, "cost": cost, "yearly_cost": yearly})


def longest_delay(by_delay: Sequence[Outcome]) -> int | None:
    """Return the longest delay with which a goal is met, and with all shorter ones too.

    Parameters
    ----------
    by_delay
        How the goal fares for a delay of 0, 1, 2, ... years.

    Returns
    -------
    int or None
        None where the goal is not met without delay.
    """
    met = [one.met for one in by_delay]
    waiting = met.index(False) if False in met else len(met)
    return waiting - 1 if waiting else None
