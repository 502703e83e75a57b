"""A hidden folder in which a result grows block by block, until it is whole.

It stands beside the result, with the result's identity in its name: who comes later with the
same identity may go on with it, and an older result stays as it is until the new one is whole.
A lock, which ends with its process however that ends, tells what is growing from what was left
behind.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from projection.blocks.lock import locked
from projection.blocks.marks import read_mark
from projection.blocks.model import Block
from projection.chunked import holds
from projection.errors import ProjectionError, RunError, fault
from projection.files import reason_of

DATA, MARKS = "data", "marks"
_LOCK, _ENDING = "lock", ".part"


@contextmanager
def growing(
    path: Path, own: str, declare: Callable[[Path], None], *, resume: bool
) -> Iterator[Path]:
    """Begin a result, or go on with one that was broken off.

    Parameters
    ----------
    path
        The result's name. What was left behind of other runs under it is removed.
    own
        By what a run is known again that would work out the same blocks.
    declare
        Writes what stands in the folder `DATA` before there are blocks; called with its path.
    resume
        Whether finished blocks of the same identity are kept.

    Yields
    ------
    Path
        The hidden folder, absolute: workers may stand elsewhere. It is kept until it is
        finished or another run takes the name.

    Raises
    ------
    RunError
        Another process is writing this result.
    ProjectionError
        The folder cannot be written.
    """
    final = path.resolve()
    folder = final.with_name(f".{final.name}.{own}{_ENDING}")
    with told(path):
        folder.mkdir(parents=True, exist_ok=True)
        _remove_others(final, folder)
        lock = _lock(folder, path)
    with lock:
        with told(path):
            if not resume or not (folder / DATA).is_dir():
                _begin(folder, declare)
        yield folder


def lacks(folder: Path, block: Block) -> bool:
    """Say whether a block is to be worked out: it has no mark, or not the marked bytes."""
    mark = read_mark(folder / MARKS, block)
    return mark is None or not holds(folder / DATA, mark.sums)


def refuse_unseen(folder: Path) -> None:
    """Refuse to put a block where this machine does not see the folder.

    Raises
    ------
    ProjectionError
        The message says which folder.
    """
    if not (folder / DATA).is_dir():
        raise ProjectionError(fault("blocks_folder_unseen", file=str(folder)))


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Tell what the system says of a file that cannot be written."""
    try:
        yield
    except OSError as error:
        raise ProjectionError(
            fault("file_unwritable", file=str(path), reason=reason_of(error))
        ) from error


def _begin(folder: Path, declare: Callable[[Path], None]) -> None:
    for name in (MARKS, DATA):
        shutil.rmtree(folder / name, ignore_errors=True)
    (folder / MARKS).mkdir()
    # Under its name only when all is declared: a folder that is there can be gone on with.
    declared = folder / f"{DATA}.new"
    shutil.rmtree(declared, ignore_errors=True)
    declare(declared)
    declared.rename(folder / DATA)


def _lock(folder: Path, path: Path) -> IO[bytes]:
    lock = locked(folder / _LOCK)
    if lock is None:
        raise RunError(fault("blocks_in_use", file=str(path)))
    return lock


def _remove_others(final: Path, folder: Path) -> None:
    for other in final.parent.glob(f".{final.name}.*{_ENDING}"):
        if other != folder and (lock := locked(other / _LOCK)) is not None:
            with lock:
                shutil.rmtree(other, ignore_errors=True)
