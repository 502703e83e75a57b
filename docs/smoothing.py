"""The pages docs/migration-smoothing.md and .ja.md: the noise of a small city's residuals.

Kiyose's net migration as fitted to its registers, smoothed by a model schedule; then the same
with simulated chance about a known truth. Usage: python docs/smoothing.py
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.estimation import fit_base_rates
from projection.inputs import read_inputs
from projection.rates.age_groups import regroup
from projection.rates.net_schedule import smooth_net_migration
from projection.rates.rogers_castro import ModelSchedule, group_mean_rate

Array = NDArray[np.float64]

ROOT = Path(__file__).parents[1]
GROUPS = np.arange(0, 91, 5)
EDGES = np.append(GROUPS, 101)
BANDS = ((0, 15), (15, 40), (40, 65), (65, 101))
SIMULATED_YEARS, SEED = 20, 75
# The fundamental parameters of Rogers and Castro (1981).
FUNDAMENTAL = ModelSchedule(0.02, 0.1, 0.06, 0.1, 20.0, 0.4, 0.003)
WIDTH, HEIGHT, LEFT, TOP, BOTTOM, GAP = 860, 340, 60, 56, 40, 50
LOWEST, HIGHEST = -50, 50
COLOURS = ("#0072b2", "#009e73", "#d55e00", "#cc79a7", "#56b4e9")
FEMALE = 1


class City(NamedTuple):
    """What the registers of the window tell; persons by sex and five-year group.

    Parameters
    ----------
    years
        Shape (year,).
    net, lived
        Net migrants and person-years. Shape (year, 2, group).
    moves
        Arrivals and departures of a year, mean of the window.
    """

    years: list[int]
    net: Array
    lived: Array
    moves: float


def observed() -> City:
    """Return Kiyose as fitted to its registers."""
    inputs = read_inputs(ROOT / "inputs" / "kiyose")
    fit = fit_base_rates(inputs).fit
    cells = np.arange(fit.population.shape[-1])
    stocks = regroup(fit.population, cells, GROUPS)
    flows = inputs.components.sel(period=fit.years)
    return City(
        fit.years.tolist(),
        regroup(fit.net_migrants, cells, GROUPS),
        (stocks[1:] + stocks[:-1]) / 2,
        float((flows["in_migration"] + flows["out_migration"]).mean()),
    )


def rms_by_band(difference: Array) -> list[float]:
    """Root mean square per sex and group: in each band of ages, and over all."""
    squares = difference**2
    means = [squares[..., (low <= GROUPS) & (high > GROUPS)].mean() for low, high in BANDS]
    return [float(np.sqrt(one)) for one in (*means, squares.mean())]


def left_out(city: City) -> list[list[float]]:
    """Each year against the others: rows as in `ROWS`, first table."""
    rows: list[list[Array]] = [[], [], []]
    for year in range(len(city.years)):
        others = np.arange(len(city.years)) != year
        lived = city.lived[year]
        net, years = city.net[others].sum(axis=0), city.lived[others].sum(axis=0)
        mean = net / years * lived
        smooth = smooth_net_migration(net, years, EDGES) / years * lived
        one = smooth_net_migration(city.net[year], lived, EDGES)
        rows[0].append(city.net[year] - mean)
        rows[1].append(one - mean)
        rows[2].append(city.net[year] - smooth)
    return [rms_by_band(np.stack(row)) for row in rows]


def simulated(city: City) -> list[list[float]]:
    """Chance alone about a known truth: rows as in `ROWS`, second table."""
    rng = np.random.default_rng(SEED)
    lived = city.lived.mean(axis=0)
    truth = smooth_net_migration(city.net.mean(axis=0), lived, EDGES)
    shape = group_mean_rate(FUNDAMENTAL, EDGES) * lived
    moves = np.maximum(city.moves * shape / shape.sum(), np.abs(truth))
    come, gone = (
        rng.poisson((moves + sign * truth) / 2, (SIMULATED_YEARS, *truth.shape))
        for sign in (1, -1)
    )
    single = (come - gone).astype(np.float64)
    five = single.reshape(-1, 5, *truth.shape).mean(axis=1)
    rows = []
    for noisy in (single, five):
        smooth = smooth_net_migration(noisy, np.broadcast_to(lived, noisy.shape), EDGES)
        rows += [rms_by_band(noisy - truth), rms_by_band(smooth - truth)]
    return rows


ROWS = {
    "en": (
        (
            "One year against the mean of the other four",
            "The same, the year smoothed",
            "The same, the mean smoothed",
        ),
        (
            "One year, as it fell out, against the truth",
            "One year, smoothed, against the truth",
            "Mean of five years, as it fell out, against the truth",
            "Mean of five years, smoothed, against the truth",
        ),
    ),
    "ja": (
        (
            "1年の値と他の4年の平均との差",
            "同じく、1年の値を平滑化した場合",
            "同じく、4年の平均を平滑化した場合",
        ),
        (
            "1年（偶然変動を含む値）と真の値との差",
            "1年（平滑化後）と真の値との差",
            "5年の平均（偶然変動を含む値）と真の値との差",
            "5年の平均（平滑化後）と真の値との差",
        ),
    ),
}
BAND_HEADS = {
    "en": ("Ages 0-14", "15-39", "40-64", "65+", "All"),
    "ja": ("0〜14歳", "15〜39歳", "40〜64歳", "65歳以上", "全体"),
}


def table(heads: list[str], rows: list[list[str]]) -> str:
    """Return a table in Markdown, figures to the right."""
    rule = ["---", *["---:"] * (len(heads) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, rule, *rows))


def errors(lang: str, which: int, figures: list[list[float]]) -> str:
    heads = ["", *BAND_HEADS[lang]]
    words = ROWS[lang][which]
    rows = [
        [name, *(f"{one:.1f}" for one in row)] for name, row in zip(words, figures, strict=True)
    ]
    return table(heads, rows)


def by_age(lang: str, city: City) -> str:
    """Women of the whole window: as fitted and smoothed, per 1,000 and year."""
    net, lived = city.net.sum(axis=0), city.lived.sum(axis=0)
    smooth = smooth_net_migration(net, lived, EDGES)
    names = [f"{low}-{low + 4}" for low in GROUPS[:-1]] + ["90+"]
    spread = (1000 * city.net / city.lived).std(axis=0, ddof=1)
    columns = (1000 * net / lived, spread, 1000 * smooth / lived)
    rows = [
        [names[group], *(signed(column[FEMALE, group], lang) for column in columns)]
        for group in range(GROUPS.size)
    ]
    heads = {
        "en": ["Age", "As fitted", "Standard deviation between years", "Smoothed"],
        "ja": ["年齢", "当てはめのまま", "年ごとの標準偏差", "平滑化後"],
    }
    return table(heads[lang], rows)


def signed(value: float, lang: str) -> str:
    words = f"{abs(value):.1f}"
    negative = value < 0 and float(words) != 0
    return (("△" if lang == "ja" else "-") if negative else "") + words


def picture(lang: str, city: City) -> str:
    """Return both panels, women's rates before and after, as SVG."""
    smooth = smooth_net_migration(city.net, city.lived, EDGES)
    titles = {
        "en": ("Women, net migrants per 1,000 and year: as fitted", "smoothed"),
        "ja": ("女性の純移動（人口千人当たり・年）：当てはめのまま", "平滑化後"),
    }[lang]
    span = (WIDTH - LEFT - GAP - 20) / 2
    parts: list[str] = []
    for panel, counts in enumerate((city.net, smooth)):
        left = LEFT + panel * (span + GAP)
        parts.append(text(left, 22, titles[panel], 'font-weight="bold"'))
        parts += axes(left, span, lang)
        for year, colour in enumerate(COLOURS):
            rates = 1000 * counts[year, FEMALE] / city.lived[year, FEMALE]
            points = [
                f"{left + (age + 2.5) / 95 * span:.1f},{y_of(rate):.1f}"
                for age, rate in zip(GROUPS, np.clip(rates, LOWEST, HIGHEST), strict=True)
            ]
            style = f'fill="none" stroke="{colour}" stroke-width="2"'
            parts.append(f'<polyline points="{" ".join(points)}" {style}/>')
            if panel == 0:
                label = f'fill="{colour}"'
                parts.append(text(left + 4 + 52 * year, 42, str(city.years[year]), label))
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
    frame += 'font-family="sans-serif" font-size="13" role="img">'
    ground = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
    title = f"<title>{escape(titles[0])} / {escape(titles[1])}</title>"
    return "\n".join([frame, title, ground, *parts, "</svg>"]) + "\n"


