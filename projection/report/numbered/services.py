"""T7: those whom schools and services of the aged count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from projection.analysis.age_groups import group_ages
from projection.inputs.ages import AgeGroup
from projection.language import Text
from projection.report.asking import SINGLE_YEARS, or_left_out
from projection.report.content import LeftOut, NumberedTable
from projection.report.labels import SCENARIO
from projection.report.material import Material
from projection.report.sentences import change_of, joined, year_words
from projection.report.series import every_five, under
from projection.report.sources import people_notes, projected
from projection.report.tables import Cell, Column, Table
from projection.report.words import inside, listed, number

_WHO = Column("group", Text(ja="区分", en="Group"))
_GROUPS: tuple[tuple[AgeGroup, Text], ...] = (
    (AgeGroup(6, 11), Text(ja="小学生（6〜11歳）", en="Primary school ages (6-11)")),
    (AgeGroup(12, 14), Text(ja="中学生（12〜14歳）", en="Junior high school ages (12-14)")),
    (AgeGroup(75, None), Text(ja="75歳以上", en="Ages 75 and over")),
    (AgeGroup(85, None), Text(ja="85歳以上", en="Ages 85 and over")),
)
_AGES = Text(
    ja="年齢は1月1日現在の満年齢。4月2日を境とする学年、実際の児童生徒数とは一致しない。",
    en="By completed years of age on 1 January: neither school years, which are parted at "
    "2 April, nor pupils enrolled.",
)

Persons = Mapping[int, list[float]]
"""Of every group, by year."""


def service_ages(material: Material) -> NumberedTable | LeftOut:
    """Return T7: school ages and the oldest every five years, for base and outlook."""
    title = Text(
        ja=f"{material.place.ja}の施設・サービスに関わる年齢の人口",
        en=f"{material.place.en}: population of the ages that schools and care count",
    )
    if int(material.results[material.base].attrs["step"]) != 1:
        return LeftOut("T7", title, SINGLE_YEARS)
    return or_left_out("T7", title, lambda: _table(material, title))


def _table(material: Material, title: Text) -> NumberedTable:
    persons = {name: _persons(material, name) for name in material.main}
    known = sorted({year for of_one in persons.values() for year in of_one})
    years = tuple(sorted({*every_five(material.start, known), material.year}))
    columns = (
        SCENARIO,
        _WHO,
        *(Column(str(year), Text(ja=f"{year}年", en=str(year)), 0) for year in years),
    )
    rows = [
        row for name, of_one in persons.items() for row in _rows(material, name, of_one, years)
    ]
    heading = Text(ja=f"{title.ja}（単位：人）", en=f"{title.en} (persons)")
    return NumberedTable(
        "T7",
        title,
        joined(_told(material, name, of_one) for name, of_one in persons.items()),
        Table(heading, columns, tuple(rows)),
        notes=(_AGES, *people_notes(material)[:1]),
        sources=(projected(material),),
    )


def _persons(material: Material, name: str) -> Persons:
    people = material.results[name]["population"].sum("sex")
    grouped = group_ages(people, [group for group, _ in _GROUPS]).transpose("year", "age_group")
    return dict(zip(grouped["year"].values.tolist(), grouped.values.tolist(), strict=True))


def _rows(
    material: Material, name: str, persons: Persons, years: Sequence[int]
) -> list[tuple[Cell, ...]]:
    return [
        (
            material.labels[name],
            label,
            *(persons[year][place] if year in persons else None for year in years),
        )
        for place, (_, label) in enumerate(_GROUPS)
    ]


def _told(material: Material, name: str, persons: Persons) -> Text:
    year, words = year_words(material.year), under(material, name)
    pairs = zip(_GROUPS, persons[material.start], persons[material.year], strict=True)
    told = listed(_group(label, before, after) for (_, label), before, after in pairs)
    return Text(
        ja=f"{words.ja}、{year.ja}に{told.ja}となる。",
        en=f"{words.en}, in {year.en} there are: {told.en}.",
    )


def _group(label: Text, before: float, after: float) -> Text:
    shown, change = number(after), change_of(after, before)
    return Text(
        ja=f"{label.ja}は{shown.ja}人（{change.ja}）",
        en=f"{inside(label).en} {shown.en} ({change.en})",
    )
