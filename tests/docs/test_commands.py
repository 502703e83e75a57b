"""Every command that a page shows is run, page by page and in order, as a reader would."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PAGES = ("first-hour", *(f"how-to/{page.stem}" for page in (ROOT / "docs/how-to").glob("*.md")))
ENGLISH = sorted(page for page in PAGES if not page.endswith(".ja"))
# Shown but not run here, and why.
ELSEWHERE = {
    "make kiyose": "the whole check runs it in a fresh copy",
}
# Run with less to do: a command's meaning stays, its time does not.
SMALLER = {"--draws 10000": "--draws 200", "--region all": "--region 13"}


class Block(NamedTuple):
    """A block of a page: commands, or a file that the reader saves."""

    kind: str
    text: str


def blocks(page: Path) -> Iterator[Block]:
    for kind, text in BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind in ("sh", "toml"):
            yield Block(kind, text)


def commands(block: Block) -> list[str]:
    return [line.partition(" #")[0].strip() for line in block.text.splitlines() if line.strip()]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what a reader has, with the results that `make kiyose` leaves."""
    for folder in ("inputs", "scenarios"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    files = ("current", "vision", "vision-retention")
    run(
        "projection run " + " ".join(f"scenarios/kiyose/{file}.toml" for file in files),
        tmp_path,
    )
    return tmp_path


def run(command: str, folder: Path) -> None:
    for shown, smaller in SMALLER.items():
        command = command.replace(shown, smaller)
    words = command.split()
    assert words[0] == "projection", command
    ended = subprocess.run(
        [sys.executable, "-m", "projection", *words[1:]],
        cwd=folder,
        env={**os.environ, "COLUMNS": "96"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, f"{command}\n{ended.stderr}"


@pytest.mark.parametrize("page", ENGLISH)
def test_commands_of_a_page_run(page: str, project: Path) -> None:
    for block in blocks(ROOT / f"docs/{page}.md"):
        if block.kind == "toml":
            name, _, text = block.text.partition("\n")
            (project / name.removeprefix("# ")).write_text(text, encoding="utf-8")
        else:
            for command in commands(block):
                if command not in ELSEWHERE:
                    run(command, project)


@pytest.mark.parametrize("page", ENGLISH)
def test_both_languages_show_the_same_commands(page: str) -> None:
    shown = [
        [commands(one) for one in blocks(ROOT / f"docs/{page}{mark}.md") if one.kind == "sh"]
        for mark in ("", ".ja")
    ]
    assert shown[0] == shown[1]
