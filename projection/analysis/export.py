"""A result as one long table, for other programs."""

from __future__ import annotations

import pandas as pd
import xarray as xr

from projection.analysis.age_groups import scale
from projection.variables import VARIABLES

COLUMNS = (
    "region",
    "scenario",
    "variable",
    "year",
    "period",
    "sex",
    "age",
    "value",
    "unit",
)


def tidy(result: xr.Dataset) -> pd.DataFrame:
    """Return all variables of a result, one value a row.

    Parameters
    ----------
    result
        Of one scenario, or of several on the dim `scenario`.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`. `year` is filled for stocks (as of the day of `base_date`), `period`
        for flows and rates (its first year), the other one is missing; `sex` and `age` are
        missing where a variable does not have them. Ages are written `35`, `35-39` or `100+`,
        as in tables of inputs.
    """
    labelled = result.assign_coords(age=list(scale(result["age"]).labels))
    tables = [_rows(values, str(name)) for name, values in labelled.data_vars.items()]
    table = pd.concat(tables, ignore_index=True)
    if "scenario" not in table:
        table["scenario"] = result.attrs["scenario"]
    table["region"] = result.attrs["region"]
    whole = table.reindex(columns=COLUMNS)
    return whole.astype({"year": "Int64", "period": "Int64"})


def _rows(values: xr.DataArray, name: str) -> pd.DataFrame:
    table = values.to_series().rename("value").reset_index()
    return table.assign(variable=name, unit=VARIABLES[name].unit)
