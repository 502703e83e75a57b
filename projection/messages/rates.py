"""Messages of the toolbox of rates: what every function refuses, and life tables."""

from projection.language import Text

MESSAGES = {
    "rates_not_finite": Text(
        ja="数値でない値があります（{found}）。0以上の有限の数にしてください{more}",
        en="not a finite number; expected a number; found {found}{more}",
    ),
    "rates_no_number": Text(
        ja="数値でない値があります（{found}）。有限の数にしてください{more}",
        en="not a finite number; expected a number; found {found}{more}",
    ),
    "rates_no_array": Text(
        ja="数値の配列ではありません：{found}", en="not an array of numbers; found {found}"
    ),
    "rates_outside": Text(
        ja="範囲外の値です（{found}）。-{limit}以上{limit}以下にしてください{more}",
        en="out of range; expected from -{limit} to {limit}; found {found}{more}",
    ),
    "rates_negative": Text(
        ja="負の値があります（{found}）。0以上の値にしてください{more}",
        en="below zero; expected zero or above; found {found}{more}",
    ),
    "rates_not_positive": Text(
        ja="0以下の値があります（{found}）。0より大きい値にしてください{more}",
        en="not above zero; expected a value above zero; found {found}{more}",
    ),
    "rates_above_limit": Text(
        ja="大きすぎる値です（{found}）。{limit}以下にしてください{more}",
        en="too large; expected {limit} at most; found {found}{more}",
    ),
    "rates_more_cells": Text(ja="。ほか{count}か所も同じです", en=" (and {count} more)"),
    "rates_ages_do_not_tile": Text(
        ja="年齢階級が0歳から切れ目なく続いていません。各階級の下限を0から小さい順に整数で"
        "書いてください。見つかった値：{found}",
        en="the ages do not tile; expected the lower bounds of the groups as whole numbers, "
        "ascending from 0; found {found}",
    ),
    "rates_ages_too_few": Text(
        ja="年齢階級が足りません。2つ以上の階級（最後の階級は「以上」）が必要です（{found}）",
        en="too few age groups; expected two or more, the last one open; found {found}",
    ),
    "rates_shape": Text(
        ja="配列の形が合いません。{expected}でなければなりません（{found}）",
        en="the shape does not fit; expected {expected}; found {found}",
    ),
    "rates_shape_ages": Text(
        ja="最後の軸が年齢階級の数（{count}）",
        en="as many cells on the last axis as ages, {count}",
    ),
    "rates_shape_closed": Text(
        ja="最後の軸が閉じた年齢階級の数（{count}）",
        en="as many cells on the last axis as closed age groups, {count}",
    ),
    "rates_shape_sexes": Text(
        ja="最後から2番目の軸が男女（{sexes}）",
        en="the sexes ({sexes}) on the last axis but one",
    ),
    "rates_shape_years": Text(
        ja="最後から2番目の軸が年の数（{count}）",
        en="as many cells on the last axis but one as years, {count}",
    ),
    "rates_shape_alike": Text(
        ja="{other}と組み合わせられる形", en="a shape that goes with that of {other}"
    ),
    "rates_shape_number": Text(ja="1つの数", en="one number"),
    "rates_unknown_choice": Text(
        ja="知らない方法「{found}」です。使えるもの：{known}",
        en="unknown choice '{found}'; known ones: {known}",
    ),
    "rates_infancy_ages": Text(
        ja="乳児の分離係数「{rule}」には、0歳の階級が必要です（最初の階級は0〜{last}歳）。"
        "階級を0歳と1〜4歳に分けるか、「midpoint」か自前の値を使ってください",
        en="the rule '{rule}' for infancy needs age 0 as a group of its own; the first group "
        "is 0-{last}; part it, or choose 'midpoint' or values of your own",
    ),
    "rates_probability_above_one": Text(
        ja="死亡率{rate}では死亡確率が{found}となり、1を超えます。"
        "階級内で亡くなる人の平均生存年数（ax = {ax}）を小さくするか、"
        "表をこの年齢から開いてください{more}",
        en="a mortality rate of {rate} gives a probability of dying of {found}, above 1; take "
        "a smaller ax than {ax}, or let the table's open group begin here{more}",
    ),
    "rates_no_open_interval": Text(
        ja="生命表が途中で終わっており、最後の階級が開いていません（{found}）。"
        "最後の階級（{age}歳以上）の死亡率を0より大きい値で与えてください",
        en="the life table ends early, without an open interval ({found}); give the mortality "
        "rate, above zero, of the open last group {age}+",
    ),
    "rates_last_probability": Text(ja="最後の死亡確率 {value}", en="last probability {value}"),
    "rates_last_rate": Text(ja="最後の死亡率 {value}", en="last mortality rate {value}"),
    "rates_not_settled": Text(
        ja="死亡確率に対応する死亡率が求まりません。死亡確率が高すぎるか、"
        "年齢による変化が急すぎます。「midpoint」か自前の ax を使ってください",
        en="no mortality rate was found that gives these probabilities: too high, or too "
        "uneven over age; choose 'midpoint' or an ax of your own",
    ),
    "rates_age_not_a_bound": Text(
        ja="{age}歳は生命表の階級の下限ではありません。下限：{known}",
        en="age {age} is no lower bound of the table's groups; found {known}",
    ),
    "rates_group_within_cell": Text(
        ja="階級の下限{age}歳は、もとの階級の下限にありません。下限：{known}",
        en="the group that begins at age {age} begins within another; cells begin at {known}",
    ),
    "rates_bounds_reversed": Text(
        ja="{upper}歳は{lower}歳より上でなければなりません",
        en="the upper age {upper} must lie above the lower age {lower}",
    ),
    "rates_open_age": Text(
        ja="最後の階級の下限{open_age}歳は、{width}年の倍数で、0より上でなければなりません",
        en="the open age {open_age} must be a multiple of the step's {width} years, above 0",
    ),
    "rates_life_expectancy_out_of_reach": Text(
        ja="平均寿命{target}年は、死亡率を{low}〜{high}倍しても得られません"
        "（{reached_low}〜{reached_high}年）",
        en="a life expectancy of {target} years cannot be reached with {low} to {high} times "
        "the mortality ({reached_low} to {reached_high} years)",
    ),
    "rates_too_few_cells": Text(
        ja="当てはめに使える値が{found}個しかありません。{needed}個以上必要です",
        en="only {found} values can be used for the fit; expected {needed} or more",
    ),
    "rates_not_ascending": Text(
        ja="小さい順に並んでいません（{found}）。重複のない昇順にしてください",
        en="not ascending; expected each value once, the lower first; found {found}",
    ),
    "rates_survivors_rise": Text(
        ja="生存数が増えています（{found}）。年齢とともに減らなければなりません{more}",
        en="survivors rise by {found}; expected them to fall with age{more}",
    ),
    "rates_survivors_start": Text(
        ja="生存数が1で始まっていません（{found}）。出生1人あたりにしてください{more}",
        en="survivors do not begin with 1; expected them per birth; found {found}{more}",
    ),
    "rates_no_common_trend": Text(
        ja="死亡率の変化に共通の傾向がありません（年齢別の変化の和が0になります）。"
        "表を増やすか、期間を変えてください",
        en="mortality has no common trend: the changes by age sum to zero; use more tables, or "
        "other years",
    ),
    "rates_not_rising": Text(
        ja="当てはめに使う年齢で死亡率が上がっていません（1歳あたりのロジットの変化 {found}）。"
        "別の年齢を使うか、表の値を確かめてください",
        en="mortality does not rise over the ages used for the fit (logit per year of age: "
        "{found}); use other ages, or check the table",
    ),
    "rates_beyond_base_ages": Text(
        ja="拡張後の最後の階級{open_age}歳以上は、表の最後の階級{last}歳以上より上で、"
        "{width}年の倍数だけ離れていなければなりません",
        en="the new open group {open_age}+ must begin above the table's {last}+, by a multiple "
        "of {width} years",
    ),
}
