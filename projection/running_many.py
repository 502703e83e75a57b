"""Runs of many municipalities: in pieces, so that memory holds the figures and little more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import NamedTuple

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.balance import check_balance, refuse_negative
from projection.errors import Fault, RunError, fault
from projection.estimation.many import ManyBaseRates, fit_many
from projection.inputs import MunicipalInputs
from projection.inputs.model import COHORT_COMPONENT
from projection.kernel import Trajectory, project
from projection.language import Language, Text
from projection.messages import MESSAGES
from projection.recording import provenance, scenario_texts
from projection.running import CONVENTION
from projection.scenarios import Scenario
from projection.scenarios.many import (
    SharedRates,
    many_rates,
    many_survival,
    misfits,
    shared_rates,
)
from projection.scenarios.values import YEARS
from projection.variables import ROUNDING, SEXES

Array = NDArray[np.float64]
Single = NDArray[np.float32]

_PIECE = 128
_MOST_LISTED = 6


class ManyRun(NamedTuple):
    """A scenario run for many municipalities.

    Parameters
    ----------
    dataset
        population (region, year, sex, age), births (region, period, sex), deaths and
        net_migration (region, period, sex, age) in single precision; names, the hazard's
        multiplier and the base TFR by region; attributes as a result has them.
    left_out
        Why the other municipalities could not be run, by code.
    """

    dataset: xr.Dataset
    left_out: dict[str, Fault]


def fit_area(inputs: MunicipalInputs, *, start: int, step: int) -> ManyBaseRates:
    """Fit base rates of all municipalities of an area.

    Parameters
    ----------
    inputs
        The area.
    start, step
        Base year, and years in a step: 1 or 5.

    Raises
    ------
    EstimationError
        The register does not hold the window.
    RunError
        No municipality can be fitted.
    """
    base = fit_many(
        inputs.register, inputs.schedules, start=start, window=inputs.window, width=step
    )
    if not base.codes:
        raise RunError(fault("many_none_left", listed=_listed(inputs, base.left_out)))
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
    for scenario in scenarios:
        shared = shared_rates(scenario, base, end)
        # Scenarios mostly differ in births and moves: mortality is worked out once for all.
        if scenario.mortality != mortality:
            mortality, survival = scenario.mortality, many_survival(shared, base)
        yield _run(inputs, base, scenario, shared, survival)


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


def many_warnings(scenario: Scenario) -> list[Fault]:
    """Return what makes little sense where a scenario is run for many municipalities."""
    return [
        fault("many_persons", file=str(scenario.file), title=lever.title)
        for lever in scenario.migration
        if lever.add_per_year is not None
    ]


def total_of(dataset: xr.Dataset) -> xr.Dataset:
    """Return the sum of a run over its municipalities, with its attributes."""
    people = {name: values.sum("region", dtype=np.float64) for name, values in dataset.items()}
    return xr.Dataset(people, attrs=dataset.attrs)


def told_left_out(inputs: MunicipalInputs, left_out: Mapping[str, Fault]) -> Fault:
    """Name in one line the municipalities that were left out, with the reasons."""
    return fault(
        "many_left_out",
        total=f"{inputs.register.sizes['region']:,}",
        count=len(left_out),
        listed=_listed(inputs, left_out),
    )


def _listed(inputs: MunicipalInputs, left_out: Mapping[str, Fault]) -> Text:
    shown = [*left_out.items()][:_MOST_LISTED]
    more = len(left_out) > len(shown)
    return Text(
        ja="、".join([*(_told(inputs, *one, "ja") for one in shown), *(["…"] * more)]),
        en=", ".join([*(_told(inputs, *one, "en") for one in shown), *(["..."] * more)]),
    )


def _told(inputs: MunicipalInputs, code: str, why: Fault, lang: Language) -> str:
    words, reason = MESSAGES["many_one"].of(lang), why.message(lang)
    return words.format(name=inputs.names[code], code=code, reason=reason)


def _run(
    inputs: MunicipalInputs,
    base: ManyBaseRates,
    scenario: Scenario,
    shared: SharedRates,
    survival: Array,
) -> ManyRun:
    unfit = misfits(scenario, base)
    if unfit:
        fitting = np.array([code not in unfit for code in base.codes])
        base, survival = base.of(fitting), survival[fitting]
    kept = _Figures.empty(base, len(shared.fertility))
    wrong: dict[str, Fault] = {}
    for at in range(0, len(base.codes), _PIECE):
        piece = slice(at, at + _PIECE)
        part = base.of(piece)
        rates = many_rates(scenario, shared, part, survival[piece])
        carried = project(part.population, rates, base.width, CONVENTION)
        check_balance(carried)
        wrong |= _negative(carried, scenario, part)
        kept.put(piece, carried)
    left_out = {**base.left_out, **unfit, **wrong}
    if len(wrong) == len(base.codes):
        raise RunError(fault("many_none_left", listed=_listed(inputs, left_out)))
    dataset = _dataset(inputs, base, scenario, kept, left_out)
    good = [code for code in base.codes if code not in wrong]
    return ManyRun(dataset.sel(region=good) if wrong else dataset, left_out)


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


class _Figures(NamedTuple):
    """What is kept of every region, in single precision."""

    population: Single
    births: Single
    deaths: Single
    net_migration: Single

    @classmethod
    def empty(cls, base: ManyBaseRates, periods: int) -> _Figures:
        regions, cells = len(base.codes), base.population.shape[1:]
        flow = (regions, periods, *cells)
        shapes = ((regions, periods + 1, *cells), flow[:3], flow, flow)
        return cls(*(np.empty(shape, np.float32) for shape in shapes))

    def put(self, piece: slice, carried: Trajectory) -> None:
        self.population[piece] = carried.population
        self.births[piece] = carried.births.sum(axis=-1)
        self.deaths[piece] = carried.deaths
        self.net_migration[piece] = carried.net_migration


def _dataset(
    inputs: MunicipalInputs,
    base: ManyBaseRates,
    scenario: Scenario,
    kept: _Figures,
    left_out: Mapping[str, Fault],
) -> xr.Dataset:
    years = base.start + base.width * np.arange(kept.population.shape[1])
    flow = ("region", "period", "sex", "age")
    names = inputs.names
    return xr.Dataset(
        {
            "population": (("region", "year", "sex", "age"), kept.population),
            "births": (flow[:3], kept.births),
            "deaths": (flow, kept.deaths),
            "net_migration": (flow, kept.net_migration),
        },
        coords={
            "region": list(base.codes),
            "name": ("region", [names[code] for code in base.codes]),
            "hazard_multiplier": ("region", base.multiplier),
            "base_total_fertility_rate": ("region", base.total_fertility_rate),
            "year": years,
            "period": years[:-1],
            "sex": list(SEXES),
            "age": ("age", base.ages, {"width": base.width, "open_age": int(base.ages[-1])}),
        },
        attrs=_attributes(inputs, base, scenario, left_out),
    )


def _attributes(
    inputs: MunicipalInputs,
    base: ManyBaseRates,
    scenario: Scenario,
    left_out: Mapping[str, Fault],
) -> dict[str, str | int]:
    texts = {name: values[0] for name, (_, values) in scenario_texts([scenario]).items()}
    fit = {
        "periods": base.fits.years.tolist(),
        "largest_residual_persons": float(base.fits.residuals.max()),
        "left_out": [*left_out],
    }
    where = provenance(
        inputs.area,
        inputs.sources,
        base_date=f"{base.start}-01-01",
        step=base.width,
        convention=asdict(CONVENTION),
        fit=fit,
    )
    return {**where, "scenario": scenario.name, **texts}
