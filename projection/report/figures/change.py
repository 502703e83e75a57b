"""F4: births and deaths, in- and out-migration."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from operator import itemgetter

from projection.analysis import evaluate, find_measure
from projection.language import Text
from projection.report.figure import Axis, Bars, Figure, Lines, Panel, Series
from projection.report.material import Material
from projection.report.observed import Changes, spliced
from projection.report.points import Points
from projection.report.sentences import below_since, change_of, joined, persons_words
from projection.report.series import (
    YEARS,
    axis_of,
    last_year,
    observed_lines,
    result_lines,
    under,
    value_at,
)
from projection.report.sources import NET_ONLY, change_notes, register_source
from projection.report.words import number

_MOVERS = Axis(
    Text(ja="転入数・転出数", en="In- and out-migration"),
    Text(ja="人/年", en="persons per year"),
    decimals=0,
)
_MOVES = (
    ("in_migration", Text(ja="転入数", en="In-migration")),
    ("out_migration", Text(ja="転出数", en="Out-migration")),
)


def births_deaths_and_moves(material: Material) -> Figure:
    """Return F4: births, deaths, in- and out-migration, net migration.

    One chart each: a scenario then looks the same in all of them, whatever is shown.
    """
    changes = material.changes
    return Figure(
        "F4",
        Text(
            ja=f"{material.place.ja}の出生数・死亡数、転入数・転出数の推移",
            en=f"{material.place.en}: births, deaths, in- and out-migration",
        ),
        joined((*_past(changes), *_future(material))),
        (
            _lines(material, "births"),
            _lines(material, "deaths"),
            *_moves(changes),
            _lines(material, "net_migration"),
        ),
        notes=(*change_notes(material), NET_ONLY),
        sources=register_source(material, "components"),
    )


def _lines(material: Material, name: str) -> Panel:
    measure = find_measure(name)
    lines = (*observed_lines(material, measure), *result_lines(material, measure))
    counts = name != "net_migration"
    return Panel(Lines(YEARS, axis_of(measure), lines, from_zero=counts), heading=measure.label)


def _moves(changes: Changes) -> Iterator[Panel]:
    """Yield the register's in- and out-migration, which no projection has."""
    if changes:
        bars = tuple(
            Series(key, label, spliced(changes, itemgetter(key)), "part")
            for key, label in _MOVES
        )
        heading = Text(ja="転入数・転出数（実績）", en="In- and out-migration (observed)")
        yield Panel(Bars(YEARS, _MOVERS, bars, stacked=False), heading)


def _past(changes: Changes) -> Iterator[Text]:
    """Say how births and deaths of all residents went, and since when more people die."""
    if "total" in changes:
        years = changes["total"]["period"].values.tolist()
        born, died = (
            _course(changes["total"][name].values.tolist()) for name in ("births", "deaths")
        )
        yield Text(
            ja=f"{years[0]}年から{years[-1]}年にかけて、出生数は{born.ja}、死亡数は{died.ja}となった。",
            en=f"Between {years[0]} and {years[-1]}, births went {born.en}, deaths {died.en}.",
        )
    yield from _since(spliced(changes, partial(evaluate, find_measure("natural_change"))))


def _course(counts: list[float]) -> Text:
    before, after = number(counts[0]), number(counts[-1])
    change = change_of(counts[-1], counts[0])
    return Text(
        ja=f"{before.ja}人から{after.ja}人（{change.ja}）",
        en=f"from {before.en} to {after.en} ({change.en})",
    )


def _since(natural: Points) -> Iterator[Text]:
    year = below_since(natural, 0.0)
    if year is not None and year > natural[0][0]:
        yield Text(
            ja=f"{year}年（度）からは毎年、死亡数が出生数を上回っている。",
            en=f"Since {year} deaths have exceeded births every year.",
        )


def _future(material: Material) -> Iterator[Text]:
    """Say how many births and deaths the base and the outlook lead to."""
    for name in material.main:
        born, died = (
            persons_words(value_at(material, name, find_measure(one), material.year))
            for one in ("births", "deaths")
        )
        year, words = last_year(material), under(material, name)
        yield Text(
            ja=f"{words.ja}、{year.ja}の出生数は{born.ja}、死亡数は{died.ja}となる。",
            en=f"{words.en}, births are {born.en} and deaths {died.en} in {year.en}.",
        )
