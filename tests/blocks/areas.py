"""A small area of several blocks, and what is done to its runs."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

import xarray as xr

from projection.blocks import Area, Block, run_folders
from projection.inputs import read_municipal
from projection.results import read_regions
from projection.running_many import Piece, fit_area
from projection.scenarios import Scenario, load_scenario

SHIPPED = Path(__file__).parents[2]
# Of Tokyo: cities and villages, and one that cannot be fitted; blocks of three, three and one.
PLACES = ["131016", "132217", "132021", "133078", "133639", "133825", "133612", "134210"]
PIECE = 3
NAMES = ("current", "closed", "vision")
END = 2031

Item = TypeVar("Item")
Value = TypeVar("Value")


@cache
def area(folder: Path) -> Area:
    """Eight municipalities with their base rates; results go to `folder`."""
    if folder != Path():
        return area(Path())._replace(folder=folder)
    tokyo = read_municipal(SHIPPED / "inputs", "13")
    inputs = replace(tokyo, register=tokyo.register.sel(region=PLACES))
    return Area(inputs, fit_area(inputs, start=2020, step=1), END, folder, PIECE)


@cache
def scenarios() -> list[Scenario]:
    return [load_scenario(SHIPPED / f"scenarios/kiyose/{name}.toml") for name in NAMES]


def in_turn(function: Callable[[Item], Value], items: Sequence[Item]) -> Iterator[Value]:
    """Work in this process, one item after the other."""
    return map(function, items)


def backwards(function: Callable[[Item], Value], items: Sequence[Item]) -> Iterator[Value]:
    return map(function, items[::-1])


def killed_after(count: int) -> None:
    """Run in folders in this process, and end it by SIGKILL once so many tasks are done."""

    def each(function: Callable[[Item], Value], items: Sequence[Item]) -> Iterator[Value]:
        for at, item in enumerate(items):
            if at == count:
                os.kill(os.getpid(), signal.SIGKILL)
            yield function(item)

    for _ in run_folders(area(Path(sys.argv[1])), scenarios(), each):
        pass


def die_once(
    marker: Path, compute: Callable[[Sequence[Block]], Iterable[Piece]], blocks: Sequence[Block]
) -> Iterable[Piece]:
    """Compute, but end the worker by SIGKILL the first time, with half of the work done."""
    for at, piece in enumerate(compute(blocks)):
        if at == 1 and not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        yield piece


def bytes_below(folder: Path) -> dict[str, bytes]:
    """Everything that a folder holds, by name."""
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }


def read_all(folder: Path, ending: str) -> list[xr.Dataset]:
    return [read_regions(folder / f"{name}{ending}") for name in NAMES]
