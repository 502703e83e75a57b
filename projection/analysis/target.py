"""What it would take: the value of a lever at which a figure reaches a target.

With f(v) the figure when the lever has the value v, f(v) = target is solved between two values
at which f lies on either side of the target (`roots.root_between`). Such values are looked for
on a grid over the lever's bounds: nothing is assumed of f between them but that it is
continuous.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from projection.analysis.applying import Bounds, Span, applied, bounds_of, own_value
from projection.analysis.asked import Asked
from projection.analysis.experiment import Experiment
from projection.analysis.roots import root_between
from projection.analysis.unknowns import Unknown
from projection.errors import ResultError, fault
from projection.running import run_rates
from projection.scenarios import Scenario
from projection.scenarios.levers import scenario_migration
from projection.scenarios.rates import PeriodRates, calendar_years, fertility
from projection.variables import ROUNDING

Array = NDArray[np.float64]
Figures = Callable[[Sequence[float | None]], Array]

GRID = 17
PAIRS = 9
_COARSE = 5
_DIGITS = 9
_ROUND_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_SAME = 1e-9


@dataclass(frozen=True)
class Target:
    """A figure, what it should be, and when a lever works towards it."""

    asked: Asked
    value: float
    span: Span


@dataclass(frozen=True)
class Solution:
    """The value of one lever that reaches a target, or how close it gets.

    Parameters
    ----------
    unknown, bounds
        What was solved for, and between which values.
    reached
        Whether a value within the bounds reaches the target.
    value, figure
        The value, of several the one nearest to the scenario's own; where the target is not
        reached the value that comes closest; and the figure that it gives.
    own, own_figure
        The scenario's own value (None where it has none) and figure.
    others
        Further values that reach the target.
    scenario
        The scenario with the lever at `value`.
    """

    unknown: Unknown
    bounds: Bounds
    reached: bool
    value: float
    figure: float
    own: float | None
    own_figure: float
    others: tuple[float, ...]
    scenario: Scenario


@dataclass(frozen=True)
class Frontier:
    """Pairs of values of two levers that reach a target together.

    Parameters
    ----------
    first, second
        The levers.
    pairs
        For each value of the first the solution of the second.
    """

    first: Unknown
    second: Unknown
    pairs: tuple[tuple[float, Solution], ...]


def solve(
    experiment: Experiment,
    scenario: Scenario,
    unknown: Unknown,
    target: Target,
    points: int = GRID,
    known: PeriodRates | None = None,
) -> Solution:
    """Find the value of one lever at which a figure reaches a target.

    Parameters
    ----------
    experiment, scenario
        What is run, and what it starts from.
    unknown, target
        The lever, and the figure to be reached.
    points
        Values of the grid on which a change of sign is looked for.
    known
        The scenario's rates, where somebody has worked them out already.

    Returns
    -------
    Solution
        Run again from `Solution.scenario`, the figure is the target to nine digits of the
        lever's value.

    Raises
    ------
    ResultError
        The year lies outside the run, or the lever does nothing to the figure.
    """
    bounds = bounds_of(unknown, experiment.base)
    known = known or experiment.rates(scenario)
    figures = _figures(experiment, scenario, unknown, target, known)
    grid = np.linspace(bounds.lower, bounds.upper, points)
    # The scenario itself runs along: one batch costs little more than one run.
    own_gap, *scanned = figures([None, *grid.tolist()])
    gaps = np.array(scanned)
    _refuse_no_effect(gaps, target, unknown)
    own = own_value(scenario, unknown, target.span, experiment.base)
    roots = _roots(figures, grid, gaps)
    if not roots:
        grid = np.linspace(*_around(grid, gaps), points)
        gaps = figures(grid.tolist())
        roots = _roots(figures, grid, gaps)
    near = sorted(roots, key=lambda root: abs(root - (own or 0.0)))
    value = near[0] if near else _closest(grid, gaps)
    return Solution(
        unknown=unknown,
        bounds=bounds,
        reached=bool(near),
        value=value,
        figure=float(figures([value])[0]) + target.value,
        own=own,
        own_figure=float(own_gap) + target.value,
        others=tuple(near[1:]),
        scenario=applied(scenario, unknown, value, target.span, experiment.base),
    )


def frontier(
    experiment: Experiment,
    scenario: Scenario,
    unknowns: tuple[Unknown, Unknown],
    target: Target,
) -> Frontier:
    """Find all pairs of two levers that reach a target: the first on a grid, the second solved.

    Parameters
    ----------
    experiment, scenario, target
        As in `solve`.
    unknowns
        Two different levers.

    Raises
    ------
    ResultError
        As in `solve`, or both are the same lever.
    """
    first, second = unknowns
    if (first.kind, first.members) == (second.kind, second.members):
        raise ResultError(fault("target_lever_twice", label=first.label))

    known = experiment.rates(scenario)

    def solved(fixed: Unknown, value: float, sought: Unknown) -> Solution:
        given = applied(scenario, fixed, value, target.span, experiment.base)
        rates = _rates(experiment, given, fixed, known)
        return solve(experiment, given, sought, target, _COARSE, rates)

    bounds = bounds_of(second, experiment.base)
    ends = [solved(second, value, first) for value in (bounds.lower, bounds.upper)]
    pairs = [(value, solved(first, value, second)) for value in _values_between(ends)]
    return Frontier(first, second, tuple(pairs))


def _values_between(ends: Sequence[Solution]) -> list[float]:
    """Return about nine round values of a lever between two of its solutions.

    Beyond them the other lever would have to leave its bounds; where an end tells nothing,
    the lever's own bounds stand in.
    """
    bounds = ends[0].bounds
    lower, upper = sorted(one.value for one in ends)
    if lower == upper or any(np.isnan(one.figure) for one in ends):
        lower, upper = bounds.lower, bounds.upper
    wanted = (upper - lower) / (PAIRS - 1)
    size = 10.0 ** np.floor(np.log10(wanted))
    step = size * min(_ROUND_STEPS, key=lambda one: abs(np.log(one * size / wanted)))
    counts = np.arange(np.ceil(lower / step), np.floor(upper / step) + 1)
    return [float(f"{count * step:.{_DIGITS}g}") for count in counts]


def _figures(
    experiment: Experiment,
    scenario: Scenario,
    unknown: Unknown,
    target: Target,
    known: PeriodRates,
) -> Figures:
    """Return the gap to the target as a function of values; None leaves the lever as it is."""

    def rates(value: float | None) -> PeriodRates:
        if value is None:
            return known
        changed = applied(scenario, unknown, value, target.span, experiment.base)
        return _rates(experiment, changed, unknown, known)

    def figures(values: Sequence[float | None]) -> Array:
        return _asked(experiment, [*map(rates, values)], target.asked) - target.value

    return figures


def _rates(
    experiment: Experiment, scenario: Scenario, unknown: Unknown, known: PeriodRates
) -> PeriodRates:
    """Work out what the lever changes; life tables are the costly part of rates."""
    base = experiment.base
    years = calendar_years(base, experiment.end)
    if unknown.kind in ("level", "improvement"):
        return experiment.rates(scenario)
    if unknown.kind == "tfr":
        changed = known.rates._replace(fertility=fertility(scenario, base, years))
    else:
        moves = scenario_migration(scenario, base, years)
        changed = known.rates._replace(migration_count=moves.counts, migration_rate=moves.rates)
    return known._replace(rates=changed)


def _asked(experiment: Experiment, worked_out: Sequence[PeriodRates], asked: Asked) -> Array:
    """Return the figure of every run; NaN where more people leave than there are."""
    names = [str(number) for number in range(len(worked_out))]
    dataset = run_rates(experiment.base, worked_out, names)
    # As `balance.refuse_negative` judges, whose error would end the search.
    lowest = [dataset[name].values.min(axis=(1, 2, 3)) for name in ("population", "deaths")]
    empty = np.min(lowest, axis=0) < -ROUNDING
    return np.where(empty, np.nan, asked.value(dataset).values)


def _refuse_no_effect(gaps: Array, target: Target, unknown: Unknown) -> None:
    known = gaps[np.isfinite(gaps)]
    scale = max(abs(target.value), 1.0)
    if known.size and np.ptp(known) <= _SAME * scale:
        raise ResultError(
            fault(
                "target_no_effect",
                lever=unknown.label,
                label=target.asked.label,
                year=target.asked.year,
            )
        )


def _closest(grid: Array, gaps: Array) -> float:
    # All may be NaN beside an extreme value of another lever.
    return float(grid[np.where(np.isnan(gaps), np.inf, np.abs(gaps)).argmin()])


def _around(grid: Array, gaps: Array) -> tuple[float, float]:
    """Return the neighbours of the closest value: a curve may touch the target in between."""
    best = int(np.searchsorted(grid, _closest(grid, gaps)))
    return float(grid[max(best - 1, 0)]), float(grid[min(best + 1, grid.size - 1)])


def _roots(figures: Figures, grid: Array, gaps: Array) -> list[float]:
    roots = [float(value) for value, gap in zip(grid, gaps, strict=True) if gap == 0]
    points = list(zip(grid.tolist(), gaps.tolist(), strict=True))
    for low, high in pairwise(points):
        if low[1] * high[1] < 0:
            root = root_between(lambda value: float(figures([value])[0]), low, high)
            # Digits that a person can copy; the figure does not feel the others.
            roots.append(float(f"{root:.{_DIGITS}g}"))
    return [root for root in roots if np.isfinite(root)]
