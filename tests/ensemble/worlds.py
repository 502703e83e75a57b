"""A small town of four ages, and what varies in it; no two dims have the same size."""

from __future__ import annotations

import numpy as np

from projection.deviations import Deviations, Scope
from projection.ensemble import Course, Drawing, Drawn, Start, Varying, draw_members
from projection.kernel import Convention, Rates

PERIODS, CELLS, MODES = 6, 9, 1
CONVENTION = Convention(rate_base="present")


def start(persons: float = 500.0) -> Start:
    """A town, kept in the groups 0-3, 4-6 and 7+."""
    people = persons * np.linspace(1.2, 0.6, CELLS) * np.array([[1.0], [1.1]])
    return Start(people, np.arange(CELLS), np.array([0, 4, 7]))


def course(fertility: float = 0.4) -> Course:
    """The path of a scenario: most survive, some bear children, a few come."""
    cells = (PERIODS, 2, CELLS)
    survival = np.broadcast_to(np.linspace(0.98, 0.7, CELLS), cells)
    births = np.zeros((PERIODS, CELLS))
    births[:, 3:6] = fertility
    migration = np.zeros(cells)
    migration[:, :, 2] = 5.0
    rates = Rates(
        np.ascontiguousarray(survival), births, np.full(PERIODS, 1.05), migration, 0 * migration
    )
    return Course(rates, np.full(cells, 20.0), CONVENTION)


def varying(size: float = 0.05) -> Varying:
    """Departures of every process, half of them national."""
    one = np.full(2 + MODES, size)
    scope = Scope(one, np.full(one.size, 0.8), one / 2, np.eye(one.size), None)
    modes = np.zeros((MODES, 2, CELLS))
    modes[:, :, 1:4] = 0.1
    return Varying(Deviations(scope, scope), modes)


def drawn(draws: int = 11, *, size: float = 0.05, chance: bool = False, seed: int = 1) -> Drawn:
    """Members of the town; the same seed gives the same."""
    return draw_members(varying(size), Drawing(draws, seed, 132217, chance), PERIODS)
