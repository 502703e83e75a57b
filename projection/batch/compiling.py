"""What compiled functions share: how they are compiled, and the cells of one trajectory."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from projection.batch.model import Integers
from projection.batch.portable import exponential
from projection.kernel import Array

Words = NDArray[np.uint64]
F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F, *, inlined: bool = True, kept: bool = False) -> F:
    """Compile a function when it is first called.

    Without Numba's own reference counting (`_nrt`): a step is short, and counting the users of
    its arrays would take as long as the step. So nothing is allocated inside.

    Parameters
    ----------
    function
        What is compiled.
    inlined
        Whether it becomes a part of what calls it: a call hands over every array in seven
        numbers, which takes as long as a short loop. Long functions that are called from many
        places stay apart, for the compiler's sake.
    kept
        Whether other processes find the result on disk. Only for what others do not call: it
        holds all that it calls, which Numba would not compile again when that changes.
    """
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
    return cast("F", numba.njit(cache=kept, forceinline=inlined, **options)(function))


def apart(function: F) -> F:
    """Compile a long function that is called from many places."""
    return compiled(function, inlined=False)


def sources() -> int:
    """Return a number that stands for all files of this package.

    Numba looks for changes in the file of the compiled function alone.
    """
    return fingerprint(
        [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
    )


def fingerprint(sources: list[bytes]) -> int:
    """Return a number of 60 bits that stands for these files.

    Examples
    --------
    >>> fingerprint([b"a", b"b"]) == fingerprint([b"a", b"c"])
    False
    """
    return int(sha256(b"".join(sources)).hexdigest()[:15], 16)


class Rule(NamedTuple):
    """A convention in numbers; ages of mothers; whether deaths and moves are kept."""

    share_at_start: float
    counts_arrivals: bool
    separate: bool
    present: bool
    width: float
    youngest: int
    oldest: int
    keeps_flows: bool


class Sieve(NamedTuple):
    """Events of all cells by chance, and lists of the cells in which it is looked at closely.

    `expected` and `events` are by cell, the others by place in the list: of few events
    `nobody`, `top`, `slope`, `below` and `exactly` as in `chance._searched`, of many `mean`,
    `variance`, `skew` and `peak` as in `portable.rounded_quantile`.
    """

    at: Integers
    far: Integers
    expected: Array
    events: Array
    u: Array
    found: Array
    nobody: Array
    top: Array
    slope: Array
    below: Array
    exactly: Array
    mean: Array
    variance: Array
    skew: Array
    peak: Array


class Space(NamedTuple):
    """One trajectory's rates of a period, and what they make of it; shape (2, age).

    But `uniforms`: (kind, event, 2, age), and `staying` in the open group: (2, 1).
    """

    survival: Array
    fertility: Array
    uniforms: Array
    staying: Array
    sieve: Sieve
    migration_count: Array
    migration_rate: Array
    people: Array
    births: Array
    deaths: Array
    moved: Array
    start: Array
    alive: Array
    first: Array
    second: Array


class Period(NamedTuple):
    """One trajectory's rates of one period, as `kernel.Rates` without leading axes."""

    survival: Array
    fertility: Array
    male_share: float
    migration_count: Array
    migration_rate: Array


exponential_of = compiled(exponential)


@compiled
def copy(values: Array, out: Array) -> None:
    """Copy numbers; an assignment of arrays would allocate."""
    for cell in range(out.size):
        out[cell] = values[cell]


@compiled
def total(values: Array) -> float:
    """Add up by eight sums side by side: one alone waits for every addition before the next."""
    a, b, c, d, e, f, g, h = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    whole = values.size // 8 * 8
    for i in range(0, whole, 8):
        a, b, c, d = a + values[i], b + values[i + 1], c + values[i + 2], d + values[i + 3]
        e, f, g, h = e + values[i + 4], f + values[i + 5], g + values[i + 6], h + values[i + 7]
    for i in range(whole, values.size):
        a += values[i]
    return ((a + b) + (c + d)) + ((e + f) + (g + h))
