"""How likely the goals of a vision are met, from the members of an ensemble."""

from __future__ import annotations

from collections.abc import Sequence

import xarray as xr

from projection.analysis.futures import Future, coarse_bounds
from projection.analysis.goals import met_in
from projection.analysis.measures import find_measure
from projection.errors import Fault, ResultError, fault
from projection.inputs import Inputs
from projection.scenarios.vision_loading import fault_in
from projection.scenarios.vision_model import Goal, Vision


def ages_of(goals: Sequence[Goal]) -> tuple[int, ...]:
    """Return lower bounds of age groups that goals ask for, and of those after them.

    Parameters
    ----------
    goals
        Of a vision; people are kept by five-year groups, and by these.
    """
    spans = [goal.ages for goal in goals if goal.ages is not None]
    return tuple(sorted({bound for lower, upper in spans for bound in (lower, upper + 1)}))


def check_goals(vision: Vision, runs: xr.Dataset, inputs: Inputs) -> None:
    """Refuse goals that cannot be asked, before anything is drawn.

    Parameters
    ----------
    vision
        The file.
    runs
        The projections themselves, on the dim `scenario`.
    inputs
        Where published figures come from.

    Raises
    ------
    ResultError
        Everything in the file that members cannot answer, with its line.
    """
    wrong: list[Fault] = []
    for at, goal in enumerate(vision.said.goals):
        try:
            met_in(goal, runs, inputs)
            _refuse_ages_of_flows(goal)
        except ResultError as error:
            wrong += (fault_in(vision, ("goals", at, one.place), one) for one in error.faults)
    if wrong:
        raise ResultError(*wrong)


def probability_met(future: Future, goal: Goal, inputs: Inputs) -> float:
    """Return the share of members in which a goal is met.

    Parameters
    ----------
    future
        The members.
    goal
        As `check_goals` lets it pass.
    inputs
        Where published figures come from.
    """
    bounds = coarse_bounds((*ages_of([goal]), int(future.bounds[-1])))
    met = 0
    for some in future.pieces():
        members = future.dataset(some, bounds).rename(draw="scenario")
        met += int(met_in(goal, members, inputs).sum())
    return met / future.draws


def _refuse_ages_of_flows(goal: Goal) -> None:
    measure = find_measure(goal.measure)
    if goal.ages is not None and measure.dim == "period":
        raise ResultError(fault("ensemble_flow_ages", place="ages", label=measure.label))
