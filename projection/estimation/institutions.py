"""Residents of institutions beside the fit: kept out of net migration, on their own path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.errors import EstimationError, fault
from projection.inputs import Inputs
from projection.inputs.groups import residents_at
from projection.kernel import entered
from projection.rates.age_groups import regroup

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]


class Institutions(NamedTuple):
    """Residents of institutions by the model's ages, as far as they are given.

    Parameters
    ----------
    years
        Whose 1 January, ascending. Shape (year,).
    persons
        Shape (year, 2, cell).
    """

    years: Bounds
    persons: Array

    def at(self, years: Sequence[int]) -> Array:
        """Return persons on 1 January of any years: a straight line between those given.

        Examples
        --------
        >>> ten = Institutions(np.array([2020, 2030]), np.array([[[10.0]], [[20.0]]]))
        >>> ten.at([2015, 2024, 2040]).ravel().tolist()
        [10.0, 14.0, 20.0]
        """
        columns = self.persons.reshape(self.years.size, -1).T
        at = [np.interp(years, self.years, column) for column in columns]
        return np.stack(at, axis=-1).reshape(len(years), *self.persons.shape[1:])


def refuse_institutions(institutions: Institutions | None) -> None:
    """Refuse base rates with residents of institutions where a projection leaves them out.

    Raises
    ------
    EstimationError
        There are some: figures without them would look like the population.
    """
    if institutions is not None:
        raise EstimationError(fault("groups_not_asked"))


def spread_alike(persons: Array, like: Array, cells: Bounds, groups: Bounds) -> Array:
    """Spread persons of age groups over cells as others of the same ages are spread.

    Parameters
    ----------
    persons
        Shape (..., 2, group).
    like
        Shape (2, cell); in a group without anybody all cells get the same.
    cells, groups
        Lower bounds; every bound of a group is one of a cell.

    Returns
    -------
    ndarray
        Shape (..., 2, cell), the same sum in every group.

    Examples
    --------
    >>> spread_alike(np.array([[6.0, 4.0]]), np.array([[1.0, 2.0, 0.0]]),
    ...     np.array([0, 1, 2]), np.array([0, 2])).round(6).tolist()
    [[2.0, 4.0, 4.0]]
    """
    of_group = np.searchsorted(groups, cells, side="right") - 1
    weights = np.maximum(like, 0.0) + 1e-9
    return np.asarray(
        persons[..., of_group] * weights / regroup(weights, cells, groups)[..., of_group]
    )


def observed_residents(inputs: Inputs, years: Sequence[int], groups: Bounds) -> Array:
    """Return residents of institutions by published group, nobody where none are known.

    Parameters
    ----------
    inputs
        Of one region.
    years
        Whose 1 January.
    groups
        Lower bounds of the groups wanted.

    Returns
    -------
    ndarray
        Shape (year, 2, group).
    """
    if not inputs.groups:
        return np.zeros((len(years), 2, groups.size))
    return regroup(residents_at(inputs.groups, years), inputs.population["age"].values, groups)


def deaths_of(residents: Array, survival: Array) -> float:
    """Return how many of the residents die in a year.

    Parameters
    ----------
    residents
        At its start. Shape (2, cell).
    survival
        Ratios into the cell entered. Shape (2, cell).
    """
    return float((entered(residents) * (1 - survival)).sum())


def institutions_of(
    inputs: Inputs, like: Array, cells: tuple[Bounds, Bounds, Bounds]
) -> Institutions | None:
    """Return the path of all groups together, None where the inputs have none.

    Parameters
    ----------
    inputs
        Of one region.
    like
        All other residents by single age: within a group, those of institutions are spread as
        they are. Shape (2, single age).
    cells
        Lower bounds of single ages, of the published groups, and of the cells wanted.
    """
    if not inputs.groups:
        return None
    single, groups, wanted = cells
    years = sorted({year for one in inputs.groups for year in one.population["year"].values})
    persons = observed_residents(inputs, years, groups)
    return Institutions(
        np.array(years), regroup(spread_alike(persons, like, single, groups), single, wanted)
    )
