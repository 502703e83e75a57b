"""T4: what the outlook assumes, year by year."""

from __future__ import annotations

from collections.abc import Iterator

from projection.analysis import MEASURES, find_measure
from projection.language import Text
from projection.report.asking import SECOND_RESULT, or_left_out
from projection.report.assumptions import (
    ALL_AS_BASE,
    base_period_note,
    fertility_words,
    lever_state,
)
from projection.report.content import LeftOut, NumberedTable
from projection.report.material import Material
from projection.report.series import under
from projection.report.sources import projected
from projection.report.tables import Cell, Column, Table
from projection.report.words import listed
from projection.scenarios import Scenario, YearPath

_YEAR = Column("year", Text(ja="年", en="Year"))
_FERTILITY = MEASURES["total_fertility_rate"]
_TFR = Column("tfr", _FERTILITY.label, _FERTILITY.decimals, _FERTILITY.unit)
_MIGRATION = Column("migration", Text(ja="純移動の条件", en="Net migration"))
_BETWEEN = Text(
    ja="示した年の間は直線的に変わり、最後の年より後は一定。条件のない年齢では、基準期間の純移動が続く。",
    en="Straight lines between the years shown; held after the last. At ages without a "
    "condition net migration stays as in the base period.",
)


def outlook_assumptions(material: Material) -> NumberedTable | LeftOut:
    """Return T4: TFR and the state of every lever, in each year that the scenario names."""
    title = Text(
        ja=f"{material.place.ja}の将来展望の仮定",
        en=f"{material.place.en}: what the outlook assumes",
    )
    outlook = material.outlook
    if outlook is None:
        return LeftOut("T4", title, SECOND_RESULT)
    return or_left_out("T4", title, lambda: _table(material, title, outlook))


def _table(material: Material, title: Text, outlook: str) -> NumberedTable:
    scenario, label = material.scenario(outlook), material.labels[outlook]
    rows: list[tuple[Cell, ...]] = [
        (year, _tfr(material, scenario, year), _conditions(scenario, year))
        for year in _years(material, scenario)
    ]
    return NumberedTable(
        "T4",
        title,
        _finding(material, scenario, outlook),
        Table(
            Text(ja=f"{title.ja}（「{label.ja}」）", en=f"{title.en} ({label.en})"),
            (_YEAR, _TFR, _MIGRATION),
            tuple(rows),
        ),
        notes=(_BETWEEN, *base_period_note(material.results[material.base])),
        sources=(projected(material),),
    )


def _years(material: Material, scenario: Scenario) -> list[int]:
    """Return the years that paths and levers name, within those of the result."""
    last = int(material.results[scenario.name]["year"].values[-1])
    named = {material.start, material.year, *_named(scenario)}
    return sorted({min(max(year, material.start), last) for year in named})


def _named(scenario: Scenario) -> Iterator[int]:
    if isinstance(scenario.fertility.tfr, YearPath):
        yield from scenario.fertility.tfr.years
    for lever in scenario.migration:
        yield from (year for year in (lever.balance_by, lever.halve_by) if year is not None)
        for path in (lever.add_per_year, lever.add_rate):
            yield from () if path is None else path.years


def _tfr(material: Material, scenario: Scenario, year: int) -> float:
    """Return the TFR of a year: of its path, or else what registered births imply."""
    path = scenario.fertility.tfr
    if isinstance(path, YearPath):
        return float(path.at(year))
    return material.points(scenario.name, find_measure("tfr"))[0][1]


def _conditions(scenario: Scenario, year: int) -> Text:
    if not scenario.migration:
        return ALL_AS_BASE
    told = [lever_state(one, year) for one in scenario.migration]
    return Text(ja="、".join(one.ja for one in told), en="; ".join(one.en for one in told))


def _finding(material: Material, scenario: Scenario, outlook: str) -> Text:
    words = under(material, outlook)
    births = fertility_words(scenario, material.results[outlook])
    titles = [one.title for one in scenario.migration]
    moves = listed(Text(ja=f"「{one.ja}」", en=f"'{one.en}'") for one in titles)
    if not titles:
        return Text(
            ja=f"{words.ja}、{births.ja}を仮定し、移動は{ALL_AS_BASE.ja}とした。",
            en=f"{words.en}, {births.en}; {ALL_AS_BASE.en}.",
        )
    return Text(
        ja=f"{words.ja}、{births.ja}を仮定し、移動には{moves.ja}を仮定した。",
        en=f"{words.en}, {births.en}; for migration, {moves.en}.",
    )
