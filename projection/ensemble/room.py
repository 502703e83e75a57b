"""Room for the figures of all members: memory, or a file where they are too many for it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from projection.errors import RunError, fault
from projection.files import reason_of

# 10,000 members of 45 years take 80 MB; with 17,000 an array goes to a file.
LARGEST = 128 * 2**20


def room(
    shape: Sequence[int], dtype: DTypeLike = np.float32, *, largest: int = LARGEST
) -> NDArray[Any]:
    """Return an array to write to, of memory or of a temporary file.

    The file has no name where the system allows that, and is gone with the array, even where
    the process is killed. All of its space is taken at once: a disk that is full is told now,
    not in the middle of the work.

    Parameters
    ----------
    shape, dtype
        Of the array.
    largest
        Bytes, above which it lies in a file.

    Raises
    ------
    RunError
        The disk has not enough space.
    """
    size = int(np.prod(shape)) * np.dtype(dtype).itemsize
    if size <= largest:
        return np.empty(shape, dtype)
    try:
        with tempfile.TemporaryFile() as file:
            _reserve(file.fileno(), size)
            return np.memmap(file, dtype, "r+", shape=tuple(shape))
    except OSError as error:
        raise RunError(
            fault("ensemble_no_room", size=f"{size / 2**20:,.0f}", reason=reason_of(error))
        ) from error


def _reserve(descriptor: int, size: int) -> None:
    # Not every system can; a file of this length is there in any case.
    os.truncate(descriptor, size)
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(descriptor, 0, size)
