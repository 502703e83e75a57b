"""The identifier of a run, by which a printed number is traced."""

from __future__ import annotations

import hashlib
import json

import xarray as xr

_SHOWN = 8


def run_identifier(result: xr.Dataset) -> str:
    """Return a short hash of what went into a run: its inputs and its resolved scenario.

    Parameters
    ----------
    result
        As `results.read_result` gives it.

    Returns
    -------
    str
        Eight hexadecimal digits of the SHA-256 of the scenario's resolved text, region, base
        date, step, convention, and the SHA-256 of every input table. The version of the
        software is not in it: the same question to another version has the same identifier.

    Examples
    --------
    >>> attributes = {"scenario_text": "end = 2065", "region": "132217", "step": 1}
    >>> attributes |= {"base_date": "2020-01-01", "convention": "{}", "inputs": "[]"}
    >>> run_identifier(xr.Dataset(attrs=attributes))
    '48861c6a'
    """
    attrs = result.attrs
    tables = sorted(one["sha256"] for one in json.loads(attrs["inputs"]))
    parts = [
        *(str(attrs[name]) for name in ("scenario_text", "region", "base_date", "step")),
        str(attrs["convention"]),
        *tables,
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:_SHOWN]
