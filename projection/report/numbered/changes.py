"""T2: how much each age group changes by the target year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from projection.analysis import find_measure
from projection.analysis.age_groups import AGED, ALL_AGES, CHILDREN, WORKING_AGES, group_ages
from projection.inputs.ages import AgeGroup
from projection.language import Text
from projection.report.content import NumberedTable
from projection.report.labels import SCENARIO
from projection.report.levels import percent_change
from projection.report.material import Material
from projection.report.sentences import joined, year_words
from projection.report.series import under
from projection.report.sources import people_notes, projected
from projection.report.tables import Cell, Column, Table
from projection.report.words import number

_GROUPS = (ALL_AGES, CHILDREN, AgeGroup(0, 4), WORKING_AGES, AGED)
_COLUMNS = (
    Column("total", Text(ja="総人口", en="Total"), 1),
    Column("ages_0_14", Text(ja="年少人口（0〜14歳）", en="Ages 0-14"), 1),
    Column("ages_0_4", Text(ja="うち0〜4歳", en="of which 0-4"), 1),
    Column("ages_15_64", Text(ja="生産年齢人口（15〜64歳）", en="Ages 15-64"), 1),
    Column("ages_65", Text(ja="老年人口（65歳以上）", en="Ages 65+"), 1),
    Column("women_20_39", Text(ja="20〜39歳女性", en="Women 20-39"), 1),
)


def changes_by_age(material: Material) -> NumberedTable:
    """Return T2: the change of each age group from the base year to the target year, %."""
    first, last = year_words(material.start), year_words(material.year)
    title = Text(
        ja=f"{material.place.ja}の年齢3区分別人口ごとの増減率（{first.ja}から{last.ja}）",
        en=f"{material.place.en}: change by age group, {first.en} to {last.en}",
    )
    rates = {name: _rates(material, name) for name in material.results}
    rows: list[tuple[Cell, ...]] = [
        (material.labels[name], *of_one) for name, of_one in rates.items()
    ]
    heading = Text(ja=f"{title.ja}（単位：%）", en=f"{title.en} (%)")
    return NumberedTable(
        "T2",
        title,
        joined(_told(material, name, rates[name]) for name in material.main),
        Table(heading, (SCENARIO, *_COLUMNS), tuple(rows)),
        notes=(*_notes(material), *people_notes(material)[:1]),
        sources=(projected(material),),
    )


def _rates(material: Material, name: str) -> list[float]:
    years = (material.start, material.year)
    people = material.results[name]["population"].sum("sex").sel(year=list(years))
    groups = group_ages(people, _GROUPS).values.tolist()
    women = dict(material.points(name, find_measure("women_20_39")))
    before, after = (
        [*persons, women[year]] for persons, year in zip(groups, years, strict=True)
    )
    return [percent_change(*pair) for pair in zip(after, before, strict=True)]


def _notes(material: Material) -> Iterator[Text]:
    start = material.start
    yield Text(
        ja=f"{start}年の人口に対する増減率。△は減少。",
        en=f"In % of the population of {start}; below zero: a decrease.",
    )


def _told(material: Material, name: str, rates: Sequence[float]) -> Text:
    words = under(material, name)
    total, children, _, working, aged, women = (number(one, 1, signed=True) for one in rates)
    return Text(
        ja=f"{words.ja}、総人口は{total.ja}%、年少人口は{children.ja}%、生産年齢人口は"
        f"{working.ja}%、老年人口は{aged.ja}%、20〜39歳女性は{women.ja}%の増減となる。",
        en=f"{words.en}, the population changes by {total.en} %: ages 0-14 by {children.en} %, "
        f"15-64 by {working.en} %, 65+ by {aged.en} %, women aged 20-39 by {women.en} %.",
    )
