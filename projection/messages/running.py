"""Messages of estimation and run."""

from projection.language import Text

MESSAGES = {
    "window_not_observed": Text(
        ja="{start}年から始めるには、{start}年1月1日と前年1月1日の人口、"
        "および前年の出生・死亡・移動が必要です。人口のある年：{known}",
        en="a start in {start} needs the population of 1 January {start} and of the year "
        "before, with that year's births, deaths and migration; years with population: {known}",
    ),
    "deaths_not_fitted": Text(
        ja="{year}年の死亡数{deaths}人は、全国の死亡率の{low}〜{high}倍では得られません。"
        "死亡数か人口の表を確かめてください",
        en="the {deaths} deaths of {year} cannot be reached with {low} to {high} times the "
        "national mortality; check the tables of deaths and population",
    ),
    "end_missing": Text(
        ja="終了年がありません。シナリオに end = 2065 のように書くか、--end で指定してください",
        en="no end year; write end = 2065 in the scenario, or give --end",
    ),
    "end_too_late": Text(
        ja="終了年{end}は遅すぎます。{limit}年までの西暦年にしてください",
        en="the end year {end} is too late; expected a year up to {limit}",
    ),
    "end_before_start": Text(
        ja="終了年{end}は開始年{start}より後でなければなりません",
        en="the end year {end} must lie after the start year {start}",
    ),
    "steps_do_not_fit": Text(
        ja="{start}年から{end}年までは{width}年きざみで割り切れません",
        en="the years from {start} to {end} are not a whole number of steps of {width} years",
    ),
    "horizons_differ": Text(
        ja="一度に推計するシナリオは開始年と終了年が同じでなければなりません：{found}",
        en="scenarios run together must have the same start and end; found {found}",
    ),
    "population_negative": Text(
        ja="{year}年1月1日の{sex}{age}歳が{persons}人になります。"
        "転出が住んでいる人より多くなっています（{cause}）。人数を減らすか年齢を広げてください",
        en="on 1 January {year} the cell ({sex}, age {age}) would hold {persons} persons: more "
        "leave than live there ({cause}); take out fewer, or from more ages",
    ),
    "cause_lever": Text(ja="レバー「{title}」", en="lever '{title}'"),
    "cause_base": Text(ja="基準期間の純移動", en="net migration of the base period"),
}
