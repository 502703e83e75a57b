"""A run: base rates and scenarios give rates for every period, the recurrence does the rest.

This is the only place where labels meet bare arrays.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection._version import __version__
from projection.balance import check_balance, refuse_negative
from projection.errors import RunError, fault
from projection.estimation import BaseRates, Fit, fit_base_rates
from projection.inputs import Inputs
from projection.kernel import Convention, Rates, Trajectory, project
from projection.scenarios import Scenario, to_toml
from projection.scenarios.rates import PeriodRates, period_rates
from projection.scenarios.values import YEARS
from projection.variables import SEXES

Array = NDArray[np.float64]

CONVENTION = Convention(rate_base="present")

_TEXTS = ("title_ja", "title_en", "label_ja", "label_en", "scenario_text")


def run(
    inputs: Inputs,
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
        Checked inputs of the region.
    scenarios
        Scenarios that share their first and last year (or take them from here).
    start, end
        Years, as of 1 January, instead of the scenarios' own; the base date where neither says.
    step
        Years in a step: 1 or 5.

    Returns
    -------
    xarray.Dataset
        Stocks on (scenario, year, sex, age), flows and rates on (scenario, period, sex, age);
        the balancing equation holds in every cell to 1e-9 relative.

    Raises
    ------
    RunError
        No end, or steps that do not fit; a scenario that takes out more people than there are.
    ScenarioError, EstimationError, InputsError
        What the rooms below find.
    """
    first, last = horizon(inputs, scenarios, start, end, step)
    base = fit_base_rates(inputs, start=first, width=step)
    return run_from(base, scenarios, last).assign_attrs(_provenance(inputs, base))


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
    worked_out = [period_rates(scenario, base, end) for scenario in scenarios]
    trajectory = _recur(base.population, worked_out, base.width)
    for position, scenario in enumerate(scenarios):
        refuse_negative(_one(trajectory, position), scenario, base)
    dataset = _dataset(base, [one.name for one in scenarios], worked_out, trajectory)
    return dataset.assign_coords(_texts(scenarios))


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
    inputs: Inputs,
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
        one.drop_vars(["scenario", *_TEXTS]).assign_attrs(
            scenario=str(one["scenario"].item()),
            **{name: str(one[name].item()) for name in _TEXTS},
        )
        for one in (dataset.isel(scenario=index) for index in range(dataset.sizes["scenario"]))
    ]


def horizon(
    inputs: Inputs, scenarios: Sequence[Scenario], start: int | None, end: int | None, step: int
) -> tuple[int, int]:
    """Return the first and last year that scenarios share.

    Parameters
    ----------
    inputs, scenarios, start, end, step
        As in `run`.

    Raises
    ------
    RunError
        They share none, one has no end, or steps do not fit.
    """
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
    if (last - first) % step:
        raise RunError(fault("steps_do_not_fit", file=file, start=first, end=last, width=step))
    return first, last


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
    stock, flow = ("scenario", "year", "sex", "age"), ("scenario", "period", "sex", "age")
    by_sex, by_age, plain = flow[:3], ("scenario", "period", "age"), flow[:2]
    years = base.start + base.width * np.arange(trajectory.population.shape[1])
    return xr.Dataset(
        {
            "population": (stock, trajectory.population),
            "births": (by_sex, trajectory.births.sum(axis=-1)),
            "births_by_mother_age": (by_age, trajectory.births.sum(axis=-2)),
            "deaths": (flow, trajectory.deaths),
            "net_migration": (flow, trajectory.net_migration),
            "survival_ratio": (flow, rates.survival),
            "life_expectancy": (flow, np.stack([one.life_expectancy for one in worked_out])),
            "fertility_rate": (by_age, rates.fertility),
            "sex_ratio_at_birth": (plain, rates.sex_ratio),
            "net_migration_count": (flow, rates.migration_count),
            "net_migration_rate": (flow, rates.migration_rate),
        },
        coords={
            "scenario": list(names),
            "year": years,
            "period": years[:-1],
            "sex": list(SEXES),
            "age": ("age", base.ages, {"width": base.width, "open_age": int(base.ages[-1])}),
        },
    )


def _texts(scenarios: Sequence[Scenario]) -> dict[str, tuple[str, list[str]]]:
    texts = (
        [one.title.ja for one in scenarios],
        [one.title.en for one in scenarios],
        [one.label.ja for one in scenarios],
        [one.label.en for one in scenarios],
        [to_toml(one) for one in scenarios],
    )
    return {name: ("scenario", text) for name, text in zip(_TEXTS, texts, strict=True)}


def _provenance(inputs: Inputs, base: BaseRates) -> dict[str, str | int]:
    sources = [
        {
            "kind": one.kind,
            "file": one.file,
            "sha256": one.sha256,
            "publisher": asdict(one.publisher),
            "source": one.source,
            "terms": asdict(one.terms),
        }
        for one in inputs.sources
    ]
    return {
        "software": f"projection {__version__}",
        "region": inputs.region.code,
        "region_name_ja": inputs.region.name.ja,
        "region_name_en": inputs.region.name.en,
        "base_date": f"{base.start}-01-01",
        "step": base.width,
        "convention": json.dumps(asdict(CONVENTION)),
        "fit": json.dumps(_fit_record(base.fit, base)),
        "inputs": json.dumps(sources, ensure_ascii=False),
    }


def _fit_record(fit: Fit, base: BaseRates) -> dict[str, object]:
    return {
        "periods": fit.years.tolist(),
        "hazard_multipliers": fit.multipliers.tolist(),
        "hazard_multiplier": base.multiplier,
        "total_fertility_rates": fit.total_fertility_rates.tolist(),
        "largest_residuals_persons": fit.residuals,
    }
