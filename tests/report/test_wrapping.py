from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from projection.report.wrapping import cell_width, printable, wrap

PROSE = st.text(alphabet="ab c人口推計、。（）", max_size=60)


@given(PROSE, st.integers(8, 40))
def test_wrapping_keeps_every_letter_and_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    longest_piece = max((cell_width(word) for word in text.split()), default=0)
    assert all(cell_width(line) <= max(width, longest_piece) for line in lines)


@given(st.text(alphabet="abc人口推計、。（）", max_size=60), st.integers(8, 40))
def test_no_line_begins_with_a_closing_mark(text: str, width: int) -> None:
    assert all(line[:1] not in set("、。）") for line in wrap(text, width)[1:])


def test_english_breaks_at_spaces_and_japanese_anywhere() -> None:
    assert wrap("one two three", 8) == ["one two", "three"]
    assert wrap("将来人口、将来の推計", 8) == ["将来人", "口、将来", "の推計"]


@given(st.text(alphabet=st.characters()))
def test_full_width_letters_take_two_cells(text: str) -> None:
    wide = [one for one in text if unicodedata.east_asian_width(one) in ("W", "F")]
    assert cell_width(text) == len(text) + len(wide)


@given(PROSE)
def test_what_fits_stays_on_one_line(text: str) -> None:
    assert wrap(text, cell_width(text)) == [text.strip()]


@given(st.text())
def test_nothing_printable_steers_a_terminal(text: str) -> None:
    left = {unicodedata.category(one) for one in printable(text) if one != "\n"}
    assert "Cc" not in left


def test_what_steers_a_terminal_is_shown_as_a_mark() -> None:
    assert printable("a\x1b[2J\u202eb\r\x9b") == r"a\x1b[2J\u202eb\r\x9b"
