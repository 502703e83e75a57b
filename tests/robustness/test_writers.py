"""Every file that the program writes goes through `files.replacing`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import projection

PACKAGE = Path(projection.__file__).parent
WRITING = {"write_bytes", "write_text", "to_netcdf", "to_zarr", "to_csv", "to_excel", "tofile"}
# Made in memory: what they return or fill is bytes.
IN_MEMORY = {
    ("report/sdmx.py", "to_csv"),
    ("report/tidy.py", "to_csv"),
}
# A folder of chunks is whole or not as a whole: it grows under a hidden name, and checksums of
# all that is in it are looked at before it gets its own.
IN_GROWING_FOLDERS = {
    ("chunked.py", "write_bytes"),
    ("blocks/marks.py", "write_text"),
    ("blocks/lock.py", "open"),
    ("blocks/pieces.py", "write_bytes"),
}
# The null device stands in for a closed stream.
NOWHERE = {("cli/output.py", "open")}


def outside(tree: ast.AST, *, inside: bool = False) -> Iterator[ast.Call]:
    """Calls that write, outside a block of `replacing`."""
    if isinstance(tree, ast.With):
        calls = [one.context_expr for one in tree.items]
        names = [getattr(one.func, "id", "") for one in calls if isinstance(one, ast.Call)]
        inside = inside or "replacing" in names
    if isinstance(tree, ast.Call) and not inside and writes(tree):
        yield tree
    for child in ast.iter_child_nodes(tree):
        yield from outside(child, inside=inside)


def writes(call: ast.Call) -> bool:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name != "open":
        return name in WRITING
    modes = [*call.args, *(one.value for one in call.keywords if one.arg == "mode")]
    texts = [one.value for one in modes if isinstance(one, ast.Constant)]
    return any({*str(text)} & {*"wax+"} and len(str(text)) <= 3 for text in texts)


def test_no_file_is_written_elsewhere() -> None:
    found = {
        (path.relative_to(PACKAGE).as_posix(), getattr(call.func, "attr", "open"))
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.name != "files.py"
        for call in outside(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found - NOWHERE - IN_GROWING_FOLDERS == IN_MEMORY


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("path.write_text('x')", 1),
        ("open('x', 'w')", 1),
        ("path.open(mode='ab')", 1),
        ("path.open('rb')", 0),
        ("with replacing(path) as temporary:\n    temporary.write_bytes(b'x')", 0),
        ("with replacing(path) as temporary:\n    pass\npath.write_bytes(b'x')", 1),
    ],
)
def test_the_rule_itself(text: str, count: int) -> None:
    assert len([*outside(ast.parse(text))]) == count
