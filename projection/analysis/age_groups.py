"""Age groups that readers ask for, and the sums over them."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.errors import Fault, ResultError, fault
from projection.inputs.ages import AgeGroup, AgeScale, parse_age, scale_of
from projection.language import Text

Array = NDArray[Any]

ALL_AGES = AgeGroup(0, None)
CHILDREN = AgeGroup(0, 14)
WORKING_AGES = AgeGroup(15, 64)
AGED = AgeGroup(65, None)

# How planning reports name the population of these ages.
OFFICIAL_LABELS: Mapping[AgeGroup, Text] = MappingProxyType(
    {
        ALL_AGES: Text(ja="総人口", en="Total"),
        CHILDREN: Text(ja="年少人口（0〜14歳）", en="Children (0-14)"),
        WORKING_AGES: Text(ja="生産年齢人口（15〜64歳）", en="Working ages (15-64)"),
        AGED: Text(ja="老年人口（65歳以上）", en="Aged (65+)"),
    }
)

GROUPINGS: Mapping[str, Callable[[int], Sequence[AgeGroup]]] = MappingProxyType(
    {
        "total": lambda _: (ALL_AGES,),
        "age3": lambda _: (CHILDREN, WORKING_AGES, AGED),
        "age5": lambda open_age: scale_of(range(0, open_age + 1, 5)).groups,
        "single": lambda open_age: scale_of(range(open_age + 1)).groups,
    }
)


def age_label(group: AgeGroup, *, of_population: bool = False) -> Text:
    """Return how readers see an age group.

    Parameters
    ----------
    group
        The group.
    of_population
        Whether it is a part of the population, for which reports have names of their own.

    Examples
    --------
    >>> age_label(AgeGroup(65, None)).ja, age_label(AgeGroup(65, None), of_population=True).ja
    ('65歳以上', '老年人口（65歳以上）')
    >>> age_label(AgeGroup(6, 11)).ja, age_label(AgeGroup(6, 11)).en
    ('6〜11歳', '6-11')
    """
    if of_population and group in OFFICIAL_LABELS:
        return OFFICIAL_LABELS[group]
    if group == ALL_AGES:
        return Text(ja="総数", en="Total")
    if group.upper is None:
        return Text(ja=f"{group.lower}歳以上", en=group.label)
    return Text(ja=f"{group.label.replace('-', '〜')}歳", en=group.label)


def parse_age_groups(text: str) -> tuple[AgeGroup, ...]:
    """Read age groups as typed; they may overlap and leave ages out.

    Parameters
    ----------
    text
        Such as "6-11,12-14,20-39,75+".

    Raises
    ------
    ResultError
        Names every part that is no age group, and every group that is there twice.

    Examples
    --------
    >>> [group.label for group in parse_age_groups("6-11, 75歳以上")]
    ['6-11', '75+']
    """
    parts = unicodedata.normalize("NFKC", text).replace("、", ",").split(",")
    parsed = [parse_age(part) for part in parts]
    faults = [
        fault("ages_invalid", place="ages", found=part.strip())
        for part, group in zip(parts, parsed, strict=True)
        if isinstance(group, Fault)
    ]
    groups = tuple(group for group in parsed if isinstance(group, AgeGroup))
    faults += [
        fault("ages_repeated", place="ages", found=group.label)
        for group, times in Counter(groups).items()
        if times > 1
    ]
    if faults:
        raise ResultError(*faults)
    return groups


def scale(age: xr.DataArray) -> AgeScale:
    """Return the age groups of a result from its coordinate `age`."""
    return scale_of(age.values.tolist())


def group_ages(values: xr.DataArray, groups: Sequence[AgeGroup]) -> xr.DataArray:
    """Add up the ages of each group.

    Parameters
    ----------
    values
        Persons by age; any other dims.
    groups
        What to add up to; every group is made of whole age groups of `values`.

    Returns
    -------
    xarray.DataArray
        Dim `age_group`, named by the labels of the groups, last. Groups that tile all ages sum
        to the sum over `age`.

    Raises
    ------
    ResultError
        A group cuts through an age group of `values`.
    """
    ages_last = values.transpose(..., "age")
    lower = values["age"].values
    members = np.array([_members(group, lower) for group in groups], dtype=float)
    kept = ages_last.isel(age=0, drop=True)
    return xr.DataArray(
        np.einsum("...a,ga->...g", ages_last.values, members),
        dims=(*kept.dims, "age_group"),
        coords={**kept.coords, "age_group": [group.label for group in groups]},
        name=values.name,
    )


def group_total(values: xr.DataArray, group: AgeGroup) -> xr.DataArray:
    """Add up the ages of one group, without a name for it: much the faster where many ask.

    Parameters
    ----------
    values, group
        As in `group_ages`.

    Returns
    -------
    xarray.DataArray
        As `group_ages` gives it of this group, to rounding, without the dim `age_group`.

    Raises
    ------
    ResultError
        The group cuts through an age group of `values`.

    Examples
    --------
    >>> persons = xr.DataArray([3.0, 5.0, 7.0], coords={"age": [0, 15, 65]})
    >>> group_total(persons, AgeGroup(15, None)).item()
    12.0
    """
    held = np.flatnonzero(_members(group, values["age"].values))
    return values.isel(age=slice(held[0], held[-1] + 1)).sum("age", skipna=False)


def _members(group: AgeGroup, lower: Array) -> Array:
    """Return which of the age groups that begin at `lower` lie in a group."""
    last = math.inf if group.upper is None else group.upper
    upper = np.append(lower[1:] - 1.0, math.inf)
    held = (group.lower <= lower) & (upper <= last)
    cut = (lower <= last) & (upper >= group.lower) & ~held
    if cut.any():
        labels = scale_of(lower.tolist()).labels
        first, second, *_, highest = labels
        raise ResultError(
            fault(
                "ages_cut",
                group=group.label,
                cut=labels[int(cut.argmax())],
                first=first,
                second=second,
                last=highest,
            )
        )
    return held
