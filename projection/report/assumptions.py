"""What a scenario assumes, in words that say exactly what its file says."""

from __future__ import annotations

import json
from collections.abc import Callable

import xarray as xr

from projection.analysis import evaluate, find_measure
from projection.analysis.unknowns import Member
from projection.inputs import Inputs
from projection.inputs.ages import HIGHEST_AGE, AgeGroup
from projection.language import Text
from projection.report.words import listed, number
from projection.scenarios import Lever, Scenario, YearPath

ALL_AS_BASE = Text(ja="基準期間の純移動が続く", en="net migration stays as in the base period")
_COUNTS = Text(ja="（基準期間の純移動は人数で一定）", en=" (base net migration as counts)")
_OFFICIAL = "ipss"


def fertility_words(scenario: Scenario, result: xr.Dataset) -> Text:
    """Return what is assumed of fertility: "TFR 1.31 in 2019, 1.80 in 2030, ...".

    Parameters
    ----------
    scenario
        The scenario of the result.
    result
        Tells which TFR the registered births imply.
    """
    said = scenario.fertility
    if isinstance(said.tfr, YearPath):
        tfr = path_words(said.tfr, _births)
        words = Text(ja=f"合計特殊出生率 {tfr.ja}", en=f"TFR {tfr.en}")
    else:
        words = _observed(scenario, result)
    if said.mean_age_shift == YearPath.constant(0):
        return words
    shift = path_words(said.mean_age_shift, _years)
    return Text(
        ja=f"{words.ja}、母の年齢の全国との差 {shift.ja}",
        en=f"{words.en}; mothers older than nationally by {shift.en}",
    )


def mortality_words(scenario: Scenario, inputs: Inputs | None = None) -> Text:
    """Return what is assumed of mortality.

    Parameters
    ----------
    scenario
        The scenario.
    inputs
        Name the published course of mortality that it follows; None where not at hand.
    """
    said = scenario.mortality
    if scenario.method == _OFFICIAL:
        parts = [Text(ja="公表された生残率が続く", en="survival ratios stay as published")]
    elif said.course == "published":
        parts = [_published_course(inputs)]
    elif said.improvement is None:
        parts = [
            Text(
                ja="死亡率が全国の完全生命表の間と同じ速さで年齢ごとに低下する",
                en="mortality falls at each age as between the complete life tables of Japan",
            )
        ]
    else:
        pace = path_words(said.improvement, _percent)
        words = Text(
            ja=f"死亡率が毎年 {pace.ja}低下する", en=f"mortality falls by {pace.en} a year"
        )
        parts = [words]
    if said.table is not None:
        name = said.table.name
        own = Text(ja=f"独自の生命表 {name} による", en=f"life table of its own ({name})")
        parts.insert(0, own)
    if said.level != YearPath.constant(1):
        level = path_words(said.level, _times)
        parts.insert(0, Text(ja=f"死亡率の倍率 {level.ja}", en=f"mortality times {level.en}"))
    return listed(parts)


def migration_words(scenario: Scenario, start: int) -> Text:
    """Return what is assumed of migration: every lever, or that the base period goes on.

    Parameters
    ----------
    scenario
        The scenario.
    start
        The base year, from which balance levers run.
    """
    told = [lever_words(one, start) for one in scenario.migration] or [ALL_AS_BASE]
    words = Text(ja="。".join(one.ja for one in told), en="; ".join(one.en for one in told))
    return _with(words, _COUNTS.ja, _COUNTS.en) if scenario.basis == "count" else words


def lever_words(lever: Lever, start: int) -> Text:
    """Return what one lever does to net migration.

    Parameters
    ----------
    lever
        Of a scenario.
    start
        The base year.

    Examples
    --------
    >>> stay = Lever(title=Text("定着", "Retention"), ages=(20, 39), balance_by=2030)
    >>> lever_words(stay, 2020).ja
    '20〜39歳男女の純移動が、2020年の水準から直線的に縮小し、2030年に均衡する（ゼロになる）'
    """
    who = whom(lever)
    if lever.closed:
        return Text(ja=f"{who.ja}の移動をゼロとする（封鎖）", en=f"nobody moves ({who.en})")
    year = lever.balance_by or lever.halve_by
    if year is not None:
        end = _END["balance_by" if lever.balance_by else "halve_by"]
        reaches = "均衡する（ゼロになる）" if lever.balance_by else "半分になる"
        return Text(
            ja=f"{who.ja}の純移動が、{start}年の水準から直線的に縮小し、{year}年に{reaches}",
            en=f"net migration ({who.en}) runs in a straight line from its level of {start} to "
            f"{end.en} by {year}",
        )
    if lever.add_per_year is not None:
        more = path_words(lever.add_per_year, _persons)
        return Text(
            ja=f"{who.ja}の純移動に、1年当たり {more.ja}を上乗せする",
            en=f"persons added a year ({who.en}): {more.en}",
        )
    more = path_words(lever.add_rate or YearPath.constant(0), _points)
    return Text(
        ja=f"{who.ja}の純移動率に、1年当たり {more.ja}を上乗せする",
        en=f"added to the yearly net migration rate ({who.en}): {more.en}",
    )


