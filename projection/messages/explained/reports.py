"""Reports."""

from projection.language import Text
from projection.messages.explained.model import Explained

EXPLAINED = (
    Explained(
        "E701",
        ("report_no_figure", "report_left_out"),
        cause=Text(
            ja="その番号の図がないか、図のもとになる材料（比較する結果、目標、公表値など）"
            "が足りません。",
            en="There is no such figure, or what it is made of (a second result, goals, "
            "published figures) was not given.",
        ),
        remedy=Text(
            ja="示された番号から選ぶか、足りないものを加えて実行してください。",
            en="Take one of those listed, or add what the message names.",
        ),
    ),
    Explained(
        "E702",
        (
            "report_figure_format",
            "report_explorer_format",
            "report_data_format",
            "format_of_ending",
        ),
        cause=Text(
            ja="出力の種類と、ファイルの拡張子や --format が合いません。",
            en="The kind of output does not go with the file's ending or --format.",
        ),
        remedy=Text(
            ja="--figure は png か svg、--explorer は html、--data は csv "
            "で書き出してください。",
            en="Use png or svg with --figure, html with --explorer, csv with --data.",
        ),
    ),
    Explained(
        "E703",
        ("report_base_is_outlook",),
        cause=Text(
            ja="報告書は「推計」と「将来展望」の二つを並べます。同じ結果を両方には使えません。",
            en="A report sets an outlook beside the projection; one result cannot be both.",
        ),
        remedy=Text(
            ja="--outlook に別の結果を指定してください。",
            en="Name another result with --outlook.",
        ),
    ),
    Explained(
        "E704",
        ("report_inputs_changed",),
        cause=Text(
            ja="結果を作った後に入力データが変わっています。そのまま報告すると、"
            "数字と出典が合わなくなります。",
            en="Inputs changed after the results were run: figures and sources would no "
            "longer agree.",
        ),
        remedy=Text(
            ja="projection run で推計し直してから報告してください。",
            en="Run `projection run` again, then report.",
        ),
    ),
    Explained(
        "E705",
        ("report_official",),
        cause=Text(
            ja="社人研の形式の結果には、台帳の実績や要因分解がないため、"
            "報告書の図の多くを作れません。",
            en="Results of the official form have no history or causes, of which most "
            "figures of a report are made.",
        ),
        remedy=Text(
            ja="住民基本台帳から始める推計の結果を渡してください。比較は projection compare "
            "でできます。",
            en="Report on results that start from the register; `projection compare` takes "
            "both.",
        ),
    ),
    Explained(
        "E706",
        ("report_library_missing", "excel_missing"),
        cause=Text(
            ja="図や文書、Excel を書き出す部品が入っていません。",
            en="A library that writes charts, documents or Excel files is not installed.",
        ),
        remedy=Text(
            ja="示された pip のコマンドを実行してください。導入できない端末では --format "
            "csv や md が使えます。",
            en="Run the pip command shown; --format csv and md need none.",
        ),
    ),
    Explained(
        "E707",
        ("report_no_workbook",),
        cause=Text(
            ja="機械判読性の点検は .xlsx だけを扱います。渡されたのは別の形式か、"
            "壊れたファイルです。",
            en="The check of machine readability takes .xlsx; this is something else, or "
            "damaged.",
        ),
        remedy=Text(
            ja="Excel で .xlsx として保存し直してください。",
            en="Save it as .xlsx.",
        ),
    ),
    Explained(
        "E708",
        ("report_no_goal",),
        cause=Text(
            ja="報告書の目標の線は、人口などの「以上」「超」の数値目標から引きます。"
            "そのような目標がありません。",
            en="The line of the goal is drawn from a number under at_least or above; the "
            "vision file has none.",
        ),
        remedy=Text(
            ja='[[goals]] に measure = "population"、at_least = 数 を加えるか、--vision '
            "を外してください。",
            en='Add [[goals]] with measure = "population" and at_least, or leave out --vision.',
        ),
    ),
)
