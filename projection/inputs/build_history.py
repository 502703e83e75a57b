"""Make the history of all municipalities from tidy tables of the published figures.

    python -m projection.inputs.build_history POPULATION CHANGES MUNICIPALITIES OUT.nc

The tables are those of `projection.inputs.build_register`, and so are the municipalities.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray

from projection.inputs.build_register import build_register, write_register
from projection.inputs.history import DIMS, MISSING, OPEN_AGE, TOTAL
from projection.inputs.register import COMPONENTS
from projection.variables import SEXES

Array = NDArray[np.float64]

YEARS, PERIODS = np.arange(1995, 2021), np.arange(1995, 2020)
# All residents from 2013 on; those of later years stand in the register itself.
TOTAL_YEARS = np.array([2013, 2014])

# Accounts that are out by more than this share, and ten persons, tell of a change of area.
# In 2005-06 many are out by some tenths of a percent as published.
_OUT, _OUT_2005, _PERSONS = 0.001, 0.01, 10
# Between the registers of 31 March 2013 and 1 January 2014 there is no whole year.
_UNCHECKED = 2013
_SIGNS = np.array([1, -1, 1, -1, 1, -1])


class _Tables(NamedTuple):
    """Figures by code: stocks (code, year, sex, age), flows (code, period, component)."""

    codes: pd.Index
    stocks: Array
    flows: Array


def build_history(
    population: pd.DataFrame, changes: pd.DataFrame, municipalities: pd.DataFrame
) -> xr.Dataset:
    """Arrange the tables by municipality of 2020, year, sex and age.

    A town that became a city, or whose code changed for another reason, is followed back where
    the accounts show that its successor began with exactly its residents. A municipality begins
    with the first register after the last change of its area, which the accounts show too:
    there the population changes by more than births, deaths and moves.

    Parameters
    ----------
    population, changes, municipalities
        As the module says.

    Returns
    -------
    xarray.Dataset
        What `projection.inputs.history.History` is made from, in whole persons; -1 where the
        municipality did not exist in its present area.
    """
    register = build_register(population, changes, municipalities)
    own = municipalities[municipalities["level"] == "municipality"]["code"]
    codes = pd.Index(sorted({*own, *register["region"].values.tolist()}))
    tables = _tables(population, changes, codes, "japanese")
    before = _followed(tables, municipalities)
    regions = codes.get_indexer(register["region"].values)
    japanese = _chained(tables, before, regions)
    total = _chained(_tables(population, changes, codes, "total"), before, regions)
    since = _since(japanese)
    data = {**_figures(japanese, since, ""), **_figures(total, since, TOTAL)}
    return xr.Dataset(
        {**data, "since": ("region", since)},
        coords={
            "region": register["region"].values,
            "name": ("region", register["name"].values),
            "year": YEARS,
            "period": PERIODS,
            "total_year": TOTAL_YEARS,
            "total_period": TOTAL_YEARS,
            "sex": list(SEXES),
            "age": np.arange(0, OPEN_AGE + 1, 5),
        },
    )


def _tables(
    population: pd.DataFrame, changes: pd.DataFrame, codes: pd.Index, residents: str
) -> _Tables:
    people = population[population["residents"] == residents]
    people = people.assign(
        year=people["date"].str[:4].astype(int), age=people["age"].clip(upper=OPEN_AGE)
    )
    stocks = people.groupby(["code", "year", "sex", "age"])["persons"].sum().to_xarray()
    ages = np.arange(0, OPEN_AGE + 1, 5)
    stocks = stocks.reindex(code=codes, year=YEARS, sex=list(SEXES), age=ages)
    moved = changes[changes["residents"] == residents]
    moved = moved.assign(period=moved["from"].str[:4].astype(int))
    flows = moved.set_index(["code", "period"])[list(COMPONENTS)].to_xarray().to_dataarray()
    flows = flows.reindex(code=codes, period=PERIODS).transpose("code", "period", "variable")
    return _Tables(codes, stocks.values.astype(np.float64), flows.values.astype(np.float64))


def _gaps(tables: _Tables) -> Array:
    """Return changes from one register to the next that the accounts do not tell."""
    persons = tables.stocks.sum(axis=(-2, -1))
    return np.asarray(np.diff(persons, axis=-1) - tables.flows @ _SIGNS)


def _followed(tables: _Tables, municipalities: pd.DataFrame) -> dict[tuple[int, int], int]:
    """Positions of predecessors, by that of the successor and the successor's first year."""
    persons = tables.stocks.sum(axis=(-2, -1))
    known, prefecture = np.isfinite(persons), tables.codes.str[:2].to_numpy()
    sums = municipalities[municipalities["municipality"].fillna("").str.endswith("郡")]["code"]
    whole = ~tables.codes.isin(sums)
    found: dict[tuple[int, int], int] = {}
    for place in range(1, YEARS.size):
        began = known[:, place] & ~known[:, place - 1] & whole
        ended = known[:, place - 1] & ~known[:, place] & whole
        took_over = persons[:, place] - tables.flows[:, place - 1] @ _SIGNS
        for code in np.flatnonzero(began):
            near = np.abs(persons[:, place - 1] - took_over[code]) <= _PERSONS
            same = np.flatnonzero(ended & near & (prefecture == prefecture[code]))
            if same.size == 1:
                found[int(code), place] = int(same[0])
    return found


