"""Rows of a table from a data frame."""

from __future__ import annotations

import pandas as pd

from projection.report.tables import Cell


def frame_rows(frame: pd.DataFrame) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of `frame` with plain Python values, None where a value is missing.

    Examples
    --------
    >>> frame_rows(pd.DataFrame({"sex": ["male", None], "value": [1.5, float("nan")]}))
    (('male', 1.5), (None, None))
    """
    plain = frame.astype(object).where(frame.notna(), None)
    return tuple(plain.itertuples(index=False, name=None))
