"""T9: women aged 20-39 with and without migration, and the classes made of the two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import xarray as xr

from projection.analysis.young_women import (
    YoungWomenClasses,
    change_of_young_women,
    read_classes,
)
from projection.language import Text
from projection.report.asking import missing_inputs, or_left_out
from projection.report.content import LeftOut, NumberedTable
from projection.report.labels import SCENARIO
from projection.report.material import Material
from projection.report.sentences import joined, year_words
from projection.report.series import under
from projection.report.sources import people_notes, projected
from projection.report.tables import Column, Table
from projection.report.words import number
from projection.scenarios import Lever, Scenario

_COLUMNS = (
    Column("closed", Text(ja="封鎖人口（移動なし）の増減率", en="Without migration"), 1),
    Column("with_migration", Text(ja="移動ありの増減率", en="With migration"), 1),
    Column("class", Text(ja="2024年の分類", en="Class of 2024")),
)
_CLOSED = Text(ja="封鎖人口", en="No migration")


@dataclass(frozen=True)
class _Change:
    """The change of women aged 20-39 under a result, %, and its class."""

    name: str
    closed: float
    moving: float
    found: str


def young_women(material: Material) -> NumberedTable | LeftOut:
    """Return T9: the change of women aged 20-39 over the years of the published classes.

    They were made of thirty years; here these begin with the base year. Without migration, a
    result that is closed and else assumes the same is taken where there is one, or else run.
    """
    title = Text(
        ja=f"{material.place.ja}の若年女性（20〜39歳）の変化と2024年の分類",
        en=f"{material.place.en}: women aged 20-39, and the classes of 2024",
    )
    return or_left_out("T9", title, lambda: _table(material, title))


def _table(material: Material, title: Text) -> NumberedTable | LeftOut:
    classes = read_classes()
    first, last = classes.years
    years = (material.start, material.start + last - first)
    if any(years[1] not in material.results[name]["year"].values for name in material.main):
        return LeftOut("T9", title, _too_short(years[1]))
    changes = list(_changes(material, classes, years))
    if not changes:
        return LeftOut("T9", title, missing_inputs(material))
    heading = Text(
        ja=f"{title.ja}（{years[0]}年から{years[1]}年、単位：%）",
        en=f"{title.en} ({years[0]} to {years[1]}, %)",
    )
    rows = tuple(
        (material.labels[one.name], one.closed, one.moving, _named(one.found, classes))
        for one in changes
    )
    return NumberedTable(
        "T9",
        title,
        joined(_told(material, one, years, classes) for one in changes),
        Table(heading, (SCENARIO, *_COLUMNS), rows),
        notes=(*_notes(classes, years), *people_notes(material)[:1]),
        sources=(projected(material),),
    )


def _too_short(last: int) -> Text:
    return Text(
        ja=f"推計が{last}年までない。projection run --end で{last}年以降まで推計する。",
        en=f"the results end before {last}; `projection run --end` makes longer ones.",
    )


def _changes(
    material: Material, classes: YoungWomenClasses, years: tuple[int, int]
) -> Iterator[_Change]:
    for name in material.main:
        closed = _without_migration(material, name)
        if closed is not None:
            still, moving = (
                float(change_of_young_women(one, years))
                for one in (closed, material.results[name])
            )
            (found,) = classes.of(np.array([still]), np.array([moving])).tolist()
            yield _Change(name, still, moving, found)


def _without_migration(material: Material, name: str) -> xr.Dataset | None:
    own = material.scenario(name)
    for other, result in material.results.items():
        if _is_closed_twin(material.scenario(other), own):
            return result
    if material.experiment is None:
        return None
    nobody_moves = Lever.model_validate({"title": _CLOSED, "closed": True})
    closed = own.model_copy(update={"migration": (nobody_moves,)})
    return material.experiment.run([closed]).isel(scenario=0)


def _is_closed_twin(other: Scenario, own: Scenario) -> bool:
    closed = any(
        one.closed and one.ages is None and one.sex == "both" for one in other.migration
    )
    return closed and (other.fertility, other.mortality) == (own.fertility, own.mortality)


def _named(found: str, classes: YoungWomenClasses) -> Text:
    name = classes.names.get(found[:1])
    if name is None:
        return Text(ja=found, en=found)
    return Text(ja=f"{found}（{name.ja}）", en=f"{found} ({name.en})")


def _told(
    material: Material, one: _Change, years: tuple[int, int], classes: YoungWomenClasses
) -> Text:
    words, found = under(material, one.name), _named(one.found, classes)
    first, last = map(year_words, years)
    moving, closed = (number(value, 1, signed=True) for value in (one.moving, one.closed))
    return Text(
        ja=f"{words.ja}、{first.ja}から{last.ja}にかけての20〜39歳女性の増減率は{moving.ja}%、移動が"
        f"ないとした場合は{closed.ja}%で、区切りを当てはめると{found.ja}に当たる。",
        en=f"{words.en}, women aged 20-39 change by {moving.en} % from {first.en} to "
        f"{last.en}, by {closed.en} % without migration: by the bounds, class {found.en}.",
    )


def _notes(classes: YoungWomenClasses, years: tuple[int, int]) -> tuple[Text, ...]:
    lower, upper = (f"{one:g}" for one in classes.bounds)
    source, (first, last) = classes.source, years
    return (
        Text(
            ja=f"分類は、封鎖人口と移動ありの減少率（{lower}%未満、{lower}%以上{upper}%未満、"
            f"{upper}%以上）の組合せを、{first}年から{last}年の推計に当てはめたもの。公表された"
            "分類ではない。",
            en=f"Classes combine the falls without and with migration (below {lower} %, "
            f"{lower} to {upper} %, {upper} % or more), applied to these projections from "
            f"{first} to {last}: they are not the published ones.",
        ),
        Text(ja=f"区切りは、{source.ja}。", en=f"Bounds: {source.en}."),
    )
