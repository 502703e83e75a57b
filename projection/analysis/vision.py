"""Does the strategy hold: goals met and missed, who contributes what, what a delay costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import xarray as xr

from projection.analysis.asked import Asked
from projection.analysis.basic_goals import contributions, ownership_faults, rounded
from projection.analysis.delay import delay_costs, delayed_runs, longest_delay
from projection.analysis.experiment import Experiment
from projection.analysis.goals import Outcome, outcomes
from projection.errors import Fault, ResultError, fault
from projection.inputs import Inputs
from projection.scenarios import Scenario
from projection.scenarios.vision_loading import fault_in
from projection.scenarios.vision_model import Vision


@dataclass(frozen=True)
class Delayed:
    """A strategy that begins later.

    Parameters
    ----------
    delay
        Years.
    outcomes
        How each goal then fares, in the order of the file.
    longest
        For each goal the longest delay with which it is met (`delay.longest_delay`).
    length
        Years of the run; a goal that is met with so long a delay needs no strategy at all.
    costs
        `delay.delay_costs` for 0 to `delay` years.
    contributions
        Of each basic goal, dim `basic_goal`; None where there are none.
    """

    delay: int
    outcomes: tuple[Outcome, ...]
    longest: tuple[int | None, ...]
    length: int
    costs: xr.Dataset
    contributions: xr.DataArray | None

    @property
    def cost(self) -> float:
        """What the whole delay changes."""
        return float(self.costs["cost"].values[-1])

    def shown_costs(self, decimals: int) -> tuple[list[float], list[float]]:
        """Return the cost of each delay, and of its last year, between shown levels."""
        levels = np.round(self.costs["value"].values, decimals)
        return (levels - levels[0]).tolist(), np.diff(levels, prepend=levels[0]).tolist()

    @property
    def mean_cost(self) -> float:
        """What a year of it changes on average; zero for no delay."""
        return self.cost / self.delay if self.delay else 0.0


@dataclass(frozen=True)
class Examination:
    """How one scenario fares.

    Parameters
    ----------
    scenario, figure
        The scenario, and the figure that is shared out.
    outcomes, meanwhile
        How each goal fares, in the order of the file: with the strategy, and without it.
    value, without
        The figure with the strategy and without it.
    contributions
        Of each basic goal to `value - without`, dim `basic_goal`; None where there are none.
    delayed
        The same for a strategy that begins later; None where not asked for.
    """

    scenario: Scenario
    figure: Asked
    outcomes: tuple[Outcome, ...]
    meanwhile: tuple[Outcome, ...]
    value: float
    without: float
    contributions: xr.DataArray | None
    delayed: Delayed | None

    @property
    def difference(self) -> float:
        """What the strategy changes."""
        return self.value - self.without

    @property
    def shown_difference(self) -> float:
        """What the strategy changes, as the difference of the levels that readers see."""
        decimals = self.figure.measure.decimals
        return round(self.value, decimals) - round(self.without, decimals)

    @property
    def shown_cost(self) -> float:
        """What the whole delay changes, as the difference of the levels that readers see."""
        if self.delayed is None:
            return 0.0
        return self.delayed.shown_costs(self.figure.measure.decimals)[0][-1]

    def rounded_shares(self) -> list[float]:
        """Return the contributions as readers see them: they add up to the shown difference."""
        return self._rounded(self.contributions, self.shown_difference)

    def rounded_later_shares(self) -> list[float]:
        """Return those of the strategy that begins later."""
        shares = None if self.delayed is None else self.delayed.contributions
        return self._rounded(shares, self.shown_difference + self.shown_cost)

    def _rounded(self, shares: xr.DataArray | None, total: float) -> list[float]:
        if shares is None:
            return []
        return rounded(shares.values, total, self.figure.measure.decimals).tolist()


def examine(
    vision: Vision,
    experiment: Experiment,
    without: Scenario,
    scenarios: Sequence[Scenario],
    figure: Asked,
    delay: int | None = None,
) -> list[Examination]:
    """Check every goal under every scenario, and share out what the strategy changes.

    Parameters
    ----------
    vision
        Goals and basic goals.
    experiment
        Base rates and last year.
    without, scenarios
        What happens without the strategy, and the scenarios to test.
    figure
        What the contributions and the costs of a delay are about.
    delay
        Years by which the strategy begins later, for the same once more.

    Returns
    -------
    list of Examination
        One a scenario.

    Raises
    ------
    ResultError
        Everything in the file that these runs cannot answer, with its line: unknown measures,
        years outside the run, levers without a basic goal or with two.
    """
    # Without the strategy and with it: both must be populations, not only parts of a sum.
    experiment.run([without, *scenarios])
    length = experiment.end - experiment.base.start
    if delay is not None and not 0 <= delay <= length:
        raise ResultError(fault("vision_delay_outside", found=delay, longest=length))
    # The longest delay never begins: that is the run without the strategy.
    delays = [0, length] if delay is None else list(range(length + 1))
    runs = [delayed_runs(experiment, one, without, delays) for one in scenarios]
    wrong = _goal_faults(vision, runs[0], experiment.inputs)
    wrong += ownership_faults(vision, experiment, scenarios, without)
    if wrong:
        raise ResultError(*sorted(wrong, key=lambda one: one.line or 0))
    return [
        _examination(vision, experiment, (one, without), dataset, figure, delay)
        for one, dataset in zip(scenarios, runs, strict=True)
    ]


def in_last_year(figure: Asked, experiment: Experiment) -> Asked:
    """Return a figure in the last year of a run: of the stock, or of the last period."""
    end = experiment.end
    return replace(figure, year=end if figure.measure.dim == "year" else end - 1)


def _goal_faults(vision: Vision, runs: xr.Dataset, inputs: Inputs) -> list[Fault]:
    wrong: list[Fault] = []
    for at, goal in enumerate(vision.said.goals):
        try:
            outcomes(goal, runs, inputs)
        except ResultError as error:
            wrong += (fault_in(vision, ("goals", at, one.place), one) for one in error.faults)
    return wrong


def _examination(
    vision: Vision,
    experiment: Experiment,
    pair: tuple[Scenario, Scenario],
    runs: xr.Dataset,
    figure: Asked,
    delay: int | None,
) -> Examination:
    by_goal = [outcomes(goal, runs, experiment.inputs) for goal in vision.said.goals]
    values = figure.value(runs).values
    delayed = None
    if delay is not None:
        delayed = Delayed(
            delay=delay,
            outcomes=tuple(one[delay] for one in by_goal),
            longest=tuple(longest_delay(one) for one in by_goal),
            length=runs.sizes["scenario"] - 1,
            costs=delay_costs(runs.isel(scenario=slice(delay + 1)), figure),
            contributions=_contributions(vision, experiment, pair, figure, delay),
        )
    return Examination(
        scenario=pair[0],
        figure=figure,
        outcomes=tuple(one[0] for one in by_goal),
        meanwhile=tuple(one[-1] for one in by_goal),
        value=float(values[0]),
        without=float(values[-1]),
        contributions=_contributions(vision, experiment, pair, figure, 0),
        delayed=delayed,
    )


def _contributions(
    vision: Vision,
    experiment: Experiment,
    pair: tuple[Scenario, Scenario],
    figure: Asked,
    delay: int,
) -> xr.DataArray | None:
    if not vision.said.basic_goals:
        return None
    return contributions(vision, experiment, *pair, figure, delay)
