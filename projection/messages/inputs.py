"""Messages of the room `inputs`."""

from projection.language import Text

_FOLDER = {
    "inputs_folder_missing": Text(
        ja="その名前のフォルダがありません。同じ場所にあるもの：{beside}",
        en="there is no folder of this name; beside it: {beside}",
    ),
    "inputs_no_folders": Text(
        ja="inputs.toml のあるフォルダが必要ですが、ありません。中にあるもの：{beside}",
        en="expected a folder with an inputs.toml; there is none; found inside: {beside}",
    ),
    "inputs_region_unknown": Text(
        ja="地域「{found}」の入力データがありません。ある地域：{known}",
        en="there are no inputs of the region '{found}'; regions there: {known}",
    ),
    "inputs_region_needed": Text(
        ja="地域が二つ以上あります。どれを使うかを指定してください：{known}",
        en="there are several regions; say which one to use: {known}",
    ),
    "inputs_region_ambiguous": Text(
        ja="地域「{found}」が二つ以上のフォルダにあります：{folders}。"
        "使うフォルダを指定してください",
        en="the region '{found}' is in more than one folder: {folders}; name the folder to use",
    ),
    "inputs_no_population": Text(
        ja="人口の表 [tables.population] が必要ですが、このフォルダにはありません",
        en="expected a table [tables.population]; this folder has none",
    ),
}

_FILE = {
    "inputs_encoding": Text(
        ja="文字コードを読み取れません（先頭から{byte}バイト目）。"
        "UTF-8かShift_JIS（CP932）で保存してください",
        en="the text cannot be read from byte {byte} on; expected UTF-8 or CP932: "
        "save the file as UTF-8",
    ),
    "inputs_workbook": Text(
        ja="Excelのブックです。CSVが必要です。「CSV UTF-8」の形式で保存してください",
        en="this is an Excel workbook; expected CSV: save it as 'CSV UTF-8'",
    ),
    "inputs_gzip": Text(
        ja="gzip として展開できません（{reason}）",
        en="the file cannot be unpacked as gzip ({reason})",
    ),
    "inputs_csv": Text(
        ja='CSVとして読めません（{reason}）。引用符「"」が閉じているか確かめてください',
        en="this is not valid CSV ({reason}); see whether every quotation mark is closed",
    ),
    "inputs_separator": Text(
        ja="列が{found}で区切られています。コンマ区切りのCSVで保存し直してください",
        en="the columns are separated by {found}; save the file as CSV with commas",
    ),
    "inputs_no_rows": Text(
        ja="データの行がありません。見出しの下に1行以上必要です",
        en="there are no rows; expected at least one below the header",
    ),
    "inputs_cells": Text(
        ja="列の数が合いません。見出しは{expected}列、この行は{found}列です",
        en="expected {expected} cells as in the header; found {found}",
    ),
    "inputs_column_missing": Text(
        ja="列「{column}」が必要ですが、ありません。ある列：{found}",
        en="expected a column '{column}'; found: {found}",
    ),
    "inputs_column_missing_near": Text(
        ja="列「{column}」が必要ですが、ありません。「{near}」を「{column}」に直すのでは"
        "ありませんか",
        en="expected a column '{column}'; found '{near}': is it a misspelling?",
    ),
    "inputs_column_twice": Text(
        ja="列「{column}」が二つあります。一つにしてください",
        en="the column '{column}' stands twice; leave one",
    ),
    "inputs_no_age_columns": Text(
        ja="年齢の列がありません。「{example}」のような列が必要です",
        en="expected columns of persons by age and sex such as '{example}'; found none",
    ),
}

