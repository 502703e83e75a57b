"""Scenarios for all municipalities of an area, from base rates to results with their names."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.blocks.folder import open_folder
from projection.blocks.identity import identity_in, identity_of
from projection.blocks.model import Block, Finished, Task
from projection.blocks.running import Progress, run_blocks, still_missing
from projection.blocks.whole import WholeStore
from projection.chunked import CHUNKED_ENDING, read_frame, slices, sum_chunks
from projection.errors import ResultError
from projection.estimation.many import Each, ManyBaseRates, by_threads
from projection.files import safe_name
from projection.inputs import MunicipalInputs
from projection.results import read_regions, result_path
from projection.running_many import (
    PIECE,
    Piece,
    Plan,
    allocated,
    area_attributes,
    area_frame,
    plans_of,
    run_piece,
    run_pieces,
    total_of,
)
from projection.scenarios import Scenario
from projection.scenarios.many import many_survival

Array = NDArray[np.float64]

ONE_FILE = 2**30
"""Bytes of population, deaths and net migration up to which a result is one file."""

Told = Callable[[str, int, int], None]
"""Called with a result's name, the number of its blocks that are there, and of all."""


class Area(NamedTuple):
    """What is run, and where its results go.

    Parameters
    ----------
    inputs, base
        The municipalities and their base rates.
    end
        Last year, as of 1 January.
    folder
        Of the results.
    piece
        Municipalities in a block.
    command
        What was typed, for those who read the results.
    """

    inputs: MunicipalInputs
    base: ManyBaseRates
    end: int
    folder: Path
    piece: int = PIECE
    command: str = ""


def outgrows_one_file(area: Area) -> bool:
    """Say whether results are kept as folders of chunks: where they exceed one gigabyte.

    A file is put together in memory, where it stands twice for a moment.

    Parameters
    ----------
    area
        What is run.
    """
    base = area.base
    periods = (area.end - base.start) // base.width
    figures = len(base.codes) * base.population[0].size * (3 * periods + 1)
    return figures * np.dtype(np.float32).itemsize > ONE_FILE


def run_whole(
    area: Area,
    scenarios: Sequence[Scenario],
    each: Each = by_threads,
    progress: Progress = lambda _done, _all: None,
) -> Iterator[Finished]:
    """Run scenarios one after the other; each is written while the next is worked out.

    Parameters
    ----------
    area, scenarios
        What is run.
    each
        Who works; threads of this process.
    progress
        What is told how many blocks of all scenarios are done.

    Yields
    ------
    Finished
        As it is written: one NetCDF-4 file a scenario.

    Raises
    ------
    RunError, ScenarioError, InputsError, ProjectionError
        As in `run_many`; a file cannot be written.
    """
    parts, done = _parts(area), 0
    mortality, survivals = None, list[Array]()
    with ThreadPoolExecutor(1) as writer:
        waiting, before, spare = None, None, None
        for plan in plans_of(scenarios, area.base, area.end):
            if plan.scenario.mortality != mortality:
                mortality = plan.scenario.mortality
                survivals = list(each(partial(many_survival, plan.shared), parts))
            store = WholeStore(allocated(_frame(area, plan), spare))
            computing = [
                partial(_alone, plan, part, survival)
                for part, survival in zip(parts, survivals, strict=True)
            ]
            name = plan.scenario.name
            tasks = [
                Task((block,), compute)
                for block, compute in zip(_blocks(name, area), computing, strict=True)
            ]
            for _ in run_blocks(tasks, {name: store}, each):
                done += 1
                progress(done, len(scenarios) * len(parts))
            if waiting is not None:
                yield waiting.result()
                spare = before
            waiting, before = writer.submit(_finish_whole, store, area, name), store.dataset
        if waiting is not None:
            yield waiting.result()


