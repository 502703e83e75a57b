"""Messages of the analysis `target`, of saved answers and of the register."""

from projection.language import Text

MESSAGES: dict[str, Text] = {
    "target_value": Text(
        ja="--value には数を書いてください（例：70000）。指定されたもの：{found}",
        en="--value: expected a number such as 70000; found '{found}'",
    ),
    "target_solve_unknown": Text(
        ja="「{found}」は --solve で求められません。求められるもの：{known}",
        en="--solve: there is no lever '{found}'; known ones: {known}",
    ),
    "target_solve_near": Text(
        ja="「{found}」は --solve で求められません。「{near}」ではありませんか",
        en="--solve: there is no lever '{found}'; did you mean '{near}'?",
    ),
    "target_migration_word": Text(
        ja="--solve の「{found}」を読めません。migration の後には、年齢（25-39）、"
        "male・female・both、add_per_year・add_rate をコンマで区切って書いてください",
        en="--solve: cannot read '{found}'; after 'migration:' expected ages (25-39), male, "
        "female or both, and add_per_year or add_rate, with commas between",
    ),
    "target_migration_twice": Text(
        ja="--solve に年齢、男女、単位のどれかが2回あります。1つずつにしてください：{found}",
        en="--solve: expected ages, sex and unit once each; found '{found}'",
    ),
    "target_household_empty": Text(
        ja="--solve の世帯に誰もいません。「households: 1 male 30-34, 1 female 30-34, "
        "1 both 0-4」のように、人数・性別・年齢を書いてください",
        en="--solve: nobody is in the household; write persons, sex and ages, such as "
        "'households: 1 male 30-34, 1 female 30-34, 1 both 0-4'",
    ),
    "target_household_member": Text(
        ja="世帯の「{found}」を読めません。「1 male 30-34」のように、人数（20以下）・"
        "性別（male, female, both）・年齢の順に書いてください",
        en="--solve: cannot read '{found}' of the household; expected persons (20 at most), "
        "sex (male, female or both) and ages, such as '1 male 30-34'",
    ),
    "target_solve_many": Text(
        ja="--solve は1つか2つにしてください。指定された数：{found}",
        en="--solve: expected one lever or two; found {found}",
    ),
    "target_lever_twice": Text(
        ja="2つの --solve が同じものを求めています：{label}。別のものにしてください",
        en="both --solve ask for the same lever, '{label}'; expected two different ones",
    ),
    "target_nobody": Text(
        ja="{who}の人が、基準日に住んでいません。年齢か性別を変えてください",
        en="nobody lives there at the base date ({who}); change the ages or the sex",
    ),
    "target_span_outside": Text(
        ja="--from と --by は推計の期間（{first}〜{last}年）の年にしてください。"
        "指定された年：{year}年",
        en="--from and --by: expected years of the run, {first} to {last}; found {year}",
    ),
    "target_span_order": Text(
        ja="--by は --from（{first}年）より後の年にしてください。指定された年：{by}年",
        en="--by: expected a year after --from, {first}; found {by}",
    ),
    "target_no_effect": Text(
        ja="「{lever}」を変えても、{year}年の「{label}」は変わりません。"
        "別のものを求めるか、後の年にしてください",
        en="'{lever}' does nothing to '{label}' in {year}; solve for another lever, or take "
        "a later year",
    ),
    "target_save_two": Text(
        ja="--save は --solve が1つのときだけ使えます。組合せから1つを選び、"
        "一方の値をシナリオに書いてから求めてください",
        en="--save needs one --solve; choose a pair, write one value into a scenario file and "
        "solve for the other",
    ),
    "target_nothing_to_save": Text(
        ja="目標に届く値がないので、このファイルは書きませんでした",
        en="not written, since no value reaches the target",
    ),
    "save_ending": Text(
        ja="シナリオファイルの名前は {ending} で終わるようにしてください",
        en="the name of a scenario file ends in {ending}",
    ),
    "save_onto_parent": Text(
        ja="このファイルは、もとのシナリオ（{parent}）かその extends の先です。"
        "別の名前にしてください",
        en="this file is the scenario {parent} itself, or one that it extends; "
        "choose another name",
    ),
    "register_not_netcdf": Text(
        ja="NetCDF-4 のファイルとして読めません。途中で切れているか、別の形式です",
        en="the file cannot be read as NetCDF-4; it is damaged or of another format",
    ),
    "register_incomplete": Text(
        ja="市区町村の登録人口に必要な数値がありません。必要なもの：{missing}",
        en="the register lacks what it must hold: {missing}",
    ),
    "register_years": Text(
        ja="人口は続いた年の1月1日、人口動態はその間の年でなければなりません。"
        "人口の年：{years}。人口動態の年：{periods}",
        en="expected populations of successive years and the changes between them; "
        "found populations of {years} and changes of {periods}",
    ),
    "register_negative": Text(
        ja="「{name}」に負の数があります", en="'{name}' holds numbers below zero"
    ),
    "target_unreached": Text(
        ja="範囲内のどの値でも目標に届きません。どこまで近づけるかは答えに書かれています",
        en="no value inside the bounds reaches the target; the answer says how close one gets",
    ),
}
