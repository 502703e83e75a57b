"""From one level to another by parts that add up: what a waterfall chart shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import xarray as xr

from projection.analysis.age_groups import (
    ALL_AGES,
    GROUPINGS,
    age_label,
    parse_age_groups,
    scale,
)
from projection.analysis.asked import Asked
from projection.analysis.experiment import Experiment
from projection.analysis.labelled import exact_join
from projection.analysis.measures import MEASURES, find_measure
from projection.analysis.shapley import whole_shares
from projection.errors import ResultError, fault
from projection.inputs.ages import AgeGroup
from projection.language import Text


@dataclass(frozen=True)
class Part:
    """One part of a bridge.

    Parameters
    ----------
    name, label
        Its name for machines, and what readers see.
    between_ages
        Whether it only carries persons from one age group to another.
    """

    name: str
    label: Text
    between_ages: bool = False


@dataclass(frozen=True)
class Bridge:
    """Two levels of a figure and the parts between them.

    Parameters
    ----------
    data
        `start` and `end` on (age_group, year or period), `change` on (part, age_group, year or
        period), in this order; start + sum of change = end to rounding.
    parts
        What the parts are, in their order.
    ends
        What `start` and `end` are.
    question
        The figure; its year is one of those of `data`.
    groups
        Label of every age group, in their order.
    """

    data: xr.Dataset
    parts: tuple[Part, ...]
    ends: tuple[Text, Text]
    question: Asked
    groups: Mapping[str, Text]

    @property
    def years(self) -> tuple[int, ...]:
        """The years, or the first years of the periods."""
        return tuple(self.data[self.question.measure.dim].values.tolist())


def bridge(
    start: xr.DataArray,
    parts: Mapping[Part, xr.DataArray],
    end: xr.DataArray,
    question: Asked,
    ends: tuple[Text, Text],
) -> Bridge:
    """Put levels and parts together, each on (age_group, year or period)."""
    dims = ("age_group", question.measure.dim)
    levels = [one.transpose(*dims) for one in (start, end)]
    changes = [one.transpose(*dims).values for one in parts.values()]
    empty = np.empty((0, *levels[0].shape))
    data = xr.Dataset(
        {
            "start": levels[0],
            "end": levels[1],
            "change": (("part", *dims), np.stack(changes) if changes else empty),
        },
        coords={"part": [one.name for one in parts]},
    )
    groups = {label: _label(label, question) for label in data["age_group"].values.tolist()}
    return Bridge(data, tuple(parts), ends, question, groups)


def with_total(parts: Bridge) -> Bridge:
    """Return a bridge with all ages together as its last group; as it is where it has one.

    The groups of a bridge by age tile all ages, and what can be split by age counts persons.
    Nobody grows into or out of all ages: parts between ages are zero in the total.
    """
    if len(parts.groups) == 1:
        return parts
    crossing = [one.name for one in parts.parts if not one.between_ages]
    summed = parts.data.sum("age_group")
    change = summed["change"].where(summed["part"].isin(crossing), 0.0)
    total = summed.assign(change=change).expand_dims(age_group=[ALL_AGES.label])
    data = xr.concat([parts.data, total], dim="age_group", join="exact", data_vars="minimal")
    label = _label(ALL_AGES.label, parts.question)
    ordered = data.transpose("part", "age_group", parts.question.measure.dim)
    return replace(parts, data=ordered, groups={**parts.groups, ALL_AGES.label: label})


def tidy_bridge(parts: Bridge) -> pd.DataFrame:
    """Return a bridge as one long table, a row a part.

    Returns
    -------
    pandas.DataFrame
        Columns age, year (or period), part, start, end, change; over its parts, `change` sums
        to `end` - `start`.
    """
    dim = parts.question.measure.dim
    frame = parts.data.to_dataframe(dim_order=["age_group", dim, "part"]).reset_index()
    frame = frame.rename(columns={"age_group": "age"})
    return frame[["age", dim, "part", "start", "end", "change"]]


def rounded(whole: Bridge) -> xr.Dataset:
    """Return the data of a bridge as readers see it, to the decimals of its measure.

    Levels are rounded each by itself; the parts are rounded so that they lead from the one to
    the other, by the largest remainder (`shapley.whole_shares`).

    Returns
    -------
    xarray.Dataset
        As `Bridge.data`; in units of the last decimal, start + sum of change = end exactly.
    """
    unit = 10.0**whole.question.measure.decimals
    with exact_join():
        scaled = whole.data * unit
        # Half up: half to even would make levels one apart differ by two or none.
        levels = (scaled[["start", "end"]] + 0.5) // 1
        total = (levels["end"] - levels["start"]).values
        change = scaled["change"].copy(data=whole_shares(scaled["change"].values, total))
        return levels.assign(change=change) / unit


def groups_of(question: Asked, by: str, dataset: xr.Dataset) -> Sequence[AgeGroup]:
    """Return the age groups that a figure is split by.

    Parameters
    ----------
    question
        The figure.
    by
        "total" or one of `age_groups.GROUPINGS`.
    dataset
        Where its ages come from.

    Raises
    ------
    ResultError
        An unknown grouping, or a figure that cannot be split, or has ages of its own.
    """
    if by not in GROUPINGS:
        raise ResultError(fault("grouping_unknown", found=by, known=", ".join(GROUPINGS)))
    if by == "total":
        return (ALL_AGES if question.ages is None else parse_age_groups(question.ages)[0],)
    if question.ages is not None:
        raise ResultError(fault("grouping_and_ages", by=by, ages=question.ages))
    if not question.measure.by_age:
        known = ", ".join(name for name, one in MEASURES.items() if one.by_age)
        raise ResultError(
            fault("measure_not_by_age", label=question.measure.label, known=known)
        )
    return GROUPINGS[by](scale(dataset["age"]).open_age)


def check_years(years: Sequence[int], known: Sequence[int]) -> list[int]:
    """Return years in their order, each once.

    Raises
    ------
    ResultError
        Some are not in `known`.
    """
    asked = sorted({*years})
    faults = [
        fault("asked_year_outside", year=year, first=known[0], last=known[-1])
        for year in asked
        if year not in known
    ]
    if faults:
        raise ResultError(*faults)
    return asked


def _label(group: str, question: Asked) -> Text:
    (ages,) = parse_age_groups(group)
    return age_label(ages, of_population=question.measure.name == "population")


def year_of(measure: str, year: int | None, run: Experiment) -> int:
    """Return the year asked for; the last that a run has of a measure where none is.

    Raises
    ------
    ResultError
        No such measure.
    """
    last = run.end if find_measure(measure).dim == "year" else run.end - run.base.width
    return last if year is None else year
