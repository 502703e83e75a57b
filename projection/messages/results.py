"""Messages of the rooms `results` and `analysis`."""

from projection.language import Text

MESSAGES = {
    "result_not_netcdf": Text(
        ja="NetCDF-4 形式のファイルではありません。projection run が書いた結果ファイル（.nc）を"
        "指定してください",
        en="this is not a NetCDF-4 file; expected a result written by `projection run` (.nc)",
    ),
    "result_damaged": Text(
        ja="ファイルが途中で切れているか、壊れているか、書き換えられています（{size} バイト）。"
        "projection run で作り直してください",
        en="the file is cut off, damaged or changed (its size is {size} bytes); "
        "write it anew with `projection run`",
    ),
    "result_folder_form": Text(
        ja="結果のフォルダに、決まった形でないものがあります（{found}）。"
        "projection run で作り直してください",
        en="the folder declares {found} in a form that no result has; write it anew with "
        "`projection run`",
    ),
    "result_folder_size": Text(
        ja="結果のフォルダの {found} は {size} バイトで、書かれているはずの大きさと違います。"
        "projection run で作り直してください",
        en="{found} of the folder has {size} bytes, another size than declared; write it anew "
        "with `projection run`",
    ),
    "result_folder_link": Text(
        ja="結果のフォルダの {found} が、ふつうのファイルやフォルダでなくリンクや装置です。"
        "中身をそのまま写したフォルダを指定してください",
        en="{found} of the folder is a link or a device; expected plain files and folders: "
        "name a folder that holds them",
    ),
    "result_foreign": Text(
        ja="このプログラムの結果ファイルではありません。ないもの：{missing}。"
        "projection run が書いたファイルを指定してください",
        en="the file is NetCDF but not a result of this program; it lacks "
        "{missing}; expected a file written by `projection run`",
    ),
    "result_incomplete": Text(
        ja="結果ファイルに必要な数値がありません：{missing}。"
        "projection run で作り直してください",
        en="the result lacks what it must hold: {missing}; write it anew with `projection run`",
    ),
    "result_departs": Text(
        ja="結果ファイルの数値が定めと違います（{departure}）。"
        "projection run で作り直してください",
        en="a quantity is not as it must be ({departure}); write it anew with `projection run`",
    ),
    "compare_nothing": Text(
        ja="比較する結果がありません。結果ファイルを1つ以上指定してください",
        en="there is nothing to compare; give one result file or more",
    ),
    "compare_region": Text(
        ja="別の地域の結果です：{found}。「{reference}」は {expected} の結果です。"
        "同じ地域の結果だけを比べてください",
        en="this is a result of another region, {found}; that of '{reference}' is {expected}; "
        "compare results of one region",
    ),
    "compare_base_date": Text(
        ja="基準日の違う結果です：{found}。「{reference}」の基準日は {expected} です。"
        "同じ基準日から推計した結果だけを比べてください",
        en="this result has another base date, {found}; that of '{reference}' is {expected}; "
        "compare results that start from one base date",
    ),
    "compare_step": Text(
        ja="{found}年ごとの結果です。「{reference}」は {expected}年ごとです。"
        "同じ --step で推計した結果だけを比べてください",
        en="this result has a step of {found} (years), that of '{reference}' {expected}; "
        "compare results run with one --step",
    ),
    "compare_years_stock": Text(
        ja="{missing} 年の数値がありません。この結果にあるのは {first}年から {last}年まで"
        "（{step}年ごと）です",
        en="no figures for {missing}; the result has the years {first} to {last}, "
        "with a step of {step}",
    ),
    "compare_years_flow": Text(
        ja="{missing} 年からの期間の数値がありません。この結果の期間は {first}年から始まり、"
        "最後は {last}年に始まります（{step}年ごと）",
        en="no figures for the period from {missing}; the periods of the result start in "
        "{first} to {last}, with a step of {step}",
    ),
    "compare_no_common_years": Text(
        ja="すべての結果に共通する年がありません。年の重なる結果を比べてください",
        en="the results have no year in common; compare results whose years overlap",
    ),
    "compare_reference": Text(
        ja="比較の基準「{found}」という結果がありません。指定された結果：{known}",
        en="there is no result '{found}' to compare with; the results given are: {known}",
    ),
    "measure_unknown": Text(
        ja="知らない指標「{found}」です。使える指標：{known}",
        en="unknown measure '{found}'; known measures: {known}",
    ),
    "measure_unknown_near": Text(
        ja="知らない指標「{found}」です。「{near}」ではありませんか",
        en="unknown measure '{found}'; did you mean '{near}'?",
    ),
    "measure_not_by_age": Text(
        ja="「{label}」は年齢別に分けられません。年齢別の指定を外すか、次の指標にしてください：{known}",
        en="'{label}' cannot be split by age; leave the ages out, or take one of: {known}",
    ),
    "measure_not_by_sex": Text(
        ja="「{label}」は男女別に分けられません。男女別の指定を外すか、次の指標にしてください：{known}",
        en="'{label}' cannot be split by sex; leave the sex out, or take one of: {known}",
    ),
    "grouping_unknown": Text(
        ja="知らない分け方「{found}」です。使える分け方：{known}",
        en="unknown way to split '{found}'; known ones: {known}",
    ),
    "grouping_and_ages": Text(
        ja="分け方「{by}」と年齢の指定「{ages}」は同時に使えません。どちらか一方にしてください",
        en="the split '{by}' and the ages '{ages}' exclude each other; leave one of them out",
    ),
    "ages_invalid": Text(
        ja="年齢の区分「{found}」を読めません。6-11、65、75+ のように、小さい年齢を先に書き、"
        "コンマで区切ってください",
        en="expected age groups such as 6-11, 65 or 75+, the lower age first, with commas "
        "between them; found '{found}'",
    ),
    "ages_repeated": Text(
        ja="年齢の区分 {found} が2回あります。1つにしてください",
        en="the age group {found} stands there twice; leave one out",
    ),
    "ages_cut": Text(
        ja="年齢の区分 {group} は、結果の年齢区分 {cut} を途中で分けてしまいます。"
        "結果の区分は {first}、{second}、…、{last} です。これに合わせるか、"
        "各歳（--step 1）の結果を使ってください",
        en="the age group {group} cuts through {cut} of the result, whose groups are "
        "{first}, {second}, ..., {last}; keep to these, or take a result of single ages "
        "(--step 1)",
    ),
    "asked_year_outside": Text(
        ja="{year}年の数値がありません。この推計で聞ける年は{first}〜{last}年です",
        en="no figure for {year}; expected a year from {first} to {last}",
    ),
    "asked_sex_needed": Text(
        ja="「{label}」は男女別の指標です。男（male）か女（female）を指定してください",
        en="'{label}' exists for each sex only; say male or female",
    ),
    "asked_one_group": Text(
        ja="年齢の区分は1つだけ指定してください。指定されたもの：{found}",
        en="expected one age group; found '{found}'",
    ),
}
