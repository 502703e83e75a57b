"""Make the table of net migration rates by size of municipality from the register.

    python -m projection.estimation.build_migration_by_size INPUTS OUT.csv

INPUTS is the folder that holds the register of all municipalities and the standard schedules
(inputs/japan).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import xarray as xr

from projection.estimation.by_size import migration_by_size
from projection.estimation.many import fit_many
from projection.files import replacing
from projection.inputs import read_municipal
from projection.inputs.migration_by_size import COLUMNS


def csv_of(rates: xr.DataArray) -> str:
    """Return the table as text, rates to seven decimals: less than one person in ten million.

    Parameters
    ----------
    rates
        As `migration_by_size` gives it.
    """
    last = int(rates["age"].values[-1])
    rows = [
        f"{size},{sex},{age}{'+' if age == last else ''},{rate:.7f}"
        for size, of_size in zip(rates["residents"].values.tolist(), rates.values, strict=True)
        for sex, of_sex in zip(rates["sex"].values.tolist(), of_size, strict=True)
        for age, rate in enumerate(of_sex.tolist())
    ]
    return "\n".join([",".join(COLUMNS), *rows, ""])


def main(inputs: Path, out: Path) -> None:
    """Fit all municipalities and write the table.

    Parameters
    ----------
    inputs, out
        Folder of the register, and where the table goes.
    """
    of = read_municipal(inputs, "all")
    base = fit_many(of.register, of.schedules, start=of.base_year, window=of.window)
    with replacing(out) as temporary:
        temporary.write_text(csv_of(migration_by_size(base.fits)), encoding="utf-8")


if __name__ == "__main__":
    # Threads of linear algebra and those of the fit would get in each other's way.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
