"""Words for what a scenario assumes: exact, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from projection.inputs import read_inputs
from projection.language import Text
from projection.report.assumptions import (
    base_period,
    fertility_words,
    lever_state,
    lever_words,
    migration_words,
    mortality_words,
    path_words,
    whom,
)
from projection.scenarios import Lever, Scenario, YearPath
from projection.scenarios.loading import resolved_scenario
from tests.worlds import world


def lever(**said: Any) -> Lever:
    return Lever.model_validate({"title": Text(ja="題", en="title"), **said})


def scenario(text: str) -> Scenario:
    return resolved_scenario(f'title = "a"\n{text}', "a")


LEVERS = [
    (
        lever(closed=True),
        "全年齢男女の移動をゼロとする（封鎖）",
        "nobody moves (all ages, both sexes)",
    ),
    (
        lever(sex="female", ages=(25, 39), halve_by=2025),
        "25〜39歳女性の純移動が、2020年の水準から直線的に縮小し、2025年に半分になる",
        "net migration (25-39, female) runs in a straight line from its level of 2020 to one "
        "half by 2025",
    ),
    (
        lever(ages=(20, 44), balance_by=2030, losses_only=True),
        "20〜44歳男女のうち基準期間に転出超過だった5歳階級の純移動が、2020年の水準から直線的に縮小し、"
        "2030年に均衡する（ゼロになる）",
        "net migration (20-44, both sexes, only five-year groups that lost people in the base "
        "period) runs in a straight line from its level of 2020 to zero by 2030",
    ),
    (
        lever(ages=(65, 130), add_per_year=YearPath.constant(-12.5)),
        "65歳以上男女の純移動に、1年当たり △12.5人（一定）を上乗せする",
        "persons added a year (65+, both sexes): -12.5 throughout",
    ),
    (
        lever(sex="male", add_rate=YearPath.of({2020: 0.0, 2030: 0.0025})),
        "全年齢男性の純移動率に、1年当たり 2020年0ポイント、2030年＋0.25ポイント（間は直線、"
        "その後は一定）を上乗せする",
        "added to the yearly net migration rate (all ages, male): 0 points in 2020, +0.25 "
        "points in 2030 (straight lines between, then held)",
    ),
]


@pytest.mark.parametrize(("one", "ja", "en"), LEVERS)
def test_levers_are_said_exactly(one: Lever, ja: str, en: str) -> None:
    assert lever_words(one, 2020) == Text(ja=ja, en=en)


@pytest.mark.parametrize(
    ("one", "year", "en"),
    [
        (LEVERS[0][0], 2020, "all ages, both sexes: zero (closed)"),
        (LEVERS[1][0], 2024, "25-39, female: on the way to one half in 2025"),
        (LEVERS[1][0], 2025, "25-39, female: one half"),
        (LEVERS[3][0], 2050, "65+, both sexes: -12.5 a year"),
        (LEVERS[4][0], 2025, "all ages, male: +0.125 points a year"),
    ],
)
def test_the_state_of_a_lever_is_that_of_the_year(one: Lever, year: int, en: str) -> None:
    assert lever_state(one, year).en == en


def test_ages_up_to_the_highest_are_open() -> None:
    assert whom(lever(ages=(85, 130), closed=True)).ja == "85歳以上男女"


def test_numbers_keep_all_their_decimals() -> None:
    told = path_words(
        YearPath.of({2020: 1.3125, 2030: 1.8}), lambda value: Text("", f"{value}")
    )
    assert told.en.startswith("1.3125 in 2020, 1.8 in 2030")
    exact = fertility_words(scenario("[fertility]\ntfr = 1.3125"), world())
    assert exact.en == "TFR 1.3125 throughout"


def test_a_path_of_one_level_is_constant() -> None:
    said = scenario("[fertility]\ntfr = { 2020 = 1.4, 2030 = 1.4 }")
    assert fertility_words(said, world()).ja == "合計特殊出生率 1.40（一定）"


def test_observed_fertility_is_the_rate_of_the_result() -> None:
    result = world()
    rate = float(result["fertility_rate"].isel(period=0, age=slice(None, -1)).sum())
    assert f"TFR {rate:.2f} throughout" in fertility_words(scenario(""), result).en


def test_older_mothers_are_said() -> None:
    said = scenario("[fertility]\ntfr = 1.4\nmean_age_shift = 0.5")
    assert fertility_words(said, world()).ja.endswith("母の年齢の全国との差 ＋0.5歳（一定）")


def test_mortality_says_table_level_and_course(tmp_path: Path) -> None:
    assert mortality_words(scenario("")).en.startswith("mortality falls at each age")
    said = mortality_words(scenario("[mortality]\nimprovement = 0.01\nlevel = 1.1"))
    assert said.ja == "死亡率の倍率 1.1倍（一定）、死亡率が毎年 1%（一定）低下する"
    table = tmp_path / "own.csv"
    table.write_text("year,sex,age,death_probability\n", encoding="utf-8")
    own = scenario("").mortality.model_copy(update={"table": table})
    told = mortality_words(scenario("").model_copy(update={"mortality": own}))
    assert told.en.startswith("life table of its own (own.csv), ")
    assert str(tmp_path) not in told.en


def test_a_published_course_is_not_called_the_national_one() -> None:
    said = scenario('[mortality]\ncourse = "published"\nlevel = 1.1')
    told = mortality_words(said)
    assert told.ja == (
        "死亡率の倍率 1.1倍（一定）、"
        "死亡率が公表された死亡率の推移と同じ割合で男女・年齢階級ごとに変わる"
    )
    assert "complete life tables" not in told.en
    named = mortality_words(said, read_inputs(Path("inputs/kiyose"), "132217"))
    assert "国際連合 経済社会局 人口部「World Population Prospects 2022」の死亡率と" in named.ja
    assert "as in World Population Prospects 2022 (United Nations" in named.en


def test_migration_is_all_levers_and_the_basis() -> None:
    text = """basis = "count"
[[migration]]
title = "a"
closed = true
[[migration]]
title = "b"
ages = [0, 9]
add_per_year = 3
"""
    said = migration_words(scenario(text), 2020)
    assert said.en == (
        "nobody moves (all ages, both sexes); persons added a year (0-9, both sexes): +3 "
        "throughout (base net migration as counts)"
    )
    assert migration_words(scenario(""), 2020).ja == "基準期間の純移動が続く"


def test_the_base_period_is_that_of_the_fit() -> None:
    result = world()
    assert base_period(result) is None
    fitted = result.assign_attrs(fit='{"periods": [2015, 2016, 2017]}')
    assert base_period(fitted) == (2015, 2017)
