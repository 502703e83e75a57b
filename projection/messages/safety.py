"""Messages about files that ask for more than they may: size, count, and where they lie."""

from projection.language import Text

MESSAGES: dict[str, Text] = {
    "file_too_large": Text(
        ja="大きすぎて読めません。上限は{limit:,}バイトです。"
        "ファイルが正しいか確かめてください",
        en="too large to read; expected at most {limit:,} bytes: check that it is the right "
        "file",
    ),
    "file_unpacks_too_large": Text(
        ja="展開すると{limit:,}バイトを超えるため読めません。"
        "ファイルが正しいか確かめてください",
        en="more than {limit:,} bytes when unpacked; check that it is the right file",
    ),
    "file_too_many_items": Text(
        ja="項目が多すぎて読めません。上限は{limit:,}個です。"
        "ファイルが正しいか確かめてください",
        en="too many items to read; expected at most {limit:,}: check that it is the right "
        "file",
    ),
    "file_outside": Text(
        ja="プロジェクトのフォルダの外を指しています（{found}）。{root} の中のファイルに"
        "してください。外のファイルを使うときは --allow-outside を付けます",
        en="leads out of the project's folder ({found}); expected a file inside {root}. To use "
        "one from outside, add --allow-outside",
    ),
}
