"""Floors under a step in which more people leave a cell than live in it, on bare arrays.

The project refuses such rates. The engine of the United Nations Population Division lets them
pass by two small floors; who reproduces its figures needs both.

Source: ccmppWPP (versions 04379238 and 0804499a), the United Nations' own engine; its rule in
our own words.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from projection.kernel import Convention, Rates, Step, project_step

Array = NDArray[np.float64]

# Persons: what migrants leave behind in a cell that they would empty, and what a cell below
# zero at the end of the step is set to.
LEFT_BEHIND, AT_LEAST = 1e-5, 5e-4


def floored_step(
    population: Array, rates: Rates, width: int, convention: Convention = Convention()
) -> Step:
    """Carry a population over one step, with the floors of the United Nations' engine.

    Net migrants that would leave nobody, had all of them left at the start of the step, leave
    1e-5 persons; a cell below zero at the end of the step holds 0.0005. Where neither happens
    this is `kernel.project_step`.

    Parameters
    ----------
    population, rates, width, convention
        As `kernel.project_step` takes them; `rate_base` must be "start".

    Returns
    -------
    Step
        Its net migration counts the persons that the floors added, so that the balancing
        equation holds.

    Examples
    --------
    30 would leave a group of 10, all at the end: all but 1e-5 do. Of the 10 half survive, and
    the group that they reach is short of 5: 0.0005 stand there.

    >>> persons = np.array([[10.0, 0.0, 0.0]] * 2)
    >>> moves = np.array([[-30.0, -10.0, 0.0]] * 2)
    >>> none, half = np.zeros((2, 3)), np.full((2, 3), 0.5)
    >>> rates = Rates(half, none[0], np.array(1.0), moves, none)
    >>> floored_step(persons, rates, 1, Convention("end")).population[0].tolist()
    [0.0005, 5.00001, 1e-05]
    """
    moves = rates.migration_count + rates.migration_rate * population
    moves = np.where(population + moves <= 0, LEFT_BEHIND - population, moves)
    counted = rates._replace(migration_count=moves, migration_rate=np.zeros_like(moves))
    step = project_step(population, counted, width, convention)
    end = np.where(step.population < 0, AT_LEAST, step.population)
    added = end - step.population
    return step._replace(population=end, net_migration=step.net_migration + added)
