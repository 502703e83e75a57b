"""T8: how the projection is made, in three paragraphs from the scenarios' own assumptions."""

from __future__ import annotations

import json
from collections.abc import Callable

from projection.language import Text
from projection.report.asking import or_left_out
from projection.report.assumptions import (
    base_period,
    fertility_words,
    migration_words,
    mortality_words,
)
from projection.report.content import LeftOut, Paragraphs
from projection.report.material import Material
from projection.report.sentences import joined
from projection.report.series import under
from projection.report.words import number
from projection.scenarios import Scenario

_HEADING = Text(ja="推計方法の概要", en="How the projection is made")
_BIRTHS = Text(ja="＜出生に関する仮定＞", en="Fertility.")
_DEATHS = Text(ja="＜死亡に関する仮定＞", en="Mortality.")
_MOVES = Text(ja="＜移動に関する仮定＞", en="Migration.")
_AGES_OF_MOTHERS = Text(
    ja="出生数は、女性の人口に年齢別出生率を乗じて求めた。年齢による出生率の形は全国の値による。",
    en="Births are women times age-specific fertility rates, whose pattern by age is that of "
    "Japan.",
)
_CHILD_WOMAN = Text(
    ja="0〜4歳の人口は、女性の人口に子ども女性比を乗じ、0〜4歳性比で男女に分けて求めた。",
    en="Ages 0-4 are women times the child-woman ratio, split by the sex ratio of ages 0-4.",
)
_RATIOS = Text(
    ja="生残率は、公表された将来の値による。", en="Survival ratios are those published."
)
_NET_RATES = Text(
    ja="純移動率は、公表された将来の値による。", en="Net migration rates are those published."
)
_KEPT = {
    "rate": Text(
        ja="転入超過の年齢では人数、転出超過の年齢では初めは人数とし20年かけて率に移して",
        en="kept as a number at ages that gain people; where they lose some, it turns from a "
        "number into a rate within twenty years",
    ),
    "count": Text(ja="人数として", en="kept as numbers"),
}


def methods(material: Material) -> Paragraphs | LeftOut:
    """Return T8: a paragraph each on fertility, mortality and migration, base and outlook."""
    return or_left_out("T8", _HEADING, lambda: _paragraphs(material))


def _paragraphs(material: Material) -> Paragraphs:
    scenarios = {name: material.scenario(name) for name in material.main}
    official = scenarios[material.base].method == "ipss"
    births = _CHILD_WOMAN if official else _AGES_OF_MOTHERS
    deaths = _RATIOS if official else _hazards(material)
    moves = _NET_RATES if official else _net_migration(material, scenarios[material.base])

    def paragraph(head: Text, common: Text, words: Callable[[str, Scenario], Text]) -> Text:
        told = joined((common, *_each(material, scenarios, words)))
        return Text(ja=f"{head.ja}{told.ja}", en=f"{head.en} {told.en}")

    return Paragraphs(
        _HEADING,
        (
            paragraph(
                _BIRTHS, births, lambda name, one: fertility_words(one, material.results[name])
            ),
            paragraph(_DEATHS, deaths, lambda _, one: mortality_words(one, material.inputs)),
            paragraph(_MOVES, moves, lambda _, one: migration_words(one, material.start)),
        ),
    )


def _each(
    material: Material,
    scenarios: dict[str, Scenario],
    words: Callable[[str, Scenario], Text],
) -> list[Text]:
    """Return a sentence for base and outlook; one for both where they say the same."""
    told = {name: words(name, one) for name, one in scenarios.items()}
    if len({*told.values()}) == 1:
        same = told[material.base]
        both = len(told) > 1
        return [
            Text(
                ja=f"{'推計・将来展望とも、' if both else ''}{same.ja}と仮定した。",
                en=f"Assumed{' in projection and outlook' if both else ''}: {same.en}.",
            )
        ]
    return [
        Text(
            ja=f"{under(material, name).ja}、{said.ja}と仮定した。",
            en=f"{under(material, name).en}: {said.en}.",
        )
        for name, said in told.items()
    ]


def _hazards(material: Material) -> Text:
    """Say what level of mortality the base period's deaths gave."""
    fit = json.loads(material.results[material.base].attrs["fit"])
    ja = "死亡数は、全国の完全生命表による年齢別死亡率をもとに求めた。"
    en = "Deaths are from the age-specific mortality of the complete life tables of Japan."
    window = base_period(material.results[material.base])
    if window is None or "hazard_multiplier" not in fit:
        return Text(ja=ja, en=en)
    times, (first, last) = number(fit["hazard_multiplier"], 2), window
    return Text(
        ja=f"{ja}死亡率の水準は、{first}〜{last}年の死亡数に合うよう全国の{times.ja}倍とした。",
        en=f"{en} Its level is {times.en} times the national one, as the deaths of "
        f"{first}-{last} tell.",
    )


def _net_migration(material: Material, scenario: Scenario) -> Text:
    window = base_period(material.results[material.base])
    when = Text(ja="基準期間", en="the base period")
    if window is not None:
        first, last = window
        when = Text(ja=f"基準期間（{first}〜{last}年）", en=f"the base period ({first}-{last})")
    kept = _KEPT[scenario.basis]
    return Text(
        ja=f"純移動は、{when.ja}の人口の変化から出生と死亡を除いて求めた男女・年齢別の平均"
        f"（新しい年ほど重くし、人口が少ないほど同規模の市区町村全体の率に近づける）をもとにし、"
        f"{kept.ja}将来に用いた。",
        en=f"Net migration by sex and age is the mean of {when.en}, what births and deaths "
        "leave of the change (later years weigh more, and the smaller the place the nearer to "
        f"the rates of municipalities of its size), {kept.en}.",
    )
