"""In which line of a TOML text a key stands; the standard reader does not say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from projection.scenarios.refusal import Loc

# The longest quotation marks first; a bare word may hold anything but TOML's punctuation.
_TOKEN = re.compile(
    r'''(?P<space>[ \t\r]+|\#[^\n]*)
    |(?P<newline>\n)
    |(?P<text>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    |(?P<mark>[][{},.=])
    |(?P<word>[^][{},.=\s\#"']+)''',
    re.DOTALL | re.VERBOSE,
)


@dataclass
class _Frame:
    """A place that holds keys or items: the file's statements, a table or an array."""

    kind: str
    loc: Loc
    item: int = 0


@dataclass
class _Walk:
    """The state of one walk through a text."""

    stack: list[_Frame] = field(default_factory=lambda: [_Frame("file", ())])
    awaits: str = "key"
    key: list[str] = field(default_factory=list)
    brackets: int = 0
    lines: dict[Loc, int] = field(default_factory=dict)
    items: dict[Loc, int] = field(default_factory=dict)


def key_lines(text: str) -> dict[Loc, int]:
    r"""Find the line of every key, section and array item of a valid TOML text.

    Parameters
    ----------
    text
        TOML that `tomllib` accepts.

    Returns
    -------
    dict
        Path of keys and positions to line number, from 1.

    Examples
    --------
    >>> key_lines("a.b = 1\n[[c]]\nd = [1,\n 2]")[("c", 0, "d", 1)]
    4
    """
    walk = _Walk()
    for kind, piece, line in _tokens(text):
        if walk.awaits == "value":
            _value(walk, kind, piece, line)
        elif walk.awaits == "rest":
            _rest(walk, kind, piece)
        else:
            _key(walk, kind, piece, line)
    return walk.lines


def line_of(lines: Mapping[Loc, int], loc: Loc) -> int | None:
    """Return the line of `loc`, or of the nearest thing around it that has one."""
    whole = (loc[:length] for length in range(len(loc), 0, -1))
    return next((lines[part] for part in whole if part in lines), None)


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    line = 1
    for match in _TOKEN.finditer(text.replace("\r\n", "\n")):
        if match.lastgroup != "space":
            yield str(match.lastgroup), match[0], line
        line += match[0].count("\n")


def _key(walk: _Walk, kind: str, piece: str, line: int) -> None:
    if kind in ("word", "text"):
        walk.key.append(_name(kind, piece))
    elif piece == "=":
        _note(walk, walk.stack[-1].loc, tuple(walk.key), line)
        walk.awaits = "value"
    elif piece == "[":
        walk.brackets += 1
    elif piece == "]":
        walk.stack[0].loc = _section(walk, line)
        walk.key, walk.brackets, walk.awaits = [], 0, "rest"
    elif piece == "}":
        _close(walk)


def _section(walk: _Walk, line: int) -> Loc:
    loc: Loc = ()
    for name in walk.key[:-1]:
        _note(walk, loc, (name,), line)
        loc = _last_item(walk, (*loc, name))
    loc = (*loc, walk.key[-1])
    _note(walk, (), loc, line)
    if walk.brackets > 1:
        walk.items[loc] = walk.items.get(loc, -1) + 1
    loc = _last_item(walk, loc)
    _note(walk, (), loc, line)
    return loc


def _last_item(walk: _Walk, loc: Loc) -> Loc:
    return (*loc, walk.items[loc]) if loc in walk.items else loc


def _note(walk: _Walk, around: Loc, loc: Loc, line: int) -> None:
    for length in range(1, len(loc) + 1):
        walk.lines.setdefault(around + loc[:length], line)


def _value(walk: _Walk, kind: str, piece: str, line: int) -> None:
    if piece == "]":
        _close(walk)
    elif kind != "newline":
        frame = walk.stack[-1]
        below = (frame.item,) if frame.kind == "array" else tuple(walk.key)
        _note(walk, frame.loc, below, line)
        walk.key, walk.awaits = [], "rest"
        _open(walk, (*frame.loc, *below), piece)


def _open(walk: _Walk, loc: Loc, piece: str) -> None:
    if piece == "[":
        walk.stack.append(_Frame("array", loc))
        walk.awaits = "value"
    elif piece == "{":
        walk.stack.append(_Frame("table", loc))
        walk.awaits = "key"


def _rest(walk: _Walk, kind: str, piece: str) -> None:
    frame = walk.stack[-1]
    if frame.kind == "file":
        walk.awaits = "key" if kind == "newline" else "rest"
    elif piece in ("]", "}"):
        _close(walk)
    elif piece == ",":
        frame.item += 1
        walk.awaits = "value" if frame.kind == "array" else "key"


def _close(walk: _Walk) -> None:
    walk.stack.pop()
    walk.key, walk.awaits = [], "rest"


def _name(kind: str, piece: str) -> str:
    return str(tomllib.loads(f"name = {piece}")["name"]) if kind == "text" else piece
