"""Scenario files."""

from projection.language import Text
from projection.messages.explained.model import Explained

EXPLAINED = (
    Explained(
        "E201",
        ("scenario_none_found",),
        cause=Text(
            ja="指定した場所に .toml のシナリオがありません。",
            en="No scenario file (.toml) is in the place named.",
        ),
        remedy=Text(
            ja="scenarios/kiyose のようにフォルダかファイルを指定してください。はじめてなら "
            "projection new で作れます。",
            en="Name a file or folder such as scenarios/kiyose; `projection new` makes the "
            "first ones.",
        ),
    ),
    Explained(
        "E202",
        ("scenario_name_twice",),
        cause=Text(
            ja="違うフォルダに同じ名前のシナリオがあり、"
            "結果ファイルが互いに上書きされてしまいます。",
            en="Two scenarios in different folders have one name: each would write over the "
            "other's result.",
        ),
        remedy=Text(
            ja="片方のファイル名を変えるか、別々に --out を指定して実行してください。",
            en="Rename one, or run them apart with --out.",
        ),
    ),
    Explained(
        "E203",
        ("scenario_encoding", "scenario_encoding_cp932"),
        cause=Text(
            ja="シナリオは UTF-8 で書きます。古いメモ帳などの既定は Shift_JIS です。",
            en="Scenarios are UTF-8; older editors save Shift_JIS.",
        ),
        remedy=Text(
            ja="メモ帳なら「名前を付けて保存」で文字コードを UTF-8 にしてください。",
            en="Save the file again with the encoding UTF-8.",
        ),
    ),
    Explained(
        "E204",
        ("scenario_too_large", "scenario_too_deep", "scenario_number_too_long"),
        cause=Text(
            ja="シナリオとしてはありえない大きさや入れ子です。別のファイルを指定したか、"
            "括弧が閉じていません。",
            en="The size or the nesting is far beyond any scenario's: it is another file, or "
            "brackets are open.",
        ),
        remedy=Text(
            ja="ファイル名を確かめ、括弧と数字を見直してください。",
            en="Check the name, the brackets and the digits.",
        ),
    ),
    Explained(
        "E205",
        (
            "scenario_syntax",
            "scenario_value_unreadable",
            "scenario_backslash",
            "scenario_after_value",
            "scenario_no_equals",
            "scenario_statement",
            "scenario_not_closed",
        ),
        cause=Text(
            ja="TOML の書き方の誤りです。全角の記号（＝、”）、引用符の閉じ忘れ、% "
            "や単位を付けた数でよく起こります。",
            en="A slip in writing TOML: full-width signs, an open quotation mark, or a "
            "number with % or a unit.",
        ),
        remedy=Text(
            ja='1行に「名前 = 値」を一つ書き、文字は半角の " で囲み、'
            "数は半角の数字だけにしてください。率の 1 % は 0.01 です。",
            en="One key = value a line, words inside plain quotation marks, numbers in plain "
            "digits; 1 % is 0.01.",
        ),
    ),
    Explained(
        "E206",
        ("scenario_key_twice",),
        cause=Text(
            ja="同じ項目や [見出し] が二度あります。写して直したときに起こり、"
            "どちらが有効か決められません。",
            en="A key or section stands twice, so that it is open which holds.",
        ),
        remedy=Text(
            ja="片方を消して一つにまとめてください。レバーを増やすときは [[migration]] "
            "を繰り返します。",
            en="Keep one. To add levers, repeat [[migration]].",
        ),
    ),
    Explained(
        "E207",
        ("scenario_parent_missing", "scenario_parent_missing_near"),
        cause=Text(
            ja="extends で引き継ぐ元のファイルがありません。"
            "ファイルを移したり名前を変えたりすると起こります。",
            en="The file named by extends is not there; it was moved or renamed.",
        ),
        remedy=Text(
            ja='このシナリオから見た位置で書いてください（例：extends = "current.toml"）。',
            en='Write it as seen from this scenario (extends = "current.toml").',
        ),
    ),
    Explained(
        "E208",
        ("scenario_cycle", "scenario_chain_too_long"),
        cause=Text(
            ja="引き継ぎ（extends）が循環しているか、"
            "長すぎてどの値がどこから来たか追えません。",
            en="extends goes round in a circle, or so far that nobody can follow it.",
        ),
        remedy=Text(
            ja="引き継ぐ元を共通の一つ（例：current.toml）にしてください。",
            en="Let scenarios extend one common file, such as current.toml.",
        ),
    ),
    Explained(
        "E209",
        ("scenario_key_missing",),
        cause=Text(
            ja="そのシナリオに必ず要る項目（題名など）がありません。"
            "題名は子に引き継がれません。",
            en="A key that every scenario needs is missing; titles are not inherited.",
        ),
        remedy=Text(
            ja="示された項目を書き足してください。",
            en="Add it.",
        ),
    ),
    Explained(
        "E210",
        ("scenario_key_elsewhere",),
        cause=Text(
            ja="項目の位置が違います。TOML では [見出し] "
            "の後に書いた項目はすべてその見出しに属します。",
            en="The key stands in the wrong part: all that follows a [section] belongs to it.",
        ),
        remedy=Text(
            ja="示された場所に移してください。start や end は最初の [見出し] "
            "より前に書きます。",
            en="Move it where the message says; start and end come before the first [section].",
        ),
    ),
    Explained(
        "E211",
        ("scenario_wrong_kind", "scenario_choice"),
        cause=Text(
            ja="値の種類が違います。数を引用符で囲んだ、男女を日本語で書いた、などです。",
            en="The value is of another kind: a number in quotation marks, for instance.",
        ),
        remedy=Text(
            ja='示された形で書いてください（例：tfr = 1.31、sex = "female"、ages = [25, '
            "39]）。",
            en='Write it in the form named (tfr = 1.31, sex = "female", ages = [25, 39]).',
        ),
    ),
    Explained(
        "E212",
        ("scenario_out_of_bounds", "scenario_out_of_bounds_near"),
        cause=Text(
            ja="現実にはありえない大きさです。小数点の抜け（131）、% のままの率（1 % を 1 "
            "と書く）が多い例です。",
            en="The size cannot be meant: a lost decimal point (131), or per cent written as "
            "a rate (1 for 1 %).",
        ),
        remedy=Text(
            ja="小数点と単位を確かめてください。TFR は女性1人あたりの子ども数、"
            "率は1人あたりです。",
            en="Check the decimal point and the unit: TFR is births per woman, rates are per "
            "person.",
        ),
    ),
    Explained(
        "E213",
        ("scenario_path_year", "scenario_path_empty", "scenario_path_one_point"),
        cause=Text(
            ja="年ごとの値 { 2019 = 1.31, 2030 = 1.8 } の書き方の誤りです。"
            "2点以上の年が要り、間は直線でつなぎます。",
            en="Values by year, { 2019 = 1.31, 2030 = 1.8 }, need two years or more; between "
            "them they run in a straight line.",
        ),
        remedy=Text(
            ja="年を西暦4桁で2点以上書いてください。一定なら数を一つだけ書きます。",
            en="Write two years of four digits or more; for a constant, the number alone.",
        ),
    ),
    Explained(
        "E214",
        ("scenario_text_empty",),
        cause=Text(
            ja="題名や注記が空です。図表や報告書の見出しになるため、空にはできません。",
            en="A title or note is empty, but stands at the head of charts and tables.",
        ),
        remedy=Text(
            ja='日本語か英語で書いてください（例：title = "出生率1.8"）。',
            en='Write one (title = "TFR 1.8").',
        ),
    ),
    Explained(
        "E215",
        ("scenario_table_missing",),
        cause=Text(
            ja="市独自の生命表（[mortality] の table）が、シナリオの隣に見つかりません。",
            en="The municipality's own life table ([mortality] table) is not beside the "
            "scenario.",
        ),
        remedy=Text(
            ja="CSV をシナリオと同じフォルダに置くか、そこから見た位置で書いてください。",
            en="Put the CSV beside the scenario, or write where it is as seen from there.",
        ),
    ),
    Explained(
        "E216",
        (
            "scenario_end_before_start",
            "scenario_too_long",
            "end_before_start",
            "end_too_late",
            "end_missing",
        ),
        cause=Text(
            ja="推計の期間が成り立ちません。終わりがない、始まりより前、または長すぎます。",
            en="The span of the run cannot be: it has no end, ends before its start, or is "
            "too long.",
        ),
        remedy=Text(
            ja="シナリオの start と end（例：end = 2065）か、--start と --end "
            "を直してください。",
            en="Mend start and end in the scenario (end = 2065), or --start and --end.",
        ),
    ),
    Explained(
        "E217",
        ("scenario_effects", "scenario_losses_only"),
        cause=Text(
            ja="移動のレバーは、一つの [[migration]] に一つの働きだけを持ちます。"
            "組み合わせると意味が決まらないためです。",
            en="A lever does exactly one thing; of two it would be open how they act together.",
        ),
        remedy=Text(
            ja="働きごとに [[migration]] を分けてください。losses_only は balance_by か "
            "halve_by といっしょに使います。",
            en="Give each its own [[migration]]; losses_only goes with balance_by or halve_by.",
        ),
    ),
    Explained(
        "E218",
        ("scenario_course_and_improvement",),
        cause=Text(
            ja="死亡率の将来を、公表値に沿わせる（course）"
            "のと年率で改善させる（improvement）のとで、二重に決めています。"
            "引き継いだ元に書いてあることもあります。",
            en="How mortality changes is said twice, by course and by improvement, perhaps "
            "in the file that is extended.",
        ),
        remedy=Text(
            ja="どちらか一方を消してください。率で決めたいときは、引き継ぐ元の course "
            "も外します。",
            en="Take one of them out, where needed from the file extended.",
        ),
    ),
    Explained(
        "E219",
        ("scenario_no_course",),
        cause=Text(
            ja='course = "published" は公表された死亡率の見通しに沿う設定ですが、'
            "入力データにその表がありません。",
            en='course = "published" follows published mortality, of which the inputs have '
            "no table.",
        ),
        remedy=Text(
            ja='inputs.toml の standard を "../japan" にするか、course の行を消してください。',
            en='Let standard in inputs.toml be "../japan", or take out the line.',
        ),
    ),
    Explained(
        "E220",
        ("scenario_lever_too_early",),
        cause=Text(
            ja="移動の均衡や半減の年が、推計の始まりより前になっています。--start "
            "を変えたときに起こります。",
            en="The year by which a lever acts lies before the run's start, as when --start "
            "was changed.",
        ),
        remedy=Text(
            ja="始まりより後の年にしてください。",
            en="Take a year after the start.",
        ),
    ),
    Explained(
        "E221",
        ("scenario_lever_twice",),
        cause=Text(
            ja="レバーは題名で見分けるため、同じ題名は使えません。",
            en="Levers are told apart by their titles.",
        ),
        remedy=Text(
            ja="それぞれに違う題名を付けてください。引き継いだレバーを置き換えたいときだけ、"
            "元と同じ題名にします。",
            en="Give each its own; the parent's title replaces the parent's lever.",
        ),
    ),
    Explained(
        "E222",
        ("scenario_nobody_there",),
        cause=Text(
            ja="増やす人数は基準人口に比例して割り振るため、"
            "誰も住んでいない年齢・性には加えられません。",
            en="Persons are spread in proportion to those who live there; where nobody does, "
            "nobody can be added.",
        ),
        remedy=Text(
            ja="年齢の幅を広げるか、性を both にしてください。",
            en="Widen the ages, or let sex be both.",
        ),
    ),
    Explained(
        "E223",
        ("method_and_inputs", "inputs_official"),
        cause=Text(
            ja="シナリオの方式（1年ごとの推計か社人研の5年ごとの形式か）"
            "と入力データの種類が合いません。",
            en="The scenario's method, by single years or in the official five-year form, is "
            "not that of the inputs.",
        ),
        remedy=Text(
            ja='社人研の形式なら method = "ipss" と inputs/ipss の入力データを、'
            "そうでなければ inputs/市区町村 を使ってください。",
            en='For the official form use method = "ipss" and inputs/ipss; else the '
            "municipality's own folder.",
        ),
    ),
    Explained(
        "E224",
        ("official_only", "official_children", "official_step", "official_start"),
        cause=Text(
            ja="社人研の形式は5年ごと・率が固定の方式で、"
            "通常の推計の設定の一部は意味を持ちません。",
            en="The official form goes by five years with given rates, so that some settings "
            "of other runs mean nothing there.",
        ),
        remedy=Text(
            ja="示された設定を外すか、通常の推計（method を書かない）で試算してください。",
            en="Take the setting out, or run it by the usual method.",
        ),
    ),
    Explained(
        "E225",
        ("vision_no_scenario", "vision_is_scenario"),
        cause=Text(
            ja="シナリオファイルとビジョンファイル（目標 [[goals]] を書くもの）"
            "を取り違えています。",
            en="A scenario file and a vision file (the one with [[goals]]) were mistaken for "
            "each other.",
        ),
        remedy=Text(
            ja="目標の点検は projection vision ビジョンファイル、推計は projection run "
            "シナリオ です。",
            en="Goals are checked with `projection vision FILE`; scenarios are run with "
            "`projection run FILE`.",
        ),
    ),
)
