"""Standard output and error as the operating system gives them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from projection.cli.output import say_warnings
from projection.cli.speaking import Manner, speaking
from projection.errors import fault
from tests.cli.conftest import plain_environment

MANY_LINES = (
    "import sys; from projection.cli import main as m; from projection.cli.output import *; "
    "m._invoke = lambda *_: [print_text('x' * 1000) for _ in range(1000)] and 0; "
    "sys.exit(m.main([]))"
)


def test_a_reader_who_leaves_early_hears_nothing() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", MANY_LINES],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=plain_environment(),
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_full_disk_behind_standard_output_is_one_message(lang: str) -> None:
    program = MANY_LINES.replace("m.main([])", f"m.main(['--lang', '{lang}'])")
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-c", program],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=plain_environment(),
            check=False,
        )
    expected = {
        "en": "error: standard output cannot be written (No space left on device) [E806]\n",
        "ja": "誤り：標準出力に書き込めません（空き容量がありません） [E806]\n",
    }
    assert (ended.returncode, ended.stderr) == (2, expected[lang])


@pytest.mark.parametrize("words", [["--format", "text"], ["--format", "csv"]])
def test_a_table_for_a_full_disk(finished: Path, words: list[str]) -> None:
    command = [sys.executable, "-m", "projection", "compare", str(finished), *words]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            command,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=plain_environment(),
            check=False,
        )
    expected = "error: standard output cannot be written (No space left on device) [E806]\n"
    assert (ended.returncode, ended.stderr) == (2, expected)


def test_a_closed_standard_output_drops_all(finished: Path) -> None:
    words = [sys.executable, "-m", "projection", "compare", str(finished)]
    ended = subprocess.run(
        ["/bin/sh", "-c", '"$@" >&-', "sh", *words],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=plain_environment(),
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_warnings_go_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    with speaking(Manner(), "en"):
        say_warnings([fault("file_unreadable", file="a.toml", line=3, reason="why")], "en")
    assert capsys.readouterr() == (
        "",
        "warning: a.toml, line 3: the file cannot be read (why) [E102]\n",
    )