def run_folders(
    area: Area,
    scenarios: Sequence[Scenario],
    each: Each = by_threads,
    *,
    resume: bool = False,
    told: Told = lambda _name, _there, _all: None,
) -> Iterator[Finished]:
    """Run scenarios together, block by block, each result a folder of chunks.

    Parameters
    ----------
    area, scenarios
        What is run.
    each
        Who works: threads, or a `cluster`; they write the results themselves.
    resume
        Whether blocks are kept that a run of the same identity has finished.
    told
        What is there already is told to it.

    Yields
    ------
    Finished
        As the results get their names, when all of them are worked out.

    Raises
    ------
    RunError, ScenarioError, InputsError, ProjectionError
        As in `run_many`; another process writes the result, or it cannot be written.
    """
    plans = {one.scenario.name: one for one in plans_of(scenarios, area.base, area.end)}
    frames = {name: _frame(area, one) for name, one in plans.items()}
    paths = {name: chunked_path(area.folder, name) for name in plans}
    blocks = {name: _blocks(name, area) for name in plans}
    together = zip(*blocks.values(), strict=True)
    tasks = [
        Task(of_part, partial(_together, plans, part))
        for of_part, part in zip(together, _parts(area), strict=True)
    ]
    with ExitStack() as stack:
        stores = {
            name: stack.enter_context(
                open_folder(frame, paths[name], piece=area.piece, resume=resume)
            )
            for name, frame in frames.items()
        }
        missing = still_missing(tasks, stores)
        for name in plans:
            left = sum(block.result == name for task in missing for block in task.blocks)
            told(name, len(blocks[name]) - left, len(blocks[name]))
        for _ in run_blocks(missing, stores, each):
            pass
        for name, store in stores.items():
            done = store.finish(area.inputs, frames[name], blocks[name], paths[name])
            _remove_other(result_path(area.folder, name))
            yield done


def chunked_path(folder: Path, name: str) -> Path:
    """Return where the result of the scenario `name` lies that is a folder of chunks."""
    return folder / f"{safe_name(name)}{CHUNKED_ENDING}"


def finished_before(
    inputs: MunicipalInputs, scenario: Scenario, folder: Path, span: tuple[int, int, int]
) -> Finished | None:
    """Return the result of a scenario that is there already, whole and unchanged.

    Parameters
    ----------
    inputs, scenario
        The area and the scenario.
    folder
        Of the results.
    span
        First year, years in a step, last year.
    """
    start, step, end = span
    attributes = area_attributes(inputs, scenario, start=start, step=step)
    wanted = identity_of(attributes, range(start, end + 1, step))
    chunks, file = chunked_path(folder, scenario.name), result_path(folder, scenario.name)
    with suppress(ResultError):
        if chunks.is_dir() and identity_in(read_frame(chunks)) == wanted:
            return Finished(sum_chunks(chunks), {}, chunks)
        if file.is_file() and identity_in(result := read_regions(file)) == wanted:
            return Finished(total_of(result), {}, file)
    return None


def _frame(area: Area, plan: Plan) -> xr.Dataset:
    frame = area_frame(area.inputs, area.base, plan)
    return frame.assign_attrs(command=area.command) if area.command else frame


def light(base: ManyBaseRates) -> ManyBaseRates:
    """Return base rates without the window, which runs do not look at: workers get less."""
    fits = base.fits
    none = replace(
        fits, population=fits.population[:, :0], net_migrants=fits.net_migrants[:, :0]
    )
    return replace(base, left_out={}, fits=none)


def _parts(area: Area) -> list[ManyBaseRates]:
    base = light(area.base)
    return [base.of(part) for part in slices(len(base.codes), area.piece)]


def _blocks(name: str, area: Area) -> list[Block]:
    parts = slices(len(area.base.codes), area.piece)
    return [Block(name, part.start, part.stop) for part in parts]


def _alone(
    plan: Plan, base: ManyBaseRates, survival: Array, _blocks: Sequence[Block]
) -> list[Piece]:
    return [run_piece(plan, base, survival)]


def _together(
    plans: Mapping[str, Plan], base: ManyBaseRates, blocks: Sequence[Block]
) -> Iterator[Piece]:
    return run_pieces([plans[block.result] for block in blocks], base)


def _finish_whole(store: WholeStore, area: Area, name: str) -> Finished:
    path = result_path(area.folder, name)
    done = store.finish(area.inputs, path)
    _remove_other(chunked_path(area.folder, name))
    return done


def _remove_other(path: Path) -> None:
    """Remove an older result of the same name in the other form: it has been replaced."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
