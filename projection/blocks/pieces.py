"""Blocks that many processes keep for the one that puts them together at the end."""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.blocks.growing import DATA, MARKS, growing, lacks, refuse_unseen, told
from projection.blocks.marks import Mark, read_mark, write_mark
from projection.blocks.model import Block
from projection.running_many import Piece

Array = NDArray[Any]

_ENDING = ".npy"


class PieceStore(NamedTuple):
    """What has been worked out of a result that is written in one go; small.

    Parameters
    ----------
    folder
        Where blocks are kept, as an absolute path: workers may stand elsewhere.
    """

    folder: Path

    def lacks(self, block: Block) -> bool:
        """Say whether a block is to be worked out."""
        return lacks(self.folder, block)

    def put(self, block: Block, piece: Piece) -> None:
        """Keep a block, and mark it when all of it is there.

        Raises
        ------
        ProjectionError
            It cannot be written, or this machine does not see the folder.
        """
        refuse_unseen(self.folder)
        sums = {}
        with told(self.folder):
            for name, figures in piece.arrays.items():
                memory, file = io.BytesIO(), _file(block, name)
                np.save(memory, figures)
                content = memory.getbuffer()
                (self.folder / DATA / file).write_bytes(content)
                sums[file] = hashlib.sha256(content).hexdigest()
            write_mark(self.folder / MARKS, block, Mark(sums, piece.left_out))

    def pieces(self, blocks: Sequence[Block]) -> Iterator[Piece]:
        """Yield blocks that have been put, one at a time."""
        for block in blocks:
            mark = read_mark(self.folder / MARKS, block)
            left_out = {} if mark is None else mark.left_out
            files = (self.folder / DATA).glob(_file(block, "*"))
            arrays = {one.name.split(".")[1]: _figures(one) for one in files}
            yield Piece(arrays, left_out)

    def remove(self) -> None:
        """Remove everything: the result has been written."""
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def open_pieces(path: Path, own: str, *, resume: bool = False) -> Iterator[PieceStore]:
    """Begin the blocks of a result, or go on with those of a run that was broken off.

    Parameters
    ----------
    path
        The result's name.
    own
        By what a run is known again that would work out the same blocks.
    resume
        Whether finished blocks of the same identity are kept.

    Raises
    ------
    RunError
        Another process is writing this result.
    ProjectionError
        The folder cannot be written.
    """
    with growing(path, own, Path.mkdir, resume=resume) as folder:
        yield PieceStore(folder)


def _figures(path: Path) -> Array:
    with path.open("rb") as file:
        return np.lib.format.read_array(file)


def _file(block: Block, name: str) -> str:
    return f"{block.start}-{block.stop}.{name}{_ENDING}"
