"""F5: natural and social change, as bars by year and one against the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType

import numpy as np
import xarray as xr

from projection.analysis import evaluate, find_measure
from projection.language import Text
from projection.report.figure import Axis, Bars, Figure, Panel, Series, Trails
from projection.report.material import Material
from projection.report.observed import spliced
from projection.report.points import Points, points_of
from projection.report.sentences import below_since, joined, persons_words, year_words
from projection.report.series import (
    CHANGE_LABELS,
    YEARS,
    axis_of,
    every_five,
    heading_of,
    last_year,
    observed_key,
    role_of,
    under,
    value_at,
)
from projection.report.sources import (
    NET_ONLY,
    change_notes,
    register_source,
    spliced_notes,
)

Trail = tuple[Series, tuple[Text, ...]]

_CHANGE = Axis(
    Text(ja="増減数", en="Change"), Text(ja="人/年", en="persons per year"), decimals=0
)
_PARTS: Mapping[str, Text] = MappingProxyType(
    {
        "natural_change": Text(ja="自然増減", en="Natural change"),
        "net_migration": Text(ja="社会増減", en="Net migration"),
    }
)
_EVERY_FIVE = Text(
    ja="推計は5年ごとの値。右ほど社会増、上ほど自然増が大きい。",
    en="Projections: every fifth year. Net in-migration is to the right, natural increase up.",
)
# By sign: the last one stands for -1.
_BY_SIGN: Mapping[str, tuple[Text, Text, Text]] = MappingProxyType(
    {
        "natural_change": (
            Text(ja="自然増減なし", en="no natural change"),
            Text(ja="自然増", en="natural increase"),
            Text(ja="自然減", en="natural decrease"),
        ),
        "net_migration": (
            Text(ja="社会増減なし", en="no net migration"),
            Text(ja="社会増", en="net in-migration"),
            Text(ja="社会減", en="net out-migration"),
        ),
    }
)


def natural_and_social_change(material: Material) -> Figure:
    """Return F5: bars of natural and social change, a chart a result."""
    before = {name: _known(material, name) for name in _PARTS}
    return Figure(
        "F5",
        Text(
            ja=f"{material.place.ja}の自然増減・社会増減の推移",
            en=f"{material.place.en}: natural change and net migration",
        ),
        joined(
            (*_past(before), *(change_in_target_year(material, name) for name in material.main))
        ),
        tuple(
            Panel(
                Bars(YEARS, _CHANGE, _bars(material, name, before)),
                heading_of(material, name),
                scenario=name,
                still=name in material.main,
            )
            for name in material.results
        ),
        notes=(*spliced_notes(material), *change_notes(material), NET_ONLY),
        sources=register_source(material, "components"),
    )


def natural_against_social_change(material: Material) -> Figure:
    """Return F5b: social change across, natural change up, joined by years.

    Of results the base and the outlook: trails of many lie on each other.
    """
    trails = [*_observed_trails(material), *_projected_trails(material)]
    form = Trails(
        axis_of(find_measure("net_migration")),
        axis_of(find_measure("natural_change")),
        tuple(series for series, _ in trails),
        tuple(names for _, names in trails),
    )
    return Figure(
        "F5b",
        Text(
            ja=f"{material.place.ja}の自然増減と社会増減の関係",
            en=f"{material.place.en}: natural change against net migration",
        ),
        joined(_places(material)),
        (Panel(form),),
        notes=(_EVERY_FIVE, *change_notes(material)),
        sources=register_source(material, "components"),
    )


def _known(material: Material, name: str) -> Points:
    """Return the register's years before the base year."""
    points = spliced(material.changes, partial(evaluate, find_measure(name)))
    return tuple(point for point in points if point[0] < material.start)


def _bars(material: Material, name: str, before: Mapping[str, Points]) -> tuple[Series, ...]:
    return tuple(
        Series(key, label, (*before[key], *material.points(name, find_measure(key))), "part")
        for key, label in _PARTS.items()
    )


def _past(before: Mapping[str, Points]) -> Iterator[Text]:
    if all(before.values()):
        natural, social = (persons_words(before[key][-1][1], signed=True) for key in _PARTS)
        year = year_words(int(before["natural_change"][-1][0]))
        yield Text(
            ja=f"{year.ja}は自然増減が{natural.ja}、社会増減が{social.ja}だった。",
            en=f"In {year.en}, natural change was {natural.en} and net migration {social.en}.",
        )


def change_in_target_year(material: Material, name: str) -> Text:
    """Say how both kinds of change stand, and from when on the population falls."""
    natural, social = (
        persons_words(value_at(material, name, find_measure(key), material.year), signed=True)
        for key in _PARTS
    )
    total = material.points(name, find_measure("total_change"))
    falls, year, words = below_since(total, 0.0), last_year(material), under(material, name)
    ja = f"{words.ja}、{year.ja}に自然増減が{natural.ja}、社会増減が{social.ja}となり"
    en = (
        f"{words.en}, natural change is {natural.en} and net migration {social.en} in {year.en}"
    )
    if falls is None:
        return Text(
            ja=f"{ja}、最後の年も人口は減らない。",
            en=f"{en}; the population does not fall in the last year.",
        )
    return Text(
        ja=f"{ja}、{year_words(falls).ja}から人口は減り続ける。",
        en=f"{en}; the population falls from {falls} on.",
    )


def _observed_trails(material: Material) -> Iterator[Trail]:
    for residents, changes in material.changes.items():
        ending = "年度" if residents == "japanese" else "年"
        points = _pairs(changes)
        key, label = observed_key(residents), CHANGE_LABELS[residents]
        series = Series(key, label, tuple(points.values()), "history")
        yield series, tuple(Text(ja=f"{year}{ending}", en=str(year)) for year in points)


def _projected_trails(material: Material) -> Iterator[Trail]:
    for name in material.main:
        pairs = _pairs(material.results[name])
        years = every_five(material.start, pairs)
        series = Series(
            name,
            material.labels[name],
            tuple(pairs[year] for year in years),
            role_of(material, name),
            scenario=name,
        )
        yield series, tuple(Text(ja=f"{year}年", en=str(year)) for year in years)


def _pairs(changes: xr.Dataset) -> dict[int, tuple[float, float]]:
    """Return (social, natural) change by year."""
    natural, social = (points_of(find_measure(name), changes) for name in _PARTS)
    return {int(year): (x, y) for (year, x), (_, y) in zip(social, natural, strict=True)}


def _places(material: Material) -> Iterator[Text]:
    """Say in which quarter of the chart the last observed and the target year lie."""
    known = material.changes.get("total")
    if known is not None:
        year, (social, natural) = list(_pairs(known).items())[-1]
        where = _quarter(natural, social)
        yield Text(
            ja=f"{year_words(year).ja}は{where.ja}だった。", en=f"{year} saw {where.en}."
        )
    for name in material.main:
        natural, social = (
            value_at(material, name, find_measure(key), material.year) for key in _PARTS
        )
        where, words, when = (
            _quarter(natural, social),
            under(material, name),
            last_year(material),
        )
        yield Text(
            ja=f"{words.ja}{when.ja}に{where.ja}となる。",
            en=f"{words.en}, there is {where.en} in {when.en}.",
        )


def _quarter(natural: float, social: float) -> Text:
    first, second = (
        _BY_SIGN[key][int(np.sign(round(value)))]
        for key, value in zip(_PARTS, (natural, social), strict=True)
    )
    return Text(ja=f"{first.ja}・{second.ja}", en=f"{first.en} and {second.en}")
