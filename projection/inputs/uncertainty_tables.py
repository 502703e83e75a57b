"""The tables of uncertainty as text, as `projection.inputs.uncertainty` reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, product

import numpy as np

from projection.deviations import degrees_by_process
from projection.inputs.uncertainty import (
    CORRELATION,
    CORRELATION_COLUMNS,
    FIGURES,
    KEYS,
    KIND,
    MADE,
    MODE_COLUMNS,
    MODES,
    SCOPES,
    TURNOVER,
    Uncertainty,
)
from projection.variables import SEXES


def uncertainty_texts(found: Uncertainty) -> dict[str, str]:
    """Write the three tables.

    Parameters
    ----------
    found
        What was estimated.

    Returns
    -------
    dict
        From the kind of table to its CSV text: standard deviations to five decimals,
        correlations to three, rates of modes to four.
    """
    return {
        KIND: _text((*KEYS, *FIGURES, "degrees_of_freedom", TURNOVER, *MADE), _rows(found)),
        CORRELATION: _text(CORRELATION_COLUMNS, _correlations(found)),
        MODES: _text(MODE_COLUMNS, _modes(found)),
    }


def _rows(found: Uncertainty) -> Iterator[tuple[object, ...]]:
    when = (*found.window, found.made.isoformat())
    classes = [*zip(found.sizes, found.classes, found.turnovers, strict=True)]
    for name, (size, of_class, turnover) in product(SCOPES, classes):
        scope = getattr(of_class, name)
        passing = np.broadcast_to(scope.passing_sd, scope.initial_sd.shape)
        columns = (scope.initial_sd, scope.autocorrelation, scope.innovation_sd, passing)
        degrees = degrees_by_process(scope)
        for at, process in enumerate(found.processes):
            initial, correlation, innovation, gone = (float(one[at]) for one in columns)
            tail = f"{degrees[at]:.0f}" if np.isfinite(degrees[at]) else ""
            sds = (f"{initial:.5f}", f"{correlation:.2f}", f"{innovation:.5f}", f"{gone:.5f}")
            yield (name, size, process, *sds, tail, f"{turnover:.4f}", *when)


def _correlations(found: Uncertainty) -> Iterator[tuple[object, ...]]:
    """Correlations are those of the first class: they are estimated of all together."""
    for name in SCOPES:
        matrix = getattr(found.classes[0], name).correlation
        for (one, process), (other, partner) in combinations(enumerate(found.processes), 2):
            yield name, process, partner, f"{matrix[one, other]:.3f}"


def _modes(found: Uncertainty) -> Iterator[tuple[object, ...]]:
    last = found.modes.shape[-1] - 1
    for mode, rates in enumerate(found.modes):
        for (sex, of_sex), age in product(zip(SEXES, rates, strict=True), range(last + 1)):
            yield mode + 1, sex, f"{age}+" if age == last else age, f"{of_sex[age]:.4f}"


def _text(columns: Iterable[str], rows: Iterable[tuple[object, ...]]) -> str:
    lines = [",".join(columns), *(",".join(map(str, row)) for row in rows)]
    return "\n".join(lines) + "\n"
