"""A lock that ends with its process, however that ends."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import IO


def locked(path: Path) -> IO[bytes] | None:
    """Lock a file for this process alone.

    Parameters
    ----------
    path
        Made if needed, in a folder that is there.

    Returns
    -------
    file or None
        Closing it ends the lock; None where another process has it. Systems without POSIX
        locks have none: there, two runs of one result at a time are not told apart.
    """
    file = path.open("ab")
    if find_spec("fcntl") is not None:
        fcntl = import_module("fcntl")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return None
    return file
