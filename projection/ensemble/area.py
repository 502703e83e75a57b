"""Ensembles of many municipalities: each with its own members, and of all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.batch import Computing, Reducer, chosen_body
from projection.chunked import slices
from projection.ensemble.area_drawing import AreaDrawing
from projection.ensemble.area_figures import (
    KINDS,
    Sums,
    add_members,
    figures_of,
    no_figures,
    nobody,
    projected_figures,
    room_for,
    weights,
)
from projection.ensemble.area_labels import labelled
from projection.ensemble.members import Progress, blocks_of, draw_members
from projection.ensemble.model import Course, Drawing, Varying
from projection.ensemble.moves import gross_moves
from projection.errors import Fault
from projection.estimation.many import ManyBaseRates, by_threads
from projection.inputs import MunicipalInputs
from projection.kernel import Array, Rates
from projection.running import CONVENTION
from projection.running_many import Piece, Plan, refuse_nobody, run_piece
from projection.scenarios.many import many_rates, many_survival

Mask = NDArray[np.bool_]

# Municipalities that one thread takes at a time.
_PIECE = 8
ALONE = Computing(workers=1)


class Place(NamedTuple):
    """Some municipalities of an area; small, so that workers get it.

    Parameters
    ----------
    base
        Their base rates, by single years.
    yearly
        Arrivals and departures of a year, together. Shape (region,).
    """

    base: ManyBaseRates
    yearly: Array

    def of(self, regions: slice | Mask) -> Place:
        """Return the same of some of them."""
        return Place(self.base.of(regions), self.yearly[regions])


def place_of(inputs: MunicipalInputs, base: ManyBaseRates) -> Place:
    """Return the municipalities of an area with how many move there.

    Parameters
    ----------
    inputs, base
        The area, and its base rates; moves are those of the same window.
    """
    of_window = inputs.register.sel(region=list(base.codes), period=base.fits.years)
    moves = (of_window["in_migration"] + of_window["out_migration"]).mean("period")
    return Place(base, moves.values)


def ensemble_of(
    population: Array,
    course: Course,
    varying: Varying,
    drawing: Drawing,
    computing: Computing = ALONE,
) -> Sums:
    """Draw and project the members of one municipality; pure.

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
    # One of many: Numba's start is paid by all of them, as if there were chance.
    computing = chosen_body(drawing.draws, course.rates, computing, by_chance=True)
    drawn = draw_members(varying, drawing, periods, body=computing.body)
    everybody = np.ones((1, *population.shape))
    reducers = [
        Reducer("population", weights(population.shape)),
        Reducer("births", everybody),
        Reducer("deaths", everybody),
        Reducer("net_migration", everybody),
    ]
    found = room_for(periods, drawing.draws, np.float32)
    blocks = blocks_of(population, course, drawn, reducers, computing)
    for some, (stocks, *flows) in blocks:
        found.stock[..., some] = stocks.transpose()
        found.flow[..., some] = np.concatenate(flows, axis=-1).transpose()
    return found


def ensemble_piece(plan: Plan, drawing: AreaDrawing, place: Place) -> Piece:
    """Draw members of some municipalities under one scenario; pure, and can be pickled.

    Parameters
    ----------
    plan, drawing
        The scenario, and which members.
    place
        The municipalities.

    Returns
    -------
    Piece
        Figures by region, in single precision, NaN where it is left out; and `total_stock` and
        `total_flow`, members of all of these municipalities together. None of them depends, to
        the last bit, on who is drawn beside whom.
    """
    survival = many_survival(plan.shared, place.base)
    piece = run_piece(plan, place.base, survival)
    periods, good = len(plan.shared.fertility), _good(piece, place)
    kept = no_figures(good.size, periods)
    total = nobody(periods, drawing.draws)
    if good.any():
        fitting, places = place.of(good), np.flatnonzero(good)
        rates = many_rates(plan.scenario, plan.shared, fitting.base, survival[good])
        courses = _courses(fitting, rates, piece, places)
        for at, course in zip(places.tolist(), courses, strict=True):
            members = ensemble_of(place.base.population[at], course, *_of(drawing, place, at))
            own = {name: one[at] for name, one in piece.arrays.items()}
            for name, figures in (figures_of(members) | projected_figures(own)).items():
                kept[name][at] = figures
            add_members(total, members)
    summed = {f"total_{kind}": one for kind, one in zip(KINDS, total, strict=True)}
    return Piece(kept | summed, piece.left_out)


def put_together(
    inputs: MunicipalInputs,
    base: ManyBaseRates,
    plan: Plan,
    drawing: AreaDrawing,
    pieces: Iterable[Piece],
) -> tuple[xr.Dataset, dict[str, Fault]]:
    """Put the pieces of an area together, one after the other.

    Parameters
    ----------
    inputs, base, plan, drawing
        As in `run_area`.
    pieces
        As `ensemble_piece` gives them, in the order of the municipalities, cut anyhow.

    Returns
    -------
    xarray.Dataset and dict
        As in `run_area`.

    Raises
    ------
    RunError
        Nobody is left.
    """
    left_out, parts = dict(base.left_out), list[dict[str, Array]]()
    total = nobody(len(plan.shared.fertility), drawing.draws)
    for piece in pieces:
        arrays = dict(piece.arrays)
        add_members(total, Sums(*(arrays.pop(f"total_{kind}") for kind in KINDS)))
        parts.append(arrays)
        left_out |= piece.left_out
    refuse_nobody(inputs, {*base.codes} - {*left_out}, left_out)
    figures = {name: np.concatenate([one[name] for one in parts]) for name in parts[0]}
    named = drawing.inputs(inputs)
    found = labelled(named, base, plan, figures, figures_of(total, workers=None), left_out)
    return found.assign_attrs(drawing.attributes()), left_out


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
        Quantiles, means, projections and probabilities of events by region, and of the sum
        over regions, member by member; and why municipalities were left out, by code. The
        numbers do not depend on how many threads there are, nor on who is drawn together.

    Raises
    ------
    RunError
        Nobody is left.
    """
    place, count = place_of(inputs, base), len(base.codes)
    parts = [place.of(some) for some in slices(count, _PIECE)]

    def drawn() -> Iterator[Piece]:
        done = 0
        work = by_threads(partial(ensemble_piece, plan, drawing), parts)
        for part, piece in zip(parts, work, strict=True):
            done += len(part.yearly)
            progress(done, count)
            yield piece

    return put_together(inputs, base, plan, drawing, drawn())


def _good(piece: Piece, place: Place) -> Mask:
    return np.array([code not in piece.left_out for code in place.base.codes], dtype=bool)


def _of(drawing: AreaDrawing, place: Place, at: int) -> tuple[Varying, Drawing]:
    residents = float(place.base.population[at].sum())
    return drawing.of(place.base.codes[at], residents, float(place.yearly[at]))


def _courses(
    place: Place, rates: Rates, piece: Piece, places: NDArray[np.intp]
) -> Iterator[Course]:
    """Yield the paths of municipalities that are not left out; `places` is where they stand."""
    people = piece.arrays["population"]
    for at, position in enumerate(places):
        before = people[position, :-1].astype(np.float64)
        gross = gross_moves(float(place.yearly[at]), place.base.exposed[at], before)
        own = Rates(
            *(rates.survival[at], rates.fertility[at], rates.sex_ratio),
            *(np.ascontiguousarray(one[at]) for one in rates[3:]),
        )
        yield Course(own, gross, CONVENTION)
