"""Regions that exchange people, projected by sex and age: where labels meet `exchange`."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict
from types import MappingProxyType

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.balance import check_balance
from projection.errors import RatesError
from projection.exchange import RegionalFlows, RegionalRates
from projection.exchange import project_regions as recur
from projection.kernel import Convention, Rates, Trajectory
from projection.regions.checking import (
    Wanted,
    bare,
    check_rates,
    leading_dims,
    refuse,
    step_width,
)
from projection.variables import ROUNDING

Array = NDArray[np.float64]

_CELL = ("region", "sex", "age")
_TIMES = ("region", "period")

_OPEN_GROUP = MappingProxyType({"open_survival_ratio": Wanted(("sex",), _TIMES, upper=1.0)})
_WANTED: Mapping[str, Wanted] = MappingProxyType(
    {
        "population": Wanted(_CELL),
        "survival_ratio": Wanted(("period", "sex", "age"), ("region",), upper=1.0),
        "fertility_rate": Wanted(("age",), _TIMES),
        "sex_ratio_at_birth": Wanted((), _TIMES),
        "departure_rate": Wanted(_CELL, ("period",), upper=1.0),
        "destination_share": Wanted(
            ("to_region",), ("region", "period", "sex", "age"), upper=1.0
        ),
        "net_migration_count": Wanted(_CELL, ("period",), lower=-math.inf, needed=False),
        "net_migration_rate": Wanted(_CELL, ("period",), lower=-1.0, needed=False),
    }
)


def project_regions(
    rates: xr.Dataset, *, convention: Convention = Convention(rate_base="present")
) -> xr.Dataset:
    """Project the regions of a system together, with moves between them.

    People leave a region by its out-migration rates and spread over the others by shares;
    beside that each region exchanges people with the rest of the world on balance. A move
    counts at its origin and its destination at the same moment: what one region loses, others
    win.

    Parameters
    ----------
    rates
        Dims `region`, `to_region` (same labels, same order), `period`, `sex`, `age` (lower
        bounds of groups as wide as the periods are apart, from 0, the last one open); any other
        dim is a leading one (scenarios, draws). Variables, "()" what may be left out:

        - `population` (region, sex, age): persons at the start of the first period;
        - `survival_ratio` ([region,] period, sex, age entered), at age 0 of births;
        - `fertility_rate` ([region, period,] age): births per woman-year;
        - `sex_ratio_at_birth` ([region, period]): males per female;
        - `departure_rate` (region, [period,] sex, age): persons who move to other regions of
          the system in a step, per person of the cell;
        - `destination_share` ([region, period, sex, age,] to_region): how they spread; sums to
          1 where anybody leaves. Without `region` it is the pool form: whoever leaves anywhere
          is spread alike, over the own region too;
        - `net_migration_count`, `net_migration_rate` (region, [period,] sex, age): exchange
          with the rest of the world, persons in a step and per person of the cell; zero where
          left out. Gross: counts of those who come and, below zero, rates of those who leave;
        - `open_survival_ratio` ([region, period,] sex): with `open_group = "separate"` only.
    convention
        Order of events; by default that of the project's own runs.

    Returns
    -------
    xarray.Dataset
        `population` on `year`; on `period` `births`, `births_by_mother_age` and by cohort
        `deaths`, `net_migration` (all of it), `arrivals` and `departures` (inside the system).
        Population = entered + births - deaths + net migration in every cell, checked to 1e-9;
        arrivals and departures add up to the same over all regions, for each sex and cohort.

    Raises
    ------
    RatesError
        Names, dims, labels or values that do not fit, with the first place of each; more people
        leave a cell than there are.

    Notes
    -----
    Rogers (1975), Introduction to Multiregional Mathematical Demography, ch. 5; the pool form
    is that of the National Institute of Population and Social Security Research's projections
    of 2023 (out-migration rates, shares of in-migration). With one region and no departures
    this is `kernel.project`.

    Examples
    --------
    Two regions, two ages, nobody dies or is born; one in ten leaves a for b, half of them at
    the start of the step and half at the end.

    >>> cells = {"region": ["a", "b"], "sex": ["male", "female"], "age": [0, 1]}
    >>> def same(value, *dims):
    ...     labels = cells | {"to_region": ["a", "b"], "period": [2020]}
    ...     shape = [len(labels[dim]) for dim in dims]
    ...     return xr.DataArray(np.full(shape, value), {dim: labels[dim] for dim in dims}, dims)
    >>> rates = xr.Dataset({
    ...     "population": same(100.0, "region", "sex", "age"),
    ...     "survival_ratio": same(1.0, "period", "sex", "age"),
    ...     "fertility_rate": same(0.0, "age"),
    ...     "sex_ratio_at_birth": same(1.05),
    ...     "departure_rate": same(0.1, "region", "sex", "age") * [[[1]], [[0]]],
    ...     "destination_share": same(1.0, "region", "to_region") * [[0, 1], [1, 0]],
    ... })
    >>> result = project_regions(rates)
    >>> result["population"].sel(year=2021).sum(("sex", "age")).values.tolist()
    [361.0, 439.0]
    """
    own = _OPEN_GROUP if convention.open_group == "separate" else {}
    check_rates(rates, {**_WANTED, **own})
    leading = leading_dims(rates)
    population = bare(rates, "population", (*leading, *_CELL))
    stocks, flows = recur(population, _rates(rates, leading), step_width(rates), convention)
    check_balance(_trajectory(stocks, flows))
    result = _dataset(rates, leading, stocks, flows)
    _refuse_negative(result)
    return result.assign_attrs(convention=json.dumps(asdict(convention)))


def _rates(rates: xr.Dataset, leading: tuple[str, ...]) -> RegionalRates:
    time = (*leading, "period", "region")
    cells = (*time, "sex", "age")
    survival = bare(rates, "survival_ratio", cells)
    if "open_survival_ratio" in rates:
        last = bare(rates, "open_survival_ratio", cells[:-1])
        survival = np.concatenate([survival, last[..., None]], axis=-1)
    none = np.zeros([rates.sizes[dim] for dim in cells])
    count, rate = (
        bare(rates, name, cells) if name in rates else none
        for name in ("net_migration_count", "net_migration_rate")
    )
    within = Rates(
        survival,
        bare(rates, "fertility_rate", (*time, "age")),
        bare(rates, "sex_ratio_at_birth", time),
        count,
        rate,
    )
    pairs = (*time, "to_region", "sex", "age")
    share = bare(rates, "destination_share", pairs, single=("region", "sex", "age"))
    return RegionalRates(within, bare(rates, "departure_rate", cells), share)


def _trajectory(stocks: Array, flows: RegionalFlows) -> Trajectory:
    """Return the system as `balance` takes it: regions are leading axes."""
    net = flows.exchange + flows.arrivals - flows.departures
    parts = (stocks, flows.births, flows.deaths, net)
    return Trajectory(*(np.swapaxes(values, -3, -4) for values in parts))


def _dataset(
    rates: xr.Dataset, leading: tuple[str, ...], stocks: Array, flows: RegionalFlows
) -> xr.Dataset:
    trajectory = _trajectory(stocks, flows)
    stock, flow = ((*leading, "region", time, "sex", "age") for time in ("year", "period"))
    by_cohort = {"arrivals": flows.arrivals, "departures": flows.departures}
    period, width = rates["period"].values, step_width(rates)
    ages = rates["age"].values
    dataset = xr.Dataset(
        {
            "population": (stock, trajectory.population),
            "births": (flow[:-1], trajectory.births.sum(axis=-1)),
            "births_by_mother_age": ((*flow[:-2], "age"), trajectory.births.sum(axis=-2)),
            "deaths": (flow, trajectory.deaths),
            "net_migration": (flow, trajectory.net_migration),
            **{name: (flow, np.swapaxes(one, -3, -4)) for name, one in by_cohort.items()},
        },
        coords={
            **{dim: rates[dim].values for dim in (*leading, "region", "sex")},
            "year": [*period.tolist(), int(period[-1]) + width],
            "period": period,
            "age": ("age", ages, {"width": width, "open_age": int(ages[-1])}),
        },
    )
    return dataset.transpose("region", *leading, ...)


def _refuse_negative(result: xr.Dataset) -> None:
    for name in ("population", "deaths"):
        # Deaths below zero: more left at the start of the step than were there.
        wrong = result[name].values < -ROUNDING
        faults = list(refuse("regions_too_many_leave", result[name], wrong))
        if faults:
            raise RatesError(*faults)
