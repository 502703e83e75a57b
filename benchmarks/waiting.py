"""How long a whole process takes, as a person waits for it, in a warm file cache."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]


class Wait(NamedTuple):
    """Seconds by the clock, and of the processor: those of a busy machine differ less."""

    clock: float
    processor: float


def wait(arguments: Sequence[str]) -> Wait:
    """Run Python with arguments, at the root of the project.

    Compiled modules are kept, as where the program is installed, whatever the environment says.
    """
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    started, before = time.perf_counter(), os.times()
    subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True, env=environment
    )
    after = os.times()
    processor = sum(getattr(after, name) - getattr(before, name) for name in _OF_CHILDREN)
    return Wait(time.perf_counter() - started, processor)


_OF_CHILDREN = ("children_user", "children_system")
