"""Who lives in a place on the base date, as the rooms above compare plans with."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.inputs.data import Inputs
from projection.inputs.official import OfficialInputs
from projection.variables import SEXES


class Residents(NamedTuple):
    """Persons by sex and age group.

    Parameters
    ----------
    ages
        Lower bounds of the groups, the last open.
    persons
        In the order of `SEXES`. Shape (2, group).
    """

    ages: tuple[int, ...]
    persons: NDArray[np.float64]


def residents_of(inputs: Inputs | OfficialInputs) -> Residents:
    """Return the residents of a region on its base date."""
    population = inputs.population
    if isinstance(inputs, OfficialInputs):
        chosen = population.sel(region=inputs.region.code)
    else:
        chosen = population.sel(year=inputs.base_date.year)
    by_sex = chosen.sel(sex=[*SEXES]).transpose("sex", "age")
    return Residents(tuple(by_sex["age"].values.tolist()), by_sex.values.astype(float))
