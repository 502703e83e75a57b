"""What slides and documents share: their font, their words, and files that do not change."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from projection.language import Language, Text
from projection.report.content import Report
from projection.report.tables import Cell, Column, Table, one_line, shown
from projection.report.wrapping import cell_width, wrap

FONT = "Yu Gothic"
# The time is left out: the same content gives the same bytes.
_WRITTEN = datetime(2000, 1, 1)
_PACKED = (1980, 1, 1, 0, 0, 0)
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
# A sentence ends with 。, or in English before a space and a capital or a bracket.
_SENTENCES = re.compile(r"(?<=。)(?=.)|(?<=[.!?])\s+(?=[A-Z(])")
_EM = 0.58  # of a font's size: half a full-width character, and room for wide digits
# Cells of text that a column asks for: of words, and for the names of numbers.
_SHORTEST_WORDS, _LONGEST_WORDS = 8, 64
_SHORTEST_NAME, _LONGEST_NAME = 7, 15
_WIDEST = 1.6  # times what a column asks for
_MARGIN = 7.0  # points, left and right of a cell's words


def plain(text: Text | str, lang: Language) -> str:
    """Return a text on one line, without what XML cannot hold.

    Examples
    --------
    >>> plain(Text(ja="a" + chr(0xFFFF) + "b", en=""), "ja")
    'a�b'
    """
    words = text.of(lang) if isinstance(text, Text) else text
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", one_line(words))


def cut(words: str, cells: int) -> str:
    """Return words that take at most `cells` cells of text, with … where some are left out.

    Examples
    --------
    >>> cut("将来人口推計", 9), cut("TFR", 9)
    ('将来人口…', 'TFR')
    """
    if cell_width(words) <= cells:
        return words
    while cell_width(words) >= cells:
        words = words[:-1]
    return f"{words}…"


def sentences(words: str) -> list[str]:
    """Return the sentences of a text; decimal points do not end one.

    Examples
    --------
    >>> sentences("人口は減る。高齢化率は28.2%。"), sentences("It falls (up 9.3 %). In 2061.")
    (['人口は減る。', '高齢化率は28.2%。'], ['It falls (up 9.3 %).', 'In 2061.'])
    """
    return [one for one in _SENTENCES.split(words) if one]


def cells_in(size: float, width: float) -> int:
    """Return how many cells of text stand side by side; size and width in points.

    Examples
    --------
    >>> cells_in(10.0, 320.0)
    55
    """
    return max(2, int(width / (_EM * size)))


def lines_of(words: str, size: float, width: float) -> int:
    """Return how many lines words take in a column.

    Parameters
    ----------
    words
        On one line.
    size, width
        Of the font and of the column, in points.

    Examples
    --------
    >>> lines_of("人口" * 30, 10.0, 320.0)
    3
    """
    return len(wrap(words, cells_in(size, width)))


def identify(properties: Any, report: Report, lang: Language) -> None:
    """Say what a file is about in its properties, with a date that does not change.

    Parameters
    ----------
    properties
        The core properties of a presentation or document.
    report, lang
        What the file holds.
    """
    properties.title = cut(plain(report.title, lang), 200)
    properties.subject = cut(plain(report.place, lang), 200)
    properties.author = properties.last_modified_by = cut(plain(report.place, lang), 200)
    properties.keywords = properties.comments = ""
    properties.language = {"ja": "ja-JP", "en": "en-GB"}[lang]
    properties.created = properties.modified = _WRITTEN
    properties.revision = 1


def packed(content: bytes) -> bytes:
    """Return an Office file packed anew, so that the same parts give the same bytes.

    Parameters
    ----------
    content
        A zip file; the times of its members are left out.
    """
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _PACKED)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return file.getvalue()


@dataclass(frozen=True)
class Grid:
    """A table as it is laid out.

    Parameters
    ----------
    size
        Of the font, in points.
    widths
        Of the columns, in points.
    cells
        The words of the header's row and of all others.
    heights
        How many lines of text each of these rows takes.
    """

    size: float
    widths: tuple[float, ...]
    cells: tuple[tuple[str, ...], ...]
    heights: tuple[int, ...]


def laid_out(table: Table, lang: Language, width: float, sizes: Sequence[float]) -> Grid:
    """Lay a table out in a given width.

    Parameters
    ----------
    table
        Its numbers are never broken; its words are.
    lang
        Of its words.
    width
        Points that there are.
    sizes
        Sizes of the font, largest first: the first with which the table fits is taken, or else
        the last.
    """
    head = tuple(plain(column.label, lang) for column in table.columns)
    rows = [_words(row, table.columns, lang) for row in table.rows]
    needs = [
        _need(column, [row[place] for row in rows], head[place])
        for place, column in enumerate(table.columns)
    ]
    for size in sizes:
        widths = _shared(needs, size, width)
        if widths is not None or size == sizes[-1]:
            break
    fitted = widths or tuple(width / len(needs) for _ in needs)
    every = (head, *rows)
    heights = tuple(
        max(
            lines_of(cell, size, room - _MARGIN) for cell, room in zip(row, fitted, strict=True)
        )
        for row in every
    )
    return Grid(size, fitted, every, heights)


def _words(row: Sequence[Cell], columns: Sequence[Column], lang: Language) -> tuple[str, ...]:
    return tuple(
        plain(shown(cell, column, lang), lang)
        for cell, column in zip(row, columns, strict=True)
    )


def _need(column: Column, cells: Sequence[str], head: str) -> tuple[int, int]:
    """Return the fewest and the most cells of text that a column asks for."""
    # One more than there are: some fonts have wide digits.
    longest, named = max(map(cell_width, cells), default=0) + 1, cell_width(head) + 1
    if column.decimals is None:
        most = min(max(longest, named), _LONGEST_WORDS)
        return min(most, _SHORTEST_WORDS), most
    # The names of numbers are broken before the numbers are.
    return max(longest, min(named, _SHORTEST_NAME)), max(longest, min(named, _LONGEST_NAME))


def _shared(
    needs: Sequence[tuple[int, int]], size: float, width: float
) -> tuple[float, ...] | None:
    """Return widths of columns that take the width, or some of it; None if they do not fit."""
    least, most = ([_EM * size * one[end] + _MARGIN for one in needs] for end in (0, 1))
    room, asked = width - sum(least), sum(most) - sum(least)
    # With much less than what words ask for they stand in columns like rain.
    if room < asked / 4:
        return None
    part = min(1.0, room / asked) if asked else 1.0
    widths = [low + part * (high - low) for low, high in zip(least, most, strict=True)]
    wider = min(width / sum(widths), _WIDEST)
    return tuple(one * wider for one in widths)
