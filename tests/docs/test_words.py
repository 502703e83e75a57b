"""Commands, make targets and extras that pages speak of are there."""

from __future__ import annotations

import configparser
import re
import shlex
from pathlib import Path

import click
import pytest

from projection.cli.commands import root

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    page
    for folder in ("", "docs", "docs/how-to", "inputs", "scenarios")
    for page in (ROOT / folder).glob("*.md")
    # What was is no promise of what is.
    if page.stem.partition(".")[0] not in ("CHANGELOG", "DECISIONS")
)
FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`]+)`")
MAKE = re.compile(r"\bmake ([a-z]+)")
EXTRA = re.compile(r"\.?\[([a-z,]+)\]")
# The language stands on every command, and these before any.
EVERYWHERE = {"--lang", "--quiet", "--verbose", "--json-log", "--allow-outside"}


def code(page: Path) -> list[str]:
    """Lines of blocks of commands, and words in backquotes."""
    text = page.read_text(encoding="utf-8")
    blocks = [content for kind, content in FENCED.findall(text) if kind in ("sh", "")]
    lines = [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines()]
    inline = INLINE.findall(FENCED.sub("", text))
    return [*lines, *(" ".join(one.split()) for one in inline)]


def wrong_in(command: str) -> list[str]:
    """What a command's words name that is not there."""
    found: click.Command = root()
    words = shlex.split(command)[1:]
    while words and isinstance(found, click.Group) and not words[0].startswith("-"):
        name = words.pop(0)
        if name not in found.commands:
            # "projection COMMAND": any of them.
            return [] if name.isupper() or not name.isascii() else [name]
        found = found.commands[name]
    known = {name for one in found.params for name in (*one.opts, *one.secondary_opts)}
    options = [word.partition("=")[0] for word in words if word.startswith("--")]
    return [one.partition("|")[0] for one in options if one not in known | EVERYWHERE]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_names_is_there(page: Path) -> None:
    spoken = code(page)
    commands = [one.removeprefix(".venv/bin/") for one in spoken]
    commands = [one for one in commands if re.match(r"projection( |$)", one)]
    assert {one: wrong for one in commands if (wrong := wrong_in(one))} == {}
    targets = {*re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)}
    made = {target for one in spoken if one.startswith("make ") for target in MAKE.findall(one)}
    assert made <= targets
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    installing = [one for one in spoken if "pip install" in one]
    extras = {
        one for text in installing for each in EXTRA.findall(text) for one in each.split(",")
    }
    assert extras <= {*setup["options.extras_require"]}


def test_the_readme_names_some() -> None:
    spoken = code(ROOT / "README.md")
    assert "make kiyose" in spoken
    assert any(EXTRA.search(one) for one in spoken if "pip install" in one)
    assert "projection validate" in spoken


@pytest.mark.parametrize(
    ("command", "wrong"),
    [
        ("projection run x --end 2060 --lang ja", []),
        ("projection scenario diff A B", []),
        ("projection COMMAND", []),
        ("projection fly x", ["fly"]),
        ("projection run x --no-such=1 --end 2060", ["--no-such"]),
    ],
)
def test_the_rule_itself(command: str, wrong: list[str]) -> None:
    assert wrong_in(command) == wrong
