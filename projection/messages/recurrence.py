"""Messages of labelled sets of rates and of the cases that are validated."""

from projection.language import Text

_FOLDER = {
    "inputs_rates_population": Text(
        ja="人口の表 [tables.population] が必要ですが、ありません",
        en="expected a table [tables.population]; it is not there",
    ),
    "inputs_one_convention": Text(
        ja="[convention]（純移動）か [gross]（転入・転出別）のどちらか一方が必要です",
        en="expected exactly one of [convention] (net migration) and [gross] (gross flows)",
    ),
    "inputs_rates_periods": Text(
        ja="推計期間は、表の period の列か、rates.toml の start（最初の年）と steps"
        "（期間の数、1以上）の組か、どちらか一方で決めてください",
        en="expected the periods once: a column period in a table, or, where no table has it, "
        "both start (first year) and steps (1 or more) in rates.toml",
    ),
    "inputs_no_such_table": Text(
        ja="生命表「{name}」の{age:g}歳がありません",
        en="there is no life table '{name}' with an age {age:g} to compare with",
    ),
    "inputs_dims": Text(
        ja="dims には性・年齢・期間以外の区分の列を1回ずつ書いてください（to_ で始まる列は"
        "書きません）。見つかった値：{found}",
        en="expected columns beside sex, age, period and year, each once and none with to_ "
        "before it; found {found}",
    ),
    "inputs_part": Text(
        ja="期間のうちの割合（0以上1以下）でなければなりませんが、{found}です",
        en="expected a part of the step, 0 to 1; found {found}",
    ),
    "inputs_tolerance": Text(
        ja="許容差は0より大きい数でなければなりませんが、{found}です",
        en="expected a tolerance above 0; found {found}",
    ),
    "inputs_expected_ages": Text(
        ja="年齢は2つ、小さい方を先に書いてください（例 [5, 100]）。見つかった値：{found}",
        en="expected two ages, the lower first, such as [5, 100]; found {found}",
    ),
    "inputs_dim_nowhere": Text(
        ja="dims に「{found}」がありますが、その列のある表がありません",
        en="dims names '{found}'; expected a table with that column, found none",
    ),
    "inputs_label_surplus": Text(
        ja="ほかの表にない「{found}」があります。ほかの表にあるもの：{known}",
        en="found {found}, which the other tables do not have; they have {known}",
    ),
    "inputs_label_missing": Text(
        ja="ほかの表にある「{found}」の行がありません。0なら0と書いてください",
        en="no rows of {found}, which other tables have; missing is not zero: write 0 where it "
        "is zero",
    ),
    "inputs_ages_apart": Text(
        ja="年齢階級が切れ目なく続いていません。{other} の次に {found} があります",
        en="the age groups do not follow one another: {found} comes after {other}",
    ),
}

