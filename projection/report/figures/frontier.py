"""F16: fertility and families that reach a goal together."""

from __future__ import annotations

from collections.abc import Sequence

from projection.analysis.applying import own_value
from projection.analysis.experiment import Experiment
from projection.analysis.target import Frontier, frontier
from projection.analysis.unknowns import parse_unknown
from projection.language import Text
from projection.report.asking import asked_anew
from projection.report.content import LeftOut
from projection.report.figure import Axis, Figure, Panel, Series, Trails
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
from projection.report.series import heading_of, under
from projection.report.sources import people_notes, projected
from projection.report.words import inside

_TFR = Axis(
    Text(ja="合計特殊出生率", en="Total fertility rate"),
    Text(ja="女性1人当たり", en="births per woman"),
    2,
)
_ALSO = Text(
    ja="負の値は、推計より転出が多い場合を示す。", en="Below zero: families leave on balance."
)

# Closer to the base's own TFR, a pair tells nothing new.
_APART = 0.1

Pairs = Sequence[tuple[float, float]]


def target_frontier(material: Material) -> Figure | LeftOut:
    """Return F16: the families a year that each TFR takes to reach the goal, and the base."""
    title = Text(
        ja=f"{material.place.ja}の目標に届く出生率と子育て世帯の組合せ",
        en=f"{material.place.en}: fertility and families that reach the goal",
    )
    if material.vision is None:
        return LeftOut("F16", title, NO_VISION)

    def answered(experiment: Experiment) -> Figure:
        way = way_to_goal(material, experiment)
        levers = parse_unknown("fertility.tfr"), parse_unknown(FAMILIES)
        found = frontier(experiment, way.scenario, levers, way.target)
        own = own_value(way.scenario, levers[0], way.target.span, experiment.base)
        return _figure(material, title, way, found, own)

    return asked_anew(material, "F16", title, answered)


def _figure(
    material: Material, title: Text, way: Way, found: Frontier, own: float | None
) -> Figure:
    pairs = tuple((value, one.value) for value, one in found.pairs if one.reached)
    reached = Series("goal", _reaching(way), pairs, "goal")
    series, names = [reached], [tuple(_named(found, value) for value, _ in pairs)]
    if own is not None:
        label = heading_of(material, material.base)
        series.append(Series(material.base, label, ((own, 0.0),), "base", material.base))
        names.append((_named(found, own),))
    second = found.second
    return Figure(
        "F16",
        title,
        _finding(under(material, material.base), way, found, pairs, own),
        (
            Panel(
                Trails(
                    _TFR, Axis(second.label, second.unit, second.decimals), tuple(series),
                    tuple(names),
                )
            ),
        ),
        notes=(path_note(way.target), _sought(found), _ALSO, *people_notes(material)[:1]),
        sources=(projected(material),),
    )  # fmt: skip


def _named(found: Frontier, value: float) -> Text:
    level = lever_level(found.first, value)
    return Text(ja=f"出生率{level.ja}", en=f"TFR {level.en}")


def _reaching(way: Way) -> Text:
    what = target_words(way.target)
    return Text(ja=f"目標：{what.ja}", en=f"Goal: {what.en}")


def _sought(found: Frontier) -> Text:
    solutions = [one for _, one in found.pairs]
    reason, lever = solutions[0].bounds.reason, found.second.label
    return Text(
        ja=f"{lever.ja}を探した範囲は、{reason.ja}。",
        en=f"{lever.en} sought within: {reason.en}.",
    )


def _finding(base: Text, way: Way, found: Frontier, pairs: Pairs, own: float | None) -> Text:
    """Say first whether the base reaches the goal, then a pair on either side of it."""
    what = target_words(way.target)
    if not pairs:
        return Text(
            ja=f"目標「{what.ja}」に届く組合せは、探した範囲にはない。",
            en=f"No pair within the bounds reaches the goal ({what.en}).",
        )
    told = [
        (lever_level(found.first, first), lever_level(found.second, second))
        for first, second in dict.fromkeys(_either_side(pairs, own))
    ]
    families = found.second.label
    each = Text(
        ja="、".join(f"合計特殊出生率が{tfr.ja}なら{level.ja}" for tfr, level in told),
        en=", ".join(f"{level.en} at a TFR of {tfr.en}" for tfr, level in told),
    )
    met = way.outcome.margin >= 0
    return Text(
        ja=f"{base.ja}、仮定のままで目標「{what.ja}」に{'届く' if met else '届かない'}。"
        f"目標に届くのに必要な{families.ja}は、{each.ja}である。",
        en=f"{base.en}, the goal ({what.en}) is {'met as it is' if met else 'not met'}. "
        f"What it takes ({inside(families).en}): {each.en}.",
    )


def _either_side(pairs: Pairs, own: float | None) -> Pairs:
    """Return the pairs next to the base's own TFR, or both ends: far from it lies no plan."""
    if own is None:
        return pairs[0], pairs[-1]
    below = [one for one in pairs if one[0] < own - _APART]
    above = [one for one in pairs if one[0] > own + _APART]
    return (below or [pairs[0]])[-1], (above or [pairs[-1]])[0]
