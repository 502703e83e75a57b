"""The command line as a user starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest

from projection.cli.main import main

SHIPPED = Path(__file__).parents[2]
CHANGING = ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM")
SCENARIOS = {
    "current": 'region = "132217"\nend = 2030\n[fertility]\ntfr = 1.31\n',
    "vision": 'extends = "current.toml"\n[fertility]\ntfr = { 2019 = 1.31, 2025 = 1.8 }\n',
    "more/closed": 'extends = "../current.toml"\n[[migration]]\ntitle = "x"\nclosed = true\n',
}


class Said(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


class Started(Protocol):
    def __call__(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]: ...


Called = Callable[..., Said]


def plain_environment(**more: str) -> dict[str, str]:
    """The environment without anything that changes language or look."""
    kept = {name: value for name, value in os.environ.items() if name not in CHANGING}
    return {**kept, "LC_ALL": "C.UTF-8", **more}


@pytest.fixture
def projection(tmp_path: Path) -> Started:
    """Start `projection` in the test's folder, in a process of its own."""

    def start(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "projection", *words],
            cwd=tmp_path,
            env=plain_environment(**environment),
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return start


@pytest.fixture
def call(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Called:
    """Call `projection` in the folder `place`, in English unless told otherwise."""
    monkeypatch.chdir(place)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*words: str) -> Said:
        capsys.readouterr()
        code = main(words)
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return run


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder of one's own with the shipped inputs and three small scenarios."""
    (tmp_path / "inputs").symlink_to(SHIPPED / "inputs")
    for name, text in SCENARIOS.items():
        path = tmp_path / "scenarios" / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        title = f'title = {{ ja = "{name}の題", en = "The {name}" }}\n'
        path.write_text(title + text, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the results `current.nc` and `vision.nc`, not to be written to."""
    out = tmp_path_factory.mktemp("finished")
    names = [
        str(SHIPPED / "scenarios/kiyose" / f"{name}.toml") for name in ("current", "vision")
    ]
    where = ["--inputs", str(SHIPPED / "inputs"), "--out", str(out)]
    assert main(["run", *names, *where]) == 0
    return out
