"""The formulas of the indicators, each on one dataset of results.

All take a dataset with dims `year`, `period`, `sex` and `age`, and any leading dims, which
they keep. Flows are by period: persons of the whole period, not per year.

Sources: Preston, Heuveline and Guillot (2001), Demography, chapters 1, 2 and 5; for
自然増減 and 社会増減, 総務省「住民基本台帳に基づく人口、人口動態及び世帯数調査」.
"""

from __future__ import annotations

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.analysis.age_groups import AGED, CHILDREN, WORKING_AGES, group_total
from projection.analysis.labelled import sum_over
from projection.inputs.ages import AgeGroup

Array = NDArray[np.float64]

_UNDER_5 = AgeGroup(0, 4)
_CHILDBEARING = AgeGroup(15, 49)
_YOUNG_WOMEN = AgeGroup(20, 39)
_AGED_75 = AgeGroup(75, None)


def population(dataset: xr.Dataset) -> xr.DataArray:
    """Return persons by year, sex and age."""
    return dataset["population"]


def births(dataset: xr.Dataset) -> xr.DataArray:
    """Return births by period (and sex of the child)."""
    return dataset["births"]


def deaths(dataset: xr.Dataset) -> xr.DataArray:
    """Return deaths by period (and sex and cohort)."""
    return dataset["deaths"]


def natural_change(dataset: xr.Dataset) -> xr.DataArray:
    """Return births minus deaths (自然増減).

    Parameters
    ----------
    dataset
        A result, or the yearly components of the inputs, which have no sex and age.

    Returns
    -------
    xarray.DataArray
        By period; where deaths are by sex and cohort, births stand at the youngest age.

    Examples
    --------
    >>> register = xr.Dataset({"births": ("period", [484.0]), "deaths": ("period", [741.0])})
    >>> natural_change(register).item()
    -257.0
    """
    born = dataset["births"]
    if "age" in dataset["deaths"].dims:
        born = born * (dataset["age"] == dataset["age"][0])
    return born - dataset["deaths"]


def net_migration(dataset: xr.Dataset) -> xr.DataArray:
    """Return those who come minus those who go (社会増減).

    From components: in- minus out-migration, with the other entries and removals of the
    register, so that natural change and net migration add up to the change of the population.
    """
    if "net_migration" in dataset:
        return dataset["net_migration"]
    entered = dataset["in_migration"] + dataset["other_in"]
    return entered - dataset["out_migration"] - dataset["other_out"]


def total_change(dataset: xr.Dataset) -> xr.DataArray:
    """Return natural change plus net migration, which is the change of the population."""
    return natural_change(dataset) + net_migration(dataset)


def crude_birth_rate(dataset: xr.Dataset) -> xr.DataArray:
    """Return births per 1,000 person-years."""
    return _per_thousand(births(dataset), dataset)


def crude_death_rate(dataset: xr.Dataset) -> xr.DataArray:
    """Return deaths per 1,000 person-years."""
    return _per_thousand(deaths(dataset), dataset)


def crude_natural_change_rate(dataset: xr.Dataset) -> xr.DataArray:
    """Return natural change per 1,000 person-years."""
    return _per_thousand(natural_change(dataset), dataset)


def crude_net_migration_rate(dataset: xr.Dataset) -> xr.DataArray:
    """Return net migration per 1,000 person-years."""
    return _per_thousand(net_migration(dataset), dataset)


def total_fertility_rate(dataset: xr.Dataset) -> xr.DataArray:
    """Return the births per woman who lives by the rates of the period: sum of n f[a].

    The open age group bears no children.
    """
    closed = dataset["fertility_rate"].isel(age=slice(None, -1))
    widths = xr.DataArray(np.diff(dataset["age"]), dims="age", coords={"age": closed["age"]})
    return (closed * widths).sum("age")


def life_expectancy_at_birth(dataset: xr.Dataset) -> xr.DataArray:
    """Return life expectancy at age 0 by period and sex (平均寿命)."""
    return dataset["life_expectancy"].isel(age=0, drop=True)


def child_share(dataset: xr.Dataset) -> xr.DataArray:
    """Return ages 0-14 in % of all."""
    return _percent(_persons(dataset, CHILDREN), _everybody(dataset))


def working_age_share(dataset: xr.Dataset) -> xr.DataArray:
    """Return ages 15-64 in % of all."""
    return _percent(_persons(dataset, WORKING_AGES), _everybody(dataset))


