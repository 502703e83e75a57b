"""Net migration rates of classes of municipalities by size, from their fits."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import xarray as xr

from projection.estimation.carried import (
    carry_forward,
    size_class,
    weighted_exposure,
    weighted_migrants,
)
from projection.estimation.many import ManyBaseRates, ManyFits
from projection.inputs.migration_by_size import KIND, SIZES
from projection.variables import SEXES


def migration_by_size(fits: ManyFits) -> xr.DataArray:
    """Add municipalities of a size up and return their net migration rate.

    Parameters
    ----------
    fits
        Of all municipalities, by single ages.

    Returns
    -------
    xr.DataArray
        Net migrants per person and year, dims (residents, sex, age): the window's later years
        weigh more, and every person of a class alike. Zero where a class has nobody.
    """
    now = fits.population[:, -1]
    of_class = size_class(np.array(SIZES), now.sum(axis=(1, 2)))
    migrants, exposed = weighted_migrants(fits), weighted_exposure(fits)
    rates = np.zeros((len(SIZES), *now.shape[1:]))
    for at in range(len(SIZES)):
        persons, lived = (one[of_class == at].sum(axis=0) for one in (migrants, exposed))
        np.divide(persons, lived, out=rates[at], where=lived > 0)
    coords = {"residents": list(SIZES), "sex": list(SEXES), "age": np.arange(now.shape[-1])}
    return xr.DataArray(rates, coords, ("residents", "sex", "age"), KIND)


def leaning_on_each_other(base: ManyBaseRates) -> ManyBaseRates:
    """Draw the net migration of municipalities towards the classes that they form themselves.

    Parameters
    ----------
    base
        As `fit_many` gives it; on which standard it leaned does not matter.
    """
    by_size = migration_by_size(base.fits)
    return replace(base, **carry_forward(base.fits, base.course, base.ages, by_size)._asdict())
