"""F1: total population, observed and projected."""

from __future__ import annotations

from collections.abc import Iterator

from projection.language import Text
from projection.report.figure import Axis, Figure, Lines, Panel, Role, Series
from projection.report.material import Material
from projection.report.observed import observed_totals
from projection.report.sentences import about, change_of, year_words
from projection.report.sources import projected, table_source

YEARS = Axis(Text(ja="年", en="Year"))
PERSONS = Axis(Text(ja="総人口", en="Population"), Text(ja="人", en="persons"), decimals=0)
_RESIDENTS = {
    "japanese": Text(ja="実績（日本人住民）", en="Observed (Japanese residents)"),
    "total": Text(ja="実績（総計）", en="Observed (all residents)"),
}
_COUNT = Text(
    ja="住民基本台帳人口。2013年までは3月31日、2014年からは1月1日現在。推計は各年1月1日現在。",
    en="Resident register, on 31 March up to 2013 and on 1 January from 2014; "
    "projections on 1 January.",
)


def total_population(material: Material) -> Figure:
    """Return F1: a line of the register, and one of every result."""
    return Figure(
        "F1",
        Text(
            ja=f"{material.place.ja}の総人口の推移と将来推計",
            en=f"{material.place.en}: total population, observed and projected",
        ),
        _finding(material),
        (Panel(Lines(YEARS, PERSONS, (*_observed(material), *result_totals(material)))),),
        notes=(_COUNT,),
        sources=(table_source(material, "population"), projected(material)),
    )


def result_totals(material: Material) -> Iterator[Series]:
    """Return a line of persons on 1 January for every result."""
    for name, result in material.results.items():
        persons = result["population"].sum(["sex", "age"])
        yield Series(
            name,
            material.labels[name],
            tuple(zip(persons["year"].values.tolist(), persons.values.tolist(), strict=True)),
            role_of(material, name),
            scenario=name,
        )


def role_of(material: Material, name: str) -> Role:
    """Return what a result is in the report."""
    if name == material.base:
        return "base"
    return "outlook" if name == material.outlook else "scenario"


def _observed(material: Material) -> Iterator[Series]:
    totals = {} if material.inputs is None else observed_totals(material.inputs)
    for residents, label in _RESIDENTS.items():
        if residents in totals:
            points = tuple(totals[residents].items())
            yield Series(f"observed_{residents}", label, points, "history")


def _finding(material: Material) -> Text:
    """Say where the base scenario leads, and how far the outlook is from it."""
    start, year = year_words(material.start), year_words(material.year)
    first, last = (
        _persons(material, material.base, one) for one in (material.start, material.year)
    )
    change, there, label = change_of(last, first), about(last), material.labels[material.base]
    ja = (
        f"総人口は、{start.ja}の{about(first).ja}から、「{label.ja}」では{year.ja}に"
        f"{there.ja}（{change.ja}）になると推計される"
    )
    en = (
        f"From {about(first).en} in {start.en}, the population is projected at {there.en} "
        f"({change.en}) in {year.en} under {label.en}"
    )
    if material.outlook is None:
        return Text(ja=f"{ja}。", en=f"{en}.")
    outlook, named = (
        _persons(material, material.outlook, material.year),
        material.labels[material.outlook],
    )
    return Text(
        ja=f"{ja}。「{named.ja}」では{about(outlook).ja}。",
        en=f"{en}, and at {about(outlook).en} under {named.en}.",
    )


def _persons(material: Material, name: str, year: int) -> float:
    return float(material.results[name]["population"].sel(year=year).sum())
