"""Messages of the official five-year form and of published projections."""

from projection.language import Text

MESSAGES = {
    "published_nowhere": Text(
        ja="公表された将来推計人口（表 {kind}）を持つ入力データがありません。"
        "調べたフォルダ：{found}",
        en="no folder of inputs names a published projection (a table '{kind}'); folders "
        "looked at: {found}",
    ),
    "published_incomplete": Text(
        ja="公表された将来推計人口に必要な数値がありません。必要なもの：{missing}",
        en="the published projection lacks what it must hold: {missing}",
    ),
    "published_steps": Text(
        ja="{name} は5おきに2つ以上必要です。見つかった値：{found}",
        en="expected two or more of '{name}', five apart; found {found}",
    ),
    "published_sexes": Text(
        ja="sex は male、female の順でなければなりません。見つかった値：{found}",
        en="expected the sexes male, female in this order; found {found}",
    ),
    "published_schedules": Text(
        ja="公表された将来推計人口と同じフォルダに、生命表・出生率・出生性比の表が必要です",
        en="the folder of the published projection must hold life tables, fertility rates and "
        "the sex ratio at birth as well",
    ),
    "inputs_official": Text(
        ja='社人研の方法（ipss）の入力データです。シナリオに method = "ipss" と書いてください',
        en="these are inputs of the official form (ipss); "
        'write method = "ipss" in the scenario',
    ),
    "inputs_official_missing": Text(
        ja="{found} の社人研の方法（ipss）の入力データがありません。"
        "projection ipss {found} で作れます",
        en="no inputs of the official form (ipss) for {found}; 'projection ipss {found}' makes "
        "them",
    ),
    "published_unknown": Text(
        ja="「{found}」という市区町村がありません。5桁か6桁のコード、または「清瀬市」のように"
        "名前を指定してください。近いもの：{near}。市区町村別には公表されていない県：{whole}",
        en="no area '{found}'; give a code of five or six digits, or a name in Japanese; near "
        "ones: {near}; prefectures published only as a whole: {whole}",
    ),
    "published_ambiguous": Text(
        ja="「{found}」は1つに決まりません。コードか、都道府県名からの名前で指定してください：{near}",
        en="'{found}' may be several areas; give the code, or the name with its prefecture: "
        "{near}",
    ),
    "official_no_ratio": Text(
        ja="社人研の方法（ipss）の入力データではありません。表 child_woman_ratio が必要です。"
        "projection ipss で作れます",
        en="these are no inputs of the official form (ipss): the table child_woman_ratio is "
        "missing; 'projection ipss' makes such inputs",
    ),
    "official_table_missing": Text(
        ja="社人研の方法（ipss）には表 {kind} が必要です",
        en="the official form (ipss) needs the table {kind}",
    ),
    "official_date": Text(
        ja="基準日 {expected} の人口だけが必要です。見つかった日付：{found}",
        en="expected the population of the base date alone, {expected}; found {found}",
    ),
    "official_width": Text(
        ja="{expected}歳階級の人口が必要です（例：0-4、5-9、…、90+）",
        en="expected groups of {expected} years of age (0-4, 5-9, ..., 90+)",
    ),
    "official_labels": Text(
        ja="ほかの表と合いません。必要な値：{expected}。見つかった値：{found}",
        en="does not fit the other tables; expected {expected}; found {found}",
    ),
    "official_bounds": Text(
        ja="{cell} の値が{lower}〜{upper}の範囲にありません。見つかった値：{found}",
        en="{cell}: expected a value from {lower} to {upper}; found {found}",
    ),
    "official_survival": Text(
        ja="{cell} の生残率は0〜1でなければなりません（出生からは0より大きく、最後の階級は1より"
        "小さいこと）。見つかった値：{found}",
        en="{cell}: expected a survival ratio from 0 to 1 (from birth above 0, in the open "
        "group below 1); found {found}",
    ),
    "method_and_inputs": Text(
        ja="シナリオの method は {expected} ですが、入力データは {found} のものです",
        en="the scenario's method is {expected}, but the inputs are of {found}",
    ),
    "official_only": Text(
        ja="社人研の方法（ipss）では {name} を使えません。{reason}",
        en="'{name}' has no meaning in the official form (ipss): {reason}",
    ),
    "official_reason_mothers": Text(
        ja="子どもは女性の年齢によらず、子ども女性比で決まります",
        en="children follow from the child-woman ratio, whatever the ages of mothers",
    ),
    "official_reason_deaths": Text(
        ja="生残率は期間ごとに与えられています。level で死亡率の倍率を変えてください",
        en="survival ratios are given for every period; change them by 'level'",
    ),
    "official_reason_basis": Text(
        ja="純移動は期首の人口に対する率として与えられています",
        en="net migration is given as a rate on the population at the start of each step",
    ),
    "official_children": Text(
        ja="社人研の方法（ipss）では、0〜4歳は期末の女性から決まるため、人を加えられるのは5歳以上です。"
        "指定された年齢：{lower}〜{upper}歳",
        en="in the official form (ipss) ages 0-4 follow from the women at the end of the step: "
        "people can be added from age 5 on; found ages {lower} to {upper}",
    ),
    "scenario_a_step": Text(ja="1 か 5", en="1 or 5"),
    "official_step": Text(
        ja="社人研の方法（ipss）は5年ごとです。step = 5 にしてください。見つかった値：{found}",
        en="the official form (ipss) goes by steps of five years: write step = 5; "
        "found {found}",
    ),
    "official_start": Text(
        ja="社人研の方法（ipss）は基準日の年{expected}から始めます。指定された年：{found}",
        en="the official form (ipss) starts in the year of the base date, {expected}; found "
        "{found}",
    ),
    "official_negative": Text(
        ja="{year}年の{sex}{age}歳以上の階級が{persons}人になります。転出が住んでいる人より多く"
        "なっています。移動のレバーの人数か率を小さくしてください",
        en="in {year} the group ({sex}, from age {age}) would hold {persons} persons: more "
        "leave than live there; let the levers take out fewer",
    ),
    "official_not_asked": Text(
        ja="このコマンドは社人研の方法（ipss）のシナリオを扱いません。影響度などは "
        "projection ipss CODE --assess で示します",
        en="this command does not take scenarios of the official form (ipss); "
        "'projection ipss CODE --assess' gives grades and stages",
    ),
    "file_changed": Text(
        ja="内容の異なるファイルがあります。何も書きませんでした。"
        "上書きするには --force を付けてください",
        en="the file is there with other content; nothing has been written; to write over it, "
        "add --force",
    ),
    "simulation_too_early": Text(
        ja="{option} は{start}年より後の年でなければなりません。指定された年：{found}",
        en="{option}: expected a year after {start}; found {found}",
    ),
    "goals_tfr": Text(
        ja="--tfr は{lower}〜{upper}の合計特殊出生率でなければなりません。"
        "指定された値：{found}",
        en="--tfr: expected births per woman from {lower} to {upper}; found {found}",
    ),
    "goals_end": Text(
        ja="--end は{start}年から5年おきの年でなければなりません。指定された年：{found}",
        en="--end: expected a year after {start} by whole steps of five years; found {found}",
    ),
    "young_bounds": Text(
        ja="区切りは0〜100の%を小さい順に2つ書いてください（例 [20, 50]）。"
        "見つかった値：{found}",
        en="expected two bounds in %, ascending, from 0 to 100 ([20, 50]); found {found}",
    ),
    "young_classes": Text(
        ja="封鎖の減少率の3区分（行）×移動ありの3区分（列）の9つの記号が必要です。見つかった値：{found}",
        en="expected nine names: three rows (closed) of three columns (with migration); found "
        "{found}",
    ),
    "young_names": Text(
        ja='記号の頭文字ごとに日本語と英語の名前が必要です（例 A = {{ ja = "…", en = "…" }}）。'
        "見つかった値：{found}",
        en="expected a name in both languages for each first letter "
        '(A = {{ ja = "…", en = "…" }}); found {found}',
    ),
    "young_years": Text(
        ja="推計にある年を2つ、早い順に書いてください（例 [2015, 2045]）。"
        "見つかった値：{found}",
        en="expected two years of the projection, the earlier first ([2015, 2045]); found "
        "{found}",
    ),
    "ipss_area_needed": Text(
        ja="市区町村を1つ指定してください（例：projection ipss 13221）。"
        "--assess を付けると、いくつでも、省略して全国も指定できます",
        en="name one area (projection ipss 13221); with --assess, several, or none for all",
    ),
    "ipss_next": Text(ja="次に実行するコマンド：{command}", en="next command: {command}"),
    "ipss_unchanged": Text(
        ja="変わったファイルはありません：{folder}", en="nothing has changed in {folder}"
    ),
}
