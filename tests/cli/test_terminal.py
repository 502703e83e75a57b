"""What a real terminal gets."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import Started, plain_environment


def on_terminal(
    words: list[str], program: Sequence[str] = ("-m", "projection"), **environment: str
) -> tuple[int, str]:
    """Start `projection` with a terminal as its standard output and error."""
    master, terminal = os.openpty()
    with subprocess.Popen(
        [sys.executable, *program, *words],
        stdout=terminal,
        stderr=terminal,
        env=plain_environment(**{"TERM": "xterm", **environment}),
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
        "error: an Excel file cannot be shown on a terminal; name a file to write with -o "
        "[E805]\r\n"
    )


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"NO_COLOR": "1"}])
def test_plain_terminals_get_no_codes(finished: Path, environment: dict[str, str]) -> None:
    words = ["compare", str(finished / "vision.nc")]
    code, shown = on_terminal(words, **environment)
    assert code == 0
    assert "\x1b" not in shown


def test_colours_can_be_forced_into_a_pipe(finished: Path, projection: Started) -> None:
    words = ["compare", str(finished / "vision.nc")]
    assert "\x1b" not in projection(*words).stdout
    assert "\x1b[" in projection(*words, FORCE_COLOR="1").stdout


BAR = (
    "import sys; from projection.cli import main as m; from projection.cli.progress import *\n"
    "def work(*_):\n"
    "    with shown('Drawing') as progress:\n"
    "        progress(1, 2)\n"
    "        progress(2, 2)\n"
    "    return 0\n"
    "m._invoke = work; sys.exit(m.main(sys.argv[1:]))"
)


@pytest.mark.parametrize(
    ("words", "environment", "moves", "seen"),
    [
        ([], {}, True, True),
        (["--quiet"], {}, False, False),
        ([], {"TERM": "dumb"}, False, False),
        (["--json-log"], {}, False, True),
    ],
)
def test_a_bar_is_for_terminals_that_move(
    words: list[str], environment: dict[str, str], moves: bool, seen: bool
) -> None:
    code, shown = on_terminal(words, ["-c", BAR], **environment)
    assert code == 0
    assert ("\x1b[2K" in shown) is moves
    assert ("Drawing" in shown) is seen


def test_a_bar_is_not_for_pipes() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", BAR],
        capture_output=True,
        env=plain_environment(FORCE_COLOR="1"),
        check=True,
    )
    assert (ended.stdout, ended.stderr) == (b"", b"")


@pytest.mark.parametrize(("encoding", "shown"), [("cp932", "人…?"), ("utf-8", "人…☃")])
def test_a_console_that_lacks_a_character_shows_another(encoding: str, shown: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "projection", "explain", "人…☃", "--lang", "ja"],
        capture_output=True,
        env=plain_environment(PYTHONUTF8="0", PYTHONIOENCODING=encoding),
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.decode(encoding).startswith(f"誤り：「{shown}」という番号")
