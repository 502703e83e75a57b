"""Inputs: schedules, groups, new municipalities and added years."""

from projection.language import Text
from projection.messages.explained.model import Explained

EXPLAINED = (
    Explained(
        "E159",
        ("inputs_two_tables", "inputs_two_years", "inputs_range"),
        cause=Text(
            ja="死亡率の改善や出生性比は時とともに変わるものとして扱うため、"
            "二時点以上の値と、すき間のない期間が必要です。",
            en="Mortality and the sex ratio change over time: two dates or more are needed, "
            "and periods without a gap.",
        ),
        remedy=Text(
            ja="もう一つの年の表を加えるか、期間のすき間を埋めてください。"
            '全国の値でよければ standard = "../japan" を使います。',
            en='Add another year, or close the gap; with standard = "../japan" the nation\'s '
            "are taken.",
        ),
    ),
    Explained(
        "E160",
        ("inputs_rates_per_1000", "inputs_rates_too_high"),
        cause=Text(
            ja="出生率が1人あたりか千人あたりかを取り違えると、出生数が千倍になります。"
            "値の大きさから千人あたりと見られます。",
            en="Taken per woman instead of per 1,000, births would be a thousand times too "
            "many; the size of the figures tells.",
        ),
        remedy=Text(
            ja='inputs.toml のその表に unit = "per 1000" と書くか、値を1000で割ってください。',
            en='Say unit = "per 1000" for that table in inputs.toml, or divide by 1000.',
        ),
    ),
    Explained(
        "E161",
        ("inputs_age_unknown", "inputs_age_sum"),
        cause=Text(
            ja="年齢不詳の人がいるか、各年齢の合計が総数の列と一致しません。",
            en="There are people of unknown age, or the ages do not add up to the total given.",
        ),
        remedy=Text(
            ja="不詳を各年齢に按分して 0 にするか、合計のもとになった列を確かめてください。",
            en="Spread those of unknown age over the ages and write 0, or see which cell of "
            "the sum is off.",
        ),
    ),
    Explained(
        "E162",
        ("groups_ages", "groups_too_many", "groups_several"),
        cause=Text(
            ja="施設等人口は、住民のうち病院・施設・寮などに住む人です。住民より多い、"
            "年齢区分が違う、または複数地域のフォルダにあるため、住民から引けません。",
            en="Residents of institutions are part of the residents; here they are more than "
            "all, of other age groups, or in a folder of several regions.",
        ),
        remedy=Text(
            ja="人口の表と同じ（かより細かい）年齢区分の内数にし、"
            "1市区町村のフォルダに置いてください。",
            en="Give them as part of the population in its age groups, or finer, in a folder "
            "of one municipality.",
        ),
    ),
    Explained(
        "E163",
        ("new_ambiguous", "published_ambiguous"),
        cause=Text(
            ja="同じ名前の市区町村が複数あります（府中市、伊達市など）。"
            "ローマ字では読みの同じ町も重なります。",
            en="Several municipalities share the name; in Latin letters even more do.",
        ),
        remedy=Text(
            ja="示された候補のコードを使うか、「東京都府中市」"
            "のように都道府県から書いてください。",
            en="Use the code of the one you mean, or its Japanese name with the prefecture.",
        ),
    ),
    Explained(
        "E164",
        ("new_unknown", "published_unknown"),
        cause=Text(
            ja="コードや名前に当たる市区町村がありません。合併前の旧市町村名、"
            "支庁や広域の名前、郡名つきの表記などで起こります。",
            en="Nothing has this code or name; it may have merged with another, or the name "
            "is of a county or district.",
        ),
        remedy=Text(
            ja="現在の市区町村名か、総務省のコードで指定してください。"
            "社人研の推計が県全体だけのところ（福島県）は県で指定します。",
            en="Give its present name or code. Where the official projection is of a "
            "prefecture as a whole, name that.",
        ),
    ),
    Explained(
        "E165",
        ("new_needed", "ipss_area_needed"),
        cause=Text(
            ja="どの市区町村について作るのかが指定されていません。",
            en="The command does not say for which municipality.",
        ),
        remedy=Text(
            ja="コマンドの後にコードか名前を書いてください（例：projection new 13211）。",
            en="Write its code or name after the command (projection new 13211).",
        ),
    ),
    Explained(
        "E166",
        ("new_elsewhere",),
        cause=Text(
            ja="その市区町村の入力データは別のフォルダにあります。二つ作ると、"
            "どちらで推計したか分からなくなります。",
            en="Its inputs are in another folder already; a second one would leave open "
            "which was used.",
        ),
        remedy=Text(
            ja="いまあるフォルダを使うか、--inputs で明示的に別の場所を指定してください。",
            en="Use the folder there is, or name another on purpose with --inputs.",
        ),
    ),
    Explained(
        "E167",
        ("new_csv_whose", "new_csv_undated", "year_undated", "year_which"),
        cause=Text(
            ja="手元の表に、どの市区町村のものか、いつのものか、"
            "どのフォルダに加えるのかを決める手がかりがありません。",
            en="The table does not say of which place or date it is, or to which folder it "
            "belongs.",
        ),
        remedy=Text(
            ja="市区町村のコード、--date（または --year）、--inputs で補ってください。",
            en="Say so with the code, --date (or --year), or --inputs.",
        ),
    ),
    Explained(
        "E168",
        ("new_no_scenarios",),
        cause=Text(
            ja="人口の少ない町村で、期間中に死亡のない年があり、死亡率を求められません。",
            en="In a small place there was a year without a death, so that mortality cannot "
            "be fitted.",
        ),
        remedy=Text(
            ja="inputs.toml の window を短くし、死亡のあった年だけが入るようにして、"
            "もう一度実行してください。",
            en="Shorten window in inputs.toml to years with deaths, and run it again.",
        ),
    ),
    Explained(
        "E169",
        ("year_force",),
        cause=Text(
            ja="加える年の表が前年から飛びすぎています。別の市区町村、別の年、"
            "日本人のみの表などを渡したおそれがあります。",
            en="The year does not follow from the one before; the file may be of another "
            "place, year or of Japanese residents only.",
        ),
        remedy=Text(
            ja="ファイルの表題・年・市区町村を確かめてください。"
            "合併や大きな施設の開設など理由がはっきりしていれば --force で加えられます。",
            en="Check title, year and place. If there is a reason, such as a merger or a new "
            "dormitory, add it with --force.",
        ),
    ),
    Explained(
        "E170",
        ("year_not_new", "year_no_stock", "year_no_changes"),
        cause=Text(
            ja="年を加えるには、その年の1月1日の人口と、"
            "それまでの1年間の増減の両方が要ります。片方が足りないか、"
            "すでに入っている年です。",
            en="A year needs its population on 1 January and the changes of the year before; "
            "one is missing, or the year is there already.",
        ),
        remedy=Text(
            ja="総務省の二つの表（年齢階級別人口、人口動態）をいっしょに渡してください。",
            en="Give both of the ministry's tables: population by age, and population and "
            "changes.",
        ),
    ),
    Explained(
        "E171",
        ("year_old_workbook", "year_no_workbook"),
        cause=Text(
            ja="古い Excel の形式（.xls）か、壊れたファイルです。総務省は年によって .xls "
            "で公表しています。",
            en="The file is of the old Excel format (.xls), as the ministry used in some "
            "years, or is damaged.",
        ),
        remedy=Text(
            ja="Excel で開いて .xlsx で保存し直すか、もう一度取得してください。",
            en="Open it in a spreadsheet and save it as .xlsx, or get it again.",
        ),
    ),
    Explained(
        "E172",
        ("year_openpyxl",),
        cause=Text(
            ja="Excel の表を読む部品（openpyxl）が入っていません。",
            en="The library that reads Excel files (openpyxl) is not installed.",
        ),
        remedy=Text(
            ja="python -m pip install openpyxl を実行してください。"
            "外部に接続できない端末では、情報部門に導入を依頼するか CSV "
            "に直してください。",
            en="Run python -m pip install openpyxl; on a machine without network, have it "
            "installed or use a CSV.",
        ),
    ),
    Explained(
        "E173",
        (
            "year_no_line",
            "year_not_total",
            "year_no_ages",
            "year_cell",
            "year_columns",
            "year_sum",
            "year_groups",
            "year_cell_missing",
        ),
        cause=Text(
            ja="総務省の表として読みましたが、"
            "行・見出し・列・合計のどこかが決まった様式と違います。日本人のみの表や、"
            "手を加えた表でよく起こります。",
            en="Read as the ministry's table, a line, heading, column or sum is not as it "
            "should be: it is of Japanese residents only, or was edited.",
        ),
        remedy=Text(
            ja="総務省の「【総計】市区町村別」の表を、公表されたままの形で渡してください。",
            en="Give the ministry's table of all residents by municipality, as it was "
            "published.",
        ),
    ),
    Explained(
        "E174",
        ("year_columns_own",),
        cause=Text(
            ja="入力フォルダの人口の表が縦長の形ではないため、年の行を書き足せません。",
            en="The folder's table of population is no long table, so that no rows can be "
            "added to it.",
        ),
        remedy=Text(
            ja="date, sex, age, population の縦長の表に直してから加えてください。",
            en="Turn it into a long table of date, sex, age, population first.",
        ),
    ),
    Explained(
        "E175",
        ("municipal_unknown", "backtest_region"),
        cause=Text(
            ja="多数の市区町村をまとめて扱うとき、地域は都道府県の2桁で指定します。"
            "市区町村のコードや都道府県名では指定できません。",
            en="Where many municipalities are taken together, the area is a prefecture by its "
            "two digits, and no name or longer code.",
        ),
        remedy=Text(
            ja="01（北海道）から47（沖縄県）の2桁を、先頭の0も含めて書いてください"
            "（例：東京都は --region 13）。",
            en="Write two digits from 01 (Hokkaido) to 47 (Okinawa) with the leading 0; Tokyo "
            "is --region 13.",
        ),
    ),
)
