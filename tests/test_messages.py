"""Every message exists in both languages, with the same braces, and is used."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import projection
from projection.messages import MESSAGES

PACKAGE = Path(projection.__file__).parent
CATALOGUE = PACKAGE / "messages"
JAPANESE = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")


def trees(folder: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(folder.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a function of this name in the package, with its place."""
    for path, tree in trees(PACKAGE):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                yield f"{path.relative_to(PACKAGE)}, line {node.lineno}", node


def braces(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name is not None}


def constants_of(call: ast.Call) -> list[str]:
    given = [*call.args, *(one.value for one in call.keywords)]
    values = [one.value for one in given if isinstance(one, ast.Constant)]
    return [one for one in values if isinstance(one, str)]


def test_each_message_says_the_same_in_both_languages() -> None:
    unlike = [
        key
        for key, text in MESSAGES.items()
        if braces(text.ja) != braces(text.en) or not text.en
    ]
    assert unlike == []


def test_japanese_is_japanese_and_english_is_english() -> None:
    mixed_up = [
        key
        for key, text in MESSAGES.items()
        if not JAPANESE.search(text.ja) or JAPANESE.search(text.en)
    ]
    assert mixed_up == []


def test_every_text_of_the_program_has_both_languages() -> None:
    lacking = [
        place
        for place, call in calls("Text")
        # With ** it is made for each language in turn.
        if None not in [one.arg for one in call.keywords]
        and (len(call.args) + len(call.keywords) != 2 or "" in constants_of(call))
    ]
    assert lacking == []


def test_no_key_stands_in_two_modules() -> None:
    keys = Counter(
        key.value
        for _, tree in trees(CATALOGUE)
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_key_asked_for_is_there_and_gets_its_values() -> None:
    wrong = []
    for place, call in calls("fault"):
        if not call.args or not isinstance(call.args[0], ast.Constant):
            continue
        key = str(call.args[0].value)
        given = {one.arg for one in call.keywords} - {"file", "line", "place"}
        if key not in MESSAGES or not (None in given or braces(MESSAGES[key].en) <= given):
            wrong.append(f"{place}: {key}")
    assert wrong == []


def looked_up(node: ast.AST) -> str:
    """What a key begins with that is put together: MESSAGES[f"completion_{shell}"]."""
    match node:
        case ast.Subscript(ast.Name("MESSAGES"), ast.JoinedStr([ast.Constant(str(begin)), *_])):
            return begin
    return ""


def test_every_message_is_used() -> None:
    nodes = [
        node
        for path, tree in trees(PACKAGE)
        if CATALOGUE not in path.parents
        for node in ast.walk(tree)
    ]
    said = {node.value for node in nodes if isinstance(node, ast.Constant)}
    begun = tuple(filter(None, map(looked_up, nodes)))
    assert [key for key in MESSAGES if key not in said and not key.startswith(begun)] == []
