"""New texts of a folder's files: rows added to its tables, its base date moved on."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence

from projection.errors import InputsError, fault
from projection.inputs.text import SourceText

_BASE_DATE = re.compile(r"^(\s*base_date\s*=\s*)\S+", re.MULTILINE)
_KNOWN_GAPS = re.compile(r"^(\s*known_gaps\s*=\s*)\[[^\]]*\]", re.MULTILINE)


def appended(source: SourceText, rows: Iterable[Mapping[str, str]]) -> str:
    r"""Return a table with rows added at its end, in the order of its own columns.

    Parameters
    ----------
    source
        The table. What stands in it stays as it is.
    rows
        Cells by column; columns that are not named stay empty.

    Raises
    ------
    InputsError
        The table has not all the columns: an open-data file cannot be added to.

    Examples
    --------
    >>> appended(SourceText("a.csv", "b,a\n2,1", ""), [{"a": "3", "b": "4"}])
    'b,a\n2,1\n4,3\n'
    """
    end = "\r\n" if "\r\n" in source.text else "\n"
    header = [name.strip() for name in next(csv.reader([source.text.splitlines()[0]]))]
    lines = [source.text.rstrip("\r\n")]
    for row in rows:
        if missing := [name for name in row if name not in header]:
            known = ", ".join(header[:8])
            raise InputsError(
                fault("year_columns_own", file=source.file, found=known, missing=missing[0])
            )
        lines.append(",".join(row.get(name, "") for name in header))
    return end.join(lines) + end


def moved(text: str, year: int, gaps: Sequence[int]) -> str:
    r"""Return an `inputs.toml` with another base year, and known gaps where there are any.

    Parameters
    ----------
    text
        The file; all else stays as it is.
    year
        Of the new base date, 1 January.
    gaps
        Calendar years, those known before included.

    Examples
    --------
    >>> print(moved("base_date = 2020-01-01  # ours\nwindow = 5", 2021, [2018]))
    base_date = 2021-01-01  # ours
    known_gaps = [2018]
    window = 5
    """
    new = _BASE_DATE.sub(rf"\g<1>{year}-01-01", text, count=1)
    if not gaps:
        return new
    listed = str([*gaps])
    if _KNOWN_GAPS.search(new):
        return _KNOWN_GAPS.sub(rf"\g<1>{listed}", new, count=1)
    return re.sub(
        r"^(base_date.*)$", rf"\1\nknown_gaps = {listed}", new, count=1, flags=re.MULTILINE
    )
