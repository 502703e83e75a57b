"""Values under the keys of their rows: nothing twice, nothing missing, ages in order."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.errors import Fault, fault
from projection.inputs.ages import AgeGroup, describe_ages
from projection.inputs.csv_table import Table


class Key(NamedTuple):
    """What a row is about, its age apart; empty where a table has no such column.

    `when` is an ISO date or a year.
    """

    region: str
    residents: str
    when: str
    sex: str

    def shown(self, *more: str) -> str:
        """Return the key for a message."""
        return ", ".join(part for part in (*self, *more) if part)


@dataclass(frozen=True)
class Cells:
    """The rows of a table by sex and age.

    Parameters
    ----------
    file
        Its path as shown in messages.
    lines, keys, ages, values
        One entry a row; a value that could not be read is NaN.
    whole
        False where a row was left out since its key could not be read: then nothing can be
        said about missing rows.
    """

    file: str
    lines: list[int]
    keys: list[Key]
    ages: list[AgeGroup]
    values: list[float]
    whole: bool

    def first_lines(self) -> dict[AgeGroup, int]:
        """Return every age group with the line where it first stands."""
        # A dict keeps the last of equal keys: going backwards, that is the first row.
        last_wins = zip(reversed(self.ages), reversed(self.lines), strict=True)
        return dict(last_wins)


def gather(
    table: Table,
    keys: Sequence[Iterable[object]],
    ages: Iterable[AgeGroup | None],
    values: Iterable[float | None],
) -> Cells:
    """Put the columns of a table together, without the rows whose key could not be read.

    Parameters
    ----------
    table
        Where the columns come from.
    keys
        Four columns, as in `Key`: region, residents, when (dates or years), sex.
    ages, values
        The other two columns.
    """
    rows = [
        (line, Key(*map(str, key)), age, math.nan if value is None else value)
        for line, key, age, value in zip(
            table.lines, zip(*keys, strict=True), ages, values, strict=True
        )
        if age is not None and None not in key
    ]
    return Cells(
        table.file,
        [line for line, _, _, _ in rows],
        [key for _, key, _, _ in rows],
        [age for _, _, age, _ in rows],
        [value for _, _, _, value in rows],
        whole=table.whole and len(rows) == len(table.lines),
    )


def duplicate_faults(
    file: str, keys: Iterable[Hashable], lines: Sequence[int], show: Callable[[int], str]
) -> list[Fault]:
    """Say which keys stand twice, with both lines; `show` words the key of a row."""
    faults, seen = [], dict[Hashable, int]()
    for row, key in enumerate(keys):
        if key in seen:
            faults.append(
                fault(
                    "inputs_duplicate",
                    file=file,
                    line=lines[row],
                    other=seen[key],
                    row=show(row),
                )
            )
        else:
            seen[key] = lines[row]
    return faults


def row_faults(cells: Cells) -> list[Fault]:
    """Say which rows stand twice and which ages are out of order within their key."""
    keys = zip(cells.keys, cells.ages, strict=True)
    twice = duplicate_faults(
        cells.file, keys, cells.lines, lambda row: cells.keys[row].shown(cells.ages[row].label)
    )
    return [*twice, *_order_faults(cells)]


def _order_faults(cells: Cells) -> list[Fault]:
    faults, before = [], dict[Key, tuple[AgeGroup, int]]()
    for key, age, line in zip(cells.keys, cells.ages, cells.lines, strict=True):
        other, other_line = before.get(key, (age, line))
        # Rows carry their age, yet a fall within a key shows that a block was misplaced.
        if age.lower < other.lower:
            faults.append(
                fault(
                    "inputs_age_order",
                    file=cells.file,
                    line=line,
                    found=age.label,
                    other=other.label,
                    other_line=other_line,
                )
            )
        before[key] = (age, line)
    return faults


def missing_faults(cells: Cells, keys: Iterable[Key], ages: Sequence[AgeGroup]) -> list[Fault]:
    """Say which of `ages` are missing in which of `keys`, one fault a key."""
    if not cells.whole:
        return []
    there = set(zip(cells.keys, cells.ages, strict=True))
    faults = []
    for key in keys:
        missing = [age for age in ages if (key, age) not in there]
        # A list of every age says less than that the whole block is not there.
        if len(missing) == len(ages):
            faults.append(fault("inputs_rows_missing", file=cells.file, rows=key.shown()))
        elif missing:
            faults.append(
                fault(
                    "inputs_ages_missing",
                    file=cells.file,
                    rows=key.shown(),
                    ages=describe_ages(missing),
                )
            )
    return faults


def values_at(
    cells: Cells, keys: Sequence[Key], ages: Sequence[AgeGroup]
) -> NDArray[np.float64]:
    """Return the values of `keys` and `ages`, shape (keys, ages)."""
    by_key = dict(zip(zip(cells.keys, cells.ages, strict=True), cells.values, strict=True))
    return np.array([[by_key[key, age] for age in ages] for key in keys], dtype=float)
