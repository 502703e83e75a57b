"""Messages of the room `report`."""

from projection.language import Text

MESSAGES = {
    "report_no_result": Text(
        ja="結果「{found}」がありません。指定された結果：{known}",
        en="there is no result '{found}'; the results given are: {known}",
    ),
    "report_no_results": Text(
        ja="結果が指定されていません。結果ファイルかフォルダを指定してください"
        "（例：results/current.nc results）",
        en="no results are given; name result files or folders (results/current.nc results)",
    ),
    "report_no_figure": Text(
        ja="図「{found}」はありません。この報告書にある図：{known}",
        en="there is no figure '{found}'; this report has: {known}",
    ),
    "report_left_out": Text(
        ja="図{found}は作れません。{remedy}",
        en="figure {found} cannot be made: {remedy}",
    ),
    "report_figure_format": Text(
        ja="--figure は画像（png、svg）のためのもので、{found} では使えません。"
        "--format png を加えるか、--figure を外してください",
        en="--figure is for pictures (png, svg), not for {found}; "
        "add --format png, or leave --figure out",
    ),
    "report_explorer_format": Text(
        ja="--explorer が書き出すのは HTML で、{found} ではありません。"
        "-o に .html のファイルを指定してください",
        en="--explorer writes HTML, not {found}; give -o a file ending in .html",
    ),
    "report_data_format": Text(
        ja="--data {data} は csv のためのもので、{found} では使えません。"
        "--format csv を加えるか、--data を外してください",
        en="--data {data} is for csv, not for {found}; add --format csv, or leave --data out",
    ),
    "report_base_is_outlook": Text(
        ja="「{found}」を基準（推計）と将来展望の両方にはできません。"
        "--outlook には別の結果を指定してください",
        en="'{found}' cannot be both the base and the outlook; "
        "name another result with --outlook",
    ),
    "report_year": Text(
        ja="{found}年の数値がすべての結果にはありません。共通する年は{first}年から{last}年までです",
        en="not all results have figures for {found}; they share {first} to {last}",
    ),
    "report_year_base": Text(
        ja="{found}年は基準年で、目標年にはできません。--year には{last}年までの後の年を"
        "指定してください",
        en="{found} is the base year and cannot be the target year; "
        "give a later --year, up to {last}",
    ),
    "report_vision_region": Text(
        ja="別の市区町村（{found}）の目標です。結果は{name}（{expected}）のものです。"
        "同じ市区町村のビジョンファイルを --vision に指定してください",
        en="goals of another municipality, {found}; the results are of {name} "
        "({expected}); name a vision file of the same municipality with --vision",
    ),
    "report_inputs_changed": Text(
        ja="入力データが、結果を推計したときから変わっています（{files}）。"
        "projection run で推計し直してください",
        en="inputs have changed since the results were run ({files}); "
        "run `projection run` again",
    ),
    "report_official": Text(
        ja='公式推計の形式（method = "ipss"）の結果からは、実績と、要因・目標の分析を'
        "示せません。"
        "住民基本台帳からの推計（projection run）の結果を指定してください",
        en='results of the official form (method = "ipss") have no history, causes or '
        "targets to show; report on results that start from the register (`projection run`)",
    ),
    "report_library_missing": Text(
        ja="報告書の作成には {package} が必要です。"
        'python -m pip install "kiyose-projection[report]" を実行してください',
        en="writing reports needs {package}; run: "
        'python -m pip install "kiyose-projection[report]"',
    ),
    "report_no_workbook": Text(
        ja="Excel ブック（.xlsx）として読めません。.xlsx 形式で保存し直してください",
        en="this cannot be read as an Excel workbook (.xlsx); save it as one",
    ),
    "report_no_goal": Text(
        ja="指標が {known} のいずれかで、at_least か above に数値を置いた目標が、"
        "ビジョンファイルにありません。目標を加えてください",
        en="the vision file has no goal whose measure is one of {known} and whose limit is "
        "a number under at_least or above; add one",
    ),
}
