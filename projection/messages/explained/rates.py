"""Rates, life tables and projections from complete rates."""

from projection.language import Text
from projection.messages.explained.model import Explained

EXPLAINED = (
    Explained(
        "E601",
        ("rates_not_finite", "rates_no_number", "rates_no_array", "rates_unknown_choice"),
        cause=Text(
            ja="数でない値（文字、空、NaN、無限大）か、知らない選択肢が関数に渡されました。"
            "表の空欄や0での割り算から来ることがほとんどです。",
            en="A function was given something that is no number (a word, NaN, infinity) or "
            "no known choice; empty cells and divisions by zero end so.",
        ),
        remedy=Text(
            ja="示されたセルの元の値を確かめてください。分母が0の率は、"
            "計算の前に扱いを決めます。",
            en="Look where the cell named comes from; decide before what a rate with "
            "denominator zero is to be.",
        ),
    ),
    Explained(
        "E602",
        ("rates_outside", "rates_negative", "rates_not_positive", "rates_above_limit"),
        cause=Text(
            ja="その量がとれる範囲の外の値です。確率は1以下、率と人口は0以上です。",
            en="The value is outside what the quantity can be: probabilities at most 1, "
            "rates and people not below 0.",
        ),
        remedy=Text(
            ja="単位（千人あたりではないか）と、列や年齢のずれを確かめてください。",
            en="Check the unit (per 1,000?) and whether rows or columns have shifted.",
        ),
    ),
    Explained(
        "E603",
        (
            "rates_ages_do_not_tile",
            "rates_ages_too_few",
            "rates_not_ascending",
            "schedules_ages_not_whole",
        ),
        cause=Text(
            ja="年齢は各階級の下限を0から小さい順に並べ、最後を上限なしの階級とします。",
            en="Ages are the lower bounds of groups from 0, ascending, the last one open.",
        ),
        remedy=Text(
            ja="[0, 1, 5, 10, …, 85] のような整数の列にしてください。",
            en="Give whole numbers such as [0, 1, 5, 10, ..., 85].",
        ),
    ),
    Explained(
        "E604",
        ("rates_shape",),
        cause=Text(
            ja="配列の形が年齢・性・年の数と合いません。軸の順番の取り違えが多い例です。",
            en="The array's shape does not go with the numbers of ages, sexes and years; "
            "axes may be exchanged.",
        ),
        remedy=Text(
            ja="最後の軸を年齢、その前を性（male, female）にしてください。",
            en="Put ages on the last axis, sexes (male, female) before them.",
        ),
    ),
    Explained(
        "E605",
        (
            "rates_infancy_ages",
            "rates_probability_above_one",
            "rates_no_open_interval",
            "rates_not_settled",
        ),
        cause=Text(
            ja="生命表を閉じられません。乳児の規則に0歳の階級がない、"
            "高齢の死亡率に対して平均生存年数（ax）が長すぎる、最後の階級に死亡率がない、"
            "のいずれかです。",
            en="The life table cannot be closed: no group of age 0 for the rule of infancy, "
            "an ax too long for a high rate, or no rate in the open group.",
        ),
        remedy=Text(
            ja="示された年齢から上を一つの上限なしの階級にまとめるか、ax の規則を "
            "'midpoint' にしてください。",
            en="Let the open group begin at the age named, or take the rule 'midpoint'.",
        ),
    ),
    Explained(
        "E606",
        (
            "rates_age_not_a_bound",
            "rates_group_within_cell",
            "rates_bounds_reversed",
            "rates_open_age",
            "rates_beyond_base_ages",
            "schedules_beyond_table",
        ),
        cause=Text(
            ja="指定した年齢が表の階級の境目にないか、表の範囲の外です。",
            en="The age is no bound of the table's groups, or lies beyond it.",
        ),
        remedy=Text(
            ja="表にある下限から選ぶか、各歳の表を使ってください。",
            en="Take one of its bounds, or use a table of single ages.",
        ),
    ),
    Explained(
        "E607",
        ("rates_life_expectancy_out_of_reach",),
        cause=Text(
            ja="元の死亡率を何倍しても、その平均寿命にはなりません。",
            en="No multiple of the mortality given has that life expectancy.",
        ),
        remedy=Text(
            ja="もっと近い水準の生命表を標準に選んでください。",
            en="Take a standard nearer to that level.",
        ),
    ),
    Explained(
        "E608",
        ("rates_too_few_cells", "rates_no_common_trend", "rates_not_rising"),
        cause=Text(
            ja="当てはめに使える値が少なすぎるか、"
            "当てはめの前提（年齢とともに死亡率が上がるなど）を満たしません。",
            en="Too few values can be used, or they do not behave as the fit supposes, such "
            "as mortality rising with age.",
        ),
        remedy=Text(
            ja="使う年齢の範囲を変えるか、年を足し合わせてから当てはめてください。",
            en="Use other ages, or put several years together first.",
        ),
    ),
    Explained(
        "E609",
        ("rates_survivors_rise", "rates_survivors_start", "recurrence_person_years"),
        cause=Text(
            ja="生存数は1から始まり、年齢とともに減るはずです。100,000 "
            "を基数とする表をそのまま渡したときに起こります。",
            en="Survivors begin with 1 and fall with age; tables per 100,000 handed over as "
            "they are end here.",
        ),
        remedy=Text(
            ja="基数で割り、年齢の順を確かめてください。",
            en="Divide by the radix, and check the order of ages.",
        ),
    ),
    Explained(
        "E610",
        (
            "schedules_no_births",
            "schedules_no_births_expected",
            "schedules_no_mothers",
            "schedules_nobody_lives",
            "schedules_nobody_there",
            "schedules_no_girls",
            "schedules_no_arrivals",
            "schedules_no_migration",
            "schedules_no_weight",
        ),
        cause=Text(
            ja="計算のもとになる値がすべて0で、比や割合を作れません。",
            en="All that a ratio would be made of is zero.",
        ),
        remedy=Text(
            ja="年や年齢を足し合わせるか、正しい列を渡しているか確かめてください。",
            en="Put years or ages together, or see whether the right figures were given.",
        ),
    ),
    Explained(
        "E611",
        ("schedules_nothing_left", "schedules_no_room"),
        cause=Text(
            ja="年齢パターンをずらした結果、子どもを産む年齢の範囲からはみ出しました。",
            en="Moved so far, the pattern falls off the ages there are.",
        ),
        remedy=Text(
            ja="ずらす年数を小さくするか、率0の年齢を両端に加えてください。",
            en="Move it less, or add ages of rate zero at either end.",
        ),
    ),
    Explained(
        "E612",
        (
            "schedules_shares",
            "regions_share_sum",
            "regions_share_own",
            "recurrence_shares",
            "recurrence_own",
        ),
        cause=Text(
            ja="行き先の割合は、合計が1で、自分自身への移動を含みません。",
            en="Shares of destinations sum to 1, with none to where people come from.",
        ),
        remedy=Text(
            ja="割合を合計で割って1にそろえ、自地域の欄を0にしてください。",
            en="Divide by their sum, and put 0 where origin and destination are one.",
        ),
    ),
    Explained(
        "E613",
        ("schedules_not_five_years",),
        cause=Text(
            ja="この方法は5歳階級専用の係数を使います。",
            en="The method's multipliers are for groups of five years.",
        ),
        remedy=Text(
            ja="5歳階級にまとめるか、'monotone' を選んでください。",
            en="Regroup, or choose 'monotone'.",
        ),
    ),
    Explained(
        "E614",
        ("schedules_open_births", "schedules_never_settles", "schedules_no_growth"),
        cause=Text(
            ja="安定人口の前提に合いません（最後の階級に出生がある、減少が速すぎる、"
            "増加率が0）。",
            en="The premises of a stable population fail: births in the open group, too fast "
            "a decline, or growth of zero.",
        ),
        remedy=Text(
            ja="年齢階級を増やすか、最後の生存率を下げてください。",
            en="Add older groups, or lower the last survival ratio.",
        ),
    ),
    Explained(
        "E621",
        (
            "inputs_rates_population",
            "inputs_one_convention",
            "inputs_rates_periods",
            "inputs_dims",
            "inputs_part",
            "inputs_tolerance",
            "inputs_expected_ages",
            "inputs_dim_nowhere",
            "inputs_no_such_table",
        ),
        cause=Text(
            ja="率をそろえたフォルダ（rates.toml）に、推計の型を決める項目が足りないか、"
            "矛盾しています。",
            en="A folder of complete rates (rates.toml) lacks what says how to project, or "
            "contradicts itself.",
        ),
        remedy=Text(
            ja="projection schema rates の説明と inputs/validation の例にならってください。",
            en="Follow `projection schema rates` and the examples in inputs/validation.",
        ),
    ),
    Explained(
        "E622",
        ("inputs_label_surplus", "inputs_label_missing", "inputs_ages_apart"),
        cause=Text(
            ja="表どうしで地域・年・年齢の組が食い違い、ある表にだけ行が多いか、足りません。",
            en="Tables do not have the same regions, years or ages: one has rows that "
            "another lacks.",
        ),
        remedy=Text(
            ja="すべての表で同じ組にそろえてください。0の行も省きません。",
            en="Give all of them the same; write rows of zero too.",
        ),
    ),
    Explained(
        "E623",
        (
            "recurrence_missing",
            "recurrence_survival",
            "recurrence_no_dim",
            "recurrence_no_labels",
            "recurrence_labels_twice",
            "recurrence_dims",
            "recurrence_sexes",
            "recurrence_ages",
            "recurrence_periods",
            "recurrence_open_unused",
            "recurrence_open_missing",
            "recurrence_open_person_years",
            "recurrence_ax",
            "recurrence_floors",
            "recurrence_pairs",
        ),
        cause=Text(
            ja="Python から渡したデータセットに、推計に要る変数・次元・ラベルがないか、"
            "選んだ計算法と合いません。",
            en="A dataset given in Python lacks a variable, dim or label, or does not go "
            "with the convention chosen.",
        ),
        remedy=Text(
            ja="変数と次元の名前を文書の「用語と変数」に合わせてください。population は "
            "(sex, age)、率は period が付きます。",
            en="Name variables and dims as in the reference page 'Vocabulary': population "
            "has (sex, age), rates have period too.",
        ),
    ),
    Explained(
        "E624",
        ("recurrence_no_numbers", "recurrence_nan", "recurrence_bounds"),
        cause=Text(
            ja="データセットに、数でない値・欠けた値・範囲外の値があります。"
            "ラベルの合わない配列を足し引きすると欠けた値ができます。",
            en="The dataset holds no numbers, gaps or values out of bounds; arrays whose "
            "labels do not agree leave gaps when added.",
        ),
        remedy=Text(
            ja="示されたセルを確かめ、欠けた値は 0 か正しい値で埋めてください。",
            en="Look at the cell named and fill gaps, with 0 only where it is zero.",
        ),
    ),
    Explained(
        "E625",
        (
            "regions_missing",
            "regions_unknown",
            "regions_dims",
            "regions_dims_free",
            "regions_labels",
            "regions_twice",
            "regions_widths",
            "regions_steps",
        ),
        cause=Text(
            ja="地域間の移動を扱う推計に渡した表の名前・次元・ラベルがそろっていません。",
            en="Tables for a projection of regions that exchange people do not go together "
            "in names, dims or labels.",
        ),
        remedy=Text(
            ja="すべての表で地域・性・年齢のラベルを同じ順にそろえてください。",
            en="Give all of them the same labels of region, sex and age.",
        ),
    ),
    Explained(
        "E626",
        (
            "regions_not_finite",
            "regions_too_low",
            "regions_too_high",
            "regions_no_deaths",
            "regions_losses",
            "regions_too_many_leave",
        ),
        cause=Text(
            ja="地域間の推計の率が範囲外か、死亡と転出の合計が大きすぎて、人口が負になります。",
            en="Rates between regions are out of bounds, or deaths and moves together would "
            "take out more people than there are.",
        ),
        remedy=Text(
            ja="示されたセルの率を下げるか、期間の幅に合う率（1年か5年か）"
            "になっているか確かめてください。",
            en="Lower the rates named, and see whether they are for periods of this width, "
            "one year or five.",
        ),
    ),
    Explained(
        "E631",
        (
            "validation_no_case",
            "validation_nothing_expected",
            "validation_label",
            "validation_ages",
            "validation_figure",
            "validation_dim",
            "validation_each_step",
        ),
        cause=Text(
            ja="検証用のフォルダに、比べる数値（[[expected]]）がないか、"
            "推計の結果にないものを指しています。",
            en="A case to validate has no figures to compare with ([[expected]]), or names "
            "what the projection does not have.",
        ),
        remedy=Text(
            ja="表の年・年齢・指標を、推計にあるものに直してください。例は "
            "inputs/validation にあります。",
            en="Name years, ages and figures that it has; inputs/validation has examples.",
        ),
    ),
)
