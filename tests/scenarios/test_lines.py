import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from projection.scenarios.lines import key_lines, line_of
from projection.scenarios.refusal import Loc

EVERYTHING = '''\
# a = 1 [not a section]
title = { ja = "題 # \\" 1", "en" = 'C:\\' } # { ja = 2 }
notes.ja = """
one = "1"
[two] "" \\"""
"""
notes.en = \'\'\'
'' three = 3\'\'\'
dates = 2020-01-01 10:00:00
"odd = key" = [ # first
  1.5, [2, 3],
  { deep = "x", er = [
    4,
  ] },
]

[ fertility . "tfr" ]
2019 = 1.31
2030 = +1.8e0

[[migration]]
title = "["
[migration.more]
x = 1
[["migration"]]
ages = []
[a.b]
c = true
'''


def test_every_kind_of_key() -> None:
    tomllib.loads(EVERYTHING)
    assert key_lines(EVERYTHING) == {
        ("title",): 2,
        ("title", "ja"): 2,
        ("title", "en"): 2,
        ("notes",): 3,
        ("notes", "ja"): 3,
        ("notes", "en"): 7,
        ("dates",): 9,
        ("odd = key",): 10,
        ("odd = key", 0): 11,
        ("odd = key", 1): 11,
        ("odd = key", 1, 0): 11,
        ("odd = key", 1, 1): 11,
        ("odd = key", 2): 12,
        ("odd = key", 2, "deep"): 12,
        ("odd = key", 2, "er"): 12,
        ("odd = key", 2, "er", 0): 13,
        ("fertility",): 17,
        ("fertility", "tfr"): 17,
        ("fertility", "tfr", "2019"): 18,
        ("fertility", "tfr", "2030"): 19,
        ("migration",): 21,
        ("migration", 0): 21,
        ("migration", 0, "title"): 22,
        ("migration", 0, "more"): 23,
        ("migration", 0, "more", "x"): 24,
        ("migration", 1): 25,
        ("migration", 1, "ages"): 26,
        ("a",): 27,
        ("a", "b"): 27,
        ("a", "b", "c"): 28,
    }


def test_windows_line_ends_count_once() -> None:
    assert key_lines("a = 1\r\n\r\nb = 2\r\n") == {("a",): 1, ("b",): 3}


def test_a_key_that_is_a_bracket() -> None:
    assert key_lines('["["]\n"]" = 1\n"=" = 2\n"}" = 3') == {
        ("[",): 1,
        ("[", "]"): 2,
        ("[", "="): 3,
        ("[", "}"): 4,
    }


def test_what_has_no_line_takes_that_of_what_is_around_it() -> None:
    lines: dict[Loc, int] = {("migration", 0): 7}
    assert line_of(lines, ("migration", 0, "title")) == 7
    assert line_of(lines, ("title",)) is None


KEYS = st.text("ab.\"'[]{}=# \\", min_size=1, max_size=3)
VALUES = st.recursive(
    st.one_of(st.integers(), st.booleans(), st.text("ab\"'[]{}=#,\n \\", max_size=4)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)
    ),
    max_leaves=6,
)


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def toml(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{quoted(key)} = {toml(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        items = [f"{toml(one)}, # ]\n" for one in value]
        return f"[\n{''.join(items)}]"
    return quoted(value) if isinstance(value, str) else str(value).lower()


def locs_of(value: Any, loc: Loc = ()) -> set[Loc]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    below = {(*loc, key): one for key, one in pairs}
    return {*below}.union(
        *(locs_of(one, here) for here, one in below.items() if isinstance(one, dict | list))
    )


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_finds_what_the_standard_reader_finds(table: dict[str, Any]) -> None:
    text = "".join(f"{quoted(key)} = {toml(value)}\n\n" for key, value in table.items())
    lines = key_lines(text)
    assert set(lines) == locs_of(tomllib.loads(text))
    rows = text.split("\n")
    assert all(rows[lines[key,] - 1].startswith(f"{quoted(key)} =") for key in table)
