"""Make the table of what is usual among Japan's municipalities from the register.

    python -m projection.estimation.build_plausible INPUTS OUT.csv

INPUTS is the folder that holds the register of all municipalities and the standard schedules
(inputs/japan). `projection.scenarios.plausibility` reads the table.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from projection.estimation.carried import size_class, weighted_exposure, weighted_migrants
from projection.estimation.many import ManyBaseRates, fit_many
from projection.files import replacing
from projection.inputs import read_municipal
from projection.inputs.migration_by_size import SIZES
from projection.variables import SEXES

COLUMNS = ("figure", "residents_from", "sex", "age", "p1", "p50", "p99")
PERCENTILES = (1, 50, 99)
WIDTH, OPEN_AGE = 5, 85

Array = NDArray[np.float64]


def percentile_rows(base: ManyBaseRates) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table: the percentiles of each figure over municipalities.

    Every municipality counts once, whatever its size: a village of a hundred moves far from
    year to year, which is why each class of size has rows of its own.

    Parameters
    ----------
    base
        The fits of all municipalities, by single ages; what they say of the window is
        weighted as the program weighs it, the later years most.

    Yields
    ------
    tuple of str
        In the order of `COLUMNS`; `residents_from` is "all", or where a class begins.
    """
    residents = base.fits.population[:, -1].sum(axis=(1, 2))
    of_class = size_class(np.array(SIZES), residents)
    classes = [("all", residents > 0)]
    classes += [(str(size), of_class == at) for at, size in enumerate(SIZES)]
    for name, chosen in classes:
        yield "total_fertility_rate", name, "", "", *_shown(base.total_fertility_rate[chosen])
    rates = _migration_rates(base)
    for name, chosen in classes:
        for sex, of_sex in zip(SEXES, np.moveaxis(rates[chosen], 1, 0), strict=True):
            for at, group in enumerate(of_sex.T):
                yield "net_migration_rate", name, sex, _label(at * WIDTH), *_shown(group)


def _migration_rates(base: ManyBaseRates) -> Array:
    """Return net migrants per person and year, shape (region, 2, group); NaN where nobody."""
    starts = np.arange(0, OPEN_AGE + 1, WIDTH)
    grouped = (
        np.add.reduceat(one, starts, axis=-1)
        for one in (weighted_migrants(base.fits), weighted_exposure(base.fits))
    )
    migrants, lived = grouped
    return np.divide(migrants, lived, out=np.full(lived.shape, np.nan), where=lived > 0)


def _shown(values: Array) -> tuple[str, ...]:
    found = np.nanpercentile(values, PERCENTILES)
    return tuple(f"{one:.5f}" for one in found.tolist())


def _label(lower: int) -> str:
    return f"{lower}+" if lower == OPEN_AGE else f"{lower}-{lower + WIDTH - 1}"


def main(inputs: Path, out: Path) -> None:
    """Fit all municipalities and write the table.

    Parameters
    ----------
    inputs, out
        Folder of the register, and where the table goes.
    """
    of = read_municipal(inputs, "all")
    base = fit_many(of.register, of.schedules, start=of.base_year, window=of.window)
    rows = [COLUMNS, *percentile_rows(base)]
    with replacing(out) as temporary:
        temporary.write_text("\n".join([*map(",".join, rows), ""]), encoding="utf-8")


if __name__ == "__main__":
    # Threads of linear algebra and those of the fit would get in each other's way.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