def _chained(
    tables: _Tables, before: dict[tuple[int, int], int], regions: NDArray[np.intp]
) -> _Tables:
    """Take the present municipalities, with the figures of their predecessors."""
    stocks, flows = tables.stocks[regions], tables.flows[regions]
    at = regions.tolist()
    for place in range(YEARS.size - 1, 0, -1):
        for row, code in enumerate(at):
            if (code, place) in before:
                at[row] = before[code, place]
                stocks[row, :place] = tables.stocks[at[row], :place]
                flows[row, : place - 1] = tables.flows[at[row], : place - 1]
    return _Tables(tables.codes[regions], stocks, flows)


def _since(tables: _Tables) -> NDArray[np.int64]:
    """First year from which the area is the present one."""
    gaps = np.abs(_gaps(tables))
    share = np.where(PERIODS == 2005, _OUT_2005, _OUT)
    limits = np.maximum(share * tables.stocks.sum(axis=(-2, -1))[:, :-1], _PERSONS)
    # Written so that a gap of figures that are not there is a break too.
    broken = ~(gaps <= limits) & (PERIODS != _UNCHECKED)
    broken |= ~np.isfinite(tables.stocks.sum(axis=(-2, -1))[:, :-1])
    last = PERIODS.size - 1 - broken[:, ::-1].argmax(axis=-1)
    return np.where(broken.any(axis=-1), PERIODS[last] + 1, YEARS[0]).astype(np.int64)


def _figures(
    tables: _Tables, since: NDArray[np.int64], prefix: str
) -> dict[str, tuple[tuple[str, ...], NDArray[np.int64]]]:
    years, periods = (TOTAL_YEARS, TOTAL_YEARS) if prefix else (YEARS, PERIODS)
    stocks = tables.stocks[:, np.searchsorted(YEARS, years)]
    flows = tables.flows[:, np.searchsorted(PERIODS, periods)]
    stocks = np.where((years >= since[:, None])[..., None, None], stocks, MISSING)
    flows = np.where((periods >= since[:, None])[..., None], flows, MISSING)
    made = {
        "population": stocks,
        **dict(zip(COMPONENTS, np.moveaxis(flows, -1, 0), strict=True)),
    }
    return {
        prefix + name: (DIMS[prefix + name], _whole(values, name))
        for name, values in made.items()
    }


def _whole(values: Array, name: str) -> NDArray[np.int64]:
    if not np.isfinite(values).all():
        raise ValueError(f"{name}: figures are missing")
    return values.astype(np.int64)


def _main(population: str, changes: str, municipalities: str, output: str) -> None:
    tables = [
        pd.read_csv(name, dtype={"code": str}) for name in (population, changes, municipalities)
    ]
    write_register(build_history(*tables), Path(output), DIMS)


if __name__ == "__main__":
    _main(*sys.argv[1:])
