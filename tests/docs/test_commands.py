"""Every command that a page shows is run, page by page and in order, as a reader would."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from projection.cli.main import main

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"`([^`\n]+\.toml)`:\s*\Z")
# Shown but not run here: it sets up what runs these tests, or is run whole elsewhere.
ELSEWHERE = ("make ", "python3 -m venv ", "pip install ")
# Run with less to do: a command's meaning stays, its time does not.
SMALLER = {
    "--draws 10000": "--draws 200",
    "--region all": "--region 13",
    # Where nothing is said, ten thousand are drawn.
    "current.toml scenarios/kiyose/vision-retention.toml\n": (
        "current.toml scenarios/kiyose/vision-retention.toml --draws 200"
    ),
}


# What a reader fills in, in either language.
OPEN = re.compile(r" ([A-Z]+|ファイル)(?= |$)")


class Block(NamedTuple):
    """A block of a page: commands, or a file that the reader saves under a name."""

    kind: str
    text: str
    name: str


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in BLOCK.finditer(text):
        kind, content = found.groups()
        if kind == "sh" or (not kind and content.startswith("projection ")):
            yield Block("sh", content, "")
        elif kind == "toml":
            # Named in its first line or right before it; others are not saved.
            head = content.partition("\n")[0].removeprefix("# ")
            names = [head] if head.endswith(".toml") else NAMED.findall(text[: found.start()])
            yield from (Block(kind, content, name) for name in names)


def commands(block: Block) -> list[str]:
    lines = [line.partition(" #")[0].strip() for line in block.text.splitlines()]
    return [line.removeprefix(".venv/bin/") for line in lines if line]


PAGES = sorted(
    str(page.relative_to(ROOT).with_suffix(""))
    for folder in ("", "docs", "docs/how-to", "inputs", "scenarios")
    for page in (ROOT / folder).glob("*.md")
    if any(block.kind == "sh" for block in blocks(page))
)
ENGLISH = [page for page in PAGES if not page.endswith(".ja")]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what a reader has, with the results that `make kiyose` leaves."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for folder in ("inputs", "scenarios"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    files = [
        f"scenarios/kiyose/{one}.toml" for one in ("current", "vision", "vision-retention")
    ]
    run(f"projection run {' '.join(files)}")
    # Kept by a reader from an earlier time, and copied to begin with.
    (tmp_path / "results/old").mkdir()
    shutil.copy("results/current.nc", "results/old")
    shutil.copy(files[0], "scenarios/kiyose/my-city.toml")
    return tmp_path


def run(command: str) -> None:
    whole = f"{command}\n"
    for shown, smaller in SMALLER.items():
        whole = whole.replace(shown, smaller)
    words = shlex.split(whole)
    assert words[0] == "projection", command
    assert main(words[1:]) == 0, command


@pytest.mark.parametrize("page", ENGLISH)
def test_commands_of_a_page_run(page: str, project: Path) -> None:
    for block in blocks(ROOT / f"{page}.md"):
        if block.kind == "toml":
            (project / block.name).write_text(block.text, encoding="utf-8")
        else:
            for command in commands(block):
                if not (command.startswith(ELSEWHERE) or OPEN.search(command)):
                    run(command)


@pytest.mark.parametrize("page", ENGLISH)
def test_both_languages_show_the_same_commands(page: str) -> None:
    shown = [
        [
            [OPEN.sub(" FILE", command) for command in commands(one)]
            for one in blocks(ROOT / f"{page}{mark}.md")
            if one.kind == "sh"
        ]
        for mark in ("", ".ja")
    ]
    assert shown[0] == shown[1]


def test_pages_with_commands_are_found() -> None:
    assert {"README", "docs/answers", "docs/first-hour", "docs/ipss"} < {*ENGLISH}
    how_to = {page.stem.partition(".")[0] for page in (ROOT / "docs/how-to").glob("*.md")}
    assert {f"docs/how-to/{page}" for page in how_to} < {*ENGLISH}
    assert {"inputs/README", "scenarios/README"} < {*ENGLISH}
