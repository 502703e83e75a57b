"""The pages docs/regions.md and docs/regions.ja.md: Kiyose and its neighbours as one system.

Usage: python docs/regions.py
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import xarray as xr
from numpy.typing import NDArray

import projection
from projection.estimation import BaseRates
from projection.inputs import Inputs
from projection.rates.rogers_castro import ModelSchedule, model_migration_rate
from projection.scenarios.levers import base_migration
from projection.scenarios.rates import period_rates
from projection.variables import SEXES

ROOT = Path(__file__).parents[1]
ASSUMED = ROOT / "inputs/tokyo/moves_between_cities.toml"
SCENARIO = ROOT / "scenarios/kiyose/observed.toml"
END = 2065
FOLDERS = {
    "inputs/kiyose": ("132217",),
    "inputs/tokyo": (*("132110", "132136", "132209", "132225", "132233", "132284", "132292"),),
}

Array = NDArray[np.float64]


class City(NamedTuple):
    """A city's inputs and base rates."""

    inputs: Inputs
    base: BaseRates

    def name(self, lang: str) -> str:
        return self.inputs.region.name.ja if lang == "ja" else self.inputs.region.name.en

    def registered_leavers(self) -> float:
        """Yearly mean of the window, persons."""
        years = self.base.fit.years.tolist()
        return float(self.inputs.components["out_migration"].sel(period=years).mean())


def read_cities() -> list[City]:
    """Read the eight cities and fit their base rates."""
    read = [
        projection.read_inputs(ROOT / folder, region)
        for folder, regions in FOLDERS.items()
        for region in regions
    ]
    return [City(one, projection.fit_base_rates(one)) for one in read]


def system(cities: list[City], assumed: dict[str, Any], share: float) -> xr.Dataset:
    """Part each city's net migration into assumed moves inside and the rest of the world.

    What the window tells stays: for its population both parts add up to the net migration of
    every cell as carried forward, but for about a tenth of a person where fewer live.
    """
    bases = [city.base for city in cities]
    scenario = projection.load_scenario(SCENARIO)
    rates = [period_rates(scenario, base, END).rates for base in bases]
    exposed = np.stack([base.exposed for base in bases])
    pattern = model_migration_rate(
        ModelSchedule(**assumed["age_pattern"]), bases[0].ages.astype(float) + 0.5
    )
    leavers = share * np.array([city.registered_leavers() for city in cities])
    level = leavers / (exposed * pattern).sum(axis=(-2, -1))
    departure_rate = level[:, None, None] * np.broadcast_to(pattern, exposed.shape)
    destinations = spread(np.array([base.population.sum() for base in bases]))
    inside = np.einsum("od,osa->dsa", destinations, departure_rate * exposed)
    inside -= departure_rate * exposed
    outside = np.stack([base.net_migrants for base in bases]) - inside
    years = np.arange(bases[0].start, END)[:, None]
    moves = [
        base_migration(replace(base, net_migrants=one), scenario.basis, years)
        for base, one in zip(bases, outside, strict=True)
    ]
    names = [city.inputs.region.code for city in cities]
    cell, time = ("region", "sex", "age"), ("region", "period", "sex", "age")
    return xr.Dataset(
        {
            "population": (cell, np.stack([base.population for base in bases])),
            "survival_ratio": (time, np.stack([one.survival for one in rates])),
            "fertility_rate": (
                ("region", "period", "age"),
                np.stack([one.fertility for one in rates]),
            ),
            "sex_ratio_at_birth": ("period", rates[0].sex_ratio),
            "departure_rate": (cell, departure_rate),
            "destination_share": (("region", "to_region"), destinations),
            "net_migration_count": (time, np.stack([one.counts for one in moves])),
            "net_migration_rate": (time, np.stack([one.rates for one in moves])),
        },
        coords={
            "region": names,
            "to_region": names,
            "period": np.arange(bases[0].start, END),
            "sex": list(SEXES),
            "age": bases[0].ages,
        },
    )


def spread(population: Array) -> Array:
    """Shares of destinations in proportion to their population, the own city left out."""
    others = population * (1 - np.eye(population.size))
    return np.asarray(others / others.sum(axis=1, keepdims=True))


