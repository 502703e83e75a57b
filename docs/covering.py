"""The pages docs/coverage.md and .ja.md with their picture.

Usage: python docs/covering.py (some ten minutes: ensembles of every municipality)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from projection.analysis.backtest_errors import ALL_SIZES
from projection.analysis.coverage import LEVELS, Coverage, coverage, covered_together
from projection.cli.coverage_document import coverage_document
from projection.files import replacing
from projection.inputs import find_past_register
from projection.language import Language, Text
from projection.report.figure import Axis, Figure, Lines, Panel, Series
from projection.report.pictures import picture
from projection.report.tables import markdown

ROOT = Path(__file__).parents[1]
BASES = (2005, 2008, 2010, 2015)
DRAWS = 250
# Beyond, fewer than three base dates are left.
_FURTHEST = 10

_SHARE = Axis(
    Text(ja="実績が区間に入った割合", en="Share of totals inside"),
    Text(ja="%", en="%"),
    decimals=0,
)
_SOURCES = (
    Text(
        ja="総務省「住民基本台帳に基づく人口、人口動態及び世帯数調査」（CC BY 4.0）",
        en="Ministry of Internal Affairs and Communications, register of residents (CC BY 4.0)",
    ),
)


def by_horizon(tested: Sequence[Coverage]) -> Figure:
    """Draw how often intervals held the total, by years ahead."""
    of_all = [
        one
        for one in covered_together(tested)
        if one.size == ALL_SIZES and one.figure == "total" and one.horizon <= _FURTHEST
    ]
    series = tuple(
        Series(
            f"inside_{level}",
            Text(ja=f"{level}％区間", en=f"{level} % interval"),
            tuple((float(one.horizon), one.shares[at]) for one in of_all),
        )
        for at, level in enumerate(LEVELS)
    )
    title = Text(
        ja="総人口の実績が区間に入った割合：すべての基準日",
        en="How often intervals held the total: all base dates together",
    )
    form = Lines(Axis(Text(ja="年数", en="Years ahead")), _SHARE, series, from_zero=True)
    return Figure("F1", title, Text(ja="", en=""), (Panel(form),), (), _SOURCES)


PAGES: Mapping[Language, str] = {
    "en": """\
# Do the intervals cover

`python docs/covering.py` writes this page and its picture. [日本語](coverage.ja.md)

An interval of 80 % deserves its name if what comes lies inside it in about 80 of 100 cases.
From past base dates, ensembles of every municipality that existed throughout are drawn as
`projection ensemble` draws them, and the registers of all later years are set beside them.
Nothing later than the base date is used: base rates come from the five years before it, and
the variances are estimated anew from registers up to that date alone.
`projection backtest --coverage` does the same.

{sentences}

![Coverage by horizon](coverage.{lang}.svg)

## How it is made

- **What varies:** the log of the TFR, the log of the hazard of death, and the scores of three
  modes of the net migration rate: the level of all ages, the aged, the ages of young movers.
  A departure is there from the first year (what the base rates miss), goes on with an
  autocorrelation, is joined by innovations every year, and has a part that is gone a year
  later. National departures are shared by all municipalities of a draw, local ones are each
  one's own; local migration has the tails of a t distribution and is in proportion to the
  municipality's turnover (arrivals and departures per resident).
- **Estimated** from projections of every base year from 2000 on against what followed: second
  moments, about zero, of departures cumulated over 1, 2, 3 and more years; scales from the
  central 80 %, so that a dam or a disaster does not widen everybody's interval; by class of
  size, drawn towards one another as far as they are uncertain. What chance adds (births,
  deaths and moves of small numbers) is taken off, since ensembles draw it apart below 100,000
  residents.
- **Common shocks:** from 2005 there are only five earlier base dates, and never more than
  fourteen, of which the windows overlap. What happens to the whole country is hardly
  identified from so few: shares of one base date move together, above or below 80 % by
  several points, and are the more telling the more base dates stand together.
- **Not blind in form:** the variances of a base date know nothing later, but the form of the
  model (three modes, turnover, later base dates weighing more) was chosen with all registers
  and with earlier versions of these tables in view, and so was the default projection.
- **The aged** are covered less often than others in the first years: groups of five years do
  not tell how many turn 65 next year, and no departure of a rate stands for that.

