"""What an ensemble is drawn from, and what is kept of its members."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.deviations import Deviations
from projection.kernel import Array, Convention, Rates

Kept = NDArray[np.float32]
Bounds = NDArray[np.int64]

LARGE = 100_000
"""Residents from which on the chance of small numbers is lost among what else varies."""


class Start(NamedTuple):
    """Where all members begin, and the groups in which their people are kept.

    Parameters
    ----------
    population
        Persons at the start of the first period. Shape (2, cell).
    ages
        Lower bounds of the cells, single years, the last open. Shape (cell,).
    bounds
        Lower bounds of the groups, some of `ages` and the first of them. Shape (group,).
    """

    population: Array
    ages: Bounds
    bounds: Bounds


class Varying(NamedTuple):
    """What varies in one region, and by how much.

    Parameters
    ----------
    deviations
        Processes fertility, mortality, then one a mode of migration.
    modes
        What a score of one adds to the net migration rate. Shape (mode, 2, cell).
    """

    deviations: Deviations
    modes: Array


class Drawing(NamedTuple):
    """Which members are drawn.

    Parameters
    ----------
    draws
        How many.
    seed
        0 to 2**64 - 1; the same seed gives the same members.
    region
        The municipality's number, 1 to 2**32 - 1: its six digits.
    chance
        Whether whole persons die, are born and move by chance.
    """

    draws: int
    seed: int
    region: int
    chance: bool


class Drawn(NamedTuple):
    """Members that have been drawn; all scenarios have the same.

    Parameters
    ----------
    drawing
        Which they are.
    modes
        As in `Varying`.
    departures
        Log of the level of fertility and of the hazard, then scores of the modes. Shape (draw,
        period, process).
    """

    drawing: Drawing
    modes: Array
    departures: Array


class Course(NamedTuple):
    """The path of a scenario, around which members lie.

    Parameters
    ----------
    rates
        By single years, no leading axes.
    gross
        Moves in both directions, for chance; as many as net migration where None. Shape
        (period, 2, cell).
    convention
        Order of events.
    """

    rates: Rates
    gross: Array | None
    convention: Convention


class Members(NamedTuple):
    """Sums of every member, in single precision; members stand last.

    Parameters
    ----------
    population
        Persons. Shape (period + 1, 2, group, draw).
    births, deaths, net_migration
        Of a step, births by sex of the child. Shape (period, 2, draw).
    """

    population: Kept
    births: Kept
    deaths: Kept
    net_migration: Kept
