"""T11 and T12: what all scenarios assume, in numbers and in words (仮定値表)."""

from __future__ import annotations

from collections.abc import Iterator

from projection.analysis import evaluate, find_measure
from projection.language import Text
from projection.report.asking import or_left_out
from projection.report.assumptions import (
    base_period_note,
    fertility_words,
    migration_words,
    mortality_words,
)
from projection.report.content import LeftOut, NumberedTable
from projection.report.labels import SCENARIO
from projection.report.material import Material
from projection.report.points import Points
from projection.report.sentences import joined
from projection.report.series import every_five, under, value_at
from projection.report.sources import change_notes, projected
from projection.report.tables import Cell, Column, Table
from projection.report.words import number
from projection.variables import SEX_LABELS

_ITEM = Column("item", Text(ja="仮定値", en="Value"))
_UNIT = Column("unit", Text(ja="単位", en="Unit"))
_WORDS = (
    Column("fertility", Text(ja="出生に関する仮定", en="Fertility")),
    Column("mortality", Text(ja="死亡に関する仮定", en="Mortality")),
    Column("migration", Text(ja="移動に関する仮定", en="Migration")),
)


def assumed_values(material: Material) -> NumberedTable:
    """Return T11: TFR and life expectancy at birth of every result, every five years."""
    title = Text(
        ja=f"{material.place.ja}の仮定値表（合計特殊出生率・平均寿命）",
        en=f"{material.place.en}: assumed values (TFR, life expectancy at birth)",
    )
    values = {name: dict(_values(material, name)) for name in material.results}
    known = {
        int(year) for one in values.values() for points in one.values() for year, _ in points
    }
    years = every_five(material.start, sorted(known))
    rows: list[tuple[Cell, ...]] = [
        (material.labels[name], item, unit, *(dict(points).get(year) for year in years))
        for name, of_one in values.items()
        for (item, unit), points in of_one.items()
    ]
    return NumberedTable(
        "T11",
        title,
        joined(_told(material, name) for name in material.main),
        Table(
            title,
            (SCENARIO, _ITEM, _UNIT, *_years(years)),
            tuple(rows),
        ),
        notes=change_notes(material)[:1],
        sources=(projected(material),),
    )


def assumed_words(material: Material) -> NumberedTable | LeftOut:
    """Return T12: what every scenario says of fertility, mortality and migration."""
    title = Text(
        ja=f"{material.place.ja}の推計・将来展望の仮定",
        en=f"{material.place.en}: what projections and outlook assume",
    )

    def table() -> NumberedTable:
        rows = tuple(_row(material, name) for name in material.results)
        return NumberedTable(
            "T12",
            title,
            Text(
                ja=f"示した{len(rows)}つの仮定は次のとおり。",
                en=f"What the {len(rows)} scenarios shown assume.",
            ),
            Table(title, (SCENARIO, *_WORDS), rows),
            notes=base_period_note(material.results[material.base]),
            sources=(projected(material),),
        )

    return or_left_out("T12", title, table)


def _values(material: Material, name: str) -> Iterator[tuple[tuple[Text, Text], Points]]:
    """Yield (what, its unit) and its points."""
    fertility, living = find_measure("tfr"), find_measure("life_expectancy")
    yield (fertility.label, fertility.unit), material.points(name, fertility)
    expected = evaluate(living, material.results[name])
    years = [float(year) for year in expected["period"].values]
    for sex in ("male", "female"):
        label = Text(
            ja=f"{living.label.ja}：{SEX_LABELS[sex].ja}",
            en=f"{living.label.en}: {SEX_LABELS[sex].en.lower()}",
        )
        values = expected.sel(sex=sex).values.tolist()
        yield (label, living.unit), tuple(zip(years, values, strict=True))


def _years(years: tuple[int, ...]) -> Iterator[Column]:
    for year in years:
        yield Column(str(year), Text(ja=f"{year}年", en=str(year)), 2)


def _row(material: Material, name: str) -> tuple[Cell, ...]:
    scenario = material.scenario(name)
    return (
        material.labels[name],
        fertility_words(scenario, material.results[name]),
        mortality_words(scenario, material.inputs),
        migration_words(scenario, material.start),
    )


def _told(material: Material, name: str) -> Text:
    words = under(material, name)
    before, after = (
        number(value_at(material, name, find_measure("tfr"), year), 2)
        for year in (material.start, material.year)
    )
    if before == after:
        return Text(
            ja=f"{words.ja}、合計特殊出生率は{before.ja}のままである。",
            en=f"{words.en}, the TFR stays at {before.en}.",
        )
    return Text(
        ja=f"{words.ja}、合計特殊出生率は{before.ja}から{after.ja}となる。",
        en=f"{words.en}, the TFR goes from {before.en} to {after.en}.",
    )
