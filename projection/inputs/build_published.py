"""Make the published projection of all municipalities from tidy tables of the figures.

    python -m projection.inputs.build_published PROJECTION MUNICIPALITIES OUT.nc

Columns: PROJECTION code5, year, sex, age (lower bound), persons; MUNICIPALITIES code,
prefecture, municipality, last_year, level. CSV, also compressed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
import xarray as xr

from projection.inputs.build_register import write_register
from projection.inputs.published import DIMS, MUNICIPALITY, PREFECTURE, WARD
from projection.inputs.regions import check_digit
from projection.variables import SEXES

# A town that became a city without any change of territory: the code published, and since.
_RENAMED = MappingProxyType({"40305": "40231"})
_LEVELS = MappingProxyType({"ward of a designated city": WARD})


def build_published(projection: pd.DataFrame, municipalities: pd.DataFrame) -> xr.Dataset:
    """Arrange a published projection by area, year, sex and age.

    Parameters
    ----------
    projection, municipalities
        As the module says. All areas are taken: prefectures, municipalities, and the wards of
        designated cities beside the cities themselves.

    Returns
    -------
    xarray.Dataset
        What `projection.inputs.published.PublishedProjection` holds, in whole persons.

    Raises
    ------
    ValueError
        An area lacks a figure or a name, or a prefecture is not the sum of its municipalities.
    """
    codes = (
        projection["code5"].replace(dict(_RENAMED)).map(lambda code: code + check_digit(code))
    )
    table = projection.assign(region=codes)
    values = table.set_index(["region", "year", "sex", "age"])["persons"].to_xarray()
    if bool(values.isnull().any()):
        raise ValueError("figures are missing")
    named = _named(municipalities).reindex(values["region"].values)
    if bool(named.isna().to_numpy().any()):
        raise ValueError(f"no name: {named.index[named['name'].isna()].tolist()}")
    population = values.sel(sex=list(SEXES)).astype(np.int64).rename("population")
    data = population.to_dataset().assign_coords(
        name=("region", named["name"].tolist()), level=("region", named["level"].tolist())
    )
    _check_sums(data)
    return data


def _named(municipalities: pd.DataFrame) -> pd.DataFrame:
    # Of a code used for two places in turn, the later one.
    table = municipalities.sort_values("last_year").drop_duplicates("code", keep="last")
    names = table["prefecture"] + table["municipality"].fillna("")
    levels = table["level"].replace(dict(_LEVELS))
    return pd.DataFrame({"name": names, "level": levels}).set_index(table["code"])


def _check_sums(data: xr.Dataset) -> None:
    """Compare prefectures with their municipalities, where these were published."""
    persons, prefectures = data["population"], data["region"].str.slice(0, 2)
    for code in data["region"].values[data["level"] == PREFECTURE]:
        within = (prefectures == code[:2]) & (data["level"] == MUNICIPALITY)
        off = persons.sel(region=within).sum("region") - persons.sel(region=code)
        if bool(within.any()) and bool((off != 0).any()):
            raise ValueError(f"prefecture {code} is not the sum of its municipalities")


def _main(projection: str, municipalities: str, output: str) -> None:
    tables = [
        pd.read_csv(name, dtype={"code": str, "code5": str})
        for name in (projection, municipalities)
    ]
    write_register(build_published(*tables), Path(output), DIMS)


if __name__ == "__main__":
    _main(*sys.argv[1:])
