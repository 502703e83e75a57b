"""What a real terminal gets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import plain_environment


def on_terminal(words: list[str], **environment: str) -> tuple[int, str]:
    """Start `projection` with a terminal as its standard output and error."""
    master, terminal = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "projection", *words],
        stdout=terminal,
        stderr=terminal,
        env=plain_environment(TERM="xterm", **environment),
    ) as process:
        os.close(terminal)
        shown = b""
        while piece := _read(master):
            shown += piece
    os.close(master)
    return process.returncode, shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end was closed
        return b""


@pytest.mark.parametrize(("environment", "styled"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_is_for_terminals_that_want_it(
    finished: Path, environment: dict[str, str], styled: bool
) -> None:
    code, shown = on_terminal(["compare", str(finished / "vision.nc")], **environment)
    assert code == 0
    assert "74,636" in shown
    assert ("\x1b[" in shown) is styled


def test_no_excel_file_for_a_terminal(finished: Path) -> None:
    words = ["compare", str(finished / "vision.nc"), "--format", "xlsx"]
    code, shown = on_terminal(words)
    assert code == 2
    assert shown == (
        "error: an Excel file cannot be shown on a terminal; name a file to write with -o\r\n"
    )
