"""What a reader may change in the page, and how far."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from projection.analysis.applying import TFR_BOUNDS, cells_of
from projection.analysis.unknowns import Member
from projection.estimation import BaseRates
from projection.inputs.ages import AgeGroup
from projection.language import Text
from projection.scenarios import Lever, Scenario, YearPath
from projection.scenarios.levers import scenario_migration
from projection.scenarios.model import same_title

Array = NDArray[np.float64]

# Years from the first effect of the measures to their full one, as in `analysis.applying`.
RAMP = 10
# What moves people in the page: whom one unit of it brings.
MOVERS: Mapping[str, tuple[Member, ...]] = MappingProxyType(
    {
        "young": (Member(ages=AgeGroup(20, 39)),),
        "families": (
            Member(ages=AgeGroup(30, 39), persons=2.0),
            Member(ages=AgeGroup(0, 9), persons=1.5),
        ),
    }
)

# A fiftieth of those who live there, a year; what strategies promise lies well within.
_SHARE = 0.02
_LEAST = 10.0
_ROUND = (1, 2, 3, 5, 10)
_STEPS = (1, 5, 10)
# In per cent a year: 1 % faster or slower is about what separates the national course after
# 2000 from a standstill, or from twice its pace.
_MORTALITY = 1.0
_LATEST = 20


@dataclass(frozen=True)
class Slider:
    """One slider.

    Parameters
    ----------
    lower, upper, step
        Its ends and its grid.
    decimals
        How many a value has.
    """

    lower: float
    upper: float
    step: float
    decimals: int


def sliders(base: BaseRates, end: int) -> dict[str, Slider]:
    """Return the sliders of a page.

    The ends of those that move people are a fiftieth of the people of these ages a year,
    rounded up; nothing of one municipality stands in them.

    Parameters
    ----------
    base
        Base rates by single years.
    end
        Last year of the run.

    Returns
    -------
    dict
        "tfr", "young", "families", "mortality" and "start"; a mover of whom nobody lives there
        is left out.
    """
    latest = min(base.start + _LATEST, end - 1)
    movers = {
        key: _mover(most)
        for key, members in MOVERS.items()
        if (most := min(_living(one, base) / one.persons for one in members)) > 0
    }
    return {
        "tfr": Slider(*TFR_BOUNDS, 0.01, 2),
        **movers,
        "mortality": Slider(-_MORTALITY, _MORTALITY, 0.1, 1),
        "start": Slider(base.start, latest, 1, 0),
    }


def levers_of(key: str, scenario: Scenario) -> tuple[Lever, ...]:
    """Return the levers that one unit a year of a mover stands for.

    Parameters
    ----------
    key
        Of `MOVERS`.
    scenario
        Where they will be added: its own levers keep their titles to themselves.
    """
    return tuple(_lever(member, scenario) for member in MOVERS[key])


def spread(key: str, scenario: Scenario, base: BaseRates) -> Array:
    """Return whom one unit a year of a mover brings, by sex and age.

    Parameters
    ----------
    key
        Of `MOVERS`.
    scenario
        Nobody comes to the ages that it closes.
    base
        Newcomers are spread in proportion to its population.

    Returns
    -------
    ndarray
        Persons a year. Shape (2, age).
    """
    closing = tuple(lever for lever in scenario.migration if lever.closed)
    alone = scenario.model_copy(update={"migration": closing + levers_of(key, scenario)})
    still = replace(base, net_migrants=np.zeros_like(base.net_migrants))
    return scenario_migration(alone, still, np.array([[base.start]])).counts[0]


def _living(member: Member, base: BaseRates) -> float:
    return float((cells_of(member, base.ages) * base.population).sum())


def _mover(most: float) -> Slider:
    upper = max(_LEAST, _rounded_up(_SHARE * most, _ROUND))
    return Slider(-upper, upper, max(1.0, _rounded_up(upper / 100, _STEPS)), 0)


def _rounded_up(value: float, heads: tuple[int, ...]) -> float:
    """Return the next number above that is one of `heads` times a power of ten.

    Examples
    --------
    >>> _rounded_up(307.6, (1, 2, 3, 5, 10))
    500.0
    """
    size = 10.0 ** math.floor(math.log10(value))
    return next(head * size for head in heads if head * size >= value)


def _lever(member: Member, scenario: Scenario) -> Lever:
    upper = member.ages.upper
    fields = {
        "title": _title(member, scenario),
        "sex": member.sex,
        "ages": (member.ages.lower, upper),
        "add_per_year": YearPath.constant(member.persons),
    }
    return Lever.model_validate(fields)


def _title(member: Member, scenario: Scenario) -> Text:
    who = member.label
    title = Text(ja=f"試算：{who.ja}の純移動", en=f"Trial: net migration, {who.en}")
    number = 1
    while any(same_title(title, other.title) for other in scenario.migration):
        number += 1
        title = Text(
            ja=f"試算{number}：{who.ja}の純移動", en=f"Trial {number}: net migration, {who.en}"
        )
    return title
