"""The multiregional projection by matrices: where labels meet `multiregional`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.errors import Fault, RatesError, fault
from projection.multiregional import (
    OpenRule,
    birth_matrices,
    multiregional_life_table,
    project_matrices,
    stable_regions,
    survival_matrices,
)
from projection.regions.checking import Wanted, bare, check_rates, refuse, step_width

Array = NDArray[np.float64]

_CELL = ("region", "age")

_WANTED: Mapping[str, Wanted] = MappingProxyType(
    {
        "population": Wanted(_CELL),
        "mortality_rate": Wanted(_CELL),
        "fertility_rate": Wanted(_CELL),
        "move_rate": Wanted(("region", "to_region", "age")),
    }
)


def project_multiregional(
    rates: xr.Dataset, *, start: int, steps: int, open_rule: OpenRule = "joint"
) -> xr.Dataset:
    """Project one sex of several regions by the matrices of their multiregional life table.

    The rates of the base period stay as they are; people may move several times in a step.

    Parameters
    ----------
    rates
        Dims `region`, `to_region` (same labels, same order), `age` (lower bounds of groups of
        one width from 0, the last one open):

        - `population` (region, age): persons at the start;
        - `mortality_rate` (region, age): deaths per person-year;
        - `fertility_rate` (region, age): births, of the sex that is projected, per person-year;
        - `move_rate` (region, to_region, age): moves per person-year; zero to the own region.
    start
        Year of the population.
    steps
        Steps of the width of an age group.
    open_rule
        What becomes of those in the open group; see `multiregional.survival_matrices`.

    Returns
    -------
    xarray.Dataset
        `population` (region, year, age). By the age and `region` people come from and the
        `to_region` they are in a step later: `transition_probability` and `survival_ratio`; by
        the region of birth `person_years`. In the stable population: `stable_age_share`
        (region, age), which sums to one in every region, `stable_region_share` (region) and
        `growth_factor` of a step.

    Raises
    ------
    RatesError
        Names, dims, labels or values that do not fit, with the first place of each; rates too
        high for the width of the groups; nobody dies in the open group.

    Notes
    -----
    Willekens and Rogers (1978), Spatial Population Analysis: Methods and Computer Programs,
    IIASA RR-78-18, ch. 2 and 3, option 3.

    Examples
    --------
    One region: 0.4 deaths a person-year at both ages, no births. Two in three survive.

    >>> labels = {"region": ["a"], "to_region": ["a"], "age": [0, 1]}
    >>> def same(value, *dims):
    ...     shape = [len(labels[dim]) for dim in dims]
    ...     return xr.DataArray(np.full(shape, value), {dim: labels[dim] for dim in dims}, dims)
    >>> rates = xr.Dataset({
    ...     "population": same(100.0, "region", "age"),
    ...     "mortality_rate": same(0.4, "region", "age"),
    ...     "fertility_rate": same(0.0, "region", "age"),
    ...     "move_rate": same(0.0, "region", "to_region", "age"),
    ... })
    >>> result = project_multiregional(rates, start=2020, steps=1)
    >>> result["population"].sel(region="a", year=2021).values.round(4).tolist()
    [0.0, 133.3333]
    """
    check_rates(rates, _WANTED)
    width = step_width(rates)
    if faults := [*_faults(rates, width, steps)]:
        raise RatesError(*faults)
    death, fertility, population = (
        bare(rates, name, ("age", "region"))
        for name in ("mortality_rate", "fertility_rate", "population")
    )
    moves = bare(rates, "move_rate", ("age", "region", "to_region"))
    table = multiregional_life_table(death, moves, width)
    survival = survival_matrices(table, open_rule)
    births = birth_matrices(table, survival, fertility, width)
    stable = stable_regions(survival, births)
    pairs = ("age", "to_region", "region")
    ages = rates["age"].values
    return xr.Dataset(
        {
            "population": (
                ("year", "age", "region"),
                project_matrices(population, survival, births, steps),
            ),
            "transition_probability": (pairs, table.transition),
            "person_years": (pairs, table.person_years),
            "survival_ratio": (pairs, survival),
            "stable_age_share": (("age", "region"), stable.share / stable.share.sum(axis=0)),
            "stable_region_share": ("region", stable.share.sum(axis=0)),
            "growth_factor": stable.growth,
        },
        coords={
            **{dim: rates[dim].values for dim in ("region", "to_region")},
            "year": start + width * np.arange(steps + 1),
            "age": ("age", ages, {"width": width, "open_age": int(ages[-1])}),
        },
    ).transpose("region", "to_region", "year", "age")


def _faults(rates: xr.Dataset, width: int, steps: int) -> Iterator[Fault]:
    if steps < 1:
        yield fault("regions_steps", place="steps", found=steps)
    death, moves = rates["mortality_rate"], rates["move_rate"]
    own = moves.sel(to_region=moves["region"]).rename("move_rate")
    yield from refuse("regions_share_own", own, np.asarray(own.values != 0))
    last = death.isel(age=-1)
    yield from refuse("regions_no_deaths", last, np.asarray(last.values == 0))
    losses = (death + moves.sum("to_region")).isel(age=slice(None, -1)).rename("mortality_rate")
    # Above 2 / n more than everybody would leave a closed group.
    wrong = np.asarray(losses.values * width >= 2)
    yield from refuse("regions_losses", losses, wrong, width=width, limit=f"{2 / width:g}")
