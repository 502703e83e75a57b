"""Who survives a step: survival ratios from whatever a set of rates says."""

from __future__ import annotations

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.errors import RatesError, fault
from projection.kernel import OpenGroup
from projection.rates.group_survival import group_survival_ratios
from projection.rates.life_tables import abridged_life_table
from projection.rates.mortality_rates import rates_from_probabilities
from projection.rates.open_slope import NaxFunction
from projection.rates.separation import AxRule
from projection.recurrence.world import World, place_of
from projection.variables import ROUNDING

Array = NDArray[np.float64]

_CORE = ("period", "sex", "age")


def survival_of(world: World, open_group: OpenGroup, ax: AxRule | NaxFunction) -> Array:
    """Return survival ratios as the kernel takes them.

    Parameters
    ----------
    world
        It has exactly one of survival ratios, person-years, mortality rates and death
        probabilities.
    open_group
        As in `Convention`.
    ax
        The rule for nax; read where there are mortality rates or death probabilities.

    Returns
    -------
    ndarray
        Shape (..., period, 2, age), one more column where `open_group` is "separate".

    Raises
    ------
    RatesError
        The open group's own ratio is missing, or there without need; a life table that cannot
        be made.
    """
    _check_open(world, open_group)
    if "survival_ratio" in world.rates:
        return _given(world, open_group)
    if "person_years" in world.rates:
        return _of_person_years(world)
    name = "mortality_rate" if "mortality_rate" in world.rates else "death_probability"
    return _of_life_table(world, name, open_group, ax)


def _check_open(world: World, open_group: OpenGroup) -> None:
    there = "open_survival_ratio" in world.rates
    own = "survival_ratio" in world.rates
    if there and not (own and open_group == "separate"):
        raise RatesError(fault("recurrence_open_unused", place="open_survival_ratio"))
    if own and not there and open_group == "separate":
        raise RatesError(fault("recurrence_open_missing", place="open_survival_ratio"))
    if "person_years" in world.rates and open_group == "separate":
        raise RatesError(fault("recurrence_open_person_years", place="person_years"))


def _given(world: World, open_group: OpenGroup) -> Array:
    ratios = world.bare("survival_ratio", *_CORE)
    if open_group == "joint":
        return ratios
    staying = world.bare("open_survival_ratio", "period", "sex")[..., None]
    leading = np.broadcast_shapes(ratios.shape[:-1], staying.shape[:-1])
    parts = [np.broadcast_to(one, (*leading, one.shape[-1])) for one in (ratios, staying)]
    return np.concatenate(parts, axis=-1)


def _of_person_years(world: World) -> Array:
    """L(x) / L(x - n); L(0) / n from births; the last two groups together into the open one."""
    labelled = world.rates["person_years"].transpose(..., "age").astype(np.float64)
    years = labelled.values
    before = np.concatenate(
        [np.full_like(years[..., :1], world.width), years[..., :-1]], axis=-1
    )
    before[..., -1] += years[..., -1]
    # Above nobody there is nobody; anybody above nobody is refused below.
    none = np.where(years > 0, np.inf, 0.0)
    ratios = labelled.copy(data=np.divide(years, before, out=none, where=before > 0))
    above = np.argwhere(ratios.values > 1 + ROUNDING)
    if above.size:
        cell = tuple(int(index) for index in above[0])
        place, found = place_of(ratios, cell), f"{ratios.values[cell]:.4g}"
        count = len(above)
        raise RatesError(
            fault("recurrence_person_years", place=place, found=found, count=count)
        )
    return World(world.rates.assign(ratios=ratios), world.leading, world.width).bare(
        "ratios", *_CORE
    )


def _of_life_table(
    world: World, name: str, open_group: OpenGroup, ax: AxRule | NaxFunction
) -> Array:
    values = world.rates[name]
    age = "life_table_age" if "life_table_age" in values.dims else "age"
    sexes = tuple(world.rates["sex"].values.tolist())
    if "sex" not in values.dims:
        values = values.expand_dims(sex=list(sexes))
    values = values.transpose(..., "sex", age)
    bounds = values[age].values
    rates = values.values
    if name == "death_probability":
        if not isinstance(ax, AxRule):
            raise RatesError(fault("recurrence_ax", place="ax"))
        rates = rates_from_probabilities(rates, bounds, ax, sexes=sexes)
    years = ax if isinstance(ax, AxRule) else ax(rates, bounds, sexes)
    table = abridged_life_table(rates, bounds, years, sexes)
    open_age = int(world.rates["age"].values[-1])
    ratios = group_survival_ratios(table, world.width, open_age, open_group)
    dims = (*values.dims[:-1], "into")
    labelled = xr.DataArray(ratios, {"sex": list(sexes)}, dims)
    with_ratios = World(world.rates.assign(ratios=labelled), world.leading, world.width)
    return with_ratios.bare("ratios", "period", "sex", "into")
