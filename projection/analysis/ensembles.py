"""Ensembles: scenarios with intervals around them, their differences, and what is likely."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.analysis.asked import Asked
from projection.analysis.calendar_events import LEVELS, first_over, probability, usual_events
from projection.analysis.ensemble_goals import ages_of, check_goals, probability_met
from projection.analysis.experiment import Experiment
from projection.analysis.futures import (
    DIMS,
    Future,
    added_up,
    figure_key,
    future_of,
    group_bounds,
    series_of,
    standard_figures,
)
from projection.analysis.labelled import exact_join
from projection.batch import Computing, available_cores, chosen_body
from projection.batch.model import AUTOMATIC
from projection.ensemble import (
    LARGE,
    QUANTILES,
    Course,
    Drawing,
    Drawn,
    Start,
    Varying,
    draw_members,
    gross_moves,
    mean_of,
    members_of,
    quantiles_of,
    room_of_members,
)
from projection.ensemble.area_drawing import LIBRARIES
from projection.estimation.institutions import refuse_institutions
from projection.inputs.uncertainty import Uncertainty
from projection.recording import environment
from projection.running import CONVENTION, run_provenance, split_scenarios
from projection.scenarios import Scenario
from projection.scenarios.vision_model import Vision
from projection.variables import SEXES

Array = NDArray[np.float64]
Single = NDArray[np.float32]
Bounds = NDArray[np.int64]
Progress = Callable[[int, int], None]

# What stands on `year` and what on `period`, as the files name them.
KINDS = dict(zip(DIMS, ("stock", "flow"), strict=True))


@dataclass(frozen=True)
class Plan:
    """What is drawn, and what is asked of it.

    Parameters
    ----------
    uncertainty
        What varies, and by how much.
    draws, seed
        How many members, and which; the same seed gives the same numbers.
    chance
        Whether whole persons die, are born and move by chance; None: in municipalities of less
        than 100,000 residents.
    vision
        Goals whose probability is wanted.
    computing
        Body and workers; the numbers do not depend on the workers.
    """

    uncertainty: Uncertainty
    draws: int
    seed: int
    chance: bool | None = None
    vision: Vision | None = None
    computing: Computing = AUTOMATIC


def run_ensembles(
    experiment: Experiment,
    scenarios: Sequence[Scenario],
    plan: Plan,
    progress: Progress = lambda done, total: None,
) -> list[xr.Dataset]:
    """Draw members around scenarios, all with the same departures and the same chance.

    What moves numbers: how fertility, mortality and migration departed from projections of the
    past is how they will (`Uncertainty`); the scenario's own assumptions are taken as given.

    Parameters
    ----------
    experiment
        Inputs, base rates and last year.
    scenarios
        The first is the one from which differences are taken.
    plan
        What is drawn and asked.
    progress
        Called with members done and all of them, over all scenarios.

    Returns
    -------
    list of xarray.Dataset
        One a scenario, as `results.write_ensemble` takes it: quantiles and means of figures
        on (stock, year) and (flow, period), of people by sex and five-year age group, of
        differences from the first scenario, and probabilities of events and goals.

    Raises
    ------
    RunError, ScenarioError, InputsError
        As a run of the scenarios.
    ResultError
        A goal that cannot be asked of members.

    Notes
    -----
    A member of one scenario and that of the same number of another differ in nothing but the
    scenario (common random numbers): their difference has an interval of its own, which is
    narrower than the two intervals side by side suggest. The numbers do not depend on the order
    and number of scenarios.
    """
    goals = () if plan.vision is None else plan.vision.said.goals
    bounds = group_bounds(int(experiment.base.ages[-1]), ages_of(goals))
    runs = experiment.run(scenarios)
    if plan.vision is not None:
        check_goals(plan.vision, runs, experiment.inputs)
    projected = split_scenarios(runs)
    drawn = _drawn(experiment, scenarios[0], plan)
    reference: tuple[Single, Single] | None = None
    found: list[xr.Dataset] = []
    for position, (scenario, path) in enumerate(zip(scenarios, projected, strict=True)):
        told = _told(progress, position, len(scenarios))
        future, series = _future(experiment, scenario, path, (plan, drawn, bounds), told)
        parts = [_figures(path, series), _people(future), _events(path, series)]
        if reference is not None:
            parts.append(_differences(series, reference))
        if plan.vision is not None:
            parts.append(_goals(future, plan.vision, experiment))
        reference = series if reference is None else reference
        own = _attributes(experiment, path, plan, drawn.drawing.chance)
        found.append(
            _labelled(path, parts).assign_attrs(own, **_reference(projected, position))
        )
    return found


def _reference(projected: Sequence[xr.Dataset], position: int) -> dict[str, str]:
    """Say from which scenario differences are taken; of the first, from none."""
    first = projected[0].attrs
    names = {"": "scenario", "_ja": "label_ja", "_en": "label_en", "_text": "scenario_text"}
    return {
        f"reference{end}": str(first[name]) if position else "" for end, name in names.items()
    }


def _told(progress: Progress, position: int, scenarios: int) -> Progress:
    return lambda done, total: progress(position * total + done, scenarios * total)


def _drawn(experiment: Experiment, scenario: Scenario, plan: Plan) -> Drawn:
    refuse_institutions(experiment.base.institutions)
    residents = float(experiment.base.population.sum())
    uncertainty = plan.uncertainty
    turnover = _moves(experiment) / residents
    varying = Varying(uncertainty.of(residents, turnover), uncertainty.modes)
    chance = residents < LARGE if plan.chance is None else plan.chance
    region = int(experiment.inputs.region.code)
    drawing = Drawing(plan.draws, plan.seed, region, chance)
    rates = experiment.rates(scenario).rates
    body = chosen_body(plan.draws, rates, plan.computing, by_chance=chance).body
    return draw_members(varying, drawing, experiment.end - experiment.base.start, body=body)


def _future(
    experiment: Experiment,
    scenario: Scenario,
    path: xr.Dataset,
    drawing: tuple[Plan, Drawn, Bounds],
    progress: Progress,
) -> tuple[Future, tuple[Single, Single]]:
    (plan, drawn, bounds), base = drawing, experiment.base
    gross = gross_moves(_moves(experiment), base.exposed, path["population"].values[:-1])
    course = Course(experiment.rates(scenario).rates, gross, CONVENTION)
    start = Start(base.population, base.ages, bounds)
    members = room_of_members(start, drawn)
    future = future_of(experiment, scenario, drawn, members, path, bounds)
    series = series_of(future, standard_figures())
    # Set once around all threads: each would set it back under the others.
    with exact_join():
        members_of(
            start,
            course,
            drawn,
            into=members,
            computing=plan.computing,
            then=series.work_out,
            progress=progress,
        )
    return future, series.by_dim


def _moves(experiment: Experiment) -> float:
    """Return moves over the border in both directions in a year of the window."""
    years = experiment.base.fit.years
    of_years = experiment.inputs.components.sel(period=years)
    return float((of_years["in_migration"] + of_years["out_migration"]).mean())


def _figures(path: xr.Dataset, series: tuple[Single, Single]) -> xr.Dataset:
    found: dict[str, object] = {}
    for (dim, kind), values in zip(KINDS.items(), series, strict=True):
        asked = _on(dim)
        exact = [one.series(path).values for one in asked]
        found |= {
            f"{kind}_quantile": ((kind, "quantile", dim), _quantiles(values)),
            f"{kind}_mean": ((kind, dim), mean_of(values)),
            f"{kind}_projected": ((kind, dim), np.stack(exact)),
        }
    return xr.Dataset(found)


def _on(dim: str) -> list[Asked]:
    return [one for one in standard_figures() if one.measure.dim == dim]


def _quantiles(values: Single) -> Array:
    """Return quantiles of figures. Shape (figure, quantile, year or period)."""
    return np.moveaxis(quantiles_of(values), 0, 1)


def _differences(series: tuple[Single, Single], reference: tuple[Single, Single]) -> xr.Dataset:
    found = {}
    for (dim, kind), own, other in zip(KINDS.items(), series, reference, strict=True):
        # One figure at a time: all of them together would be a third array of their size.
        parts = [quantiles_of(one - first) for one, first in zip(own, other, strict=True)]
        found[f"{kind}_difference"] = ((kind, "quantile", dim), np.stack(parts))
    return xr.Dataset(found)


def _people(future: Future) -> xr.Dataset:
    """Return quantiles and means of people by sex and five-year age group."""
    fives = group_bounds(int(future.bounds[-1]))
    at = np.flatnonzero(np.isin(future.bounds, fives))

    def of_year(persons: Single) -> tuple[Array, Array, Array]:
        grouped = added_up(persons, at, np.float32)
        by_sex = quantiles_of(grouped, workers=1)
        return by_sex, quantiles_of(grouped.sum(axis=0), workers=1), mean_of(grouped)

    with ThreadPoolExecutor(available_cores()) as pool:
        found = list(pool.map(of_year, future.members.population))
    by_sex, both, means = zip(*found, strict=True)
    return xr.Dataset(
        {
            "population_quantile": (
                ("quantile", "year", "sex", "age"),
                np.stack(by_sex, axis=1),
            ),
            "both_sexes_quantile": (("quantile", "year", "age"), np.stack(both, axis=1)),
            "population_mean": (("year", "sex", "age"), np.stack(means)),
        },
        coords={"age": ("age", fives, {"width": 5, "open_age": int(fives[-1])})},
    )


def _events(path: xr.Dataset, series: tuple[Single, Single]) -> xr.Dataset:
    keys = [figure_key(one) for one in _on("year")]
    events, years = usual_events(path), path["year"].values
    chances = np.stack(
        [probability(one, series[0][keys.index(figure_key(one.asked))]) for one in events]
    )
    firsts = {
        f"event_over_{level * 100:.0f}": (
            "event",
            [first_over(one, years, level) or 0 for one in chances],
        )
        for level in LEVELS
    }
    return xr.Dataset(
        {"event_probability": (("event", "year"), chances)},
        coords={
            "event": [one.key for one in events],
            "event_ja": ("event", [one.label.ja for one in events]),
            "event_en": ("event", [one.label.en for one in events]),
            **firsts,
        },
    )


def _goals(future: Future, vision: Vision, experiment: Experiment) -> xr.Dataset:
    goals = vision.said.goals
    chances = [probability_met(future, one, experiment.inputs) for one in goals]
    return xr.Dataset(
        {"goal_probability": ("goal", np.array(chances))},
        coords={
            "goal": np.arange(len(goals)),
            "goal_ja": ("goal", [one.title.ja for one in goals]),
            "goal_en": ("goal", [one.title.en for one in goals]),
        },
    )


def _labelled(path: xr.Dataset, parts: Sequence[xr.Dataset]) -> xr.Dataset:
    merged = xr.merge(parts, join="exact", compat="no_conflicts", combine_attrs="drop")
    names = {kind: [figure_key(one) for one in _on(dim)] for dim, kind in KINDS.items()}
    return merged.assign_coords(
        {
            **names,
            "quantile": list(QUANTILES),
            "year": path["year"].values,
            "period": path["period"].values,
            "sex": list(SEXES),
        }
    )


def _attributes(
    experiment: Experiment, path: xr.Dataset, plan: Plan, chance: bool
) -> dict[str, str | int]:
    """Return what the file says of itself: as a run does, and what was drawn."""
    table = plan.uncertainty
    # A folder of inputs may hold the tables itself.
    sources = dict.fromkeys((*experiment.inputs.sources, *table.sources))
    inputs = replace(experiment.inputs, sources=tuple(sources))
    made = {
        "made": table.made.isoformat(),
        "window": list(table.window),
        "processes": list(table.processes),
    }
    return {
        **path.attrs,
        **run_provenance(inputs, experiment.base),
        "draws": plan.draws,
        "seed": str(plan.seed),
        "chance": int(chance),
        "uncertainty": json.dumps(made),
        "environment": json.dumps(environment(*LIBRARIES)),
        "vision_text": "" if plan.vision is None else plan.vision.text,
    }
