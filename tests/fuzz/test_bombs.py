"""Small files that ask for far more than they are: refused in two seconds and 500 MB."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.bombs import BOMBS
from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_within_bounds(name: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.contained", name],
        cwd=ROOT,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (0, ""), ended.stderr[-2000:]


def test_every_door_has_its_bombs() -> None:
    assert set(BOMBS) == set(TARGETS)
    assert all(len([*bombs()]) > 2 for bombs in BOMBS.values())
