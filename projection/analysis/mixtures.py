"""Runs that take each component from one scenario or from another.

A component owns what differs between two sides: a section of the scenario with the base rates
that go with it, or one lever on net migration, matched by title.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.analysis.experiment import Experiment
from projection.errors import ResultError, fault
from projection.estimation import BaseRates
from projection.kernel import Rates
from projection.language import Text
from projection.running import run_rates
from projection.scenarios import Lever, Scenario
from projection.scenarios.levers import Migration, base_migration, scenario_migration
from projection.scenarios.model import same_title
from projection.scenarios.rates import PeriodRates

Array = NDArray[np.float64]
Kind = Literal["base_population", "fertility", "mortality", "base_migration", "lever"]

_LABELS: dict[Kind, Text] = {
    "base_population": Text(ja="基準人口", en="Base population"),
    "fertility": Text(ja="出生率", en="Fertility"),
    "mortality": Text(ja="死亡率", en="Mortality"),
    "base_migration": Text(ja="基準期間の移動", en="Migration of the base period"),
}

# All runs of a block are held in memory at once: some 2 MB each.
_BLOCK = 64


@dataclass(frozen=True)
class Side:
    """A scenario and the base rates that it starts from; what it gives is worked out once."""

    experiment: Experiment
    scenario: Scenario

    @property
    def base(self) -> BaseRates:
        """The base rates."""
        return self.experiment.base

    @cached_property
    def rates(self) -> PeriodRates:
        """The rates of every period."""
        return self.experiment.rates(self.scenario)

    @cached_property
    def run(self) -> xr.Dataset:
        """The run of the scenario alone, as `Experiment.run`."""
        return self.experiment.run([self.scenario])


@dataclass(frozen=True)
class Component:
    """What can be taken from either side.

    Parameters
    ----------
    kind
        "base_population": persons on the base date. "fertility": its section, the TFR of the
        base and the sex ratio at birth. "mortality": its section and the national course.
        "base_migration": net migration of the base period and `basis`. "lever": one lever.
    levers
        What each side has of a lever; None where a side lacks it.
    """

    kind: Kind
    levers: tuple[Lever | None, Lever | None] = (None, None)

    @property
    def lever(self) -> Lever | None:
        """The lever as the second side has it, or else the first."""
        return self.levers[1] or self.levers[0]

    @property
    def name(self) -> str:
        """Its name for machines: the kind, or the lever's English title."""
        return self.kind if self.lever is None else f"migration: {self.lever.title.en}"

    @property
    def label(self) -> Text:
        """What readers see."""
        if self.lever is None:
            return _LABELS[self.kind]
        title = self.lever.title
        return Text(ja=f"移動「{title.ja}」", en=f"Migration '{title.en}'")


def components(a: Side, b: Side) -> tuple[Component, ...]:
    """Return the components that differ between two sides, in a fixed order.

    A section that says the same in other words (a TFR that equals the observed one) does not
    differ: rates are compared, not words. Levers are, but for their titles.

    Raises
    ------
    ResultError
        The sides do not cover the same years and ages.
    """
    if _span(a) != _span(b):
        found, expected = (f"{one[0]}-{one[1]}" for one in (_span(b), _span(a)))
        raise ResultError(fault("attribution_spans_differ", found=found, expected=expected))
    one, other = a.rates, b.rates
    differ: dict[Kind, bool] = {
        "base_population": _differ(a.base.population, b.base.population),
        "fertility": _differ(one.rates.fertility, other.rates.fertility)
        or _differ(one.rates.sex_ratio, other.rates.sex_ratio),
        "mortality": _differ(one.life_expectancy, other.life_expectancy)
        or _differ(one.rates.survival, other.rates.survival),
        "base_migration": _differ(*map(_base_migrants, (a, b))),
    }
    sections = [Component(kind) for kind, differs in differ.items() if differs]
    pairs = _paired(a.scenario.migration, b.scenario.migration)
    return (*sections, *(Component("lever", pair) for pair in pairs if not _alike(*pair)))


