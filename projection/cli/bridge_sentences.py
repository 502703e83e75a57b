"""A bridge in a sentence."""

from __future__ import annotations

from typing import NamedTuple

from projection.analysis.bridge import Bridge, rounded, with_total
from projection.language import Text
from projection.report.words import amount, inside, listed, number

_NAMED = 4
_REST = Text(ja="その他", en="the rest")


class _Figures(NamedTuple):
    """What is printed for the year of the question, all ages together."""

    start: float
    end: float
    parts: list[tuple[Text, float]]


def attribution_sentence(parts: Bridge) -> Text:
    """Return how far B is from A in the year of the question, and what makes it so."""
    a, b = parts.ends
    if not parts.parts:
        return Text(
            ja=f"「{a.ja}」と「{b.ja}」の仮定に違いはありません。",
            en=f"Nothing differs in what '{a.en}' and '{b.en}' assume.",
        )
    found = _figures(parts)
    gap = _gap(parts, found.end - found.start)
    shares = _shares(parts, [one for one in found.parts if one[1]])
    return Text(
        ja=gap.ja + (f"内訳は、{shares.ja}です。" if shares.ja else ""),
        en=gap.en + (f": {shares.en}." if shares.en else "."),
    )


def account_sentence(parts: Bridge, scenario: Text, first: int) -> Text:
    """Return the change from the year `first` to that of the question, and what makes it up."""
    found = _figures(parts)
    what, year = parts.question.label, parts.question.year
    before, after, size = map(number, (found.start, found.end, abs(found.end - found.start)))
    ja, en = ("増えます", "grows") if found.end > found.start else ("減ります", "falls")
    signed = [(label, number(value, signed=True)) for label, value in found.parts if value]
    made = listed(
        Text(ja=f"{label.ja}{words.ja}人", en=f"{inside(label).en} {words.en}")
        for label, words in signed
    )
    return Text(
        ja=f"「{scenario.ja}」では、{what.ja}は{first}年の{before.ja}人から{year}年の{after.ja}人へ、"
        f"{size.ja}人{ja}。内訳は、{made.ja}です。",
        en=f"Under {scenario.en} {_quoted(parts)} {en} from {before.en} in {first} to "
        f"{after.en} in {year}, by {size.en}: {made.en}.",
    )


def _figures(parts: Bridge) -> _Figures:
    dim = parts.question.measure.dim
    total = rounded(with_total(parts)).isel(age_group=-1).sel({dim: parts.question.year})
    labels = [one.label for one in parts.parts]
    return _Figures(
        total["start"].item(),
        total["end"].item(),
        list(zip(labels, total["change"].values.tolist(), strict=True)),
    )


def _gap(parts: Bridge, gap: float) -> Text:
    question, (a, b) = parts.question, parts.ends
    size, year, what = amount(abs(gap), question.measure), question.year, question.label
    if not any(digit in size.en for digit in "123456789"):
        return Text(
            ja=f"{year}年の{what.ja}は、「{a.ja}」と「{b.ja}」で同じです。",
            en=f"In {year} {_quoted(parts)} is the same under {b.en} as under {a.en}",
        )
    ja = "上回ります" if gap > 0 else "下回ります"
    if _everybody(parts):
        more = "more" if gap > 0 else "fewer"
        en = f"{b.en} has {size.en} {more} residents than {a.en}"
    else:
        higher = "higher" if gap > 0 else "lower"
        en = f"{_quoted(parts)} is {size.en} {higher} under {b.en} than under {a.en}"
    return Text(
        ja=f"{year}年の{what.ja}は、「{b.ja}」が「{a.ja}」を{size.ja}{ja}。",
        en=f"In {year} {en}",
    )


def _everybody(parts: Bridge) -> bool:
    asked = parts.question
    return asked.measure.name == "population" and asked.label == asked.measure.label


def _quoted(parts: Bridge) -> str:
    """Return the figure inside an English sentence."""
    return "the population" if _everybody(parts) else f"'{parts.question.label.en}'"


def _shares(parts: Bridge, shares: list[tuple[Text, float]]) -> Text:
    """Name the largest parts; signs only where they differ."""
    largest = sorted(shares, key=lambda one: -abs(one[1]))
    named, others = largest[:_NAMED], largest[_NAMED:]
    if others:
        named.append((_REST, sum(value for _, value in others)))
    mixed = len({value > 0 for _, value in shares}) > 1
    return listed(_share(parts, label, value, mixed=mixed) for label, value in named)


def _share(parts: Bridge, label: Text, value: float, *, mixed: bool) -> Text:
    measure = parts.question.measure
    words = amount(value if mixed else abs(value), measure, signed=mixed)
    plain = number(value if mixed else abs(value), measure.decimals, signed=mixed)
    return Text(ja=f"{label.ja}が{words.ja}", en=f"{plain.en} from {inside(label).en}")
