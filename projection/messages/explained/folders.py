"""Inputs: folders, `inputs.toml` and tables that come with the program."""

from projection.language import Text
from projection.messages.explained.model import Explained

EXPLAINED = (
    Explained(
        "E121",
        ("inputs_column_twice",),
        cause=Text(
            ja="同じ見出しの列が二つあると、どちらを使うか決められません。",
            en="With two columns of one name nobody can tell which is meant.",
        ),
        remedy=Text(
            ja="要らない方の列を消すか、見出しを変えてください。",
            en="Delete or rename the one that is not needed.",
        ),
    ),
    Explained(
        "E122",
        ("inputs_no_age_columns",),
        cause=Text(
            ja="人口の表に年齢の列が見当たりません。県や市の様式が、"
            "読める二つの形（縦長の表、公開データの様式）のどちらでもないときに出ます。",
            en="No columns of ages were found: the file is in neither of the two forms that "
            "are read (long table, open-data form).",
        ),
        remedy=Text(
            ja="date, sex, age, population の4列の縦長の表に直すのが確実です。例は "
            "inputs/README.ja.md にあります。",
            en="A long table of date, sex, age, population always works; inputs/README.md "
            "has examples.",
        ),
    ),
    Explained(
        "E123",
        ("inputs_toml",),
        cause=Text(
            ja="inputs.toml の書き方の誤りです。文字を引用符で囲んでいない、"
            "括弧を閉じていない、全角の記号を使った、のいずれかがほとんどです。",
            en="A slip in writing inputs.toml: words without quotation marks, an open "
            "bracket, or full-width signs.",
        ),
        remedy=Text(
            ja='示された行を見て、「名前 = "値"」の形か確かめてください。'
            "記号は半角で書きます。",
            en='See whether the line has the form key = "value", with plain ASCII signs.',
        ),
    ),
    Explained(
        "E124",
        ("inputs_key_missing", "inputs_key_with_population"),
        cause=Text(
            ja="その表を正しく読むのに要る項目が inputs.toml に書かれていません。"
            "出典や単位は、後で数字の根拠を問われたときにも使います。",
            en="inputs.toml lacks a key that is needed to read the table, or to say later "
            "where its figures are from.",
        ),
        remedy=Text(
            ja="示された項目を書き足してください。書き方の例は inputs/README.ja.md "
            "にあります。",
            en="Add it; inputs/README.md has an example of every key.",
        ),
    ),
    Explained(
        "E125",
        ("inputs_key_value", "inputs_choice"),
        cause=Text(
            ja="項目の値が、決められた種類（数、日付、選択肢など）と違います。"
            "数を引用符で囲むと文字になることに注意してください。",
            en="A key has a value of the wrong kind; a number inside quotation marks, for "
            "one, is a text.",
        ),
        remedy=Text(
            ja="示された形に直してください（例：base_date = 2020-01-01、window = 5）。",
            en="Write it in the form named (base_date = 2020-01-01, window = 5).",
        ),
    ),
    Explained(
        "E126",
        ("inputs_unit",),
        cause=Text(
            ja="単位を取り違えると千倍の誤りになるため、決まった語だけを受け付けます。",
            en="A mistaken unit makes an error of a thousand times, so only known words are "
            "taken.",
        ),
        remedy=Text(
            ja='示された単位から選んでください。千人単位の表なら unit = "thousands" です。',
            en="Choose one of those listed; for a table in thousands of people it is unit = "
            '"thousands".',
        ),
    ),
    Explained(
        "E127",
        ("inputs_base_january",),
        cause=Text(
            ja="推計は1月1日から1年ごとに進みます。10月1日の国勢調査人口などは、"
            "そのままでは基準になりません。",
            en="Runs go from one 1 January to the next; a census population of 1 October "
            "cannot begin them.",
        ),
        remedy=Text(
            ja="1月1日の住民基本台帳人口を使い、base_date をその日にしてください。"
            "ほかの日付の人口は表 population_history に置けます。",
            en="Use the register of 1 January and say so in base_date. Populations of other "
            "dates may stand in population_history.",
        ),
    ),
    Explained(
        "E128",
        ("inputs_region_declared_twice",),
        cause=Text(
            ja="[[regions]] に同じコードが二度書かれています。"
            "写して直し忘れたときに起こります。",
            en="One code stands twice under [[regions]]; a copied entry was not changed.",
        ),
        remedy=Text(
            ja="片方を消すか、正しいコードに直してください。",
            en="Delete one, or give it its own code.",
        ),
    ),
    Explained(
        "E129",
        ("inputs_code",),
        cause=Text(
            ja="市区町村コードは数字5桁（検査数字なし）か6桁（検査数字つき）です。Excel "
            "で先頭の 0 が消えていることがあります（01100 が 1100 になる）。",
            en="A code has five digits, or six with the check digit. Spreadsheets drop a "
            "leading 0 (01100 becomes 1100).",
        ),
        remedy=Text(
            ja="総務省の全国地方公共団体コードのとおりに、先頭の 0 も含めて書いてください。",
            en="Write it as in the ministry's list, with its leading 0.",
        ),
    ),
    Explained(
        "E130",
        ("inputs_check_digit",),
        cause=Text(
            ja="6桁目はその前の5桁から計算される検査数字で、ここでは合いません。"
            "桁の写し違いです。",
            en="The sixth digit is worked out from the other five and does not agree: a "
            "digit was mistyped.",
        ),
        remedy=Text(
            ja="示されたコードでよいか、市区町村名と照らして確かめてください。",
            en="See whether the code suggested is that of your municipality.",
        ),
    ),
    Explained(
        "E131",
        ("inputs_region_undeclared",),
        cause=Text(
            ja="表の region 列に、inputs.toml の [[regions]] にないコードがあります。",
            en="The column region holds a code that [[regions]] in inputs.toml does not name.",
        ),
        remedy=Text(
            ja="[[regions]] に加えるか、表の行を除いてください。",
            en="Declare it under [[regions]], or take its rows out.",
        ),
    ),
    Explained(
        "E132",
        ("register_not_netcdf", "register_incomplete", "register_years", "register_negative"),
        cause=Text(
            ja="全市区町村の台帳（inputs/japan の NetCDF）が壊れているか、"
            "別の道具で作られていて、必要な中身がそろっていません。",
            en="The register of all municipalities (NetCDF in inputs/japan) is damaged, or "
            "was made otherwise and lacks what it must hold.",
        ),
        remedy=Text(
            ja="配布された inputs/japan のファイルに戻してください。",
            en="Put back the file that came with inputs/japan.",
        ),
    ),
    Explained(
        "E133",
        ("municipal_nowhere", "uncertainty_nowhere"),
        cause=Text(
            ja="全市区町村の台帳や不確かさの表は inputs/japan にあります。"
            "そこを見つけられない場所で実行しています。",
            en="The register of all municipalities and the tables of uncertainty lie in "
            "inputs/japan, which was not found from here.",
        ),
        remedy=Text(
            ja="プロジェクトのフォルダで実行するか、--inputs inputs/japan を付けてください。",
            en="Work from the project's folder, or add --inputs inputs/japan.",
        ),
    ),
    Explained(
        "E134",
        ("history_regions",),
        cause=Text(
            ja="二つの台帳ファイルが別々に作り直され、市区町村の並びが食い違っています。",
            en="Two files of the register were made at different times, and their "
            "municipalities differ.",
        ),
        remedy=Text(
            ja="二つとも配布されたものに戻すか、同じ表から続けて作り直してください。",
            en="Put back both as they came, or make both from the same tables.",
        ),
    ),
    Explained(
        "E135",
        (
            "published_nowhere",
            "published_incomplete",
            "published_steps",
            "published_sexes",
            "published_schedules",
        ),
        cause=Text(
            ja="社人研の推計（inputs/japan の published_projection）がないか、"
            "中身が欠けています。ipss と一部の比較に使うものです。",
            en="The published projection (published_projection in inputs/japan), which "
            "`ipss` and some comparisons use, is missing or incomplete.",
        ),
        remedy=Text(
            ja="配布された inputs/japan をそのまま使ってください。"
            "手を加えたファイルがあれば元に戻します。",
            en="Use inputs/japan as it came; put back files that were changed.",
        ),
    ),
    Explained(
        "E136",
        (
            "uncertainty_kind",
            "uncertainty_unknown",
            "uncertainty_pair",
            "deviations_negative",
            "deviations_autocorrelation",
            "deviations_degrees",
            "deviations_correlation",
        ),
        cause=Text(
            ja="不確かさの表が手で直されたか、一部だけ差し替えられ、"
            "ばらつきや相関として成り立たない値になっています。",
            en="A table of uncertainty was edited, or replaced in part, and no longer holds "
            "spreads and correlations that can be.",
        ),
        remedy=Text(
            ja="projection estimate uncertainty で3つの表をまとめて作り直すか、"
            "配布されたものに戻してください。",
            en="Make all three anew with `projection estimate uncertainty`, or put back "
            "those that came with the program.",
        ),
    ),
    Explained(
        "E137",
        ("by_size_first", "by_size_residents", "by_size_age"),
        cause=Text(
            ja="人口規模別の移動率の表に、区分の始まりや年齢として読めない値があります。",
            en="The table of migration by size of municipality has a class or an age that "
            "cannot be read.",
        ),
        remedy=Text(
            ja="配布された表に戻してください。自分で作った表なら、"
            "0人から始まる規模区分と各歳の年齢にします。",
            en="Put back the table as it came; one of your own needs classes from 0 "
            "residents on, and single ages.",
        ),
    ),
    Explained(
        "E138",
        ("inputs_official_missing",),
        cause=Text(
            ja='社人研の形式（method = "ipss"）のシナリオですが、'
            "その市区町村の入力データをまだ作っていません。",
            en='The scenario is of the official form (method = "ipss"), and this '
            "municipality has no inputs of that form yet.",
        ),
        remedy=Text(
            ja="projection ipss コード を先に実行してください。",
            en="Run `projection ipss CODE` first.",
        ),
    ),
    Explained(
        "E139",
        (
            "official_no_ratio",
            "official_table_missing",
            "official_date",
            "official_width",
            "official_labels",
            "official_bounds",
            "official_survival",
        ),
        cause=Text(
            ja="社人研の形式の入力データに表が足りないか、年齢・年・値が形式に合いません。"
            "手で直したときに起こります。",
            en="Inputs of the official form lack a table, or have ages, years or values that "
            "do not fit it; they were edited.",
        ),
        remedy=Text(
            ja="projection ipss コード --force で作り直してください。値を変えたいときは、"
            "シナリオの level や tfr を使う方が安全です。",
            en="Make them anew with `projection ipss CODE --force`; to change figures, a "
            "scenario's level or tfr is safer.",
        ),
    ),
)
