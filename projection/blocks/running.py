"""Calling what is missing, and keeping what comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from projection.blocks.model import Block, LastingStore, Store, Task
from projection.estimation.many import Each, by_threads

Item = TypeVar("Item")
Value = TypeVar("Value")

Progress = Callable[[int, int], None]
"""Called with the items that are done, and all of them."""


def run_blocks(
    tasks: Sequence[Task], stores: Mapping[str, Store], each: Each = by_threads
) -> Iterator[Block]:
    """Work out blocks and put them in their stores.

    The figures do not depend on who calls, in which order, or on what was there already.

    Parameters
    ----------
    tasks
        Whose blocks are wanted.
    stores
        By name of the result. A cluster pickles them: a `LastingStore` alone goes with it.
    each
        Who works: threads of this process, or a `cluster`.

    Yields
    ------
    Block
        Each that has been worked out and kept.

    Raises
    ------
    ProjectionError
        As `Task.compute` and `Store.put` raise it.
    """
    for done in each(partial(_work_out, dict(stores)), tasks):
        yield from done


def still_missing(tasks: Iterable[Task], stores: Mapping[str, LastingStore]) -> list[Task]:
    """Return tasks without the blocks that their stores hold, whole and unchanged."""
    left = [
        one._replace(
            blocks=tuple(block for block in one.blocks if stores[block.result].lacks(block))
        )
        for one in tasks
    ]
    return [one for one in left if one.blocks]


def watched(each: Each, progress: Progress) -> Each:
    """Tell what is done of every call.

    Parameters
    ----------
    each
        Who works.
    progress
        What is told how far they are.
    """

    def watching(function: Callable[[Item], Value], items: Sequence[Item]) -> Iterator[Value]:
        for count, done in enumerate(each(function, items), 1):
            progress(count, len(items))
            yield done

    return watching


def _work_out(stores: Mapping[str, Store], task: Task) -> tuple[Block, ...]:
    for block, piece in zip(task.blocks, task.compute(task.blocks), strict=True):
        stores[block.result].put(block, piece)
    return task.blocks
