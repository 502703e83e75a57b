"""Warnings of what is far from anything seen: with municipalities of the size, said once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Said

Called = Callable[..., Said]
LEVER = '[[migration]]\ntitle = "Estate"\nages = [20, 39]\nadd_per_year = 5000\n'


def written(place: Path, name: str, text: str) -> str:
    file = f"scenarios/{name}.toml"
    head = f'title = "{name}"\nextends = "current.toml"\n'
    (place / file).write_text(head + text, encoding="utf-8")
    return file


def test_what_scenarios_share_is_said_once_of_their_size(call: Called, place: Path) -> None:
    files = [written(place, name, "fertility.tfr = 3\n") for name in ("high", "higher")]
    said = call("run", *files)
    assert said.code == 0
    assert said.err.count("[W901]") == 1
    assert said.err.startswith(
        "warning: scenarios/high.toml, higher.toml, fertility.tfr: a TFR of 3 is above 99 % of "
        "Japan's municipalities of "
    )


def test_asking_commands_say_it_once(call: Called, place: Path) -> None:
    files = [written(place, "high", "fertility.tfr = 3\n"), "scenarios/current.toml"]
    said = call("attribute", files[1], files[0])
    assert said.code == 0
    assert said.err.count("[W901]") == 1


def test_persons_of_a_lever(call: Called, place: Path) -> None:
    said = call("run", written(place, "estate", LEVER))
    assert said.code == 0
    assert said.err.startswith("warning: scenarios/estate.toml, migration[0].add_per_year: ")
    assert "lever 'Estate' adds 5,000 persons a year, a net migration rate of +" in said.err


def test_without_inputs_persons_are_not_looked_at(call: Called, place: Path) -> None:
    said = call("scenario", "show", written(place, "estate", LEVER))
    assert (said.code, said.err) == (0, "")
