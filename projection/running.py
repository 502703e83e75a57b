"""A run: base rates and scenarios give rates for every period, the recurrence does the rest.

This is the only place where labels meet bare arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.balance import check_balance, refuse_negative
from projection.errors import RunError, fault
from projection.estimation import BaseRates, Fit, fit_base_rates
from projection.estimation.carried import own_share
from projection.group_quarters import add_residents
from projection.inputs import Inputs, OfficialInputs
from projection.inputs.model import COHORT_COMPONENT, OFFICIAL
from projection.kernel import Convention, Rates, Trajectory, project
from projection.official import WIDTH
from projection.official_run import run_official
from projection.recording import TEXTS, labelled_run, provenance, scenario_texts
from projection.scenarios import Scenario
from projection.scenarios.rates import PeriodRates, period_rates
from projection.scenarios.values import YEARS
from projection.stages import stage

Array = NDArray[np.float64]

CONVENTION = Convention(rate_base="present")


def run(
    inputs: Inputs | OfficialInputs,
    scenarios: Sequence[Scenario],
    *,
    start: int | None = None,
    end: int | None = None,
    step: int = 1,
) -> xr.Dataset:
    """Project a region under scenarios, all in one call of the recurrence.

    Parameters
    ----------
    inputs
        Checked inputs of the region; they set the method.
    scenarios
        Scenarios of this method that share their first and last year (or take them from here).
    start, end
        Years instead of the scenarios' own, as of the day of the base date, which is the first
        where neither says.
    step
        Years in a step: 1 or 5; always 5 in the official five-year form.

    Returns
    -------
    xarray.Dataset
        Stocks on (scenario, year, sex, age), flows and rates on (scenario, period, sex, age);
        the balancing equation holds in every cell to 1e-9 relative.

    Raises
    ------
    RunError
        No end, or steps that do not fit; a scenario that takes out more people than there are,
        or is of another method than the inputs.
    ScenarioError, EstimationError, InputsError
        What the rooms below find.
    """
    first, last = horizon(inputs, scenarios, start, end, step)
    if isinstance(inputs, OfficialInputs):
        return run_official(inputs, scenarios, last)
    base = fit_base_rates(inputs, start=first, width=step)
    return run_from(base, scenarios, last).assign_attrs(run_provenance(inputs, base))


def run_from(base: BaseRates, scenarios: Sequence[Scenario], end: int) -> xr.Dataset:
    """Project scenarios from base rates that are there already.

    Parameters
    ----------
    base
        Base rates; they set the first year and the step.
    scenarios
        The scenarios; their own `start` and `end` are not looked at.
    end
        Last year, as of 1 January; whole steps after `base.start`.

    Returns
    -------
    xarray.Dataset
        As `run` gives it, without the provenance of the inputs.

    Raises
    ------
    RunError, ScenarioError, InputsError
        As in `run`.
    """
    stage("stage_running", end=end, count=len(scenarios))
    worked_out = [period_rates(scenario, base, end) for scenario in scenarios]
    trajectory = _recur(base.population, worked_out, base.width)
    for position, scenario in enumerate(scenarios):
        refuse_negative(_one(trajectory, position), scenario, base)
    dataset = _dataset(base, [one.name for one in scenarios], worked_out, trajectory)
    return dataset.assign_coords(scenario_texts(scenarios))


def run_rates(
    base: BaseRates,
    worked_out: Sequence[PeriodRates],
    names: Sequence[str],
    population: Array | None = None,
) -> xr.Dataset:
    """Project rates that no scenario file stands for: mixtures and variations.

    Parameters
    ----------
    base
        Sets ages, first year and step.
    worked_out
        The rates of every run.
    names
        One a run, for the coordinate `scenario`.
    population
        Persons at the start, shape ([run,] 2, cell); that of `base` by default.

    Returns
    -------
    xarray.Dataset
        As `run_from` gives it, without texts. Populations may be negative: a part of a
        difference is not a population.
    """
    start = base.population if population is None else population
    return _dataset(base, names, worked_out, _recur(start, worked_out, base.width))


def run_each(
    inputs: Inputs | OfficialInputs,
    scenarios: Sequence[Scenario],
    *,
    start: int | None = None,
    end: int | None = None,
    step: int = 1,
) -> list[xr.Dataset]:
    """Run scenarios of any horizon; those that share one go together.

    Parameters
    ----------
    inputs, scenarios, start, end, step
        As in `run`.

    Returns
    -------
    list of xarray.Dataset
        One a scenario, in their order, without the dim `scenario`.
    """
    together: dict[tuple[int, int], list[int]] = {}
    for position, scenario in enumerate(scenarios):
        shared = horizon(inputs, [scenario], start, end, step)
        together.setdefault(shared, []).append(position)
    results: dict[int, xr.Dataset] = {}
    for (first, last), positions in together.items():
        group = [scenarios[position] for position in positions]
        dataset = run(inputs, group, start=first, end=last, step=step)
        results.update(zip(positions, split_scenarios(dataset), strict=True))
    return [results[position] for position in range(len(scenarios))]


def split_scenarios(dataset: xr.Dataset) -> list[xr.Dataset]:
    """Cut a run of several scenarios into one dataset each, its texts as attributes."""
    return [
        one.drop_vars(["scenario", *TEXTS]).assign_attrs(
            scenario=str(one["scenario"].item()),
            **{name: str(one[name].item()) for name in TEXTS},
        )
        for one in (dataset.isel(scenario=index) for index in range(dataset.sizes["scenario"]))
    ]


def horizon(
    inputs: Inputs | OfficialInputs,
    scenarios: Sequence[Scenario],
    start: int | None,
    end: int | None,
    step: int,
) -> tuple[int, int]:
    """Return the first and last year that scenarios share.

    Parameters
    ----------
    inputs, scenarios, start, end, step
        As in `run`.

    Raises
    ------
    RunError
        They share none, one has no end, or steps do not fit; a scenario is of another method
        than the inputs.
    """
    _check_methods(inputs, scenarios)
    horizons = {
        (start or one.start or inputs.base_date.year, end or one.end) for one in scenarios
    }
    if len(horizons) > 1:
        found = ", ".join(f"{first}-{last}" for first, last in sorted(horizons, key=str))
        raise RunError(fault("horizons_differ", found=found))
    ((first, last),) = horizons
    file = str(scenarios[0].file)
    if last is None:
        raise RunError(fault("end_missing", file=file))
    if max(first, last) > YEARS[1]:
        raise RunError(fault("end_too_late", file=file, end=last, limit=YEARS[1]))
    if last <= first:
        raise RunError(fault("end_before_start", file=file, start=first, end=last))
    width = step
    if isinstance(inputs, OfficialInputs):
        width, base = WIDTH, inputs.base_date.year
        if first != base:
            raise RunError(fault("official_start", file=file, expected=base, found=first))
    if (last - first) % width:
        raise RunError(fault("steps_do_not_fit", file=file, start=first, end=last, width=width))
    return first, last


def _check_methods(inputs: Inputs | OfficialInputs, scenarios: Sequence[Scenario]) -> None:
    method = OFFICIAL if isinstance(inputs, OfficialInputs) else COHORT_COMPONENT
    faults = [
        fault("method_and_inputs", file=str(one.file), expected=one.method, found=method)
        for one in scenarios
        if one.method != method
    ]
    if faults:
        raise RunError(*faults)


def _recur(population: Array, worked_out: Sequence[PeriodRates], width: int) -> Trajectory:
    rates = _stack([one.rates for one in worked_out])
    trajectory = project(population, rates, width, CONVENTION)
    check_balance(trajectory)
    return trajectory


def _stack(rates: Sequence[Rates]) -> Rates:
    return Rates(*(np.stack(parts) for parts in zip(*rates, strict=True)))


def _one(trajectory: Trajectory, position: int) -> Trajectory:
    return Trajectory(*(values[position] for values in trajectory))


def _dataset(
    base: BaseRates,
    names: Sequence[str],
    worked_out: Sequence[PeriodRates],
    trajectory: Trajectory,
) -> xr.Dataset:
    rates = _stack([one.rates for one in worked_out])
    made = {
        "survival_ratio": rates.survival,
        "life_expectancy": np.stack([one.life_expectancy for one in worked_out]),
        "fertility_rate": rates.fertility,
        "sex_ratio_at_birth": rates.sex_ratio,
        "net_migration_count": rates.migration_count,
        "net_migration_rate": rates.migration_rate,
    }
    if base.institutions is not None:
        periods = trajectory.deaths.shape[-3]
        years = [base.start + base.width * at for at in range(periods + 1)]
        trajectory = add_residents(trajectory, base.institutions.at(years), rates.survival)
    return labelled_run(names, base.start, base.ages, trajectory, made)


def run_provenance(inputs: Inputs, base: BaseRates) -> dict[str, str | int]:
    """Return what a result says of itself, as attributes.

    Parameters
    ----------
    inputs, base
        What the run was made from.
    """
    return provenance(
        inputs.region,
        inputs.sources,
        base_date=f"{base.start}-01-01",
        step=base.width,
        convention=asdict(CONVENTION),
        fit=_fit_record(base.fit, base, _own_share(inputs, base)),
    )


def _own_share(inputs: Inputs, base: BaseRates) -> float:
    # Without rates by size in the inputs nothing is drawn towards them.
    known = inputs.schedules.migration_by_size is not None
    return float(own_share(base.population.sum())) if known else 1.0


def _fit_record(fit: Fit, base: BaseRates, own: float) -> dict[str, object]:
    return {
        "periods": fit.years.tolist(),
        "hazard_multipliers": fit.multipliers.tolist(),
        "hazard_multiplier": base.multiplier,
        "total_fertility_rates": fit.total_fertility_rates.tolist(),
        "largest_residuals_persons": fit.residuals,
        "own_migration_share": own,
    }
