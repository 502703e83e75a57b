"""Links of the documentation's pages lead somewhere."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINKS = runpy.run_path(str(ROOT / "docs" / "links.py"))
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PAGES = sorted(
    [
        *(page for page in (ROOT / "docs").rglob("*.md") if "_build" not in page.parts),
        *ROOT.glob("*.md"),
        *(ROOT / "inputs").rglob("*.md"),
        *(ROOT / "scenarios").rglob("*.md"),
    ]
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_links_to_files_that_are_there(page: Path) -> None:
    if "reference" in page.parts:
        return
    targets = [
        one for one in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in one
    ]
    gone = [
        one for one in targets if not (page.parent / one).exists() and "reference/" not in one
    ]
    assert gone == []


def test_pages_from_elsewhere_are_there() -> None:
    assert [one for one in LINKS["TAKEN"] if not (ROOT / f"{one}.md").is_file()] == []


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("[x](ipss.md)", "en", "[x](/ipss.md)"),
        ("[x](ipss.ja.md)", "ja", "[x](/ipss.ja.md)"),
        ("[x](design.md)", "ja", '<a href="../en/design.html">x</a>'),
        ("[x](https://example.org)", "en", "[x](https://example.org)"),
        ("[x](../inputs/inputs.schema.json)", "en", "x (`inputs/inputs.schema.json`)"),
        ("推計の\n方法", "ja", "推計の方法"),
        ("```\n推計の\n方法\n```", "ja", "```\n推計の\n方法\n```"),
        ("推計の\n方法", "en", "推計の\n方法"),
    ],
)
def test_links_and_lines(text: str, lang: str, found: str) -> None:
    assert LINKS["relinked"](text, "docs/answers.md", "answers", lang) == found
