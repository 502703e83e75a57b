"""`projection backtest`: past projections against what came of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import xarray as xr

from projection.analysis.backtest import Backtest, Progress, backtest
from projection.cli.backtest_document import backtest_document
from projection.cli.declaring import FORMATS
from projection.cli.documents import chosen_format, write_document
from projection.errors import InputsError, fault
from projection.inputs import find_past_register, find_published
from projection.language import Language, Text

_FITTING = Text(ja="{base}年の率を推定中", en="Fitting {base}")


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    inputs: str
    base: tuple[int, ...]
    region: str | None
    format: str | None
    output: str | None


def command(options: Options, lang: Language) -> None:
    """Write the tables of errors."""
    form = chosen_format(options.format, options.output, known=FORMATS)
    root = Path(options.inputs)
    past = find_past_register(root)
    history = _within(past.data, options.region)
    official = find_published(root)
    tested: list[Backtest] = []
    for base in sorted(set(options.base)):
        with _shown(_FITTING.of(lang).format(base=base)) as progress:
            tested.append(
                backtest(history, past.schedules, base, official=official, progress=progress)
            )
    write_document(backtest_document(tested), lang, form, options.output)


def _within(history: xr.Dataset, region: str | None) -> xr.Dataset:
    codes: list[str] = history["region"].values.tolist()
    inside = [code for code in codes if region is None or code[:2] == region]
    if not inside:
        low, high = codes[0][:2], codes[-1][:2]
        raise InputsError(fault("backtest_region", found=region, low=low, high=high))
    return history.sel(region=inside)


@contextmanager
def _shown(words: str) -> Iterator[Progress]:
    """Show a bar with the time left on standard error, where that is a terminal."""
    from rich.console import Console  # noqa: PLC0415  not before a command that is slow anyway
    from rich.progress import Progress as Bar  # noqa: PLC0415

    console = Console(stderr=True)
    with Bar(console=console, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
