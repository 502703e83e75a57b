"""Ensembles for all municipalities of an area, in blocks that outlive their process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import xarray as xr

from projection.blocks.area import Told, light
from projection.blocks.identity import identity_in, identity_of
from projection.blocks.model import Block, Task
from projection.blocks.pieces import open_pieces
from projection.blocks.running import run_blocks, still_missing
from projection.chunked import slices
from projection.ensemble import AreaDrawing, Place, ensemble_piece, place_of, put_together
from projection.ensemble.area_figures import FIGURES
from projection.errors import Fault, ResultError
from projection.estimation.many import Each, ManyBaseRates, by_threads
from projection.inputs import MunicipalInputs
from projection.results import read_ensembles, result_path, write_ensemble
from projection.running_many import Piece, Plan, area_attributes, plans_of
from projection.scenarios import Scenario

# A block has the members of its sum: these are the most blocks, and bytes of all of them.
_MOST_BLOCKS, _MOST_BYTES = 64, 2**30


class Futures(NamedTuple):
    """What is drawn, and where its results go.

    Parameters
    ----------
    inputs, base
        The municipalities, and their base rates by single years.
    drawing
        Which members.
    end
        Last year, as of 1 January.
    folder
        Of the results.
    piece
        Municipalities in a block; as many as suit the area and the draws where None.
    command
        What was typed, for those who read the results.
    """

    inputs: MunicipalInputs
    base: ManyBaseRates
    drawing: AreaDrawing
    end: int
    folder: Path
    piece: int | None = None
    command: str = ""


class FinishedEnsemble(NamedTuple):
    """An ensemble that has been written.

    Parameters
    ----------
    dataset
        As `results.read_ensembles` reads it.
    left_out
        Why municipalities were left out, by code.
    path
        Where it lies.
    """

    dataset: xr.Dataset
    left_out: dict[str, Fault]
    path: Path


def draw_ensemble(
    futures: Futures,
    scenario: Scenario,
    each: Each = by_threads,
    *,
    resume: bool = False,
    told: Told = lambda _name, _there, _all: None,
) -> FinishedEnsemble:
    """Draw an ensemble of all municipalities of an area under one scenario, and write it.

    What is drawn does not depend, to the last bit, on the size of blocks, on who works, or on
    what was there already; each block is kept as it is finished.

    Parameters
    ----------
    futures, scenario
        What is drawn.
    each
        Who works: threads of this process, or a `cluster`, whose workers keep the blocks.
    resume
        Whether blocks are kept that a run of the same identity has finished.
    told
        What is there already is told to it.

    Raises
    ------
    RunError
        Nobody is left; another process writes the result.
    ScenarioError, InputsError, ProjectionError
        The scenario is faulty; the result cannot be written.
    """
    base, path = futures.base, result_path(futures.folder, scenario.name)
    (plan,) = plans_of([scenario], base, futures.end)
    tasks = _tasks(futures, plan)
    identity = _identity(futures.inputs, futures.drawing, scenario, base.start, futures.end)
    own = f"{identity[:12]}-{_piece(futures)}"
    with open_pieces(path, own, resume=resume) as store:
        stores = {scenario.name: store}
        missing = still_missing(tasks, stores)
        told(scenario.name, len(tasks) - len(missing), len(tasks))
        for _ in run_blocks(missing, stores, each):
            pass
        pieces = store.pieces([block for task in tasks for block in task.blocks])
        found, left_out = put_together(futures.inputs, base, plan, futures.drawing, pieces)
        if futures.command:
            found.attrs["command"] = futures.command
        write_ensemble(found, path)
        store.remove()
    return FinishedEnsemble(found, left_out, path)


def drawn_before(
    inputs: MunicipalInputs,
    drawing: AreaDrawing,
    scenario: Scenario,
    folder: Path,
    span: tuple[int, int],
) -> FinishedEnsemble | None:
    """Return the ensemble of a scenario that is there already, whole and unchanged.

    Parameters
    ----------
    inputs, drawing, scenario
        The area, which members, and the scenario.
    folder
        Of the results.
    span
        First and last year.
    """
    path = result_path(folder, scenario.name)
    try:
        found = read_ensembles(path)
    except ResultError:
        return None
    if identity_in(found) != _identity(inputs, drawing, scenario, *span):
        return None
    return FinishedEnsemble(found, {}, path)


def _identity(
    inputs: MunicipalInputs, drawing: AreaDrawing, scenario: Scenario, start: int, end: int
) -> str:
    of_area = area_attributes(drawing.inputs(inputs), scenario, start=start, step=1)
    attributes: Mapping[str, object] = {**of_area, **drawing.attributes()}
    return identity_of(attributes, range(start, end + 1))


def _piece(futures: Futures) -> int:
    if futures.piece is not None:
        return futures.piece
    base = futures.base
    figures = sum(map(len, FIGURES.values())) * (futures.end - base.start + 1)
    blocks = _MOST_BYTES // (8 * figures * futures.drawing.draws)
    return -(-len(base.codes) // max(2, min(blocks, _MOST_BLOCKS)))


def _tasks(futures: Futures, plan: Plan) -> list[Task]:
    place, name = place_of(futures.inputs, futures.base), plan.scenario.name
    whole = Place(light(place.base), place.yearly)
    return [
        Task(
            (Block(name, some.start, some.stop),),
            partial(_drawn, plan, futures.drawing, whole.of(some)),
        )
        for some in slices(len(futures.base.codes), _piece(futures))
    ]


def _drawn(
    plan: Plan, drawing: AreaDrawing, place: Place, _blocks: Sequence[Block]
) -> Iterator[Piece]:
    yield ensemble_piece(plan, drawing, place)
