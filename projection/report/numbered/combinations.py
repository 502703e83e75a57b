"""T5: settings of fertility by settings of migration, as far as there are results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from projection.analysis import find_measure
from projection.language import Text
from projection.report.asking import SECOND_RESULT, or_left_out
from projection.report.assumptions import fertility_words
from projection.report.content import LeftOut, NumberedTable
from projection.report.material import Material
from projection.report.sentences import about, year_words
from projection.report.series import value_at
from projection.report.sources import people_notes, projected
from projection.report.tables import Cell, Column, Table
from projection.scenarios import Scenario

_FERTILITY = Column("fertility", Text(ja="出生率の仮定", en="Fertility"))
_AS_BASE = Text(ja="基準期間の純移動が続く", en="Net migration as in the base period")
_COUNTS = Text(ja="（人数で一定）", en=" (counts)")


@dataclass(frozen=True)
class _Setting:
    """What a result assumes of one component: to compare, and to read."""

    said: object
    label: Text


def combinations(material: Material) -> NumberedTable | LeftOut:
    """Return T5: the population of the target year by fertility and migration.

    Results whose mortality is not that of the base have no place in it.
    """
    title = Text(
        ja=f"{material.place.ja}の出生率と移動の条件の組合せ（{material.year}年の総人口）",
        en=f"{material.place.en}: fertility by migration (population of {material.year})",
    )
    if len(material.results) == 1:
        return LeftOut("T5", title, SECOND_RESULT)
    return or_left_out("T5", title, lambda: _table(material, title))


def _table(material: Material, title: Text) -> NumberedTable:
    scenarios = {name: material.scenario(name) for name in material.results}
    mortality = scenarios[material.base].mortality
    kept = {name: one for name, one in scenarios.items() if one.mortality == mortality}
    rows = _distinct(_fertility(material, name, one) for name, one in kept.items())
    columns = _distinct(_migration(one) for one in kept.values())
    persons: dict[tuple[int, int], float] = {}
    for name, one in kept.items():
        row = _place(rows, _fertility(material, name, one))
        column = _place(columns, _migration(one))
        living = value_at(material, name, find_measure("population"), material.year)
        persons.setdefault((row, column), living)
    heading = Text(ja=f"{title.ja}（単位：人）", en=f"{title.en} (persons)")
    cells: list[tuple[Cell, ...]] = [
        (label, *(persons.get((row, column)) for column in range(len(columns))))
        for row, label in enumerate(_labels(rows))
    ]
    shown = (
        Column(f"migration_{place}", label, 0) for place, label in enumerate(_labels(columns))
    )
    return NumberedTable(
        "T5",
        title,
        _finding(material, persons),
        Table(heading, (_FERTILITY, *shown), tuple(cells)),
        notes=(*_notes(material, kept), *people_notes(material)[:1]),
        sources=(projected(material),),
    )


def _fertility(material: Material, name: str, scenario: Scenario) -> _Setting:
    return _Setting(scenario.fertility, fertility_words(scenario, material.results[name]))


def _migration(scenario: Scenario) -> _Setting:
    levers = sorted(
        (one.model_copy(update={"title": None}) for one in scenario.migration), key=repr
    )
    titles = [one.title for one in scenario.migration]
    label = Text(
        ja="＋".join(one.ja for one in titles) or _AS_BASE.ja,
        en=" + ".join(one.en for one in titles) or _AS_BASE.en,
    )
    if scenario.basis == "count":
        label = Text(ja=f"{label.ja}{_COUNTS.ja}", en=f"{label.en}{_COUNTS.en}")
    return _Setting((scenario.basis, levers), label)


def _distinct(settings: Iterator[_Setting]) -> list[_Setting]:
    found: list[_Setting] = []
    for one in settings:
        if all(one.said != other.said for other in found):
            found.append(one)
    return found


def _place(settings: Sequence[_Setting], one: _Setting) -> int:
    return next(place for place, other in enumerate(settings) if other.said == one.said)


def _labels(settings: Sequence[_Setting]) -> list[Text]:
    """Return labels that differ: settings of the same titles are numbered."""
    times = Counter(one.label for one in settings)
    return [
        Text(ja=f"{one.label.ja}［{place}］", en=f"{one.label.en} [{place}]")
        if times[one.label] > 1
        else one.label
        for place, one in enumerate(settings, start=1)
    ]


def _finding(material: Material, persons: Mapping[tuple[int, int], float]) -> Text:
    year = year_words(material.year)
    least, most = (about(end(persons.values())) for end in (min, max))
    return Text(
        ja=f"{year.ja}の総人口は、組み合わせた{len(persons)}とおりの条件で{least.ja}から{most.ja}までとなる。",
        en=f"Under the {len(persons)} combinations, the population of {year.en} lies between "
        f"{least.en} and {most.en}.",
    )


def _notes(material: Material, kept: Mapping[str, Scenario]) -> Iterator[Text]:
    yield Text(
        ja="空欄は、その組合せの結果がないことを示す（projection run で推計できる）。死亡の仮定"
        "はすべて同じ。",
        en="Empty: there is no result of that combination (`projection run` makes it). All "
        "assume the same mortality.",
    )
    left = [material.labels[name] for name in material.results if name not in kept]
    if left:
        yield Text(
            ja=f"死亡の仮定が異なるため除いたもの：{'、'.join(one.ja for one in left)}。",
            en="Left out, for they assume another mortality: "
            f"{', '.join(one.en for one in left)}.",
        )
