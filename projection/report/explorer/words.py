"""The page's words. Braces are filled in the browser."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from projection.analysis import MEASURES
from projection.analysis.age_groups import (
    AGED,
    ALL_AGES,
    CHILDREN,
    OFFICIAL_LABELS,
    WORKING_AGES,
)
from projection.language import Text
from projection.report.sources import ROUNDING

WORDS: Mapping[str, Text] = MappingProxyType(
    {
        # The page.
        "heading": Text(ja="{place}の将来人口を試算する", en="{place}: try the projection"),
        "intro": Text(
            ja="出発点は「{title}」。スライダーを動かすと、その場で推計し直します。"
            "計算はこのページの中だけで行い、どこにも送信しません。設定はアドレス（#以降）に残るので、"
            "ファイルと一緒にアドレスを送れば、同じ設定で開けます。",
            en="It starts from “{title}”. Move a slider and the projection is worked out anew, "
            "in this page alone: nothing is sent anywhere. The settings stand in the address "
            "(after #), so that the file and its address, sent together, open as they are now.",
        ),
        "otherLanguage": Text(ja="English", en="日本語"),
        "assumptions": Text(ja="変える仮定", en="What to change"),
        "own": Text(ja="試算", en="Trial"),
        "changed": Text(ja="変えた仮定：{list}", en="Changed: {list}"),
        "unchanged": Text(
            ja="まだ何も変えていません（「{label}」のまま）。",
            en="Nothing is changed yet (as in “{label}”).",
        ),
        "between": Text(ja="、", en="; "),
        "resetOf": Text(ja="戻す：{what}", en="Reset: {what}"),
        "resetAll": Text(ja="すべて戻す", en="Reset all"),
        "save": Text(ja="シナリオファイルを保存", en="Save as scenario file"),
        "saveHint": Text(
            ja="保存したファイルは projection run {file} --step 1 で推計でき、"
            "このページと同じ結果になります。",
            en="Run it with: projection run {file} --step 1. The results are those of this "
            "page.",
        ),
        "ownTable": Text(
            ja="このシナリオは独自の生命表を使います。元のシナリオと同じフォルダーに置いてください。",
            en="This scenario has a life table of its own: put the file into the folder of the "
            "original scenario.",
        ),
        "impossible": Text(
            ja="{year}年までに、住んでいる人より多くの人が転出することになります。"
            "推計できないので、移動の上乗せを戻してください。",
            en="By {year} more people would have left than live there. This is no projection: "
            "bring the added migration back.",
        ),
        # Sliders.
        "tfr": Text(ja="{by}年の合計特殊出生率", en="Total fertility rate in {by}"),
        "tfrUnit": Text(ja="女性1人当たり", en="births per woman"),
        "tfrHint": Text(
            ja="{from}年から{by}年まで直線で変わり、その後は一定。",
            en="In a straight line from {from} to {by}, then held.",
        ),
        "young": Text(ja="20〜39歳の純移動の上乗せ", en="Added net migration of ages 20-39"),
        "youngUnit": Text(ja="人/年", en="persons a year"),
        "youngHint": Text(
            ja="男女計。{from}年の0から{by}年にこの人数になり、その後は一定。"
            "年齢・男女の内訳は{base}年の人口に比例。",
            en="Both sexes together; from 0 in {from} to this number in {by}, then held. By "
            "sex and age as the population of {base}.",
        ),
        "families": Text(
            ja="子育て世帯の純転入の上乗せ", en="Added net arrival of young families"
        ),
        "familiesUnit": Text(ja="世帯/年", en="families a year"),
        "familiesHint": Text(
            ja="1世帯は親2人（30〜39歳）と子1.5人（0〜9歳）と置く。"
            "{from}年の0から{by}年にこの世帯数になり、その後は一定。",
            en="A family is taken as 2 parents (30-39) and 1.5 children (0-9); from 0 in "
            "{from} to this number in {by}, then held.",
        ),
        "mortality": Text(ja="死亡率の改善の上乗せ", en="Added improvement of mortality"),
        "mortalityUnit": Text(ja="%/年", en="% a year"),
        "mortalityHint": Text(
            ja="出発点の死亡率が、{from}年以降、全年齢で毎年さらにこの割合ずつ下がる（負なら、"
            "下がり方がその分だけ遅い）。",
            en="From {from} on, mortality at all ages falls by this much more each year than "
            "in the scenario that it starts from (below zero: by so much less).",
        ),
        "start": Text(ja="施策が効き始める年", en="Year in which the measures begin to act"),
        "startUnit": Text(ja="年", en="on"),
        "startHint": Text(
            ja="遅らせると、上の仮定がその値になる年（{by}年）も同じだけ遅れる。",
            en="Later, and the year of the full values above ({by}) comes as much later.",
        ),
        # How a change is told; also the title of the saved file.
        "tfrChange": Text(ja="{by}年の出生率{value}", en="TFR {value} in {by}"),
        "youngChange": Text(
            ja="20〜39歳の純移動{value}人/年", en="ages 20-39 {value} persons a year"
        ),
        "familiesChange": Text(ja="子育て世帯{value}世帯/年", en="families {value} a year"),
        "mortalityChange": Text(
            ja="死亡率の改善{value}%/年", en="mortality improvement {value} % a year"
        ),
        "startChange": Text(ja="{value}年から", en="from {value}"),
        "fileTitle": Text(ja="試算：{list}", en="Trial: {list}"),
        "fileSame": Text(ja="「{label}」のまま", en="as in “{label}”"),
        "fileNotes": Text(
            ja="「{title}」を出発点に、試算ページで仮定を変えたもの（{software}）。",
            en="Made from “{title}” in the explorer ({software}).",
        ),
        # Results.
        "results": Text(ja="試算の結果", en="Results"),
        "year": Text(ja="表示する年", en="Year shown"),
        "yearLabel": Text(ja="{year}年（{era}）", en="{year}"),
        "yearHint": Text(
            ja="1月1日現在。グラフの中を押しても選べます。",
            en="As of 1 January; or click into a chart.",
        ),
        "inYear": Text(ja="{year}年", en="{year}"),
        "during": Text(ja="{year}年中", en="during {year}"),
        "difference": Text(
            ja="「{label}」との差 {value}", en="difference from “{label}”: {value}"
        ),
        "persons": Text(ja="人", en="people"),
        "perYear": Text(ja="人/年", en="a year"),
        "percent": Text(ja="%", en="%"),
        "points": Text(ja="ポイント", en="points"),
        "population": Text(ja=OFFICIAL_LABELS[ALL_AGES].ja, en="Total population"),
        "children": OFFICIAL_LABELS[CHILDREN],
        "working": OFFICIAL_LABELS[WORKING_AGES],
        "aged": OFFICIAL_LABELS[AGED],
        "agedShare": MEASURES["aged_share"].label,
        "natural": Text(ja="自然増減（出生－死亡）", en="Natural change (births - deaths)"),
        "social": Text(ja="社会増減（純移動）", en="Net migration"),
        "lineUnit": Text(ja="単位：{unit}", en="{unit}"),
        "unitPersons": Text(ja="人", en="Persons"),
        "unitPerYear": Text(ja="人/年", en="Persons a year"),
        "toldYear": Text(
            ja="{year} {value}（差 {difference}）", en="{year}: {value} ({difference})"
        ),
        "told": Text(
            ja="{what}：試算は{start}年{first}、{end}年{last}。「{label}」は{end}年{other}。",
            en="{what}: the trial has {first} in {start} and {last} in {end}; “{label}” has "
            "{other} in {end}.",
        ),
        "pyramid": Text(ja="人口ピラミッド", en="Population pyramid"),
        "pyramidTold": Text(
            ja="{year}年の男女・5歳階級別人口。輪郭は{start}年。",
            en="Population of {year} by sex and five-year age group; the outline is {start}.",
        ),
        "male": Text(ja="男", en="Male"),
        "female": Text(ja="女", en="Female"),
        "age": Text(ja="年齢", en="Age"),
        "ages": Text(ja="{first}〜{last}歳", en="{first}-{last}"),
        "agesOpen": Text(ja="{first}歳以上", en="{first}+"),
        "outline": Text(ja="{year}年（基準年）", en="{year} (base year)"),
        "table": Text(ja="数値表", en="Table"),
        "compare": Text(ja="比べるシナリオ", en="Compare with"),
        "startsFrom": Text(ja="出発点：{label}", en="Start: {label}"),
        "goals": Text(ja="目標の達成状況", en="Goals"),
        "goalsOf": Text(ja="目標{all}件のうち{met}件を達成", en="{met} of {all} goals are met"),
        "goal": Text(ja="目標", en="Goal"),
        "when": Text(ja="時期", en="When"),
        "limit": Text(ja="基準", en="Must be"),
        "value": Text(ja="試算", en="Trial"),
        "result": Text(ja="判定", en="Result"),
        "met": Text(ja="○ 達成", en="✓ met"),
        "missed": Text(ja="× 未達", en="✗ missed"),
        "at": Text(ja="{last}年", en="{last}"),
        "by": Text(ja="{last}年まで", en="by {last}"),
        "every": Text(ja="{first}〜{last}年の毎年", en="every year {first}-{last}"),
        "ofYear": Text(ja="{value}（{year}年）", en="{value} ({year})"),
        # At the end.
        "notes": Text(ja="出典と注", en="Sources and notes"),
        "notForecast": Text(
            ja="注：仮定をこう置けばこうなるという推計であり、実現の見込みを示すものではない。",
            en="Note: a projection says what follows from its assumptions, not what will "
            "happen.",
        ),
        "rounding": Text(ja=f"注：{ROUNDING.ja}", en=f"Note: {ROUNDING.en}"),
        "source": Text(
            ja="出典：{publisher}「{source}」（{terms}）",
            en="Source: {publisher}, {source} ({terms})",
        ),
        "trace": Text(
            ja="出発点の推計の識別番号 {identifier}、{software}",
            en="Run that it starts from: {identifier}; {software}",
        ),
    }
)

SCRIPTLESS = Text(
    ja="このページの計算には JavaScript が必要です。ブラウザの設定で有効にしてください。",
    en="This page computes with JavaScript: allow it in the browser's settings.",
)
