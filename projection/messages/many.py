"""Messages of runs of many municipalities."""

from projection.language import Text

MESSAGES = {
    "municipal_nowhere": Text(
        ja="全市区町村の表（{kind}）と、生命表・出生率・出生性比がそろったフォルダがありません。"
        "--inputs で inputs か inputs/japan を指定してください",
        en="no folder here has a table of all municipalities ({kind}) with life tables, "
        "fertility rates and sex ratios beside it; point --inputs to inputs or inputs/japan",
    ),
    "history_regions": Text(
        ja="{other} と市区町村が違います。2つのファイルを同じ表から作り直してください",
        en="its municipalities are not those of {other}; make both files from the same tables",
    ),
    "municipal_unknown": Text(
        ja="都道府県コード「{found}」の市区町村がありません。"
        "{known} の2桁か、all を指定してください",
        en="no municipality of prefecture '{found}'; expected two digits of {known}, or all",
    ),
    "many_not_observed": Text(
        ja="{years}年の人口か増減がそろっていません",
        en="populations or flows of {years} are missing",
    ),
    "many_method": Text(
        ja='method = "{found}" のシナリオは全市区町村では推計できません。'
        '"cohort-component" のシナリオを指定してください',
        en='a scenario of method "{found}" cannot be run for many municipalities; expected '
        '"cohort-component"',
    ),
    "many_fitting": Text(
        ja="{count}市区町村の基準率を求めています",
        en="fitting base rates of {count} municipalities",
    ),
    "many_left_out": Text(
        ja="{total}市区町村のうち{count}は推計できないため除きました：{listed}",
        en="{count} of {total} municipalities cannot be projected and are left out: {listed}",
    ),
    "many_none_left": Text(
        ja="推計できる市区町村がありません：{listed}",
        en="no municipality can be projected: {listed}",
    ),
    "many_one": Text(ja="{name}（{code}：{reason}）", en="{name} ({code}: {reason})"),
    "many_persons": Text(
        ja="レバー「{title}」は市区町村の大小にかかわらず、どの市区町村にも同じ人数を加えます。"
        "人口に応じた率なら add_rate を使ってください",
        en="lever '{title}' adds the same number of persons in every municipality, large or "
        "small; for a rate on its population use add_rate",
    ),
    "result_regions": Text(
        ja="{count}市区町村をまとめた結果ファイルですが、ここで扱えるのは1つの地域の結果だけです。"
        "projection run の --region に市区町村のコードを指定して作ってください",
        en="this result holds {count} municipalities together; expected a result of one "
        "region: make it with `projection run` and the code of a municipality as --region",
    ),
    "result_one_region": Text(
        ja="1つの地域の結果ファイルです。--region に all か都道府県の2桁を指定して作った結果を"
        "指定してください",
        en="this is a result of one region; expected one made with --region all, or with the "
        "two digits of a prefecture",
    ),
    "many_sum_note": Text(
        ja="市区町村を1つずつ推計した結果の合計。市区町村の間の移動は突き合わせていないため、"
        "全国や都道府県の推計としては使えない。",
        en="The sum of municipalities that were projected one by one. Moves between them are "
        "not matched: it is no projection of the country or the prefecture.",
    ),
}
