"""Runs: of one municipality, of many, and ensembles."""

from projection.language import Text
from projection.messages.explained.model import Explained

EXPLAINED = (
    Explained(
        "E301",
        ("deaths_not_fitted",),
        cause=Text(
            ja="登録された死亡数が、全国の死亡率をどれだけ増減しても再現できません。"
            "死亡か人口の表の取り違え、または住民のごく少ない地域です。",
            en="No multiple of national mortality gives the registered deaths: tables of "
            "deaths or people were mistaken, or hardly anyone lives there.",
        ),
        remedy=Text(
            ja="死亡数の列と年、人口の表が同じ市区町村のものかを確かめてください。",
            en="See that column, year and population are of the same municipality.",
        ),
    ),
    Explained(
        "E302",
        ("steps_do_not_fit",),
        cause=Text(
            ja="5年ごとの推計では、始まりから終わりまでが5で割り切れなければなりません。",
            en="In five-year steps the span must divide by five.",
        ),
        remedy=Text(
            ja="終わりの年を5年刻みに合わせるか、--step 1 にしてください。",
            en="Move the end year by whole steps, or use --step 1.",
        ),
    ),
    Explained(
        "E303",
        ("horizons_differ", "attribution_spans_differ"),
        cause=Text(
            ja="いっしょに計算するシナリオの期間や年齢区分が違い、"
            "同じ年どうしを比べられません。",
            en="Scenarios worked out together have different years or ages, so that nothing "
            "can be set side by side.",
        ),
        remedy=Text(
            ja="start・end・step をそろえるか、--start と --end "
            "で共通の期間を指定してください。",
            en="Give them one start, end and step, or set --start and --end.",
        ),
    ),
    Explained(
        "E304",
        ("population_negative", "official_negative", "recurrence_negative"),
        cause=Text(
            ja="転出の設定が大きすぎ、住んでいる人より多くが出て行くことになります。"
            "人数で減らすレバー（add_per_year に負の数）を長く続けると、"
            "人口が減るにつれて起こります。",
            en="More people would leave than live there. Levers that take out a fixed number "
            "a year end so when the population shrinks.",
        ),
        remedy=Text(
            ja="人数を減らす、年齢の幅を広げる、または人口に応じた率（add_rate）"
            "に換えてください。",
            en="Take out fewer, widen the ages, or use a rate (add_rate).",
        ),
    ),
    Explained(
        "E305",
        ("many_method",),
        cause=Text(
            ja="社人研の形式のシナリオは、市区町村ごとの入力データで推計するもので、"
            "全市区町村の台帳では計算できません。",
            en="Scenarios of the official form need each municipality's own inputs, and "
            "cannot be run on the register of all.",
        ),
        remedy=Text(
            ja="method のないシナリオを使うか、--region に一つのコードを指定してください。",
            en="Use a scenario without method, or one code as --region.",
        ),
    ),
    Explained(
        "E306",
        ("many_none_left",),
        cause=Text(
            ja="選んだ市区町村のどれも推計できませんでした。住民がいない、"
            "台帳に欠けた年がある、などです。",
            en="None of the municipalities chosen can be projected: nobody lives there, or "
            "years are missing from the register.",
        ),
        remedy=Text(
            ja="示された理由を見て、別の開始年か地域にしてください。",
            en="See the reasons given, and take another start or area.",
        ),
    ),
    Explained(
        "E307",
        ("blocks_in_use",),
        cause=Text(
            ja="同じ結果フォルダに、別の端末か別の画面の projection が書き込んでいます。"
            "混ざらないように止めました。",
            en="Another `projection` is writing into the same folder; this one stopped, so "
            "that they do not mix.",
        ),
        remedy=Text(
            ja="終わるのを待つか、--out で別のフォルダを指定してください。",
            en="Wait for it, or choose another folder with --out.",
        ),
    ),
    Explained(
        "E308",
        (
            "blocks_folder_unseen",
            "blocks_unreachable",
            "blocks_no_workers",
            "blocks_other_version",
        ),
        cause=Text(
            ja="複数のコンピューターで分担する計算（--scheduler）の準備が整っていません。",
            en="The computers that should share the work (--scheduler) are not ready.",
        ),
        remedy=Text(
            ja="スケジューラーとワーカーが動き、同じ版が入り、"
            "同じ共有フォルダが見えることを確かめてください。1台で計算するなら "
            "--scheduler を外します。",
            en="See that scheduler and workers run, have the same version and see the same "
            "folder. Without --scheduler one machine does it all.",
        ),
    ),
    Explained(
        "E309",
        ("blocks_no_distributed",),
        cause=Text(
            ja="分担計算の部品（Dask）が入っていません。1台での計算には要りません。",
            en="The library that shares work between machines (Dask) is not installed; one "
            "machine does not need it.",
        ),
        remedy=Text(
            ja="--workers と --scheduler を外すか、示された pip のコマンドで入れてください。",
            en="Leave out --workers and --scheduler, or install it as shown.",
        ),
    ),
    Explained(
        "E310",
        ("blocks_one_place", "blocks_of_many"),
        cause=Text(
            ja="分担計算の指定どうしが両立しないか、一つの市区町村の推計には使えないものです。",
            en="These options exclude each other, or are for many municipalities only.",
        ),
        remedy=Text(
            ja="どちらか一方にするか、--region all（または都道府県の2桁）"
            "といっしょに使ってください。",
            en="Use one of them, with --region all or the two digits of a prefecture.",
        ),
    ),
    Explained(
        "E311",
        ("ensemble_draws", "ensemble_seed", "ensemble_workers"),
        cause=Text(
            ja="回数や乱数の種などの数が範囲の外です。",
            en="A number of draws, workers or a seed is out of range.",
        ),
        remedy=Text(
            ja="示された範囲の整数にしてください。試しなら --draws 200、"
            "本番なら既定のままで十分です。",
            en="Give a whole number in the range; 200 draws do for a trial, the default for "
            "good.",
        ),
    ),
    Explained(
        "E312",
        ("ensemble_step",),
        cause=Text(
            ja="不確かさの計算は1年ごとの推計だけで行います。"
            "過去の誤差を年ごとに測っているためです。",
            en="Ensembles go by single years, as past errors were measured by year.",
        ),
        remedy=Text(
            ja="シナリオか inputs.toml の step を 1 にしてください。",
            en="Let step be 1 in the scenario or in inputs.toml.",
        ),
    ),
    Explained(
        "E313",
        ("ensemble_goals_of_many", "ensemble_flow_ages"),
        cause=Text(
            ja="不確かさの計算では保存していない細かさの目標です。",
            en="The goals ask for detail that an ensemble does not keep.",
        ),
        remedy=Text(
            ja="市区町村を一つにし、出生数などの目標からは年齢の指定を外してください。",
            en="Take one municipality, and leave ages out of goals on births or deaths.",
        ),
    ),
    Explained(
        "E314",
        ("ensemble_no_room",),
        cause=Text(
            ja="試算の途中の数値を置く一時ファイルの空きがありません。",
            en="There is no room for the temporary file of the simulation.",
        ),
        remedy=Text(
            ja="--draws を減らすか、環境変数 TMPDIR に空きのあるフォルダを指定してください。",
            en="Ask for fewer --draws, or point TMPDIR to a folder with room.",
        ),
    ),
    Explained(
        "E315",
        ("groups_not_asked",),
        cause=Text(
            ja="施設等人口を別に扱う入力データは、このコマンドがまだ対応していません。"
            "無視すると入院患者などが転出入に混じります。",
            en="The command does not yet carry residents of institutions apart; to ignore "
            "them would mix them into migration.",
        ),
        remedy=Text(
            ja="施設等人口の表を除いた入力フォルダの写しで計算し、"
            "その旨を資料に書いてください。",
            en="Use a copy of the folder without that table, and say so where you use the "
            "figures.",
        ),
    ),
    Explained(
        "E316",
        (
            "uncertainty_last",
            "uncertainty_nobody",
            "uncertainty_few",
            "coverage_base",
            "coverage_draws",
        ),
        cause=Text(
            ja="不確かさを測り、確かめるには、過去の台帳に十分な年数と市区町村数が要ります。",
            en="To measure uncertainty, or to test it, the register must reach far enough "
            "back and hold enough municipalities.",
        ),
        remedy=Text(
            ja="示された範囲の年や回数にし、全国の台帳（inputs/japan）を使ってください。",
            en="Stay within the years and numbers given, with the register of the whole "
            "country (inputs/japan).",
        ),
    ),
    Explained(
        "E317",
        ("backtest_base", "backtest_nobody"),
        cause=Text(
            ja="過去の基準年で試すには、前の5年と後の実績の両方が要ります。",
            en="Testing a past base year needs five years before it and some after.",
        ),
        remedy=Text(
            ja="示された範囲の基準年を選んでください。",
            en="Choose a base year within the range.",
        ),
    ),
)
