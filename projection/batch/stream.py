"""Random numbers that are a function of their place: the counter-based generator Philox4x32-10.

Source: Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3,
Proceedings of SC11, section 4.
"""

from __future__ import annotations

from typing import Any

import numpy as np

# All in 64 bits, so that products of two words of 32 bits are whole.
WORD, MASK = np.uint64(32), np.uint64(0xFFFFFFFF)
MULTIPLIERS = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
WEYL = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
SIX, KEPT_BITS = np.uint64(6), np.uint64(26)
RESOLUTION, COARSE = 2.0**-52, 2.0**-32

# A place within a draw: period, kind of event, age, in one word. The four words made there are
# for men and women of two events each: moves at the start and deaths; moves at the end and
# births (by sex of the child); deaths in the open group where it is apart.
AGE_BITS, KIND_BITS = 10, 4
KINDS = 3
MOVED_OR_DIED, MOVED_LATER_OR_BORN, DIED_IN_OPEN = range(KINDS)


def philox(a: Any, b: Any, c: Any, d: Any, key: Any) -> tuple[Any, Any, Any, Any]:
    """Return four random words of 32 bits of a counter (a, b, c, d).

    Parameters
    ----------
    a, b, c, d
        Words of 32 bits, as uint64.
    key
        Two words.

    Examples
    --------
    The known answer of the authors for counter and key 0:

    >>> none = np.uint64(0)
    >>> [f"{int(word):08x}" for word in philox(none, none, none, none, (none, none))]
    ['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']
    """
    # Masks that change nothing tell the compiler that products are of 32 bits.
    a, b, c, d = a & MASK, b & MASK, c & MASK, d & MASK
    first, second = key[0] & MASK, key[1] & MASK
    for _ in range(10):
        x, y = MULTIPLIERS[0] * a, MULTIPLIERS[1] * c
        a, b = (y >> WORD) ^ b ^ first, y & MASK
        c, d = (x >> WORD) ^ d ^ second, x & MASK
        first, second = (first + WEYL[0]) & MASK, (second + WEYL[1]) & MASK
    return a, b, c, d


def uniform(high: Any, low: Any) -> Any:
    """Return a number between 0 and 1, never either, from two words; 52 bits.

    Examples
    --------
    >>> float(uniform(np.uint64(0), np.uint64(0)))
    1.1102230246251565e-16
    """
    return (np.float64(((high >> SIX) << KEPT_BITS) | (low >> SIX)) + 0.5) * RESOLUTION


def coarse(word: Any) -> Any:
    """Return a number between 0 and 1, never either, from one word.

    A probability is met to 2**-32, one event in four thousand million.

    Examples
    --------
    >>> float(coarse(np.uint64(2**31))) - 0.5 == 2.0**-33
    True
    """
    return (np.float64(word) + 0.5) * COARSE


def place(period: int, kind: int, age: Any) -> Any:
    """Return the word that says where in a draw an event is; unlike for all events.

    Examples
    --------
    >>> place(1, DIED_IN_OPEN, 3) == 2**14 + 2**11 + 3
    True
    """
    return (((period << KIND_BITS) | kind) << AGE_BITS) | age
