"""Warnings, which stop nothing."""

from projection.language import Text
from projection.messages.explained.model import Explained

EXPLAINED = (
    Explained(
        "W901",
        ("scenario_tfr_high", "scenario_tfr_low"),
        cause=Text(
            ja="出生率の仮定が、実際にあった値の範囲を超えています。計算はできますが、"
            "説明を求められる仮定です。",
            en="The TFR assumed lies outside what has been seen. It can be run, but will "
            "have to be explained.",
        ),
        remedy=Text(
            ja="打ち間違いでなければそのまま使えます。資料には、比べた実績と、"
            "なぜそう仮定したかを書き添えてください。",
            en="If it is no slip, go on; say in your paper what it was compared with and why.",
        ),
    ),
    Explained(
        "W906",
        (
            *("scenario_moves_high", "scenario_moves_low"),
            *("scenario_persons_high", "scenario_persons_low"),
        ),
        cause=Text(
            ja="施策が加える純移動率（人数なら、その年齢の住民に対する率）が、"
            "規模の近い市区町村（住民数が分からないときは全国）の実績の幅を外れています。"
            "率と人数、年あたりと5年あたり、%と小数の取り違えでよく起こります。",
            en="What a lever adds, as a net migration rate of those who live there, lies "
            "outside what municipalities of that size (or all, where residents are not "
            "known) have seen. Rates for persons, five years for one, or per cent for "
            "fractions do this.",
        ),
        remedy=Text(
            ja="単位を確かめてください。1%は0.01です。大きな住宅開発などは、率でなく "
            "add_per_year に年あたりの人数で書くほうが確かめやすくなります。",
            en="Check the unit: 1 % is 0.01. A housing estate is easier to check as persons a "
            "year (add_per_year).",
        ),
    ),
    Explained(
        "W902",
        ("inputs_balance_nearly", "year_gap"),
        cause=Text(
            ja="公表された台帳の増減が、前後の人口とわずかに合いません。"
            "職権記載などの扱いで、公表値でもよく起こります。",
            en="The register's changes and populations are slightly out, as published "
            "figures often are.",
        ),
        remedy=Text(
            ja="差は移動数に含めて扱います。差が小さければ何もしなくてかまいません。",
            en="The gap is counted as migration; where it is small, nothing need be done.",
        ),
    ),
    Explained(
        "W903",
        ("year_jump",),
        cause=Text(
            ja="前年の同じ世代と比べた人数の増減が、"
            "規模の近い市区町村の実績の幅を外れています。"
            "大きな住宅の入居や施設の開設でも起こりますが、表の取り違えかもしれません。",
            en="A cohort changed more than in municipalities of similar size. A new estate "
            "does this, and so does a mistaken table.",
        ),
        remedy=Text(
            ja="表の年と市区町村を確かめてください。理由が分かれば、そのまま使い、"
            "資料に書き添えます。",
            en="Check year and place of the table. Where you know the reason, go on and say "
            "so.",
        ),
    ),
    Explained(
        "W904",
        ("many_left_out",),
        cause=Text(
            ja="住民がいない、台帳が途切れるなど、推計できない市区町村を除いて進めました。"
            "合計には含まれません。",
            en="Municipalities that cannot be projected are left out, and are in no sum.",
        ),
        remedy=Text(
            ja="合計を示すときは、除いた数を注記してください。",
            en="Say how many were left out where you show sums.",
        ),
    ),
    Explained(
        "W905",
        ("many_persons",),
        cause=Text(
            ja="全市区町村に同じ人数を加えるレバーは、村には大きすぎ、大都市には小さすぎます。",
            en="A lever of so many persons is too much for a village and too little for a "
            "city.",
        ),
        remedy=Text(
            ja="市区町村を比べるなら、率（add_rate）のレバーに換えてください。",
            en="For comparing municipalities use a rate (add_rate).",
        ),
    ),
)