def y_of(rate: float) -> float:
    return HEIGHT - BOTTOM - (rate - LOWEST) / (HIGHEST - LOWEST) * (HEIGHT - TOP - BOTTOM)


def text(x: float, y: float, words: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{escape(words)}</text>'


def axes(left: float, span: float, lang: str) -> list[str]:
    """Return grid, rates and ages of one panel."""
    parts = []
    for rate in range(LOWEST, HIGHEST + 1, 25):
        y = y_of(rate)
        sign = "" if rate >= 0 else "△" if lang == "ja" else "-"
        ends = f'x1="{left:.1f}" x2="{left + span:.1f}" y1="{y:.1f}" y2="{y:.1f}"'
        parts.append(f'<line {ends} stroke="{"#999999" if rate == 0 else "#dddddd"}"/>')
        parts.append(text(left - 8, y + 4, f"{sign}{abs(rate)}", 'text-anchor="end"'))
    parts += [
        text(left + age / 95 * span, HEIGHT - 14, str(age), 'text-anchor="middle"')
        for age in range(0, 91, 15)
    ]
    return parts


PAGES = {
    "en": """\
# The noise of a small city's migration, and a model schedule

`python docs/smoothing.py` writes this page. [日本語](migration-smoothing.ja.md)

The register's tables used here tell who came and went in total, not by age. Net migration
by age is a residual: what the register holds more, or less, than survivors of the year before
(docs/design.md, section 5). In a city of 75,000 that is a handful of persons in an age group,
and chance moves it as much. `projection.rates.net_schedule.smooth_net_migration` fits a
schedule in the form of Rogers and Castro, with levels of either sign and two peaks at the ages
of the labour force, and keeps the sum over ages. **No projection uses it**: base rates are
means of the window, cell by cell.

![Women's net migration by age, five years, before and after](migration-smoothing.en.svg)

## Kiyose {first}-{last}, as fitted to its registers

Root mean square of the difference, persons by sex and five-year age group:

{left_out}

One year and the mean of the other four differ by {raw:.1f} persons in a group: that is the
noise, and it is as large as the migration itself. Smoothing the year takes it to {one:.1f}, for
above age 40 most of it goes. At ages 15-39 little does: there people do move, by patterns of
their own, and a smooth curve takes some of that for chance (women aged 30-34 below). The mean
of four years, smoothed, tells the fifth a little better ({mean:.1f}); base rates keep the
mean.

Women, net migrants per 1,000 and year, {first}-{last}:

{by_age}

## Chance alone, simulated

Here the truth is known, and everything else is simulated: the smoothed mean of the window is
taken as true, and arrivals and departures are drawn from Poisson distributions, {years} years
(seed {seed}). **Assumption:** the inputs do not hold Kiyose's moves by age; their total
({moves:,.0f} a year in and out, as registered) is spread over ages by the fundamental schedule
of Rogers and Castro (1981). The truth has the form of the model, so smoothing looks better here
than it can be.

{simulated}

From age 40 the registers show more noise than chance moves explain: chance in deaths, other
entries in the register, and the sizes of single cohorts that cross from one age group into the
next (the fit must estimate them) stand in the residual as well.

Sources: Ministry of Internal Affairs and Communications,
住民基本台帳に基づく人口、人口動態及び世帯数調査 (CC BY 4.0); Rogers and Castro (1981), Model
Migration Schedules, IIASA Research Report 81-30.
""",
    "ja": """\
# 小さな市の移動の偶然変動と、モデルによる平滑化

このページは `python docs/smoothing.py` が作ります。[English](migration-smoothing.md)

ここで使う統計表の転入・転出は総数だけで、年齢別はありません。
年齢別の純移動は、前年の人口のうち生き残るはずの数と、翌年の人口との差（残差）です
（docs/design.md 第5節）。人口約7万5千人の市では、5歳階級ごとの純移動は数人から数十人で、
偶然による変動も同じくらいあります。
`projection.rates.net_schedule.smooth_net_migration` は、ロジャース＝カストロ型の曲線
（高さは正負どちらも可、若い就業年齢に2つの山）を当てはめ、年齢の合計を変えずにならします。
**推計には使っていません。** 基準率は、基準期間の平均を年齢ごとにそのまま用いています。

![女性の年齢別純移動（5年分、平滑化の前後）](migration-smoothing.ja.svg)

## 清瀬市 {first}〜{last}年（住民基本台帳に当てはめた値）

男女・5歳階級ごとの差の二乗平均平方根（人）：

{left_out}

1年の値と他の4年の平均との差は、1階級当たり{raw:.1f}人です。これが偶然などによる変動で、
純移動そのものと同じくらいの大きさです。1年の値を平滑化すると、40歳以上の変動の多くが消え、
全体で{one:.1f}人になります。15〜39歳ではあまり減りません。実際に移動が多く、市に固有の動きがあるため、
なめらかな曲線はその一部まで偶然とみなしてしまいます（下の表の女性30〜34歳）。
4年の平均を平滑化しても、残る1年との差は少し縮まるだけです（{mean:.1f}人）。
基準率では平均をそのまま用いています。

女性の純移動（人口千人当たり・年、{first}〜{last}年）：

{by_age}

## 偶然変動だけの模擬計算

ここでは真の値がわかっており、ほかはすべて模擬計算です。
平滑化した期間平均を真の値とし、転入と転出をポアソン分布から{years}年分発生させました
（乱数の種{seed}）。**仮定：** 入力データに清瀬市の年齢別の転入・転出はないため、その総数
（登録された転入と転出を合わせて年{moves:,.0f}人）を、ロジャースとカストロ（1981）の
基本型で年齢に割り振りました。真の値がモデルと同じ型なので、
平滑化の効果は実際より大きく出ます。

{simulated}

40歳以上では、実際の台帳の変動のほうが大きくなっています。死亡の偶然変動、
台帳のその他の増減、年齢階級の境を越える各歳の人数（推定値）の誤差も残差に含まれるためです。

資料：総務省「住民基本台帳に基づく人口、人口動態及び世帯数調査」（CC BY 4.0）、
Rogers and Castro (1981), Model Migration Schedules, IIASA Research Report 81-30
""",
}


def page(lang: str, city: City, figures: tuple[list[list[float]], list[list[float]]]) -> str:
    """Return the whole page in one language."""
    return PAGES[lang].format(
        first=city.years[0],
        last=city.years[-1],
        left_out=errors(lang, 0, figures[0]),
        raw=figures[0][0][-1],
        one=figures[0][1][-1],
        mean=figures[0][2][-1],
        by_age=by_age(lang, city),
        years=SIMULATED_YEARS,
        seed=SEED,
        moves=city.moves,
        simulated=errors(lang, 1, figures[1]),
    )


def main() -> None:
    city = observed()
    figures = (left_out(city), simulated(city))
    for lang, name in (("en", "migration-smoothing.md"), ("ja", "migration-smoothing.ja.md")):
        for path, content in (
            (ROOT / "docs" / name, page(lang, city, figures)),
            (ROOT / "docs" / f"migration-smoothing.{lang}.svg", picture(lang, city)),
        ):
            path.write_text(content, encoding="utf-8")
            print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
