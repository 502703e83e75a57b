"""The data that travel with the program: `inputs/japan`, in a checkout and installed.

Nothing heavy is imported: shells ask for names of municipalities while their user types.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

_PACKAGE = Path(__file__).parent
NAMES = "municipality_names.csv"


def japan() -> Path:
    """Return the folder of the nation's figures that came with the program.

    A wheel holds a copy of `inputs/japan` (see `setup.py`); a checkout has the folder itself.
    """
    installed = _PACKAGE / "japan"
    return installed if installed.is_dir() else _PACKAGE.parent / "inputs" / "japan"


def municipality_rows() -> Iterator[dict[str, str]]:
    """Yield the rows of the table of names: code, name, kana, romaji."""
    with (japan() / NAMES).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
