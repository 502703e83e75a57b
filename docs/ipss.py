"""The pages docs/ipss.md and docs/ipss.ja.md: the official projection, and views of Kiyose.

Usage: python docs/ipss.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import xarray as xr

import projection
from projection.analysis.indicators import total_fertility_rate
from projection.estimation.published import country_of
from projection.inputs import Inputs, Region, find_published, read_official
from projection.language import Language, Text
from projection.official import WIDTH
from projection.scenarios.official_files import Goals
from projection.scenarios.official_start import official_start

ROOT = Path(__file__).parents[1]
KIYOSE = Region("132217", Text(ja="清瀬市", en="Kiyose"))
REGISTER = ("current", "observed", "vision", "closed")
YEARS = range(2010, 2066, 5)
AFTER = (5, 10, 20, 30, 40)
FLOW_YEARS = range(2015, 2020)


class View(NamedTuple):
    """One projection of Kiyose: what it is called, and persons by year, its base first."""

    label: Text
    persons: Mapping[int, float]

    @property
    def base(self) -> int:
        return min(self.persons)

    def index(self, year: int) -> float | None:
        """Return persons of a year, base = 100."""
        known = self.persons.get(year)
        return None if known is None else 100 * known / self.persons[self.base]


def published_views(inputs: Inputs) -> list[View]:
    """Return the three editions of the official projection, each from its census."""
    views: dict[str, View] = {}
    for row in inputs.other_projections:
        if row["age"] != "total" or row["sex"] != "both":
            continue
        name = str(row["publication_ja"])
        label = Text(ja=f"{name}（国勢調査）", en=f"{row['publication_en']} (census)")
        persons = dict(views[name].persons) if name in views else {}
        year = int(row["year"])
        persons[year] = float(row["population"])
        views[name] = View(label, persons)
    bases = {"平成25年": 2010, "平成30年": 2015, "令和5年": 2020}
    return [
        View(view.label, {year: one for year, one in view.persons.items() if year >= base})
        for name, view in views.items()
        for edition, base in bases.items()
        if edition in name
    ]


def register_views(results: Sequence[xr.Dataset]) -> list[View]:
    """Return the project's own runs from the register."""
    views = []
    for one in results:
        persons = one["population"].sum(("sex", "age")).to_series()
        label = Text(
            ja=f"{one.attrs['label_ja']}（住民基本台帳）",
            en=f"{one.attrs['label_en']} (register)",
        )
        views.append(View(label, {int(year): float(persons[year]) for year in persons.index}))
    return views


def pattern(folder: Path) -> xr.Dataset:
    """Run Pattern 1 as `projection ipss` writes it."""
    published = find_published(ROOT / "inputs")
    country = country_of(published)
    files = official_start(published, country, KIYOSE, Goals(), str(published.folder))
    for name, text in (files.inputs | files.scenarios).items():
        (folder / name).write_text(text, encoding="utf-8")
    scenario = projection.load_scenario(folder / "pattern1.toml")
    return projection.run_each(read_official(folder), [scenario])[0]


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table in Markdown; the first column holds words, the others figures."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def figure(value: float | None, lang: Language, decimals: int = 1, sign: bool = False) -> str:
    if value is None:
        return ""
    digits = f"{abs(value):,.{decimals}f}"
    minus = "△" if lang == "ja" else "-"
    plus = ("＋" if lang == "ja" else "+") if sign and value > 0 else ""
    return f"{minus if value < 0 and digits.strip('0.,') else plus}{digits}"


def growth_table(views: Sequence[View], lang: Language) -> str:
    first = "推計（数え方）" if lang == "ja" else "View (who is counted)"
    rows = [
        [view.label.of(lang), *(figure(view.index(year), lang) for year in YEARS)]
        for view in views
    ]
    return table([first, *map(str, YEARS)], rows)


def after_table(views: Sequence[View], lang: Language) -> str:
    ja = lang == "ja"
    first, base = ("推計（数え方）", "基準") if ja else ("View (who is counted)", "Base")
    heads = [f"{years}年後" if ja else f"{years} years on" for years in AFTER]
    rows = []
    for view in views:
        indices = (view.index(view.base + years) for years in AFTER)
        changes = [None if one is None else one - 100 for one in indices]
        shown = (figure(one, lang, sign=True) for one in changes)
        persons = figure(view.persons[view.base], lang, 0)
        rows.append([view.label.of(lang), view.base, persons, *shown])
    return table([first, base, "人口" if ja else "Persons", *heads], rows)


