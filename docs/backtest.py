"""The pages docs/backtest.md and .ja.md, their pictures, and the table of past errors.

Usage: python docs/backtest.py (about a minute)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from projection.analysis.backtest import OWN, PLAIN, Backtest, backtest
from projection.analysis.backtest_errors import (
    ALL_SIZES,
    EVERY,
    WITH_OFFICIAL,
    Errors,
    errors,
    select,
    size_classes,
)
from projection.analysis.past_errors import SHIPPED, past_errors, past_errors_table, size_words
from projection.cli.backtest_document import METHOD_NAMES, backtest_document, day
from projection.files import replacing
from projection.inputs import find_past_register, find_published
from projection.language import Language, Text
from projection.report.figure import Axis, Bars, Figure, Lines, Panel, Series
from projection.report.pictures import picture
from projection.report.tables import markdown

ROOT = Path(__file__).parents[1]
# 2008, since its window and its five years after lie wholly in registers of 31 March.
BASES = (2005, 2008, 2010, 2015)
IN_TABLE = (2005, 2010, 2015)
DRAWN = (OWN, PLAIN, "cohort_change", "linear", "constant_growth")

_ERROR = Axis(
    Text(ja="絶対誤差率の中央値", en="Median absolute error"), Text(ja="%", en="%"), decimals=2
)
_SOURCES = (
    Text(
        ja="総務省「住民基本台帳に基づく人口、人口動態及び世帯数調査」（CC BY 4.0）",
        en="Ministry of Internal Affairs and Communications, register of residents (CC BY 4.0)",
    ),
    Text(
        ja="国立社会保障・人口問題研究所「日本の地域別将来推計人口（平成30（2018）年推計）」",
        en="IPSS, Regional Population Projections for Japan (2018)",
    ),
)


def by_size(base: int, year: int, found: Sequence[Errors]) -> Figure:
    """Draw the median error of every class and method, one base year."""
    sizes = [ALL_SIZES, *size_classes()]
    among = WITH_OFFICIAL if any(one.among == WITH_OFFICIAL for one in found) else EVERY
    of_size = [select(found, year=year, size=size, among=among) for size in sizes]
    names = [*DRAWN, *(["ipss2018"] if "ipss2018" in of_size[0] else [])]
    series = tuple(
        Series(
            name,
            METHOD_NAMES[name],
            tuple((float(at), one[name].median_absolute) for at, one in enumerate(of_size)),
        )
        for name in names
    )
    axis = Axis(Text(ja="規模", en="Size"), categories=tuple(map(size_words, sizes)))
    title = Text(
        ja=f"総人口の誤差、規模別：{day(base).ja}から{day(year).ja}",
        en=f"Error of the total by size: {day(base).en} to {day(year).en}",
    )
    form = Bars(axis, _ERROR, series, stacked=False)
    return Figure("F1", title, Text(ja="", en=""), (Panel(form),), (), _SOURCES)


def by_horizon(tested: Backtest, found: Sequence[Errors]) -> Figure:
    """Draw how the median error grows with every later register."""
    series = tuple(
        Series(
            name,
            METHOD_NAMES[name],
            tuple(
                (float(year), select(found, year=year)[name].median_absolute)
                for year in tested.years
            ),
        )
        for name in DRAWN
    )
    title = Text(
        ja=f"総人口の誤差の広がり：{day(tested.base).ja}から",
        en=f"How the error of the total grows: from {day(tested.base).en}",
    )
    form = Lines(Axis(Text(ja="年", en="Year")), _ERROR, series, from_zero=True)
    return Figure("F2", title, Text(ja="", en=""), (Panel(form),), (), _SOURCES)


def sentences(lang: Language) -> str:
    """Say the shipped table in words: five and ten years ahead, for every class."""
    said = [
        found.sentence.of(lang)
        for size in size_classes()
        for years in (5, 10)
        if (found := past_errors(size.low, years)) is not None
    ]
    return "\n".join(f"- {one}" for one in said)


PAGES: Mapping[Language, str] = {
    "en": """\