_TOML = {
    "inputs_toml": Text(
        ja="TOMLとして読めません（{reason}）", en="this is not valid TOML ({reason})"
    ),
    "inputs_key_missing": Text(
        ja="キー「{name}」が必要ですが、ありません",
        en="expected a key '{name}'; it is not there",
    ),
    "inputs_key_with_population": Text(
        ja="キー「{name}」が必要ですが、ありません（人口の表があるフォルダでは必須です）",
        en="expected a key '{name}', as there is a table of population; it is not there",
    ),
    "inputs_key_value": Text(
        ja="{expected}が必要ですが、「{found}」です", en="expected {expected}; found '{found}'"
    ),
    "inputs_choice": Text(
        ja="{known} のいずれかが必要ですが、「{found}」です",
        en="expected one of {known}; found '{found}'",
    ),
    "inputs_unit": Text(
        ja="知らない単位「{found}」です。使える単位：{known}",
        en="unknown unit '{found}'; expected {known}",
    ),
    "inputs_base_january": Text(
        ja="基準日は1月1日でなければなりませんが、{found}です",
        en="expected a base_date on 1 January; found {found}",
    ),
    "inputs_region_declared_twice": Text(
        ja="地域「{found}」が二度書かれています。一つにしてください",
        en="the region '{found}' stands twice; leave one",
    ),
    "inputs_standard_missing": Text(
        ja="フォルダ {found} がありません。同じ場所にあるもの：{beside}",
        en="the folder {found} is not there; beside it: {beside}",
    ),
    "inputs_components_missing": Text(
        ja="人口動態の表 [tables.{kind}] が必要ですが、ありません",
        en="expected a table [tables.{kind}]; it is not there",
    ),
    "inputs_schedule_missing": Text(
        ja='表 [tables.{kind}] が必要ですが、ありません。表を加えるか、standard = "../japan" の'
        "ように、表のあるフォルダを指定してください",
        en="expected a table [tables.{kind}]; it is not there: add it, or name a folder that "
        'has it, as in standard = "../japan"',
    ),
}

_CODES = {
    "inputs_code": Text(
        ja="全国地方公共団体コード（6桁、または検査数字を除く5桁）が必要ですが、「{found}」"
        "です",
        en="expected a municipality's code of six digits, or of five without the check digit; "
        "found '{found}'",
    ),
    "inputs_check_digit": Text(
        ja="全国地方公共団体コード「{found}」の検査数字（6桁目）が違います。「{expected}」では"
        "ありませんか",
        en="the check digit of '{found}' is wrong; did you mean '{expected}'?",
    ),
    "inputs_region_undeclared": Text(
        ja="地域「{found}」は inputs.toml にありません。ある地域：{known}",
        en="the region '{found}' is not in inputs.toml; regions there: {known}",
    ),
}

_CELL = {
    "inputs_empty": Text(
        ja="空欄です。空欄は0とはみなしません。0なら0と書いてください",
        en="the cell is empty; missing is not zero: write 0 where it is zero",
    ),
    "inputs_number": Text(
        ja="数値が必要ですが、「{found}」です", en="expected a number; found '{found}'"
    ),
    "inputs_number_comma": Text(
        ja="数値が必要ですが、桁区切りのある「{found}」です。{plain} と書いてください",
        en="expected a number; found '{found}' with commas: write {plain}",
    ),
    "inputs_official_number": Text(
        ja="人数が必要ですが、「{found}」です。0なら0と書いてください。秘匿された地域は、"
        "市区町村全体の行（{area}が空欄）を加えれば使われません",
        en="expected a number of persons; found '{found}'; write 0 where it is zero; where an "
        "area is withheld, add a line of the whole municipality ({area} left empty)",
    ),
    "inputs_not_finite": Text(
        ja="有限の数値が必要ですが、「{found}」です",
        en="expected a finite number; found '{found}'",
    ),
    "inputs_negative": Text(
        ja="0以上の数値が必要ですが、「{found}」です",
        en="expected a number of 0 or more; found '{found}'",
    ),
    "inputs_bounds": Text(
        ja="{lower}以上{upper}以下の数値が必要ですが、「{found}」です",
        en="expected a number from {lower} to {upper}; found '{found}'",
    ),
    "inputs_date": Text(
        ja="日付（例 2020-01-01）が必要ですが、「{found}」です",
        en="expected a date such as 2020-01-01; found '{found}'",
    ),
    "inputs_year": Text(
        ja="4桁の西暦が必要ですが、「{found}」です",
        en="expected a year of four digits; found '{found}'",
    ),
    "inputs_sex": Text(
        ja="male（男）か female（女）が必要ですが、「{found}」です。男女計の行は除いてください",
        en="expected male or female; found '{found}'; leave out rows of both sexes together",
    ),
    "inputs_residents": Text(
        ja="total（総計）か japanese（日本人住民）が必要ですが、「{found}」です",
        en="expected total or japanese; found '{found}'",
    ),
    "inputs_age": Text(
        ja="年齢（例 35、35-39、85+）が必要ですが、「{found}」です。合計の行は除いてください",
        en="expected an age such as 35, 35-39 or 85+; found '{found}'; "
        "leave out rows of totals",
    ),
    "inputs_age_date": Text(
        ja="年齢（例 5-9）が必要ですが、「{found}」です。表計算ソフトが年齢を日付に"
        "変えたようです。年齢の列を文字列の書式にしてから入力し直してください",
        en="expected an age such as 5-9; found '{found}': a spreadsheet seems to have turned "
        "the age into a date; format the column as text and type it again",
    ),
    "inputs_age_reversed": Text(
        ja="年齢階級は小さい年齢が先でなければなりませんが、「{found}」です",
        en="expected an age group with the lower age first; found '{found}'",
    ),
    "inputs_single_age": Text(
        ja="各歳（例 35）が必要ですが、「{found}」です。階級の率は各歳に直してください",
        en="expected a single age such as 35; found '{found}'; this table needs single ages",
    ),
}

