"""F2: the three age groups, the oldest of them parted at 75."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import xarray as xr

from projection.analysis import evaluate, find_measure
from projection.analysis.age_groups import (
    CHILDREN,
    WORKING_AGES,
    age_label,
    group_ages,
    group_total,
)
from projection.inputs.ages import AgeGroup
from projection.language import Text
from projection.report.figure import Axis, Bars, Figure, Panel, Series
from projection.report.material import Material
from projection.report.observed import observed_points
from projection.report.sentences import joined, points_change, year_words
from projection.report.series import YEARS, every_five, heading_of, under, value_at
from projection.report.sources import ROUNDING, people_notes, register_source
from projection.report.words import number

_PERSONS = Axis(Text(ja="人口", en="Population"), Text(ja="人", en="persons"), decimals=0)
_SHARE = Axis(Text(ja="割合", en="Share"), Text(ja="%", en="%"), decimals=1)
_PARTS: tuple[tuple[str, AgeGroup, Text], ...] = (
    ("children", CHILDREN, age_label(CHILDREN, of_population=True)),
    ("working_ages", WORKING_AGES, age_label(WORKING_AGES, of_population=True)),
    ("aged_65_74", AgeGroup(65, 74), Text(ja="老年人口（65〜74歳）", en="Aged (65-74)")),
    ("aged_75", AgeGroup(75, None), Text(ja="老年人口（75歳以上）", en="Aged (75+)")),
)
_TOLD = ("aged_share", "working_age_share", "child_share")
_SHARES = ("child_share", "working_age_share", "aged_share", "aged_share_75")

Formula = Callable[[xr.Dataset], xr.DataArray]
History = Mapping[int, tuple[str, tuple[float, ...]]]


def three_age_groups(material: Material) -> Figure:
    """Return F2: bars of persons and lines of shares every five years, a chart a result."""
    history = _history(material)
    return Figure(
        "F2",
        Text(
            ja=f"{material.place.ja}の年齢3区分別人口の推移",
            en=f"{material.place.en}: population by three age groups",
        ),
        joined(_finding(material)),
        tuple(
            Panel(
                _bars(material, name, history),
                heading_of(material, name),
                scenario=name,
                still=name in material.main,
            )
            for name in material.results
        ),
        notes=(*_notes(material.start, history), *people_notes(material), ROUNDING),
        sources=register_source(material, "population"),
    )


def _formulas() -> tuple[Formula, ...]:
    """Return what is drawn: persons of the parts, then the shares."""
    parts = [partial(_persons, group=group) for _, group, _ in _PARTS]
    return (*parts, *(partial(evaluate, find_measure(name)) for name in _SHARES))


def _persons(people: xr.Dataset, group: AgeGroup) -> xr.DataArray:
    return group_total(people["population"].sum("sex"), group)


def _history(material: Material) -> History:
    """Return the register's every fifth year before the base year: of whom, and all values.

    All residents; Japanese residents where all are not known by these ages.
    """
    told = [observed_points(material.people, formula) for formula in _formulas()]
    known: dict[int, tuple[str, tuple[float, ...]]] = {}
    for residents in ("japanese", "total"):
        points = [dict(one.get(residents, ())) for one in told]
        years = sorted(set.intersection(*map(set, points)))
        for year in every_five(material.start, (y for y in years if y < material.start)):
            known[year] = residents, tuple(one[year] for one in points)
    return dict(sorted(known.items()))


def _bars(material: Material, name: str, history: History) -> Bars:
    before = [
        tuple((float(year), values[place]) for year, (_, values) in history.items())
        for place in range(len(_PARTS) + len(_SHARES))
    ]
    points = [
        (*earlier, *((float(year), later[year]) for year in every_five(material.start, later)))
        for earlier, later in zip(before, _projected(material, name), strict=True)
    ]
    names = [
        *((key, label) for key, _, label in _PARTS),
        *((share, find_measure(share).label) for share in _SHARES),
    ]
    series = tuple(
        Series(key, label, those, "part")
        for (key, label), those in zip(names, points, strict=True)
    )
    parts, shares = series[: len(_PARTS)], series[len(_PARTS) :]
    return Bars(YEARS, _PERSONS, parts, lines_axis=_SHARE, lines=shares)


def _projected(material: Material, name: str) -> Iterator[Mapping[float, float]]:
    """Yield what `_formulas` gives of a result, by year."""
    people = material.results[name]["population"]
    years = people["year"].values.astype(float).tolist()
    persons = group_ages(people.sum("sex"), [group for _, group, _ in _PARTS])
    for place in range(len(_PARTS)):
        yield dict(zip(years, persons.isel(age_group=place).values.tolist(), strict=True))
    for share in _SHARES:
        yield dict(material.points(name, find_measure(share)))


def _notes(start: int, history: History) -> Iterator[Text]:
    yield Text(ja=f"{start}年までは実績。", en=f"Observed up to {start}.")
    japanese = [year for year, (residents, _) in history.items() if residents == "japanese"]
    if japanese:
        years = "、".join(map(str, japanese)), ", ".join(map(str, japanese))
        yield Text(
            ja=f"実績のうち{years[0]}年は日本人住民、その他の年は総計。",
            en=f"Observed figures of {years[1]} are of Japanese residents, of other years of "
            "all residents.",
        )


def _finding(material: Material) -> Iterator[Text]:
    """Say the shares of the base year once, then how each group's share changes."""
    first, last = year_words(material.start), year_words(material.year)
    aged, working, children = (
        _share(value_at(material, material.base, find_measure(one), material.start))
        for one in _TOLD
    )
    yield Text(
        ja=f"{first.ja}の老年人口割合は{aged.ja}、生産年齢人口割合は{working.ja}、"
        f"年少人口割合は{children.ja}。",
        en=f"In {first.en}, {aged.en} are 65 or older, {working.en} are 15-64 and "
        f"{children.en} are 0-14.",
    )
    for name in material.main:
        aged, working, children = (_told(material, name, one) for one in _TOLD)
        words = under(material, name)
        yield Text(
            ja=f"{words.ja}、{last.ja}に順に{aged.ja}、{working.ja}、{children.ja}となる。",
            en=f"{words.en} they are, in the same order, {aged.en}, {working.en} and "
            f"{children.en} in {last.en}.",
        )


def _told(material: Material, name: str, measure_name: str) -> Text:
    measure = find_measure(measure_name)
    before, after = (
        value_at(material, name, measure, year) for year in (material.start, material.year)
    )
    change, share = points_change(after, before), _share(after)
    return Text(ja=f"{share.ja}（{change.ja}）", en=f"{share.en} ({change.en})")


def _share(value: float) -> Text:
    shown = number(value, 1)
    return Text(ja=f"{shown.ja}%", en=f"{shown.en} %")
