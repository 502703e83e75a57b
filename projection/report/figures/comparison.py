"""F9 and T10: total populations beside each other, and beside published projections."""

from __future__ import annotations

from collections.abc import Iterator

from projection.analysis import find_measure
from projection.language import Text
from projection.report.content import NumberedTable
from projection.report.figure import Axis, Figure, Lines, Panel, Series
from projection.report.labels import SCENARIO, day_words
from projection.report.levels import indexed
from projection.report.material import Material
from projection.report.publications import (
    OTHER_COUNT,
    Publication,
    publication_sources,
    publications,
)
from projection.report.sentences import about, joined, year_words
from projection.report.series import YEARS, every_five, role_of, under, value_at
from projection.report.sources import people_notes, projected
from projection.report.tables import Cell, Column, Table
from projection.report.words import inside, listed, number

INDEX = Axis(
    Text(ja="総人口の指数", en="Population index"),
    Text(ja="基準年＝100", en="base year = 100"),
    decimals=1,
)
_COUNT = Column("count", Text(ja="人口の数え方", en="Who is counted"))
_CENSUS = Text(ja="国勢調査（10月1日）", en="Census (1 October)")


def _counted(material: Material) -> Text:
    # The official form starts from the census too.
    if material.day == day_words("2020-10-01"):
        return _CENSUS
    return Text(
        ja=f"住民基本台帳（{material.day.ja}）", en=f"Resident register ({material.day.en})"
    )


def total_comparison(material: Material) -> Figure:
    """Return F9: the population of every result and publication, its base year as 100."""
    published = publications(material)
    lines = (*index_lines(material), *published_lines(material, published))
    return Figure(
        "F9",
        Text(
            ja=f"{material.place.ja}の総人口の比較（基準年＝100）",
            en=f"{material.place.en}: total populations compared (base year = 100)",
        ),
        joined(_finding(material, published)),
        (Panel(Lines(YEARS, INDEX, lines)),),
        notes=(*people_notes(material)[:1], *comparison_notes(published)),
        sources=(projected(material), *publication_sources(material)),
    )


def total_table(material: Material) -> NumberedTable:
    """Return T10: persons every five years, each count under its own name."""
    published = publications(material)
    population = find_measure("population")
    known = [dict(material.points(name, population)) for name in material.results]
    others = [dict(one.points) for one in published]
    every = sorted({int(year) for one in (*known, *others) for year in one})
    years = [year for year in every_five(material.start, every) if year >= material.start]
    columns = (
        SCENARIO,
        _COUNT,
        *(Column(str(year), Text(ja=f"{year}年", en=str(year)), 0) for year in years),
    )
    rows: list[tuple[Cell, ...]] = [
        (label, _counted(material), *(one.get(year) for year in years))
        for label, one in zip(material.labels.values(), known, strict=True)
    ]
    rows += [
        (one.name, _CENSUS, *(of_year.get(year) for year in years))
        for one, of_year in zip(published, others, strict=True)
    ]
    title = Text(
        ja=f"{material.place.ja}の総人口の比較（5年ごと）",
        en=f"{material.place.en}: total populations every five years",
    )
    heading = Text(ja=f"{title.ja}（単位：人）", en=f"{title.en} (persons)")
    return NumberedTable(
        "T10",
        title,
        joined(_levels(material)),
        Table(heading, columns, tuple(rows)),
        notes=(*people_notes(material)[:1], *((OTHER_COUNT,) if published else ())),
        sources=(projected(material), *publication_sources(material)),
    )


def index_lines(material: Material) -> Iterator[Series]:
    """Yield the population of every result, its base year as 100."""
    for name in material.results:
        points = indexed(material.points(name, find_measure("population")), material.start)
        role = role_of(material, name)
        yield Series(name, material.labels[name], points, role, scenario=name)


def published_lines(material: Material, published: tuple[Publication, ...]) -> Iterator[Series]:
    """Yield published projections, the year that each is compared with as 100."""
    for place, one in enumerate(published):
        reference = one.reference(material.start)
        ja, en = "国勢調査", "census"
        if reference != material.start:
            ja, en = f"{ja}、{reference}年＝100", f"{en}, {reference} = 100"
        label = Text(ja=f"{one.name.ja}（{ja}）", en=f"{one.name.en} ({en})")
        points = one.index(material.start)
        yield Series(f"published_{place}", label, points, "official")


def comparison_notes(published: tuple[Publication, ...]) -> tuple[Text, ...]:
    """Say what published projections count, where there are some."""
    return (OTHER_COUNT,) if published else ()


def _finding(material: Material, published: tuple[Publication, ...]) -> Iterator[Text]:
    indices = _indices(material)
    told = [
        (under(material, name), number(indices[name], 1))
        for name in material.main
        if name in indices
    ]
    if not told:
        return
    start, year = year_words(material.start), year_words(material.year)
    words = listed(
        Text(ja=f"{who.ja}{value.ja}", en=f"{value.en} {inside(who).en}") for who, value in told
    )
    yield Text(
        ja=f"{start.ja}を100とすると、{year.ja}の総人口は{words.ja}となる。",
        en=f"With {start.en} = 100, the population of {year.en} is {words.en}.",
    )
    if len(indices) > len(material.main):
        yield _extremes(material, indices)
    if published:
        yield from _published(material, published[-1])


def _indices(material: Material) -> dict[str, float]:
    lines = {one.key: dict(one.points) for one in index_lines(material)}
    return {name: one[material.year] for name, one in lines.items() if material.year in one}


def _extremes(material: Material, indices: dict[str, float]) -> Text:
    highest, lowest = (
        max(indices, key=indices.__getitem__),
        min(indices, key=indices.__getitem__),
    )
    most, least = (number(indices[name], 1) for name in (highest, lowest))
    top, bottom = material.labels[highest], material.labels[lowest]
    return Text(
        ja=f"示した{len(indices)}つのうち最も大きいのは「{top.ja}」の{most.ja}、"
        f"最も小さいのは「{bottom.ja}」の{least.ja}である。",
        en=f"Of the {len(indices)} shown, {top.en} is highest at {most.en}, {bottom.en} lowest "
        f"at {least.en}.",
    )


def _published(material: Material, latest: Publication) -> Iterator[Text]:
    """Say where the latest publication leads, and the base over the same years."""
    reference = latest.reference(material.start)
    base = material.points(material.base, find_measure("population"))
    ours, label = dict(indexed(base, reference)), material.labels[material.base]
    shared = [(year, value) for year, value in latest.index(material.start) if year in ours]
    if not shared:
        return
    year, theirs = shared[-1]
    words = year_words(int(year))
    both = [number(one, 1) for one in (theirs, ours[year])]
    yield Text(
        ja=f"{latest.name.ja}（国勢調査人口に基づく）は、{reference}年を100とすると{words.ja}に"
        f"{both[0].ja}で、「{label.ja}」の推計は同じ期間に{both[1].ja}となる。",
        en=f"With {reference} = 100, {latest.name.en}, which counts census people, has "
        f"{both[0].en} in {words.en}, the projection ({label.en}) {both[1].en}.",
    )


def _levels(material: Material) -> Iterator[Text]:
    measure, year = find_measure("population"), year_words(material.year)
    for name in material.main:
        words = under(material, name)
        persons = about(value_at(material, name, measure, material.year))
        yield Text(
            ja=f"{words.ja}、{year.ja}の総人口は{persons.ja}となる。",
            en=f"{words.en}, the population of {year.en} is {persons.en}.",
        )