def run_mixtures(
    a: Side,
    b: Side,
    groups: Sequence[Collection[Component]],
    read: Callable[[xr.Dataset], xr.DataArray],
) -> Array:
    """Run every mixture of two scenarios, and read a figure off each.

    Parameters
    ----------
    a, b
        The sides. A component of `components` that is in no group stays as in `a`.
    groups
        Components that go together; 2**n mixtures for n groups.
    read
        Gives the figure of a dataset of runs, the dim `scenario` first.

    Returns
    -------
    ndarray
        Shape (2**n, ...). Mixture k has group i from `b` where bit i of k is set, and all else
        from `a`.
    """
    mix = _mixer(a, b)
    values: list[Array] = []
    for first in range(0, 2 ** len(groups), _BLOCK):
        numbers = range(first, min(first + _BLOCK, 2 ** len(groups)))
        runs = [mix(_members(groups, number)) for number in numbers]
        population = np.stack([one.population for _, one in runs])
        names = [str(number) for number in numbers]
        dataset = run_rates(a.base, [rates for rates, _ in runs], names, population)
        values.append(read(dataset).values)
    return np.concatenate(values)


def _span(side: Side) -> tuple[int, int, tuple[int, ...]]:
    return side.base.start, side.experiment.end, tuple(side.base.ages.tolist())


def _differ(one: Array, other: Array) -> bool:
    return not np.array_equal(one, other)


def _base_migrants(side: Side) -> Array:
    # Not the two as applied alone: `losses_only` looks at the sum of both.
    base = side.base
    years = np.arange(base.start, side.experiment.end).reshape(-1, base.width)
    counts, rates = base_migration(base, side.scenario.basis, years)
    return np.concatenate([counts, rates, base.net_migrants[None]])


def _paired(
    of_a: Sequence[Lever], of_b: Sequence[Lever]
) -> list[tuple[Lever | None, Lever | None]]:
    """Match levers by title, each with one other at most."""
    left = list(of_b)
    pairs: list[tuple[Lever | None, Lever | None]] = []
    for lever in of_a:
        same = next((one for one in left if same_title(one.title, lever.title)), None)
        if same is not None:
            left.remove(same)
        pairs.append((lever, same))
    return [*pairs, *((None, lever) for lever in left)]


def _alike(one: Lever | None, other: Lever | None) -> bool:
    if one is None or other is None:
        return False
    return one.model_copy(update={"title": other.title}) == other


def _members(groups: Sequence[Collection[Component]], number: int) -> list[Component]:
    return [one for bit, group in enumerate(groups) if number >> bit & 1 for one in group]


def _mixer(
    a: Side, b: Side
) -> Callable[[Collection[Component]], tuple[PeriodRates, BaseRates]]:
    """Return what gives rates and base of the mixture that has some components from `b`."""
    ends = (a.rates, b.rates)
    pairs = _paired(a.scenario.migration, b.scenario.migration)
    years = np.arange(a.base.start, a.experiment.end).reshape(-1, a.base.width)

    # Mixtures that differ in births and deaths alone, next to each other, share migration.
    @lru_cache(_BLOCK)
    def migration(population: int, basis: int, levers: tuple[int, ...]) -> Migration:
        chosen = [pair[side] for pair, side in zip(pairs, levers, strict=True)]
        update = {
            "basis": (a, b)[basis].scenario.basis,
            "migration": tuple(one for one in chosen if one is not None),
        }
        mixed = a.scenario.model_copy(update=update)
        return scenario_migration(mixed, _base((a, b), population, basis), years)

    def mix(from_b: Collection[Component]) -> tuple[PeriodRates, BaseRates]:
        side = {kind: int(Component(kind) in from_b) for kind in _LABELS}
        levers = tuple(int(Component("lever", pair) in from_b) for pair in pairs)
        population, basis = side["base_population"], side["base_migration"]
        moves = migration(population, basis, levers)
        born, dying = ends[side["fertility"]].rates, ends[side["mortality"]]
        rates = Rates(dying.rates.survival, born.fertility, born.sex_ratio, *moves)
        return (
            PeriodRates(rates, dying.life_expectancy),
            _base((a, b), population, basis),
        )

    return mix


def _base(sides: tuple[Side, Side], population: int, migration: int) -> BaseRates:
    moving = sides[migration].base
    return replace(
        sides[0].base,
        population=sides[population].base.population,
        net_migrants=moving.net_migrants,
        exposed=moving.exposed,
        held_at_most=moving.held_at_most,
    )
