"""How far a long calculation is: a bar on a terminal, events for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from projection.cli.speaking import PROGRESS, bar_wanted, tell

Progress = Callable[[int, int], None]

_PARTS = 10  # events are at least so many parts of the whole apart


@contextmanager
def shown(words: str) -> Iterator[Progress]:
    """Show a bar while something is worked out, and nothing afterwards.

    Where standard error is no terminal, nothing is shown, unless `--verbose` or `--json-log`
    asked for it.

    Parameters
    ----------
    words
        What is worked out.

    Yields
    ------
    Callable
        To be called with what is done, and all there is to do.
    """
    if not bar_wanted():
        yield _events(words)
        return
    from rich.console import Console  # noqa: PLC0415  not before a command that is slow anyway
    from rich.progress import Progress as Bar  # noqa: PLC0415

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _events(words: str) -> Progress:
    told = 0

    def progress(done: int, total: int) -> None:
        nonlocal told
        part = _PARTS * done // max(total, 1)
        if part > told:
            told = part
            tell(PROGRESS, "progress", f"{words} {done}/{total}", done=done, total=total)

    return progress