COLUMNS = {
    "ja": (
        "2020年人口",
        "出生",
        "死亡",
        "他地域との純移動",
        "域内転入",
        "域内転出",
        "2065年人口",
    ),
    "en": (
        *("Population 2020", "Births", "Deaths", "Net, rest of the world"),
        *("Arrivals inside", "Departures inside", "Population 2065"),
    ),
}
HEADS = {
    "ja": """# 清瀬市と近隣7市を一つの圏域として推計する

このページは `python docs/regions.py` が作る、`projection.project_regions` の使用例です。
仮定の結果であり、実現の可能性を示すものではありません。[English](regions.md)

**公表値と仮定。** 人口、出生・死亡・転入・転出の総数は
住民基本台帳の公表値（総務省、CC BY 4.0）で、
各市の基準の率はこれに合わせています（`estimation`）。
**8市の間の移動はすべて仮定です**
（`inputs/tokyo/moves_between_cities.toml`、`assumption = true`）。
""",
    "en": """# Kiyose and its neighbours as one system

`python docs/regions.py` writes this page, a worked example of `projection.project_regions`. It
says what follows from assumptions, not what is likely. [日本語](regions.ja.md)

**Registered and assumed.** Population, births, deaths and total in- and out-migration are from
the resident register (Ministry of Internal Affairs and Communications, CC BY 4.0), and each
city's base rates reproduce them (`estimation`). **The moves between the eight cities are
assumed throughout** (`inputs/tokyo/moves_between_cities.toml`, `assumption = true`):
""",
}
ASSUMPTIONS = {
    "ja": """
- 各市の転出者（2015〜2019年の年平均）の{share:.0%}が、ほかの7市へ移る。
- 行き先は、2020年1月1日の人口に比例する。距離は考えない。
- 移動する人の年齢は Rogers・Castro（1981）の標準的な形。男女は同じ率。
- 残りの純移動は圏域の外とのもので、転入超過は人数のまま続く。
  転出超過は20年かけて人数から率に移る。
- 出生率は各市の2015〜2019年の出生数に見合うもの（`scenarios/kiyose/observed.toml`）。
- 死亡率は全国と同じ速さで改善。

この分け方は、基準期間の各市・男女・年齢の純移動を変えません（95歳以上の0.1人程度を除く）。

## 2020〜2065年の収支（{share:.0%}の場合、人）

2065年人口＝2020年人口＋出生－死亡＋他地域との純移動＋域内転入－域内転出
""",
    "en": """
- {share:.0%} of each city's out-migrants (yearly mean of 2015-2019) move to one of the
  other seven.
- They spread in proportion to the destinations' population on 1 January 2020; distance does not
  count.
- Their ages follow the fundamental schedule of Rogers and Castro (1981); both sexes have one
  rate.
- The remaining net migration is exchanged with the rest of the world and goes on as a count
  where people arrive on balance; where they leave, it turns from a count into a rate within
  twenty years.
- Fertility is what each city's births of 2015-2019 imply (`scenarios/kiyose/observed.toml`);
  mortality improves as in all of Japan.

Parting it so leaves the base period's net migration of every city, sex and age as it is
carried forward, but for about a tenth of a person at ages 95 and over.

## The balance of 2020-2065 ({share:.0%}, persons)

Population 2065 = population 2020 + births - deaths + net with the rest of the world +
arrivals - departures.
""",
}
ZERO = {
    "ja": """
域内転入の合計は域内転出の合計に等しく、差は男女・コーホート・年ごとにも0です
（最大の差 {largest:.6f} 人）。
""",
    "en": """
All arrivals inside equal all departures inside, for each sex, cohort and year too (largest
difference {largest:.6f} persons).
""",
}
TRIED = {
    "ja": """
## 仮定した割合による違い（2065年人口、人）

0%は、各市を別々に推計した場合です。割合が高いほど、どの市の人口も近隣市の人口に左右されます。
""",
    "en": """
## What the assumed share does (population 2065, persons)

At 0 % every city is projected by itself. The larger the share, the more a city's population
depends on that of its neighbours.
""",
}
WORDS = {"ja": ("市", "8市計", "割合"), "en": ("City", "All eight", "Share")}


def figure(value: float, lang: str) -> str:
    """Write whole persons as the language does."""
    shown = f"{abs(value):,.0f}"
    if shown == "0" or value > 0:
        return shown
    return ("△" if lang == "ja" else "−") + shown


def table(head: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table, figures to the right."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, rule, *rows])


def balance(result: xr.Dataset) -> Array:
    """Return the columns of the balance, one row a city."""
    stock = result["population"].sum(("sex", "age"))
    births = result["births"].sum(("period", "sex"))
    flows = result[["deaths", "net_migration", "arrivals", "departures"]]
    total = flows.sum(("period", "sex", "age"))
    outside = total["net_migration"] - total["arrivals"] + total["departures"]
    return np.stack(
        [
            stock.isel(year=0),
            births,
            total["deaths"],
            outside,
            total["arrivals"],
            total["departures"],
            stock.isel(year=-1),
        ],
        axis=-1,
    )


def page(lang: str, cities: list[City], results: dict[float, xr.Dataset], share: float) -> str:
    """Return the whole page in one language."""
    city, all_cities, tried = WORDS[lang]
    names = [one.name(lang) for one in cities]
    rows = balance(results[share])
    shown = [
        [name, *(figure(value, lang) for value in row)]
        for name, row in zip([*names, all_cities], [*rows, rows.sum(axis=0)], strict=True)
    ]
    inside = (results[share]["arrivals"] - results[share]["departures"]).sum("region")
    ends = [
        [f"{one:.0%}", *(figure(value, lang) for value in [*last, last.sum()])]
        for one, last in ((one, balance(result)[:, -1]) for one, result in results.items())
    ]
    return "\n".join(
        [
            HEADS[lang] + ASSUMPTIONS[lang].format(share=share),
            table([city, *COLUMNS[lang]], shown),
            ZERO[lang].format(largest=float(abs(inside).max())) + TRIED[lang],
            table([tried, *names, all_cities], ends) + "\n",
        ]
    )


def main() -> None:
    assumed = tomllib.loads(ASSUMED.read_text(encoding="utf-8"))["assumed"]
    cities = read_cities()
    results = {
        share: projection.project_regions(system(cities, assumed, share))
        for share in assumed["shares_tried"]
    }
    for lang, name in (("en", "regions.md"), ("ja", "regions.ja.md")):
        text = page(lang, cities, results, assumed["share_of_out_migrants"])
        (ROOT / "docs" / name).write_text(text, encoding="utf-8")
        print(f"docs/{name}")


if __name__ == "__main__":
    main()
