"""Messages of fertility, migration, age groups and stable population."""

from projection.language import Text

MESSAGES = {
    "schedules_shape_edges": Text(
        ja="1次元で2つ以上（階級の境目の年齢）", en="one axis with two or more ages"
    ),
    "schedules_no_births": Text(
        ja="出生率がすべて0です。0より大きい値が1つ以上必要です",
        en="all fertility rates are zero; expected one above zero",
    ),
    "schedules_no_births_expected": Text(
        ja="この女性の数と標準の出生率では、出生が1人も見込まれません。どちらかを確かめてください{more}",
        en="no births are to be expected with these women and the standard's rates; check "
        "either{more}",
    ),
    "schedules_nothing_left": Text(
        ja="{years}年動かすと、出生率が年齢の範囲にまったく残りません。動かす年数を小さくしてください",
        en="moved by {years} years, no fertility is left on the ages; move it by less",
    ),
    "schedules_shape_one_axis": Text(ja="1次元", en="one axis"),
    "schedules_no_room": Text(
        ja="平均{mean}歳、標準偏差{deviation}年の年齢パターンはこの年齢範囲の各歳に収まりません"
        "（年齢は配列の先頭を0として数えます）。前後に出生率0の年齢を加えるか、移動を小さくしてください",
        en="the ages have no room for a pattern of mean {mean} and standard deviation "
        "{deviation}, counted from the first age; add ages of rate zero at either end, or move "
        "it less",
    ),
    "schedules_ages_not_whole": Text(
        ja="整数でない年齢があります。年齢は整数で書いてください（{found}）",
        en="ages are not whole; expected whole years; found {found}",
    ),
    "schedules_no_mothers": Text(
        ja="母となる年齢の女性がいないため、子どもの数から出生率を求められません。"
        "女性の数と年齢パターンを確かめてください{more}",
        en="no women of the ages at which the pattern has births; check women and "
        "pattern{more}",
    ),
    "schedules_shape_two_ages": Text(
        ja="最後の軸に年齢階級が2つ以上", en="two or more age groups on the last axis"
    ),
    "schedules_shape_regions": Text(
        ja="最後の3つの軸が地域・性・年齢", en="region, sex and age as the last three axes"
    ),
    "schedules_no_arrivals": Text(
        ja="どの地域にも転入がないため、配分率を求められません。"
        "年齢をまとめるか、年数を増やしてください{more}",
        en="nobody arrives in any region, so there are no shares; join ages, or add years"
        "{more}",
    ),
    "schedules_shares": Text(
        ja="配分率の合計が{found}です。地域について合計が1になるようにしてください{more}",
        en="shares sum to {found} over the regions; expected 1{more}",
    ),
    "schedules_not_five_years": Text(
        ja="「{method}」の係数は5歳階級が5つ以上（最後の「以上」の階級を除く）の場合に使えます"
        "（{found}）。「monotone」を使うか、階級をそろえてください",
        en="the multipliers of '{method}' take five or more groups of five years before the "
        "open one; found {found}; choose 'monotone', or regroup",
    ),
    "schedules_nobody_lives": Text(
        ja="生存延べ年数がすべて0です。0より大きい値が1つ以上必要です{more}",
        en="all person-years are zero; expected one above zero{more}",
    ),
    "schedules_beyond_table": Text(
        ja="{found}歳は生命表の最後の年齢{last}歳を超えています。階級を減らすか、生命表を延長してください",
        en="age {found} lies beyond the life table, which ends at {last}; take fewer groups, "
        "or extend the table",
    ),
    "schedules_shape_sexes_and_ages": Text(
        ja="最後の2つの軸が男女と、出生率と同じ数の年齢",
        en="both sexes and as many ages as fertility has on the last two axes",
    ),
    "schedules_shape_square": Text(
        ja="最後の2つの軸が同じ大きさ（2以上）",
        en="the last two axes of one size, two or more",
    ),
    "schedules_nobody_there": Text(
        ja="人口がすべて0です{more}", en="nobody is there; expected some persons{more}"
    ),
    "schedules_open_births": Text(
        ja="最後の階級（「以上」）に出生があります。出生率を0にするか、階級を高齢まで広げてください{more}",
        en="births in the open group; set its fertility to zero, or add older groups{more}",
    ),
    "schedules_no_girls": Text(
        ja="出生が1人もないため、安定人口がありません。出生率と生残率を確かめてください{more}",
        en="nobody is ever born, so there is no stable population; check fertility and survival"
        "{more}",
    ),
    "schedules_no_growth": Text(
        ja="増加率が0です。この式は0以外の増加率に使います（0なら人口はそのままです）{more}",
        en="the growth rate is zero; the formula takes others (at zero nothing changes){more}",
    ),
    "schedules_never_settles": Text(
        ja="人口の減り方が最後の階級（「以上」）の生残率より速く、年齢構成が定まりません。"
        "最後の階級の生残率を下げるか、階級を高齢まで広げてください{more}",
        en="the population shrinks faster than its open group dies out, so ages never settle; "
        "lower the last survival ratio, or add older groups{more}",
    ),
    "schedules_no_migration": Text(
        ja="移動率がすべて0です。0でない値が1つ以上必要です",
        en="all migration rates are zero; expected one that is not",
    ),
    "schedules_no_weight": Text(
        ja="重みがすべて0です。0より大きい値が1つ以上必要です",
        en="all weights are zero; expected one above zero",
    ),
}
