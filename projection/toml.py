"""Texts as TOML writes them."""

from __future__ import annotations

import json

from projection.language import Text


def quoted(text: str) -> str:
    """Return a text as TOML writes it."""
    # JSON escapes what TOML does, but for the one control character above the others.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def bilingual(text: Text) -> str:
    """Return a text of two languages as TOML writes it, once where both are the same.

    Examples
    --------
    >>> bilingual(Text(ja="人口", en="Population")), bilingual(Text(ja="x", en="x"))
    ('{ ja = "人口", en = "Population" }', '"x"')
    """
    if text.ja == text.en:
        return quoted(text.ja)
    return f"{{ ja = {quoted(text.ja)}, en = {quoted(text.en)} }}"
