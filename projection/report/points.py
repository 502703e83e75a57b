"""A measure as points of a line: (year, value)."""

from __future__ import annotations

import xarray as xr

from projection.analysis import Measure, evaluate
from projection.analysis.labelled import sum_over

Points = tuple[tuple[float, float], ...]


def points_of(measure: Measure, dataset: xr.Dataset) -> Points:
    """Return a measure of both sexes and all ages together: (year, value).

    Parameters
    ----------
    measure
        Flows are per year and stand at the first year of their period.
    dataset
        A result, or components of the register. Of a result that a report is written from,
        `Material.points` works each measure out once.
    """
    values = sum_over(evaluate(measure, dataset), "sex", "age")
    years = [float(year) for year in values[measure.dim].values]
    return tuple(zip(years, values.values.tolist(), strict=True))
