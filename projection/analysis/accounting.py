"""Stocks against flows: what makes up the change since the base date."""

from __future__ import annotations

from collections.abc import Sequence

import xarray as xr

from projection.analysis.age_groups import group_ages
from projection.analysis.asked import Asked
from projection.analysis.bridge import Bridge, Part, bridge, check_years, groups_of
from projection.analysis.labelled import exact_join
from projection.errors import ResultError, fault
from projection.inputs.ages import AgeGroup
from projection.language import Text

_PARTS = (
    Part("births", Text(ja="出生", en="Births")),
    Part("deaths", Text(ja="死亡", en="Deaths")),
    Part("net_migration", Text(ja="社会増減", en="Net migration")),
)
_AGEING = (
    Part("ageing_in", Text(ja="年齢が上がって入る", en="Growing into the ages"), True),
    Part("ageing_out", Text(ja="年齢が上がって出る", en="Growing out of the ages"), True),
)


def account(
    run: xr.Dataset, question: Asked, *, by: str = "total", years: Sequence[int] = ()
) -> Bridge:
    """Account for the change of the population since the base date.

    The balancing equation, added up over the ages x to y of a group and the periods from the
    base date to 1 January of a year:
    P(year) - P(base) = births (where x = 0) - deaths + net migration + those who reach x
    - those who reach y + 1.
    Deaths and moves of a period count in the group in which the cohort ends the period, those
    who reach an age as many as they were when the period began.

    Parameters
    ----------
    run
        One scenario, without the dim `scenario`.
    question
        The population, with a sex and ages or without.
    by
        "total", "age3", "age5" or "single".
    years
        More years than that of the question.

    Returns
    -------
    Bridge
        From the base date to each year. Deaths and those who grow out are negative; the parts
        sum to the change in every cell.

    Raises
    ------
    ResultError
        Another measure than the population, a year outside the run, a group that cuts through
        an age group of the run.

    Source: Preston, Heuveline and Guillot (2001), Demography, section 1.1.
    """
    if question.measure.name != "population":
        raise ResultError(fault("account_of_population", label=question.measure.label))
    groups = groups_of(question, by, run)
    columns = check_years([*years, question.year], run["year"].values.tolist()[1:])
    chosen = run if question.sex == "both" else run.sel(sex=[question.sex])
    with exact_join():
        flows = {
            part: _until(values, chosen).sel(year=columns)
            for part, values in _flows(chosen, groups).items()
        }
    stock = group_ages(chosen["population"].sum("sex"), groups)
    end = stock.sel(year=columns)
    start = xr.zeros_like(end) + stock.isel(year=0, drop=True)
    first = int(run["year"][0])
    base, last = (
        Text(ja=f"{first}年の人口", en=f"Population of {first}"),
        Text(ja="その年の人口", en="Population of the year"),
    )
    return bridge(start, flows, end, question, (base, last))


def _flows(run: xr.Dataset, groups: Sequence[AgeGroup]) -> dict[Part, xr.DataArray]:
    """Persons by age group and period, each with the sign it has in the account."""
    young = run["age"] == run["age"][0]
    flows = (run["births"] * young, -run["deaths"], run["net_migration"])
    summed = {
        part: group_ages(values.sum("sex"), groups)
        for part, values in zip(_PARTS, flows, strict=True)
    }
    if all(group.lower == 0 and group.upper is None for group in groups):
        return summed
    reaching = _reaching(run)
    lower = [group.lower for group in groups]
    after = [0 if group.upper is None else group.upper + 1 for group in groups]
    labels = summed[_PARTS[0]]["age_group"]
    ageing = (_by_group(reaching, lower, labels), 0.0 - _by_group(reaching, after, labels))
    return {**summed, **dict(zip(_AGEING, ageing, strict=True))}


def _reaching(run: xr.Dataset) -> xr.DataArray:
    """Persons by period and the age that they reach in it; none at the youngest age."""
    starts = run["population"].sum("sex").isel(year=slice(None, -1)).rename(year="period")
    return starts.shift(age=1, fill_value=0.0)


def _by_group(reaching: xr.DataArray, ages: list[int], labels: xr.DataArray) -> xr.DataArray:
    at = xr.DataArray(ages, dims="age_group", coords={"age_group": labels})
    return reaching.sel(age=at).drop_vars("age")


def _until(flow: xr.DataArray, run: xr.Dataset) -> xr.DataArray:
    """Add up the periods before each year after the first."""
    ends = run["year"].values[1:]
    return flow.cumsum("period").rename(period="year").assign_coords(year=ends)
