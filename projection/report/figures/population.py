"""F1: total population, observed and projected."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from projection.analysis import evaluate, find_measure
from projection.language import Text
from projection.report.figure import Axis, Figure, Lines, Panel
from projection.report.material import Material
from projection.report.observed import observed_points
from projection.report.points import Points
from projection.report.sentences import (
    about,
    change_of,
    first_below,
    joined,
    persons_words,
    round_below,
    year_words,
)
from projection.report.series import YEARS, observed_lines, result_lines
from projection.report.sources import people_notes, register_source

PERSONS = Axis(Text(ja="総人口", en="Population"), Text(ja="人", en="persons"), decimals=0)


def total_population(material: Material) -> Figure:
    """Return F1: a line of the register, and one of every result."""
    measure = find_measure("population")
    lines = (*observed_lines(material, measure), *result_lines(material, measure))
    return Figure(
        "F1",
        Text(
            ja=f"{material.place.ja}の総人口の推移と将来推計",
            en=f"{material.place.en}: total population, observed and projected",
        ),
        joined(_finding(material)),
        (Panel(Lines(YEARS, PERSONS, lines)),),
        notes=people_notes(material),
        sources=register_source(material, "population"),
    )


def _finding(material: Material) -> Iterator[Text]:
    yield from _past(material)
    points = _points(material, material.base)
    yield course(material)
    yield from _peak(points)
    yield from _threshold(points)
    if material.outlook is not None:
        yield outlook(material, material.outlook)


def _points(material: Material, name: str) -> Points:
    return material.points(name, find_measure("population"))


def _past(material: Material) -> Iterator[Text]:
    """Say how Japanese residents have changed: of all residents little is known."""
    everybody = partial(evaluate, find_measure("population"))
    points = observed_points(material.people, everybody).get("japanese", ())
    if len(points) < 2:
        return
    (first, before), (last, after) = points[0], points[-1]
    change = change_of(after, before)
    yield Text(
        ja=f"日本人住民は、{year_words(int(first)).ja}の{about(before).ja}から"
        f"{year_words(int(last)).ja}の{about(after).ja}となった（{change.ja}）。",
        en=f"Japanese residents were {about(before).en} in {int(first)} and "
        f"{about(after).en} in {int(last)} ({change.en}).",
    )


def course(material: Material) -> Text:
    """Say where the base scenario leads."""
    points = _points(material, material.base)
    start, year = year_words(material.start), year_words(material.year)
    first, last = points[0][1], dict(points)[material.year]
    change, label = change_of(last, first), material.labels[material.base]
    return Text(
        ja=f"総人口は、{start.ja}の{about(first).ja}から、「{label.ja}」の推計では"
        f"{year.ja}に{about(last).ja}（{change.ja}）となる。",
        en=f"From {about(first).en} in {start.en}, the population is projected at "
        f"{about(last).en} ({change.en}) in {year.en} under {label.en}.",
    )


def _peak(points: Points) -> Iterator[Text]:
    """Say when the population is highest, and falls below that of the base year again."""
    year, highest = max(points, key=lambda point: point[1])
    first = points[0][1]
    if about(highest) == about(first) or year == points[-1][0]:
        return
    yield Text(
        ja=f"最も多いのは{year_words(int(year)).ja}の{about(highest).ja}。",
        en=f"It is highest in {int(year)}, at {about(highest).en}.",
    )
    if (below := first_below(points, first)) is not None:
        yield Text(
            ja=f"{year_words(below).ja}に基準年の人口を下回る。",
            en=f"In {below} it falls below that of the base year.",
        )


def _threshold(points: Points) -> Iterator[Text]:
    """Say when the population falls below a round number."""
    level = round_below(points[0][1])
    if (year := first_below(points, level)) is not None:
        persons = persons_words(level)
        yield Text(
            ja=f"{year_words(year).ja}に{persons.ja}を下回る。",
            en=f"In {year} it falls below {persons.en}.",
        )


def outlook(material: Material, name: str) -> Text:
    """Say where the outlook, the result `name`, leads."""
    persons = dict(_points(material, name))[material.year]
    first, label = _points(material, name)[0][1], material.labels[name]
    change, year = change_of(persons, first), year_words(material.year)
    return Text(
        ja=f"将来展望「{label.ja}」では{year.ja}に{about(persons).ja}（{change.ja}）となる。",
        en=f"The outlook, {label.en}, leads to {about(persons).en} ({change.en}) in {year.en}.",
    )