_DATASET = {
    "recurrence_unknown": Text(
        ja="知らない変数「{found}」です。使える変数：{known}",
        en="unknown variable '{found}'; known variables: {known}",
    ),
    "recurrence_unknown_near": Text(
        ja="知らない変数「{found}」です。「{near}」ではありませんか",
        en="unknown variable '{found}'; did you mean '{near}'?",
    ),
    "recurrence_missing": Text(
        ja="変数「{name}」が必要ですが、ありません。ある変数：{found}",
        en="expected a variable '{name}'; found {found}",
    ),
    "recurrence_survival": Text(
        ja="生存を表す変数（{known}）がちょうど1つ必要ですが、見つかったものは {found} です",
        en="expected exactly one variable that says who survives ({known}); found {found}",
    ),
    "recurrence_no_dim": Text(
        ja="次元「{dim}」が必要ですが、ありません。ある次元：{found}",
        en="expected a dim '{dim}'; found {found}",
    ),
    "recurrence_no_labels": Text(
        ja="次元「{dim}」に目盛り（座標）がありません。年や年齢の値を付けてください",
        en="the dim '{dim}' has no labels; add a coordinate of that name",
    ),
    "recurrence_labels_twice": Text(
        ja="同じ目盛りが2つあります。一つにしてください",
        en="a label stands twice; leave one",
    ),
    "recurrence_dims": Text(
        ja="次元 {expected} が必要ですが、{found} です（ほかの次元は変数ごとに決まっています）",
        en="expected the dims {expected}, beside leading ones; found {found}",
    ),
    "recurrence_sexes": Text(
        ja="性別は male と female、または female だけでなければなりませんが、{found} です",
        en="expected the sexes male and female, or female alone; found {found}",
    ),
    "recurrence_ages": Text(
        ja="年齢は0から始まる等間隔の下限（例 0, 5, 10）で、2つ以上必要です。"
        "見つかった値：{found}",
        en="expected two or more lower bounds of ages from 0, equally wide (0, 5, 10); "
        "found {found}",
    ),
    "recurrence_periods": Text(
        ja="期間の最初の年は、年齢階級の幅と同じ{width}年おきでなければなりません。"
        "見つかった値：{found}",
        en="expected first years of periods {width} years apart, as wide as the age groups; "
        "found {found}",
    ),
    "recurrence_no_numbers": Text(
        ja="数値が必要ですが、{found} 型です", en="expected numbers; found the type {found}"
    ),
    "recurrence_nan": Text(
        ja="値がないか、有限の数ではありません（{found}、全部で{count}か所）。"
        "欠測は0とはみなしません。表の目盛りがそろっているかも確かめてください",
        en="missing or not finite ({found}; {count} in all); missing is not zero: fill "
        "it, and see whether the labels of all variables agree",
    ),
    "recurrence_bounds": Text(
        ja="{lower}以上{upper}以下でなければなりませんが、{found}です（全部で{count}か所）",
        en="expected {lower} to {upper}; found {found} ({count} in all)",
    ),
    "recurrence_shares": Text(
        ja="子の割合の合計は1でなければなりませんが、{found}です（全部で{count}か所）",
        en="expected the shares of all children to add up to 1; found {found} ({count} in all)",
    ),
    "recurrence_own": Text(
        ja="同じ区分への移動は0でなければなりませんが、{found}です（全部で{count}か所）",
        en="expected 0 from a sub-population to itself; found {found} ({count} in all)",
    ),
    "recurrence_person_years": Text(
        ja="生残率が1を超えます（{found}、全部で{count}か所）。"
        "延べ年数の単位（出生1人あたり）と、年齢とともに減っているかを"
        "確かめてください",
        en="gives a survival ratio above 1 ({found}; {count} in all); expected person-years "
        "per birth that fall with age: check the figures and their unit",
    ),
    "recurrence_open_unused": Text(
        ja="使われない変数です。"
        'survival_ratio と open_group = "separate" のときだけ書いてください',
        en="the variable is not used; it goes with survival_ratio and "
        'open_group = "separate" alone',
    ),
    "recurrence_open_missing": Text(
        ja='open_group = "separate" には'
        "最終階級にとどまる生残率 open_survival_ratio が必要です",
        en='open_group = "separate" needs the variable open_survival_ratio; it is not there',
    ),
    "recurrence_open_person_years": Text(
        ja="person_years からは最終階級の生残率を2つに分けられません。"
        'open_group = "joint" にするか、survival_ratio を与えてください',
        en="person-years do not tell two ratios into the open group; use open_group = "
        '"joint", or give survival_ratio',
    ),
    "recurrence_ax": Text(
        ja="死亡確率から死亡率を求めるには、関数ではなく AxRule が必要です",
        en="death probabilities need an AxRule; found a function",
    ),
    "recurrence_floors": Text(
        ja='floors は、純移動の [convention] で rate_base = "start" のときだけ使えます',
        en='floors go with net migration and rate_base = "start" alone',
    ),
    "recurrence_pairs": Text(
        ja="区分間の移動は1つの次元（{dim} と to_{dim}）に限ります。両者の目盛りをそろえ、"
        "population に {dim} を付け、出生性比は {dim} によらないものにしてください",
        en="people pass along one dim alone, {dim} and to_{dim}: expected the same labels in "
        "both, {dim} in population, and a sex ratio at birth without it",
    ),
    "recurrence_negative": Text(
        ja="{found}人になります。転出が住んでいる人より多くなっています。"
        "移動の数か率と、[convention] の timing を確かめてください",
        en="would be {found} persons: more leave than live there; check the migration and the "
        "timing of the convention",
    ),
}

_VALIDATION = {
    "validation_no_case": Text(
        ja="検証する事例（{names}）がありません。中にあるもの：{beside}",
        en="expected cases to validate (folders with {names}); found: {beside}",
    ),
    "validation_nothing_expected": Text(
        ja="比べる相手の表 [[expected]] がありません",
        en="expected a table [[expected]] to compare with; there is none",
    ),
    "validation_label": Text(
        ja="推計にない「{found}」があります。推計にあるもの：{known}",
        en="found {found}, which the projection does not have; it has {known}",
    ),
    "validation_ages": Text(
        ja="{found} の範囲に年齢階級がありません。下限：{known}",
        en="no age group begins in {found}; the lower bounds are {known}",
    ),
    "validation_figure": Text(
        ja="この推計に「{found}」はありません。あるもの：{known}",
        en="the projection has no figure '{found}'; it has {known}",
    ),
    "validation_dim": Text(
        ja="「{found}」はこの表の列ではありません。列：{known}",
        en="'{found}' is no label column of this table; they are {known}",
    ),
    "validation_each_step": Text(
        ja="1期ごとの比較（each_step）には、figure を population とし、"
        "すべての年・性・年齢階級の人口が必要です",
        en="each_step starts every step from the published population: expected the figure "
        "population, and a table of all years, sexes and ages",
    ),
}

MESSAGES = {**_FOLDER, **_DATASET, **_VALIDATION}
