"""Text in a terminal's cells: full-width characters take two."""

from __future__ import annotations

import re
import unicodedata

# Closing marks stay with what they close: Japanese lines do not begin with them.
_PIECES = re.compile(r"[!-~]+[、。）」：]*|.[、。）」：]*", re.DOTALL)
# Control characters but the end of a line, other ends of lines, and changes of direction.
_STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)
_FULL_WIDTH = frozenset("WF")


def cell_width(text: str) -> int:
    """Return how many cells of a terminal `text` takes.

    Examples
    --------
    >>> cell_width("人口 P")
    6
    """
    if text.isascii():
        return len(text)
    return len(text) + sum(
        map(_FULL_WIDTH.__contains__, map(unicodedata.east_asian_width, text))
    )


def wrap(text: str, width: int) -> list[str]:
    """Break `text` into lines of at most `width` cells: at spaces, and between full-width ones.

    Examples
    --------
    >>> wrap("将来人口を推計する。", 10)
    ['将来人口を', '推計する。']
    >>> wrap("project the population", 12)
    ['project the', 'population']
    """
    if cell_width(text) <= width:
        return [text.strip()]
    lines, taken = [""], 0
    for piece in _PIECES.findall(text):
        if lines[-1] and taken + cell_width(piece) > width:
            lines.append("")
            taken = 0
        shown = piece if lines[-1] else piece.lstrip()
        lines[-1] += shown
        taken += cell_width(shown)
    return [line.rstrip() for line in lines]


def printable(text: str) -> str:
    r"""Show what would steer a terminal (escape codes, changes of direction), keep lines.

    Titles and labels come from files, which may come from anywhere.

    Examples
    --------
    >>> print(printable("a" + chr(27) + "[2Jb" + chr(0x202E)))
    a\x1b[2Jb\u202e
    """
    return _STEERING.sub(
        lambda found: found[0].encode("unicode_escape").decode(), text.replace("\t", " ")
    )


def escaped(text: str) -> str:
    r"""Return JSON or TOML of the same meaning in which nothing would steer a terminal.

    Examples
    --------
    >>> print(escaped('"a' + chr(0x202E) + 'b"'))
    "a\u202eb"
    """
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
