"""Base rates and scenarios of many municipalities to their figures, in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from projection.balance import check_balance, refuse_negative
from projection.chunked import slices
from projection.errors import Fault, RunError, fault
from projection.estimation.many import Each, ManyBaseRates, by_threads, fit_many
from projection.inputs import MunicipalInputs
from projection.inputs.model import COHORT_COMPONENT
from projection.kernel import Trajectory, project
from projection.running import CONVENTION
from projection.running_many.frames import allocated, area_frame, put_piece, without
from projection.running_many.model import PIECE, ManyRun, Piece, Plan
from projection.running_many.telling import refuse_nobody
from projection.scenarios import Scenario
from projection.scenarios.many import many_rates, many_survival, misfits, shared_rates
from projection.scenarios.values import YEARS
from projection.variables import ROUNDING

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


def fit_area(
    inputs: MunicipalInputs, *, start: int, step: int, each: Each = by_threads
) -> ManyBaseRates:
    """Fit base rates of all municipalities of an area.

    Parameters
    ----------
    inputs
        The area.
    start, step
        Base year, and years in a step: 1 or 5.
    each
        Who calls a function on each of many items: threads, or a cluster.

    Raises
    ------
    EstimationError
        The register does not hold the window.
    RunError
        No municipality can be fitted.
    """
    base = fit_many(
        inputs.register,
        inputs.schedules,
        start=start,
        window=inputs.window,
        width=step,
        each=each,
    )
    refuse_nobody(inputs, base.codes, base.left_out)
    return base


def run_many(
    inputs: MunicipalInputs, base: ManyBaseRates, scenarios: Sequence[Scenario], end: int
) -> Iterator[ManyRun]:
    """Project many municipalities under scenarios, one scenario after the other.

    Parameters
    ----------
    inputs
        The area.
    base
        As from `fit_area`; it sets the first year and the step.
    scenarios
        The scenarios; their own region, `start` and `end` are not looked at.
    end
        Last year, as of 1 January; whole steps after `base.start`.

    Yields
    ------
    ManyRun
        One a scenario. The balancing equation holds in every cell to 1e-9 relative before
        figures are cut to single precision (a ten-millionth of each).

    Raises
    ------
    RunError
        No municipality can be run.
    ScenarioError, InputsError
        The scenario itself is faulty.
    """
    mortality, survival = None, np.empty(0)
    for plan in plans_of(scenarios, base, end):
        # Scenarios mostly differ in births and moves: mortality is worked out once for all.
        if plan.scenario.mortality != mortality:
            mortality, survival = plan.scenario.mortality, many_survival(plan.shared, base)
        dataset, left_out = allocated(area_frame(inputs, base, plan)), {**base.left_out}
        for part in slices(len(base.codes), PIECE):
            piece = run_piece(plan, base.of(part), survival[part])
            put_piece(dataset, part, piece)
            left_out |= piece.left_out
        yield ManyRun(without(inputs, dataset, left_out), left_out)


def plans_of(scenarios: Sequence[Scenario], base: ManyBaseRates, end: int) -> list[Plan]:
    """Work out what each scenario makes of all municipalities alike.

    Parameters
    ----------
    scenarios, base, end
        As in `run_many`.

    Raises
    ------
    ScenarioError, InputsError
        A scenario is faulty.
    """
    return [Plan(one, shared_rates(one, base, end)) for one in scenarios]


def run_piece(plan: Plan, base: ManyBaseRates, survival: Array) -> Piece:
    """Project some municipalities under one scenario.

    A municipality's figures do not depend, to the last bit, on those run beside it.

    Parameters
    ----------
    plan
        The scenario.
    base
        Base rates of these municipalities.
    survival
        Theirs, as `many_survival` gives it.

    Returns
    -------
    Piece
        population, births, deaths and net_migration, as in `ManyRun`.

    Raises
    ------
    ScenarioError
        The scenario itself is faulty.
    """
    left_out = misfits(plan.scenario, base)
    kept = _nothing(base, len(plan.shared.fertility))
    fitting = np.array([code not in left_out for code in base.codes])
    if fitting.any():
        some = base if fitting.all() else base.of(fitting)
        own = survival if fitting.all() else survival[fitting]
        rates = many_rates(plan.scenario, plan.shared, some, own)
        carried = project(some.population, rates, some.width, CONVENTION)
        check_balance(carried)
        left_out |= _negative(carried, plan.scenario, some)
        _keep(kept, slice(None) if fitting.all() else fitting, carried)
    wrong = np.array([code in left_out for code in base.codes])
    for figures in kept.values():
        figures[wrong] = np.nan
    return Piece(kept, left_out)


def run_pieces(plans: Iterable[Plan], base: ManyBaseRates) -> Iterator[Piece]:
    """Project some municipalities under scenarios, one after the other.

    Parameters
    ----------
    plans
        The scenarios; mortality is worked out once for those in a row that share it.
    base
        Base rates of these municipalities.

    Yields
    ------
    Piece
        As `run_piece` gives it.
    """
    mortality, survival = None, np.empty(0)
    for plan in plans:
        if plan.scenario.mortality != mortality:
            mortality, survival = plan.scenario.mortality, many_survival(plan.shared, base)
        yield run_piece(plan, base, survival)


def many_horizon(
    inputs: MunicipalInputs, scenario: Scenario, start: int | None, end: int | None, step: int
) -> tuple[int, int]:
    """Return first and last year of a scenario run for many municipalities.

    Parameters
    ----------
    inputs, scenario
        The area, whose last register is the base year where nothing else is said.
    start, end, step
        Years instead of the scenario's own; years in a step.

    Raises
    ------
    RunError
        No end, or steps that do not fit; a scenario of another method.
    """
    file = str(scenario.file)
    if scenario.method != COHORT_COMPONENT:
        raise RunError(fault("many_method", file=file, found=scenario.method))
    first, last = start or scenario.start or inputs.base_year, end or scenario.end
    if last is None:
        raise RunError(fault("end_missing", file=file))
    if max(first, last) > YEARS[1]:
        raise RunError(fault("end_too_late", file=file, end=last, limit=YEARS[1]))
    if last <= first:
        raise RunError(fault("end_before_start", file=file, start=first, end=last))
    if (last - first) % step:
        raise RunError(fault("steps_do_not_fit", file=file, start=first, end=last, width=step))
    return first, last


def _negative(
    trajectory: Trajectory, scenario: Scenario, base: ManyBaseRates
) -> dict[str, Fault]:
    """Regions in which more people leave a cell than live in it."""
    lowest = np.minimum(
        trajectory.population[:, 1:].min(axis=(1, 2, 3)), trajectory.deaths.min(axis=(1, 2, 3))
    )
    wrong: dict[str, Fault] = {}
    for region in np.flatnonzero(lowest < -ROUNDING):
        code = base.codes[region]
        one = Trajectory(*(values[region] for values in trajectory))
        try:
            refuse_negative(one, scenario, base.one(code))
        except RunError as error:
            wrong[code] = error.faults[0]
    return wrong


def _nothing(base: ManyBaseRates, periods: int) -> dict[str, NDArray[Any]]:
    regions, cells = len(base.codes), base.population.shape[1:]
    flow = (regions, periods, *cells)
    shapes = {
        "population": (regions, periods + 1, *cells),
        "births": flow[:3],
        "deaths": flow,
        "net_migration": flow,
    }
    return {name: np.full(shape, np.nan, np.float32) for name, shape in shapes.items()}


def _keep(kept: Mapping[str, NDArray[Any]], regions: slice | Mask, carried: Trajectory) -> None:
    kept["population"][regions] = carried.population
    kept["births"][regions] = carried.births.sum(axis=-1)
    kept["deaths"][regions] = carried.deaths
    kept["net_migration"][regions] = carried.net_migration
