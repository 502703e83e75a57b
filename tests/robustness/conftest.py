"""A folder of one's own with inputs, a scenario, and results to report."""

from __future__ import annotations

from pathlib import Path

import pytest

from projection.cli.main import main
from tests.cli.conftest import SCENARIOS, SHIPPED
from tests.robustness.harness import CASES, Case, undisturbed


def _prepare(folder: Path, made: Path) -> Path:
    (folder / "inputs").symlink_to(SHIPPED / "inputs")
    (folder / "made").symlink_to(made)
    (folder / "scenarios").mkdir()
    for name in ("current", "vision"):
        path = folder / "scenarios" / f"{name}.toml"
        path.write_text(f'title = "{name}"\n{SCENARIOS[name]}', encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of results, not to be written to."""
    folder = _prepare(tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("made"))
    words = ["run", str(folder / "scenarios"), "--inputs", str(SHIPPED / "inputs")]
    assert main([*words, "--out", str(folder / "made")]) == 0
    return folder / "made"


@pytest.fixture
def folder(tmp_path: Path, made: Path) -> Path:
    """Where a command is started."""
    return _prepare(tmp_path, made)


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    """Every command that writes."""
    return CASES[request.param]


@pytest.fixture(scope="session")
def written(made: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Case, bytes]:
    """What each command writes when nothing happens to it."""
    return {
        one: undisturbed(one, _prepare(tmp_path_factory.mktemp(name), made))
        for name, one in CASES.items()
    }
