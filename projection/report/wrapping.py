"""Text in a terminal's cells: full-width characters take two."""

from __future__ import annotations

import re
import unicodedata

# Closing marks stay with what they close: Japanese lines do not begin with them.
_PIECES = re.compile(r"[!-~]+[、。）」：]*|.[、。）」：]*", re.DOTALL)
_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def cell_width(text: str) -> int:
    """Return how many cells of a terminal `text` takes.

    Examples
    --------
    >>> cell_width("人口 P")
    6
    """
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def wrap(text: str, width: int) -> list[str]:
    """Break `text` into lines of at most `width` cells: at spaces, and between full-width ones.

    Examples
    --------
    >>> wrap("将来人口を推計する。", 10)
    ['将来人口を', '推計する。']
    >>> wrap("project the population", 12)
    ['project the', 'population']
    """
    lines = [""]
    for piece in _PIECES.findall(text):
        if cell_width(lines[-1] + piece) > width and lines[-1]:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def printable(text: str) -> str:
    """Replace what would steer a terminal (escape codes, changes of direction), keep lines.

    Titles and labels come from files, which may come from anywhere.

    Examples
    --------
    >>> printable("a" + chr(27) + "[2Jb")
    'a�[2Jb'
    """
    return "".join(
        one if one == "\n" or not _steers(one) else "\N{REPLACEMENT CHARACTER}"
        for one in text.replace("\t", " ")
    )


def _steers(character: str) -> bool:
    return unicodedata.category(character) == "Cc" or character in _DIRECTION_MARKS