_TABLE = {
    "inputs_duplicate": Text(
        ja="{other}行目と重複しています（{row}）", en="duplicate of line {other} ({row})"
    ),
    "inputs_age_order": Text(
        ja="年齢の順が違います。{other_line}行目の {other} の後に {found} があります。"
        "小さい年齢から並べてください",
        en="ages are out of order: {found} comes after {other} of line {other_line}; "
        "put the lowest age first",
    ),
    "inputs_age_overlap": Text(
        ja="年齢階級 {other} と {found} が重なっています（{lines}行目）。"
        "どの日付でも同じ階級にそろえてください",
        en="the age groups {other} and {found} overlap (lines {lines}); "
        "use one set of groups throughout",
    ),
    "inputs_age_gap": Text(
        ja="{missing} 歳の階級がありません（次の階級は {found}）。0歳から切れ目なく必要です",
        en="no group holds the ages {missing} (the next is {found}); expected groups from "
        "age 0 on without a gap",
    ),
    "inputs_open_none": Text(
        ja="最後の階級は「以上」の階級（例 85+）でなければなりませんが、"
        "{found} で終わっています",
        en="expected an open last age group such as 85+; the last one found is {found}",
    ),
    "inputs_open_two": Text(
        ja="「以上」の階級が二つあります：{first}（{first_line}行目）と {second}。"
        "一つにそろえてください",
        en="there are two open age groups, {first} (line {first_line}) and {second}; "
        "use the same one throughout",
    ),
    "inputs_after_open": Text(
        ja="「以上」の階級 {open} より上に階級 {found} があります。どちらかを除いてください",
        en="the age group {found} lies above the open group {open}; leave one of them out",
    ),
    "inputs_ages_missing": Text(
        ja="年齢 {ages} の行がありません（{rows}）", en="no row for the ages {ages} ({rows})"
    ),
    "inputs_rows_missing": Text(ja="{rows} の行がありません", en="there are no rows of {rows}"),
    "inputs_january": Text(
        ja="1月1日の人口が必要ですが、{found}です。ほかの日付の人口は population_history の表に"
        "入れてください",
        en="expected a population on 1 January; found {found}; populations of other dates "
        "belong into the table population_history",
    ),
    "inputs_base_missing": Text(
        ja="{region}：基準日の人口がありません。ない日付：{missing}。ある日付：{found}",
        en="{region}: there is no population on the base date; missing: {missing}; "
        "found: {found}",
    ),
    "inputs_date_missing": Text(
        ja="{region}：基準日までの期間（window）に必要な {missing} の人口がありません。"
        "ある日付：{found}",
        en="{region}: no population on {missing}, which the window before the base date needs; "
        "found: {found}",
    ),
    "inputs_years_missing": Text(
        ja="{region}：基準日までの期間（window）に必要な {missing} 年の総計（total）の行が"
        "ありません。1月1日から始まる年：{found}",
        en="{region}: no row of residents = total for {missing}, which the window before the "
        "base date needs; years from 1 January found: {found}",
    ),
    "inputs_year_end": Text(
        ja="1月1日から始まる行の終わりは {expected} でなければなりませんが、{found} です",
        en="expected {expected} as the end of a year from 1 January; found {found}",
    ),
    "inputs_balance": Text(
        ja="{region}：人口と増減が合いません。{start} の人口 {before} に増減 {change} を"
        "加えると {expected} ですが、{end} の人口は {found} です（差 {gap}）。"
        "数値を確かめ、公表値のとおりなら inputs.toml の known_gaps にその年を書いてください",
        en="{region}: the population does not balance: {before} on {start} and changes of "
        "{change} make {expected}; found {found} on {end} (a gap of {gap}); "
        "check the figures; if they are as published, name the year in known_gaps "
        "(inputs.toml)",
    ),
    "inputs_balance_nearly": Text(
        ja="{region}：人口と増減が {gap} 人だけ合いません（{start} の {before} に増減 "
        "{change} を加えると {expected}、{end} の人口は {found}）。差は純移動に含まれます",
        en="{region}: the population is out of balance by {gap} ({before} on {start} and "
        "changes of {change} make {expected}; found {found} on {end}); "
        "net migration takes up the gap",
    ),
    "inputs_ages_short": Text(
        ja="{last} 歳までしかありません（{rows}）。{needed} 歳までの各歳が必要です",
        en="expected single ages up to {needed} at least; found up to {last} ({rows})",
    ),
    "inputs_two_tables": Text(
        ja="死亡率の改善を求めるため、2年以上の生命表が必要ですが、{found} 年だけです",
        en="expected the life tables of two years or more, as mortality improves between them; "
        "found {found} alone",
    ),
    "inputs_two_years": Text(
        ja="死亡率の推移には2年以上の死亡率が必要ですが、{found} 年だけです",
        en="expected mortality rates of two years or more, for a course of mortality; "
        "found {found} alone",
    ),
    "inputs_rates_per_1000": Text(
        ja="率が女性1,000人当たりの出生数のようです（最大 {largest}）。単位は女性1人当たりの"
        '出生数です。1,000で割るか、inputs.toml に unit = "per 1000" と書いてください',
        en="rates look like births per 1,000 women (largest {largest}); the unit is births per "
        'woman: divide, or say unit = "per 1000" in inputs.toml',
    ),
    "inputs_rates_too_high": Text(
        ja="女性1,000人当たりの出生数が2,000以下でなければなりませんが、最大は {largest} です",
        en="expected at most 2,000 births per 1,000 women; the largest found is {largest}",
    ),
    "inputs_range": Text(
        ja="期間は切れ目なく、{expected} から始まり終わりの年が後でなければなりませんが、"
        "「{found}」です",
        en="expected ranges without a gap, here from {expected} to a later year; "
        "found '{found}'",
    ),
    "inputs_age_unknown": Text(
        ja="{column}が{found}人です。年齢別の人口に割り振り、この列を0にしてください",
        en="{column} holds {found} persons of unknown age; distribute them over the ages, "
        "and write 0 here",
    ),
    "inputs_age_sum": Text(
        ja="年齢別の合計が合いません。この列は {total}、年齢別の合計は {sum} です",
        en="the ages do not add up: this column says {total}, the ages sum to {sum}",
    ),
}

MESSAGES = {**_FOLDER, **_FILE, **_TOML, **_CODES, **_CELL, **_TABLE}
