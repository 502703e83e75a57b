"""No file is code: the package neither evaluates, nor unpickles, nor starts a shell."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import h5py
import numpy as np
import pytest

import projection
from projection.errors import ResultError
from projection.results import read_any

PACKAGE = Path(projection.__file__).parent
CALLS = {"eval", "exec", "compile", "__import__", "breakpoint", "input"}
ATTRIBUTES = {
    *("np.load", "numpy.load", "os.system", "os.popen", "pd.read_pickle", "pd.eval"),
    *(
        "yaml.load",
        "pickle.loads",
        "pickle.load",
        "marshal.loads",
        "shelve.open",
        "joblib.load",
    ),
}
MODULES = {"pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve", "yaml", "joblib"}
# A terminal's colours and an editor are no business of files: nothing here starts a process.
PROCESSES = {"subprocess", "pty", "ctypes"}
# Names of commands, chosen in our own declarations, never by a file.
IMPORTING = {"import_module"}


def parsed() -> Iterator[tuple[Path, ast.AST]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from ((path, node) for node in ast.walk(ast.parse(path.read_text("utf-8"))))


def called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Name):
        return node.func.id
    return ast.unparse(node.func) if isinstance(node.func, ast.Attribute) else ""


def imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {(node.module or "").split(".")[0]}
    return set()


def test_nothing_is_evaluated_or_unpickled() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}, line {getattr(node, 'lineno', 0)}: {called(node)}"
        for path, node in parsed()
        if called(node) in CALLS | ATTRIBUTES
    ]
    assert found == []


def test_nothing_that_unpickles_or_starts_processes_is_imported() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}: {sorted(imported(node) & (MODULES | PROCESSES))}"
        for path, node in parsed()
        if imported(node) & (MODULES | PROCESSES)
    ]
    assert found == []


def test_no_allow_pickle() -> None:
    words = [
        (path.name, node.arg)
        for path, node in parsed()
        if isinstance(node, ast.keyword) and node.arg in ("allow_pickle", "shell")
    ]
    assert words == []


def test_the_search_finds_what_it_looks_for() -> None:
    tree = ast.parse("import pickle\nfrom yaml import load\neval('1')\nnp.load(x)\n")
    assert {called(node) for node in ast.walk(tree)} >= {"eval", "np.load"}
    assert set().union(*(imported(node) for node in ast.walk(tree))) == {"pickle", "yaml"}


@pytest.mark.parametrize("kind", ["external", "link", "virtual"])
def test_no_other_file_is_read_through_a_result(kind: str, tmp_path: Path) -> None:
    """HDF5 itself would follow these to any file of this computer."""
    secret = tmp_path / "secret.h5"
    with h5py.File(secret, "w") as file:
        file["x"] = np.arange(4)
    path = tmp_path / "result.nc"
    with h5py.File(path, "w") as file:
        if kind == "external":
            file.create_dataset("x", (4,), "i1", external=[(str(secret), 0, 4)])
        elif kind == "link":
            file["x"] = h5py.ExternalLink(str(secret), "/x")
        else:
            layout = h5py.VirtualLayout(shape=(4,), dtype="i8")
            layout[:] = h5py.VirtualSource(str(secret), "x", shape=(4,))
            file.create_virtual_dataset("x", layout)
    with pytest.raises(ResultError) as caught:
        read_any(path)
    assert [one.key for one in caught.value.faults] == ["result_damaged"]
