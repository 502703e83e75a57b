"""Messages of projections of several regions."""

from projection.language import Text

MESSAGES = {
    "regions_missing": Text(
        ja="「{name}」がありません。必要なもの：{needed}",
        en="'{name}' is missing; expected {needed}",
    ),
    "regions_unknown": Text(
        ja="「{name}」は使われません。名前を直すか、除いてください。使えるもの：{known}",
        en="'{name}' is not used; mend the name, or leave it out; known names: {known}",
    ),
    "regions_dims": Text(
        ja="次元が合いません。{expected} だけが必要です（{found}）",
        en="the dims do not fit; expected {expected}; found {found}",
    ),
    "regions_dims_free": Text(
        ja="次元が合いません。{expected} が必要で、ほかは {free} だけ使えます（{found}）",
        en="the dims do not fit; expected {expected}, and {free} where they differ; "
        "found {found}",
    ),
    "regions_labels": Text(
        ja="ラベルが合いません。{expected} でなければなりません（{found}）",
        en="the labels do not fit; expected {expected}; found {found}",
    ),
    "regions_twice": Text(
        ja="同じラベルが2回以上あります（{found}）。1回ずつにしてください",
        en="a label stands there more than once; expected each once; found {found}",
    ),
    "regions_widths": Text(
        ja="年齢は0歳から同じ幅の階級で、期間も同じ年数きざみでなければなりません（{found}）",
        en="expected ages from 0 in groups of one width, and periods as far apart; "
        "found {found}",
    ),
    "regions_not_finite": Text(
        ja="数値でない値があります（{found}）{more}。ラベルがほかの表とそろっているか確かめてください",
        en="not a finite number; found {found}{more}; see that its labels are those of the "
        "other tables",
    ),
    "regions_too_low": Text(
        ja="小さすぎる値です（{found}）{more}。{limit}以上にしてください",
        en="too low; expected {limit} or above; found {found}{more}",
    ),
    "regions_too_high": Text(
        ja="大きすぎる値です（{found}）{more}。{limit}以下にしてください",
        en="too high; expected {limit} or below; found {found}{more}",
    ),
    "regions_more": Text(ja="、ほか{count}か所", en=" (and {count} more)"),
    "regions_share_sum": Text(
        ja="移動先の割合の合計が{found}です。1にしてください{more}",
        en="the shares of the destinations sum to {found}; expected 1{more}",
    ),
    "regions_share_own": Text(
        ja="自分の地域への移動の割合が{found}です。0にしてください{more}",
        en="a share of {found} moves to the region it comes from; expected 0{more}",
    ),
    "regions_too_many_leave": Text(
        ja="この区分の人口が{found}人になります。移動と死亡の合計が、住んでいる人より多くなっています。"
        "転出率を下げるか、純移動数を見直してください{more}",
        en="the cell would hold {found} persons: more move and die than live there; lower the "
        "rates, or see to the counts of net migration{more}",
    ),
    "regions_no_deaths": Text(
        ja="最後の（開いた）年齢階級の死亡率が0です。0より大きい値にしてください{more}",
        en="nobody dies in the open last group; expected a mortality rate above 0{more}",
    ),
    "regions_losses": Text(
        ja="死亡率と移動率の合計が{found}で高すぎます。{width}年の階級では{limit}未満にしてください{more}",
        en="death and move rates add up to {found}, too much for groups {width} wide; "
        "expected less than {limit}{more}",
    ),
    "regions_steps": Text(
        ja="推計の回数が{found}です。1以上の整数にしてください",
        en="the number of steps is {found}; expected a whole number from 1 up",
    ),
}
