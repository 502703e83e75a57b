"""What runs of many municipalities are made of."""

from __future__ import annotations

from typing import Any, NamedTuple

import xarray as xr
from numpy.typing import NDArray

from projection.errors import Fault
from projection.scenarios import Scenario
from projection.scenarios.many import SharedRates

PIECE = 64
"""Municipalities that are carried together: their figures stay near the processor."""


class ManyRun(NamedTuple):
    """A scenario run for many municipalities.

    Parameters
    ----------
    dataset
        population (region, year, sex, age), births (region, period, sex), deaths and
        net_migration (region, period, sex, age) in single precision; names, the hazard's
        multiplier and the base TFR by region; attributes as a result has them.
    left_out
        Why the other municipalities could not be run, by code.
    """

    dataset: xr.Dataset
    left_out: dict[str, Fault]


class Plan(NamedTuple):
    """A scenario as all municipalities of an area meet it; small, so that workers get it.

    Parameters
    ----------
    scenario
        The scenario.
    shared
        What it makes of every municipality alike.
    """

    scenario: Scenario
    shared: SharedRates


class Piece(NamedTuple):
    """What was worked out for some regions of a result.

    Parameters
    ----------
    arrays
        By variable; the region is the first axis. NaN in all of a region that is left out.
    left_out
        Why some could not be worked out, by code.
    """

    arrays: dict[str, NDArray[Any]]
    left_out: dict[str, Fault]
