"""Messages of the room `scenarios`."""

from projection.language import Text

MESSAGES: dict[str, Text] = {
    # Finding files.
    "scenario_none_found": Text(
        ja="シナリオファイル（*.toml）が見つかりません。ここにあるもの：{beside}",
        en="no scenario file (*.toml) found; what is here: {beside}",
    ),
    "scenario_name_twice": Text(
        ja="シナリオ名「{name}」が{first}と重なっています。"
        "結果のファイルが同じ名前になるので、どちらかの名前を変えてください",
        en="the name '{name}' is also that of {first}; their results would share one file: "
        "rename one of the two",
    ),
    "scenario_list_empty": Text(ja="なし", en="nothing"),
    # Reading a file.
    "scenario_encoding": Text(
        ja="文字コードがUTF-8ではありません。エディターで「UTF-8」を選んで保存し直してください",
        en="not UTF-8 text; save the file again as UTF-8",
    ),
    "scenario_encoding_cp932": Text(
        ja="文字コードがUTF-8ではなくシフトJIS（CP932）のようです。"
        "エディターで「UTF-8」を選んで保存し直してください",
        en="not UTF-8 text but, it seems, Shift_JIS (CP932); save the file again as UTF-8",
    ),
    "scenario_too_large": Text(
        ja="シナリオファイルにしては大きすぎます。上限は{limit:,}バイトです。"
        "ファイルが正しいか確かめてください",
        en="too large for a scenario file; expected at most {limit:,} bytes: "
        "check that it is the right file",
    ),
    "scenario_too_deep": Text(
        ja="括弧の入れ子が深すぎて読めません。括弧の閉じ忘れがないか確かめてください",
        en="brackets within brackets too deep to read; check that each is closed",
    ),
    "scenario_syntax": Text(
        ja="TOMLの書き方に誤りがあります（{reason}）。"
        '文字は半角の" "で囲み、1行に1つ「キー = 値」と書いてください',
        en="not valid TOML ({reason}); "
        "write text inside \" \" and one 'key = value' on each line",
    ),
    "scenario_number_too_long": Text(
        ja="桁数が多すぎて読めない数があります。桁数を確かめてください",
        en="a number has too many digits to read; check its digits",
    ),
    "scenario_value_unreadable": Text(
        ja='値を読み取れません。文字は半角の" "で囲み、数は半角数字で書いてください',
        en='cannot read the value; write text inside " ", and numbers in plain digits',
    ),
    "scenario_backslash": Text(
        ja="文字の中に「\\」はそのまま書けません。ファイル名の区切りは「/」で書いてください",
        en="'\\' cannot stand in a text as it is; write '/' in the names of files",
    ),
    "scenario_after_value": Text(
        ja="値のあとに余分な文字があります。"
        "1行に1つ「キー = 値」と書き、説明は#のあとに書いてください",
        en="something follows the value; write one 'key = value' on each line, remarks after #",
    ),
    "scenario_no_equals": Text(
        ja="キーのあとに半角の「=」がありません。「キー = 値」の形で書いてください",
        en="no '=' after the key; write 'key = value'",
    ),
    "scenario_statement": Text(
        ja="この行を読み取れません。"
        "「キー = 値」か「[見出し]」の形で、半角の英数字と記号を使って書いてください",
        en="cannot read this line; expected 'key = value' or '[section]' in plain characters",
    ),
    "scenario_not_closed": Text(
        ja='引用符（" "）または括弧が閉じられていません。半角の文字で閉じてください',
        en="a quotation mark or bracket is not closed; close it",
    ),
    "scenario_key_twice": Text(
        ja="同じキーまたは見出しが2回書かれています。1つにまとめてください",
        en="the same key or section stands twice; keep one",
    ),
    # Parents.
    "scenario_parent_missing": Text(
        ja="「{found}」がありません。同じ場所にあるファイル：{beside}",
        en="'{found}' is not there; files beside it: {beside}",
    ),
    "scenario_parent_missing_near": Text(
        ja="「{found}」がありません。「{near}」ではありませんか。同じ場所にあるファイル：{beside}",
        en="'{found}' is not there; did you mean '{near}'? files beside it: {beside}",
    ),
    "scenario_cycle": Text(
        ja="extendsが一回りして元に戻っています（{chain}）。どれか1つのextendsを外してください",
        en="extends goes in a circle ({chain}); take out one of them",
    ),
    "scenario_chain_too_long": Text(
        ja="extendsが{limit}段を超えて続いています（{chain}）。段数を減らしてください",
        en="extends goes on for more than {limit} steps ({chain}); shorten the chain",
    ),
    # Keys.
    "scenario_key_missing": Text(
        ja="「{found}」がありません。必ず書いてください",
        en="'{found}' is missing; it is needed",
    ),
    "scenario_key_elsewhere": Text(
        ja="「{found}」はここには書けません。{home}に書いてください",
        en="'{found}' does not belong here; write it {home}",
    ),
    "scenario_home_top": Text(
        ja="ファイルの先頭（最初の[見出し]より上）", en="at the top, above the first [section]"
    ),
    "scenario_home_section": Text(ja="{section}の下", en="under {section}"),
    # Kinds of values.
    "scenario_wrong_kind": Text(
        ja="書くべきもの：{expected}。書かれているもの：{found}",
        en="expected {expected}; found {found}",
    ),
    "scenario_a_number": Text(ja="数", en="a number"),
    "scenario_a_path": Text(
        ja="数、または { 2019 = 1.31, 2030 = 1.8 } のような年ごとの値",
        en="a number, or values by year such as { 2019 = 1.31, 2030 = 1.8 }",
    ),
    "scenario_a_tfr": Text(
        ja='数、{ 2019 = 1.31, 2030 = 1.8 } のような年ごとの値、または "observed"',
        en='a number, values by year such as { 2019 = 1.31, 2030 = 1.8 }, or "observed"',
    ),
    "scenario_a_year": Text(
        ja="{lower}から{upper}までの西暦年（整数）", en="a whole year from {lower} to {upper}"
    ),
    "scenario_a_text": Text(
        ja='" " で囲んだ文字、または { ja = "…", en = "…" }',
        en='text inside " ", or { ja = "…", en = "…" }',
    ),
    "scenario_a_file": Text(ja='" " で囲んだファイル名', en='the name of a file inside " "'),
    "scenario_a_region": Text(
        ja='" " で囲んだ6桁の全国地方公共団体コード（例："132217"）',
        en='a six-digit municipality code inside " " (such as "132217")',
    ),
    "scenario_two_ages": Text(
        ja="{lower}から{upper}までの整数の年齢2つ（小さい方が先。例：[25, 39]）",
        en="two whole ages from {lower} to {upper} with the lower first, such as [25, 39]",
    ),
    "scenario_true_or_false": Text(ja="true または false", en="true or false"),
    "scenario_a_section": Text(ja="見出し {section}", en="a section {section}"),
    "scenario_found_table": Text(ja="{ } の表", en="a table { }"),
    "scenario_found_array": Text(ja="[ ] の並び", en="a list [ ]"),
    # Values.
    "scenario_choice": Text(
        ja="{expected}のどれかを書いてください。書かれているもの：{found}",
        en="expected one of {expected}; found {found}",
    ),
    "scenario_out_of_bounds": Text(
        ja="{lower:,}から{upper:,}までの{unit}を書いてください。書かれているもの：{found}",
        en="expected {lower:,} to {upper:,} {unit}; found {found}",
    ),
    "scenario_out_of_bounds_near": Text(
        ja="{lower:,}から{upper:,}までの{unit}を書いてください。書かれているもの：{found}。"
        "{near}ではありませんか",
        en="expected {lower:,} to {upper:,} {unit}; found {found}; did you mean {near}?",
    ),
    "scenario_unit_tfr": Text(ja="合計特殊出生率", en="births per woman"),
    "scenario_unit_shift": Text(ja="年数", en="years"),
    "scenario_unit_improvement": Text(
        ja="年あたりの改善率（1%なら0.01）", en="per year (0.01 is 1 %)"
    ),
    "scenario_unit_level": Text(
        ja="倍率（変えないときは1）", en="as a multiplier (1 changes nothing)"
    ),
    "scenario_unit_persons": Text(ja="年あたりの人数", en="persons a year"),
    "scenario_unit_rate": Text(ja="1人あたりの率（1%なら0.01）", en="per person (0.01 is 1 %)"),
    "scenario_path_year": Text(
        ja="{lower}から{upper}までの西暦年（半角数字4桁）を書いてください。書かれているもの：{found}",
        en="expected a year from {lower} to {upper} before '='; found {found}",
    ),
    "scenario_path_empty": Text(
        ja="年ごとの値が1つもありません。2つ以上の年、または数だけを書いてください",
        en="no values by year; write two years or more, or a number alone",
    ),
    "scenario_path_one_point": Text(
        ja="年ごとの値は2つ以上の年で書きます。書かれている年：{year}だけ。"
        "期間を通して同じ値なら、{value}とだけ書いてください",
        en="values by year need two years or more; found {year} alone; "
        "for one value throughout write {value} alone",
    ),
    "scenario_text_empty": Text(
        ja="文字がありません。jaかenの少なくとも一方を書いてください",
        en="no words; write ja or en, or both",
    ),
    "scenario_table_missing": Text(
        ja="生命表のファイル「{found}」がありません。ファイル名と置き場所を確かめてください",
        en="the life table '{found}' is not there; check its name and folder",
    ),
    # What keys say together.
    "scenario_end_before_start": Text(
        ja="終了年は開始年（{start}年）より後の年にしてください。書かれているもの：{end}年",
        en="expected an end after the start, {start}; found {end}",
    ),
    "scenario_too_long": Text(
        ja="推計期間は{limit}年以内にしてください。書かれているもの：{start}年から{end}年まで",
        en="expected at most {limit} years; found {start} to {end}",
    ),
    "scenario_effects": Text(
        ja="{known}のうち、ちょうど1つを書いてください。書かれているもの：{found}",
        en="expected exactly one of {known}; found {found}",
    ),
    "scenario_course_and_improvement": Text(
        ja="courseとimprovementは、どちらも死亡率の変わり方を決めるため、一緒に使えません。"
        "もとにするファイルの分も含めて、どちらかを外してください",
        en="course and improvement both say how mortality changes; "
        "take one of them out, here or in the file that this one extends",
    ),
    "scenario_no_course": Text(
        ja="公表された死亡率の推移がありません。入力のフォルダかそのstandardに、"
        "表 [tables.mortality_course] を加えてください",
        en="there is no published course of mortality to follow: "
        "add a table [tables.mortality_course] to the inputs' folder or its standard",
    ),
    "scenario_losses_only": Text(
        ja="losses_onlyはbalance_byかhalve_byと一緒のときだけ使えます。"
        "どちらかを書くか、losses_onlyを外してください",
        en="losses_only goes with balance_by or halve_by alone; "
        "write one of them, or take losses_only out",
    ),
    "scenario_lever_too_early": Text(
        ja="レバー「{title}」の年は開始年（{start}年）より後にしてください。"
        "書かれているもの：{found}年",
        en="expected a year after the start, {start}, for the lever '{title}'; found {found}",
    ),
    "scenario_lever_twice": Text(
        ja="「{title}」という題名のレバー（[[migration]]）が2つあります。別の題名にしてください",
        en="two levers have the title '{title}'; give each its own",
    ),
    "scenario_nobody_there": Text(
        ja="レバー「{title}」は、誰も住んでいない年齢に人を加えます。agesかsexを変えてください",
        en="the lever '{title}' adds persons where nobody lives; change its ages or sex",
    ),
    # What is allowed but far from anything seen.
    "scenario_tfr_high": Text(
        ja="合計特殊出生率{found:g}は、{whom}の99%を上回る高さです"
        "（99パーセンタイルは{figure}、2015〜2019年の届出の出生数から）",
        en="a TFR of {found:g} is above 99 % of {whom} (2015-2019: {figure} at "
        "the 99th percentile, from registered births)",
    ),
    "scenario_tfr_low": Text(
        ja="合計特殊出生率{found:g}は、{whom}の99%を下回る低さです"
        "（1パーセンタイルは{figure}、2015〜2019年の届出の出生数から）",
        en="a TFR of {found:g} is below 99 % of {whom} (2015-2019: {figure} at "
        "the 1st percentile, from registered births)",
    ),
    "scenario_moves_high": Text(
        ja="施策「{title}」の純移動率 {found:+g}（1人・1年あたり）は、それだけで、"
        "どの年齢でも{whom}の99%の純移動率を上回ります"
        "（99パーセンタイルは{ages}歳で最も高く{figure:+.3f}、2015〜2019年の台帳から）",
        en="lever '{title}' adds a net migration rate of {found:+g} per person and year, by "
        "itself above that of 99 % of {whom} at every age (99th percentile, "
        "2015-2019: {figure:+.3f} at most, at ages {ages}, from the registers)",
    ),
    "scenario_moves_low": Text(
        ja="施策「{title}」の純移動率 △{found:g}（1人・1年あたり）は、それだけで、"
        "どの年齢でも{whom}の99%の純移動率を下回ります"
        "（1パーセンタイルは{ages}歳で最も低く△{figure:.3f}、2015〜2019年の台帳から）",
        en="lever '{title}' takes a net migration rate of {found:g} per person and year away, "
        "by itself below that of 99 % of {whom} at every age (1st percentile, "
        "2015-2019: -{figure:.3f} at least, at ages {ages}, from the registers)",
    ),
    "scenario_persons_high": Text(
        ja="施策「{title}」の年{found:,g}人は、この年齢に住む{living:,.0f}人に対する純移動率で"
        "{rate:+.3f}になり、それだけで、どの年齢でも{whom}の99%の純移動率を上回ります"
        "（99パーセンタイルは{ages}歳で最も高く{figure:+.3f}、2015〜2019年の台帳から）",
        en="lever '{title}' adds {found:,g} persons a year, a net migration rate of "
        "{rate:+.3f} of the {living:,.0f} who live there at these ages, by itself above that "
        "of 99 % of {whom} at every age (99th percentile, 2015-2019: {figure:+.3f} at most, at "
        "ages {ages}, from the registers)",
    ),
    "scenario_persons_low": Text(
        ja="施策「{title}」の年△{found:,g}人は、この年齢に住む{living:,.0f}人に対する純移動率で"
        "△{rate:.3f}になり、それだけで、どの年齢でも{whom}の99%の純移動率を下回ります"
        "（1パーセンタイルは{ages}歳で最も低く△{figure:.3f}、2015〜2019年の台帳から）",
        en="lever '{title}' takes {found:,g} persons a year away, a net migration rate of "
        "-{rate:.3f} of the {living:,.0f} who live there at these ages, by itself below that "
        "of 99 % of {whom} at every age (1st percentile, 2015-2019: -{figure:.3f} at least, at "
        "ages {ages}, from the registers)",
    ),
    # With whom a scenario is compared.
    "scenario_whom_all": Text(ja="全国の市区町村", en="Japan's municipalities"),
    "scenario_whom_under": Text(
        ja="人口{beyond:,}人未満の市区町村",
        en="Japan's municipalities of under {beyond:,} residents",
    ),
    "scenario_whom_between": Text(
        ja="人口{first:,}人以上{beyond:,}人未満の市区町村",
        en="Japan's municipalities of {first:,} to under {beyond:,} residents",
    ),
    "scenario_whom_above": Text(
        ja="人口{first:,}人以上の市区町村",
        en="Japan's municipalities of {first:,} residents or more",
    ),
    # What a difference is called.
    "scenario_lever": Text(ja="migration「{title}」", en="migration '{title}'"),
}
