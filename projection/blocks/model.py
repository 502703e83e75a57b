"""What a long run is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import xarray as xr

from projection.errors import Fault
from projection.running_many import Piece


class Block(NamedTuple):
    """A slice of the regions of one result.

    Parameters
    ----------
    result
        Name of the result, which is that of its scenario.
    start, stop
        Positions of its regions; `stop` is not included.
    """

    result: str
    start: int
    stop: int


class Task(NamedTuple):
    """Blocks that one worker works out one after the other.

    Parameters
    ----------
    blocks
        Which; of the same regions where they share what is worked out on the way.
    compute
        Called with those of the blocks that are still missing; yields a piece for each, in
        their order. Pure, and can be pickled.
    """

    blocks: tuple[Block, ...]
    compute: Callable[[Sequence[Block]], Iterable[Piece]]


class Finished(NamedTuple):
    """What is said of a result that has been written.

    Parameters
    ----------
    total
        Its sum over regions, with its attributes.
    left_out
        Why regions were left out, by code.
    path
        Where it lies.
    """

    total: xr.Dataset
    left_out: dict[str, Fault]
    path: Path


class Store(Protocol):
    """Where the blocks of one result are put."""

    def put(self, block: Block, piece: Piece) -> None:
        """Keep a block; called where it was worked out."""


class LastingStore(Store, Protocol):
    """A store that outlives its process, and is small, so that workers get it."""

    def lacks(self, block: Block) -> bool:
        """Say whether a block is to be worked out: it is not there, or was damaged."""
