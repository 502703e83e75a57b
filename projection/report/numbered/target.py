"""T6: what must happen for the goal: fertility, families a year, persons a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from projection.analysis.experiment import Experiment
from projection.analysis.target import Solution, Target, solve
from projection.analysis.unknowns import parse_unknown
from projection.language import Text
from projection.report.asking import asked_anew
from projection.report.content import LeftOut, NumberedTable
from projection.report.goal import (
    FAMILIES,
    NO_VISION,
    Way,
    lever_level,
    path_note,
    target_words,
    way_to_goal,
)
from projection.report.material import Material
from projection.report.sentences import joined
from projection.report.series import under
from projection.report.sources import people_notes, projected
from projection.report.tables import Cell, Column, Table
from projection.report.words import amount, inside, number

_SOUGHT = ("fertility.tfr", FAMILIES, "migration: 25-39, female")
_COLUMNS = (
    Column("lever", Text(ja="条件（いずれか1つ）", en="Condition (any one of them)")),
    Column("unit", Text(ja="単位", en="Unit")),
    Column("now", Text(ja="推計の仮定", en="As projected"), 2),
    Column("needed", Text(ja="必要な水準", en="Needed"), 2),
    Column("reached", Text(ja="届くか", en="Reached")),
)
_REACHED = {
    True: Text(ja="届く", en="yes"),
    False: Text(ja="探した範囲では届かない", en="not within the bounds"),
}


def goal_conditions(material: Material) -> NumberedTable | LeftOut:
    """Return T6: each lever alone at the level that the goal takes, from the base on."""
    title = Text(
        ja=f"{material.place.ja}の目標達成の条件",
        en=f"{material.place.en}: what the goal takes",
    )
    if material.vision is None:
        return LeftOut("T6", title, NO_VISION)

    def answered(experiment: Experiment) -> NumberedTable:
        way = way_to_goal(material, experiment)
        solved = [
            solve(experiment, way.scenario, parse_unknown(one), way.target) for one in _SOUGHT
        ]
        return _table(material, title, way, solved)

    return asked_anew(material, "T6", title, answered)


def _table(
    material: Material, title: Text, way: Way, solved: Sequence[Solution]
) -> NumberedTable:
    goal = way.goal.title
    return NumberedTable(
        "T6",
        title,
        joined((_as_projected(material, way), *(_needed(one, way.target) for one in solved))),
        Table(
            Text(ja=f"{title.ja}（目標：{goal.ja}）", en=f"{title.en} (goal: {goal.en})"),
            _COLUMNS,
            tuple(map(_row, solved)),
        ),
        notes=(path_note(way.target), *_bounds(solved), *people_notes(material)[:1]),
        sources=(projected(material),),
    )


def _row(one: Solution) -> tuple[Cell, ...]:
    unknown = one.unknown
    return (
        unknown.label,
        unknown.unit,
        None if one.own is None else unknown.scale * one.own,
        unknown.scale * one.value if one.reached else None,
        _REACHED[one.reached],
    )


def _as_projected(material: Material, way: Way) -> Text:
    words, what, outcome = under(material, material.base), target_words(way.target), way.outcome
    measure = outcome.asked.measure
    value = number(outcome.value, measure.decimals)
    off = amount(abs(outcome.margin), measure)
    above = outcome.margin >= 0
    return Text(
        ja=f"目標は「{what.ja}」。{words.ja}{value.ja}{measure.unit.ja}で、目標を{off.ja}"
        f"{'上回り、仮定のままで届く' if above else '下回る'}。",
        en=f"The goal is a {what.en}. {words.en} it is {value.en}, {off.en} "
        f"{'above the goal, which is met as it is' if above else 'below the goal'}.",
    )


def _needed(one: Solution, target: Target) -> Text:
    lever = one.unknown.label
    if not one.reached:
        return Text(
            ja=f"{lever.ja}だけでは、探した範囲で目標に届かない。",
            en=f"{lever.en} alone does not reach it within its bounds.",
        )
    level = lever_level(one.unknown, one.value)
    own = one.own or 0.0
    if one.own_figure >= target.value and one.value <= own:
        if lever_level(one.unknown, own) == level:
            return Text(
                ja=f"{lever.ja}は、推計の仮定（{level.ja}）から下げる余地がほとんどない。",
                en=f"{lever.en} has hardly any room below the {level.en} of the projection.",
            )
        return Text(
            ja=f"{lever.ja}だけなら、{level.ja}まで下がっても届く。",
            en=f"By {inside(lever).en} alone, it is still reached at {level.en}.",
        )
    return Text(
        ja=f"{lever.ja}だけで目標の値になるのは{level.ja}のときである。",
        en=f"By {inside(lever).en} alone, it takes {level.en}.",
    )


def _bounds(solved: Sequence[Solution]) -> Iterator[Text]:
    for one in solved:
        lever, reason = one.unknown.label, one.bounds.reason
        yield Text(
            ja=f"{lever.ja}を探した範囲は、{reason.ja}。",
            en=f"{lever.en} sought within: {reason.en}.",
        )
