"""Ensembles of many municipalities: each with its own members, and of all of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.batch import Computing, Reducer
from projection.chunked import slices
from projection.ensemble.members import Progress, blocks_of, draw_members
from projection.ensemble.model import LARGE, Course, Drawing, Varying
from projection.ensemble.moves import gross_moves
from projection.ensemble.order import QUANTILES, mean_of, quantiles_of
from projection.errors import Fault
from projection.estimation.many import ManyBaseRates
from projection.inputs import MunicipalInputs
from projection.kernel import Array, Rates
from projection.running import CONVENTION
from projection.running_many import (
    PIECE,
    Piece,
    Plan,
    area_frame,
    fit_without,
    refuse_nobody,
    run_piece,
)
from projection.scenarios.many import many_rates, many_survival

Single = NDArray[np.float32]
Mask = NDArray[np.bool_]

KINDS: Mapping[str, str] = MappingProxyType({"stock": "year", "flow": "period"})
# Figures by year: sexes and ages, single years.
_STOCKS: Mapping[str, tuple[slice, slice]] = MappingProxyType(
    {
        "population": (slice(None), slice(None)),
        "population:0-14": (slice(None), slice(0, 15)),
        "population:15-64": (slice(None), slice(15, 65)),
        "population:65+": (slice(None), slice(65, None)),
        "population:75+": (slice(None), slice(75, None)),
        "women_20_39": (slice(1, 2), slice(20, 40)),
    }
)
_FLOWS = ("births", "deaths", "net_migration")
# Municipalities side by side, each by one thread.
_THREADS = 2
ALONE = Computing(workers=1)


class AreaDrawing(NamedTuple):
    """Which members are drawn of every municipality.

    Parameters
    ----------
    draws, seed
        As in `Drawing`. Members of the same number share the nation's departures.
    chance
        As in `Drawing`; None: where there are less than 100,000 residents.
    varying
        What varies in a municipality of so many residents, and so many arrivals and
        departures per resident and year.
    """

    draws: int
    seed: int
    chance: bool | None
    varying: Callable[[float, float], Varying]


class Sums(NamedTuple):
    """Figures of all members of one municipality, in single precision.

    Parameters
    ----------
    stock, flow
        Shape (figure, year or period, draw).
    """

    stock: Single
    flow: Single


def ensemble_of(
    population: Array,
    course: Course,
    varying: Varying,
    drawing: Drawing,
    computing: Computing = ALONE,
) -> Sums:
    """Draw and project the members of one municipality; pure, and whole in memory.

    Parameters
    ----------
    population
        Persons at the start, single years. Shape (2, cell).
    course
        The scenario's path there.
    varying, drawing
        What varies, and which members; the region's number tells municipalities apart.
    computing
        Body and workers; one where left out.
    """
    periods = course.rates.fertility.shape[-2]
    drawn = draw_members(varying, drawing, periods)
    everybody = np.ones((1, *population.shape))
    reducers = [
        Reducer("population", _weights(population)),
        Reducer("births", everybody),
        Reducer("deaths", everybody),
        Reducer("net_migration", everybody),
    ]
    found = Sums(
        np.empty((len(_STOCKS), periods + 1, drawing.draws), np.float32),
        np.empty((len(_FLOWS), periods, drawing.draws), np.float32),
    )
    blocks = blocks_of(population, course, drawn, reducers, computing)
    for some, (stocks, *flows) in blocks:
        found.stock[..., some] = stocks.transpose()
        found.flow[..., some] = np.concatenate(flows, axis=-1).transpose()
    return found


def run_area(
    inputs: MunicipalInputs,
    base: ManyBaseRates,
    plan: Plan,
    drawing: AreaDrawing,
    progress: Progress = lambda done, total: None,
) -> tuple[xr.Dataset, dict[str, Fault]]:
    """Draw members of every municipality of an area under one scenario.

    What moves numbers: municipalities depart from their projections with the nation, and each
    for itself; neighbours do not depart together beyond that, nor do moves between them match.

    Parameters
    ----------
    inputs, base
        The area, and its base rates by single years.
    plan
        The scenario, as from `running_many.plans_of`.
    drawing
        Which members.
    progress
        Called with municipalities done and all of them.

    Returns
    -------
    xarray.Dataset and dict
        Quantiles, means and projections of figures by region, and of the sum over regions,
        member by member; and why municipalities were left out, by code. The numbers do not
        depend on how many threads there are.

    Raises
    ------
    RunError
        Nobody is left.
    """
    parts, left_out = [], dict(base.left_out)
    total: dict[str, Array] = {}
    for some in slices(len(base.codes), PIECE):
        own = base.of(some)
        survival = many_survival(plan.shared, own)
        piece = run_piece(plan, own, survival)
        left_out |= piece.left_out
        good = np.array([code not in piece.left_out for code in own.codes])
        if good.any():
            fitting = own.of(good)
            rates = many_rates(plan.scenario, plan.shared, fitting, survival[good])
            projected = _projected(piece, good)
            tasks = _tasks(inputs, fitting, rates, drawing, piece.arrays["population"][good])
            parts.append(_worked_out(tasks, projected, fitting, total))
        progress(some.stop, len(base.codes))
    refuse_nobody(inputs, [code for part in parts for code in part["region"].values], left_out)
    figures = xr.concat(parts, "region", join="exact")
    return _labelled(inputs, base, plan, figures, total), left_out


class _Task(NamedTuple):
    """Arguments of `ensemble_of`, but for who computes."""

    population: Array
    course: Course
    varying: Varying
    drawing: Drawing


def _tasks(
    inputs: MunicipalInputs,
    base: ManyBaseRates,
    rates: Rates,
    drawing: AreaDrawing,
    path: Single,
) -> Iterator[_Task]:
    of_window = inputs.register.sel(region=list(base.codes), period=base.fits.years)
    yearly = (of_window["in_migration"] + of_window["out_migration"]).mean("period").values
    for at, code in enumerate(base.codes):
        people = base.population[at]
        residents = float(people.sum())
        chance = residents < LARGE if drawing.chance is None else drawing.chance
        before = path[at, :-1].astype(np.float64)
        gross = gross_moves(float(yearly[at]), base.exposed[at], before)
        own = Rates(
            *(rates.survival[at], rates.fertility[at], rates.sex_ratio),
            *(np.ascontiguousarray(one[at]) for one in rates[3:]),
        )
        yield _Task(
            people,
            Course(own, gross, CONVENTION),
            drawing.varying(residents, float(yearly[at]) / residents),
            Drawing(drawing.draws, drawing.seed, int(code), chance),
        )


def _worked_out(
    tasks: Iterator[_Task],
    projected: Mapping[str, Array],
    base: ManyBaseRates,
    total: dict[str, Array],
) -> xr.Dataset:
    """Return figures of some municipalities, and add their members to those of the area."""
    found: dict[str, list[Array]] = {}
    with ThreadPoolExecutor(_THREADS) as pool:
        # In their order, whoever is ready first: sums do not depend on it.
        for sums, figures in pool.map(_figures_of, tasks):
            for name, values in figures.items():
                found.setdefault(name, []).append(values)
            for kind, members in zip(KINDS, sums, strict=True):
                total[kind] = total.get(kind, 0.0) + members.astype(np.float64)
    for kind in KINDS:
        so_far = total.get(f"{kind}_projected", 0.0)
        total[f"{kind}_projected"] = so_far + projected[kind].sum(axis=0)
        found[f"{kind}_projected"] = list(projected[kind])
    made = {
        name: (("region", *_dims(name)), np.stack(values).astype(np.float32))
        for name, values in found.items()
    }
    return xr.Dataset(made, coords={"region": list(base.codes)})


def _figures_of(task: _Task) -> tuple[Sums, dict[str, Array]]:
    sums = ensemble_of(*task)
    figures = {}
    for kind, values in zip(KINDS, sums, strict=True):
        figures[f"{kind}_quantile"] = np.moveaxis(quantiles_of(values, workers=1), 0, 1)
        figures[f"{kind}_mean"] = mean_of(values)
    return sums, figures


def _dims(name: str) -> tuple[str, ...]:
    kind, what = name.split("_")
    dims = (kind, "quantile", KINDS[kind])
    return dims if what == "quantile" else dims[::2]


def _projected(piece: Piece, good: Mask) -> dict[str, Array]:
    """Return the projections themselves. Shape (region, figure, year or period)."""
    figures = {name: one[good].astype(np.float64) for name, one in piece.arrays.items()}
    people = figures["population"]
    weights = _weights(people[0, 0])
    flows = [figures[name].reshape(*figures[name].shape[:2], -1).sum(-1) for name in _FLOWS]
    return {
        "stock": np.einsum("rysa,fsa->rfy", people, weights),
        "flow": np.stack(flows, axis=1),
    }


def _weights(people: Array) -> Array:
    weights = np.zeros((len(_STOCKS), *people.shape))
    for figure, cells in zip(weights, _STOCKS.values(), strict=True):
        figure[cells] = 1.0
    return weights


def _labelled(
    inputs: MunicipalInputs,
    base: ManyBaseRates,
    plan: Plan,
    figures: xr.Dataset,
    total: Mapping[str, Array],
) -> xr.Dataset:
    frame = area_frame(inputs, base, plan).drop_dims(["sex", "age"])
    summed: dict[str, tuple[tuple[str, ...], Array]] = {}
    for kind in KINDS:
        members, whole = total[kind], f"total_{kind}"
        quantiles = np.moveaxis(quantiles_of(members), 0, 1)
        summed |= {
            f"{whole}_quantile": (_dims(f"{kind}_quantile"), quantiles),
            f"{whole}_mean": (_dims(f"{kind}_mean"), mean_of(members)),
            f"{whole}_projected": (_dims(f"{kind}_mean"), total[f"{kind}_projected"]),
        }
    codes = figures["region"].values.tolist()
    left_out = [code for code in base.codes if code not in codes]
    return (
        frame.sel(region=codes)
        .merge(figures, join="exact")
        .assign(summed)
        .assign_coords(quantile=list(QUANTILES), stock=[*_STOCKS], flow=[*_FLOWS])
        .assign_attrs(fit=fit_without(frame, left_out))
    )