def flow_table(inputs: Inputs, official: xr.Dataset, lang: Language) -> str:
    """Return what a year brought in 2015-2019: as the 2018 edition implies, as registered."""
    period = official.sel(period=2015)
    implied = {
        "births": float(period["births"].sum()) / WIDTH,
        "deaths": float(period["deaths"].sum()) / WIDTH,
        "moves": float(period["net_migration"].sum()) / WIDTH,
    }
    mean = inputs.components.sel(period=list(FLOW_YEARS)).mean("period")
    arrivals = mean["in_migration"] + mean["other_in"]
    registered = {
        "births": float(mean["births"]),
        "deaths": float(mean["deaths"]),
        "moves": float(arrivals - mean["out_migration"] - mean["other_out"]),
    }
    words = {
        "births": Text(ja="出生数（人/年）", en="Births a year"),
        "deaths": Text(ja="死亡数（人/年）", en="Deaths a year"),
        "moves": Text(ja="社会増減（人/年）", en="Net migration a year"),
    }
    heads = {
        "ja": [
            "年平均",
            "平成30年推計から逆算（2015年10月〜2020年9月）",
            "住民基本台帳（2015〜2019年）",
        ],
        "en": [
            "A year on average",
            "Implied by the 2018 edition (Oct 2015 to Sep 2020)",
            "Register (2015 to 2019)",
        ],
    }
    rows = [
        [text.of(lang), figure(implied[key], lang, 0), figure(registered[key], lang, 0)]
        for key, text in words.items()
    ]
    return table(heads[lang], rows)


def facts(views: Sequence[View], official: xr.Dataset, observed: xr.Dataset) -> dict[str, str]:
    """Return the figures that the words name."""
    editions = {view.base: view.persons for view in views[:3]}
    counted = editions[2020][2020]
    shortfall = {base: 100 * (editions[base][2020] / counted - 1) for base in (2010, 2015)}
    tfr = total_fertility_rate(official)
    return {
        "counted": f"{counted:,.0f}",
        "early": f"{abs(shortfall[2010]):.1f}",
        "late": f"{abs(shortfall[2015]):.1f}",
        "register": f"{views[3].persons[2020]:,.0f}",
        "tfr": f"{float(tfr.min()):.2f}–{float(tfr.max()):.2f}",
        "observed": f"{float(total_fertility_rate(observed)[0]):.2f}",
    }


def assessment(lang: Language) -> str:
    """Return Tokyo's municipalities, as the command prints them."""
    words = ["ipss", "東京都", "--assess", "--format", "md", "--lang", lang]
    printed = subprocess.run(
        [sys.executable, "-m", "projection", *words], cwd=ROOT, check=True, capture_output=True
    )
    _, body = printed.stdout.decode().split("\n\n", 1)
    return body.strip()


