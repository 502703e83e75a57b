"""What a report is made of: chapters of figures, tables and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from projection.language import Text
from projection.report.figure import Figure
from projection.report.labels import day_words
from projection.report.sentences import year_words
from projection.report.tables import Table


@dataclass(frozen=True)
class NumberedTable:
    """One table of a report.

    Parameters
    ----------
    id
        "T1", as the specification of planning reports numbers them.
    title, finding, notes, sources
        As in `Figure`.
    table
        Its rows and columns; the heading says the unit.
    """

    id: str
    title: Text
    finding: Text
    table: Table
    notes: tuple[Text, ...]
    sources: tuple[Text, ...]


@dataclass(frozen=True)
class Paragraphs:
    """Words under a heading of their own."""

    heading: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True)
class LeftOut:
    """A figure or table that cannot be made, and what would supply it.

    Parameters
    ----------
    id, title
        Which.
    remedy
        One line: what is missing, and the command that supplies it.
    """

    id: str
    title: Text
    remedy: Text


Item = Figure | NumberedTable | Paragraphs | LeftOut


@dataclass(frozen=True)
class Chapter:
    """One chapter, in the order of the official guide."""

    title: Text
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Run:
    """What a printed number is traced by.

    Parameters
    ----------
    name, label, title
        The scenario's.
    identifier
        A short hash of inputs and scenario (`identity.run_identifier`).
    software
        The version that ran it.
    """

    name: str
    label: Text
    title: Text
    identifier: str
    software: str


@dataclass(frozen=True)
class Report:
    """A whole report.

    Parameters
    ----------
    title
        Its title, with the place.
    place
        The name of the municipality.
    region
        Its code of six digits.
    summary
        The main findings, a sentence each.
    chapters
        In their order.
    runs
        The scenarios it is about, in their order.
    base_date
        The day of the base population, "2020-01-01".
    """

    title: Text
    place: Text
    region: str
    summary: tuple[Text, ...]
    chapters: tuple[Chapter, ...]
    runs: tuple[Run, ...]
    base_date: str

    @property
    def standing(self) -> Text:
        """The base date in words: 基準日：2020年（令和2年）1月1日."""
        day, year = day_words(self.base_date), year_words(int(self.base_date[:4]))
        return Text(ja=f"基準日：{year.ja}{day.ja}", en=f"Base date: {day.en} {year.en}")

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures, in their order."""
        return tuple(one for one in self._items if isinstance(one, Figure))

    @property
    def tables(self) -> tuple[NumberedTable, ...]:
        """All tables, in their order."""
        return tuple(one for one in self._items if isinstance(one, NumberedTable))

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What could not be made."""
        return tuple(one for one in self._items if isinstance(one, LeftOut))

    @property
    def _items(self) -> tuple[Item, ...]:
        return tuple(item for chapter in self.chapters for item in chapter.items)
