"""`projection backtest`: past projections against what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import xarray as xr

from projection.analysis.backtest import Backtest, backtest
from projection.analysis.coverage import Coverage, coverage
from projection.cli.backtest_document import backtest_document
from projection.cli.coverage_document import coverage_document
from projection.cli.declaring import FORMATS
from projection.cli.documents import chosen_format, write_document
from projection.cli.progress import shown
from projection.errors import InputsError, fault
from projection.inputs import PastRegister, find_past_register, find_published
from projection.language import Language, Text
from projection.report.tables import Document

_FITTING = Text(ja="{base}年の率を推定中", en="Fitting {base}")
_DRAWING = Text(ja="{base}年から試行中", en="Drawing from {base}")


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    inputs: str
    base: tuple[int, ...]
    region: str | None
    coverage: bool
    draws: int
    seed: int
    format: str | None
    output: str | None


def command(options: Options, lang: Language) -> None:
    """Write the tables of errors."""
    form = chosen_format(options.format, options.output, known=FORMATS)
    root = Path(options.inputs)
    past = find_past_register(root)
    history = _within(past.data, options.region)
    bases = sorted(set(options.base))
    if options.coverage:
        document = _coverage(options, past, history, bases, lang)
    else:
        document = _errors(root, past, history, bases, lang)
    write_document(document, lang, form, options.output)


def _errors(
    root: Path,
    past: PastRegister,
    history: xr.Dataset,
    bases: Sequence[int],
    lang: Language,
) -> Document:
    official = find_published(root)
    tested: list[Backtest] = []
    for base in bases:
        with shown(_FITTING.of(lang).format(base=base)) as progress:
            tested.append(
                backtest(history, past.schedules, base, official=official, progress=progress)
            )
    return backtest_document(tested)


def _coverage(
    options: Options,
    past: PastRegister,
    history: xr.Dataset,
    bases: Sequence[int],
    lang: Language,
) -> Document:
    tested: list[Coverage] = []
    for base in bases:
        with shown(_DRAWING.of(lang).format(base=base)) as progress:
            tested.append(
                coverage(
                    history,
                    past.schedules,
                    base,
                    draws=options.draws,
                    seed=options.seed,
                    estimated_from=past.data,
                    progress=progress,
                )
            )
    return coverage_document(tested)


def _within(history: xr.Dataset, region: str | None) -> xr.Dataset:
    codes: list[str] = history["region"].values.tolist()
    inside = [code for code in codes if region is None or code[:2] == region]
    if not inside:
        low, high = codes[0][:2], codes[-1][:2]
        raise InputsError(fault("backtest_region", found=region, low=low, high=high))
    return history.sel(region=inside)
