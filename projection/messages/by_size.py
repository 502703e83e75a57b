"""Messages of the table of migration by class of size."""

from projection.language import Text

MESSAGES: dict[str, Text] = {
    "by_size_first": Text(
        ja="最初の区分は0人から始まることが必要です。最も小さい値は「{found}」です",
        en="expected a first class that begins at 0 residents; the lowest is '{found}'",
    ),
    "by_size_residents": Text(
        ja="0以上の整数の人数（例：5000）が必要です。値は「{found}」です",
        en="expected a whole number of residents, such as 5000; found '{found}'",
    ),
    "by_size_age": Text(
        ja="各歳0〜{last}と{open}+のどれかが必要です。値は「{found}」です",
        en="expected a single age, 0 to {last}, or {open}+; found '{found}'",
    ),
}
