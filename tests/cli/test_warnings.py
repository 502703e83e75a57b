"""Commands run clean where Python makes every warning an error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import SHIPPED, plain_environment

CURRENT = str(SHIPPED / "scenarios" / "kiyose" / "current.toml")
INPUTS = ["--inputs", str(SHIPPED / "inputs")]


@pytest.mark.parametrize(
    "words",
    [
        ["check", str(SHIPPED / "inputs" / "kiyose")],
        ["run", CURRENT, *INPUTS],
        ["ensemble", CURRENT, "--draws", "20", *INPUTS],
    ],
    ids=lambda words: words[0],
)
def test_no_warning_of_a_library_is_left(words: list[str], tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-m", "projection", *words],
        cwd=tmp_path,
        env=plain_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
