"""The sentences of `projection target`, from the numbers."""

from __future__ import annotations

from collections.abc import Iterator

from projection.analysis.proportion import Pace, Proportion
from projection.analysis.target import Solution, Target
from projection.analysis.unknowns import Member, Unknown
from projection.language import Text
from projection.report.words import amount, inside, number
from projection.scenarios import Scenario


def level(unknown: Unknown, value: float) -> Text:
    """Return a lever's value with its unit: "56.8 persons a year"."""
    shown = number(unknown.scale * value, unknown.decimals)
    if unknown.kind == "tfr":
        return shown
    return Text(ja=f"{shown.ja}{unknown.unit.ja}", en=f"{shown.en} {unknown.unit.en}")


def figure(target: Target, value: float) -> Text:
    """Return a value of the target's measure with its unit."""
    measure = target.asked.measure
    words, unit = number(value, measure.decimals), measure.unit
    # "1.31", not "1.31 births per woman": the label says it.
    if measure.kind == "rate" and unit.en != "%":
        return words
    plain = unit.en == "persons"
    return Text(ja=f"{words.ja}{unit.ja}", en=words.en if plain else f"{words.en} {unit.en}")


def goal(target: Target) -> Text:
    """Return what is to be reached: "'Population' at 70,000 in 2060"."""
    question, value = target.asked, figure(target, target.value)
    return Text(
        ja=f"{question.year}年の「{question.label.ja}」を{value.ja}",
        en=f"'{question.label.en}' at {value.en} in {question.year}",
    )


def answer(solution: Solution, target: Target, scenario: Scenario) -> Iterator[Text]:
    """Say what it takes, or that nothing within the bounds does; and where things stand."""
    yield _reached(solution, target) if solution.reached else _missed(solution, target)
    yield _as_it_stands(solution, target, scenario)
    if solution.others:
        others = [level(solution.unknown, one) for one in solution.others]
        yield Text(
            ja=f"同じ目標に届く値がほかにもあります：{'、'.join(one.ja for one in others)}。",
            en=f"Other values reach it as well: {', '.join(one.en for one in others)}.",
        )


def _reached(solution: Solution, target: Target) -> Text:
    unknown, what = solution.unknown, goal(target)
    value, when = level(unknown, solution.value), _when(solution, target)
    return Text(
        ja=f"{what.ja}にするには、{unknown.label.ja}が{when.ja}{value.ja}になる必要があります。",
        en=f"To have {what.en}, {inside(unknown.label).en} would have to be {value.en} "
        f"{when.en}.",
    )


def _missed(solution: Solution, target: Target) -> Text:
    unknown, what, bounds = solution.unknown, goal(target), solution.bounds
    lower, upper = level(unknown, bounds.lower), level(unknown, bounds.upper)
    value, got = level(unknown, solution.value), figure(target, solution.figure)
    off = amount(abs(solution.figure - target.value), target.asked.measure)
    return Text(
        ja=f"{unknown.label.ja}を{lower.ja}から{upper.ja}までのどの値にしても、{what.ja}には"
        f"できません。最も近いのは{value.ja}のときの{got.ja}で、目標との差は{off.ja}です。",
        en=f"No value from {lower.en} to {upper.en} ({inside(unknown.label).en}) puts "
        f"{what.en}. {value.en} comes closest: {got.en}, off by {off.en}.",
    )


def _as_it_stands(solution: Solution, target: Target, scenario: Scenario) -> Text:
    above = solution.own_figure > target.value
    off = amount(abs(solution.own_figure - target.value), target.asked.measure)
    value, label = figure(target, solution.own_figure), scenario.label
    ja, en = f"「{label.ja}」", f"'{label.en}' as it is"
    # An added migration has no value of its own worth saying: it is zero.
    if solution.own:
        own, lever = level(solution.unknown, solution.own), solution.unknown.label
        ja, en = f"{ja}（{lever.ja}{own.ja}）", f"{en} ({inside(lever).en} {own.en})"
    return Text(
        ja=f"{ja}のままでは{value.ja}で、目標を{off.ja}{'上' if above else '下'}回ります。",
        en=f"{en} gives {value.en}, {off.en} {'above' if above else 'below'} the target.",
    )


def _when(solution: Solution, target: Target) -> Text:
    if solution.unknown.kind == "improvement" and solution.own is None:
        return Text(ja="全期間を通して", en="throughout")
    by = target.span.by
    return Text(ja=f"{by}年以降", en=f"from {by} on")


