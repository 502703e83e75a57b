"""F13: what makes the outlook differ from the base, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import xarray as xr

from projection.analysis.asked import asked
from projection.analysis.attribution import attribute
from projection.analysis.bridge import Bridge, Part, rounded
from projection.analysis.experiment import Experiment
from projection.analysis.mixtures import Side
from projection.language import Text
from projection.report.asking import SECOND_RESULT, asked_anew
from projection.report.content import LeftOut
from projection.report.figure import Axis, Figure, Panel, Step, Waterfall
from projection.report.material import Material
from projection.report.sentences import persons_words, year_words
from projection.report.series import heading_of, under
from projection.report.sources import people_notes, projected
from projection.report.words import inside, listed

_PERSONS = Axis(Text(ja="総人口", en="Population"), Text(ja="人", en="persons"), decimals=0)
_SHARED_OUT = Text(
    ja="各要因の寄与は、「将来展望」の仮定をどの要因から順に入れ替えるかのすべての順番にわたる平均"
    "（シャープレイ値）。寄与の合計は、表示した数値でも差に一致する。",
    en="Each part is the mean over all orders in which what the outlook assumes can replace "
    "what the base assumes (Shapley value); the parts add up to the gap, as printed too.",
)


def attributed_gap(material: Material) -> Figure | LeftOut:
    """Return F13: a bridge from the base to every other result, the outlook first."""
    title = Text(
        ja=f"{material.place.ja}の将来展望と推計の差の要因（{material.year}年）",
        en=f"{material.place.en}: what makes the outlook differ ({material.year})",
    )
    outlook = material.outlook
    if outlook is None:
        return LeftOut("F13", title, SECOND_RESULT)

    def answered(experiment: Experiment) -> Figure:
        # One side for all bridges: what it gives is worked out once.
        base = Side(experiment, material.scenario(material.base))
        found = _bridge(material, base, outlook)
        return Figure(
            "F13",
            title,
            _finding(material, outlook, found),
            (_panel(material, outlook, found), *_others(material, base, outlook)),
            notes=(_SHARED_OUT, *people_notes(material)[:1]),
            sources=(projected(material),),
        )

    return asked_anew(material, "F13", title, answered)


def _bridge(material: Material, base: Side, name: str) -> Bridge:
    other = Side(base.experiment, material.scenario(name))
    return attribute(base, other, asked("population", material.year))


def _others(material: Material, base: Side, outlook: str) -> Iterator[Panel]:
    for name in material.results:
        if name not in (material.base, outlook):
            yield _panel(material, name, _bridge(material, base, name), still=False)


def _panel(material: Material, name: str, found: Bridge, *, still: bool = True) -> Panel:
    data = _whole(found)
    first, last = material.labels[material.base], material.labels[name]
    steps = (
        Step(first, float(data["start"]), "level"),
        *(Step(part.label, value, "change") for part, value in _parts(found, data)),
        Step(last, float(data["end"]), "level"),
    )
    heading = heading_of(material, name)
    return Panel(Waterfall(_PERSONS, steps), heading, scenario=name, still=still)


def _whole(found: Bridge) -> xr.Dataset:
    return rounded(found).isel(age_group=0, year=0)


def _parts(found: Bridge, data: xr.Dataset) -> Sequence[tuple[Part, float]]:
    return list(zip(found.parts, data["change"].values.tolist(), strict=True))


def _finding(material: Material, outlook: str, found: Bridge) -> Text:
    data, year = _whole(found), year_words(material.year)
    words, base = under(material, outlook), material.labels[material.base]
    gap = persons_words(float(data["end"] - data["start"]), signed=True)
    parts = [
        Text(
            ja=f"{part.label.ja}が{persons_words(value, signed=True).ja}",
            en=f"{inside(part.label).en} {persons_words(value, signed=True).en}",
        )
        for part, value in _parts(found, data)
    ]
    if not parts:
        return Text(
            ja=f"{words.ja}、「{base.ja}」の推計と仮定が変わらない。",
            en=f"{words.en}, nothing differs from the projection ({base.en}).",
        )
    told = listed(parts)
    return Text(
        ja=f"{words.ja}、{year.ja}の総人口は「{base.ja}」の推計と{gap.ja}の差がある。内訳は、"
        f"{told.ja}。",
        en=f"{words.en}, the population of {year.en} differs from the projection ({base.en}) "
        f"by {gap.en}: {told.en}.",
    )
