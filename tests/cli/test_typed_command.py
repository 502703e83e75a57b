from __future__ import annotations

from pathlib import Path

import click
import pytest

from projection.cli.commands import root
from projection.cli.typed_command import typed_command


def recorded(words: list[str]) -> str:
    """What a command line is recorded as, without running it."""
    command = root()
    with command.make_context("projection", [*words], obj="en") as context:
        name, below, rest = command.resolve_command(context, words)
        assert below is not None
        with below.make_context(name, rest, parent=context):
            return typed_command()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["run"], "projection run"),
        (
            ["run", "--end", "2065", "scenarios/a b.toml", "--region=13", "x.toml"],
            "projection run 'scenarios/a b.toml' x.toml --region 13 --end 2065",
        ),
        (["run", "x.toml", "--lang", "ja"], "projection run x.toml"),
        (["run", "x.toml", "--inputs", "inputs"], "projection run x.toml --inputs inputs"),
        (["backtest", "--base", "2005", "--base", "2010"],
         "projection backtest --base 2005 --base 2010"),
        (["ipss", "13221", "--force", "-o", "x.md"],
         "projection ipss 13221 --force --output x.md"),
    ],
)  # fmt: skip
def test_what_was_typed(words: list[str], expected: str) -> None:
    assert recorded(words) == expected


def test_the_order_of_options_makes_no_difference() -> None:
    one = recorded(["run", "--end", "2030", "--start", "2019", "a.toml"])
    assert one == recorded(["run", "a.toml", "--start", "2019", "--end", "2030"])


def test_paths_are_seen_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    inside, outside = str(tmp_path / "here/scenarios/a.toml"), str(tmp_path / "b.toml")
    assert recorded(["run", inside, outside]) == f"projection run scenarios/a.toml {outside}"


def test_outside_a_command_nothing_was_typed() -> None:
    assert click.get_current_context(silent=True) is None
    assert typed_command() == ""
