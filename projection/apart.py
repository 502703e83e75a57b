"""Files taken apart in a process of its own, so that a library that breaks takes none with it.

HDF5 trusts what stands in a file: made on purpose, a file ends the process that reads it, or
never ends. Where the system forks, a child reads it and passes on plain figures and words.
"""

from __future__ import annotations

import faulthandler
import gc
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, NamedTuple, NoReturn

import numpy as np
from numpy.typing import NDArray

_THREADS = Path("/proc/self/task")
_STATM = Path("/proc/self/statm")
# Bytes: larger files are no bombs, and would stand in memory twice.
_LARGEST = 64_000_000
# Of a child: seconds of the processor, more for a larger file; of the clock; bytes of memory,
# and so many times the file's.
_SECONDS, _BYTES_A_SECOND, _WAITING = 1, 10_000_000, 120
_MEMORY, _TIMES = 400_000_000, 60
_KINDS = "fiubUS"

# Lines that run in the child alone are not counted as covered or not: it ends at once.


class Part(NamedTuple):
    """One variable of a file: its dims, its values, and what is said of it."""

    dims: tuple[str, ...]
    values: NDArray[Any]
    attributes: Mapping[str, Any]


class Parts(NamedTuple):
    """What a file holds: its variables by name, and what is said of them all."""

    variables: Mapping[str, Part]
    attributes: Mapping[str, Any]


Take = Callable[[bytes], Parts]


def taken_apart(take: Take, content: bytes) -> Parts:
    """Take a file apart as `each_taken_apart` does.

    Raises
    ------
    Exception
        Where there is none.
    """
    (found,) = each_taken_apart(take, [content])
    if isinstance(found, Exception):
        raise found
    return found


def each_taken_apart(take: Take, contents: Sequence[bytes]) -> Iterator[Parts | Exception]:
    """Take files apart in a child of this process, where one can be made without danger.

    Parameters
    ----------
    take
        Returns what a file holds, or raises an exception of any kind.
    contents
        The bytes of each file. Where one has more than 64 MB, with other threads at work, or
        elsewhere than on Linux, `take` is called in this process.

    Yields
    ------
    Parts or Exception
        What `take` returned for each, in their order; of attributes that are neither words nor
        single figures, their words. An exception where it raised one, where the child was
        ended by the system, or took more than 2 seconds of the processor over a file (one more
        for every 10 MB).
    """
    if not _is_alone() or any(len(one) > _LARGEST for one in contents):
        yield from (_tried(take, one) for one in contents)
        return
    left = [*contents]
    while left:
        for found in _answers(take, tuple(left)):
            yield found
            del left[0]
        if left:
            # The child ended over this one: another goes on with the rest.
            yield OSError("no answer")
            del left[0]


def _tried(take: Take, content: bytes) -> Parts | Exception:
    try:
        return take(content)
    except Exception as error:
        return error


def _answers(take: Take, contents: Sequence[bytes]) -> Iterator[Parts | Exception]:
    """Yield what a child says of each file, until all are done or it breaks."""
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receiving)
        _answer(take, contents, sending)
    os.close(sending)
    try:
        with os.fdopen(receiving, "rb") as stream, suppress(EOFError):
            for _ in contents:
                yield received(stream) or OSError("refused")
    finally:
        # It may be at something that nobody waits for any more; who embeds the program may
        # have taken leave of its children already.
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _is_alone() -> bool:
    """Whether no other thread could hold a lock that the child would wait for."""
    if sys.platform != "linux":
        return False
    with suppress(OSError):
        return len([*_THREADS.iterdir()]) == 1
    return False


def _answer(
    take: Take, contents: Sequence[bytes], sending: int
) -> NoReturn:  # pragma: no cover
    """Do the child's work, and end without anything that the parent has begun."""
    # To look through all that the parent has would copy it.
    gc.disable()
    # Whatever is raised: the parent finds that the answer is not whole.
    try:
        _silence()
        with os.fdopen(sending, "wb") as stream:
            for content in contents:
                _bound(len(content))
                send(_tried(take, content), stream)
                stream.flush()
    finally:
        os._exit(0)


def _bound(size: int) -> None:  # pragma: no cover
    """Bound what this process may take over a file of so many bytes."""
    import resource  # noqa: PLC0415  not on every system

    used = int(_STATM.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    seconds = int(time.process_time()) + 1 + _SECONDS + size // _BYTES_A_SECOND
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, used + _MEMORY + _TIMES * size),
    ):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard < 0 else min(most, hard), hard))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(_WAITING)


def _silence() -> None:  # pragma: no cover
    """Drop what libraries say as they break."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    faulthandler.disable()


def send(parts: Parts | Exception, stream: IO[bytes]) -> None:
    """Write parts as a line of JSON and the bare figures after it; an exception as no line."""
    kinds = set() if isinstance(parts, Exception) else _kinds_of(parts)
    if isinstance(parts, Exception) or not kinds <= {*_KINDS}:
        stream.write(b"\n")
        return
    described = {
        name: [one.dims, one.values.dtype.str, one.values.shape, dict(one.attributes)]
        for name, one in parts.variables.items()
    }
    line = json.dumps([described, dict(parts.attributes)], default=str)
    stream.write(line.encode() + b"\n")
    for one in parts.variables.values():
        stream.write(_raw(np.ascontiguousarray(one.values)))


def _kinds_of(parts: Parts) -> set[str]:
    return {one.values.dtype.kind for one in parts.variables.values()}


def _raw(values: NDArray[Any]) -> memoryview:
    return values.reshape(-1).view(np.uint8).data


def received(stream: BufferedReader) -> Parts | None:
    """Read what `send` wrote; None where it was an exception.

    Raises
    ------
    EOFError
        It ends early.
    """
    line = stream.readline()
    if line == b"\n":
        return None
    if not line.endswith(b"\n"):
        raise EOFError
    described, attributes = json.loads(line)
    variables = {}
    for name, (dims, kind, shape, own) in described.items():
        values = np.empty(shape, kind)
        if values.size and stream.readinto(_raw(values)) != values.nbytes:
            raise EOFError
        variables[name] = Part(tuple(dims), values, own)
    return Parts(variables, attributes)
