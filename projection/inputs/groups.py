"""Residents of institutions, who are part of the population and keep to a path of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class GroupPopulation:
    """Residents of one kind of institution.

    Parameters
    ----------
    name
        As the table has it.
    population
        Persons on 1 January, dims (year, sex, age): years as given, past or future, in the age
        groups of the population.
    """

    name: str
    population: xr.DataArray


def residents_at(groups: Sequence[GroupPopulation], years: Sequence[int]) -> Array:
    """Return the residents of all groups together on 1 January of any years.

    The assumption that moves numbers: between the years given the number of each sex and age
    changes in a straight line; before the first and after the last it stays.

    Parameters
    ----------
    groups
        One or more.
    years
        Those wanted.

    Returns
    -------
    ndarray
        Persons. Shape (year, 2, age).
    """
    return np.sum([_at(one.population, years) for one in groups], axis=0)


def _at(population: xr.DataArray, years: Sequence[int]) -> Array:
    known, values = population["year"].values, population.values
    flat = values.reshape(known.size, -1)
    at = [np.interp(years, known, column) for column in flat.T]
    return np.stack(at, axis=-1).reshape(len(years), *values.shape[1:])
