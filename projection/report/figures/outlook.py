"""F12: the outlook against the projection that it departs from: the effect of policy."""

from __future__ import annotations

from collections.abc import Iterator

from projection.analysis import find_measure
from projection.language import Text
from projection.report.asking import SECOND_RESULT
from projection.report.content import LeftOut
from projection.report.figure import Axis, Bars, Figure, Lines, Panel, Series
from projection.report.figures.comparison import (
    INDEX,
    comparison_notes,
    index_lines,
    published_lines,
)
from projection.report.material import Material
from projection.report.points import Points
from projection.report.publications import publication_sources, publications
from projection.report.sentences import about, joined, persons_words, year_words
from projection.report.series import (
    YEARS,
    axis_of,
    every_five,
    result_lines,
    under,
)
from projection.report.sources import people_notes, projected

_EFFECT = Text(ja="施策効果", en="Effect of policy")
_PERSONS = Axis(_EFFECT, Text(ja="人", en="persons"), decimals=0)
_INDICES = Text(ja="基準年を100とした指数", en="Index, base year = 100")


def outlook_against_base(material: Material) -> Figure | LeftOut:
    """Return F12: outlook and base, the gap between them, and published growth beside both."""
    title = Text(
        ja=f"{material.place.ja}の将来展望と推計の比較",
        en=f"{material.place.en}: outlook and projection compared",
    )
    if material.outlook is None:
        return LeftOut("F12", title, SECOND_RESULT)
    gap = _gap(material, material.outlook)
    return Figure(
        "F12",
        title,
        joined(_finding(material, material.outlook, gap)),
        tuple(_panels(material, material.outlook, gap)),
        notes=(*_notes(material, material.outlook), *people_notes(material)[:1]),
        sources=(projected(material), *publication_sources(material)[:1]),
    )


def _gap(material: Material, outlook: str) -> Points:
    """Return by how much the outlook exceeds the base in every year that both have."""
    measure = find_measure("population")
    base, reached = (dict(material.points(name, measure)) for name in (material.base, outlook))
    return tuple((year, reached[year] - base[year]) for year in base if year in reached)


def _panels(material: Material, outlook: str, gap: Points) -> Iterator[Panel]:
    measure, pair = find_measure("population"), (material.base, outlook)
    lines = (one for one in result_lines(material, measure) if one.key in pair)
    effect = persons_words(dict(gap)[material.year], signed=True)
    heading = Text(
        ja=f"総人口（{material.year}年の施策効果 {effect.ja}）",
        en=f"Population (effect of policy in {material.year}: {effect.en})",
    )
    yield Panel(Lines(YEARS, axis_of(measure), tuple(lines)), heading)
    years = every_five(material.start, [year for year, _ in gap])
    bars = tuple((year, dict(gap)[year]) for year in years if year > material.start)
    yield Panel(Bars(YEARS, _PERSONS, (Series("effect", _EFFECT, bars, "part"),)), _EFFECT)
    published = publications(material)[-1:]
    if published:
        indices = (one for one in index_lines(material) if one.key in pair)
        yield Panel(
            Lines(YEARS, INDEX, (*indices, *published_lines(material, published))), _INDICES
        )


def _finding(material: Material, outlook: str, gap: Points) -> Iterator[Text]:
    effect, year = dict(gap)[material.year], year_words(material.year)
    words, base = under(material, outlook), material.labels[material.base]
    persons = dict(material.points(outlook, find_measure("population")))
    reached, size = about(persons[material.year]), persons_words(abs(effect))
    if round(effect) == 0:
        yield Text(
            ja=f"{words.ja}、{year.ja}の総人口は{reached.ja}で、「{base.ja}」の推計と変わらない。",
            en=f"{words.en}, the population of {year.en} is {reached.en}, as in the "
            f"projection ({base.en}).",
        )
        return
    more = effect > 0
    signed = persons_words(effect, signed=True)
    yield Text(
        ja=f"{words.ja}、{year.ja}の総人口は{reached.ja}で、「{base.ja}」の推計を{size.ja}"
        f"{'上回る' if more else '下回る'}（施策効果 {signed.ja}）。",
        en=f"{words.en}, the population of {year.en} is {reached.en}, {size.en} "
        f"{'more' if more else 'fewer'} than in the projection ({base.en}): the effect of "
        "policy.",
    )


def _notes(material: Material, outlook: str) -> tuple[Text, ...]:
    base, label = material.labels[material.base], material.labels[outlook]
    effect = Text(
        ja=f"施策効果は、将来展望「{label.ja}」の総人口から「{base.ja}」の推計の総人口を引いたもの。",
        en=f"The effect of policy is the population of the outlook ({label.en}) less that of "
        f"the projection ({base.en}).",
    )
    return (effect, *comparison_notes(publications(material)))
