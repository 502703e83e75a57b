"""One description of each figure, whatever it is drawn with.

A figure says what is shown: its data, words and form. How lines look on a page, in a workbook
or on a slide is the business of the writers, which take colours and dashes from `style`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from projection.language import Text

Role = Literal["history", "base", "outlook", "scenario", "official", "goal", "part", "interval"]
"""What a series is: observed; a run; a published projection; a goal; a part; a quantile."""

Kind = Literal["level", "change"]


@dataclass(frozen=True)
class Axis:
    """One axis.

    Parameters
    ----------
    label, unit
        What it measures; no unit for years.
    decimals
        How many a value has; None for years and categories.
    categories
        Names of positions 0, 1, ... where it has no numbers ("15〜19歳→20〜24歳").
    """

    label: Text
    unit: Text | None = None
    decimals: int | None = None
    categories: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Series:
    """One line, one kind of bar.

    Parameters
    ----------
    key
        Its name for machines, one of its own in the figure.
    label
        What readers see.
    points
        (x, y): x a year or the position of a category; y NaN where there is no value.
    role
        What it is; history is solid, a projection dashed.
    scenario
        The result it belongs to, with which it is switched on and off; empty for all others.
    """

    key: str
    label: Text
    points: tuple[tuple[float, float], ...]
    role: Role = "scenario"
    scenario: str = ""


@dataclass(frozen=True)
class Lines:
    """Lines over years or categories.

    Parameters
    ----------
    x, y
        The axes.
    series
        The lines.
    from_zero
        Whether the y axis begins at zero.
    bands
        Keys of pairs of series between which pictures are shaded, the widest first.
    """

    x: Axis
    y: Axis
    series: tuple[Series, ...]
    from_zero: bool = False
    bands: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Bars:
    """Bars over years, with lines of another measure on an axis of their own.

    Parameters
    ----------
    x, y
        The axes of the bars.
    series
        The bars: stacked on each other (negative ones below zero), or side by side.
    stacked
        Which of the two.
    lines_axis, lines
        The second axis, at the right, and its lines; None and empty where there are none.
    """

    x: Axis
    y: Axis
    series: tuple[Series, ...]
    stacked: bool = True
    lines_axis: Axis | None = None
    lines: tuple[Series, ...] = ()


@dataclass(frozen=True)
class Pyramid:
    """A population by sex and age, males left, females right, over an outline.

    Parameters
    ----------
    ages
        The age groups, youngest first.
    persons
        The axis of persons, the same for all pyramids of a figure; `limit` is its end.
    limit
        The largest value of the axis.
    years
        The years that are there.
    males, females
        Persons by year and age group.
    year
        The year that a still picture shows.
    outline
        The (males, females) of the base year, drawn as an outline, and `outline_label`.
    """

    ages: Axis
    persons: Axis
    limit: float
    years: tuple[int, ...]
    males: tuple[tuple[float, ...], ...]
    females: tuple[tuple[float, ...], ...]
    year: int
    outline: tuple[tuple[float, ...], tuple[float, ...]]
    outline_label: Text


@dataclass(frozen=True)
class Trails:
    """Points joined in the order of their years; the series' points are (x, y).

    Parameters
    ----------
    x, y
        The axes.
    series
        The trails.
    names
        For every series, what each of its points is (a year); empty where it is not said.
    """

    x: Axis
    y: Axis
    series: tuple[Series, ...]
    names: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True)
class Step:
    """One bar of a waterfall: a level stands on zero, a change on what came before."""

    label: Text
    value: float
    kind: Kind


@dataclass(frozen=True)
class Waterfall:
    """From one level to another by steps that add up exactly."""

    y: Axis
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Heat:
    """A value for every cell of a grid.

    Parameters
    ----------
    x, y
        Categories.
    value
        What the colour means.
    cells
        One row a category of y; NaN where there is no value.
    """

    x: Axis
    y: Axis
    value: Axis
    cells: tuple[tuple[float, ...], ...]


Form = Lines | Bars | Pyramid | Trails | Waterfall | Heat


@dataclass(frozen=True)
class Panel:
    """One chart of a figure.

    Parameters
    ----------
    form
        What is drawn.
    heading
        What sets it apart from the figure's other charts; None where it is the only one.
    scenario
        The result it is about; empty for all.
    still
        Whether it stands in printed reports too, which have no room for every scenario.
    """

    form: Form
    heading: Text | None = None
    scenario: str = ""
    still: bool = True


@dataclass(frozen=True)
class Figure:
    """One figure of a report.

    Parameters
    ----------
    id
        "F1", as the specification of planning reports numbers them.
    title
        What is shown, with place and unit of time.
    finding
        What it says, in plain words, computed from the data.
    panels
        Its charts, one or more.
    notes, sources
        注 and 出典, a line each.
    """

    id: str
    title: Text
    finding: Text
    panels: tuple[Panel, ...]
    notes: tuple[Text, ...]
    sources: tuple[Text, ...]
