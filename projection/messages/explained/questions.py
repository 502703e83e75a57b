"""Questions and visions."""

from projection.language import Text
from projection.messages.explained.model import Explained

EXPLAINED = (
    Explained(
        "E501",
        ("attribution_too_many",),
        cause=Text(
            ja="違いの要素が増えるごとに計算が倍になるため、"
            "一度に分けられる数に限りがあります。",
            en="Each further component doubles the work, so their number is limited.",
        ),
        remedy=Text(
            ja="違いの少ないシナリオを間に置き、二回に分けて比べてください。",
            en="Compare in two steps, by way of a scenario in between.",
        ),
    ),
    Explained(
        "E502",
        ("account_of_population",),
        cause=Text(
            ja="シナリオが一つのときの内訳は、出生・死亡・移動による人口の増減です。"
            "ほかの指標には定義できません。",
            en="With one scenario the parts are births, deaths and moves of the population; "
            "other measures have none.",
        ),
        remedy=Text(
            ja="--measure を外すか、比べるシナリオをもう一つ渡してください。",
            en="Leave out --measure, or give a second scenario.",
        ),
    ),
    Explained(
        "E503",
        (
            "grades_year",
            "grades_bounds",
            "grades_steep",
            "grades_source",
            "young_bounds",
            "young_classes",
            "young_names",
            "young_years",
        ),
        cause=Text(
            ja="影響度や分類の区切りを書いた設定ファイル（--grades など）に、"
            "読めない値があります。",
            en="The file that holds the bounds of grades or classes (--grades) has a value "
            "that cannot be read.",
        ),
        remedy=Text(
            ja="示された形に直すか、--grades を外して同梱の設定を使ってください。",
            en="Mend it as shown, or leave the option out and use the bounds that come with "
            "the program.",
        ),
    ),
    Explained(
        "E504",
        ("leverage_not_of_people", "leverage_nothing_before", "leverage_arrival_outside"),
        cause=Text(
            ja="「あと1人」の効果は、人数で数える指標と、"
            "推計期間の中の年についてだけ求められます。",
            en="What one more person does can be told of counts of people only, and of years "
            "within the run.",
        ),
        remedy=Text(
            ja="示された指標と年から選んでください。",
            en="Take a measure and a year from those given.",
        ),
    ),
    Explained(
        "E505",
        (
            "monitor_measure",
            "monitor_births_whole",
            "monitor_error_rate",
            "monitor_order",
            "monitor_since",
        ),
        cause=Text(
            ja="二つのシナリオを実績から見分ける検定の条件が満たされていません。"
            "少ない方のシナリオを先に渡し、公表のある年から始めます。",
            en="The test that tells two scenarios apart has conditions: the lower one first, "
            "and years that are published.",
        ),
        remedy=Text(
            ja="シナリオの順番、--measure、--since などを示されたとおりに直してください。",
            en="Mend the order of scenarios, --measure or --since as the message says.",
        ),
    ),
    Explained(
        "E506",
        (
            "target_value",
            "target_solve_unknown",
            "target_solve_near",
            "target_migration_word",
            "target_migration_twice",
            "target_household_empty",
            "target_household_member",
            "target_solve_many",
            "target_lever_twice",
        ),
        cause=Text(
            ja="何を動かして目標に届かせるか（--solve）か、目標値（--value）"
            "の書き方が読めません。",
            en="What to move (--solve) or the value to reach (--value) cannot be read.",
        ),
        remedy=Text(
            ja='例にならってください：--solve fertility.tfr、--solve "migration: 25-39, '
            'female, add_per_year"、--solve "households: 1 male 30-34, 1 female 30-34"。',
            en='Follow these: --solve fertility.tfr, --solve "migration: 25-39, female, '
            'add_per_year", --solve "households: 1 male 30-34, 1 female 30-34".',
        ),
    ),
    Explained(
        "E507",
        ("target_nobody",),
        cause=Text(
            ja="割り振るもとになる住民が、その年齢・性にいません。",
            en="Nobody of those ages and sex lives there, in proportion to whom persons "
            "could be added.",
        ),
        remedy=Text(
            ja="年齢の幅を広げてください。",
            en="Widen the ages.",
        ),
    ),
    Explained(
        "E508",
        ("target_span_outside", "target_span_order"),
        cause=Text(
            ja="レバーを動かし始める年（--from）と達する年（--by）が、"
            "推計の期間の中で前後していません。",
            en="--from and --by must lie within the run, in this order.",
        ),
        remedy=Text(
            ja="両方を期間の中にし、--from を先の年にしてください。",
            en="Move them into the run, --from first.",
        ),
    ),
    Explained(
        "E509",
        ("target_no_effect",),
        cause=Text(
            ja="動かすものが、その年のその指標に影響しません。"
            "たとえば出生率をいくら変えても、20年後の老年人口は変わりません。",
            en="The lever does nothing to the figure by then: fertility does not change the "
            "aged in twenty years.",
        ),
        remedy=Text(
            ja="別のレバーにするか、もっと先の年を目標にしてください。",
            en="Solve for another lever, or a later year.",
        ),
    ),
    Explained(
        "E510",
        ("target_unreached", "target_nothing_to_save"),
        cause=Text(
            ja="設定した上下限の中では目標に届きません。"
            "どこまで近づけるかは答えに示してあります。これは誤りではなく、"
            "答えの一つです。",
            en="Within its bounds the lever does not reach the target; the answer says how "
            "close one gets. It is a finding rather than a mistake.",
        ),
        remedy=Text(
            ja="目標を下げる、年を延ばす、ほかの施策と組み合わせることを検討してください。",
            en="Consider a lower goal, a later year, or a second measure beside it.",
        ),
    ),
    Explained(
        "E511",
        ("target_save_two", "save_ending", "save_onto_parent"),
        cause=Text(
            ja="答えをシナリオとして保存できません。組の答えは一つに決まらず、"
            "元のシナリオには上書きしません。",
            en="The answer cannot be saved: a pair has no single value, and no parent is "
            "written over.",
        ),
        remedy=Text(
            ja="--solve を一つにし、.toml で終わる新しい名前を --save に指定してください。",
            en="Use one --solve, and a new name ending in .toml.",
        ),
    ),
    Explained(
        "E512",
        ("goals_tfr", "goals_end", "simulation_too_early"),
        cause=Text(
            ja="projection ipss で作るシナリオの出生率や年が、ありえない値か、"
            "5年刻みに合いません。",
            en="A rate or year for the scenarios that `projection ipss` writes cannot be, or "
            "is no five-year step.",
        ),
        remedy=Text(
            ja="示された範囲で指定し直してください。",
            en="Give one in the range named.",
        ),
    ),
    Explained(
        "E513",
        ("official_not_asked",),
        cause=Text(
            ja="この問いは1年ごとの推計を前提にしていて、社人研の形式では答えられません。",
            en="The question is for runs by single years, which the official form is not.",
        ),
        remedy=Text(
            ja="住民基本台帳から始めるシナリオを使ってください。影響度と段階は projection "
            "ipss コード --assess で出ます。",
            en="Use a scenario that starts from the register; grades and stages come from "
            "`projection ipss CODE --assess`.",
        ),
    ),
    Explained(
        "E521",
        ("vision_exactly_one", "vision_reference"),
        cause=Text(
            ja="一つの目標には、いつ（at・by・every）を一つと、どれだけ（above・at_least "
            "など）を一つだけ書きます。",
            en="A goal has one when (at, by, every) and one limit (above, at_least and so on).",
        ),
        remedy=Text(
            ja="目標を分けて [[goals]] を繰り返してください。",
            en="Repeat [[goals]] for each.",
        ),
    ),
    Explained(
        "E522",
        (
            "vision_owns_nothing",
            "vision_component",
            "vision_component_near",
            "vision_no_owner",
            "vision_two_owners",
            "vision_title_twice",
            "vision_too_many",
        ),
        cause=Text(
            ja="基本目標（[[basic_goals]]）は、"
            "シナリオの違いを漏れなく重なりなく受け持ちます。受け持ちのない部分、"
            "重なった部分、知らない名前があります。",
            en="Basic goals share out what differs between the scenarios, all of it and "
            "nothing twice; a part is left over, is owned twice, or has an unknown name.",
        ),
        remedy=Text(
            ja="示された部分を一つの基本目標の components か ages に入れてください。"
            "レバーは題名で指します。",
            en="Name the part in components or ages of one of them; levers go by their titles.",
        ),
    ),
    Explained(
        "E523",
        ("vision_not_published", "vision_published_year"),
        cause=Text(
            ja="その指標の公表値か、その年の公表値がありません。"
            "公表値と比べられるのは台帳にある人口・出生・死亡・移動などです。",
            en="There is no published figure of that measure or year; the register has "
            "people, births, deaths and moves.",
        ),
        remedy=Text(
            ja="推計の中の年と比べる { year = 2020 } に換えるか、公表のある年にしてください。",
            en="Compare with a year of the run, { year = 2020 }, or take a year that is "
            "published.",
        ),
    ),
    Explained(
        "E524",
        ("vision_too_old", "vision_limit_year", "vision_delay_outside"),
        cause=Text(
            ja="目標の年齢や年、遅れの年数が、推計の範囲を超えています。",
            en="An age, year or delay goes beyond the run.",
        ),
        remedy=Text(
            ja="示された範囲に直してください。",
            en="Keep within the range given.",
        ),
    ),
    Explained(
        "E525",
        ("report_vision_region",),
        cause=Text(
            ja="渡した目標は、結果とは別の市区町村のものです。",
            en="The goals are of another municipality than the results.",
        ),
        remedy=Text(
            ja="同じ市区町村のビジョンファイルを --vision に指定してください。",
            en="Name a vision file of the same municipality.",
        ),
    ),
)
