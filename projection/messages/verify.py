"""Messages of `projection verify`."""

from projection.language import Text

MESSAGES = {
    "verify_too_old": Text(
        ja="この結果は {found} で書かれ、検証に必要なことがすべては記録されていません。"
        "{command} で作り直してください",
        en="the result was written by {found}, which did not record all that verifying takes; "
        "write it anew with `{command}`",
    ),
    "verify_life_table": Text(
        ja="シナリオ独自の生命表と同じ内容のファイルがありません（SHA-256：{sha256}）。"
        "探したフォルダ：{folders}。フォルダを --inputs で指定してください",
        en="no file has the content of the scenario's own life table (SHA-256 {sha256}); "
        "folders searched: {folders}; name its folder with --inputs",
    ),
    "verify_no_folder": Text(
        ja="フォルダがありません。入力データのあるフォルダを --inputs で指定してください",
        en="the folder is not there; name a folder of inputs with --inputs",
    ),
}