{tables}
Source: Ministry of Internal Affairs and Communications,
住民基本台帳に基づく人口、人口動態及び世帯数調査 (CC BY 4.0).
""",
    "ja": """\
# 推計の幅は実績を含んだか

このページと図は `python docs/covering.py` が作ります。[English](coverage.md)

80％の区間は、実績が100件中80件ほどその中に入って初めて、そう呼ぶに値します。過去の基準日から、
区域が変わらなかった全市区町村について `projection ensemble` と同じ試行を行い、その後のすべての
台帳と比べました。基準日より後のことは使いません。率は基準日までの5年間から、ばらつきの大きさも
基準日までの台帳だけから、改めて求めています。
`projection backtest --coverage` で同じ検証ができます。

{sentences}

![年数と区間に入った割合](coverage.{lang}.svg)

## 作り方

- **変動するもの：** 合計特殊出生率の対数、死亡の強さの対数、純移動率の3つのパターンの得点
  （全年齢の水準、高齢者、若い世代の年齢構成）。推計からの外れは、初めの年からあるもの（基準の率の誤差）が
  自己相関をもって続き、毎年の変化が加わり、1年限りの変動もあります。全国に共通の外れはどの市区町村でも同じ、
  地域の外れは市区町村ごとに異なります。地域の移動はt分布の裾をもち、
  その市区町村の移動の多さ（人口あたりの転入と転出）に比例します。
- **求め方：** 2000年以後の各年を基準とする推計と、その後の実績との差から求めます。
  1年、2年、3年…と累積した差の、0を中心とする2乗の平均を使い、幅は中央の80％から取るので、
  ダムや災害の地域が全体の幅を広げることはありません。人口規模の区分ごとに求め、
  不確かな分だけ互いに近づけます。少人数の偶然（出生・死亡・移動）による分は、
  人口10万人未満では試行の中で別に加わるため、差し引いています。
- **共通の変動：** 2005年までの基準年は5つしかなく、多くても14で、期間も重なっています。
  国全体に起こることはこれだけではほとんど分かりません。1つの基準日の割合は、
  80％から数ポイント、そろって上や下に外れます。多くの基準日を合わせた割合の方が確かです。
- **形は後から選んだ：** 各基準日のばらつきの大きさは、その後のことを使わずに求めていますが、
  モデルの形（3つのパターン、移動の多さへの比例、新しい基準年を重くすること）は、すべての台帳と、
  この表の以前の版を見たうえで選びました。既定の推計方法も同じです。
- **高齢者** は初めの数年、実績が区間に入る割合が低くなります。5歳階級の人口からは、
  翌年65歳になる人数が分からず、それに当たる率の変動もないためです。

{tables}
出典：総務省「住民基本台帳に基づく人口、人口動態及び世帯数調査」（CC BY 4.0）
""",
}


def page(lang: Language, tested: Sequence[Coverage]) -> str:
    """Return the whole page in one language."""
    document = coverage_document(tested)
    sentences = "\n".join(f"- {one.of(lang)}" for one in document.sentences)
    tables = markdown(document, lang).split("\n", 2)[2]
    said = {one.of(lang) for one in document.sentences}
    rest = "\n".join(line for line in tables.split("\n") if line not in said).strip()
    heading = {"en": "## Results", "ja": "## 結果"}[lang]
    return PAGES[lang].format(lang=lang, sentences=sentences, tables=f"{heading}\n\n{rest}\n")


def write(path: Path, content: bytes) -> None:
    with replacing(path) as temporary:
        temporary.write_bytes(content)
    print(path.relative_to(ROOT))


def main() -> None:
    past = find_past_register(ROOT / "inputs")
    tested = [coverage(past.data, past.schedules, base, draws=DRAWS) for base in BASES]
    languages: tuple[tuple[Language, str], ...] = (
        ("en", "coverage.md"),
        ("ja", "coverage.ja.md"),
    )
    for lang, name in languages:
        drawn = picture(by_horizon(tested), "svg", lang)
        write(ROOT / "docs" / f"coverage.{lang}.svg", drawn)
        write(ROOT / "docs" / name, page(lang, tested).encode())


if __name__ == "__main__":
    main()
