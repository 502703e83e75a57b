"""F11 and T3: the share of the aged in the long run."""

from __future__ import annotations

import math
from collections.abc import Iterator

from projection.analysis import Measure, find_measure
from projection.language import Text
from projection.report.content import NumberedTable
from projection.report.figure import Figure, Lines, Panel
from projection.report.material import Material
from projection.report.sentences import first_above, joined, points_change, year_words
from projection.report.series import (
    YEARS,
    axis_of,
    every_five,
    observed_lines,
    result_lines,
    under,
    value_at,
)
from projection.report.sources import ROUNDING, people_notes, projected, register_source
from projection.report.tables import Cell, Column, Table
from projection.report.words import inside, number

_MEASURES = ("aged_share", "aged_share_75")
_SCENARIO = Column("scenario", Text(ja="シナリオ", en="Scenario"))
_AGES = Column("measure", Text(ja="区分", en="Ages"))
_ROUND = 5.0  # thresholds in %: 30, 35, 40


def aged_shares(material: Material) -> Figure:
    """Return F11: lines of the share of ages 65+, and of ages 75+."""
    return Figure(
        "F11",
        Text(
            ja=f"{material.place.ja}の高齢化率の長期推計",
            en=f"{material.place.en}: share of the aged in the long run",
        ),
        _finding(material, "aged_share"),
        tuple(_lines(material, find_measure(name)) for name in _MEASURES),
        notes=(*people_notes(material), ROUNDING),
        sources=register_source(material, "population"),
    )


def aged_table(material: Material) -> NumberedTable:
    """Return T3: both shares of every result every five years."""
    years = every_five(material.start, _years(material))
    title = Text(
        ja=f"{material.place.ja}の高齢化率と75歳以上人口割合",
        en=f"{material.place.en}: shares of ages 65+ and 75+",
    )
    columns = (
        _SCENARIO,
        _AGES,
        *(Column(str(year), Text(ja=f"{year}年", en=str(year)), 1) for year in years),
    )
    rows = tuple(row for name in material.results for row in _rows(material, name, years))
    heading = Text(ja=f"{title.ja}（単位：%）", en=f"{title.en} (%)")
    return NumberedTable(
        "T3",
        title,
        _finding(material, "aged_share_75"),
        Table(heading, columns, rows),
        notes=(*people_notes(material)[:1], ROUNDING),
        sources=(projected(material),),
    )


def _lines(material: Material, measure: Measure) -> Panel:
    lines = (*observed_lines(material, measure), *result_lines(material, measure))
    return Panel(Lines(YEARS, axis_of(measure), lines), heading=measure.label)


def _years(material: Material) -> list[int]:
    """Return every year that some result has."""
    return sorted({int(y) for one in material.results.values() for y in one["year"].values})


def _rows(material: Material, name: str, years: tuple[int, ...]) -> Iterator[tuple[Cell, ...]]:
    for one in _MEASURES:
        measure = find_measure(one)
        values = dict(material.points(name, measure))
        yield (material.labels[name], measure.label, *(values.get(year) for year in years))


def _finding(material: Material, name: str) -> Text:
    return joined(aged_sentence(material, scenario, name) for scenario in material.main)


def aged_sentence(material: Material, scenario: str, name: str) -> Text:
    """Say how a share changes, and when it first exceeds a multiple of five percent.

    Parameters
    ----------
    material, scenario
        Of which result.
    name
        The share: "aged_share" or "aged_share_75".
    """
    measure = find_measure(name)
    first, last = year_words(material.start), year_words(material.year)
    before, after = (
        value_at(material, scenario, measure, year) for year in (material.start, material.year)
    )
    change, words = points_change(after, before), under(material, scenario)
    shares = [number(share, 1) for share in (before, after)]
    course = Text(
        ja=f"{words.ja}、{measure.label.ja}は{first.ja}の{shares[0].ja}%から{last.ja}に"
        f"{shares[1].ja}%（{change.ja}）となる。",
        en=f"{words.en}, {inside(measure.label).en} goes from {shares[0].en} % in "
        f"{first.en} to {shares[1].en} % ({change.en}) in {last.en}.",
    )
    return joined((course, *_threshold(material, scenario, measure)))


def _threshold(material: Material, name: str, measure: Measure) -> Iterator[Text]:
    points = material.points(name, measure)
    if math.isnan(points[0][1]):
        return
    level = (math.floor(points[0][1] / _ROUND) + 1.0) * _ROUND
    year = first_above(points, level)
    if year is not None:
        yield Text(
            ja=f"{year_words(year).ja}に{level:.0f}%を超える。",
            en=f"It passes {level:.0f} % in {year}.",
        )
