"""Residents of institutions added to a projection of all others, the balance kept cell by cell.

Hospital, care-home and dormitory residents (施設等人口) do not move as households do: whoever
leaves is replaced. Their number by sex and age is given; what enters and leaves on balance
follows from it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from projection.kernel import Trajectory, entered

Array = NDArray[np.float64]


def add_residents(trajectory: Trajectory, residents: Array, survival: Array) -> Trajectory:
    """Add residents of institutions, of whom there are given numbers, to a projection.

    The assumption that matters: they die by the same rates as all others of their sex and age,
    and have no births of their own; those who enter and leave do so at the end of a step.

    Parameters
    ----------
    trajectory
        Of all other people, with any leading axes.
    residents
        At the start and after every step. Shape (period + 1, 2, cell).
    survival
        Ratios into the cell entered. Shape (..., period, 2, cell).

    Returns
    -------
    Trajectory
        Of both together. Population less deaths plus births and net migration is the next
        population in every cell, as in `trajectory`.

    Examples
    --------
    Of ten residents of the open group one dies; one person enters, so that ten stay.

    >>> one = Trajectory(*(np.zeros(shape) for shape in ((2, 2, 2), (1, 2, 2), (1, 2, 2),
    ...     (1, 2, 2))))
    >>> ten = np.zeros((2, 2, 2)) + [0.0, 10.0]
    >>> both = add_residents(one, ten, np.full((1, 2, 2), 0.9))
    >>> both.deaths[0, 0].round(9).tolist(), both.net_migration[0, 0].round(9).tolist()
    ([0.0, 1.0], [0.0, 1.0])
    """
    reached = entered(residents[:-1])
    deaths = reached * (1 - survival)
    return trajectory._replace(
        population=trajectory.population + residents,
        deaths=trajectory.deaths + deaths,
        net_migration=trajectory.net_migration + residents[1:] - (reached - deaths),
    )