def proportion_words(found: Proportion, unknown: Unknown, name: Text) -> Iterator[Text]:
    """Say how many municipalities have had what is asked for.

    Parameters
    ----------
    found, unknown
        What was counted, and for which lever.
    name
        Of the municipality.
    """
    needed, own = _level_of(found, found.needed), _level_of(found, found.own)
    window = f"{found.first}-{found.last}"
    ja_window = window.replace("-", "〜")
    if found.concept == "net_rate":
        change, who = _level_of(found, found.change), _who(unknown.members)
        yield Text(
            ja=f"これは{who.ja}の人口の{change.ja}に当たり、{name.ja}の{ja_window}年の純移動率"
            f"（{own.ja}）と合わせて{needed.ja}になります。",
            en=f"That is {change.en} of those living there ({who.en}); with {name.en}'s own "
            f"net migration rate of {window}, {own.en}, it makes {needed.en}.",
        )
    words = _concept(found, unknown)
    more = Text(ja="以上", en="at least") if found.at_least else Text(ja="以下", en="at most")
    every, alike = found.every, found.alike
    shares = [number(one.percent, 1) for one in (every, alike)]
    yield Text(
        ja=f"{ja_window}年に{words.ja}が{needed.ja}{more.ja}だった市区町村は、全国{every.of:,}の"
        f"うち{every.counted:,}（{shares[0].ja}%）、同じ人口規模（{found.size.ja}）では{alike.of:,}の"
        f"うち{alike.counted:,}（{shares[1].ja}%）です。",
        en=f"In {window}, {every.counted:,} of the {every.of:,} municipalities of Japan "
        f"({shares[0].en} %) had a {words.en} of {more.en} {needed.en}; of the {alike.of:,} "
        f"with {found.size.en}, {alike.counted:,} ({shares[1].en} %).",
    )
    if found.concept != "net_rate":
        yield Text(
            ja=f"{name.ja}の{ja_window}年の値は{own.ja}でした。",
            en=f"{name.en}'s own was {own.en}.",
        )


def pace_words(found: Pace) -> Text:
    """Say how fast mortality has fallen nationally."""
    national, needed = (number(100 * one, 2) for one in (found.national, found.needed))
    share = number(found.as_fast, 1)
    return Text(
        ja=f"全国の完全生命表では、{found.first}年から{found.last}年まで年{national.ja}%の改善"
        f"（死亡者の年齢で平均）で、年{needed.ja}%以上改善した年齢の人が死亡者の{share.ja}%を占めます。",
        en=f"Between the national life tables of {found.first} and {found.last} mortality fell "
        f"by {national.en} % a year on average over the ages of those who die; {share.en} % "
        f"of them are of ages at which it fell by {needed.en} % or more.",
    )


def saved_words(solution: Solution, target: Target, scenario: Scenario) -> dict[str, Text]:
    """Return title, label and notes of an answer that is saved as a scenario."""
    value, what = figure(target, target.value), goal(target)
    lever, found = solution.unknown, level(solution.unknown, solution.value)
    old, when = scenario.label, _when(solution, target)
    return {
        "title": Text(
            ja=f"{old.ja}：{what.ja}にする{lever.label.ja}",
            en=f"{old.en}: {inside(lever.label).en} for {what.en}",
        ),
        "label": Text(
            ja=f"{old.ja}→{target.asked.year}年{value.ja}",
            en=f"{old.en} to {value.en} in {target.asked.year}",
        ),
        "notes": Text(
            ja=f"projection target で逆算した値：{lever.label.ja}が{when.ja}{found.ja}。"
            f"実現の見込みを示すものではない。ほかは「{old.ja}」と同じ。",
            en=f"Solved by projection target: {inside(lever.label).en} {found.en} {when.en}. "
            f"It says nothing of what is likely. All else as in '{old.en}'.",
        ),
    }


_CONCEPTS = {
    "tfr": Text(ja="出生数から求めた合計特殊出生率", en="TFR, as births imply it,"),
    "mortality_ratio": Text(
        ja="標準化死亡比（全国＝1）", en="standardised mortality ratio (Japan: 1)"
    ),
    "net_rate": Text(ja="同じ性・年齢の純移動率", en="net migration rate of these ages"),
}


def _concept(found: Proportion, unknown: Unknown) -> Text:
    ages = [one.ages for one in unknown.members]
    if [one.ages for one in found.members] == ages:
        return _CONCEPTS[found.concept]
    who = _who(found.members)
    return Text(
        ja=f"最も近い公表の年齢階級（{who.ja}）の純移動率",
        en=f"net migration rate of the nearest published age groups ({who.en})",
    )


def _level_of(found: Proportion, value: float) -> Text:
    if found.concept != "net_rate":
        return number(value, 2)
    words = number(100 * value, 2, signed=True)
    return Text(ja=f"年{words.ja}%", en=f"{words.en} % a year")


def _who(members: tuple[Member, ...]) -> Text:
    labels = [one.label for one in members]
    return Text(ja="・".join(one.ja for one in labels), en="; ".join(one.en for one in labels))
