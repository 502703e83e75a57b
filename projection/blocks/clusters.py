"""Workers in other processes and on other machines, through Dask (extra `distributed`)."""

from __future__ import annotations

import gc
import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeVar

from projection._version import __version__
from projection.errors import RunError, fault
from projection.estimation.many import Each

Item = TypeVar("Item")
Value = TypeVar("Value")

SECONDS_TO_ANSWER = 5
"""How long a scheduler may take to answer, and to have a worker."""


@contextmanager
def cluster(*, workers: int | None = None, scheduler: str | None = None) -> Iterator[Each]:
    """Call functions by processes: of this machine, or of a Dask scheduler.

    Parameters
    ----------
    workers
        How many processes are started on this machine, of one thread each, and ended after.
    scheduler
        Instead, the address of one that runs; its workers see the same folders and have the
        same version of the program.

    Yields
    ------
    Each
        What is called there must be possible to pickle. What a lost worker had to do others do.

    Raises
    ------
    RunError
        Dask is not installed; the scheduler does not answer, has no workers, or these have
        another version of the program.
    """
    if find_spec("distributed") is None:
        raise RunError(fault("blocks_no_distributed"))
    with ExitStack() as stack:
        # Lost workers and late closings are not for users to read: results come or an error.
        stack.enter_context(_hushed())
        place = _local(workers or 1) if scheduler is None else _client(scheduler)
        with _uncollected():
            client = stack.enter_context(place)
        try:
            yield _each(client)
        finally:
            with _uncollected():
                stack.close()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Collect no garbage: a client that nobody answered closes itself when it is collected.

    Were that while another starts or ends, it would wait for ever for the lock held there.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def version_here() -> str:
    """Return the version of the program where it is called."""
    return __version__


@contextmanager
def _local(workers: int) -> Iterator[Any]:
    distributed = import_module("distributed")  # not before it is needed: it starts slowly
    with (
        tempfile.TemporaryDirectory(prefix="projection-") as scratch,
        distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            local_directory=scratch,
            silence_logs=logging.CRITICAL,
        ) as processes,
        distributed.Client(processes) as client,
    ):
        yield client


@contextmanager
def _client(address: str) -> Iterator[Any]:
    connect = import_module("distributed").Client
    try:
        client = connect(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        raise RunError(
            fault("blocks_unreachable", address=address, seconds=SECONDS_TO_ANSWER)
        ) from error
    with client:
        _check_workers(client, address)
        yield client


def _check_workers(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=SECONDS_TO_ANSWER)
    except TimeoutError as error:
        raise RunError(
            fault("blocks_no_workers", address=address, seconds=SECONDS_TO_ANSWER)
        ) from error
    try:
        found = {*client.run(version_here).values()}
    except Exception as error:  # whatever a worker without the program answers
        raise RunError(
            fault("blocks_other_version", address=address, expected=__version__, found="-")
        ) from error
    if found != {__version__}:
        listed = ", ".join(sorted(found))
        raise RunError(
            fault("blocks_other_version", address=address, expected=__version__, found=listed)
        )


def _each(client: Any) -> Each:
    def each(function: Callable[[Item], Value], items: Sequence[Item]) -> Iterator[Value]:
        # One by one: together they are a graph that Dask finds large, and says so.
        futures = [client.submit(function, item, pure=False) for item in items]
        try:
            for at, future in enumerate(futures):
                yield future.result()
                futures[at] = None  # nothing is kept there that has been taken
        finally:
            client.cancel([one for one in futures if one is not None], force=True)

    return each


@contextmanager
def _hushed() -> Iterator[None]:
    logger = logging.getLogger("distributed")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
