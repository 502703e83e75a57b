"""By what a run is known again: all that its figures come from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

import xarray as xr

# Not the fit, which follows from these, nor what may be said of the run besides.
_SOURCES = (
    *("software", "environment", "region", "base_date", "step", "convention"),
    *("inputs", "scenario", "scenario_text"),
    # Of ensembles.
    *("draws", "seed", "chance", "uncertainty"),
)


def identity_of(attributes: Mapping[str, object], years: Sequence[int]) -> str:
    """Return a checksum of what a result is made from.

    Parameters
    ----------
    attributes
        Of the result.
    years
        Of its stocks.

    Returns
    -------
    str
        Equal for two runs of the same inputs, scenario, years and step by the same version of
        the program and its libraries, whose figures are then equal bit for bit.
    """
    known = {name: attributes.get(name) for name in _SOURCES} | {"years": [*years]}
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()


def identity_in(dataset: xr.Dataset) -> str:
    """Return the identity of a result, or of its frame."""
    return identity_of(dataset.attrs, dataset["year"].values.tolist())
