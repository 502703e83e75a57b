"""Result files, comparisons and measures."""

from projection.language import Text
from projection.messages.explained.model import Explained

EXPLAINED = (
    Explained(
        "E401",
        ("results_not_there",),
        cause=Text(
            ja="推計をまだ実行していないか、別のフォルダを見ています。",
            en="Nothing has been run yet, or you look in another folder.",
        ),
        remedy=Text(
            ja="projection run シナリオ を先に実行してください。結果は既定で results "
            "に入ります。",
            en="Run `projection run SCENARIO` first; results go to results/.",
        ),
    ),
    Explained(
        "E402",
        ("result_not_netcdf", "result_foreign"),
        cause=Text(
            ja="拡張子が .nc でも、このプログラムの結果ではありません。Excel "
            "の表や別の道具の NetCDF を渡していませんか。",
            en="Whatever its ending, this is no result of this program.",
        ),
        remedy=Text(
            ja="projection run が書き出した .nc を指定してください。",
            en="Name a file that `projection run` wrote.",
        ),
    ),
    Explained(
        "E403",
        (
            *("result_damaged", "result_incomplete", "result_departs"),
            *("result_folder_form", "result_folder_size", "result_folder_link"),
        ),
        cause=Text(
            ja="結果ファイルが書かれた後に変わっています。転送の失敗や、"
            "別の道具で開いて保存し直したときに起こります。"
            "数字の根拠にできないため読みません。",
            en="The file has changed since it was written: a transfer failed, or another "
            "program saved it. It is no proof any more, so it is not read.",
        ),
        remedy=Text(
            ja="元の写しがあれば戻し、なければ同じシナリオで推計し直してください。",
            en="Put back a copy, or run the scenario again.",
        ),
    ),
    Explained(
        "E404",
        ("result_ensemble", "result_not_ensemble", "report_ensemble_alone"),
        cause=Text(
            ja="通常の推計の結果と、不確かさの計算（ensemble）の結果を取り違えているか、"
            "対になる結果が足りません。",
            en="Results of `run` and of `ensemble` were mistaken for each other, or one "
            "lacks its partner.",
        ),
        remedy=Text(
            ja="コマンドが求める方を指定してください。報告書には、同じシナリオの run "
            "の結果と並べて渡します。",
            en="Name the kind asked for; a report wants the run of the same scenario beside "
            "its ensemble.",
        ),
    ),
    Explained(
        "E405",
        ("result_regions", "result_one_region", "regions_differ"),
        cause=Text(
            ja="多数の市区町村をまとめた結果と一つの地域の結果を取り違えているか、"
            "地域の違うものが混じっています。",
            en="A result of many municipalities was taken for one of a single region, or "
            "regions are mixed.",
        ),
        remedy=Text(
            ja="示されたとおりの結果を指定するか、--region を付けて推計し直してください。",
            en="Name a result of the kind asked for, or run it with --region.",
        ),
    ),
    Explained(
        "E406",
        ("compare_region", "compare_base_date", "compare_step", "compare_no_common_years"),
        cause=Text(
            ja="地域・基準日・刻み・期間の違う結果どうしは、"
            "引き算しても意味のある差になりません。",
            en="Results of other regions, base dates, steps or years cannot be subtracted "
            "from one another.",
        ),
        remedy=Text(
            ja="同じ入力データと同じ --step で推計した結果を選んでください。results "
            "に古い結果が残っていないかも見てください。",
            en="Take results of the same inputs and --step; see whether old ones were left "
            "in results/.",
        ),
    ),
    Explained(
        "E407",
        ("compare_nothing", "report_no_results"),
        cause=Text(
            ja="結果が一つも指定されていません。"
            "ワイルドカードに当たるファイルがないときにも出ます。",
            en="No result is named, or the wildcard fits none.",
        ),
        remedy=Text(
            ja="結果ファイルかフォルダを指定してください（例：results）。",
            en="Name result files or a folder (results).",
        ),
    ),
    Explained(
        "E408",
        ("compare_reference", "report_no_result"),
        cause=Text(
            ja="--to や --base に書いた名前の結果が、渡された中にありません。"
            "名前は拡張子を除いたファイル名です。",
            en="The name after --to, --base or --outlook is none of the results given; it is "
            "the file's name without its ending.",
        ),
        remedy=Text(
            ja="示された名前から選ぶか、その結果ファイルも渡してください。",
            en="Take one of those listed, or give that file too.",
        ),
    ),
    Explained(
        "E409",
        (
            "compare_years_stock",
            "compare_years_flow",
            "asked_year_outside",
            "report_year",
            "report_year_base",
        ),
        cause=Text(
            ja="その年の数値は推計の範囲にないか、5年刻みの間の年です。"
            "出生数などは期間の初めの年で呼びます。",
            en="The result has no figure of that year: it lies outside, or between five-year "
            "steps. Births and deaths are named by the first year of their period.",
        ),
        remedy=Text(
            ja="範囲内の年を選ぶか、終わりの年を延ばして推計し直してください。",
            en="Take a year it has, or run further.",
        ),
    ),
    Explained(
        "E410",
        ("years_not_numbers",),
        cause=Text(
            ja="年の一覧の書き方が読めません。",
            en="The list of years cannot be read.",
        ),
        remedy=Text(
            ja="西暦4桁を半角のコンマで区切ってください（例：--years 2030,2040）。",
            en="Write years with commas between (--years 2030,2040).",
        ),
    ),
    Explained(
        "E411",
        (
            "measure_unknown",
            "measure_unknown_near",
            "recurrence_unknown",
            "recurrence_unknown_near",
        ),
        cause=Text(
            ja="指標や変数の名前が違います。名前は英語で決まっています。",
            en="The name is no known measure or variable.",
        ),
        remedy=Text(
            ja="示された一覧から選んでください。意味は文書の「用語と変数」にあります。",
            en="Take one of those listed; the reference page 'Vocabulary' explains them.",
        ),
    ),
    Explained(
        "E412",
        ("measure_not_by_age", "measure_not_by_sex", "asked_sex_needed", "asked_one_group"),
        cause=Text(
            ja="指標によって、男女や年齢に分けられるものと分けられないものがあります（例："
            "合計特殊出生率は分けられず、平均余命は男女別のみ）。",
            en="Not every measure can be split by sex or age: a TFR cannot, life expectancy "
            "exists for each sex only.",
        ),
        remedy=Text(
            ja="示されたとおり、分け方の指定を外すか加えてください。",
            en="Leave out the split, or give the one asked for.",
        ),
    ),
    Explained(
        "E413",
        ("grouping_unknown", "grouping_and_ages", "ages_invalid", "ages_repeated", "ages_cut"),
        cause=Text(
            ja="年齢や分け方の指定が読めないか、互いに両立しないか、"
            "結果の年齢階級の途中を切っています。",
            en="The way to split cannot be read, contradicts another, or cuts through an age "
            "group of the result.",
        ),
        remedy=Text(
            ja="6-11,12-14,75+ の形で書き、結果の階級の境目に合わせてください。各歳が要れば "
            "--step 1 で推計し直します。",
            en="Write 6-11,12-14,75+ along the result's groups; for single ages run with "
            "--step 1.",
        ),
    ),
    Explained(
        "E414",
        ("verify_too_old",),
        cause=Text(
            ja="この結果は古い版が書いたもので、検証に要る記録（表の単位など）"
            "を含んでいません。",
            en="An older version wrote this result, without what verifying needs.",
        ),
        remedy=Text(
            ja="いまの版で推計し直してから検証してください。",
            en="Run it again with this version, and verify that.",
        ),
    ),
    Explained(
        "E415",
        ("verify_life_table",),
        cause=Text(
            ja="推計に使われた市独自の生命表が、同じ中身では見つかりません。"
            "後から直されたか、移されています。",
            en="The municipality's own life table is nowhere with the content used; it was "
            "edited or moved.",
        ),
        remedy=Text(
            ja="当時のファイルを探し、そのフォルダを --inputs で指定してください。",
            en="Find the file as it was, and name its folder with --inputs.",
        ),
    ),
)
