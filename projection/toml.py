"""Texts as TOML writes them, and what no TOML file of ours has any need of."""

from __future__ import annotations

import json
import re
from typing import Any

from projection.language import Text

# Bytes; values, counted with the tables and arrays that hold them.
LARGEST = 1_000_000
MOST_VALUES = 10_000
# The standard reader takes a time that grows with the square of a dotted key's length: how
# long the keys are that count, and how far the sum of their squares may go.
_LONG_KEY = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){16,}+"""
)
_MOST_SQUARED = 200_000


def is_too_dotted(text: str) -> bool:
    """Say whether a text holds keys of more parts than any file needs.

    Examples
    --------
    >>> is_too_dotted("tables.population.unit = 1"), is_too_dotted("a." * 500 + "b = 1")
    (False, True)
    """
    parts = (found[0].count(".") for found in _LONG_KEY.finditer(text))
    return sum(count**2 for count in parts) > _MOST_SQUARED


def has_too_many(table: dict[str, Any]) -> bool:
    """Say whether a table holds more values than any file needs.

    Examples
    --------
    >>> has_too_many({"regions": [{"code": "132217"}]}), has_too_many({"a": [0] * 10_000})
    (False, True)
    """
    waiting: list[Any] = [table]
    for at, one in enumerate(waiting):
        if at > MOST_VALUES:
            return True
        waiting += _inside(one)
    return False


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [*value.values()]
    return value if isinstance(value, list) else []


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
