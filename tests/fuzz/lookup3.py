"""HDF5's own checksums, so that damage gets past them.

Source: Bob Jenkins, lookup3.c (May 2006, public domain), `hashlittle` with 0; HDF5 file format
specification, version 3.0: superblocks apart, the last four bytes of a structure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

_LONGEST = 8_192
_SHORTEST = 8


class Block(NamedTuple):
    """A structure of a file: where it starts, and how many bytes its checksum is made from."""

    start: int
    size: int


def blocks_of(content: bytes, marks: re.Pattern[bytes]) -> list[Block]:
    """Find the structures whose checksum agrees."""
    whole = np.frombuffer(content, np.uint8)
    found = ((at.start(), _size(whole[at.start() :])) for at in marks.finditer(content))
    return [Block(start, size) for start, size in found if size]


def checked_anew(content: bytearray, blocks: Sequence[Block]) -> None:
    """Put checksums right; inner blocks of one another are not there in HDF5."""
    for start, size in blocks:
        whole = np.frombuffer(bytes(content[start : start + size]), np.uint8)
        content[start + size : start + size + 4] = int(_hash(whole)).to_bytes(4, "little")


@numba.njit(cache=False)
def _size(data: NDArray[np.uint8]) -> int:
    for size in range(_SHORTEST, min(len(data) - 4, _LONGEST)):
        stored = np.uint32(0)
        for at in range(4):
            stored |= np.uint32(data[size + at]) << np.uint32(8 * at)
        if _hash(data[:size]) == stored:
            return size
    return 0


@numba.njit(cache=False)
def _word(data: NDArray[np.uint8], at: int) -> np.uint32:
    word = np.uint32(0)
    for byte in range(min(4, len(data) - at)):
        word |= np.uint32(data[at + byte]) << np.uint32(8 * byte)
    return word


@numba.njit(cache=False)
def _turned(value: np.uint32, by: int) -> np.uint32:
    return np.uint32(value << np.uint32(by)) | np.uint32(value >> np.uint32(32 - by))


@numba.njit(cache=False)
def _hash(data: NDArray[np.uint8]) -> np.uint32:
    left, at = len(data), 0
    a = b = c = np.uint32(0xDEADBEEF + left)
    while left > 12:
        a = np.uint32(a + _word(data, at))
        b = np.uint32(b + _word(data, at + 4))
        c = np.uint32(c + _word(data, at + 8))
        a = np.uint32(np.uint32(a - c) ^ _turned(c, 4))
        c = np.uint32(c + b)
        b = np.uint32(np.uint32(b - a) ^ _turned(a, 6))
        a = np.uint32(a + c)
        c = np.uint32(np.uint32(c - b) ^ _turned(b, 8))
        b = np.uint32(b + a)
        a = np.uint32(np.uint32(a - c) ^ _turned(c, 16))
        c = np.uint32(c + b)
        b = np.uint32(np.uint32(b - a) ^ _turned(a, 19))
        a = np.uint32(a + c)
        c = np.uint32(np.uint32(c - b) ^ _turned(b, 4))
        b = np.uint32(b + a)
        left -= 12
        at += 12
    if left == 0:
        return c
    a = np.uint32(a + _word(data, at))
    if left > 4:
        b = np.uint32(b + _word(data, at + 4))
    if left > 8:
        c = np.uint32(c + _word(data, at + 8))
    c = np.uint32(np.uint32(c ^ b) - _turned(b, 14))
    a = np.uint32(np.uint32(a ^ c) - _turned(c, 11))
    b = np.uint32(np.uint32(b ^ a) - _turned(a, 25))
    c = np.uint32(np.uint32(c ^ b) - _turned(b, 16))
    a = np.uint32(np.uint32(a ^ c) - _turned(c, 4))
    b = np.uint32(np.uint32(b ^ a) - _turned(a, 14))
    return np.uint32(np.uint32(c ^ b) - _turned(b, 24))
