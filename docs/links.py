"""The project's Markdown pages as the built documentation reads them: links, and lines.

Pages are written so that they can be read in the repository. In the documentation a link to
the other language leads to the other half of the site, and a link to a file that is no page of
it is shown as the file's name.
"""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from typing import Literal

Language = Literal["ja", "en"]

ROOT = Path(__file__).resolve().parents[1]
WIDE = r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]"
SISTER = re.compile(r" ?\n?\[(?:日本語|English)\]\([^)\s]+\.md\)(?=\n\n)")
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s]+)\)")
# Pages outside docs/ that the documentation takes over, without language and suffix.
TAKEN = {
    "README": "index",
    "CHANGELOG": "reference/changelog",
    "CONTRIBUTING": "reference/contributing",
    "DECISIONS": "reference/decisions",
    "SECURITY": "reference/security",
    "inputs/README": "reference/inputs-folders",
    "inputs/validation/README": "reference/rates-folders",
    "scenarios/README": "reference/scenario-files",
}


def relinked(text: str, source: str, page: str, lang: Language) -> str:
    """Return a page's text with links that lead somewhere in the documentation.

    Parameters
    ----------
    text
        Markdown.
    source
        Where it stands in the repository, such as "scenarios/README.md".
    page
        Where it stands in the documentation, such as "reference/scenario-files".
    lang
        The language of the documentation it is read in.

    Examples
    --------
    >>> relinked("[表](backtest.ja.md)", "docs/backtest.md", "backtest", "en")
    '<a href="../ja/backtest.html">表</a>'
    >>> relinked("[inputs](../inputs/README.md)", "docs/design.md", "design", "en")
    '[inputs](/reference/inputs-folders.md)'
    """

    def replaced(found: re.Match[str]) -> str:
        words, target = found.groups()
        if "://" in target or target.startswith("#"):
            return found.group()
        return _led(words, target, source, page, lang)

    # The site has a link to the other language on every page.
    text = LINK.sub(replaced, SISTER.sub("", text))
    return _joined(text) if lang == "ja" else text


def _joined(text: str) -> str:
    r"""Join lines that end and begin in Japanese: there a line's end is no space.

    Examples
    --------
    >>> _joined("将来の\n人口")
    '将来の人口'
    """
    parts = re.split(r"(^```.*?^```)", text, flags=re.MULTILINE | re.DOTALL)
    joined = [re.sub(f"(?<={WIDE})\n(?={WIDE})", "", part) for part in parts[::2]]
    return "".join(
        part for pair in zip(joined, [*parts[1::2], ""], strict=True) for part in pair
    )


def _led(words: str, target: str, source: str, page: str, lang: Language) -> str:
    path, _, anchor = target.partition("#")
    meant = os.path.normpath(PurePosixPath(source).parent / path)
    own, other = _language_of(meant), meant.removesuffix(".md").removesuffix(".ja")
    name = TAKEN.get(other) or (other[5:] if other.startswith("docs/") else None)
    if name is None or not meant.endswith(".md"):
        return f"{words} (`{meant}`)" if f"`{meant}`" != words else words
    anchor = f"#{anchor}" if anchor else ""
    if own == lang:
        return f"[{words}](/{name}{'.ja' if own == 'ja' else ''}.md{anchor})"
    up = "../" * (page.count("/") + 1)
    return f'<a href="{up}{own}/{name}.html{anchor}">{words}</a>'


def _language_of(path: str) -> Language:
    return "ja" if path.endswith(".ja.md") else "en"
