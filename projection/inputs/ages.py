"""Age groups as people write them: `35`, `35-39`, `35〜39歳`, `85+`, `85歳以上`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from projection.errors import Fault, fault

_DASH = "[-~〜‐‑‒–—―−]"  # every dash that NFKC leaves as it is
_GROUP = re.compile(rf"(\d{{1,3}})\s*歳?\s*{_DASH}\s*(\d{{1,3}})\s*歳?")
_OPEN = re.compile(r"(\d{1,3})\s*(?:\+|歳以上|以上)")
_SINGLE = re.compile(r"(\d{1,3})\s*歳?")
# What spreadsheets make of "5-9" and "10-14" when they open a CSV file.
_DATE = re.compile(r"\d{1,2}-[A-Za-z]{3}|[A-Za-z]{3}-\d{1,2}|\d{1,2}月\d{1,2}日|\d+/\d+(/\d+)?")


# Nobody is older; a higher number is a typing error.
HIGHEST_AGE = 130


@dataclass(frozen=True)
class AgeGroup:
    """Ages `lower` to `upper` in completed years, both included; no upper where open.

    Examples
    --------
    >>> AgeGroup(35, 39).label, AgeGroup(85, None).label, AgeGroup(7, 7).label
    ('35-39', '85+', '7')
    """

    lower: int
    upper: int | None

    @property
    def label(self) -> str:
        """The group as tidy tables write it."""
        if self.upper is None:
            return f"{self.lower}+"
        return str(self.lower) if self.upper == self.lower else f"{self.lower}-{self.upper}"


@dataclass(frozen=True)
class AgeScale:
    """Age groups that tile all ages from 0 to an open last group."""

    groups: tuple[AgeGroup, ...]

    @property
    def lower(self) -> list[int]:
        """The lower bound of every group."""
        return [group.lower for group in self.groups]

    @property
    def width(self) -> int:
        """The years in a closed group; 0 where they differ."""
        widths = {upper - lower for lower, upper in pairwise(self.lower)}
        return widths.pop() if len(widths) == 1 else 0

    @property
    def labels(self) -> tuple[str, ...]:
        """The label of every group."""
        return tuple(group.label for group in self.groups)

    @property
    def open_age(self) -> int:
        """The lower bound of the open group."""
        return self.groups[-1].lower


def scale_of(lower: Sequence[int]) -> AgeScale:
    """Return the groups that begin at `lower`, the last one open.

    Examples
    --------
    >>> scale_of([0, 1, 5, 85]).labels
    ('0', '1-4', '5-84', '85+')
    """
    closed = [AgeGroup(age, after - 1) for age, after in pairwise(lower)]
    return AgeScale((*closed, AgeGroup(lower[-1], None)))


def describe_ages(groups: Iterable[AgeGroup]) -> str:
    """List age groups for a message, runs of single ages as one.

    Examples
    --------
    >>> describe_ages([AgeGroup(85, None), *(AgeGroup(age, age) for age in range(3, 9))])
    '3-8, 85+'
    """
    runs: list[AgeGroup] = []
    for group in sorted(groups, key=lambda group: group.lower):
        last = runs[-1] if runs else None
        if last and group.upper == group.lower and last.upper == group.lower - 1:
            runs[-1] = AgeGroup(last.lower, group.upper)
        else:
            runs.append(group)
    return ", ".join(run.label for run in runs)


# The same few labels come back on thousands of rows.
@lru_cache(maxsize=4096)
def parse_age(cell: str) -> AgeGroup | Fault:
    """Read one age label; a `Fault` says what is wrong with it.

    Examples
    --------
    >>> parse_age("35〜39歳")
    AgeGroup(lower=35, upper=39)
    >>> parse_age("85歳以上").label
    '85+'
    """
    group = _group(cell)
    if isinstance(group, AgeGroup) and max(group.lower, group.upper or 0) > HIGHEST_AGE:
        return fault("inputs_age", found=cell)
    return group


def _group(cell: str) -> AgeGroup | Fault:
    text = unicodedata.normalize("NFKC", cell).strip()
    if match := _GROUP.fullmatch(text):
        lower, upper = int(match[1]), int(match[2])
        if upper < lower:
            return fault("inputs_age_reversed", found=cell)
        return AgeGroup(lower, upper)
    if match := _OPEN.fullmatch(text):
        return AgeGroup(int(match[1]), None)
    if match := _SINGLE.fullmatch(text):
        return AgeGroup(int(match[1]), int(match[1]))
    return fault("inputs_age_date" if _DATE.fullmatch(text) else "inputs_age", found=cell)


def tiling_faults(lines: dict[AgeGroup, int]) -> list[Fault]:
    """Say where age groups do not tile all ages from 0 to one open group.

    Parameters
    ----------
    lines
        Every group of a table and the line where it first stands.
    """
    groups = sorted(lines, key=lambda group: (group.lower, group.upper or 999))
    opened = [group for group in groups if group.upper is None]
    if not opened:
        last = groups[-1]
        return [*_gaps(groups, lines), fault("inputs_open_none", found=last.label)]
    if len(opened) > 1:
        # Which of two is right decides what overlaps: that comes out when this is mended.
        first, second = opened[:2]
        return [
            fault(
                "inputs_open_two",
                line=lines[second],
                first=first.label,
                first_line=lines[first],
                second=second.label,
            )
        ]
    # Groups above the open one are no overlap of neighbours: said once, then left aside.
    after = [group for group in groups if group.lower > opened[0].lower]
    beyond = [
        fault("inputs_after_open", line=lines[group], found=group.label, open=opened[0].label)
        for group in after
    ]
    return [*_gaps([group for group in groups if group not in after], lines), *beyond]


def _gaps(groups: Sequence[AgeGroup], lines: dict[AgeGroup, int]) -> list[Fault]:
    faults: list[Fault] = []
    reached, last = -1, None
    for group in groups:
        if group.lower > reached + 1:
            gap = AgeGroup(reached + 1, group.lower - 1)
            faults.append(fault("inputs_age_gap", missing=gap.label, found=group.label))
        elif group.lower <= reached and last is not None:
            faults.append(
                fault(
                    "inputs_age_overlap",
                    line=max(lines[group], lines[last]),
                    found=group.label,
                    other=last.label,
                    lines=", ".join(map(str, sorted((lines[last], lines[group])))),
                )
            )
        # A short group inside a long one does not shorten what is covered.
        if (group.upper or group.lower) >= reached:
            reached, last = group.upper or group.lower, group
    return faults
