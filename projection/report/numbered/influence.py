"""T1: grades of the influence of natural change and of migration."""

from __future__ import annotations

import xarray as xr

from projection.analysis.grades import read_grades
from projection.analysis.influence import SCENARIOS, Influence, influence
from projection.language import Text
from projection.report.asking import or_left_out
from projection.report.content import LeftOut, NumberedTable
from projection.report.material import Material
from projection.report.sentences import year_words
from projection.report.series import every_five
from projection.report.sources import people_notes, projected
from projection.report.tables import Cell, Column, Table
from projection.report.words import number

SIMULATIONS = ("simulation-1", "simulation-2")
_RATIOS = {
    "natural": Text(ja="自然増減（%）", en="Births (%)"),
    "social": Text(ja="社会増減（%）", en="Moves (%)"),
}
_GRADES = {
    "natural": Text(ja="自然増減の影響度", en="Grade: births"),
    "social": Text(ja="社会増減の影響度", en="Grade: moves"),
}
_YEAR = Column("year", Text(ja="年", en="Year"))
_PERSONS = Text(ja="人", en="persons")
_STEPS = Text(ja="段階", en="grades")
_MISSING = Text(
    ja="simulation-1 と simulation-2 の結果がない。この名前のシナリオ（出生率が人口置換水準、"
    "さらに移動ゼロ）を projection run で推計し、その結果も projection report に指定する。",
    en="there are no results simulation-1 and simulation-2; `projection run` scenarios of "
    "these names (fertility at replacement, and without migration too) and give their results.",
)


def influence_table(material: Material) -> NumberedTable | LeftOut:
    """Return T1: both ratios and their grades, every five years and in the guide's year."""
    title = Text(
        ja=f"{material.place.ja}の自然増減・社会増減の影響度",
        en=f"{material.place.en}: influence of births and of moves",
    )
    if not {*SIMULATIONS} <= material.results.keys():
        return LeftOut("T1", title, _MISSING)
    return or_left_out("T1", title, lambda: _table(material, title))


def _table(material: Material, title: Text) -> NumberedTable:
    grades, runs = read_grades(), _together(material)
    years = runs["year"].values.tolist()
    year = grades.year if grades.year in years else material.year
    rows = [one for one in every_five(material.start, years) if material.start < one]
    found = influence(runs, grades, year=year, years=rows)
    heading = Text(ja=f"{title.ja}（総人口は人）", en=f"{title.en} (totals in persons)")
    return NumberedTable(
        "T1",
        title,
        _finding(found),
        Table(heading, tuple(_columns(found)), tuple(_rows(found))),
        notes=(*_notes(found), *people_notes(material)[:1]),
        sources=(projected(material),),
    )


def _together(material: Material) -> xr.Dataset:
    """Put the base and both simulations side by side, in the years that all have."""
    names = (material.base, *SIMULATIONS)
    people = [
        material.results[name][["population"]].assign_coords(
            label_ja=material.labels[name].ja, label_en=material.labels[name].en
        )
        for name in names
    ]
    shared = sorted(set.intersection(*({*one["year"].values.tolist()} for one in people)))
    return xr.concat([one.sel(year=shared) for one in people], "scenario", join="exact")


def _columns(found: Influence) -> list[Column]:
    persons = [
        Column(f"population_{name}", label, 0, _PERSONS)
        for name, label in zip(SCENARIOS, found.labels, strict=True)
    ]
    graded = [
        column
        for name in _RATIOS
        for column in (
            Column(f"{name}_ratio", _RATIOS[name], 1),
            Column(f"{name}_grade", _GRADES[name], 0, _STEPS),
        )
    ]
    return [_YEAR, *persons, *graded]


def _rows(found: Influence) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for year in found.data["year"].values.tolist():
        data = found.data.sel(year=year)
        graded = [
            data[f"{name}_{what}"].item() for name in _RATIOS for what in ("ratio", "grade")
        ]
        rows.append((year, *data["population"].values.tolist(), *graded))
    return rows


def _finding(found: Influence) -> Text:
    data, (base, first, second) = found.data.sel(year=found.year), found.labels
    natural, social = (number(data[f"{one}_ratio"].item(), 1) for one in _RATIOS)
    births, moves = (data[f"{one}_grade"].item() for one in _RATIOS)
    year = year_words(found.year)
    return Text(
        ja=f"{year.ja}の総人口は、「{first.ja}」が「{base.ja}」の{natural.ja}%で自然増減の影響度は"
        f"{births}、「{second.ja}」が「{first.ja}」の{social.ja}%で社会増減の影響度は{moves}である"
        "（いずれも1〜5）。",
        en=f"In {year.en}, {first.en} has {natural.en} % of the residents of {base.en}: the "
        f"influence of births is grade {births} of 5. {second.en} has {social.en} % of those "
        f"of {first.en}: the influence of moves is grade {moves} of 5.",
    )


def _notes(found: Influence) -> tuple[Text, ...]:
    (base, first, second), source = found.labels, found.grades.source
    return (
        Text(
            ja=f"自然増減は「{first.ja}」÷「{base.ja}」、社会増減は「{second.ja}」÷「{first.ja}」の"
            "総人口の比。影響度は1〜5で、大きいほど、出生率の上昇や転入・転出の均衡が人口を増やす"
            "効果が大きい。",
            en=f"Births: the total of {first.en} over that of {base.en}; moves: that of "
            f"{second.en} over that of {first.en}. Grades run from 1 to 5: the higher, the "
            "more people a higher TFR, or balanced moves, would bring.",
        ),
        Text(ja=f"しきい値は、{source.ja}。", en=f"Thresholds {source.en}."),
    )