def lever_state(lever: Lever, year: int) -> Text:
    """Return what a lever does in one year.

    Parameters
    ----------
    lever
        Of a scenario.
    year
        A calendar year.

    Examples
    --------
    >>> more = {"add_per_year": YearPath.of({2020: 0, 2030: 60})}
    >>> parents = Lever(title=Text("親", "Parents"), ages=(30, 39), **more)
    >>> lever_state(parents, 2025).en, lever_state(parents, 2040).ja
    ('30-39, both sexes: +30 a year', '30〜39歳男女：年＋60人')
    """
    who = whom(lever)
    if lever.closed:
        return Text(ja=f"{who.ja}：ゼロ（封鎖）", en=f"{who.en}: zero (closed)")
    due = lever.balance_by or lever.halve_by
    if due is not None:
        end = _END["balance_by" if lever.balance_by else "halve_by"]
        if year >= due:
            return Text(ja=f"{who.ja}：{end.ja}", en=f"{who.en}: {end.en}")
        return Text(
            ja=f"{who.ja}：{due}年の{end.ja}に向け直線的に縮小",
            en=f"{who.en}: on the way to {end.en} in {due}",
        )
    if lever.add_per_year is not None:
        persons = _persons(float(lever.add_per_year.at(year)))
        return Text(ja=f"{who.ja}：年{persons.ja}", en=f"{who.en}: {persons.en} a year")
    rate = _points(float((lever.add_rate or YearPath.constant(0)).at(year)))
    return Text(ja=f"{who.ja}：純移動率に年{rate.ja}", en=f"{who.en}: {rate.en} a year")


def whom(lever: Lever) -> Text:
    """Return whom a lever concerns: sex and ages, and whether only those who are lost."""
    ages = AgeGroup(0, None)
    if lever.ages is not None:
        lower, upper = lever.ages
        ages = AgeGroup(lower, None if upper >= HIGHEST_AGE else upper)
    who = Member(lever.sex, ages).label
    if not lever.losses_only:
        return who
    return Text(
        ja=f"{who.ja}のうち基準期間に転出超過だった5歳階級",
        en=f"{who.en}, only five-year groups that lost people in the base period",
    )


def path_words(path: YearPath, told: Callable[[float], Text]) -> Text:
    """Return a value by year: its points, or the one value that holds throughout.

    Parameters
    ----------
    path
        The values.
    told
        Says one of them, with its unit.

    Examples
    --------
    >>> path_words(YearPath.of({2019: 1.31, 2030: 1.8}), _births).ja
    '2019年1.31、2030年1.80（間は直線、その後は一定）'
    >>> path_words(YearPath.constant(1.31), _births).en
    '1.31 throughout'
    """
    if len({*path.values}) == 1:
        words = told(path.values[0])
        return Text(ja=f"{words.ja}（一定）", en=f"{words.en} throughout")
    points = [(year, told(value)) for year, value in zip(path.years, path.values, strict=True)]
    ja = "、".join(f"{year}年{words.ja}" for year, words in points)
    en = ", ".join(f"{words.en} in {year}" for year, words in points)
    return Text(
        ja=f"{ja}（間は直線、その後は一定）", en=f"{en} (straight lines between, then held)"
    )


def base_period(result: xr.Dataset) -> tuple[int, int] | None:
    """Return the first and last year that base rates were fitted to, where they were."""
    periods = json.loads(result.attrs["fit"]).get("periods", ())
    return (int(periods[0]), int(periods[-1])) if periods else None


def base_period_note(result: xr.Dataset) -> tuple[Text, ...]:
    """Say which years the base period is, where base rates were fitted."""
    window = base_period(result)
    if window is None:
        return ()
    first, last = window
    return (
        Text(ja=f"基準期間は{first}〜{last}年。", en=f"The base period is {first}-{last}."),
    )


_END = {
    "balance_by": Text(ja="均衡（ゼロ）", en="zero"),
    "halve_by": Text(ja="半分", en="one half"),
}


def _observed(scenario: Scenario, result: xr.Dataset) -> Text:
    if scenario.method == _OFFICIAL:
        return Text(ja="公表された子ども女性比のまま", en="child-woman ratios as published")
    implied = float(evaluate(find_measure("tfr"), result).values[0])
    tfr = number(implied, 2)
    return Text(
        ja=f"合計特殊出生率 {tfr.ja}（登録された出生数に見合う値で一定）",
        en=f"TFR {tfr.en} throughout (as registered births imply)",
    )


def _published_course(inputs: Inputs | None) -> Text:
    """Say whose mortality falls; a course of its own table, where it is not at hand."""
    known = () if inputs is None else inputs.sources
    named = [one for one in known if one.kind == "mortality_course"]
    whose = Text(ja="公表された死亡率の推移", en="as in a published course of mortality")
    if named:
        source, by = named[0].source, named[0].publisher
        whose = Text(ja=f"{by.ja}「{source}」の死亡率", en=f"as in {source} ({by.en})")
    return Text(
        ja=f"死亡率が{whose.ja}と同じ割合で男女・年齢階級ごとに変わる",
        en=f"mortality changes by sex and age group in the same proportion {whose.en}",
    )


def _exact(value: float, *, signed: bool = False, least: int = 0) -> Text:
    """Return a number with all of its decimals, at least `least` of them."""
    decimals = next(
        (one for one in range(least, 9) if abs(round(value, one) - value) < 1e-9), 9
    )
    return number(value, decimals, signed=signed)


def _births(value: float) -> Text:
    return _exact(value, least=2)


def _with(words: Text, ja: str, en: str) -> Text:
    return Text(ja=f"{words.ja}{ja}", en=f"{words.en}{en}")


def _years(value: float) -> Text:
    return _with(_exact(value, signed=True), "歳", " years")


def _percent(value: float) -> Text:
    return _with(_exact(100.0 * value), "%", " %")


def _points(value: float) -> Text:
    return _with(_exact(100.0 * value, signed=True), "ポイント", " points")


def _persons(value: float) -> Text:
    return _with(_exact(value, signed=True), "人", "")


def _times(value: float) -> Text:
    return _with(_exact(value), "倍", "")
