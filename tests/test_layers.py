"""The house of docs/design.md, section 3: imports go strictly downwards."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import projection

PACKAGE = Path(projection.__file__).parent

# From the ground up. Floor 0 of the design has an order of its own: no cycles there either.
FLOORS = (
    {"_version"},
    {"language"},
    {"messages"},
    {"errors"},
    {"apart", "declared", "files", "toml", "shipped", "stages"},
    {"rates", "kernel", "variables"},
    {
        "adjoint",
        "batch",
        "floors",
        "gross",
        "group_quarters",
        "exchange",
        "multiregional",
        "official",
    },
    {"deviations"},
    {"inputs"},
    {"estimation"},
    {"scenarios"},
    {"balance", "chunked", "recording"},
    {"official_run"},
    {"running", "recurrence", "regions"},
    {"running_many"},
    {"ensemble"},
    {"admitting", "sealed"},
    {"results"},
    {"blocks"},
    {"analysis"},
    {"report"},
    {"cli"},
    {"__main__", "__init__"},
)
HEIGHT = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
HEAVY = {
    *("numpy", "scipy", "pandas", "xarray", "rich", "pydantic", "h5netcdf", "xlsxwriter"),
    *("numba", "dask", "distributed", "zarr"),
}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Every module that a file imports, with its line; `from projection import x` names x."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "projection":
            yield from ((node.lineno, f"projection.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "")


def climbs(room: str, module: str) -> bool:
    """Whether a file of `room` may not import `module`."""
    if not module.startswith("projection."):
        return module.startswith(".")
    other = module.split(".")[1]
    return other != room and HEIGHT[other] >= HEIGHT[room]


def test_every_room_has_its_floor() -> None:
    assert {room_of(path) for path in PACKAGE.rglob("*.py")} <= set(HEIGHT)


def test_imports_go_strictly_downwards() -> None:
    climbing = [
        f"{path.relative_to(PACKAGE)}, line {line}: {module}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line, module in imported(path)
        if climbs(room_of(path), module)
    ]
    assert climbing == []


@pytest.mark.parametrize(
    ("room", "module", "refused"),
    [
        ("running", "projection.kernel", False),
        ("running", "projection.results", True),
        ("kernel", "projection.variables", True),
        ("cli", "projection.report.tables", False),
        ("errors", "projection.files", True),
        ("cli", ".tables", True),
        ("kernel", "numpy", False),
    ],
)
def test_the_rule_itself(room: str, module: str, refused: bool) -> None:
    assert climbs(room, module) is refused


@pytest.mark.parametrize(
    "words", [["--help"], ["run", "--help"], ["compare", "--help"], ["--version"], ["nonsense"]]
)
def test_help_and_mistakes_import_nothing_heavy(words: list[str]) -> None:
    program = (
        "import sys; from projection.cli.main import main; main(sys.argv[1:]); "
        f"print('HEAVY', sorted({HEAVY} & set(sys.modules)))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=True
    )
    assert ended.stdout.splitlines()[-1] == "HEAVY []"
