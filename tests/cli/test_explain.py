"""`projection explain`: causes and remedies, by code."""

from __future__ import annotations

import pytest

from projection.messages.explained import EXPLAINED
from tests.cli.conftest import Called


@pytest.mark.parametrize(
    ("lang", "words"),
    [("ja", ("表示される文", "原因", "対処")), ("en", ("What is said", "Why it comes"))],
)
def test_a_code_of_a_message_is_explained(
    call: Called, lang: str, words: tuple[str, ...]
) -> None:
    refused = call("run", "nowhere.toml", "--lang", lang)
    code = refused.err.strip().rpartition(" ")[2]
    assert code == "[E201]"
    said = call("explain", code, "--lang", lang)
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[0] == "E201"
    assert all(word in said.out for word in words)
    first = EXPLAINED["E201"].remedy.of("ja" if lang == "ja" else "en")[:12]
    assert first in said.out


def test_several_codes_are_explained_in_the_order_asked(call: Called) -> None:
    said = call("explain", "w901", "E101")
    heads = [line for line in said.out.splitlines() if line and not line.startswith(" ")]
    assert heads == ["W901", "E101"]


def test_what_is_no_code_is_refused_and_nothing_printed(call: Called) -> None:
    said = call("explain", "E101", "E000", "x")
    assert (said.code, said.out) == (2, "")
    assert "there is no code 'E000'" in said.err
    assert "there is no code 'X'" in said.err
    assert said.err.count("[E807]") == 2


def test_a_mistake_of_the_command_line_has_a_code(call: Called) -> None:
    assert "did you mean 'explain'? [E801]\n" in call("explian").err
    assert call("explain").err.splitlines()[1].endswith("[E803]")
