"""Messages of the room `report`."""

from projection.language import Text

MESSAGES = {
    "report_no_result": Text(
        ja="結果「{found}」がありません。指定された結果：{known}",
        en="there is no result '{found}'; the results given are: {known}",
    ),
    "report_year": Text(
        ja="{found}年の数値がすべての結果にはありません。共通する年は{first}年から{last}年までです",
        en="not all results have figures for {found}; they share {first} to {last}",
    ),
    "report_inputs_changed": Text(
        ja="入力データが、結果を推計したときから変わっています（{files}）。"
        "projection run で推計し直してください",
        en="inputs have changed since the results were run ({files}); run `projection run` again",
    ),
}
