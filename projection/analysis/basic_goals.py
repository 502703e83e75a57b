"""What each basic goal of a strategy owns, and what it contributes to a figure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.analysis.asked import Asked
from projection.analysis.experiment import Experiment
from projection.analysis.mixtures import Component, Side, components
from projection.analysis.shapley import shapley, whole_shares
from projection.errors import Fault, fault
from projection.language import Text
from projection.running import run_rates
from projection.scenarios import Scenario
from projection.scenarios.delaying import delayed_rates
from projection.scenarios.refusal import listed, nearest
from projection.scenarios.values import AGES as ALL_AGES
from projection.scenarios.vision_loading import fault_in
from projection.scenarios.vision_model import (
    BASIS,
    FERTILITY,
    MORTALITY,
    NAMED_PARTS,
    BasicGoal,
    Vision,
)

# All runs of a block are held in memory at once.
_BLOCK = 64
# How a vision file names what is not a lever.
_NAMES = {"fertility": FERTILITY, "mortality": MORTALITY, "base_migration": BASIS}


def differing_parts(
    experiment: Experiment, scenario: Scenario, without: Scenario
) -> tuple[Component, ...]:
    """Return what a strategy does differently from the scenario without it."""
    return components(Side(experiment, without), Side(experiment, scenario))


def mixture(scenario: Scenario, without: Scenario, parts: Collection[Component]) -> Scenario:
    """Return the scenario without the strategy but for some parts of it.

    Parameters
    ----------
    scenario, without
        The strategy, and what happens without it.
    parts
        Some of `differing_parts`.

    Returns
    -------
    Scenario
        `without` for no parts; for all of them it does what `scenario` does.
    """
    sections = {
        name: getattr(scenario, name)
        for name in (_NAMES.get(part.kind) for part in parts)
        if name is not None
    }
    left_out = [part.levers[0] for part in parts]
    kept = [lever for lever in without.migration if lever not in left_out]
    added = [part.levers[1] for part in parts if part.levers[1] is not None]
    return without.model_copy(update={**sections, "migration": (*kept, *added)})


def share_out(vision: Vision, parts: Sequence[Component]) -> list[list[Component]]:
    """Give every part to the basic goal that owns it.

    A basic goal owns the parts that it names, and the levers within its ages that none names.

    Parameters
    ----------
    vision
        Its basic goals.
    parts
        As from `differing_parts`.

    Returns
    -------
    list of lists of Component
        One list a basic goal.
    """
    goals = vision.said.basic_goals
    owners = [_owners(goals, part) for part in parts]
    return [
        [part for part, own in zip(parts, owners, strict=True) if own == [position]]
        for position in range(len(goals))
    ]


def ownership_faults(
    vision: Vision, experiment: Experiment, scenarios: Sequence[Scenario], without: Scenario
) -> list[Fault]:
    """Say which parts belong to no basic goal or to several, and which names mean nothing.

    Parameters
    ----------
    vision
        Its basic goals; where it has none, nothing is wrong.
    experiment
        Base rates.
    scenarios, without
        The scenarios tested, and the one without the strategy.
    """
    goals = vision.said.basic_goals
    if not goals:
        return []
    parts = [part for one in scenarios for part in differing_parts(experiment, one, without)]
    # What several scenarios say is told once.
    of_label = {part.label: part for part in parts}
    found = [(part, _owners(goals, part)) for part in of_label.values()]
    return [
        *_unknown_names(vision, [*scenarios, without]),
        *(_ownership_fault(vision, *one) for one in found if len(one[1]) != 1),
    ]


def contributions(
    vision: Vision,
    experiment: Experiment,
    scenario: Scenario,
    without: Scenario,
    figure: Asked,
    delay: int = 0,
) -> xr.DataArray:
    """Return what each basic goal contributes to the difference that a strategy makes.

    The Shapley value over basic goals, each taking all its parts from the strategy or none:
    `phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S))`, with `v(S)`
    the figure when the basic goals S do what the strategy says (Shapley 1953).

    Parameters
    ----------
    vision
        Its basic goals own every part (see `ownership_faults`).
    experiment
        Base rates and last year.
    scenario, without
        The strategy, and what happens without it.
    figure
        What is shared out.
    delay
        Years by which the strategy begins later.

    Returns
    -------
    xarray.DataArray
        Dim `basic_goal` (English titles). Sums to the difference; exactly zero for a basic
        goal none of whose parts differ.
    """
    goals = vision.said.basic_goals
    groups = share_out(vision, differing_parts(experiment, scenario, without))
    players = [position for position, group in enumerate(groups) if group]
    sets = [
        [
            part
            for bit, player in enumerate(players)
            if number >> bit & 1
            for part in groups[player]
        ]
        for number in range(2 ** len(players))
    ]
    mixed = [mixture(scenario, without, parts) for parts in sets]
    blocks = [mixed[first : first + _BLOCK] for first in range(0, len(mixed), _BLOCK)]
    values = [_values(experiment, block, without, figure, delay) for block in blocks]
    shares = np.zeros(len(goals))
    shares[players] = shapley(np.concatenate(values))
    return xr.DataArray(
        shares, dims="basic_goal", coords={"basic_goal": [one.title.en for one in goals]}
    )


def rounded(shares: NDArray[np.float64], total: float, decimals: int) -> NDArray[np.float64]:
    """Round contributions so that they add up to the rounded total.

    Parameters
    ----------
    shares
        Contributions. Shape (basic goal,).
    total
        What they sum to.
    decimals
        How many are kept.
    """
    unit = 10.0**decimals
    return whole_shares(shares * unit, np.round(total * unit)) / unit


def _values(
    experiment: Experiment,
    mixed: Sequence[Scenario],
    without: Scenario,
    figure: Asked,
    delay: int,
) -> NDArray[np.float64]:
    base, end = experiment.base, experiment.end
    rates = [delayed_rates(one, without, base, end, delay) for one in mixed]
    names = [str(number) for number in range(len(rates))]
    return figure.value(run_rates(base, rates, names)).values


def _owners(goals: Sequence[BasicGoal], part: Component) -> list[int]:
    names = _names(part)
    naming = [at for at, goal in enumerate(goals) if not names.isdisjoint(goal.components)]
    return naming or [
        at for at, goal in enumerate(goals) if goal.ages and _within(part, *goal.ages)
    ]


def _names(part: Component) -> set[str]:
    """Return what names a part: a section's key, or a lever's title in either language."""
    titles = [one.title for one in part.levers if one is not None]
    return {_NAMES.get(part.kind, ""), *(word for one in titles for word in (one.ja, one.en))}


def _within(part: Component, lower: int, upper: int) -> bool:
    """Return whether a part is a lever whose ages, on both sides, lie within these."""
    ages = [one.ages or ALL_AGES for one in part.levers if one is not None]
    return bool(ages) and all(lower <= low and high <= upper for low, high in ages)


def _ownership_fault(vision: Vision, part: Component, owners: Sequence[int]) -> Fault:
    goals = vision.said.basic_goals
    if not owners:
        return fault_in(vision, ("basic_goals",), fault("vision_no_owner", title=part.label))
    titles = [goals[owner].title for owner in owners]
    both = Text(ja="、".join(one.ja for one in titles), en=", ".join(one.en for one in titles))
    place = ("basic_goals", owners[-1])
    return fault_in(vision, place, fault("vision_two_owners", title=part.label, owners=both))


def _unknown_names(vision: Vision, scenarios: Sequence[Scenario]) -> Iterator[Fault]:
    titles = [lever.title for one in scenarios for lever in one.migration]
    known = [*NAMED_PARTS, *dict.fromkeys(word for one in titles for word in (one.ja, one.en))]
    for at, goal in enumerate(vision.said.basic_goals):
        for position, name in enumerate(goal.components):
            if name in known:
                continue
            place = ("basic_goals", at, "components", position)
            if near := nearest(name, known):
                found = fault("vision_component_near", found=listed([name]), near=near)
            else:
                found = fault("vision_component", found=listed([name]), known=listed(known))
            yield fault_in(vision, place, found)