WORDS = {
    "ja": """# 社人研の推計から始める

このページは `python docs/ipss.py` が作ります。[English](ipss.md)

```sh
projection ipss 13221                                  # 入力データとシナリオを作る
projection run scenarios/ipss/13221 --out results/ipss/13221
projection compare results/ipss/13221/pattern1.nc results/ipss/13221
projection ipss 東京都 --assess                         # 影響度・段階・若年女性人口の分類
```

コードは5桁か6桁、または「清瀬市」のような名前です。国立社会保障・人口問題研究所「日本の地域
別将来推計人口（平成30（2018）年推計）」の全市区町村に使えます。書き出されるシナリオは、パタ
ーン1（社人研推計準拠）、シミュレーション1（出生率が2030年に2.1）、シミュレーション2（さらに
移動なし）、独自推計（出生率1.8）です。年や率はオプションで変えられ、ファイルを書き換えれば
レバーなど何でも加えられます。

## 正確なこと、近似であること

- **正確**：パターン1は、公表された人口をすべての年・男女・年齢・市区町村で1人単位まで再現し
  ます。生残率と純移動率の和、子ども女性比、0〜4歳性比は、公表された人口から決まります。期首
  に誰もいない階級の人は、率ではなく人数で持ちます。
- **近似**：生残率と純移動率への分割。65歳未満は全国の完全生命表、65歳以上は同じ推計の全国人
  口の比（国境を越える移動がほとんどないため）を生残率とし、残りを純移動率とします。公表され
  た仮定値ではありません。
- **近似**：出生率の換算。子ども女性比1に当たる合計特殊出生率を全国の値で決めます（2015年は
  2011〜2015年の平均出生率、その後は全国の女性の年齢構成の変化を反映）。出生数は0〜4歳人口か
  ら生残率で逆算し、0〜4歳の移動はないものとします。
- 推計は10月1日現在です。2045年より先は、最後の期間の率を据え置きます。

## 東京都の市区町村

{assessment}

## 清瀬市：いくつもの見方

同じ市でも、推計により水準も伸びも異なります。水準は数え方が違うため比べられません。それぞれ
の基準年を100とした伸びを並べます（空欄は、その推計にない年）。

{growth}

基準年からの増減率（%）：

{after}

平成30年推計の最初の5年間の動きと、実際の登録を比べると次のとおりです。

{flows}

### 違いの理由

1. **数える人が違う。** 国勢調査は10月1日にふだん住んでいる人、住民基本台帳は1月1日に登録し
   ている人を数えます。2020年の国勢調査は{counted}人、同じ年の住民基本台帳は{register}人で
   す。
2. **基準の時期が違う。** どの推計も、基準年の直前の移動の傾向を将来に延ばします。平成25年推
   計は2010年、平成30年推計は2015年、令和5年推計は2020年の国勢調査から、この市の推計は2015〜
   2019年の登録から始まります。2020年の人口は、平成25年推計では国勢調査より{early}%、平成30
   年推計では{late}%少なく見込まれていました。
3. **移動の仮定が違う。** 平成25年推計は移動が次第に収まると仮定し、令和5年推計は3つの期間の
   平均的な傾向と、転出率・配分率による方法に変わりました。市の推計は、転入超過の年齢は人数、
   転出超過の年齢は初めは人数、20年後からは率で移動を持ちます。
4. **出生の仮定が違う。** 平成30年推計の子ども女性比は、全国の換算で出生率{tfr}に当たりま
   す。市の「現状」は1.31、2015〜2019年に登録された出生から求めた出生率は{observed}です。
5. **死亡の仮定が違う。** 社人研は改善が次第に緩やかになると仮定し、市の推計は2000〜2020年と
   同じ速さの改善を延ばします。
6. **全国との調整。** 社人研は市区町村の合計が全国推計に一致するよう一律に補正しますが、市の
   推計にはありません。
""",
    "en": """# Starting from the official projection

`python docs/ipss.py` writes this page. [日本語](ipss.ja.md)

```sh
projection ipss 13221                                  # write inputs and scenarios
projection run scenarios/ipss/13221 --out results/ipss/13221
projection compare results/ipss/13221/pattern1.nc results/ipss/13221
projection ipss 東京都 --assess                         # grades, stages, young women
```

The area is a code of five or six digits, or a Japanese name; every area of the 2018
regional projection of the National Institute of Population and Social Security Research
(IPSS, 社人研) will do. The scenarios are Pattern 1 (as published), Simulation 1 (TFR 2.1 by
2030), Simulation 2 (and no migration) and the city's own path (TFR 1.8). Options change
years and rates; levers and all else can be added to the files.

## What is exact and what is approximated

- **Exact**: Pattern 1 gives the published population of every year, sex, age and area to
  the person. The sum of survival ratio and net migration rate, the child-woman ratio and
  the sex ratio at ages 0-4 follow from what was published. People in a group that comes
  from an empty one are held as a count.
- **Approximated**: how that sum parts into survival and migration. Survival is that of the
  complete life tables of Japan below 65, and from 65 on the ratio of all Japan in the same
  projection, since hardly anyone of that age crosses the border; the rest is net migration.
  These are not the published assumptions.
- **Approximated**: the TFR that a child-woman ratio stands for, by the figures of all Japan
  (in 2015 the mean TFR of 2011 to 2015; later as the ages of the country's women change).
  Births are worked back from the 0-4 by survival, and nobody of these ages moves.
- Stocks are as of 1 October. Beyond 2045 the rates of the last period are held.

## Municipalities of Tokyo

{assessment}

## Kiyose: several views of one city

Levels cannot be compared, for other people are counted; growth from each view's own base
can. Base year = 100, empty where a view does not have the year.

{growth}

Change since the base year, %:

{after}

What the 2018 edition holds of its first five years, beside what was registered:

{flows}

### Why they differ

1. **Other people.** The census counts who usually lives there on 1 October, the register
   who is registered on 1 January: {counted} and {register} in 2020.
2. **Other base periods.** Every view carries forward how people moved just before its base:
   the censuses of 2010, 2015 and 2020, and the register of 2015 to 2019. Of the population
   counted in 2020 the 2013 edition had expected {early} % less, the 2018 edition {late} %
   less.
3. **Other assumptions on moves.** The 2013 edition lets migration settle; that of 2023
   takes the average tendency of three periods, and out-migration rates with shares of
   arrivals. The city's runs hold migration as a count where people arrive on balance;
   where they leave, as a count that turns into a rate within twenty years.
4. **Other fertility.** The child-woman ratios of the 2018 edition stand for a TFR of {tfr}
   by the national conversion. The city's "current" is 1.31; the births registered in
   2015-2019 imply {observed}.
5. **Other mortality.** IPSS lets improvement slow down; the city's runs go on at the pace
   of 2000 to 2020.
6. **Adding up.** IPSS corrects all areas so that they add up to the national projection;
   the city's runs do not.
""",
}


def main() -> None:
    inputs = projection.read_inputs(ROOT / "inputs/kiyose")
    files = [ROOT / f"scenarios/kiyose/{name}.toml" for name in REGISTER]
    runs = projection.run_each(inputs, [projection.load_scenario(file) for file in files])
    with tempfile.TemporaryDirectory() as folder:
        official = pattern(Path(folder))
    views = [*published_views(inputs), *register_views(runs)]
    languages: tuple[tuple[Language, str], ...] = (("en", "ipss.md"), ("ja", "ipss.ja.md"))
    for lang, name in languages:
        page = WORDS[lang].format(
            assessment=assessment(lang),
            growth=growth_table(views, lang),
            after=after_table(views, lang),
            flows=flow_table(inputs, official, lang),
            **facts(views, official, runs[REGISTER.index("observed")]),
        )
        (ROOT / "docs" / name).write_text(page, encoding="utf-8")
        print(f"docs/{name}")


if __name__ == "__main__":
    main()
