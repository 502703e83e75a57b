"""A result that many processes write as a folder of chunks, block by block."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import xarray as xr

from projection.blocks.growing import DATA, MARKS, growing, lacks, refuse_unseen, told
from projection.blocks.identity import identity_in
from projection.blocks.marks import Mark, read_mark, write_mark
from projection.blocks.model import Block, Finished
from projection.chunked import (
    change_attributes,
    declare_chunks,
    put_chunk,
    seal_chunks,
    sum_chunks,
)
from projection.inputs import MunicipalInputs
from projection.running_many import PIECE, Piece, fit_without, refuse_nobody
from projection.sealed import REGION_COORDINATES
from projection.variables import VARIABLES


class FolderStore(NamedTuple):
    """A growing result; small, so that workers get it.

    Parameters
    ----------
    folder
        Where it grows, as an absolute path: workers may stand elsewhere.
    piece
        Regions in a block.
    """

    folder: Path
    piece: int

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
        data, at = self.folder / DATA, block.start // self.piece
        with told(self.folder):
            sums = [
                put_chunk(data, name, at, figures, self.piece)
                for name, figures in piece.arrays.items()
            ]
            write_mark(self.folder / MARKS, block, Mark(dict(sums), piece.left_out))

    def finish(
        self,
        inputs: MunicipalInputs,
        frame: xr.Dataset,
        blocks: Sequence[Block],
        path: Path,
    ) -> Finished:
        """Give the result its name; every block has been put.

        Parameters
        ----------
        inputs, frame
            The area, and the result before there were figures.
        blocks
            All of its blocks.
        path
            The final name; an older result under it is replaced.

        Returns
        -------
        Finished
            Its sum over regions, and who was left out.

        Raises
        ------
        RunError
            Nobody is left in it.
        ProjectionError
            It cannot be written.
        """
        marks = [mark for one in blocks if (mark := read_mark(self.folder / MARKS, one))]
        left_out = {code: why for mark in marks for code, why in mark.left_out.items()}
        codes: list[str] = frame["region"].values.tolist()
        refuse_nobody(inputs, {*codes} - {*left_out}, left_out)
        sums = {file: known for mark in marks for file, known in mark.sums.items()}
        with told(path):
            change_attributes(self.folder / DATA, {"fit": fit_without(frame, left_out)})
            seal_chunks(self.folder / DATA, sums)
            _publish(self.folder / DATA, path)
            shutil.rmtree(self.folder)
        return Finished(sum_chunks(path), left_out, path)


@contextmanager
def open_folder(
    frame: xr.Dataset, path: Path, *, piece: int = PIECE, resume: bool = False
) -> Iterator[FolderStore]:
    """Begin a result, or go on with one that was broken off.

    Parameters
    ----------
    frame
        The result before there are figures.
    path
        Its final name. What was left behind of other runs under it is removed.
    piece
        Regions in a block; the last may have fewer.
    resume
        Whether finished blocks of the same identity are kept.

    Yields
    ------
    FolderStore
        It is kept until it is finished or another run takes its name.

    Raises
    ------
    RunError
        Another process is writing this result.
    ProjectionError
        The folder cannot be written.
    """
    with told(path):
        _restore(path.resolve())
    own = f"{identity_in(frame)[:12]}-{piece}"
    declare = partial(declare_chunks, dataset=_in_words(frame), chunk=piece)
    with growing(path, own, declare, resume=resume) as folder:
        yield FolderStore(folder, piece)


def _in_words(frame: xr.Dataset) -> xr.Dataset:
    described = {name: {"long_name": words} for name, words in REGION_COORDINATES.items()}
    for name in map(str, frame.data_vars):
        known = VARIABLES[name]
        described[name] = {"long_name": known.label.en, "units": known.unit}
    return frame.assign(
        {name: frame[name].assign_attrs(described[str(name)]) for name in frame.variables}
    )


def _older(final: Path) -> Path:
    return final.with_name(f".{final.name}.old")


def _restore(final: Path) -> None:
    """Finish what a run killed between two renamings has left undone."""
    if _older(final).exists() and not final.exists():
        _older(final).rename(final)
    shutil.rmtree(_older(final), ignore_errors=True)


def _publish(data: Path, path: Path) -> None:
    """Give a finished folder its name; a folder in its place cannot be replaced in one go."""
    # Once for all files: a power cut after this leaves a whole result.
    if sync := getattr(os, "sync", None):
        sync()
    if path.exists():
        path.rename(_older(path))
    data.rename(path)
    shutil.rmtree(_older(path), ignore_errors=True)
