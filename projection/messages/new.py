"""Messages of `projection new` and `projection inputs add-year`."""

from projection.language import Text

MESSAGES = {
    "new_ambiguous": Text(
        ja="「{found}」は1つに決まりません。コードか、都道府県名からの名前で指定してください："
        "{near}",
        en="'{found}' may be several municipalities; give the code, or the Japanese name with "
        "its prefecture: {near}",
    ),
    "new_unknown": Text(
        ja="「{found}」という市区町村がありません。5桁か6桁のコード、名前（小平市）、"
        "またはローマ字（Kodaira）で指定してください。近いもの：{near}",
        en="no municipality '{found}'; give a code of five or six digits, or a name in "
        "Japanese or in Latin letters (Kodaira); near ones: {near}",
    ),
    "new_needed": Text(
        ja="市区町村を指定してください（例：projection new 13211、projection new 小平市）。"
        "手元の表から始めるには --from-csv を使います",
        en="name a municipality (projection new 13211, projection new Kodaira); to start from "
        "a table of your own, use --from-csv",
    ),
    "new_inputs_there": Text(
        ja="{folder} に入力データがあるので、それを使います（変更しません）",
        en="{folder} holds its inputs already: they are used as they are",
    ),
    "new_elsewhere": Text(
        ja="{found} の入力データは {folder} にあります。新しい年を加えるには projection inputs "
        "add-year を使うか、--inputs で別のフォルダを指定してください",
        en="the inputs of {found} are in {folder} already; add a year with 'projection inputs "
        "add-year', or choose another folder with --inputs",
    ),
    "new_csv_whose": Text(
        ja="どの市区町村の表か分かりません（見つかったコード：{found}）。"
        "市区町村も指定してください（例：projection new 13211 --from-csv ファイル）",
        en="the file does not say of which municipality it is (codes found: {found}); name it "
        "(projection new 13211 --from-csv FILE)",
    ),
    "new_csv_undated": Text(
        ja="日付の列（date）がありません。--date で1月1日の年月日を指定してください（例："
        "--date 2024-01-01）",
        en="the table has no column 'date'; give the 1 January it is of with --date 2024-01-01",
    ),
    "new_missing": Text(
        ja="{folder} を作りました。推計するには、次の点が足りません：\n{faults}",
        en="{folder} has been made; before it can be run, this is still missing:\n{faults}",
    ),
    "new_when_complete": Text(
        ja="{folder} に書き足したら実行するコマンド：{command}。総務省の各年の表があれば、"
        "--from-csv を付けずに2020年の基準で作り、projection inputs add-year "
        "で年を加えることもできます",
        en="when {folder} has it, run: {command}; where you have the ministry's tables of the "
        "years since 2020, leave out --from-csv and add them with 'projection inputs add-year'",
    ),
    "new_no_scenarios": Text(
        ja="入力データは作りましたが、基準となる率を求められないため、"
        "シナリオは作りませんでした。inputs.toml の window（いま {window}）を、"
        "どの年にも死亡のある年数に縮めてから、もう一度実行してください",
        en="the inputs have been made, but no scenarios, since base rates cannot be fitted; "
        "shorten 'window' in inputs.toml (now {window}) to years in each of which somebody "
        "died, and run this again",
    ),
    "new_fertility": Text(
        ja="{first}〜{last}年の出生数から求めた合計特殊出生率：{tfr}",
        en="TFR that the births of {first}-{last} imply: {tfr}",
    ),
    "year_jump": Text(
        ja="{sex}{age}歳が{persons}人です。前年の人口から見込まれる{expected}人に比べて{change}"
        "ですが、全国の市区町村（2015〜2020年、規模の近い{count}例）では{low}〜{high}でした",
        en="{sex}, {age}: {persons} persons are {change} against the {expected} that the year "
        "before makes expect; in the register of 2015-2020 ({count} cases of similar size) it "
        "was {low} to {high}",
    ),
    "year_gap": Text(
        ja="{region}：{year}年の人口と増減が {gap} 人合いません（{before} に {change} "
        "を加えた数と {found}）",
        en="{region}: the accounts of {year} are out by {gap} ({before} and changes of "
        "{change} against {found})",
    ),
    "year_force": Text(
        ja="前年と合わないため、何も書きませんでした。市区町村・年・列がずれていないか確かめ、"
        "公表値のとおりなら --force を付けてください",
        en="this does not fit the year before, and nothing has been written; check "
        "municipality, year and columns; if the figures are as published, add --force",
    ),
    "year_not_new": Text(
        ja="基準日（{base}年1月1日）より後の年がありません。見つかった年：{found}",
        en="no year after the base date (1 January {base}); years found: {found}",
    ),
    "year_no_stock": Text(
        ja="{region}：{year}年1月1日の男女・年齢別人口のファイルが足りません",
        en="{region}: the population by sex and age on 1 January {year} is missing; give its "
        "file as well",
    ),
    "year_no_changes": Text(
        ja="{region}：{year}年1〜12月の出生・死亡・転入・転出のファイル（総務省の「人口、"
        "人口動態及び世帯数」か components の形のCSV）が足りません",
        en="{region}: births, deaths and moves of {year} are missing; give their file as well "
        "(the ministry's table of population and changes, or a CSV in the form of components)",
    ),
    "year_old_workbook": Text(
        ja="古い形式（.xls）のExcelファイルは読めません。Excel か LibreOffice で .xlsx "
        "に保存し直してください",
        en="old Excel files (.xls) cannot be read; open it in Excel or LibreOffice and save it "
        "as .xlsx",
    ),
    "year_openpyxl": Text(
        ja="Excel ファイルを読むには openpyxl が必要です。python -m pip install openpyxl "
        "を実行してください",
        en="reading Excel files needs openpyxl; run: python -m pip install openpyxl",
    ),
    "year_no_workbook": Text(
        ja="Excel ファイルとして読めません（{reason}）。配布元からもう一度取得してください",
        en="it cannot be read as an Excel file ({reason}); get it once more",
    ),
    "year_no_line": Text(
        ja="団体コード {found} の行がありません",
        en="no line has the code {found}",
    ),
    "year_not_total": Text(
        ja="総計（日本人住民と外国人住民の合計）の表が必要です。見つかった表題：{found}",
        en="expected the table of all residents, Japanese and foreign; found the title "
        "'{found}'",
    ),
    "year_undated": Text(
        ja="表題に「令和○年1月1日」がありません。--year で1月1日の年を指定してください（例："
        "--year 2021）",
        en="its title names no 1 January; give its year with --year (--year 2021)",
    ),
    "year_no_ages": Text(
        ja="年齢階級の見出し（0歳～4歳、…）がありません",
        en="no heading of age groups, such as 0-4 to 100 and over",
    ),
    "year_cell": Text(
        ja="{column}列目は人数でなければなりません。見つかった値：「{found}」",
        en="column {column}: expected a number of persons; found '{found}'",
    ),
    "year_columns": Text(
        ja="総務省の「人口、人口動態及び世帯数」（市区町村別、総計、2013年以後）"
        "の{expected}列が必要です。見つかった列数：{found}",
        en="expected the {expected} columns of the ministry's table of population and changes "
        "(by municipality, all residents, since 2013), with a number in each; found {found}",
    ),
    "year_sum": Text(
        ja="{column}列目の計 {total} が、その内訳の合計 {sum} と合いません。"
        "列がずれていないか確かめてください",
        en="column {column}: the sum {total} is not that of its parts, {sum}; check whether "
        "columns have moved",
    ),
    "year_groups": Text(
        ja="{year}年の年齢階級「{found}」は、入力データの階級（{expected}）に収まりません",
        en="the age group {found} of {year} does not fit into those of the folder ({expected})",
    ),
    "year_cell_missing": Text(
        ja="{year}年の {age} 歳の人口がありません（男女とも必要）",
        en="no population of {year} at ages {age}; both sexes are needed",
    ),
    "year_columns_own": Text(
        ja="列 {missing} がないため、行を加えられません（見つかった列：{found}）。date, sex, "
        "age, population の列のある表に直してください",
        en="it has no column '{missing}' (columns found: {found}), so that no rows can be "
        "added; turn it into a table of date, sex, age, population",
    ),
    "year_which": Text(
        ja="どの入力データに加えるか、--inputs で指定してください：{found}",
        en="say with --inputs which folder the year is added to: {found}",
    ),
    "year_added": Text(
        ja="{folder} の基準日は{year}年1月1日になりました",
        en="the base date of {folder} is now 1 January {year}",
    ),
    "year_again": Text(
        ja="結果は前の基準日のままです。projection run をもう一度実行してください。"
        "シナリオの出生率も新しい年に合わせるには：{command}",
        en="results are still those of the former base date: run 'projection run' again; to "
        "let the TFR of the scenarios follow as well: {command}",
    ),
}
