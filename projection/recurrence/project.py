"""Labelled rates to a labelled projection, by any of the conventions in use."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

import numpy as np
import xarray as xr

from projection.balance import check_balance
from projection.errors import RatesError, fault
from projection.floors import floored_step
from projection.gross import GrossConvention, GrossRates, project_gross
from projection.kernel import (
    Convention,
    Rates,
    StepRule,
    Trajectory,
    project,
    project_step,
)
from projection.rates.open_slope import NaxFunction
from projection.rates.separation import UN_RULE, AxRule
from projection.recurrence.survival import survival_of
from projection.recurrence.world import GROSS, NET, Array, World, checked_world, place_of
from projection.variables import ROUNDING, SEXES

_CELL = ("period", "sex", "age")
_ONE = "the_only_sub_population"


def project_rates(
    rates: xr.Dataset,
    *,
    convention: Convention | GrossConvention = Convention(),
    ax: AxRule | NaxFunction = UN_RULE,
    floors: bool = False,
) -> xr.Dataset:
    """Project a population of any sub-populations, ages and periods by rates of your own.

    What moves numbers most beside the rates is when migrants join and whether births count
    them: `convention` says so.

    Parameters
    ----------
    rates
        Variables, all on labelled dims; dims of any other name (region, nationality, variant)
        lead, and a variable that lacks one is the same along it:

        - `population` (sex, age): persons at the start.
        - who survives, exactly one of: `survival_ratio` (period, sex, age), by the group
          entered, age 0 from births; `person_years` (period, sex, age), nLx per birth;
          `mortality_rate` or `death_probability`, of the ages of the population or of a life
          table on the dim `life_table_age` (0, 1, 5, 10, ...). With two ratios into the open
          group, `open_survival_ratio` (period, sex) is that of the open group into itself.
        - `fertility_rate` (period, age): births per woman-year.
        - `sex_ratio_at_birth` (period): males per female.
        - `net_migration_count` (period, sex, age), persons a step; `net_migration_rate`, per
          person and step; both by age at the event. Nobody moves where they are left out.
        - for a `GrossConvention`, all by age reached: `death_probability` of a step,
          `in_migration_count`, `out_migration_rate`, and between the sub-populations of a dim
          such as `nationality`: `transfer_rate` (nationality, to_nationality, period, sex, age)
          and `child_share` (nationality, to_nationality, period), which adds up to 1 over the
          second; children belong to the mother's own where it is left out.

        `sex` is "male" and "female", or "female" alone; `age` holds lower bounds from 0,
        equally wide, the last open; `period` first years. The width of the groups is the step.
        Rates without `period` or `sex` hold for all; where none has periods, the labels of a
        coordinate `period` say which they hold for.
    convention
        The order of events within a step: a `Convention` for net migration, a
        `GrossConvention` for gross flows.
    ax
        The rule for nax where survival comes from mortality rates or death probabilities; for
        mortality rates also a function of rates, lower bounds of ages and names of sexes.
    floors
        Whether cells that more people leave than live there are filled up a little, as the
        United Nations' engine does (see `floors.floored_step`), instead of being refused; for
        net migration whose rates meet the population at the start.

    Returns
    -------
    xarray.Dataset
        `population` (..., year, sex, age), from the start on; `births` (..., period, sex),
        `births_by_mother_age` (..., period, age; not for gross flows), `deaths` and
        `net_migration` (..., period, sex, age) by cohort; `survival_ratio` as used; for gross
        flows `in_migration`, `out_migration`, `transfers_in` and `transfers_out`, by cohort.
        The balancing equation holds in every cell to 1e-9 relative. Attributes: `convention`,
        `step`.

    Raises
    ------
    RatesError
        Variables, dims or labels that are missing, unknown or misaligned; values that are
        missing, negative or out of bounds, with their place; more people leave a cell than
        live in it.

    Notes
    -----
    Preston, Heuveline and Guillot (2001), Demography, ch. 6; for gross flows Swiss Federal
    Statistical Office (2025).

    Examples
    --------
    Women alone, ages 0, 1 and 2+: four in five survive each step; of 10 + 8 women, half of them
    on average, 0.5 children each, one in two a girl.

    >>> ages, years = [0, 1, 2], [2020]
    >>> coords = {"sex": ["female"], "age": ages}
    >>> rates = xr.Dataset(
    ...     {
    ...         "population": (("sex", "age"), [[10.0, 10.0, 10.0]]),
    ...         "survival_ratio": ("age", [1.0, 0.8, 0.3]),
    ...         "fertility_rate": (("period", "age"), [[0.0, 0.5, 0.0]]),
    ...         "sex_ratio_at_birth": 1.0,
    ...     },
    ...     {**coords, "period": years},
    ... )
    >>> project_rates(rates)["population"].sel(year=2021, sex="female").values.tolist()
    [2.25, 8.0, 6.0]
    """
    if floors and getattr(convention, "rate_base", "") != "start":
        raise RatesError(fault("recurrence_floors", place="floors"))
    if isinstance(convention, GrossConvention):
        world = checked_world(rates, GROSS)
        result = _by_gross_flows(world, convention)
    else:
        world = checked_world(rates, NET)
        step_rule = floored_step if floors else project_step
        result = _by_net_migration(world, convention, ax, step_rule)
    _refuse_negative(result)
    named = {"name": type(convention).__name__, **asdict(convention)}
    if floors:
        named["floors"] = True
    return result.assign_attrs(convention=json.dumps(named), step=world.width)


def _by_net_migration(
    world: World, convention: Convention, ax: AxRule | NaxFunction, step_rule: StepRule
) -> xr.Dataset:
    survival = survival_of(world, convention.open_group, ax)
    rates = Rates(
        survival,
        world.bare("fertility_rate", "period", "age"),
        world.bare("sex_ratio_at_birth", "period"),
        world.bare("net_migration_count", *_CELL),
        world.bare("net_migration_rate", *_CELL),
    )
    start = world.bare("population", "sex", "age")
    run = project(start, rates, world.width, convention, step_rule)
    check_balance(run)
    used = np.broadcast_to(survival[..., : start.shape[-1]], run.deaths.shape)
    return _labelled(
        world,
        {
            "population": (("year", "sex", "age"), run.population),
            "births": (("period", "sex"), run.births.sum(axis=-1)),
            "births_by_mother_age": (("period", "age"), run.births.sum(axis=-2)),
            "deaths": (_CELL, run.deaths),
            "net_migration": (_CELL, run.net_migration),
            "survival_ratio": (_CELL, used),
        },
    )


def _by_gross_flows(world: World, convention: GrossConvention) -> xr.Dataset:
    sub = sub_population(world)
    if sub is None:
        people = world.rates["population"].expand_dims(_ONE)
        one = World(world.rates.assign(population=people), world.leading, world.width)
        return _of_sub_populations(one, _ONE, convention).isel({_ONE: 0})
    result = _of_sub_populations(world, sub, convention)
    return result.transpose(*world.leading, ...)


def _of_sub_populations(world: World, sub: str, convention: GrossConvention) -> xr.Dataset:
    sized = world.rates
    if "child_share" not in sized:
        own = xr.DataArray(np.eye(sized.sizes[sub]), dims=(sub, f"to_{sub}"))
        sized = sized.assign(child_share=own)
    others = tuple(dim for dim in world.leading if dim != sub)
    inner = World(sized, others, world.width)
    cell = ("period", sub, "sex", "age")
    rates = GrossRates(
        inner.bare("death_probability", *cell),
        inner.bare("fertility_rate", "period", sub, "age"),
        inner.bare("sex_ratio_at_birth", "period"),
        inner.bare("child_share", "period", sub, f"to_{sub}"),
        inner.bare("out_migration_rate", *cell),
        inner.bare("in_migration_count", *cell),
        inner.bare("transfer_rate", "period", sub, f"to_{sub}", "sex", "age"),
    )
    start = inner.bare("population", *cell[1:])
    leading = tuple(sized.sizes[dim] for dim in others)
    whole = np.broadcast_to(start, (*leading, *start.shape[-3:]))
    stocks, flows = project_gross(whole, rates, world.width, convention)
    arrived = flows.in_migration + flows.transfers_in
    net = arrived - flows.out_migration - flows.transfers_out
    check_balance(
        # The sub-populations lead, as the check wants them.
        Trajectory(
            np.moveaxis(stocks, -3, -4),
            np.moveaxis(flows.births, -2, -3)[..., None],
            *(np.moveaxis(flow, -3, -4) for flow in (flows.deaths, net)),
        )
    )
    return _labelled(
        inner,
        {
            "population": (("year", *cell[1:]), stocks),
            "births": (cell[:-1], flows.births),
            "deaths": (cell, flows.deaths),
            "net_migration": (cell, net),
            "in_migration": (cell, flows.in_migration),
            "out_migration": (cell, flows.out_migration),
            "transfers_in": (cell, flows.transfers_in),
            "transfers_out": (cell, flows.transfers_out),
        },
    )


def sub_population(world: World) -> str | None:
    """Return the dim between whose labels people pass or children are shared, if any.

    Raises
    ------
    RatesError
        There are several, their labels are not those of their origin, the people are not
        counted along the dim, or the sex ratio at birth differs along it.
    """
    pairs = [str(dim) for dim in world.rates.dims if str(dim).startswith("to_")]
    if not pairs:
        return None
    sub = pairs[0].removeprefix("to_")
    alike = sub in world.leading and world.rates[sub].values.tolist() == (
        world.rates[pairs[0]].values.tolist()
    )
    counted = sub in world.rates["population"].dims
    common = sub not in world.rates["sex_ratio_at_birth"].dims
    if len(pairs) > 1 or not (alike and counted and common):
        raise RatesError(fault("recurrence_pairs", place=pairs[0], dim=sub))
    return sub


def _labelled(
    world: World, variables: Mapping[str, tuple[tuple[str, ...], Array]]
) -> xr.Dataset:
    rates = world.rates
    periods, ages = rates["period"].values, rates["age"].values
    attrs = {"width": world.width, "open_age": int(ages[-1])}
    shown = (*world.leading, "period", *(dim for core, _ in variables.values() for dim in core))
    labels = {dim: rates[dim].values for dim in shown if dim in rates.coords}
    result = xr.Dataset(
        {name: ((*world.leading, *core), values) for name, (core, values) in variables.items()},
        {
            **labels,
            "year": np.append(periods, periods[-1] + world.width),
            "sex": list(SEXES),
            "age": ("age", ages, attrs),
        },
    )
    return result.sel(sex=rates["sex"].values)


def _refuse_negative(result: xr.Dataset) -> None:
    # Deaths below zero: more left at the start of the step than were there, and those who came
    # at its end hide it.
    for name in ("population", "deaths"):
        array = result[name]
        wrong = np.argwhere(array.values < -ROUNDING)
        if wrong.size:
            cell = tuple(int(index) for index in wrong[0])
            persons = float(array.values[cell])
            found = f"{persons:,.1f}" if persons < -0.05 else f"{persons:.2g}"
            place = place_of(array, cell)
            raise RatesError(fault("recurrence_negative", place=place, found=found))
