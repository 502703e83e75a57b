"""The appendix' terms: what the words of a report mean."""

from __future__ import annotations

from projection.language import Text
from projection.report.content import Paragraphs
from projection.report.material import Material

_TERMS: tuple[Text, ...] = (
    Text(
        ja="合計特殊出生率：その年の年齢別出生率を15〜49歳の女性について合計したもの。その率で一生を過ごす"
        "女性1人が生む子どもの数に当たる。",
        en="Total fertility rate (TFR): the sum of a year's age-specific fertility rates; the "
        "children of a woman who lives by them.",
    ),
    Text(
        ja="人口置換水準：人口が長期的に増えも減りもしない合計特殊出生率の水準。",
        en="Replacement level: the TFR at which a population neither grows nor falls in the "
        "long run.",
    ),
    Text(
        ja="自然増減：出生数から死亡数を引いたもの。社会増減（純移動）：転入数から転出数を引いたもの。",
        en="Natural change: births less deaths. Net migration: arrivals less departures.",
    ),
    Text(
        ja="年少人口・生産年齢人口・老年人口：それぞれ0〜14歳、15〜64歳、65歳以上の人口。",
        en="Children, working ages, the aged: ages 0-14, 15-64, and 65 and over.",
    ),
    Text(
        ja="高齢化率：総人口に占める老年人口（65歳以上）の割合。",
        en="Aged share: the share of ages 65 and over in the population.",
    ),
    Text(
        ja="平均寿命：0歳の平均余命。その年の年齢別死亡率で一生を過ごす人が生きる平均の年数。",
        en="Life expectancy at birth: the mean years lived by those who live by a year's "
        "mortality.",
    ),
    Text(
        ja="子ども女性比：15〜49歳の女性の人口に対する0〜4歳の人口の比。",
        en="Child-woman ratio: ages 0-4 over women aged 15-49.",
    ),
    Text(
        ja="封鎖人口：転入も転出もないとした場合の人口。",
        en="Closed population: the population if nobody moved in or out.",
    ),
    Text(
        ja="影響度：出生率の上昇（自然増減）と転入・転出の均衡（社会増減）が将来の人口に及ぼす影響を"
        "1〜5で表したもの。",
        en="Influence: grades (1 to 5) of what a higher TFR, and balanced moves, would change.",
    ),
    Text(
        ja="人口減少段階：総人口が減り始めてからの、老年人口の増加（第1段階）、維持・微減（第2段階）、減少"
        "（第3段階）の区分。",
        en="Stages of decline: once the population falls, the aged increase (1), stay or fall "
        "slightly (2), or decline (3).",
    ),
    Text(
        ja="推計番号：入力データとシナリオから計算した8桁の符号。同じ番号の数値は同じ条件で推計したもの。",
        en="Run identifier: eight digits worked out from inputs and scenario; figures of the "
        "same identifier have the same premises.",
    ),
)


def terms(_: Material) -> Paragraphs:
    """Return 用語, the same in every report."""
    return Paragraphs(Text(ja="用語", en="Terms"), _TERMS)
