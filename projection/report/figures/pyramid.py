"""F3: population pyramids over that of the base year."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.analysis.age_groups import GROUPINGS, age_label, group_ages
from projection.inputs.ages import AgeGroup
from projection.language import Text
from projection.report.figure import Axis, Figure, Panel, Pyramid
from projection.report.material import Material
from projection.report.sentences import about, joined, year_words
from projection.report.series import heading_of, under
from projection.report.sources import people_notes, projected

_PERSONS = Axis(Text(ja="人口", en="Population"), Text(ja="人", en="persons"), decimals=0)

Array = NDArray[np.float64]


def pyramids(material: Material) -> Figure:
    """Return F3: a pyramid of every result, in five-year groups, on one axis for all."""
    groups = _groups(material)
    people = {name: _grouped(one, groups) for name, one in material.results.items()}
    limit = nice_limit(max(float(one.max()) for one in people.values()))
    return Figure(
        "F3",
        Text(
            ja=f"{material.place.ja}の人口ピラミッド（基準年{material.start}年、"
            f"目標年{material.year}年）",
            en=f"{material.place.en}: population pyramids (base year {material.start}, "
            f"target year {material.year})",
        ),
        joined(
            [_base(people[material.base], groups, material), *_later(people, groups, material)]
        ),
        tuple(
            Panel(
                _pyramid(persons, groups, limit, material),
                heading_of(material, name),
                scenario=name,
                still=name in material.main,
            )
            for name, persons in people.items()
        ),
        notes=(*people_notes(material)[:1], _outlined(material.start)),
        sources=(projected(material),),
    )


def nice_limit(largest: float) -> float:
    """Return the end of an axis: the next 1, 1.5, 2, 2.5, 3, 4, 5, 6 or 8 times a power of ten.

    Examples
    --------
    >>> nice_limit(3_417.0), nice_limit(20.0), nice_limit(0.0), nice_limit(9.2)
    (4000.0, 20.0, 1.0, 10.0)
    """
    if largest <= 0.0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(largest))
    return next(
        step * power
        for step in (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
        if step * power >= largest
    )


def _groups(material: Material) -> Sequence[AgeGroup]:
    return GROUPINGS["age5"](int(material.results[material.base]["age"].values[-1]))


def _grouped(result: xr.Dataset, groups: Sequence[AgeGroup]) -> xr.DataArray:
    """Return persons by (sex, year, age group)."""
    return group_ages(result["population"], groups).transpose("sex", "year", "age_group")


def _pyramid(
    persons: xr.DataArray, groups: Sequence[AgeGroup], limit: float, material: Material
) -> Pyramid:
    males, females = (
        tuple(tuple(row) for row in persons.sel(sex=sex).values.tolist())
        for sex in ("male", "female")
    )
    return Pyramid(
        ages=Axis(
            Text(ja="年齢", en="Age"), categories=tuple(age_label(one) for one in groups)
        ),
        persons=_PERSONS,
        limit=limit,
        years=tuple(persons["year"].values.tolist()),
        males=males,
        females=females,
        year=material.year,
        outline=(males[0], females[0]),
        outline_label=Text(ja=f"{material.start}年", en=str(material.start)),
    )


def _outlined(start: int) -> Text:
    return Text(
        ja=f"線は{start}年（基準年）の人口。男女とも同じ目盛り。",
        en=f"The outline is the population of {start}, the base year; one scale for all.",
    )


def _base(persons: xr.DataArray, groups: Sequence[AgeGroup], material: Material) -> Text:
    label, most = _largest(persons, groups, material.start)
    year = year_words(material.start)
    return Text(
        ja=f"{year.ja}に最も多い年齢階級は{label.ja}（男女計{most.ja}）。",
        en=f"In {year.en} the largest age group is {label.en} ({most.en}, both sexes).",
    )


def _later(
    people: dict[str, xr.DataArray], groups: Sequence[AgeGroup], material: Material
) -> list[Text]:
    year = year_words(material.year)
    told = {name: _largest(people[name], groups, material.year) for name in material.main}
    return [
        Text(
            ja=f"{under(material, name).ja}{year.ja}に{label.ja}（{most.ja}）となる。",
            en=f"{under(material, name).en} it is {label.en} ({most.en}) in {year.en}.",
        )
        for name, (label, most) in told.items()
    ]


def _largest(persons: xr.DataArray, groups: Sequence[AgeGroup], year: int) -> tuple[Text, Text]:
    both = persons.sel(year=year).sum("sex").values
    position = int(both.argmax())
    return age_label(groups[position]), about(float(both[position]))