def aged_share(dataset: xr.Dataset) -> xr.DataArray:
    """Return ages 65 and over in % of all (高齢化率)."""
    return _percent(_persons(dataset, AGED), _everybody(dataset))


def aged_share_75(dataset: xr.Dataset) -> xr.DataArray:
    """Return ages 75 and over in % of all."""
    return _percent(_persons(dataset, _AGED_75), _everybody(dataset))


def dependency_ratio(dataset: xr.Dataset) -> xr.DataArray:
    """Return ages 0-14 and 65+ per 100 of ages 15-64 (従属人口指数)."""
    return child_dependency_ratio(dataset) + old_age_dependency_ratio(dataset)


def child_dependency_ratio(dataset: xr.Dataset) -> xr.DataArray:
    """Return ages 0-14 per 100 of ages 15-64 (年少人口指数)."""
    return _percent(_persons(dataset, CHILDREN), _persons(dataset, WORKING_AGES))


def old_age_dependency_ratio(dataset: xr.Dataset) -> xr.DataArray:
    """Return ages 65+ per 100 of ages 15-64 (老年人口指数)."""
    return _percent(_persons(dataset, AGED), _persons(dataset, WORKING_AGES))


def median_age(dataset: xr.Dataset) -> xr.DataArray:
    """Return the age that half of the population has not reached (年齢中位数).

    With `x` and `n` lower bound and width of the group in which the cumulated population
    reaches one half, `F` the persons below it and `p` those in it: `x + n (P/2 - F) / p`. The
    persons of a group are taken to be spread evenly over its ages. Where half the population
    is in the open group, its lower bound is given; where nobody lives, NaN.
    """
    ages = dataset["population"].sum("sex", skipna=False)
    return xr.apply_ufunc(
        _median, ages, dataset["age"], input_core_dims=[["age"], ["age"]], join="exact"
    )


def child_woman_ratio(dataset: xr.Dataset) -> xr.DataArray:
    """Return ages 0-4 per woman of ages 15-49 (子ども女性比)."""
    return _persons(dataset, _UNDER_5) / _women(dataset, _CHILDBEARING)


def women_20_39(dataset: xr.Dataset) -> xr.DataArray:
    """Return the women of ages 20-39."""
    return _women(dataset, _YOUNG_WOMEN)


def sex_ratio(dataset: xr.Dataset) -> xr.DataArray:
    """Return males per 100 females (性比)."""
    persons = dataset["population"].sum("age", skipna=False)
    return _percent(persons.sel(sex="male", drop=True), persons.sel(sex="female", drop=True))


def years_in_step(dataset: xr.Dataset) -> int:
    """Return the length of a period; components of the inputs are by single years."""
    return int(dataset.attrs.get("step", 1))


def _women(dataset: xr.Dataset, group: AgeGroup) -> xr.DataArray:
    return group_total(dataset["population"].sel(sex="female", drop=True), group)


def _everybody(dataset: xr.Dataset) -> xr.DataArray:
    return dataset["population"].sum(["sex", "age"], skipna=False)


def _persons(dataset: xr.Dataset, group: AgeGroup) -> xr.DataArray:
    return group_total(dataset["population"], group).sum("sex", skipna=False)


def _percent(part: xr.DataArray, whole: xr.DataArray) -> xr.DataArray:
    return 100.0 * part / whole


def _per_thousand(events: xr.DataArray, dataset: xr.Dataset) -> xr.DataArray:
    """Divide by person-years: the mean of the populations at both ends times the years."""
    persons = _everybody(dataset)
    periods = dataset["period"].values
    starts = persons.isel(year=slice(None, -1)).rename(year="period")
    ends = persons.isel(year=slice(1, None)).rename(year="period")
    middle = (starts + ends.assign_coords(period=periods)) / 2.0
    return 1000.0 * sum_over(events, "sex", "age") / (middle * years_in_step(dataset))


def _median(persons: Array, lower: Array) -> Array:
    cumulated = np.cumsum(persons, axis=-1)
    half = cumulated[..., -1:] / 2.0
    group = (cumulated < half).sum(axis=-1, keepdims=True)
    inside = np.take_along_axis(persons, group, axis=-1)
    below = np.take_along_axis(cumulated, group, axis=-1) - inside
    widths = np.append(np.diff(lower), 0.0)
    share = np.full_like(half, np.nan)
    np.divide(half - below, inside, out=share, where=inside > 0.0)
    return (lower[group] + widths[group] * share)[..., 0]