# Past projections against what came of them

`python docs/backtest.py` writes this page, its pictures and the table that reports quote from.
[日本語](backtest.ja.md)

From a past base date this program projects every municipality that existed throughout on the
same territory, with what was known then, and the registers of all later years are set beside
it. `projection backtest` does the same; `--region 13` takes a prefecture.

In plain words, for the program as it projects where a scenario assumes nothing:

{sentences}

![Errors by size](backtest-size.en.svg)

![Errors by horizon](backtest-horizon.en.svg)

## What is tested, exactly

- **People:** Japanese residents, of whom the register goes back to 1995, by sex and five-year
  age with 80+ open. Registers are of 31 March to 2013 and of 1 January since.
- **This program:** the project's own fit by single years to the five years before the base
  date (docs/design.md, section 5), then its projection by single years: fertility relative to
  the nation's, net migration, national mortality times the municipality's multiplier. The
  window's years weigh 1 to 5 in fertility and migration, the last most. Net migration by sex
  and age is the municipality's own to n / (n + 1,200) for n residents, and for the rest that
  of its class of size. Where people arrive on balance it is a count; where they leave it is a
  count at first and turns into a rate over twenty years. Life tables later than the base year
  are not looked at, and fertility rates only up to the year before; classes are formed of the
  municipalities tested. From 2005 the life table of that very year is used, though it came
  out later.
- **Plain mean:** this program as it was at first: the TFR of the window's last year, the plain
  mean of net migration, the municipality's own, a rate from the first year on where people
  leave.
- **Rivals:** cohort-change ratios (Hamilton and Perry 1962), a straight line, a constant
  percentage, and no change, each from the same five years.
- **IPSS 2018** counts all residents of the census of October 2015. Its growth to October 2020
  is set against that of the Japanese register from January 2015 to January 2020, nine months
  earlier: what it knew and what it did not differ a little from what the others did.
- **1 January 2015:** its window has registers of both dates. Earlier ones are carried back to 1
  January; what it is compared with is as registered. Registers of 1 January stand in for the
  same year's people 0.75 years after 31 March; the moves of March are not told apart.
- The weights of this program (1 to 5; 1,200 residents; twenty years) were chosen on the same
  registers, by few round numbers. Chosen on 2005 to 2010 alone they would be of the same size,
  and all that come near the best there stay at or under 0.91 % from 2015, on the
  municipalities with an IPSS projection: the lead over the plain mean is more certain than its
  second decimal.
- From 2005 to 2010 cohort-change ratios do better in municipalities under 50,000: more people
  left there than in the five years before, which no method foresaw.

Whether the intervals of ensembles cover is on a page of its own: [coverage](coverage.md).

{tables}
Sources: Ministry of Internal Affairs and Communications,
住民基本台帳に基づく人口、人口動態及び世帯数調査 (CC BY 4.0); National Institute of Population
and Social Security Research, 日本の地域別将来推計人口（平成30（2018）年推計）.
""",
    "ja": """\
# 過去の推計と実績の比較

このページ、図、報告書が引用する表は `python docs/backtest.py` が作ります。
[English](backtest.md)

過去の基準日から、その時点でわかっていたことだけを使って、区域が変わらなかった全市区町村を推計し、
その後の台帳と比べました。`projection backtest` で同じ検証ができます
（`--region 13` で都道府県だけを検証します）。

シナリオで何も仮定しないときの本プログラムの推計は、次のとおりでした。

{sentences}

![規模別の誤差](backtest-size.ja.svg)

![年数と誤差](backtest-horizon.ja.svg)

## 検証の内容

- **対象：** 1995年までさかのぼれる日本人住民の、男女・5歳階級別（最後は80歳以上）人口。
  2013年までは3月31日、2014年からは1月1日現在です。
