"""All numbers of all results as one long CSV table."""

from __future__ import annotations

import pandas as pd

from projection.analysis import tidy
from projection.report.material import Material
from projection.report.tables import harmless

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""What CSV files with Japanese words begin with: without it Excel takes another encoding."""


def tidy_csv(material: Material) -> bytes:
    """Return all variables of all results, one value a row.

    Parameters
    ----------
    material
        Of a report.

    Returns
    -------
    bytes
        UTF-8 with a byte order mark; the columns of `analysis.export.COLUMNS`, of which
        `scenario` is the name of the result. Numbers are the shortest that read back as the
        results' own.
    """
    tables = [
        tidy(result).assign(scenario=harmless(name))
        for name, result in material.results.items()
    ]
    whole = pd.concat(tables, ignore_index=True)
    return BYTE_ORDER_MARK + whole.to_csv(index=False, lineterminator="\n").encode()
