"""Scenario files of the official five-year form: patterns and simulations of municipal visions.

Source: 内閣府「地方人口ビジョンの策定のための手引き」 (パターン1, シミュレーション1・2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from projection.errors import ScenarioError, fault
from projection.inputs import Region
from projection.language import Text
from projection.official import WIDTH
from projection.scenarios.fields import TFR_BOUNDS
from projection.scenarios.text import section
from projection.scenarios.values import YEARS
from projection.toml import bilingual, quoted

REPLACEMENT = 2.1

_SCHEMA = "#:schema ../../scenario.schema.json\n"


@dataclass(frozen=True)
class Goals:
    """What simulations and the city's own path assume, and how far files run.

    Parameters
    ----------
    tfr, by
        The city's own TFR, and the year by which it is reached.
    replacement_by
        The year by which simulation 1 reaches a TFR of 2.1.
    end
        Last year.
    """

    tfr: float = 1.8
    by: int = 2030
    replacement_by: int = 2030
    end: int = 2045


def refuse_goals(goals: Goals, years: Sequence[int]) -> None:
    """Refuse goals that scenario files could not hold.

    Parameters
    ----------
    goals
        As asked for.
    years
        Of the published projection.

    Raises
    ------
    ScenarioError
        Names everything: a TFR that no scenario may have, years before the start, an end that
        is not a whole number of steps after it.
    """
    start, low, high = years[0], *TFR_BOUNDS
    faults = [
        fault("simulation_too_early", option=option, start=start, found=year)
        for option, year in (("--by", goals.by), ("--replacement-by", goals.replacement_by))
        if not start < year <= YEARS[1]
    ]
    if not low <= goals.tfr <= high:
        faults.append(fault("goals_tfr", lower=low, upper=high, found=f"{goals.tfr:g}"))
    if not start < goals.end <= YEARS[1] or (goals.end - start) % WIDTH:
        faults.append(fault("goals_end", start=start, found=goals.end))
    if faults:
        raise ScenarioError(*faults)


def official_scenarios(
    region: Region, start: int, tfr: float, goals: Goals, publication: str
) -> dict[str, str]:
    """Return scenario files by name: pattern1, simulation1, simulation2, own.

    Parameters
    ----------
    region
        Whose.
    start, tfr
        Base year, and the TFR that its child-woman ratio stands for; paths begin there.
    goals
        What is assumed.
    publication
        Title of the published projection.
    """
    by, own = goals.replacement_by, f"{goals.tfr:g}"
    files = {
        "pattern1": _pattern(region, goals, publication),
        "simulation1": _path("simulation1", (start, tfr), (by, REPLACEMENT), f"{by}"),
        "simulation2": _head("simulation2", "simulation1.toml") + _CLOSED,
        "own": _path("own", (start, tfr), (goals.by, goals.tfr), f"{goals.by}", own),
    }
    return {f"{name}.toml": text for name, text in files.items()}


_TITLES = {
    "pattern1": Text(
        ja="パターン1：社人研推計準拠", en="Pattern 1: as the official projection"
    ),
    "simulation1": Text(
        ja="シミュレーション1：{by}年に出生率2.1", en="Simulation 1: TFR 2.1 by {by}"
    ),
    "simulation2": Text(
        ja="シミュレーション2：出生率2.1、移動なし", en="Simulation 2: TFR 2.1, no migration"
    ),
    "own": Text(ja="独自推計：{by}年に出生率{tfr}", en="Own projection: TFR {tfr} by {by}"),
}
_LABELS = {
    "pattern1": Text(ja="パターン1", en="Pattern 1"),
    "simulation1": Text(ja="シミュレーション1", en="Simulation 1"),
    "simulation2": Text(ja="シミュレーション2", en="Simulation 2"),
    "own": Text(ja="独自推計", en="Own projection"),
}
_NOTES = {
    "pattern1": Text(
        ja="「{publication}」が公表した人口を、そのまま再現する仮定。率は公表された人口から逆算したもので、"
        "生残率と純移動率への分割は近似。最後の期間より先は、その率を据え置く。",
        en="Rates that reproduce the published population ({publication}). They are worked "
        "back from it; how they part into survival and migration is an approximation. After "
        "the last period its rates are held.",
    ),
    "simulation1": Text(
        ja="出生率が{by}年に人口置換水準の2.1まで直線で上がり、その後も続くと仮定。子ども女性比への換算は"
        "全国の値による近似。純移動率と生残率はパターン1と同じ。",
        en="The TFR rises in a straight line to the replacement level of 2.1 in {by} and stays "
        "there; it is turned into a child-woman ratio by the figures of all Japan, an "
        "approximation. Net migration rates and survival as in Pattern 1.",
    ),
    "simulation2": Text(
        ja="シミュレーション1に加えて、すべての年齢で純移動がないと仮定。",
        en="Simulation 1, and no net migration at any age.",
    ),
    "own": Text(
        ja="出生率が{by}年に{tfr}まで直線で上がり、その後も続くと仮定。ほかはパターン1と同じ。",
        en="The TFR rises in a straight line to {tfr} in {by} and stays there. All else as in "
        "Pattern 1.",
    ),
}
_CLOSED = "\n" + section(
    "[[migration]]",
    {"title": bilingual(Text(ja="封鎖", en="No migration")), "closed": "true"},
)


def _pattern(region: Region, goals: Goals, publication: str) -> str:
    own = {
        "region": quoted(region.code),
        "method": quoted("ipss"),
        "step": "5",
        "end": f"{goals.end}",
    }
    return _head("pattern1", None, publication=publication) + section("", own)


def _path(
    name: str, first: tuple[int, float], last: tuple[int, float], by: str, tfr: str = ""
) -> str:
    path = ", ".join(f"{year} = {round(value, 4):g}" for year, value in (first, last))
    fertility = section("[fertility]", {"tfr": f"{{ {path} }}"})
    return f"{_head(name, 'pattern1.toml', by=by, tfr=tfr)}\n{fertility}"


def _head(name: str, parent: str | None, **filling: str) -> str:
    words = {"title": _TITLES[name], "label": _LABELS[name], "notes": _NOTES[name]}
    values = {key: bilingual(_filled(text, filling)) for key, text in words.items()}
    if parent is not None:
        values["extends"] = quoted(parent)
    return _SCHEMA + section("", values)


def _filled(text: Text, filling: dict[str, str]) -> Text:
    return Text(ja=text.ja.format(**filling), en=text.en.format(**filling))
