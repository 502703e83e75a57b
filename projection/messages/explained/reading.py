"""Inputs: files and how they are written."""

from projection.language import Text
from projection.messages.explained.model import Explained

EXPLAINED = (
    Explained(
        "E101",
        ("file_missing",),
        cause=Text(
            ja="プログラムは今いるフォルダを起点にファイルを探します。"
            "別のフォルダで実行したか、名前や拡張子が一字違うときに出ます。",
            en="The program looks from the folder you are in. You are in another one, or the "
            "name or its ending differs by a letter.",
        ),
        remedy=Text(
            ja="「同じ場所にあるファイル」の一覧から正しい名前を選んでください。"
            "一覧が見当違いなら、プロジェクトのフォルダに移ってから実行してください。",
            en="Take the right name from the list of files beside it. Where the list looks "
            "foreign, change to the project's folder first.",
        ),
    ),
    Explained(
        "E102",
        ("file_unreadable",),
        cause=Text(
            ja="ファイルはありますが、Windows や共有フォルダが読み取りを拒みました。"
            "他の人が Excel で開いている、権限がない、ネットワークが切れた、"
            "のいずれかが普通です。",
            en="The file is there, but the system refused to read it: somebody has it open "
            "in a spreadsheet, you lack permission, or the network is gone.",
        ),
        remedy=Text(
            ja="ファイルを閉じてもらうか、読み取りの権限を確かめてください。"
            "共有フォルダのファイルは、自分のパソコンに写すと確実です。",
            en="Have it closed, or see to its permissions. A copy on your own disk is safest "
            "where it lies on a shared drive.",
        ),
    ),
    Explained(
        "E103",
        ("file_unwritable",),
        cause=Text(
            ja="書き出し先が読み取り専用、空き容量がない、または前の結果を Excel "
            "などで開いたままのときに出ます。書きかけのファイルは残しません。",
            en="The folder is read-only, the disk is full, or the former file is still open "
            "elsewhere. Nothing half-written is left behind.",
        ),
        remedy=Text(
            ja="開いているファイルを閉じ、"
            "空き容量を確かめてから同じコマンドを実行してください。書き込めるフォルダを "
            "-o や --out で指定する方法もあります。",
            en="Close the file and see to the room on the disk, then run the command again; "
            "or name a folder you may write to with -o or --out.",
        ),
    ),
    Explained(
        "E104",
        ("file_changed",),
        cause=Text(
            ja="このコマンドが前に書き出したファイルが、その後に手で直されています。"
            "手作業を消さないように、何も書きませんでした。",
            en="A file that this command once wrote has been edited since. So as not to lose "
            "that work, nothing was written.",
        ),
        remedy=Text(
            ja="手で直した内容が要るなら別の名前で保存してください。要らなければ --force "
            "を付けて書き直せます。",
            en="Save the edited file under another name if you need it; with --force it is "
            "written anew.",
        ),
    ),
    Explained(
        "E105",
        ("unknown_key", "unknown_key_near"),
        cause=Text(
            ja="設定ファイルに、プログラムが知らない項目名があります。"
            "多くはつづりの誤りです。読み飛ばすと設定が効かないまま計算してしまうため、"
            "止めています。",
            en="A settings file has a key that the program does not know, mostly a slip in "
            "spelling. Skipping it would run without the setting that was meant.",
        ),
        remedy=Text(
            ja="示された名前に直すか、その行を消してください。使える項目の一覧は projection "
            "schema で表示できます。",
            en="Write the name that is suggested, or take the line out. `projection schema` "
            "prints every key there is.",
        ),
    ),
    Explained(
        "E106",
        ("inputs_folder_missing", "verify_no_folder"),
        cause=Text(
            ja="--inputs やシナリオから指されたフォルダが、"
            "今いるフォルダから見て存在しません。",
            en="The folder that --inputs or a file names does not exist, seen from the "
            "folder you are in.",
        ),
        remedy=Text(
            ja="フォルダ名を確かめ、プロジェクトのフォルダで実行してください（例：--inputs "
            "inputs/kiyose）。",
            en="Check its name, and work from the project's folder (for instance --inputs "
            "inputs/kiyose).",
        ),
    ),
    Explained(
        "E107",
        ("inputs_no_folders",),
        cause=Text(
            ja="入力データのフォルダは inputs.toml があることで見分けます。"
            "表だけを置いたフォルダや、一つ上のフォルダを指定したときに出ます。",
            en="A folder of inputs is known by its inputs.toml. You named one with tables "
            "alone, or one that lies higher or lower.",
        ),
        remedy=Text(
            ja="inputs.toml のあるフォルダを指定してください。新しく作るときは projection "
            "new 市区町村コード を使います。",
            en="Name the folder that holds inputs.toml. To make one, use `projection new "
            "CODE`.",
        ),
    ),
    Explained(
        "E108",
        ("inputs_region_unknown",),
        cause=Text(
            ja="シナリオの region や --region のコードに当たる入力データが、"
            "指定した場所にありません。",
            en="The inputs named hold nothing of the code that the scenario's region or "
            "--region gives.",
        ),
        remedy=Text(
            ja="コードを確かめてください。その市区町村の入力データがまだなければ、"
            "projection new コード で作れます。",
            en="Check the code. If that municipality has no inputs yet, `projection new "
            "CODE` makes them.",
        ),
    ),
    Explained(
        "E109",
        ("inputs_region_needed", "region_nowhere"),
        cause=Text(
            ja="入力データに市区町村が二つ以上あるか、"
            "シナリオにも引数にも地域が書かれていないため、"
            "どこを推計するかが決まりません。",
            en="The inputs hold several municipalities, or neither the scenario nor the "
            "command says which: it is open what to project.",
        ),
        remedy=Text(
            ja='シナリオに region = "132217" のように6桁のコードを書くか、--region '
            "で指定してください。",
            en='Write region = "132217", with its six digits, into the scenario, or give '
            "--region.",
        ),
    ),
    Explained(
        "E110",
        ("inputs_region_ambiguous",),
        cause=Text(
            ja="同じ市区町村の入力データが複数のフォルダにあります。"
            "古い写しが残っているときによく起こります。",
            en="The same municipality has inputs in more than one folder; often an old copy "
            "was left.",
        ),
        remedy=Text(
            ja="使うフォルダを --inputs で指定してください。不要な写しは別の場所へ移すと、"
            "次から迷いません。",
            en="Name the one to use with --inputs, and move copies that you do not need "
            "elsewhere.",
        ),
    ),
    Explained(
        "E111",
        ("inputs_no_population", "inputs_components_missing", "inputs_schedule_missing"),
        cause=Text(
            ja="推計に必ず要る表が、inputs.toml に書かれていません。",
            en="A table without which nothing can be projected is not named in inputs.toml.",
        ),
        remedy=Text(
            ja="inputs.toml に [tables.表の種類] を書き、file に CSV "
            'の名前を入れてください。生命表・出生率・出生性比は standard = "../japan" '
            "で全国の値を借りられます。",
            en="Add [tables.KIND] with the CSV's name as file. Life tables, fertility rates "
            'and the sex ratio can be borrowed with standard = "../japan".',
        ),
    ),
    Explained(
        "E112",
        ("inputs_standard_missing",),
        cause=Text(
            ja="standard は、このフォルダにない生命表や出生率をどこから借りるかの指定です。"
            "その場所にフォルダがありません。フォルダを移した後によく起こります。",
            en="standard says where life tables and rates come from that this folder lacks. "
            "No folder is there, often since one was moved.",
        ),
        remedy=Text(
            ja='inputs.toml から見た位置で書き直してください（例：standard = "../japan"）。',
            en='Write it as seen from inputs.toml (standard = "../japan").',
        ),
    ),
    Explained(
        "E113",
        ("inputs_encoding",),
        cause=Text(
            ja="ファイルの文字コードが UTF-8 でも Shift_JIS（CP932）でもないか、"
            "途中で壊れています。Excel の「Unicode テキスト」（UTF-16）"
            "で保存したときが多い例です。",
            en="The file is neither UTF-8 nor CP932, or broken midway. Excel's 'Unicode "
            "Text' (UTF-16) is a frequent cause.",
        ),
        remedy=Text(
            ja="Excel で開き、「名前を付けて保存」から「CSV UTF-8（コンマ区切り）」"
            "を選んで保存し直してください。",
            en="Open it in a spreadsheet and save it as 'CSV UTF-8 (comma delimited)'.",
        ),
    ),
    Explained(
        "E114",
        ("inputs_workbook",),
        cause=Text(
            ja="拡張子が .csv でも、中身は Excel のブックです。"
            "名前だけを変えても形式は変わりません。",
            en="Whatever its name says, the file is an Excel workbook: renaming does not "
            "change the format.",
        ),
        remedy=Text(
            ja="Excel で開き、「CSV UTF-8（コンマ区切り）」の形式で保存し直してください。",
            en="Open it in a spreadsheet and save it as 'CSV UTF-8'.",
        ),
    ),
    Explained(
        "E115",
        ("inputs_gzip",),
        cause=Text(
            ja=".gz のファイルが途中で切れているか、gzip ではない形式です。"
            "ダウンロードの失敗でよく起こります。",
            en="A .gz file is cut off, or is no gzip at all; downloads that failed leave "
            "such files.",
        ),
        remedy=Text(
            ja="もう一度取得するか、展開した CSV を置いて inputs.toml の file "
            "を書き換えてください。",
            en="Get it again, or put the unpacked CSV there and name that in inputs.toml.",
        ),
    ),
    Explained(
        "E116",
        ("inputs_csv",),
        cause=Text(
            ja='引用符「"」が片方しかないと、そこから先が一つのセルとみなされ、'
            "表として読めません。",
            en="Where a quotation mark has no partner, everything after it counts as one cell.",
        ),
        remedy=Text(
            ja="示された行とその前の行で引用符を確かめてください。Excel で開いて CSV "
            "に保存し直しても直ります。",
            en="Look for the mark at and before the line named. Saving the file anew from a "
            "spreadsheet mends it too.",
        ),
    ),
    Explained(
        "E117",
        ("inputs_separator",),
        cause=Text(
            ja="列がコンマではなくタブやセミコロンで区切られています。"
            "表計算ソフトから貼り付けた文書や、「テキスト（タブ区切り）」"
            "の保存で起こります。",
            en="Columns are parted by tabs or semicolons: the file was pasted, or saved as "
            "tab-delimited text.",
        ),
        remedy=Text(
            ja="「CSV UTF-8（コンマ区切り）」で保存し直してください。",
            en="Save it as 'CSV UTF-8 (comma delimited)'.",
        ),
    ),
    Explained(
        "E118",
        ("inputs_no_rows",),
        cause=Text(
            ja="見出しの行はありますが、その下に値がありません。絞り込み（フィルター）"
            "をかけたまま保存したときに起こります。",
            en="There is a header and nothing below it; a filter may have been on when the "
            "file was saved.",
        ),
        remedy=Text(
            ja="値のある表に差し替えてください。値がないのなら、inputs.toml "
            "からその表の指定を消してください。",
            en="Put in the table with its values. If there are none, take the table out of "
            "inputs.toml.",
        ),
    ),
    Explained(
        "E119",
        ("inputs_cells",),
        cause=Text(
            ja="この行だけセルの数が見出しと違います。数値の中のコンマ（1,234）"
            "が区切りと読まれたか、列が抜けています。",
            en="This row has another number of cells than the header: a comma inside a "
            "number (1,234) split it, or a cell is missing.",
        ),
        remedy=Text(
            ja="数値のコンマを消し、空のセルがあればコンマを補ってください。",
            en="Take commas out of numbers, and add the missing cell.",
        ),
    ),
    Explained(
        "E120",
        ("inputs_column_missing", "inputs_column_missing_near"),
        cause=Text(
            ja="列は位置ではなく見出しの名前で読みます。見出しが和文のまま、大文字を含む、"
            "余分な空白がある、などの場合に見つかりません。",
            en="Columns are found by name, not by position. A heading was translated, has "
            "capitals or a stray space.",
        ),
        remedy=Text(
            ja="見出しを、指定された英語の名前にそのまま直してください。列の順番は問いません。",
            en="Write the heading exactly as named. The order of columns does not matter.",
        ),
    ),
)
