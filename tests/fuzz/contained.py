"""Gives one door its bombs within bounds: `python -m tests.fuzz.contained TARGET`.

Memory is bounded by the system; time is the processor's, which a busy machine does not stretch.
Prints a line for every bomb that broke the law, and nothing where none did.
"""

from __future__ import annotations

import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from tests.fuzz.bombs import BOMBS
from tests.fuzz.targets import TARGETS, Target

SECONDS = 2.0
MEMORY = 500_000_000
# What hangs inside a library never comes back to hear a signal.
_KILLED_AFTER = 120


class _TooLongError(Exception):
    """More than `SECONDS` of the processor."""


def main(name: str) -> None:
    """Try every bomb of a target and print what broke the law."""
    target = TARGETS[name]
    with TemporaryDirectory() as made:
        folder = Path(made)
        target.prepare(folder)
        _warm(target, folder)
        bombs = [*BOMBS[name]()]
        with _bounded():
            for bomb, content in bombs:
                if wrong := _tried(target, content, folder):
                    sys.stdout.write(f"{name} {bomb} ({len(content):,} bytes): {wrong}\n")


def _warm(target: Target, folder: Path) -> None:
    """Import what a door imports late: a library is not the file's doing."""
    for seed in target.seeds(folder):
        target.enter(seed, folder)


@contextmanager
def _bounded() -> Iterator[None]:
    status = Path("/proc/self/statm").read_text(encoding="ascii").split()
    used = int(status[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CPU, (_KILLED_AFTER, _KILLED_AFTER))
    signal.signal(signal.SIGPROF, _stop)
    yield
    with suppress(ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY,) * 2)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _TooLongError


def _tried(target: Target, content: bytes, folder: Path) -> str:
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        target.enter(content, folder)
    except BaseException as error:
        return f"{type(error).__name__}: {str(error)[:200]}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return ""


if __name__ == "__main__":
    main(sys.argv[1])
