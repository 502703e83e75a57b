"""The goals of a vision file, for the page to check at every move of a slider."""

from __future__ import annotations

from typing import Any

import xarray as xr

from projection.analysis.goals import Outcome, outcomes
from projection.errors import Fault, ResultError
from projection.inputs import Inputs
from projection.report.limits import limit_words
from projection.scenarios import Vision
from projection.scenarios.vision_loading import fault_in


def goals_data(vision: Vision, runs: xr.Dataset, inputs: Inputs) -> list[dict[str, Any]]:
    """Return the goals of a vision file, their published limits looked up.

    Parameters
    ----------
    vision
        The file.
    runs
        A run on dim `scenario`, for the years and ages that goals may name.
    inputs
        Where published figures come from.

    Returns
    -------
    list of dict
        For JSON, one a goal.

    Raises
    ------
    ResultError
        Everything in the file that these runs cannot answer, with its line.
    """
    found: list[dict[str, Any]] = []
    wrong: list[Fault] = []
    for at, goal in enumerate(vision.said.goals):
        try:
            found.append(_goal(outcomes(goal, runs, inputs)[0]))
        except ResultError as error:
            wrong += (fault_in(vision, ("goals", at, one.place), one) for one in error.faults)
    if wrong:
        raise ResultError(*wrong)
    return found


def _goal(outcome: Outcome) -> dict[str, Any]:
    goal, measure = outcome.goal, outcome.asked.measure
    of_run = goal.limit.year is not None and not goal.limit.published
    return {
        "title": goal.title,
        "chapter": goal.chapter,
        "measure": measure.name,
        "dim": measure.dim,
        "sex": goal.sex,
        "ages": goal.ages,
        "decimals": measure.decimals,
        "when": goal.when,
        "first": goal.every[0] if goal.every else None,
        "last": goal.last_year,
        "comparison": goal.comparison,
        "limit": None if of_run else outcome.limit,
        "limitYear": goal.limit.year if of_run else None,
        "words": limit_words(goal),
    }
