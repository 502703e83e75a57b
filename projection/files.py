"""Files appear whole or not at all: written to a temporary name, then renamed."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from projection.errors import ProjectionError, fault


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path` that takes its name when the block succeeds.

    Parameters
    ----------
    path
        The final name; its folder is made if needed. An older file stays until the new one
        is complete.

    Yields
    ------
    Path
        Where to write.

    Raises
    ------
    ProjectionError
        The folder or file cannot be written (read-only, disk full); nothing is left behind.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
        temporary.touch(exist_ok=False)
        yield temporary
        _flush(temporary)
        temporary.replace(path)
    except OSError as error:
        raise ProjectionError(
            fault("file_unwritable", file=str(path), reason=error.strerror or str(error))
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
