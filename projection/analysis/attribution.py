"""Why two scenarios differ: exact shares of the gap by component."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import xarray as xr

from projection.analysis.age_groups import ALL_AGES, group_ages
from projection.analysis.asked import Asked
from projection.analysis.bridge import Bridge, Part, bridge, check_years, groups_of
from projection.analysis.labelled import sum_over
from projection.analysis.measures import evaluate
from projection.analysis.mixtures import Component, Side, components, run_mixtures
from projection.analysis.shapley import shapley
from projection.errors import ResultError, fault
from projection.inputs.ages import AgeGroup

# 4,096 mixtures take some seconds; every player more doubles them.
MOST = 12


@dataclass(frozen=True)
class Player:
    """Components that count as one: a component by itself, or a goal of a strategy."""

    part: Part
    components: tuple[Component, ...]


def attribute(
    a: Side,
    b: Side,
    question: Asked,
    *,
    players: Sequence[Player] | None = None,
    by: str = "total",
    years: Sequence[int] = (),
) -> Bridge:
    """Attribute the gap between two scenarios to what differs between them.

    The Shapley value of each player over all mixtures of the two scenarios (see
    `shapley.shapley`): what a component adds, averaged over all orders in which the components
    of `a` may be exchanged for those of `b`. What comes of two components together (more
    mothers stay, and each has more children) is shared among them.

    Parameters
    ----------
    a, b
        From which to which scenario.
    question
        The figure.
    players
        Who shares the gap; every component that differs by itself where left out. A component
        that is in no player stays as in `a` throughout.
    by
        "total", "age3", "age5" or "single".
    years
        More years than that of the question.

    Returns
    -------
    Bridge
        From the figure of `a` to that of `b`; the parts sum to the gap in every cell. A player
        in which nothing differs has exactly zero.

    Raises
    ------
    ResultError
        More than `MOST` players, a year outside the run, or a figure that cannot be split.
    RunError
        As `projection.run.run` of each scenario.
    """
    runs = a.run, b.run
    sharing = _each(a, b) if players is None else players
    # Nothing differs in the others: they would only double the mixtures.
    active = [one for one in sharing if one.components]
    if len(active) > MOST:
        raise ResultError(fault("attribution_too_many", found=len(active), most=MOST))
    read = _reader(question, groups_of(question, by, runs[0]), years, runs[0])
    values = run_mixtures(a, b, [one.components for one in active], read)
    blank = read(runs[0]).isel(scenario=0, drop=True)
    start, end = (blank.copy(data=values[index]) for index in (0, -1))
    shares = dict(zip((one.part for one in active), shapley(values), strict=True))
    nothing = np.zeros_like(values[0])
    parts = {one.part: blank.copy(data=shares.get(one.part, nothing)) for one in sharing}
    return bridge(start, parts, end, question, (a.scenario.label, b.scenario.label))


def _each(a: Side, b: Side) -> list[Player]:
    return [Player(Part(one.name, one.label), (one,)) for one in components(a, b)]


def _reader(
    question: Asked, groups: Sequence[AgeGroup], years: Sequence[int], run: xr.Dataset
) -> Callable[[xr.Dataset], xr.DataArray]:
    """Return what gives the figure of a dataset on (scenario, age_group, year or period)."""
    dim = question.measure.dim
    columns = check_years([*years, question.year], run[dim].values.tolist())

    def read(dataset: xr.Dataset) -> xr.DataArray:
        if question.measure.by_age:
            chosen = dataset if question.sex == "both" else dataset.sel(sex=[question.sex])
            values = group_ages(sum_over(evaluate(question.measure, chosen), "sex"), groups)
        else:
            values = question.series(dataset).expand_dims(age_group=[ALL_AGES.label])
        return values.sel({dim: columns}).transpose("scenario", "age_group", dim)

    return read
