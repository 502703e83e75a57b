"""The reference page of messages."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from projection.messages.explained import EXPLAINED

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_page_holds_every_code_with_its_words(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(DOCS))
    page = runpy.run_path(str(DOCS / "messages.py"))["messages_page"](lang)
    assert re.findall(r"^### (\S+)$", page, re.MULTILINE) == list(EXPLAINED)
    heads = re.findall(r"^\*\*(\S[^*]*)\*\*", page, re.MULTILINE)
    assert len(heads) == 3 * len(EXPLAINED)
    # What Markdown would read as its own is escaped: marks of TOML stand in many messages.
    assert r"\[\[migration\]\]" in page
    assert "file_missing" not in page
