"""What `projection vision` says in words: goals, limits, margins, and the answer above all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from projection.analysis import MEASURES
from projection.analysis.asked import Asked
from projection.analysis.goals import Outcome
from projection.analysis.vision import Delayed, Examination
from projection.language import Text
from projection.report.limits import limit_words
from projection.report.words import amount, listed, number
from projection.scenarios.vision_model import BasicGoal, Goal

_RESIDENTS = "population"
# Units that stand after a number.
_SAID = ("人", "人/年", "ポイント", "歳", "年")


def when(goal: Goal) -> Text:
    """Return when a goal counts: "by 2030"."""
    if goal.every is not None:
        first, last = goal.every
        return Text(ja=f"{first}〜{last}年の毎年", en=f"every year {first}-{last}")
    if goal.by is not None:
        return Text(ja=f"{goal.by}年まで", en=f"by {goal.by}")
    return Text(ja=f"{goal.at}年", en=str(goal.at))


def limit(outcome: Outcome) -> Text:
    """Return what a figure is held against: "above -366 (published, 2019)"."""
    words, shown = limit_words(outcome.goal), _figure(outcome, outcome.limit)
    return Text(ja=words.ja.format(limit=shown.ja), en=words.en.format(limit=shown.en))


def value(outcome: Outcome) -> Text:
    """Return the figure that decides, with its year where the goal has several."""
    shown = _figure(outcome, outcome.value)
    if outcome.goal.at is not None:
        return shown
    return Text(ja=f"{shown.ja}（{outcome.year}年）", en=f"{shown.en} ({outcome.year})")


def margin(outcome: Outcome) -> Text:
    """Return by how much a goal is met or missed."""
    # A margin is a difference: of shares, in points.
    return number(outcome.margin, outcome.asked.measure.decimals, signed=True)


def sentences(
    found: Examination, goals: Sequence[BasicGoal], without: Text, start: int
) -> Iterator[Text]:
    """Return the answer for one scenario: what is met, what contributes, what waiting costs.

    Parameters
    ----------
    found
        How it fares.
    goals
        The basic goals of the file.
    without
        Label of the scenario without the strategy.
    start
        The base year.
    """
    name = found.scenario.label
    met = _met(found.outcomes)
    yield Text(ja=f"「{name.ja}」では、{met.ja}", en=f"'{name.en}' {met.en}")
    yield _difference(found, goals, without)
    if found.delayed is not None:
        if found.delayed.delay:
            yield from _later(found, found.delayed, start)
        yield from _latest(found.delayed, start)


def _figure(outcome: Outcome, figure: float) -> Text:
    return number(figure, outcome.asked.measure.decimals)


def _met(outcomes: Sequence[Outcome]) -> Text:
    missed = [one for one in outcomes if not one.met]
    count, all_of_them = len(outcomes) - len(missed), len(outcomes)
    if not missed and all_of_them == 1:
        return Text(ja="目標を達成します。", en="meets its goal.")
    if not missed:
        return Text(
            ja=f"目標{all_of_them}件をすべて達成します。", en=f"meets all {all_of_them} goals."
        )
    told = listed(map(_missed, missed))
    return Text(
        ja=f"目標{all_of_them}件のうち{count}件を達成します。達成できないもの：{told.ja}。",
        en=f"meets {count} of {all_of_them} goals. It misses: {told.en}.",
    )


def _missed(outcome: Outcome) -> Text:
    title, by = outcome.goal.title, _size(outcome.asked, outcome.margin)
    over = outcome.goal.comparison in ("below", "at_most")
    ja, en = f"{by.ja}{'超える' if over else '足りない'}", f"by {by.en}"
    if outcome.first is not None:
        ja, en = f"{outcome.first}年から、最大で{ja}", f"from {outcome.first}, {en} at worst"
    return Text(ja=f"「{title.ja}」（{ja}）", en=f"'{title.en}' ({en})")


def _difference(found: Examination, goals: Sequence[BasicGoal], without: Text) -> Text:
    """Return what the strategy changes, and what each basic goal contributes."""
    changed = _changed(found.figure, found.shown_difference)
    ja = f"「{without.ja}」と比べて、{changed.ja}"
    en = f"Compared with '{without.en}', {changed.en}"
    if goals:
        parts = _contributions(found, goals)
        ja, en = f"{ja}（内訳：{parts.ja}）", f"{en} ({parts.en})"
    return Text(ja=f"{ja}。", en=f"{en}.")


def _changed(figure: Asked, by: float) -> Text:
    """Return a change in words: "there are 3,080 fewer residents in 2065"."""
    size, year = _size(figure, by), figure.year
    if figure.label == MEASURES[_RESIDENTS].label:
        more = Text(ja="多く", en="more") if by >= 0 else Text(ja="少なく", en="fewer")
        return Text(
            ja=f"{year}年の人口は{size.ja}{more.ja}なります",
            en=f"there are {size.en} {more.en} residents in {year}",
        )
    more = Text(ja="大きく", en="higher") if by >= 0 else Text(ja="小さく", en="lower")
    return Text(
        ja=f"{year}年の「{figure.label.ja}」は{size.ja}{more.ja}なります",
        en=f"'{figure.label.en}' of {year} is {size.en} {more.en}",
    )


def _size(figure: Asked, by: float) -> Text:
    """Return a difference without its sign, with a unit where that can be said."""
    words = amount(abs(by), figure.measure)
    if figure.measure.difference_unit.ja in _SAID:
        return words
    # "0.22女性1人当たり" is no Japanese.
    return Text(ja=number(abs(by), figure.measure.decimals).ja, en=words.en)


def _contributions(found: Examination, goals: Sequence[BasicGoal]) -> Text:
    decimals = found.figure.measure.decimals
    shares = [number(one, decimals) for one in found.rounded_shares()]
    pairs = [*zip((one.title for one in goals), shares, strict=True)]
    return Text(
        ja="、".join(f"{title.ja} {share.ja}" for title, share in pairs),
        en="; ".join(f"{title.en} {share.en}" for title, share in pairs),
    )


def _later(found: Examination, delayed: Delayed, start: int) -> Iterator[Text]:
    delay, changed = delayed.delay, _changed(found.figure, found.shown_cost)
    each = _size(found.figure, delayed.mean_cost)
    yield Text(
        ja=f"着手が{delay}年遅れて{start + delay}年からになると、"
        f"{changed.ja}（1年の遅れにつき{each.ja}）。",
        en=f"If it begins {delay} years later, in {start + delay}, {changed.en} "
        f"({each.en} for each year of delay).",
    )
    met = _met(delayed.outcomes)
    yield Text(ja=f"その場合、{met.ja}", en=f"It then {met.en}")


def _latest(delayed: Delayed, start: int) -> Iterator[Text]:
    """Return by when the strategy has to begin, for the goals that need it."""
    pairs = [
        (one.goal.title, start + longest)
        for one, longest in zip(delayed.outcomes, delayed.longest, strict=True)
        if longest is not None and longest < delayed.length
    ]
    if pairs:
        ja = "、".join(f"「{title.ja}」は{year}年まで" for title, year in pairs)
        en = "; ".join(f"'{title.en}' by {year}" for title, year in pairs)
        yield Text(
            ja=f"目標に間に合う着手の年：{ja}。", en=f"To meet the goals it has to begin: {en}."
        )
