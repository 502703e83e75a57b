"""Make the register of all municipalities from tidy tables of the published figures.

    python -m projection.inputs.build_register POPULATION CHANGES MUNICIPALITIES OUT.nc

Columns: POPULATION code, date, residents, sex, age (lower bound), persons; CHANGES code,
residents, from, to, births, deaths, in_migration, out_migration, other_in, other_out;
MUNICIPALITIES code, prefecture, municipality, level. CSV, also compressed.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import h5netcdf
import h5py
import numpy as np
import pandas as pd
import xarray as xr

from projection.files import replacing
from projection.inputs.netcdf import Dims
from projection.inputs.register import COMPONENTS, DIMS
from projection.variables import SEXES

FIRST, LAST = 2015, 2020

# Sums that the published tables hold beside municipalities: districts, and Tokyo's islands.
_SUMS = ("郡", "島しょ")
# Towns that became cities without any change of territory: the code before, and since.
_RENAMED = {"044237": "042161", "403059": "402311"}


def build_register(
    population: pd.DataFrame, changes: pd.DataFrame, municipalities: pd.DataFrame
) -> xr.Dataset:
    """Arrange the tables by municipality, year, sex and age.

    Parameters
    ----------
    population, changes, municipalities
        As the module says. Total residents are taken, 1 January 2015 to 2020 and the years
        between, of every municipality with residents: prefectures, wards of designated
        cities and sums over districts are left out.

    Returns
    -------
    xarray.Dataset
        What `projection.inputs.register.Register` holds, in whole persons.

    Raises
    ------
    ValueError
        A municipality lacks a figure.
    """
    names = _names(municipalities)
    stocks = _stocks(population, names.index)
    flows = _flows(changes, stocks["region"].values)
    data = xr.Dataset({"population": stocks, **flows.data_vars})
    return data.assign_coords(name=("region", names[data["region"].values].tolist()))


def write_register(data: xr.Dataset, path: Path, dims: Dims = DIMS) -> None:
    """Write tables of all municipalities as compressed NetCDF-4; same data, same bytes.

    Parameters
    ----------
    data, path
        The tables, in whole numbers and texts; the file.
    dims
        The variables written, with their dims.
    """
    memory = io.BytesIO()
    with h5netcdf.File(memory, "w") as file:
        file.dimensions = {str(name): size for name, size in data.sizes.items()}
        for name, of in dims.items():
            values = data[name].transpose(*of).values
            if values.dtype.kind in "OUT":
                text = h5py.string_dtype()
                file.create_variable(name, of, text, data=values.astype(object))
            else:
                packed = {"compression": "gzip", "compression_opts": 9, "shuffle": True}
                file.create_variable(
                    name, of, data=values.astype(np.int32), chunks=values.shape, **packed
                )
    with replacing(path) as temporary:
        temporary.write_bytes(memory.getvalue())


def _names(municipalities: pd.DataFrame) -> pd.Series:
    table = municipalities[municipalities["level"] == "municipality"]
    table = table[~table["municipality"].str.endswith(_SUMS)]
    return (table["prefecture"] + table["municipality"]).set_axis(table["code"])


def _stocks(population: pd.DataFrame, codes: pd.Index) -> xr.DataArray:
    dates = [f"{year}-01-01" for year in range(FIRST, LAST + 1)]
    table = _total(population, codes)
    table = table[table["date"].isin(dates)]
    table = table.assign(year=table["date"].str[:4].astype(int))
    series = table.set_index(["code", "year", "sex", "age"])["persons"]
    array = series.to_xarray().rename(code="region").sel(sex=list(SEXES))
    living = array.sum(("year", "sex", "age")) > 0
    return _whole(array.sel(region=living))


def _flows(changes: pd.DataFrame, codes: np.ndarray) -> xr.Dataset:
    table = _total(changes, pd.Index(codes))
    starts = table["from"].str.endswith("-01-01")
    table = table.assign(period=table["from"].str[:4].astype(int))
    table = table[starts & table["period"].between(FIRST, LAST - 1)]
    flows = table.set_index(["code", "period"])[list(COMPONENTS)].to_xarray()
    return flows.rename(code="region").map(_whole)


def _total(table: pd.DataFrame, codes: pd.Index) -> pd.DataFrame:
    kept = table[table["residents"] == "total"]
    kept = kept.assign(code=kept["code"].replace(_RENAMED))
    return kept[kept["code"].isin(codes)]


def _whole(values: xr.DataArray) -> xr.DataArray:
    if bool(values.isnull().any()):
        lacking = values["region"][values.isnull().any(set(values.dims) - {"region"})]
        raise ValueError(f"{values.name}: figures are missing of {lacking.values.tolist()}")
    return values.astype(np.int64)


def _main(population: str, changes: str, municipalities: str, output: str) -> None:
    tables = [
        pd.read_csv(name, dtype={"code": str}) for name in (population, changes, municipalities)
    ]
    write_register(build_register(*tables), Path(output))


if __name__ == "__main__":
    _main(*sys.argv[1:])
