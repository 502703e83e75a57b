"""Messages that several rooms use."""

from projection.language import Text

MESSAGES = {
    "at_line": Text(ja="{line}行目", en="line {line}"),
    "join_places": Text(ja="、", en=", "),
    "faults_of_file": Text(ja="{file}：{count}件の誤り", en="{file}: {count} faults"),
    "more_alike": Text(
        ja="ここから後にも、同じ種類の誤りが{more}件あります",
        en="and {more} more faults of the same kind from here on",
    ),
    "file_missing": Text(
        ja="ファイルがありません。同じ場所にあるファイル：{beside}",
        en="the file is not there; files beside it: {beside}",
    ),
    "file_unreadable": Text(
        ja="ファイルを読めません（{reason}）", en="the file cannot be read ({reason})"
    ),
    "file_unwritable": Text(
        ja="ファイルに書き込めません（{reason}）。以前のファイルはそのまま残っています",
        en="the file cannot be written ({reason}); an older one is left as it was",
    ),
    "unknown_key": Text(
        ja="知らないキー「{found}」です。使えるキー：{known}",
        en="unknown key '{found}'; known keys: {known}",
    ),
    "unknown_key_near": Text(
        ja="知らないキー「{found}」です。「{near}」ではありませんか",
        en="unknown key '{found}'; did you mean '{near}'?",
    ),
}