- **本プログラム：** 基準日までの5年間に各歳・1年ごとに当てはめた率（docs/design.md 第5節）で、
  各歳・1年ごとに推計します。出生は全国に対する比、死亡率は全国の率に市区町村の倍率を掛けた値です。
  出生と純移動では、期間の各年に1〜5の重みを付け、新しい年ほど重くします。
  男女・年齢別の純移動は、人口nの市区町村では n／(n＋1,200) を自らの値、
  残りを同規模の市区町村全体の率とします。転入超過の年齢では人数、転出超過の年齢では初めは人数とし、20年かけて率に移します。
  基準年より後の生命表と、基準年以後の出生率は使いません。同規模の率は、検証する市区町村から求めます。
  2005年からの推計では、公表は後になりますが、同年の生命表を使います。
- **単純平均：** 本プログラムの以前の方法です。合計特殊出生率は期間の最後の年の値、
  純移動は自らの値の単純平均で、転出超過の年齢では初めから率とします。
- **単純な方法：** コーホート変化率（Hamilton and Perry 1962）、直線、一定の増減率、
  変化なし。いずれも同じ5年間から計算します。
- **社人研2018：** 2015年10月の国勢調査による外国人を含む人口の推計です。
  2020年10月までの増減率を、2015年1月から2020年1月までの日本人住民の増減率と比べました。9か月のずれがあるため、
  知り得たことも、推計する期間も、ほかの方法と少し異なります。
- **2015年1月1日から：** 当てはめる期間には両方の日付の台帳が含まれるため、
  古い台帳は1月1日に戻して使いました。比べる相手は台帳の値そのものです。3月31日からの推計を1月1日の台帳と比べるときは、
  0.75年などの端数の年数で比べ、3月の移動は区別していません。
- 本プログラムの重み（1〜5、1,200人、20年）は切りのよい値ですが、同じ台帳を見て選びました。
  2005〜2010年からの推計だけで選んでも同じ程度の値になり、そこで最良に近い値はどれも、
  2015年からの推計（社人研の推計がある市区町村）で0.91％以下でした。
  単純平均より誤差が小さいことは確かでも、小数第2位までは当てになりません。
- 2005年から2010年では、5万人未満の市区町村でコーホート変化率のほうが誤差が小さくなりました。
  転出超過がそれまでの5年間より強まり、どの方法もそれを見通せませんでした。

推計の幅（区間）の検証は、[別のページ](coverage.ja.md)にあります。

{tables}
出典：総務省「住民基本台帳に基づく人口、人口動態及び世帯数調査」（CC BY 4.0）、
国立社会保障・人口問題研究所「日本の地域別将来推計人口（平成30（2018）年推計）」
""",
}


def page(lang: Language, tested: Sequence[Backtest]) -> str:
    """Return the whole page in one language."""
    tables = markdown(backtest_document(tested), lang).split("\n", 2)[2]
    heading = {"en": "## Results", "ja": "## 結果"}[lang]
    return PAGES[lang].format(sentences=sentences(lang), tables=f"{heading}\n\n{tables}")


def write(path: Path, content: bytes) -> None:
    with replacing(path) as temporary:
        temporary.write_bytes(content)
    print(path.relative_to(ROOT))


def main() -> None:
    past = find_past_register(ROOT / "inputs")
    official = find_published(ROOT / "inputs")
    tested = [backtest(past.data, past.schedules, base, official=official) for base in BASES]
    in_table = [one for one in tested if one.base in IN_TABLE]
    write(SHIPPED, past_errors_table(in_table).encode())
    figures = {
        "size": by_size(2015, 2020, errors(tested[-1])),
        "horizon": by_horizon(tested[0], errors(tested[0])),
    }
    languages: tuple[tuple[Language, str], ...] = (
        ("en", "backtest.md"),
        ("ja", "backtest.ja.md"),
    )
    for lang, name in languages:
        for kind, figure in figures.items():
            drawn = picture(figure, "svg", lang)
            write(ROOT / "docs" / f"backtest-{kind}.{lang}.svg", drawn)
        write(ROOT / "docs" / name, page(lang, tested).encode())


if __name__ == "__main__":
    main()
